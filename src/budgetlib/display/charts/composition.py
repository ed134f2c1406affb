"""What does the whole consist of? One bar of parts: basic and project spending, income by source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from budgetlib.display import fonts
from budgetlib.display import format as fmt
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.drawing import TEXT_SIZE, Drawing, Label, Mark, Rect, lines, middle
from budgetlib.display.charts.labels import wrap
from budgetlib.display.charts.palette import CONTEXT, MUTED, SERIES, Color
from budgetlib.display.charts.values import Item, in_words, items, listed, short, subtitle_with_unit, total

_THICKNESS = 34.0
_LINE = TEXT_SIZE * 1.4
_SEAM = 2.0
_SWATCH = 11.0
_ROOM = 14.0
"""Between the words of one part and those of the next."""


def composition_bar(
    frame: pd.DataFrame,
    *,
    label: str = "name",
    amount: str = "amount_yuan",
    state: str = "",
    title: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """The parts of a whole in one bar, in the order of the frame (six colours; parts after the sixth are
    grey).

    A part's name and amount stand above it where there is room, those of the last at the right end, else in a
    list under the bar. What can't be drawn (zero, blank, not published, negative) is said in words below. The
    title names the largest part unless one is given. Raises `ValueError` for a frame without rows.
    """
    found = items(frame, label, amount, state)
    if not found:
        raise ValueError("nothing to compose: the frame has no rows")
    drawn = [item for item in found if item.value is not None and item.value > 0]
    others = [item for item in found if item not in drawn]
    # a part keeps its colour where another one is zero
    colors = [
        SERIES[number] if number < len(SERIES) else CONTEXT
        for number, item in enumerate(found)
        if item in drawn
    ]
    whole = total(drawn)
    unit = fmt.money_unit(item.value for item in found)
    spoken = [
        *(f"{in_words(item)}，占 {fmt.share(item.value, whole)}" for item in drawn),
        *map(in_words, others),
    ]
    return Chart(
        title=title or _answer(drawn, whole, unit),
        subtitle=subtitle_with_unit(subtitle, unit, "括号内为占比" if drawn else ""),
        alt=f"构成条形图，合计 {fmt.amount(whole)}：{listed(spoken)}",
        data=frame,
        source=source,
        layout=lambda width: _layout(drawn, others, colors, whole, unit, width),
    )


def _answer(drawn: Sequence[Item], whole: Decimal, unit: fmt.MoneyUnit) -> str:
    if not drawn:
        return "各项均无金额"
    first = max(drawn, key=lambda item: item.value or 0)
    if len(drawn) == 1:
        return f"全部为{short(first.label)}，{fmt.amount(whole, unit)}"
    return f"{short(first.label)}占 {fmt.share(first.value, whole)}，{fmt.amount(first.value, unit)}"


def _layout(
    drawn: Sequence[Item],
    others: Sequence[Item],
    colors: Sequence[Color],
    whole: Decimal,
    unit: fmt.MoneyUnit,
    width: float,
) -> Drawing:
    top = 2 * _LINE + 4
    marks: list[Mark] = []
    below: list[tuple[Color, str]] = []
    figures = [
        f"{fmt.in_unit(item.value or whole, unit)}（{fmt.share(item.value, whole)}）" for item in drawn
    ]
    above = _above(drawn, figures, whole, width)
    x = 0.0
    for number, item in enumerate(drawn):
        color = colors[number]
        last = number == len(drawn) - 1
        wide = _width(item, whole, width)
        marks.append(Rect(x, top, max(wide - (0.0 if last else _SEAM), 1.0), _THICKNESS, color))
        two_lines = [item.label, figures[number]]
        if number not in above:
            below.append((color, " ".join(two_lines)))
        elif last and number:
            marks += lines(two_lines, width, TEXT_SIZE, leading=1.4, align="right")
        else:
            marks += lines(two_lines, x, TEXT_SIZE, leading=1.4)
        x += wide
    y = top + _THICKNESS + 8 if drawn else 2.0
    for color, words in below:
        texts = wrap(words, TEXT_SIZE, width - _SWATCH - 8, 3)
        marks.append(Rect(0, y + (_LINE - _SWATCH) / 2, _SWATCH, _SWATCH, color))
        marks += [
            Label(_SWATCH + 8, middle(y + (n + 0.5) * _LINE, TEXT_SIZE), text) for n, text in enumerate(texts)
        ]
        y += len(texts) * _LINE
    for item in others:
        words = f"{item.label}：{_undrawn(item, unit)}"
        texts = wrap(words, TEXT_SIZE, width, 3)
        marks += lines(texts, 0, y + TEXT_SIZE, color=MUTED, leading=1.4)
        y += len(texts) * _LINE
    return Drawing(width, y + 2, tuple(marks))


def _width(item: Item, whole: Decimal, width: float) -> float:
    return float((item.value or 0) / whole) * width


def _above(drawn: Sequence[Item], figures: Sequence[str], whole: Decimal, width: float) -> set[int]:
    """Which parts have their words above them: those that are wide enough, then the first and the last, whose words
    may reach over their neighbours where these have none."""
    ends = {0, len(drawn) - 1}
    begin, inside, outside = 0.0, [], []
    for number, item in enumerate(drawn):
        wide = _width(item, whole, width)
        needed = max(fonts.width(item.label, TEXT_SIZE), fonts.width(figures[number], TEXT_SIZE)) + _ROOM
        from_right = number == len(drawn) - 1 and number > 0
        left = width - needed if from_right else begin
        if needed <= wide:
            inside.append((number, left, left + needed))
        elif number in ends:
            outside.append((number, left, left + needed))
        begin += wide
    placed: list[tuple[int, float, float]] = []
    for number, left, right in (*inside, *outside):
        if left >= -_ROOM and all(right <= other or left >= end for _, other, end in placed):
            placed.append((number, left, right))
    return {number for number, _, _ in placed}


def _undrawn(item: Item, unit: fmt.MoneyUnit) -> str:
    if item.value is None:
        return fmt.STATE_EXPLANATIONS[item.state]
    return f"{fmt.in_unit(item.value, unit)}（负数，未画入）" if item.value else "0.00"
