"""Tables of which only the rows are ruled: lines of one length below each other, and no line down."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from budgetlib.readers.pdf.page.geometry import Rule, Run
from budgetlib.readers.pdf.page.numbering import begins_item, begins_section
from budgetlib.readers.pdf.tables.columns import (
    Line,
    columns_of,
    edges_of,
    header_cells,
    line_of,
    names_of,
    with_names,
)
from budgetlib.readers.pdf.tables.ruled import Grid, cells_between, drawn_along
from budgetlib.readers.tables.figures import is_figure

_LEAST_RULES = 3
"""Above the header, below it and below the last row."""
_MOST_RULES = 2_000
"""A page with more lines is a drawing."""
_LEAST_ROWS = 3
"""A table has at least so many lines with text in several columns, or its header and"""
_LEAST_FIGURES = 3
"""one row with so many figures."""
_SAME_END = 3.0
"""The rules of a table begin and end this close to each other, in points."""
_MOST_BETWEEN = 2
"""At most so many lines with figures stand between two rules that part rows."""
_ROOM = 2.0
"""Between two tables is more than so many times the height of a row."""
_LITTLE_ROOM = 1.2
"""The same where 单位：万元 stands there."""
_UNIT = re.compile(r"单位[:：]|^[(（]?[万亿]?元[)）]?$")
_OVER_EDGE = 0.5
"""Text that reaches so many font sizes over both sides of an edge stands in a merged cell."""


def find_ladders(lines: Sequence[Sequence[Run]], rules: Sequence[Rule]) -> list[Grid]:
    """Tables in lines of text outside of other tables; `rules` are the page's horizontal lines, sorted by height."""
    if not _LEAST_RULES <= len(rules) <= _MOST_RULES:
        return []
    heights = [line[0].baseline for line in lines]
    ladders = [
        ladder
        for ladder in _ladders(rules)
        if bisect_left(heights, ladder[-1].at) - bisect_left(heights, ladder[0].at) > 1
    ]
    if not ladders:
        return []  # the lines of ruled tables have no text left between them
    rows = [line_of(line) for line in lines]
    found = (_grid(rows, steps, rules) for ladder in ladders for steps in _parted(ladder, rows))
    return [grid for grid in found if grid is not None]


def _ladders(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules of the same two ends, from top to bottom."""
    ladders: list[list[Rule]] = []
    for rule in rules:
        for ladder in ladders:
            if abs(ladder[-1].start - rule.start) < _SAME_END and abs(ladder[-1].end - rule.end) < _SAME_END:
                ladder.append(rule)
                break
        else:
            ladders.append([rule])
    yield from (ladder for ladder in ladders if len(ladder) >= _LEAST_RULES)


def _parted(ladder: Sequence[Rule], lines: Sequence[Line]) -> Iterator[list[Rule]]:
    """A ladder for every table: between two tables is more room than in a row, and a title or nothing in it.

    Rows below each other between two rules are those of a table that has rules only above, in and below it.
    """
    usual = median(below.at - above.at for above, below in pairwise(ladder))
    steps = [ladder[0]]
    for above, below in pairwise(ladder):
        between = [line for line in lines if above.at < line.baseline < below.at]
        if _parts_tables(between, (below.at - above.at) / usual):
            yield steps
            steps = []
        steps.append(below)
    yield steps


def _parts_tables(between: Sequence[Line], height: float) -> bool:
    """Whether the lines between two rules are no row of a table; `height` is in heights of its rows."""
    figures = sum(line.has_figures for line in between)
    if figures:
        return figures > _MOST_BETWEEN
    if any(_UNIT.search(line.pieces[-1].text) for line in between):
        return height > _LITTLE_ROOM
    return height > _ROOM and all(len(line.pieces) == 1 for line in between)


def _grid(lines: Sequence[Line], ladder: Sequence[Rule], rules: Sequence[Rule]) -> Grid | None:
    if len(ladder) < _LEAST_RULES:
        return None
    top, bottom = ladder[0].at, ladder[-1].at
    left, right = ladder[0].start, ladder[0].end
    body = [line for line in lines if top < line.baseline < bottom]
    if not body or any(
        piece.left < left - line.size or piece.right > right + line.size
        for line in body
        for piece in line.pieces
    ):
        return None
    figures = [line for line in body if line.has_figures]
    if not figures:
        return None
    table = [line for line in body if line.baseline >= figures[0].baseline]
    columns = max(columns_of(table), columns_of(figures), key=len)
    if len(columns) < 2 or not _has_rows(body, figures):
        return None
    inner = [
        rule
        for rule in rules
        if top <= rule.at <= bottom and rule.start > left - _SAME_END and rule.end < right + _SAME_END
    ]
    ys = sorted({rule.at for rule in inner})
    printed = [[line for line in body if above < line.baseline < below] for above, below in pairwise(ys)]
    heads = next(row for row, within in enumerate(printed) if figures[0] in within or _is_numbered(within))
    if heads:
        columns = with_names(columns, names_of(printed[heads - 1]))
    xs = edges_of(columns, left, right)
    drawn = drawn_along(inner, ys, xs)
    sides = [
        _header_sides(within, xs, drawn[row + 1]) if row < heads else _sides(within, xs)
        for row, within in enumerate(printed)
    ]
    cells, owner = cells_between(len(ys) - 1, len(xs) - 1, drawn, _by_edge(sides, len(xs)))
    return Grid(xs, ys, cells, owner, tuple(columns))


def _has_rows(body: Sequence[Line], figures: Sequence[Line]) -> bool:
    if sum(len(line.pieces) > 1 for line in body) >= _LEAST_ROWS:
        return True
    return body[0] is not figures[0] and any(
        sum(is_figure(piece.text) for piece in line.pieces) >= _LEAST_FIGURES for line in figures
    )


def _is_numbered(lines: Sequence[Line]) -> bool:
    """Whether a row is of the body though it has no figures: 十一、城乡社区支出."""
    return any(
        begins_section(piece.text) or begins_item(piece.text) for line in lines for piece in line.pieces
    )


def _header_sides(lines: Sequence[Line], xs: Sequence[float], below: int) -> list[bool]:
    """For every edge of the columns whether it parts the names of a row of the header.

    `below` has a bit for each column with a rule below the row: a name does not stand over columns with one and without.
    """
    sides = [True] * len(xs)
    names = names_of(lines)
    columns = range(len(xs) - 1)
    for _, block in groupby(columns, lambda column: below >> column & 1):
        group = list(block)
        first, last = group[0], group[-1]
        within = [name for name in names if xs[first] < (name.left + name.right) / 2 < xs[last + 1]]
        for begin, end in header_cells(xs[first : last + 2], within, lines[0].size if lines else 0.0):
            sides[first + begin + 1 : first + end] = [False] * (end - begin - 1)
    return sides


def _sides(lines: Sequence[Line], xs: Sequence[float]) -> list[bool]:
    """For every edge of the columns whether it parts the text of a row."""
    pieces = [(piece, _OVER_EDGE * line.size) for line in lines for piece in line.pieces]
    return [not any(piece.left < x - over and piece.right > x + over for piece, over in pieces) for x in xs]


def _by_edge(sides: Sequence[Sequence[bool]], edges: int) -> list[int]:
    """The same as a bit mask of rows for every edge."""
    return [sum(1 << row for row, parts in enumerate(sides) if parts[edge]) for edge in range(edges)]
