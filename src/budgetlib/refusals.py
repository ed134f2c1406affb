"""Why a document is refused: what it is instead of a disclosure, as far as it says so itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from budgetlib.disclosure import Disclosure
from budgetlib.document import Document, Paragraph
from budgetlib.errors import NotADisclosure
from budgetlib.layouts import vocabulary
from budgetlib.readers.scan import REMEDY
from budgetlib.scans import page_ranges
from budgetlib.text import squash

_TITLES = vocabulary("other_documents", "titles")
_CALLED = {
    "notice": "a notice or letter",
    "government_report": "a report on a whole province, city or county",
    "report": "a report",
    "form": "a form to fill in",
    "price_list": "a list of prices",
    "list": "a list",
    "rule": "a rule, standard or plan",
    "tender": "a paper of a tender",
}
_COVER = 12
"""Paragraphs at the beginning that may hold the title."""
_LONGEST_TITLE = 60
_NEITHER = "this is neither a budget nor a final-account disclosure"


def refusal(document: Document, disclosure: Disclosure) -> NotADisclosure:
    """The error for a document that is no disclosure: what it is, and what to do."""
    if document.scan.unread:
        pages = page_ranges(document.scan.unread, ", ")
        return NotADisclosure(
            f"nothing of a disclosure was read, and pages {pages} are pictures that were not read",
            file=document.source,
            remedy=REMEDY,
        )
    named = next((note for note, _ in document.notes if note.startswith("the name ends in")), "")
    told = next(
        ((_CALLED[kind], title) for title in _titles(document) if (kind := _TITLES(squash(title)))), None
    )
    problem = f"{_NEITHER}, but {told[0]} by its title: {told[1]}" if told else _NEITHER
    if named:
        problem = f"{problem}; {named}"
    remedy = "none of the statements of one was found; check that it is the right file"
    if disclosure.statements:
        titles = ", ".join(dict.fromkeys(one.kind.about.english for one in disclosure.statements))
        remedy = f"only this was found of one: {titles}; check that it is the right file"
    return NotADisclosure(problem, file=document.source, remedy=remedy)


def blank_form(document: Document) -> NotADisclosure:
    """The error for a form that nobody filled in."""
    return NotADisclosure(
        "this is a blank form",
        file=document.source,
        remedy="it has the statements of a disclosure and not one amount; give the one that was filled in",
    )


def _titles(document: Document) -> Iterator[str]:
    """What may be the title: the first short lines, then two of them that follow one another."""
    texts = [
        block.text.replace("\n", "") for block in document.blocks[:_COVER] if isinstance(block, Paragraph)
    ]
    short = [text.strip() for text in texts if 0 < len(text) <= _LONGEST_TITLE]
    yield from (
        first + second for first, second in itertools.pairwise(short) if len(first + second) <= _LONGEST_TITLE
    )
    yield from short
