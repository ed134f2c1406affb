"""Which are the largest? Bars from the greatest down: spending by function, projects, departments."""

from __future__ import annotations

from collections.abc import Container, Sequence
from decimal import Decimal

import pandas as pd

from budgetlib.display import format as fmt
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.palette import BLUE, CONTEXT, MUTED
from budgetlib.display.charts.rows import Row, bar_rows
from budgetlib.display.charts.values import (
    Item,
    beside,
    in_words,
    items,
    listed,
    short,
    subtitle_with_unit,
    total,
)


def ranked_bars(
    frame: pd.DataFrame,
    *,
    label: str = "name",
    amount: str = "amount_yuan",
    state: str = "",
    whole_yuan: Decimal | None = None,
    limit: int = 15,
    highlight: Container[str] = (),
    title: str = "",
    subtitle: str = "",
    source: str = "",
) -> Chart:
    """Amounts ranked, each with its share of the whole (`whole_yuan`, or the sum of the rows).

    `label`, `amount` (元) and `state` (`blank` or `state`, optional) name columns of the frame. More than
    `limit` rows end in one that sums up the rest. Labels in `highlight` are coloured and the others grey;
    without it all are coloured. The title names the largest unless one is given. Raises `ValueError` for a
    frame without rows.
    """
    found = items(frame, label, amount, state)
    if not found:
        raise ValueError("nothing to rank: the frame has no rows")
    ranked = sorted(found, key=lambda item: (item.value is None, -(item.value or 0)))
    whole = total(found) if whole_yuan is None else whole_yuan
    if any(item.value is not None and item.value < 0 for item in found):
        whole = Decimal(0)
    unit = fmt.money_unit(item.value for item in found)
    shown, rest = (ranked, []) if len(ranked) <= limit else (ranked[: limit - 1], ranked[limit - 1 :])
    rows = [_row(item, unit, whole, highlight) for item in shown]
    if rest:
        rows.append(_rest(rest, unit, whole))
    first = ranked[0]
    answer = "所列各项均无金额"
    if first.value:
        answer = f"{short(first.label)}居首，{fmt.amount(first.value, unit)}{_share(first.value, whole, '，占 {}')}"
    spoken = [f"{in_words(item)}{_share(item.value, whole, '，占 {}')}" for item in ranked]
    return Chart(
        title=title or answer,
        subtitle=subtitle_with_unit(subtitle, unit, "括号内为占比" if whole > 0 else ""),
        alt=f"条形图，按金额从大到小排列，共 {len(found)} 项：{listed(spoken)}",
        data=frame,
        source=source,
        layout=lambda width: bar_rows(rows, width),
    )


def _row(item: Item, unit: fmt.MoneyUnit, whole: Decimal, highlight: Container[str]) -> Row:
    color = BLUE if not highlight or item.label in highlight else CONTEXT
    if item.value is None:
        return Row(item.label, None, item.state, beside(item, unit), color)
    words = f"{beside(item, unit)}{_share(item.value, whole, '（{}）')}"
    return Row(item.label, item.value, item.state, words, color)


def _rest(rest: Sequence[Item], unit: fmt.MoneyUnit, whole: Decimal) -> Row:
    value = total(rest)
    words = f"{fmt.in_unit(value, unit)}{_share(value, whole, '（{}）')}"
    return Row(f"其余 {len(rest)} 项合计", None, fmt.NUMBER, words, CONTEXT, MUTED)


def _share(value: Decimal | None, whole: Decimal, pattern: str) -> str:
    return pattern.format(fmt.share(value, whole)) if value and whole > 0 else ""
