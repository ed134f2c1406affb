"""Titles of statements that a document prints, read or not: before a table is called missing, they are looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlib.accounts import Kind
from budgetlib.disclosure import SeenTitle
from budgetlib.document import Block, Document, Paragraph, Table
from budgetlib.statements.recognise import kind_of_title
from budgetlib.text import squash

_LONGEST = 45
_HEAD_ROWS = 3
_TABLE = re.compile(r"(?:表|表\(.{1,20}\))$")
_ENTRY = re.compile(r"\.{3,}|…|\d\s*$")
"""An entry of the contents, with dots or a page number behind it."""


def seen_titles(document: Document) -> tuple[SeenTitle, ...]:
    """Every title of a statement outside the table of contents, in reading order."""
    return tuple(_titles(document.blocks))


def _titles(blocks: tuple[Block, ...]) -> Iterator[SeenTitle]:
    kinds = [_kind_of(block.text) if isinstance(block, Paragraph) else None for block in blocks]
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _in_table(block)
            continue
        beside = (*kinds[max(0, at - 1) : at], *kinds[at + 1 : at + 2])
        kind = kinds[at]
        if kind and not any(beside):  # titles one below the other are a list of contents
            yield SeenTitle(squash(block.text), kind, block.page, block.line)


def _in_table(table: Table) -> Iterator[SeenTitle]:
    """Titles that stand in the first rows of a table, as spreadsheets print them."""
    for number, row in enumerate(table.rows[:_HEAD_ROWS]):
        filled = [cell for cell in row if cell.strip()]
        kind = _kind_of(filled[0]) if len(filled) == 1 else None
        if kind:
            place = table.place(number)
            yield SeenTitle(squash(filled[0]), kind, place.page, place.line)


def _kind_of(text: str) -> Kind | None:
    title = squash(text)
    if len(title) > _LONGEST or not _TABLE.search(title) or _ENTRY.search(title) or "说明" in title:
        return None
    return kind_of_title(title)
