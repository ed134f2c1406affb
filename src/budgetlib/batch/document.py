"""One document, from its file to its result: the unit of work that a batch repeats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetlib.checks import check
from budgetlib.coverage import suggest
from budgetlib.dataset.result import DocumentResult
from budgetlib.interpret import read_disclosure
from budgetlib.readers.recall import Recall, afresh
from budgetlib.transparency import score


def process_document(
    path: Path, *, annexes: Sequence[Path] = (), synthetic: bool = False, recall: Recall = afresh
) -> DocumentResult:
    """Everything that the library finds out about one disclosure: a file and its annexes.

    `recall` knows what was read from the same bytes before; left out, everything is read.
    Raises `ReadError` where a file can't be read and `NotADisclosure` where it is something else.
    """
    disclosure = read_disclosure(path, annexes=annexes, synthetic=synthetic, recall=recall)
    findings = check(disclosure)
    return DocumentResult(disclosure, findings, score(disclosure, findings), suggest(disclosure))
