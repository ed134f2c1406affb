"""What changed against last year, and by how much? Bars to the right for more, to the left for less."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from budgetlib.display import format as fmt
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.palette import BLUE, CONTEXT, VERMILION, Color
from budgetlib.display.charts.rows import Row, bar_rows
from budgetlib.display.charts.values import Item, items, listed, short, subtitle_with_unit


class _Change(NamedTuple):
    current: Item
    prior: Item

    @property
    def difference(self) -> Decimal | None:
        if self.current.value is None or self.prior.value is None:
            return None
        return self.current.value - self.prior.value


def change_bars(
    frame: pd.DataFrame,
    *,
    label: str = "name",
    current: str = "current_yuan",
    prior: str = "prior_yuan",
    current_state: str = "",
    prior_state: str = "",
    base: str = "上年",
    title: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """The difference of two amounts (元) per row, from the greatest increase to the greatest decrease.

    A row without one of the two amounts says which is lacking and why. `base` is what is compared with, in
    words. The title says the change of the sum, over the rows that have both. Raises `ValueError` for a frame
    without rows.
    """
    now = items(frame, label, current, current_state)
    before = items(frame, label, prior, prior_state)
    changes = [_Change(*pair) for pair in zip(now, before, strict=True)]
    if not changes:
        raise ValueError("nothing to compare: the frame has no rows")
    changes.sort(key=lambda each: (each.difference is None, -(each.difference or 0)))
    unit = fmt.money_unit(each.difference for each in changes)
    rows = [_row(each, unit, base) for each in changes]
    spoken = [
        f"{each.current.label}{fmt.change(each.current.value, each.prior.value, base=base)}"
        for each in changes
    ]
    return Chart(
        title=title or _answer(changes, base),
        subtitle=subtitle_with_unit(subtitle, unit, f"与{base}相比的增减"),
        alt=f"增减条形图，从增加最多到减少最多：{listed(spoken)}",
        data=frame,
        source=source,
        layout=lambda width: bar_rows(rows, width),
    )


def _row(each: _Change, unit: fmt.MoneyUnit, base: str) -> Row:
    name, difference = each.current.label, each.difference
    if difference is None:
        lacking, when = (each.current, "本期") if each.current.value is None else (each.prior, base)
        return Row(name, None, fmt.MISSING, f"{when}{fmt.STATE_WORDS[lacking.state]}")
    sign = "+" if difference > 0 else ""
    words = f"{sign}{fmt.in_unit(difference, unit)}"
    by_percent = fmt.ratio(difference, each.prior.value or Decimal(0))
    if by_percent is not None and difference:
        words += f"（{sign}{fmt.percent(by_percent)}）"
    return Row(name, difference, fmt.state_of(difference), words, _color(difference))


def _color(difference: Decimal) -> Color:
    if not difference:
        return CONTEXT
    return BLUE if difference > 0 else VERMILION


def _answer(changes: list[_Change], base: str) -> str:
    both = [each for each in changes if each.difference is not None]
    if not both:
        return f"{base}数或本期数缺失，无法比较"
    sums = [
        sum((item.value or Decimal(0) for item in column), Decimal(0)) for column in zip(*both, strict=True)
    ]
    largest = max(both, key=lambda each: abs(each.difference or Decimal(0)))
    text = f"合计{fmt.change(sums[0], sums[1], base=base)}" if len(both) > 1 else ""
    if not largest.difference:
        return text or f"{short(largest.current.label)}与{base}持平"
    verb = "增加" if largest.difference > 0 else "减少"
    single = f"{short(largest.current.label)}{verb} {fmt.amount(abs(largest.difference))}"
    return f"{text}；{single}，变动最大" if text else single
