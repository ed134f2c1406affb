"""What does a unit spend on 三公 (travel abroad, reception, vehicles)? A blank, a zero and nothing published
differ."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal

import pandas as pd

from budgetlib.display import format as fmt
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.palette import BLUE, CONTEXT
from budgetlib.display.charts.rows import Row, bar_rows
from budgetlib.display.charts.values import Item, beside, in_words, listed, require, subtitle_with_unit
from budgetlib.money import UNIT_FACTORS

PARTS = {
    "abroad": "因公出国（境）费",
    "reception": "公务接待费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "vehicle": "公务用车购置及运行费",
    "total": "合计",
}

_VEHICLE_PARTS = ("vehicle_purchase", "vehicle_operation")
_VEHICLES = "vehicle"

CURRENT = {"three_public": ""}
"""Which keys of `key_facts` to show, and what to call each: this document's own figures."""
AGAINST_PRIOR = {"three_public_prior": "上年", "three_public": "本年"}
AGAINST_BUDGET = {"three_public_budget": "预算", "three_public": "决算"}

_FIELDS = ["key", "value", "unit", "state"]
_NOT_PUBLISHED = (None, "元", fmt.MISSING)


def three_public_bars(
    facts: pd.DataFrame,
    *,
    columns: Mapping[str, str] = CURRENT,
    title: str = "",
    subtitle: str = "“三公”经费",
    source: str = "",
) -> Chart:
    """The parts of 三公 and their sum, from the rows of `key_facts` of one disclosure.

    `columns` says which keys are shown side by side (`CURRENT`, `AGAINST_PRIOR`, `AGAINST_BUDGET`; the last
    is coloured). A key that has no row is not published. The title says the sum unless one is given. Raises
    `KeyError` for a frame without `key`, `value`, `unit` and `state`.
    """
    require(facts, *_FIELDS)
    known = {
        str(key): (value, unit, state) for key, value, unit, state in facts[_FIELDS].itertuples(index=False)
    }
    bars = [
        (prefix, word, part, _item(name, *known.get(f"{prefix}.{part}", _NOT_PUBLISHED)))
        for part, name in PARTS.items()
        if part not in _left_out(known, columns)
        for prefix, word in columns.items()
    ]
    unit = fmt.money_unit(item.value for *_, item in bars)
    last = list(columns)[-1]
    first = next(iter(columns))
    rows = [
        Row(
            item.label if prefix == first else "",
            item.value,
            item.state,
            beside(item, unit),
            BLUE if prefix == last else CONTEXT,
            prefix=word,
        )
        for prefix, word, _, item in bars
    ]
    shown = {part: item for prefix, _, part, item in bars if prefix == last}
    data = pd.DataFrame(
        [(item.label, word, item.value, item.state) for _, word, _, item in bars],
        columns=["name", "column", "amount_yuan", "state"],
    )
    return Chart(
        title=title or _answer(shown),
        subtitle=subtitle_with_unit(subtitle, unit),
        alt=f"条形图：{listed([f'{word}{in_words(item)}' for _, word, _, item in bars])}",
        data=data,
        source=source,
        layout=lambda width: bar_rows(rows, width),
    )


def _left_out(known: Container[str], columns: Iterable[str]) -> tuple[str, ...]:
    """Vehicles are shown as purchase and operation where the document tells them apart, else as one."""
    prefixes = tuple(columns)
    apart = any(f"{prefix}.{part}" in known for prefix in prefixes for part in _VEHICLE_PARTS)
    together = any(f"{prefix}.{_VEHICLES}" in known for prefix in prefixes)
    return _VEHICLE_PARTS if together and not apart else (_VEHICLES,)


def _item(name: str, value: object, unit: str, state: object) -> Item:
    found = fmt.as_decimal(value)
    yuan = None if found is None else found * UNIT_FACTORS[unit]
    return Item(name, yuan, fmt.state_of(yuan, state))


def _answer(shown: Mapping[str, Item]) -> str:
    whole = shown["total"]
    states = {item.state for item in shown.values()}
    if states == {fmt.MISSING}:
        return "没有读到“三公”经费"
    if states == {fmt.BLANK}:
        return "“三公”经费各项均为空白，原表未填数字"
    if states <= {fmt.BLANK, fmt.MISSING}:
        return "“三公”经费没有填写任何数字"
    if whole.value is None:
        return f"“三公”经费合计{fmt.STATE_EXPLANATIONS[whole.state]}"
    parts = [item for part, item in shown.items() if part != "total" and item.value]
    if not whole.value:
        return "“三公”经费为 0"
    text = f"“三公”经费合计 {fmt.amount(whole.value)}"
    if not parts:
        return text
    largest = max(parts, key=lambda item: item.value or Decimal(0))
    if largest.value is not None and largest.value > whole.value:
        return f"{text}，却小于其中的{largest.label} {fmt.amount(largest.value)}"
    if len(parts) == 1 and largest.value == whole.value:
        return f"{text}，全部为{largest.label}"
    return f"{text}，其中{largest.label}最多，占 {fmt.share(largest.value, whole.value)}"
