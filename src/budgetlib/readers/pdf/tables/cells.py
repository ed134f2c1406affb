"""What stands in the cells of a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from budgetlib.document import Table
from budgetlib.readers.pdf.page.geometry import Run
from budgetlib.readers.pdf.page.lines import join_runs, lines_of
from budgetlib.readers.pdf.tables.crowded_rows import crowded_rows, part_rows
from budgetlib.readers.pdf.tables.ruled import Grid
from budgetlib.readers.tables.figures import is_cut_number, is_number, is_part_of_number

_OVERHANG = 0.2
_PADDING = 11.0
"""Room at both sides of a cell's text, in points."""
_NARROW, _WIDE = 0.6, 1.0
"""Width of a digit and of a Chinese character in font sizes."""
_FLUSH = 1.2
"""Text that begins (a number: ends) within this many font sizes of its cell's edge is set flush to it."""


def read_table(grid: Grid, runs: Sequence[Run], number: int, page: int) -> tuple[Table, frozenset[int]]:
    """The grid filled with the runs that stand in it, and the columns whose cell in the last row is full.

    A cell is full when one more character would not go on its last line: a page break may have cut its text.
    """
    contents = _contents(grid, runs)
    crowded = crowded_rows(grid, contents)
    if crowded:
        grid = part_rows(grid, contents, crowded)
        contents = _contents(grid, runs)
    columns = len(grid.xs) - 1
    last_row = len(grid.ys) - 2
    rows = [[""] * columns for _ in range(last_row + 1)]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    full: set[int] = set()
    for (row, column, height, width), content in zip(grid.cells, contents, strict=True):
        if content is not None:
            room = grid.xs[column + width] - grid.xs[column]
            rows[row][column] = content[0].text if len(content) == 1 else cell_text(content, room)
            if row == last_row and _is_full(lines_of(content)[-1], room, _WIDE):
                full.add(column)
        if height > 1 or width > 1:
            spans[row, column] = height, width
    table = Table(
        number=number,
        rows=tuple(tuple(row) for row in rows),
        lines=(None,) * len(rows),
        pages=(page,) * len(rows),
        spans=spans,
    )
    return table, frozenset(full)


def _contents(grid: Grid, runs: Sequence[Run]) -> list[list[Run] | None]:
    """The runs in each cell, None in blank ones."""
    contents: list[list[Run] | None] = [None] * len(grid.cells)
    for run in runs:
        cell = _cell_of(grid, run)
        content = contents[cell]
        if content is None:
            contents[cell] = [run]
        else:
            content.append(run)
    return contents


def _cell_of(grid: Grid, run: Run) -> int:
    """The cell that a run belongs to; text too long for its cell belongs to where it is set flush."""
    xs, ys = grid.xs, grid.ys
    row = min(max(bisect_right(ys, run.middle) - 1, 0), len(ys) - 2)
    owner = grid.owner[row]
    last = len(xs) - 2
    begin = owner[min(max(bisect_right(xs, run.left + 1.0) - 1, 0), last)]
    end = owner[min(max(bisect_right(xs, run.right - 1.0) - 1, 0), last)]
    if begin == end:
        return begin
    size = run.size
    numeric = is_number(run.text)
    left = run.left - xs[grid.cells[begin].column]
    right = xs[grid.cells[end].column + grid.cells[end].width] - run.right
    if numeric and right < _FLUSH * size:
        return end
    if not numeric and -_OVERHANG * size < left < _FLUSH * size:
        return begin
    return owner[min(max(bisect_right(xs, (run.left + run.right) / 2) - 1, 0), last)]


def cell_text(runs: Sequence[Run], room: float) -> str:
    """The text of a cell `room` points wide: lines from top to bottom, each from left to right."""
    text = ""
    filled = False
    for line in lines_of(runs):
        part = join_runs(line)
        if text and text[-1].isascii() and part[0].isascii():
            text += _between(text, part, filled)
        text += part
        filled = _is_full(line, room, _NARROW)
    return text


def _is_full(line: Sequence[Run], room: float, character: float) -> bool:
    """Whether a line of a cell, `room` points wide, is too full for one more character of that width."""
    return room - (line[-1].right - line[0].left) < _PADDING + character * line[0].size


def _between(text: str, part: str, filled: bool) -> str:
    """What comes between two lines of a cell: a space between words and between whole numbers."""
    before, after = text[-1], part[0]
    last = text.rsplit(" ", 1)[-1]
    if is_part_of_number(last) and is_part_of_number(part):
        goes_on = filled or before in ".,，" or after in ".,，" or is_cut_number(last)
        return "" if goes_on and is_number(last + part) else " "
    if before.isalnum() and after.isalnum() and (before.isalpha() or after.isalpha()):
        return " "
    return ""
