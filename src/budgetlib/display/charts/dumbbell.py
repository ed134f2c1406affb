"""How far is what was spent from what was budgeted? A ring for the budget, a dot for the final account."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from budgetlib.display import fonts
from budgetlib.display import format as fmt
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.drawing import SMALL_SIZE, TEXT_SIZE, Dot, Drawing, Label, Line, Mark, middle
from budgetlib.display.charts.palette import BLUE, CONTEXT, MUTED, RULE
from budgetlib.display.charts.rows import label_frame, scale, words_after
from budgetlib.display.charts.values import Item, items, listed, short, subtitle_with_unit

_RADIUS = 5.0

_Pair = tuple[Item, Item]


def dumbbell(
    frame: pd.DataFrame,
    *,
    label: str = "name",
    budget: str = "budget_yuan",
    final: str = "final_yuan",
    budget_state: str = "",
    final_state: str = "",
    title: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """Budget and final account (元) per row, in the order of the frame, with what percentage was spent.

    Where one of the two has no number, the other stands alone and the words say what is lacking. The title
    names the row farthest from its budget unless one is given. Raises `ValueError` for a frame without rows.
    """
    budgets = items(frame, label, budget, budget_state)
    finals = items(frame, label, final, final_state)
    pairs: list[_Pair] = list(zip(budgets, finals, strict=True))
    if not pairs:
        raise ValueError("nothing to compare: the frame has no rows")
    unit = fmt.money_unit(item.value for pair in pairs for item in pair)
    words = [_words(pair, unit) for pair in pairs]
    spoken = [
        f"{planned.label}预算 {fmt.amount(planned.value)}，决算 {fmt.amount(spent.value)}"
        for planned, spent in pairs
    ]
    return Chart(
        title=title or _answer(pairs),
        subtitle=subtitle_with_unit(subtitle, unit),
        alt=f"预算与决算对比图：{listed(spoken)}",
        data=frame,
        source=source,
        layout=lambda width: _layout(pairs, words, width),
    )


def _words(pair: _Pair, unit: fmt.MoneyUnit) -> str:
    planned, spent = pair
    shown = [
        f"{name}{fmt.STATE_WORDS[item.state] if item.value is None else f' {fmt.in_unit(item.value, unit)}'}"
        for name, item in (("预算", planned), ("决算", spent))
    ]
    if planned.value and spent.value is not None:
        shown.append(f"执行 {fmt.share(spent.value, planned.value)}")
    return "，".join(shown)


def _answer(pairs: Sequence[_Pair]) -> str:
    both = [
        (p.label, s.value - p.value, p.value) for p, s in pairs if p.value is not None and s.value is not None
    ]
    if not both:
        return "预算或决算缺失，无法比较"
    label, difference, planned = max(both, key=lambda each: abs(each[1]))
    if not difference:
        return "决算与预算一致"
    verb = "超出" if difference > 0 else "低于"
    percent = fmt.ratio(abs(difference), planned)
    said = f"（{fmt.percent(percent)}）" if percent is not None else ""
    return f"{short(label)}决算{verb}预算 {fmt.amount(abs(difference))}{said}"


def _layout(pairs: Sequence[_Pair], words: Sequence[str], width: float) -> Drawing:
    frame = label_frame([planned.label for planned, _ in pairs], width)
    longest = max(fonts.width(text, TEXT_SIZE) for text in words)
    under = frame.narrow
    numbers = [item.value for pair in pairs for item in pair if item.value is not None]
    left = frame.left + _RADIUS + 1
    place = scale(numbers, left, width - _RADIUS - 1 - (0 if under else longest + 10), width)
    marks: list[Mark] = [*_key(frame.left)]
    y = SMALL_SIZE * 1.9
    for (planned, spent), text in zip(pairs, words, strict=True):
        named, top, height = frame.label(planned.label, y)
        centre = top + frame.pitch / 2
        ends = [place(item.value) for item in (planned, spent) if item.value is not None]
        marks += named
        if len(ends) == 2:
            marks.append(Line(ends[0], centre, ends[1], centre, RULE, 3.0))
        if planned.value is not None:
            marks.append(Dot(place(planned.value), centre, _RADIUS, CONTEXT, hollow=True))
        if spent.value is not None:
            marks.append(Dot(place(spent.value), centre, _RADIUS, BLUE))
        bottom = max(y + height, centre + frame.pitch / 2)
        if under:
            marks.append(Label(0, bottom + SMALL_SIZE, text, SMALL_SIZE, MUTED))
            bottom += SMALL_SIZE * 1.4
        else:
            marks.append(words_after(max([*ends, left]) + _RADIUS, centre, text, width))
        y = bottom + frame.space
    return Drawing(width, y, tuple(marks))


def _key(x: float) -> list[Mark]:
    centre = SMALL_SIZE * 0.7
    after = x + 2 * _RADIUS + 6 + fonts.width("预算", SMALL_SIZE) + 16
    return [
        Dot(x + _RADIUS + 1, centre, _RADIUS, CONTEXT, hollow=True),
        Label(x + 2 * _RADIUS + 6, middle(centre, SMALL_SIZE), "预算", SMALL_SIZE, MUTED),
        Dot(after + _RADIUS, centre, _RADIUS, BLUE),
        Label(after + 2 * _RADIUS + 5, middle(centre, SMALL_SIZE), "决算", SMALL_SIZE, MUTED),
    ]
