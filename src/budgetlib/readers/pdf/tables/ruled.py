"""Grids of cells made of ruling lines."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetlib.readers.pdf.page.geometry import Rule, Rules, Run

_TOUCH = 2.5
"""Lines that end this close to each other meet, in points."""
_SAME_EDGE = 3.0
"""Edges closer than this are one edge of the grid: no row or column is so small."""
_OPEN_SIDE = 6.0
"""Lines that reach so far beyond the outermost crossing line belong to a table open at that side."""


class Column(NamedTuple):
    """Where the text of a column begins and ends."""

    left: float
    right: float


class Cell(NamedTuple):
    """A cell, perhaps merged: the rows `row` to `row + height - 1`, the columns likewise."""

    row: int
    column: int
    height: int
    width: int


class Grid(NamedTuple):
    """A table's frame: `xs` and `ys` are the edges of its columns and rows, one more than there are of them.

    `owner[row][column]` is the index in `cells` of the cell that covers the place. `columns` tells where the text of
    each column stands where no lines part them.
    """

    xs: list[float]
    ys: list[float]
    cells: list[Cell]
    owner: list[list[int]]
    columns: tuple[Column, ...] = ()

    @property
    def area(self) -> float:
        """Size on the page, in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def sides(self) -> tuple[float, float, float, float]:
        """Left, right, top and bottom."""
        return self.xs[0], self.xs[-1], self.ys[0], self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell at a point, None outside of the table."""
        left, right, top, bottom = self.sides
        if not (left <= x < right and top <= y < bottom):
            return None
        return self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def find_grids(rules: Rules, runs: Sequence[Run]) -> list[Grid]:
    """Every table that ruling lines draw on a page; frames around a single place are none.

    `runs` is the page's text: where a table has no line above its first row or below its last one, it tells whether
    something stands there.
    """
    grids = []
    for horizontal, vertical in _crossing(rules):
        grid = _grid(horizontal, vertical, runs)
        if grid is not None:
            grids.append(grid)
    return grids


def _crossing(rules: Rules) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that cross or meet each other."""
    horizontal, vertical = rules
    if not horizontal or not vertical:
        return
    group = list(range(len(horizontal) + len(vertical)))

    def root(member: int) -> int:
        while group[member] != member:
            group[member] = group[group[member]]
            member = group[member]
        return member

    xs = [rule.at for rule in vertical]
    shift = len(horizontal)
    for number, (y, start, end) in enumerate(horizontal):
        for other in range(bisect_left(xs, start - _TOUCH), bisect_right(xs, end + _TOUCH)):
            _, top, bottom = vertical[other]
            if top - _TOUCH <= y <= bottom + _TOUCH:
                one, two = root(number), root(shift + other)
                if one != two:
                    group[one] = two
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate(horizontal):
        members.setdefault(root(number), ([], []))[0].append(rule)
    for number, rule in enumerate(vertical):
        members.setdefault(root(shift + number), ([], []))[1].append(rule)
    groups = list(members.values())
    lonely = [rule for lines, columns in groups if not lines for rule in columns]
    for lines, columns in groups:
        if lines and columns:
            yield lines, columns + _parallel(lonely, columns)


def _parallel(lonely: Sequence[Rule], columns: Sequence[Rule]) -> list[Rule]:
    """Vertical lines that cross none and yet belong to a table, for they are as long as it is.

    Such are the sides of cells that are merged all the way down a page.
    """
    if not lonely:
        return []
    start, end = min(rule.start for rule in columns), max(rule.end for rule in columns)
    return [rule for rule in lonely if abs(rule.start - start) <= _TOUCH and abs(rule.end - end) <= _TOUCH]


def _grid(horizontal: list[Rule], vertical: list[Rule], runs: Sequence[Run]) -> Grid | None:
    xs = _edges([rule.at for rule in vertical], _open_sides(horizontal, vertical, runs))
    ys = _edges([rule.at for rule in horizontal], _open_ends(horizontal, vertical, runs))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:
        return None
    cells, owner = cells_between(
        rows, columns, drawn_along(horizontal, ys, xs), drawn_along(vertical, xs, ys)
    )
    if len(cells) < 2:
        return None
    return Grid(xs, ys, cells, owner)


