"""Tables of which only the header is ruled, or the header and the last row: what stands below it are its rows.

Where the columns are the lines of the header tell, so that rows without lines need no more than to stand in them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetlib.readers.pdf.page.geometry import Run
from budgetlib.readers.pdf.tables.columns import Line, Piece
from budgetlib.readers.pdf.tables.ruled import Cell, Column, Grid
from budgetlib.readers.pdf.tables.unruled import between_rows, rows_of
from budgetlib.readers.tables.figures import is_figure

_DEEPEST = 5
"""A header has no more rows."""
_LEAST_FIGURES = 2
"""So many rows with figures follow on a header of two columns; on a wider one it may be one."""
_COLUMN_NUMBER = 2
"""Digits of the numbers that a row of a header may give its columns."""
_ROW_DISTANCE = 3.0
"""Rows further apart than this many font sizes are not of one table."""
_OVER_EDGE = 0.6
"""Text of a row may stand over the edge of its column by so many font sizes."""
_SAME_EDGE = 1.5


class Shared(NamedTuple):
    """Tables with the runs in each, and the lines of text outside of them."""

    grids: list[Grid]
    inside: list[list[Run]]
    lines: list[list[Run]]


def with_open_bodies(grids: list[Grid], inside: list[list[Run]], lines: list[list[Run]]) -> Shared:
    """The tables with the rows that follow on a ruled header without lines, which are then lines no more."""
    shared = Shared(grids, inside, lines)
    for grid, content in zip(grids, inside, strict=True):
        if _is_header(grid, content) and grid in shared.grids:
            shared = _extended(shared, grid, content)
    return shared


def _is_header(grid: Grid, content: Sequence[Run]) -> bool:
    """Whether a table names columns, all of them, and holds no figure."""
    columns = len(grid.xs) - 1
    if len(grid.ys) - 1 > _DEEPEST or columns < 2:
        return False
    if any(len(run.text) > _COLUMN_NUMBER and is_figure(run.text) for run in content):
        return False
    named = {
        column
        for run in content
        for cell in (grid.cells[grid.owner[_place(grid.ys, run.middle)][_place(grid.xs, run.center)]],)
        for column in range(cell.column, cell.column + cell.width)
    }
    return len(named) == columns


def _place(edges: Sequence[float], at: float) -> int:
    """Between which of the edges something stands."""
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _extended(shared: Shared, grid: Grid, content: list[Run]) -> Shared:
    left, right, bottom = grid.xs[0], grid.xs[-1], grid.ys[-1]
    beside = (
        (other, own)
        for other, own in zip(shared.grids, shared.inside, strict=True)
        if other.xs[0] < right and other.xs[-1] > left and other.ys[0] >= bottom
    )
    below, own = min(beside, key=lambda one: one[0].ys[0], default=(None, []))
    last = (
        below if below is not None and _has_columns(below, grid.xs) and not _is_header(below, own) else None
    )
    body: list[Line] = []
    height = bottom
    for runs in shared.lines:
        line = _line(runs, grid.xs)
        if line.baseline <= bottom:
            continue
        if (
            (below is not None and line.baseline > below.ys[0])
            or not _stands_in(line, grid.xs)
            or (last is None and line.top - height > _ROW_DISTANCE * line.size)
        ):
            break
        body.append(line)
        height = line.bottom
    if last is not None and any(height < runs[0].baseline < last.ys[0] for runs in shared.lines):
        last = None
    while body and last is None and not body[-1].has_figures:
        body.pop()
    if sum(line.has_figures for line in body) < (_LEAST_FIGURES if len(grid.xs) == 3 else 1):
        return shared
    rows = rows_of(body, [Column(*edges) for edges in pairwise(grid.xs)])
    ys = [bottom, *(between_rows(one, other, ()) for one, other in pairwise(rows))]
    ys += [last.ys[0] if last is not None else max(line.bottom for line in rows[-1])]
    taken = [line.runs for line in body]
    runs = [*content, *(run for line in taken for run in line), *(own if last is not None else ())]
    cells = [Cell(row, column, 1, 1) for row in range(len(rows)) for column in range(len(grid.xs) - 1)]
    whole = _with_rows(grid, ys[1:], cells)
    if last is not None:
        whole = _with_rows(whole, last.ys[1:], _cells_on(last, grid.xs))
    kept = [
        (other, own)
        for other, own in zip(shared.grids, shared.inside, strict=True)
        if other is not grid and other is not last
    ]
    return Shared(
        [whole, *(other for other, _ in kept)],
        [runs, *(own for _, own in kept)],
        [line for line in shared.lines if line not in taken],
    )


def _line(runs: Sequence[Run], xs: Sequence[float]) -> Line:
    """A line whose pieces are what stands in each column."""
    pieces: list[Piece] = []
    column = -1
    for run in runs:
        own = _place(xs, run.center)
        if own == column:
            text, left, _ = pieces[-1]
            pieces[-1] = Piece(text + run.text, left, run.right)
        else:
            pieces.append(Piece(run.text, run.left, run.right))
        column = own
    return Line(pieces, runs[0].baseline, max(run.size for run in runs), runs)


def _stands_in(line: Line, xs: Sequence[float]) -> bool:
    """Whether every text of a line stands in a column."""
    room = _OVER_EDGE * line.size
    return all(
        any(left - room < piece.left and piece.right < right + room for left, right in pairwise(xs))
        for piece in line.pieces
    )


def _has_columns(grid: Grid, xs: Sequence[float]) -> bool:
    """Whether a table has the columns between `xs`, some of them perhaps merged."""
    places = _places(grid, xs)
    return {0, len(xs) - 1} <= set(places) and None not in places


def _places(grid: Grid, xs: Sequence[float]) -> list[int | None]:
    return [next((at for at, x in enumerate(xs) if abs(x - own) <= _SAME_EDGE), None) for own in grid.xs]


def _cells_on(grid: Grid, xs: Sequence[float]) -> list[Cell]:
    """The cells of a table laid on the columns between `xs`."""
    places = [place or 0 for place in _places(grid, xs)]
    return [
        Cell(row, places[column], height, places[column + width] - places[column])
        for row, column, height, width in grid.cells
    ]


def _with_rows(grid: Grid, ys: Sequence[float], cells: Sequence[Cell]) -> Grid:
    """The grid with further rows below it, which end at `ys`; `cells` are counted from the first of them."""
    first = len(grid.ys) - 1
    owner = [*map(list, grid.owner), *([-1] * (len(grid.xs) - 1) for _ in ys)]
    every = list(grid.cells)
    for row, column, height, width in cells:
        for covered in range(first + row, first + row + height):
            owner[covered][column : column + width] = [len(every)] * width
        every.append(Cell(first + row, column, height, width))
    return Grid(grid.xs, [*grid.ys, *ys], every, owner)
