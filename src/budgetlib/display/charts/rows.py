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
from budgetlib.display.charts.labels import balanced, wrap
from budgetlib.display.charts.palette import BLUE, INK, MUTED, RULE, Color

NARROW_BELOW = 500.0
"""Widths in pixels under which labels stand above their bars."""

_LABEL_CHARACTERS = 15
_LEADING = 1.35
_GAP = 8.0
_BLANK_BOX = 46.0
_SLACK = 8.0
"""Room at the right for digits that are wider in a page's font than in the bundled one."""


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


class Scale(NamedTuple):
    """Amounts to pixels: where zero is, pixels per 元, and where the area ends at the right."""

    zero: float
    factor: float
    right: float

    def __call__(self, value: Decimal) -> float:
        """The place of an amount."""
        return self.zero + float(value) * self.factor


def scale(values: Sequence[Decimal], left: float, right: float, end: float) -> Scale:
    """A scale from zero (or the least, when negative) to the greatest of the values, between two places."""
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    factor = (right - left) / float(high - low) if high > low else 0.0
    return Scale(left - float(low) * factor, factor, end)


def bar_rows(rows: Sequence[Row], width: float) -> Drawing:
    """Rows with bars from one zero line."""
    frame = label_frame([row.label for row in rows], width)
    prefix = max((fonts.width(row.prefix, SMALL_SIZE) + _GAP for row in rows if row.prefix), default=0.0)
    after = max(
        (fonts.width(row.words, TEXT_SIZE) for row in rows if row.value and row.value > 0), default=0.0
    )
    before = max((fonts.width(row.words, TEXT_SIZE) + _GAP for row in rows if _negative(row)), default=0.0)
    left = frame.left + prefix
    numbers = [row.value for row in rows if row.value is not None]
    place = scale(numbers, left + before, max(width - after - _GAP - _SLACK, left + before + 40), width)
    marks: list[Mark] = []
    y = 2.0
    for group in _groups(rows):
        named, top, height = frame.label(group[0].label, y, group[0].label_color)
        marks += named
        centre = top + frame.pitch / 2
        for row in group:
            if row.prefix:
                at = left - _GAP / 2
                marks.append(Label(at, middle(centre, SMALL_SIZE), row.prefix, SMALL_SIZE, MUTED, "right"))
            marks += bar(row, place, centre, frame.thickness)
            centre += frame.pitch
        bottom = max(y + height, centre - frame.pitch / 2)
        if frame.narrow:
            marks.insert(0, Line(place.zero, top - 2, place.zero, bottom + 2, RULE))
        y = bottom + frame.space
    if not frame.narrow:
        marks.insert(0, Line(place.zero, 0, place.zero, y - frame.space + 2, RULE))
    return Drawing(width, y, tuple(marks))


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if row.label or not groups:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def bar(row: Row, place: Scale, centre: float, thickness: float) -> list[Mark]:
    """The bar of a row with its words, or the words alone where the row has no number."""
    top = centre - thickness / 2
    if row.value is None or not row.value:
        marks: list[Mark] = []
        x = place.zero
        if row.state == fmt.BLANK:
            marks.append(Rect(x + 0.5, top + 0.5, _BLANK_BOX, thickness - 1, None, MUTED, dashed=True))
            x += _BLANK_BOX
        elif row.state == fmt.ZERO:
            marks.append(Line(x + 1.5, top, x + 1.5, top + thickness, row.color, 3.0))
        return [*marks, words_after(x, centre, row.words, place.right, MUTED)]
    start, end = sorted((place.zero, place(row.value)))
    shape = Rect(start, top, max(end - start, 1.0), thickness, row.color)
    if row.value < 0:
        return [shape, Label(start - _GAP + 2, middle(centre, TEXT_SIZE), row.words, align="right")]
    return [shape, words_after(start + shape.width, centre, row.words, place.right)]


def words_after(x: float, centre: float, words: str, right: float, color: Color = INK) -> Label:
    """Words to the right of a mark, moved back where they would leave the drawing."""
    start = min(x + _GAP - 2, right - fonts.width(words, TEXT_SIZE))
    return Label(start, middle(centre, TEXT_SIZE), words, TEXT_SIZE, color)


class LabelFrame(NamedTuple):
    """How the labels of a chart's rows are set, and what that leaves for the bars."""

    width: float
    left: float
    """Where the bars' area begins."""
    narrow: bool
    thickness: float
    pitch: float
    """From one bar to the next of the same label."""
    space: float
    """Between the last bar of a label and the next label."""

    def label(self, words: str, y: float, color: Color = INK) -> tuple[list[Label], float, float]:
        """A label from `y` on; with it where its first bar's band begins, and the label's own height."""
        if self.narrow:
            texts = wrap(words, TEXT_SIZE, self.width, 2) if words else []
            height = len(texts) * TEXT_SIZE * _LEADING
            return lines(texts, 0, y + TEXT_SIZE - 1, color=color), y + height, height
        texts = balanced(words, TEXT_SIZE, self.left - _GAP, 3)
        height = len(texts) * TEXT_SIZE * _LEADING
        first = y + self.pitch / 2 + 0.36 * TEXT_SIZE
        top = y + max(0.0, height - self.pitch) / 2 if len(texts) > 1 else y
        start = first if len(texts) == 1 else y + TEXT_SIZE - 1
        marks = lines(texts, self.left - _GAP, start, color=color, align="right")
        return marks, top, height


def label_frame(labels: Sequence[str], width: float) -> LabelFrame:
    """Labels above their bars on a narrow drawing, else in a column of at most some 15 Chinese characters."""
    if width < NARROW_BELOW:
        return LabelFrame(width, 0.0, True, 13.0, 18.0, 9.0)
    widest = max((fonts.width(label, TEXT_SIZE) for label in labels), default=0.0)
    column = min(widest, _LABEL_CHARACTERS * TEXT_SIZE) + 1
    return LabelFrame(width, column + _GAP, False, 16.0, 21.0, 6.0)


def _negative(row: Row) -> bool:
    return row.value is not None and row.value < 0
