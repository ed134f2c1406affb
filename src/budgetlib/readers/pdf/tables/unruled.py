"""Tables without vertical lines: columns are seen from how their figures stand below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetlib.readers.pdf.page.geometry import Rule, Run
from budgetlib.readers.pdf.page.numbering import begins_row, begins_section
from budgetlib.readers.pdf.tables.columns import (
    Line,
    columns_around,
    columns_of,
    edges_of,
    header_cells,
    holds_figures,
    line_of,
    names_of,
    with_names,
)
from budgetlib.readers.pdf.tables.ruled import Cell, Column, Grid
from budgetlib.readers.tables.figures import is_figure

_LEAST_ROWS = 3
_LEAST_NAMES = 3
"""So many names stand on a line though hardly apart."""
_SENTENCE = re.compile("[，。；：、]")
_LEAST_FIGURES = 3
"""A row by itself has at least so many figures, and its header so many names."""
_WIDEST_NAME = 0.5
"""A name without a figure beside it is narrower than this share of a line with figures."""
_ROW_DISTANCE = 6.0
"""Rows further apart than this many font sizes are not of one table."""
_WRAP = 1.4
"""Lines of one cell are not further apart than this many font sizes."""
_CENTRED = 0.95
"""A name on two lines stands so near above and below the figures set at its middle."""
_RULED_SHARE = 0.8
"""A rule that parts rows covers this share of the table's width."""


def find_aligned(lines: Sequence[Sequence[Run]], rules: Sequence[Rule]) -> list[Grid]:
    """Tables in lines of text that stand outside of ruled tables; `rules` are the page's horizontal lines."""
    rows = [line_of(line) for line in lines]
    grids = []
    for first, last in _stretches(rows):
        grid = _grid(rows, first, last, rules)
        if grid is not None:
            grids.append(grid)
    return grids


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """First and last line of every stretch of lines with figures, parted by nothing but names and blanks."""
    figures = [number for number, line in enumerate(lines) if line.has_figures]
    if not figures:
        return
    stretch = [figures[0]]
    for one, other in pairwise(figures):
        if not _belong(lines[one : other + 1]):
            if _may_be_rows([lines[number] for number in stretch]):
                yield stretch[0], stretch[-1]
            stretch = []
        stretch.append(other)
    if _may_be_rows([lines[number] for number in stretch]):
        yield stretch[0], stretch[-1]


def _may_be_rows(lines: Sequence[Line]) -> bool:
    return len(lines) >= _LEAST_ROWS or all(_holds_only_figures(line) for line in lines)


def _holds_only_figures(line: Line) -> bool:
    """Whether a line is a name and figures, or figures alone; a page number between dashes is one figure."""
    if len(line.pieces) < _LEAST_FIGURES:
        return False
    figures = [piece.text for piece in line.pieces if is_figure(piece.text)]
    numbers = sum(any(map(str.isdecimal, text)) for text in figures)
    return len(figures) >= max(_LEAST_FIGURES, len(line.pieces) - 1) and numbers > 1


def _belong(lines: Sequence[Line]) -> bool:
    """Whether the lines between the first and the last, which hold figures, are rows of the same table."""
    widest = _WIDEST_NAME * max(line.pieces[-1].right - line.pieces[0].left for line in (lines[0], lines[-1]))
    return all(
        below.baseline - line.baseline < _ROW_DISTANCE * line.size for line, below in pairwise(lines)
    ) and all(piece.right - piece.left < widest for line in lines[1:-1] for piece in line.pieces)


def _grid(lines: Sequence[Line], first: int, last: int, rules: Sequence[Rule]) -> Grid | None:
    body = lines[first : last + 1]
    figures = [line for line in body if line.has_figures]
    known = max(columns_of(body), columns_of(figures), key=len)
    around = columns_around(figures, body)
    columns = known if len(known) >= len(around) and holds_figures(body, known) else around
    first, last = _with_names_alone(lines, first, last, columns)
    body = lines[first : last + 1]
    few = sum(line.has_figures for line in body) < _LEAST_ROWS
    if len(columns) < 2 or not (few or holds_figures(body, columns)):
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
    if few and not (heads and len(names_of(heads[-1])) >= _LEAST_FIGURES):
        return None
    if heads:
        names = names_of(heads[-1])
        columns = with_names(columns, names)
        left, right = min(columns[0].left, names[0].left), max(columns[-1].right, names[-1].right)
    rows = [*heads, *rows_of(body, columns)]
    ys = [
        min(line.top for line in rows[0]),
        *(between_rows(above, below, across) for above, below in pairwise(rows)),
        max(line.bottom for line in rows[-1]),
    ]
    xs = edges_of(columns, left - 1, right + 1)
    return _with_header(xs, ys, heads)._replace(columns=tuple(columns))


