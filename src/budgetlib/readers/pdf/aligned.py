"""Tables without vertical lines: columns are seen from how their figures stand below each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetlib.readers.pdf.geometry import Rule, Run
from budgetlib.readers.pdf.grids import Cell, Grid
from budgetlib.readers.pdf.numbering import begins_row

_FIGURE = re.compile(r"[-+－−(（]?\d[\d,，]*(?:\.\d+)?[%％)）]?|[-—－–/]{1,2}")
_AMOUNT = re.compile(r"[-+－−]?\d[\d,，]*\.\d+|\d{1,3}(?:,\d{3})+")
_APART = 1.0
"""Runs further apart than this many font sizes stand in two columns."""
_LEAST_ROWS = 3
_WIDEST_NAME = 0.5
"""A name without a figure beside it is narrower than this share of a line with figures."""
_ROW_DISTANCE = 6.0
"""Rows further apart than this many font sizes are not of one table."""
_FIGURE_SHARE = 0.7
"""A column of figures holds at least this share of figures."""
_WRAP = 1.4
"""Lines of one cell are not further apart than this many font sizes."""
_CENTRED = 0.95
"""A name on two lines stands so near above and below the figures set at its middle."""
_RULED_SHARE = 0.8
"""A rule that parts rows covers this share of the table's width."""


class _Piece(NamedTuple):
    """Text of one column on one line."""

    text: str
    left: float
    right: float


class _Line(NamedTuple):
    """A line of a possible table."""

    pieces: list[_Piece]
    baseline: float
    size: float

    @property
    def top(self) -> float:
        return self.baseline - 0.86 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + 0.14 * self.size

    @property
    def has_figures(self) -> bool:
        """Whether a figure stands beside something else."""
        return len(self.pieces) > 1 and any(_FIGURE.fullmatch(piece.text) for piece in self.pieces[1:])


class _Column(NamedTuple):
    left: float
    right: float


def find_aligned(lines: Sequence[Sequence[Run]], rules: Sequence[Rule]) -> list[Grid]:
    """Tables in lines of text that stand outside of ruled tables; `rules` are the page's horizontal lines."""
    rows = [_line(line) for line in lines]
    grids = []
    for first, last in _stretches(rows):
        grid = _grid(rows, first, last, rules)
        if grid is not None:
            grids.append(grid)
    return grids


def _line(runs: Sequence[Run]) -> _Line:
    pieces = [_Piece(runs[0].text, runs[0].left, runs[0].right)]
    for run in runs[1:]:
        text, left, right = pieces[-1]
        if run.left - right > _APART * run.size:
            pieces.append(_Piece(run.text, run.left, run.right))
        else:
            pieces[-1] = _Piece(text + run.text, left, max(right, run.right))
    return _Line(pieces, runs[0].baseline, max(run.size for run in runs))


