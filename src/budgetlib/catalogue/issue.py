"""What the text before a catalogue says of it: its title, the paper that issued it (文号), and its letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetlib.document import Paragraph
from budgetlib.text import squash

_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,10})[〔\[(【]((?:19|20)\d\d)[〕\])】]第?(\d{1,4})号")
_LETTER = re.compile(r"[(]([A-Z])类?[)]|([A-Z])类")
_LONGEST_TITLE = 60


def title_of(above: Sequence[Paragraph]) -> str:
    """The last short paragraph that speaks of a catalogue, empty when there is none."""
    for paragraph in reversed(above):
        if "目录" in paragraph.text and len(paragraph.text) <= _LONGEST_TITLE:
            return paragraph.text
    return ""


def issue_number(above: Sequence[Paragraph]) -> str:
    """The number of the paper that issued the catalogue (`晋财综〔2023〕43号`), empty when none is printed.

    A number that stands alone is the paper's own; one inside a sentence belongs to a paper that it cites, save
    where it closes the title of the catalogue.
    """
    for paragraph in reversed(above):
        text = squash(paragraph.text)
        match = _NUMBER.fullmatch(text)
        if match is None and len(text) <= _LONGEST_TITLE and "目录" in text:
            match = re.search(rf"\({_NUMBER.pattern}\)$", text)
        if match:
            return f"{match[1]}〔{match[2]}〕{match[3]}号"
    return ""


def letter_in_title(title: str) -> str:
    """The letter that a title gives a catalogue (`（B类）` is `B`), empty when none."""
    match = _LETTER.search(squash(title))
    return (match[1] or match[2]) if match else ""


def begins_anew(between: Sequence[Paragraph], title: str) -> bool:
    """Whether the text between two tables begins another catalogue than the one of that title."""
    if issue_number(between):
        return True
    new = title_of(between)
    return bool(new) and squash(new) != squash(title)
