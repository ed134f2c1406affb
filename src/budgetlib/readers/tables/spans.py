"""The algebra of grids: tables below and beside each other, on other rows and columns, without some of them.

The only place that knows how merged cells move when rows and columns do. Rows and columns count from 0.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from budgetlib.document import Grid, Spans, Table


class CellAt(NamedTuple):
    """A cell, perhaps merged: it begins in `row` and `column` and covers `height` rows and `width` columns."""

    row: int
    column: int
    height: int
    width: int


def covered(spans: Spans | None) -> set[tuple[int, int]]:
    """Places that merged cells cover, without those where they begin."""
    return {
        (row + down, column + step)
        for (row, column), (height, width) in (spans or {}).items()
        for down in range(height)
        for step in range(width)
        if down or step
    }


def cells_of(table: Table) -> Iterator[CellAt]:
    """Every cell of a table, row by row."""
    spans = table.spans or {}
    hidden = covered(spans)
    for row in range(len(table.rows)):
        for column in range(table.width):
            if (row, column) not in hidden:
                yield CellAt(row, column, *spans.get((row, column), (1, 1)))


def below(table: Table, piece: Table, dropped: int = 0) -> Table:
    """`piece` without its first rows (`dropped` of them) below `table`, where it begins a seam."""
    start = len(table.rows)
    spans: Spans | None = None
    if table.spans is not None and piece.spans is not None:
        spans = dict(table.spans) | {
            (start + row - dropped, column): size
            for (row, column), size in piece.spans.items()
            if row >= dropped
        }
    return replace(
        table,
        rows=table.rows + piece.rows[dropped:],
        lines=table.lines + piece.lines[dropped:],
        pages=table.pages + piece.pages[dropped:],
        spans=spans,
        seams=(*table.seams, start, *(start + seam - dropped for seam in piece.seams)),
    )


def beside(left: Table, right: Table) -> Table:
    """The rows of `right` to the right of those of `left`, which are as many."""
    spans = dict(left.spans or {})
    spans.update({(row, column + left.width): size for (row, column), size in (right.spans or {}).items()})
    rows = tuple((*cells, *further) for cells, further in zip(left.rows, right.rows, strict=True))
    return replace(left, rows=rows, spans=spans)


def above(table: Table, names: Sequence[str]) -> Table:
    """A table below further rows, each of which is one cell with a name."""
    added, width = len(names), table.width
    spans = {(row + added, column): size for (row, column), size in (table.spans or {}).items()}
    spans.update({(row, 0): (1, width) for row in range(added) if width > 1})
    return replace(
        table,
        rows=(*((name, *[""] * (width - 1)) for name in names), *table.rows),
        lines=(None,) * added + table.lines,
        pages=table.pages[:1] * added + table.pages,
        spans=spans,
    )


def on_columns(table: Table, begins: Sequence[int], ends: Sequence[int], width: int) -> Table:
    """The table on `width` columns: its column `i` is the new ones `begins[i]` to `ends[i] - 1`."""
    rows: list[tuple[str, ...]] = []
    for cells in table.rows:
        row = [""] * width
        for begin, cell in zip(begins, cells, strict=True):
            row[begin] = cell
        rows.append(tuple(row))
    spans = {
        (row, begins[column]): (height, ends[column + across - 1] - begins[column])
        for row, column, height, across in cells_of(table)
        if (height, ends[column + across - 1] - begins[column]) != (1, 1)
    }
    return replace(table, rows=tuple(rows), spans=spans if table.spans is not None else None)


def on_rows(table: Table, begins: Sequence[int]) -> Table:
    """The table on more rows: its row `i` is the new ones `begins[i]` to `begins[i + 1] - 1`, its cells cover those."""
    rows = [("",) * table.width] * begins[-1]
    for begin, cells in zip(begins, table.rows, strict=False):
        rows[begin] = cells
    spans = {
        (begins[row], column): (begins[row + height] - begins[row], across)
        for row, column, height, across in cells_of(table)
        if (begins[row + height] - begins[row], across) != (1, 1)
    }
    number = len(rows)
    return replace(
        table, rows=tuple(rows), lines=(None,) * number, pages=table.pages[:1] * number, spans=spans
    )


def as_one_cell(table: Table, cell: CellAt, next_to_it: CellAt, text: str) -> Table:
    """The table with a cell and the one to the right of it as one cell, which holds `text`."""
    spans = dict(table.spans or {})
    spans.pop((next_to_it.row, next_to_it.column), None)
    width = cell.width + next_to_it.width
    spans[cell.row, cell.column] = cell.height, width
    cells = table.rows[cell.row]
    row = (*cells[: cell.column], text, *[""] * (width - 1), *cells[cell.column + width :])
    return replace(table, rows=(*table.rows[: cell.row], row, *table.rows[cell.row + 1 :]), spans=spans)


def without_row(table: Table, row: int) -> Table:
    """The table without a row: cells merged over it are a row less high."""
    spans = {}
    for (top, column), (height, width) in (table.spans or {}).items():
        if top <= row < top + height:
            height -= 1
        if top > row:
            top -= 1
        if height > 0 and (height, width) != (1, 1):
            spans[top, column] = height, width
    return replace(
        table,
        rows=table.rows[:row] + table.rows[row + 1 :],
        lines=table.lines[:row] + table.lines[row + 1 :],
        pages=table.pages[:row] + table.pages[row + 1 :],
        spans=spans,
    )


def without_covered_columns(grid: Grid, spans: Spans, begun: Collection[int]) -> tuple[Grid, Spans]:
    """The grid with only the columns in which a cell begins (`begun`); merged cells cover the others throughout."""
    width = len(grid[0]) if grid else 0
    kept = [column for column in range(width) if column in begun]
    if len(kept) == width:
        return grid, spans
    place = {column: at for at, column in enumerate(kept)}
    sizes = {
        (row, place[column]): (height, sum(column <= one < column + across for one in kept))
        for (row, column), (height, across) in spans.items()
    }
    return (
        tuple(tuple(row[column] for column in kept) for row in grid),
        {at: size for at, size in sizes.items() if size != (1, 1)},
    )