def _stretches(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """First and last line of every stretch of lines with figures, parted by nothing but names and blanks."""
    figures = [number for number, line in enumerate(lines) if line.has_figures]
    if len(figures) < _LEAST_ROWS:
        return
    stretch = [figures[0]]
    for one, other in pairwise(figures):
        if not _belong(lines[one : other + 1]):
            if len(stretch) >= _LEAST_ROWS:
                yield stretch[0], stretch[-1]
            stretch = []
        stretch.append(other)
    if len(stretch) >= _LEAST_ROWS:
        yield stretch[0], stretch[-1]


def _belong(lines: Sequence[_Line]) -> bool:
    """Whether the lines between the first and the last, which hold figures, are rows of the same table."""
    widest = _WIDEST_NAME * max(line.pieces[-1].right - line.pieces[0].left for line in (lines[0], lines[-1]))
    return all(
        below.baseline - line.baseline < _ROW_DISTANCE * line.size for line, below in pairwise(lines)
    ) and all(piece.right - piece.left < widest for line in lines[1:-1] for piece in line.pieces)


def _grid(lines: Sequence[_Line], first: int, last: int, rules: Sequence[Rule]) -> Grid | None:
    body = lines[first : last + 1]
    columns = max(_columns(body), _columns([line for line in body if line.has_figures]), key=len)
    if len(columns) < 2 or not _holds_figures(body, columns):
        return None
    left, right = columns[0].left, columns[-1].right
    if any(
        piece.left < left - 2 * line.size or piece.right > right + 2 * line.size
        for line in body
        for piece in line.pieces
    ):
        return None
    across = [
        rule.at
        for rule in rules
        if min(rule.end, right) - max(rule.start, left) > _RULED_SHARE * (right - left)
    ]
    heads = _header(lines, first, columns, across)
    rows = [*heads, *_rows(body, columns)]
    ys = [
        min(line.top for line in rows[0]),
        *(_between(above, below, across) for above, below in pairwise(rows)),
        max(line.bottom for line in rows[-1]),
    ]
    xs = [left - 1, *((one.right + other.left) / 2 for one, other in pairwise(columns)), right + 1]
    return _with_header(xs, ys, heads)


def _columns(lines: Sequence[_Line]) -> list[_Column]:
    """Columns as the shadows of all pieces, parted where nothing stands on any line."""
    shadows: list[_Column] = []
    for left, right in sorted((piece.left, piece.right) for line in lines for piece in line.pieces):
        if shadows and left < shadows[-1].right + 0.3 * lines[0].size:
            shadows[-1] = _Column(shadows[-1].left, max(shadows[-1].right, right))
        else:
            shadows.append(_Column(left, right))
    return shadows


def _holds_figures(lines: Sequence[_Line], columns: Sequence[_Column]) -> bool:
    """Whether a later column is made of figures; where there are two, of amounts (not page numbers)."""
    pattern = _AMOUNT if len(columns) == 2 else _FIGURE
    for column in columns[1:]:
        texts = [
            piece.text for line in lines for piece in line.pieces if column.left <= piece.left <= column.right
        ]
        figures = sum(1 for text in texts if pattern.fullmatch(text))
        if figures >= _LEAST_ROWS and figures >= _FIGURE_SHARE * len(texts):
            return True
    return False


def _header(
    lines: Sequence[_Line], first: int, columns: Sequence[_Column], across: Sequence[float]
) -> list[list[_Line]]:
    """Rows of column names above the first figures, up to a rule or to a line that names no columns."""
    heads: list[_Line] = []
    below = lines[first]
    for line in reversed(lines[:first]):
        ruled = [y for y in across if line.baseline < y < below.baseline]
        if (
            len(line.pieces) < 2
            or (heads and ruled)
            or below.baseline - line.baseline > _ROW_DISTANCE * line.size
        ):
            break
        if any(piece.text[-1] in "：:" or "：" in piece.text for piece in line.pieces):
            break
        if line.pieces[0].left < columns[0].left - 2 * line.size:
            break
        heads.insert(0, line)
        below = line
    return _wrapped(heads)


def _wrapped(lines: Sequence[_Line]) -> list[list[_Line]]:
    rows: list[list[_Line]] = []
    for line in lines:
        if rows and line.baseline - rows[-1][-1].baseline < _WRAP * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _rows(lines: Sequence[_Line], columns: Sequence[_Column]) -> list[list[_Line]]:
    """Lines that make one row each: figures, with the lines of a name that is wrapped around or below them."""
    rows: list[list[_Line]] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line, columns[0].right):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _goes_on(row: Sequence[_Line], line: _Line, edge: float) -> bool:
    """Whether a line belongs to the row above; `edge` is where the column of names ends."""
    if line.has_figures and any(other.has_figures for other in row):
        return False
    above = row[-1]
    distance = line.baseline - above.baseline
    name = line.pieces[0] if line.pieces[0].left <= edge else None
    before = above.pieces[0] if above.pieces[0].left <= edge else None
    if name is None or before is None:
        return distance < _CENTRED * line.size  # figures at the middle of a name on two lines
    return (
        distance < _WRAP * line.size and before.right > edge - 1.5 * line.size and not begins_row(name.text)
    )


def _between(above: Sequence[_Line], below: Sequence[_Line], across: Sequence[float]) -> float:
    low, high = max(line.bottom for line in above), min(line.top for line in below)
    ruled = [y for y in across if above[-1].baseline < y < below[0].baseline]
    return ruled[0] if ruled else (low + high) / 2


def _with_header(xs: list[float], ys: list[float], heads: Sequence[Sequence[_Line]]) -> Grid:
    """The grid, with names in the header that stand over several columns as merged cells."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[Cell] = []
    for row in range(rows):
        ends = dict(_spans(xs, heads[row])) if row < len(heads) else {}
        column = 0
        while column < columns:
            end = ends.get(column, column + 1)
            owner[row][column:end] = [len(cells)] * (end - column)
            cells.append(Cell(row, column, 1, end - column))
            column = end
    return Grid(xs, ys, cells, owner)


def _spans(xs: Sequence[float], head: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    for line in head:
        for piece in line.pieces:
            first = max(bisect_right(xs, piece.left + line.size) - 1, 0)
            last = max(min(bisect_right(xs, piece.right - line.size) - 1, len(xs) - 2), first)
            if last > first:
                yield first, last + 1
