"""How do units and years compare? Bars in groups: one group per unit, one bar per year; and shares of a
whole."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from budgetlib.display import fonts
from budgetlib.display import format as fmt
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.drawing import TEXT_SIZE, Drawing, Mark, Rect
from budgetlib.display.charts.palette import BLUE, CONTEXT, MUTED, RULE
from budgetlib.display.charts.rows import Row, bar_rows, label_frame, words_after
from budgetlib.display.charts.values import (
    STATE_LABELS,
    Item,
    beside,
    in_words,
    items,
    listed,
    require,
    short,
    subtitle_with_unit,
)


def grouped_bars(
    frame: pd.DataFrame,
    *,
    group: str = "unit_name",
    series: str = "year",
    amount: str = "amount_yuan",
    state: str = "",
    title: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """Amounts (元) by group and series, in the order of the frame; the last of each group is coloured, the
    others grey.

    A group has bars for the series that the frame has rows for, and none for others: what was not collected is
    not missing from a document. The title names the highest of the last series unless one is given. Raises
    `ValueError` for a frame without rows, or with two rows for one bar.
    """
    require(frame, group, series)
    found = items(frame, group, amount, state)
    if not found:
        raise ValueError("nothing to compare: the frame has no rows")
    names = [str(value) for value in frame[series]]
    bars = {(item.label, name): item for item, name in zip(found, names, strict=True)}
    if len(bars) < len(found):
        raise ValueError(f"several rows for one {group} and {series}; add them up first")
    order = sorted(set(names))
    unit = fmt.money_unit(item.value for item in found)
    rows: list[Row] = []
    for unit_name in dict.fromkeys(item.label for item in found):
        own = [name for name in order if (unit_name, name) in bars]
        for name in own:
            item = bars[unit_name, name]
            shown = unit_name if name == own[0] else ""
            color = BLUE if name == own[-1] else CONTEXT
            rows.append(Row(shown, item.value, item.state, beside(item, unit), color, prefix=name))
    spoken = [f"{name} {in_words(item)}" for (_, name), item in bars.items()]
    return Chart(
        title=title or _highest([item for (_, name), item in bars.items() if name == order[-1]], order[-1]),
        subtitle=subtitle_with_unit(subtitle, unit),
        alt=f"分组条形图：{listed(spoken)}",
        data=frame,
        source=source,
        layout=lambda width: bar_rows(rows, width),
    )


def _highest(found: list[Item], name: str) -> str:
    numbers = [item for item in found if item.value is not None]
    if not numbers:
        return f"{name} 各项均无金额"
    first = max(numbers, key=lambda item: item.value or 0)
    when = f"{name}年" if name.isdigit() else name
    return f"{when}{short(first.label)}最高，{fmt.amount(first.value)}"


def share_bars(
    frame: pd.DataFrame,
    *,
    label: str = "name",
    part: str = "part_yuan",
    whole: str = "whole_yuan",
    part_state: str = "",
    what: str = "占比",
    title: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """What share of its whole a part is, per row, the highest first: each whole is a pale bar of full length.

    Amounts are in 元. A row whose part or whole has no number says so. The title names the highest unless one
    is given; `what` is what it is the highest of. Raises `ValueError` for a frame without rows.
    """
    parts = items(frame, label, part, part_state)
    wholes = items(frame, label, whole)
    if not parts:
        raise ValueError("nothing to compare: the frame has no rows")
    pairs = [(each, _ratio(each, of), of) for each, of in zip(parts, wholes, strict=True)]
    pairs.sort(key=lambda pair: (pair[1] is None, -(pair[1] or 0)))
    unit = fmt.money_unit(each.value for each, _, _ in pairs)
    rows = [_share_row(each, by_percent, of, unit) for each, by_percent, of in pairs]
    first, highest, _ = pairs[0]
    answer = (
        "无法计算占比" if highest is None else f"{what}最高的是{short(first.label)}，{fmt.percent(highest)}"
    )
    return Chart(
        title=title or answer,
        subtitle=subtitle_with_unit(subtitle, unit, "括号内为金额"),
        alt=f"占比条形图，从高到低：{listed([f'{row.label} {row.words}' for row in rows])}",
        data=frame,
        source=source,
        layout=lambda width: _share_layout(rows, width),
    )


def _ratio(part: Item, whole: Item) -> Decimal | None:
    return None if part.value is None or not whole.value else fmt.ratio(part.value, whole.value)


def _share_row(part: Item, by_percent: Decimal | None, whole: Item, unit: fmt.MoneyUnit) -> Row:
    if by_percent is None:
        lacking, what = (part, "") if part.value is None else (whole, "总数")
        words = "总数为 0" if lacking.value is not None else f"{what}{STATE_LABELS[lacking.state]}"
        return Row(part.label, None, lacking.state, words)
    return Row(part.label, by_percent, part.state, f"{fmt.percent(by_percent)}（{beside(part, unit)}）")


def _share_layout(rows: list[Row], width: float) -> Drawing:
    frame = label_frame([row.label for row in rows], width)
    full = width - frame.left - max(fonts.width(row.words, TEXT_SIZE) for row in rows) - 16
    marks: list[Mark] = []
    y = 2.0
    for row in rows:
        named, top, height = frame.label(row.label, y)
        centre = top + frame.pitch / 2
        start = centre - frame.thickness / 2
        marks += named
        if row.value is None:
            marks.append(words_after(frame.left, centre, row.words, width, MUTED))
        else:
            filled = full * min(max(float(row.value) / 100, 0.0), 1.0)
            marks.append(Rect(frame.left, start, full, frame.thickness, RULE))
            marks.append(Rect(frame.left, start, filled, frame.thickness, BLUE))
            marks.append(words_after(frame.left + full, centre, row.words, width))
        y = max(y + height, centre + frame.pitch / 2) + frame.space
    return Drawing(width, y, tuple(marks))
