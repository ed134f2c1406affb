"""What the text of a disclosure says: claims with their figures, terms, and the contents that it announces.

Paragraphs get the headings that they stand under (`passages`), and fall into sentences (`claims`). In a sentence
(`sentence`) figures are found (`figures`), reasons and declarations marked (`reasons`, `declarations`), and every
figure is taken up by the words in front of it: as a value (`values`), as a change or a share (`changes`), or as
part of a reason (`explanations`). `subjects`, `classification` and `metrics` tell which metric words mean, `thread`
keeps what later words may refer to. Which words mean what is data: `layouts/narrative.toml` (headings, comparisons,
reasons, lists, declarations) and `layouts/narrative_metrics.toml` (metrics).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from budgetlib.disclosure import Announced, Claim, Note, Section, Term
from budgetlib.document import Document, Paragraph
from budgetlib.narrative.best import best_claim
from budgetlib.narrative.claims import read_claims
from budgetlib.narrative.contents import read_contents
from budgetlib.narrative.glossary import read_terms
from budgetlib.narrative.normal import compact, normal
from budgetlib.narrative.passages import passages
from budgetlib.narrative.sections import read_sections

__all__ = ["NarrativeRead", "best_claim", "read_narrative"]

_YEAR_OF_BUDGET = re.compile(r"(20\d\d)年?度?[^，。；\d]{0,40}(?:预算|决算)")


@dataclass(frozen=True, slots=True)
class NarrativeRead:
    """What was read from the text of a document."""

    claims: tuple[Claim, ...]
    terms: tuple[Term, ...]
    announced: tuple[Announced, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    """What is wrong with the text itself: `narrative.unread.figure` (支出万元: the number is missing),
    `narrative.remark.placeholder` (增加（减少）0万元), `narrative.remark.reason` (主要原因是。)."""


def read_narrative(document: Document) -> NarrativeRead:
    """The claims, terms and announced contents of a document; everything empty where it has no text."""
    announced, first = read_contents(document.blocks)
    text = list(passages(document.blocks[first:]))
    claims, notes = read_claims(text, _year(document.paragraphs))
    return NarrativeRead(claims, read_terms(text), announced, read_sections(text), notes)


def _year(paragraphs: Iterable[Paragraph]) -> int | None:
    """The year that the first title of a budget or final account names."""
    for paragraph in paragraphs:
        match = _YEAR_OF_BUDGET.search(normal(compact(paragraph.text)))
        if match:
            return int(match[1])
    return None
