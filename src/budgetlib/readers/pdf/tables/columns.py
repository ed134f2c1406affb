"""Columns that no lines part, seen from how text stands below each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetlib.readers.pdf.page.geometry import Run
from budgetlib.readers.pdf.tables.ruled import Column
from budgetlib.readers.tables.figures import is_amount, is_figure

_APART = 1.0
"""Runs further apart than this many font sizes stand in two columns; a figure does anyway."""
_GAP = 0.3
"""Columns are at least so many font sizes apart."""
_NAMELESS = 1.0
"""A column without a name is as bad as a name so many font sizes off the middle of its columns."""
_LEAST_FIGURES = 3
_FIGURE_SHARE = 0.7
"""A column of figures holds at least this share of figures."""
_STRAY_SHARE = 0.08
"""So few of the lines may hold text that runs over the gap between two columns."""


class Piece(NamedTuple):
    """Text of one column on one line."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of a possible table."""

    pieces: list[Piece]
    baseline: float
    size: float
    runs: Sequence[Run]

    @property
    def top(self) -> float:
        """Upper edge of its characters."""
        return self.baseline - 0.86 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its characters."""
        return self.baseline + 0.14 * self.size

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands beside something else."""
        return len(self.pieces) > 1 and any(is_figure(piece.text) for piece in self.pieces[1:])


def line_of(runs: Sequence[Run]) -> Line:
    """The runs of a line as pieces: what stands apart, and every figure by itself."""
    pieces = [Piece(runs[0].text, runs[0].left, runs[0].right)]
    for run in runs[1:]:
        text, left, right = pieces[-1]
        figures = is_figure(text) or is_figure(run.text)
        if run.left - right > (_GAP if figures else _APART) * run.size:
            pieces.append(Piece(run.text, run.left, run.right))
        else:
            pieces[-1] = Piece(text + run.text, left, max(right, run.right))
    return Line(pieces, runs[0].baseline, max(run.size for run in runs), runs)


def columns_of(lines: Sequence[Line]) -> list[Column]:
    """Columns as the shadows of all pieces, parted where hardly anything stands on any line."""
    strays = int(_STRAY_SHARE * len(lines))
    gap = _GAP * lines[0].size
    columns = _shadows([piece for line in lines for piece in line.pieces], strays, gap)
    alone = [piece for line in lines for piece in line.pieces if _stands_between(piece, line, columns)]
    return sorted([*columns, *_shadows(alone, 0, gap)])


def columns_around(figures: Sequence[Line], lines: Sequence[Line]) -> list[Column]:
    """The columns that lines with figures show, and further ones in which only names stand."""
    columns = columns_of(figures)
    beside = [
        piece
        for line in lines
        for piece in line.pieces
        if not any(_overlap(piece, column) for column in columns)
    ]
    return sorted([*columns, *_shadows(beside, 0, _GAP * lines[0].size)])


def edges_of(columns: Sequence[Column], left: float, right: float) -> list[float]:
    """The edges of columns that no lines part: `left`, `right`, and the middle of every gap."""
    return [left, *((one.right + other.left) / 2 for one, other in pairwise(columns)), right]


def _stands_between(piece: Piece, line: Line, columns: Sequence[Column]) -> bool:
    """Whether a piece is in none of the columns and can't belong to those beside it, for they are taken on its line."""
    if any(_overlap(piece, column) for column in columns):
        return False
    before = [column for column in columns if column.right <= piece.left][-1:]
    after = [column for column in columns if column.left >= piece.right][:1]
    return all(any(_overlap(other, column) for other in line.pieces) for column in before + after)


def names_of(lines: Sequence[Line]) -> list[Column]:
    """Where the names in a row of a header stand; a name may be written on several of its lines."""
    pieces = [Piece(run.text, run.left, run.right) for line in lines for run in line.runs]
    return _shadows(pieces, 0, _GAP * lines[0].size) if lines else []


def with_names(columns: Sequence[Column], names: Sequence[Column]) -> list[Column]:
    """The columns and, where the last row of the header has more names than that, those with nothing below their name."""
    if len(names) <= len(columns):
        return list(columns)
    return sorted(
        [*columns, *(name for name in names if not any(_overlap(name, column) for column in columns))]
    )


def header_cells(xs: Sequence[float], names: Sequence[Column], size: float) -> list[tuple[int, int]]:
    """For each name in a row of a header the columns that it stands over: the first one and the one after the last.

    `xs` are the edges of the columns. Names are set in the middle of their columns, so those that fit best are taken:
    every name is as near to the middle of its columns as can be, and few columns are left without a name.
    """
    columns = len(xs) - 1
    # best[end]: cost and cells of the names so far when they stand over columns before `end`
    best: list[tuple[float, list[tuple[int, int]]] | None] = [
        (_NAMELESS * size * end, []) for end in range(columns + 1)
    ]
    for name in names:
        middle = (name.left + name.right) / 2
        further: list[tuple[float, list[tuple[int, int]]] | None] = [None] * (columns + 1)
        for begin, before in enumerate(best):
            if before is None:
                continue
            for end in range(begin + 1, columns + 1):
                cost = before[0] + abs(middle - (xs[begin] + xs[end]) / 2)
                for last in range(end, columns + 1):
                    total = cost + _NAMELESS * size * (last - end)
                    known = further[last]
                    if known is None or total < known[0]:
                        further[last] = total, [*before[1], (begin, end)]
        best = further
    return best[-1][1] if best[-1] is not None else []


def _overlap(piece: Piece | Column, column: Column) -> bool:
    return piece.left < column.right and column.left < piece.right


def _shadows(pieces: Sequence[Piece], strays: int, gap: float) -> list[Column]:
    """Stretches in which more than `strays` pieces stand, joined over gaps smaller than `gap`."""
    depth = 0
    begin = 0.0
    columns: list[Column] = []
    for x, step in sorted([*((piece.left, 1) for piece in pieces), *((piece.right, -1) for piece in pieces)]):
        if depth == strays and step > 0:
            begin = x
        depth += step
        if depth == strays and step < 0:
            if columns and begin < columns[-1].right + gap:
                columns[-1] = Column(columns[-1].left, x)
            else:
                columns.append(Column(begin, x))
    return columns


def holds_figures(lines: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether a later column is made of figures; where there are two, of amounts (not page numbers)."""
    told = is_amount if len(columns) == 2 else is_figure
    for column in columns[1:]:
        texts = [
            piece.text for line in lines for piece in line.pieces if column.left <= piece.left <= column.right
        ]
        figures = sum(map(told, texts))
        if figures >= _LEAST_FIGURES and figures >= _FIGURE_SHARE * len(texts):
            return True
    return False
