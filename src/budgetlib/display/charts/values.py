"""What charts read from a frame: labelled amounts, each with its state, and how they are put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from budgetlib.display import format as fmt

STATE_LABELS = {fmt.BLANK: fmt.STATE_EXPLANATIONS[fmt.BLANK], fmt.MISSING: fmt.STATE_WORDS[fmt.MISSING]}
"""What stands in a chart in place of a number."""

_SPOKEN = 12


class Item(NamedTuple):
    """A labelled amount. `value` is None where the state is `blank` or `missing`."""

    label: str
    value: Decimal | None
    state: str


def items(frame: pd.DataFrame, label: str, amount: str, state: str = "") -> list[Item]:
    """The rows of a frame, in their order. Raises `KeyError` naming a column that the frame lacks."""
    require(frame, label, amount, state)
    states = frame[state] if state else [None] * len(frame)
    return [
        Item(str(name), fmt.as_decimal(value), fmt.state_of(value, said))
        for name, value, said in zip(frame[label], frame[amount], states, strict=True)
    ]


def require(frame: pd.DataFrame, *columns: str) -> None:
    """Raises `KeyError` naming the first of the columns that the frame lacks; empty names ask for nothing."""
    for name in columns:
        if name and name not in frame.columns:
            raise KeyError(f"the frame has no column {name!r}; it has {', '.join(map(str, frame.columns))}")


def total(found: Iterable[Item]) -> Decimal:
    """The sum of what has a value."""
    return sum((item.value for item in found if item.value is not None), Decimal(0))


def in_words(item: Item) -> str:
    """``科学技术支出 378.59 万元``, or the state where there is no number."""
    if item.value is None:
        return f"{item.label}{fmt.STATE_EXPLANATIONS[item.state]}"
    return f"{item.label} {fmt.amount(item.value)}"


def beside(item: Item, unit: fmt.MoneyUnit) -> str:
    """What stands beside the bar of an item: its number, or in words why there is none."""
    return STATE_LABELS[item.state] if item.value is None else fmt.in_unit(item.value, unit)


def listed(found: Sequence[str]) -> str:
    """Phrases as one sentence; of many, the first ones and how many follow."""
    shown = "；".join(found[:_SPOKEN])
    rest = len(found) - _SPOKEN
    return f"{shown}；另有 {rest} 项见数据表。" if rest > 0 else f"{shown}。"


def short(label: str, characters: int = 22) -> str:
    """A label as it can stand in a title."""
    return label if len(label) <= characters else f"{label[: characters - 1]}…"


def subtitle_with_unit(subtitle: str, unit: fmt.MoneyUnit, remark: str = "") -> str:
    """The line under a title, which states the unit of the chart's amounts once."""
    stated = "，".join(filter(None, (f"单位：{unit.name}", remark)))
    return f"{subtitle}（{stated}）" if subtitle else stated
