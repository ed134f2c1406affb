"""Rows that no lines part: the columns of such a table are ruled, its rows only printed below each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from budgetlib.readers.pdf.page.geometry import Run
from budgetlib.readers.pdf.page.lines import lines_of
from budgetlib.readers.pdf.tables.ruled import Cell, Grid
from budgetlib.readers.tables.figures import is_amount

_LEAST_AMOUNTS = 3
"""So many amounts below each other in a cell are rows; two may be one number on two lines."""


def crowded_rows(grid: Grid, contents: Sequence[Sequence[Run] | None]) -> set[int]:
    """Rows of the grid with a cell that holds several amounts below each other."""
    return {
        cell.row
        for cell, content in zip(grid.cells, contents, strict=True)
        if content is not None
        and len(content) >= _LEAST_AMOUNTS
        and cell.height == 1
        and len(lines_of([run for run in content if is_amount(run.text)])) >= _LEAST_AMOUNTS
    }


def part_rows(grid: Grid, contents: Sequence[Sequence[Run] | None], crowded: set[int]) -> Grid:
    """The grid with a row for every line of print in its crowded rows."""
    printed: dict[int, list[Run]] = {row: [] for row in crowded}
    for cell, content in zip(grid.cells, contents, strict=True):
        if content is not None and cell.height == 1 and cell.row in crowded:
            printed[cell.row] += content
    starts: list[int] = []  # where each old row begins among the new ones
    ys: list[float] = []
    for row, y in enumerate(grid.ys):
        starts.append(len(ys))
        ys.append(y)
        if row in crowded:
            lines = lines_of(printed[row])
            ys += [(above[0].middle + below[0].middle) / 2 for above, below in pairwise(lines)]
    cells: list[Cell] = []
    owner = [[-1] * (len(grid.xs) - 1) for _ in range(len(ys) - 1)]
    for row, column, height, width in grid.cells:
        begin, end = starts[row], starts[row + height]
        step = 1 if height == 1 and row in crowded else end - begin
        for first in range(begin, end, step):
            for covered in range(first, first + step):
                owner[covered][column : column + width] = [len(cells)] * width
            cells.append(Cell(first, column, step, width))
    return Grid(grid.xs, ys, cells, owner)
