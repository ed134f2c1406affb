"""Lists of a document's tables that say which of them are empty (报表名称, 是否空表, 表格为空的理由)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from budgetlib.disclosure import Statement
from budgetlib.document import Document, Table
from budgetlib.text import squash

_ASKS = re.compile(r"是否(?:为)?空表")
_NAMES = re.compile(r"(?:报表|表格|表)?名称?")
_HEADER_ROWS = 3


def with_listed_notes(document: Document, statements: list[Statement]) -> list[Statement]:
    """The statements, those that a list of tables calls empty with `empty_note` set."""
    listed = {name for table in document.tables for name in _listed(table)}
    if not listed:
        return statements
    return [
        replace(statement, empty_note=True) if squash(statement.title) in listed else statement
        for statement in statements
    ]


def _listed(table: Table) -> Iterator[str]:
    """The names, squashed, of the tables that a list calls empty; nothing where the table is no such list."""
    for number, row in enumerate(table.rows[:_HEADER_ROWS]):
        header = [squash(cell) for cell in row]
        answers = next((at for at, cell in enumerate(header) if _ASKS.fullmatch(cell)), None)
        if answers is None:
            continue
        names = next((at for at, cell in enumerate(header) if _NAMES.fullmatch(cell)), None)
        if names is not None:
            for entry in table.rows[number + 1 :]:
                if squash(entry[answers]) == "是":
                    yield squash(entry[names])
            return