def _with_names_alone(
    lines: Sequence[Line], first: int, last: int, columns: Sequence[Column]
) -> tuple[int, int]:
    """First and last line of a table, with rows above and below its figures that hold only numbered names.

    Below 本年支出 many a class is named and has no figure; a numbered line in the first column may be a heading.
    """
    while first and _is_named(lines[first - 1], lines[first], columns):
        first -= 1
    if first and _begins_above(lines[first - 1], lines[first], columns[0]):
        first -= 1
    while last + 1 < len(lines) and _is_named(lines[last + 1], lines[last], columns):
        last += 1
    return first, last


def _is_named(line: Line, beside: Line, columns: Sequence[Column]) -> bool:
    return (
        abs(line.baseline - beside.baseline) < _ROW_DISTANCE * line.size
        and all(begins_section(piece.text) for piece in line.pieces)
        and all(
            any(
                column.left - line.size < piece.left and piece.right < column.right + line.size
                for column in columns
            )
            for piece in line.pieces
        )
        and line.pieces[-1].left > columns[0].right
    )


def _begins_above(line: Line, below: Line, names: Column) -> bool:
    """Whether a line is the first half of a name, and the figures beside it stand at its middle."""
    return (
        len(line.pieces) == 1
        and below.pieces[0].left > names.right
        and line.pieces[0].right < names.right + line.size
        and line.pieces[0].left > names.left - line.size
        and below.baseline - line.baseline < _CENTRED * line.size
    )


def _header(
    lines: Sequence[Line], first: int, columns: Sequence[Column], across: Sequence[float]
) -> list[list[Line]]:
    """Rows of column names above the first figures, up to a rule or to a line that names no columns."""
    heads: list[Line] = []
    below = lines[first]
    for number in range(first - 1, -1, -1):
        line = lines[number]
        ruled = [y for y in across if line.baseline < y < below.baseline]
        if (
            not (_names_columns(line) or (number and _names_columns(lines[number - 1])))
            or (heads and ruled)
            or below.baseline - line.baseline > _ROW_DISTANCE * line.size
        ):
            break
        if any(piece.text[-1] in "：:" or "：" in piece.text for piece in line.pieces):
            break
        name = line.pieces[0]
        if name.left < columns[0].left - 2 * line.size and name.right < columns[0].left:
            break
        heads.insert(0, line)
        below = line
    while heads and not _names_columns(heads[0]):
        del heads[0]
    return _wrapped(heads)


def _names_columns(line: Line) -> bool:
    """Whether a line has names that stand apart; long ones that are written on several lines stand close together."""
    if any(is_figure(piece.text) for piece in line.pieces):
        return False
    if len(line.pieces) > 1:
        return True
    texts = [run.text for run in line.runs]
    return (
        len(texts) >= _LEAST_NAMES
        and all(len(text) > 1 for text in texts)
        and not _SENTENCE.search("".join(texts))
    )


def _wrapped(lines: Sequence[Line]) -> list[list[Line]]:
    """Rows of names: names are written on several lines, but not over others below them."""
    rows: list[list[Line]] = []
    for line in lines:
        if (
            rows
            and line.baseline - rows[-1][-1].baseline < _WRAP * line.size
            and not _stands_over(names_of(rows[-1]), line)
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _stands_over(names: Sequence[Column], line: Line) -> bool:
    """Whether one of the names stands over several of a line."""
    return any(
        sum(piece.left < name.right and name.left < piece.right for piece in line.pieces) > 1
        for name in names
    )


def rows_of(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Line]]:
    """Lines that make one row each: figures, with the lines of a name that is wrapped around or below them."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line, columns[0].right):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _goes_on(row: Sequence[Line], line: Line, edge: float) -> bool:
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


def between_rows(above: Sequence[Line], below: Sequence[Line], across: Sequence[float]) -> float:
    """The height of the edge between two rows: a rule, of those at the heights `across`, or the middle of the gap."""
    low, high = max(line.bottom for line in above), min(line.top for line in below)
    ruled = [y for y in across if above[-1].baseline < y < below[0].baseline]
    return ruled[0] if ruled else (low + high) / 2


def _with_header(xs: list[float], ys: list[float], heads: Sequence[Sequence[Line]]) -> Grid:
    """The grid, with names in the header that stand over several columns as merged cells."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = [[-1] * columns for _ in range(rows)]
    cells: list[Cell] = []
    for row in range(rows):
        ends = dict(header_cells(xs, names_of(heads[row]), heads[row][0].size)) if row < len(heads) else {}
        column = 0
        while column < columns:
            end = ends.get(column, column + 1)
            owner[row][column:end] = [len(cells)] * (end - column)
            cells.append(Cell(row, column, 1, end - column))
            column = end
    return Grid(xs, ys, cells, owner)
