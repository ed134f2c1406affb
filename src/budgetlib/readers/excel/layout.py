"""The tables of a sheet and the text above, between and below them.

People put a title and the unit of money above a table and notes below it; on paper, lines show where the table
begins. They do so here: rows with lines between their cells are a table. Where a sheet has no lines, the rows from
the first to the last with several cells are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from budgetlib.document import Block, Paragraph, Spans, Table
from budgetlib.readers.excel.sheet import Sheet
from budgetlib.readers.tables.spans import covered, without_covered_columns

_NUMBERING = re.compile(r"(?:Sheet|工作表|附?表|附件|公开|预算|GK)?[\s\d一二三四五六七八九十()（）.、_-]*表?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST_NAME = 3
"""A sheet's name says something when so many Chinese characters are left without its numbering."""


class _Shown(NamedTuple):
    """A sheet without what is hidden: rows of equal length, and the row of the sheet that each of them is."""

    rows: list[list[str]]
    merged: Spans
    framed: Collection[tuple[int, int]]
    at: list[int]


def sheet_blocks(sheet: Sheet, first_table: int) -> Iterator[Block]:
    """Paragraphs and tables of a sheet from top to bottom; its tables are numbered from `first_table`.

    `page` is the number of the sheet, `line` of a paragraph or a table's row the number of the row in the sheet.
    """
    shown = _without_hidden(sheet)
    texts = {"".join(cell.split()) for row in shown.rows for cell in row if cell}
    if not texts:
        return
    name = sheet.name.strip()
    says = _CHINESE.findall(_NUMBERING.sub("", name, count=1))
    if len(says) >= _SHORTEST_NAME and "".join(name.split()) not in texts:
        yield Paragraph(name, page=sheet.number, level=1)
    number = first_table
    begin = 0
    for start, stop in _tables(shown):
        yield from _paragraphs(shown, begin, start, sheet.number)
        table = _table(shown, start, stop, number, sheet.number)
        if table is None:
            yield from _paragraphs(shown, start, stop, sheet.number)
        else:
            yield table
            number += 1
        begin = stop
    yield from _paragraphs(shown, begin, len(shown.rows), sheet.number)


def _paragraphs(shown: _Shown, start: int, stop: int, page: int) -> Iterator[Paragraph]:
    for row in range(start, stop):
        for cell in shown.rows[row]:
            for line in cell.split("\n"):
                if line.strip():
                    yield Paragraph(line.strip(), page=page, line=shown.at[row])


def _without_hidden(sheet: Sheet) -> _Shown:
    width = max((len(row) for row in sheet.rows), default=0)
    width = max(width, 1 + max((column for _, column in sheet.framed), default=-1))
    rows = [row for row in range(len(sheet.rows)) if row not in sheet.hidden_rows]
    columns = [column for column in range(width) if column not in sheet.hidden_columns]
    down = {row: at for at, row in enumerate(rows)}
    across = {column: at for at, column in enumerate(columns)}
    merged = {}
    for (top, left), (height, breadth) in sheet.merged.items():
        below, beyond = min(top + height, len(sheet.rows)), min(left + breadth, width)
        covered_rows = [down[row] for row in range(top, below) if row in down]
        covered_columns = [across[column] for column in range(left, beyond) if column in across]
        size = len(covered_rows), len(covered_columns)
        if all(size) and size != (1, 1):
            merged[covered_rows[0], covered_columns[0]] = size
    texts = [
        [sheet.rows[row][column] if column < len(sheet.rows[row]) else "" for column in columns]
        for row in rows
    ]
    framed = {(down[row], across[column]) for row, column in sheet.framed if row in down and column in across}
    return _Shown(texts, merged, framed, [row + 1 for row in rows])


def _tables(shown: _Shown) -> Iterator[tuple[int, int]]:
    """The tables: from row to row (exclusive)."""
    filled = [sum(map(bool, row)) for row in shown.rows]
    lined = {row for row, _ in shown.framed}
    if not lined:
        several = [row for row, number in enumerate(filled) if number > 1]
        if several:
            yield several[0], several[-1] + 1
        return
    row = 0
    while row < len(shown.rows):
        if row not in lined:
            row += 1
            continue
        start = row
        # Rows typed below the lines belong to the table too.
        while row < len(shown.rows) and (row in lined or filled[row] > 1):
            row += 1
        # Of blank rows drawn in advance one is kept: it says that a table is there and blank.
        last = max((each for each in range(start, row) if filled[each]), default=start)
        yield start, min(row, last + 2)


def _table(shown: _Shown, start: int, stop: int, number: int, page: int) -> Table | None:
    """Rows of the sheet as a table; None where they are text in a frame."""
    rows = shown.rows[start:stop]
    used = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    if not used:
        return None
    left, right = used[0], used[-1] + 1
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), (height, across) in shown.merged.items():
        top, first = max(row, start), max(column, left)
        size = min(row + height, stop) - top, min(column + across, right) - first
        if min(size) > 0 and size != (1, 1):
            spans[top - start, first - left] = size
    hidden = covered(spans)
    grid = tuple(
        tuple("" if (at, column) in hidden else cell for column, cell in enumerate(row[left:right]))
        for at, row in enumerate(rows)
    )
    begun = {
        column for column in range(right - left) if any((at, column) not in hidden for at in range(len(grid)))
    }
    grid, kept = without_covered_columns(grid, spans, begun)
    if len(grid[0]) == 1:
        return None
    return Table(
        number=number,
        rows=grid,
        lines=tuple(shown.at[start:stop]),
        pages=(page,) * len(grid),
        spans=kept,
    )
