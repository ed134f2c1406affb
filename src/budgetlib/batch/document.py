"""One document, from its file to its result: the unit of work that a batch repeats."""

from __future__ import annotations

from pathlib import Path

from budgetlib.checks import check
from budgetlib.coverage import suggest
from budgetlib.dataset.result import DocumentResult
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from budgetlib.transparency import score


def process_document(path: Path, *, synthetic: bool = False) -> DocumentResult:
    """Everything that the library finds out about one file.

    Raises `ReadError` where the file can't be read and `NotADisclosure` where it is something else.
    """
    disclosure = interpret(read_document(path), synthetic=synthetic)
    findings = check(disclosure)
    return DocumentResult(disclosure, findings, score(disclosure, findings), suggest(disclosure))
