"""Income by source (收入来源): budgets, own income, and what was carried over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from budgetlib.accounts import Item, Key, Kind, Measure, Role, Side
from budgetlib.figures.breakdowns.part import (
    NOWHERE,
    Breakdown,
    Measured,
    Named,
    Part,
    added_up,
    breakdown_of,
    gap,
    of_fact,
    of_line,
    total,
)
from budgetlib.figures.figures import Figures

SOURCES = (
    Item.GENERAL_PUBLIC,
    Item.GOVERNMENT_FUND,
    Item.STATE_CAPITAL,
    Item.FISCAL,
    Item.SPECIAL_ACCOUNT,
    Item.BUSINESS_INCOME,
    Item.OPERATING_INCOME,
    Item.SUPERIOR_SUBSIDY,
    Item.AFFILIATE_REMITTANCE,
    Item.OTHER_INCOME,
    Item.UNIT_FUNDS,
    Item.NON_FISCAL_BALANCE,
    Item.CARRYOVER_IN,
)
"""Sources of income in the order of the official table."""
_PARTS_OF = {
    Item.FISCAL: (Item.GENERAL_PUBLIC, Item.GOVERNMENT_FUND, Item.STATE_CAPITAL),
    Item.UNIT_FUNDS: (
        Item.BUSINESS_INCOME,
        Item.OPERATING_INCOME,
        Item.SUPERIOR_SUBSIDY,
        Item.AFFILIATE_REMITTANCE,
        Item.OTHER_INCOME,
    ),
}
"""Sources that some tables print as one and others in parts."""
APPROPRIATED = frozenset((Item.FISCAL, *_PARTS_OF[Item.FISCAL]))
"""What comes from the budgets of the government (财政拨款)."""
_ROW_OF: Mapping[str, str] = {Measure.CARRYOVER: Item.CARRYOVER_IN}
"""Columns of 收入总表 that are called otherwise than the rows of 收支总表."""

_Cells: TypeAlias = Sequence[tuple[str, Measured]]
"""Sources in the order of their rows or columns."""


def by_source(figures: Figures) -> Iterator[Part]:
    """Income by source, no source twice.

    From 收支总表, which has the carry-over too, else from the total row of 收入总表. A source that is printed both as a
    whole and in parts (财政拨款 and the three budgets) is given in its parts where they hold amounts.
    """
    key, cells = Key.SUMMARY_INCOME_TOTAL, _in_rows(figures)
    if not any(amount.amount_yuan for _, amount in cells):
        in_columns = _in_columns(figures)
        if in_columns:
            key, cells = Key.INCOME_TOTAL, in_columns
    if not cells:
        return
    fact = figures.fact(key) or figures.fact(Key.SUMMARY_INCOME_TOTAL, Key.INCOME_TOTAL)
    whole = NOWHERE if fact is None else of_fact(fact, figures.statement_of(fact))
    amounts = _once(_first_of_each(cells))
    if gap(whole, list(amounts.values())):
        every = _once(_all_of_each(cells))
        if not gap(whole, list(every.values())):
            amounts = every
    parts = [Named(1, item, item.about.title, amounts[item]) for item in SOURCES if item in amounts]
    yield from breakdown_of(Breakdown.SOURCE, fact.key if fact else key, whole, parts, main=True)


def _in_rows(figures: Figures) -> _Cells:
    measure = figures.lines.whole_measure(Kind.SUMMARY, Side.INCOME)
    lines = figures.lines.column(Kind.SUMMARY, measure, Side.INCOME) if measure else ()
    return [(line.item, of_line(line)) for line in lines if line.item in SOURCES]


def _in_columns(figures: Figures) -> _Cells:
    totals = (line for line in figures.lines.of(Kind.INCOME) if line.role == Role.TOTAL)
    named = ((_ROW_OF.get(line.measure, line.measure), line) for line in totals)
    return [(item, of_line(line)) for item, line in named if item in SOURCES]


def _first_of_each(cells: _Cells) -> Mapping[str, Measured]:
    found: dict[str, Measured] = {}
    for item, amount in cells:
        found.setdefault(item, amount)
    return found


def _all_of_each(cells: _Cells) -> Mapping[str, Measured]:
    """Rows of one source added up: 用事业基金弥补收支差额 above 上年实户资金余额."""
    found: dict[str, list[Measured]] = {}
    for item, amount in cells:
        found.setdefault(item, []).append(amount)
    return {item: added_up(same) for item, same in found.items()}


def _once(amounts: Mapping[str, Measured]) -> Mapping[str, Measured]:
    """The amounts without sources that others of them hold."""
    left = dict(amounts)
    for whole, names in _PARTS_OF.items():
        parts: Sequence[str] = [part for part in names if part in left]
        if whole not in left or not parts:
            continue
        if total(left[part] for part in parts) or not left[whole].amount_yuan:
            del left[whole]
        else:
            for part in parts:
                del left[part]
    return left
