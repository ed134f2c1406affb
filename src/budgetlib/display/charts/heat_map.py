"""Where do the entries lie? A matrix of numbers in shades: departments by categories of a catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from budgetlib.display import fonts
from budgetlib.display import format as fmt
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.drawing import SMALL_SIZE, Drawing, Label, Mark, Rect, lines, middle
from budgetlib.display.charts.labels import wrap
from budgetlib.display.charts.palette import HEAT, HEAT_HIGH_INK, HEAT_LOW_INK, MUTED
from budgetlib.display.charts.rows import NARROW_BELOW
from budgetlib.display.charts.values import listed, short

_LOW_STEPS = 3
_ROW_CHARACTERS = 16
_HEAD_LINES = 4
_CELL = 24.0
_WIDEST = 96.0
_LEADING = 1.3
_WRAPPED = 3.4
"""Heads stand upright where fewer characters than three fit beside each other."""
_STACKED = 1.08
"""Leading of words that stand upright, a character below the other."""
_TALLEST = 14
_UPRIGHT = str.maketrans("（）()", "︵︶︵︶")
_HEADS_EVERY = 24
"""After so many rows the heads stand again: further down nobody remembers what a column is."""
_UNDER_HEADS = 5
"""On a phone the name of a row stands between the heads and its cells, and must not read as one of the heads."""

_Matrix = list[list[Decimal | None]]


def heat_map(
    matrix: pd.DataFrame,
    *,
    what: str = "项",
    empty: str = "没有",
    title: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """A frame whose index are the rows, whose columns are the columns, and whose cells are counts.

    A cell without a value or with zero stays empty (`·`). Where columns are narrow, their heads stand upright, and
    where they are narrower than a character, they carry numbers that a list above explains. `what` says what is
    counted, `empty` what an empty cell means. The title names the fullest cell unless one
    is given. Raises `ValueError` for a frame without rows or columns.
    """
    if matrix.empty:
        raise ValueError("nothing to draw: the matrix has no rows or no columns")
    names = [str(name) for name in matrix.index]
    heads = [str(name) for name in matrix.columns]
    values: _Matrix = [[fmt.as_decimal(cell) for cell in row] for row in matrix.itertuples(index=False)]
    filled = [
        (value, name, head)
        for name, row in zip(names, values, strict=True)
        for head, value in zip(heads, row, strict=True)
        if value
    ]
    filled.sort(key=lambda cell: -cell[0])
    spoken = [f"{name}·{head} {fmt.number(value)} {what}" for value, name, head in filled]
    answer = "没有任何一格有数"
    if filled:
        value, name, head = filled[0]
        answer = f"{short(name, 14)}的{short(head, 14)}最多，{fmt.number(value)} {what}"
    extent = f"{len(names)} 行 {len(heads)} 列，{len(filled)} 格有数"
    return Chart(
        title=title or answer,
        subtitle="，".join(filter(None, (subtitle, "颜色越深数目越大", f"“·”表示{empty}"))),
        alt=f"热力图，{extent}，从多到少：{listed(spoken)}" if spoken else f"热力图，{extent}。",
        data=matrix,
        source=source,
        layout=lambda width: _layout(names, heads, values, width),
    )


def _layout(names: Sequence[str], heads: Sequence[str], values: _Matrix, width: float) -> Drawing:
    narrow = width < NARROW_BELOW
    column = max(fonts.width(name, SMALL_SIZE) for name in names)
    left = 0.0 if narrow else min(column, _ROW_CHARACTERS * SMALL_SIZE) + 8
    cell = min((width - left) / len(heads), _WIDEST)
    head = _head(heads, cell)
    marks, y = _key(head.key, width)
    greatest = max((value for row in values for value in row if value), default=Decimal(0))
    for place, (name, row) in enumerate(zip(names, values, strict=True)):
        if place % _HEADS_EVERY == 0 and (place == 0 or len(names) - place >= _HEADS_EVERY // 2):
            y += (10 if place else 0) + head.height
            marks += head.above(y, left, cell)
            y += _UNDER_HEADS if narrow else 0
        texts_of_row = wrap(name, SMALL_SIZE, width if narrow else left - 8, 2)
        tall = len(texts_of_row) * SMALL_SIZE * _LEADING
        if narrow:
            marks += lines(texts_of_row, 0, y + SMALL_SIZE, size=SMALL_SIZE, leading=_LEADING)
            y += tall + 3
        height = _CELL if narrow else max(_CELL, tall + 2)
        if not narrow:
            start = middle(y + height / 2, SMALL_SIZE) - (len(texts_of_row) - 1) * SMALL_SIZE * _LEADING / 2
            marks += lines(texts_of_row, left - 8, start, size=SMALL_SIZE, align="right", leading=_LEADING)
        for number, value in enumerate(row):
            marks += _cell(value, greatest, left + number * cell, y, cell, height)
        y += height + 1 + (6 if narrow else 0)
    y += 6
    return Drawing(width, y, tuple(sorted(marks, key=_shade)))


class _Head(NamedTuple):
    """The heads of the columns as lines of text, how far apart these are, and what explains them."""

    texts: list[list[str]]
    leading: float
    key: list[str]

    @property
    def height(self) -> float:
        return max(map(len, self.texts)) * SMALL_SIZE * self.leading + 4

    def above(self, y: float, left: float, cell: float) -> list[Mark]:
        """The heads over the row that begins at `y`."""
        marks: list[Mark] = []
        for number, words in enumerate(self.texts):
            start = y - 6 - (len(words) - 1) * SMALL_SIZE * self.leading
            marks += lines(
                words, left + (number + 0.5) * cell, start,
                size=SMALL_SIZE, color=MUTED, align="center", leading=self.leading,
            )  # fmt: skip
        return marks


def _head(heads: Sequence[str], cell: float) -> _Head:
    if cell >= _WRAPPED * SMALL_SIZE:
        return _Head([wrap(head, SMALL_SIZE, cell - 4, _HEAD_LINES) for head in heads], _LEADING, [])
    if cell > SMALL_SIZE:
        return _Head([list(short(head, _TALLEST).translate(_UPRIGHT)) for head in heads], _STACKED, [])
    numbers = range(1, len(heads) + 1)
    key = [f"{number} {head}" for number, head in zip(numbers, heads, strict=True)]
    return _Head([[str(number)] for number in numbers], _LEADING, key)


def _key(entries: Sequence[str], width: float) -> tuple[list[Mark], float]:
    """What the numbers of the columns stand for, in as many columns as fit, and how high that is."""
    if not entries:
        return [], 0.0
    wide = max(fonts.width(entry, SMALL_SIZE) for entry in entries) + 14
    columns = max(int(width // wide), 1)
    lines_in_column = -(-len(entries) // columns)
    marks: list[Mark] = []
    for number, entry in enumerate(entries):
        column, line = divmod(number, lines_in_column)
        text = wrap(entry, SMALL_SIZE, width, 1)[0]
        marks.append(
            Label(column * width / columns, SMALL_SIZE + line * SMALL_SIZE * 1.45, text, SMALL_SIZE, MUTED)
        )
    return marks, lines_in_column * SMALL_SIZE * 1.45 + 8


def _shade(mark: Mark) -> int:
    """Puts the cells of one shade together, which the page's SVG then writes as one outline; words come
    last."""
    return HEAT.index(mark.fill) if isinstance(mark, Rect) and mark.fill in HEAT else len(HEAT)


def _cell(
    value: Decimal | None, greatest: Decimal, x: float, y: float, width: float, height: float
) -> list[Mark]:
    centre, baseline = x + width / 2, middle(y + height / 2, SMALL_SIZE)
    if not value or value < 0:
        return [Label(centre, baseline, "·", SMALL_SIZE, MUTED, "center")]
    step = min(int(value * len(HEAT) / greatest), len(HEAT) - 1)
    ink = HEAT_LOW_INK if step < _LOW_STEPS else HEAT_HIGH_INK
    return [
        Rect(x + 0.5, y, width - 1, height, HEAT[step]),
        Label(centre, baseline, fmt.number(value), SMALL_SIZE, ink, "center"),
    ]