def _open_sides(horizontal: Sequence[Rule], vertical: Sequence[Rule], runs: Sequence[Run]) -> list[float]:
    """Where a table without a frame at its sides ends: as far as its lines reach; some are enough if text stands there."""
    first, last = min(rule.at for rule in vertical), max(rule.at for rule in vertical)
    top, bottom = min(rule.at for rule in horizontal), max(rule.at for rule in horizontal)
    left, right = min(rule.start for rule in horizontal), max(rule.end for rule in horizontal)
    at_left = sum(rule.start < left + _SAME_EDGE for rule in horizontal)
    at_right = sum(rule.end > right - _SAME_EDGE for rule in horizontal)
    return [
        side
        for begin, end, number, side in ((left, first, at_left, left), (last, right, at_right, right))
        if end - begin > _OPEN_SIDE
        and number > 1
        and (
            2 * number > len(horizontal)
            or any(begin < run.center < end and top < run.middle < bottom for run in runs)
        )
    ]


def _open_ends(horizontal: Sequence[Rule], vertical: Sequence[Rule], runs: Sequence[Run]) -> list[float]:
    """Where a table without a line above its first row or below its last one ends, likewise.

    One line is enough: a merged header is parted by no more.
    """
    first, last = min(rule.at for rule in horizontal), max(rule.at for rule in horizontal)
    left, right = min(rule.start for rule in horizontal), max(rule.end for rule in horizontal)
    top, bottom = min(rule.start for rule in vertical), max(rule.end for rule in vertical)
    return [
        end
        for above, below, end in ((top, first, top), (last, bottom, bottom))
        if below - above > _OPEN_SIDE
        and any(above < run.middle < below and left < run.right and run.left < right for run in runs)
    ]


def _edges(positions: list[float], sides: list[float]) -> list[float]:
    edges: list[float] = []
    cluster: list[float] = []
    for position in sorted(positions + sides):
        if cluster and position - cluster[0] > _SAME_EDGE:
            edges.append(sum(cluster) / len(cluster))
            cluster = []
        cluster.append(position)
    if cluster:
        edges.append(sum(cluster) / len(cluster))
    return edges


def drawn_along(rules: Sequence[Rule], at: Sequence[float], along: Sequence[float]) -> list[int]:
    """For each edge of `at`, as a bit mask, the intervals between the edges of `along` that have a line."""
    middles = [(one + two) / 2 for one, two in itertools.pairwise(along)]
    masks = [0] * len(at)
    for position, start, end in rules:
        edge = bisect_left(at, position - _SAME_EDGE)
        if edge + 1 < len(at) and abs(at[edge + 1] - position) < abs(at[edge] - position):
            edge += 1
        if edge == len(at):
            continue
        first, last = bisect_left(middles, start), bisect_right(middles, end)
        masks[edge] |= (1 << last) - (1 << first)
    return masks


def cells_between(
    rows: int, columns: int, horizontal: Sequence[int], vertical: Sequence[int]
) -> tuple[list[Cell], list[list[int]]]:
    """Cells as rectangles without a line inside, and for each place the number of the cell that covers it.

    The lines are as `drawn_along` gives them. A place already taken ends the next cell.
    """
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[Cell] = []
    for row in range(rows):
        taken = owner[row]
        for column in range(columns):
            if taken[column] >= 0:
                continue
            end = column + 1
            while end < columns and not vertical[end] >> row & 1 and taken[end] < 0:
                end += 1
            span = (1 << end) - (1 << column)
            below = row + 1
            while (
                below < rows and not horizontal[below] & span and not _divided(vertical, below, column, end)
            ):
                below += 1
            number = len(cells)
            cells.append(Cell(row, column, below - row, end - column))
            for covered in range(row, below):
                owner[covered][column:end] = [number] * (end - column)
    return cells, owner


def _divided(vertical: Sequence[int], row: int, column: int, end: int) -> bool:
    return any(vertical[edge] >> row & 1 for edge in range(column + 1, end))
