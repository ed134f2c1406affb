"""The layout that most charts share: labelled rows with a horizontal bar each, on one scale.

Wide: labels in a column at the left, broken into lines. Narrow: each label above its bar. A value stands at
the end of its bar; what is no number stands at the zero line in words: a zero has a tick, a blank cell a
dashed empty box, and what is not published nothing but the words. So none of them can be taken for a short
bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetlib.display import fonts
from budgetlib.display import format as fmt
from budgetlib.display.charts.drawing import (
    SMALL_SIZE,
    TEXT_SIZE,
    Drawing,
    Label,
    Line,
    Mark,
    Rect,
    lines,
    middle,
)
from budgetlib.display.charts.labels import wrap
from budgetlib.display.charts.palette import BLUE, INK, MUTED, RULE, Color

NARROW_BELOW = 500.0
"""Widths in pixels under which labels stand above their bars."""

_LABEL_CHARACTERS = 15
_LEADING = 1.35
_GAP = 8.0
_BLANK_BOX = 46.0


class Row(NamedTuple):
    """A row of a chart. Without `label` it belongs to the row above (the next year of the same unit)."""

    label: str
    value: Decimal | None
    state: str
    words: str
    """What stands at the end of the bar."""
    color: Color = BLUE
    label_color: Color = INK
    prefix: str = ""
    """A short word before the bar (a year)."""
    spaced: bool = False
    """Whether a little room separates the row from the one above."""


class Scale(NamedTuple):
    """Amounts to pixels: where zero is, and pixels per 元."""

    zero: float
    factor: float

    def __call__(self, value: Decimal) -> float:
        """The place of an amount."""
        return self.zero + float(value) * self.factor


def scale(values: Sequence[Decimal], left: float, right: float) -> Scale:
    """A scale from zero (or the least, when negative) to the greatest of the values, between two places."""
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    factor = (right - left) / float(high - low) if high > low else 0.0
    return Scale(left - float(low) * factor, factor)


def bar_rows(rows: Sequence[Row], width: float) -> Drawing:
    """Rows with bars from one zero line."""
    narrow = width < NARROW_BELOW
    prefix = max((fonts.width(row.prefix, SMALL_SIZE) + _GAP for row in rows if row.prefix), default=0.0)
    left = prefix if narrow else label_width([row.label for row in rows]) + _GAP + prefix
    after = max((fonts.width(row.words, TEXT_SIZE) for row in rows if not _negative(row)), default=0.0)
    before = max((fonts.width(row.words, TEXT_SIZE) + _GAP for row in rows if _negative(row)), default=0.0)
    numbers = [row.value for row in rows if row.value is not None]
    place = scale(numbers, left + before, max(width - after - _GAP, left + before + 40))
    thickness = 13.0 if narrow else 16.0
    marks: list[Mark] = []
    y = 2.0
    for row in rows:
        y += 8.0 if row.spaced else 0.0
        named, height = label_marks(row.label, y, left - prefix, narrow, row.label_color)
        centre = y + height + thickness / 2 + 2 if narrow else y + height / 2
        marks += named
        if row.prefix:
            at = left - _GAP / 2 - 2
            marks.append(Label(at, middle(centre, SMALL_SIZE), row.prefix, SMALL_SIZE, MUTED, "right"))
        marks += bar(row, place, centre, thickness)
        y = centre + thickness / 2 + (9.0 if narrow else 0.0) if narrow else y + height
        y += 0.0 if narrow else 9.0
    zero = Line(place.zero, 0, place.zero, y - 4, RULE)
    return Drawing(width, y, (zero, *marks))


def bar(row: Row, place: Scale, centre: float, thickness: float) -> list[Mark]:
    """The bar of a row with its words, or the words alone where the row has no number."""
    top = centre - thickness / 2
    baseline = middle(centre, TEXT_SIZE)
    if row.value is None or not row.value:
        marks: list[Mark] = []
        x = place.zero
        if row.state == fmt.BLANK:
            marks.append(Rect(x + 0.5, top + 0.5, _BLANK_BOX, thickness - 1, None, MUTED, dashed=True))
            x += _BLANK_BOX
        elif row.state == fmt.ZERO:
            marks.append(Line(x, top, x, top + thickness, row.color, 3.0))
        return [*marks, Label(x + _GAP, baseline, row.words, TEXT_SIZE, MUTED)]
    start, end = sorted((place.zero, place(row.value)))
    shape = Rect(start, top, max(end - start, 1.0), thickness, row.color)
    if row.value < 0:
        return [shape, Label(start - _GAP + 2, baseline, row.words, align="right")]
    return [shape, Label(start + shape.width + _GAP - 2, baseline, row.words)]


def label_width(labels: Sequence[str]) -> float:
    """The width of the column of labels: that of the longest, but no more than some 15 Chinese characters."""
    widest = max((fonts.width(label, TEXT_SIZE) for label in labels), default=0.0)
    return min(widest, _LABEL_CHARACTERS * TEXT_SIZE) + 1


def label_marks(label: str, y: float, right: float, narrow: bool, color: Color) -> tuple[list[Label], float]:
    """A row's label from `y` on, and the height that it takes: at the left of `right`, or across when
    narrow."""
    if not label:
        return [], 0.0 if narrow else TEXT_SIZE * _LEADING
    if narrow:
        texts = wrap(label, TEXT_SIZE, 320.0, 2)
        return lines(texts, 0, y + TEXT_SIZE, color=color), len(texts) * TEXT_SIZE * _LEADING
    texts = wrap(label, TEXT_SIZE, right - _GAP, 3)
    height = len(texts) * TEXT_SIZE * _LEADING
    return lines(texts, right - _GAP, y + TEXT_SIZE, color=color, align="right"), height


def _negative(row: Row) -> bool:
    return row.value is not None and row.value < 0
