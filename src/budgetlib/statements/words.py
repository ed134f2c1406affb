"""The words that documents print above columns and beside rows, as `layouts/` knows them, and what they mean."""

from __future__ import annotations

import re
from functools import cache

from budgetlib.accounts import (
    COMPARISONS,
    FUNDS,
    AnyItem,
    Item,
    Key,
    Kind,
    Measure,
    MeasureOf,
    Period,
    Role,
    Side,
    measure_of,
)
from budgetlib.layouts import Vocabulary, load, vocabulary
from budgetlib.text import remembered

_UNIT = re.compile(r"\((?:金额)?(?:单位:)?(亿元|百万元|万元|千元|元)\)$")
_SUBTOTAL = re.compile(r"(?:小|合|总)计$")
PARTS = frozenset((Measure.BASIC, Measure.PROJECT, Measure.PERSONNEL, Measure.PUBLIC))
"""Measures that are parts of the spending of whatever fund stands further out."""
_LONGEST_IN_ONE = 30
_CARRIED = re.compile(r"(.+?)(?:上年|以前年度)?结转(?:和|及|、)?(?:结余)?(?:资金)?")


def _measure_or_change(key: str) -> Measure | Period:
    return Period(key) if key in COMPARISONS else Measure(key)


LABELS = vocabulary("columns", "labels")
"""What a column labels: `code`, `name`, `unit_name`, ... (see `layouts/columns.toml`)."""
MEASURES = vocabulary("columns", "measures", _measure_or_change)
"""What a column of amounts measures, or which change it holds."""
GENERIC = vocabulary("columns", "generic")
"""Whether words only say that a column holds amounts."""
PERCENTAGES = vocabulary("columns", "percentages")
"""Whether a word says that a change is printed in percent."""
PERIODS = vocabulary("columns", "periods", Period)
TOTALS = vocabulary("rows", "list", Role)
"""Totals and subtotals in lists."""
COUNTS = vocabulary("rows", "counts", Key)
"""Rows of things that are counted."""


@remembered
def unit_in(word: str) -> str | None:
    """The unit of money that a word of a header gives in brackets at its end: 合计(万元)."""
    match = _UNIT.search(word)
    return match[1] if match else None


@remembered
def without_unit(word: str) -> str:
    """A word of a header without a unit of money in brackets at its end."""
    return _UNIT.sub("", word) or word


@remembered
def named_measure(word: str) -> Measure | MeasureOf | None:
    """The measure that a word of a header names by itself; 单位资金结转 names what was carried over of a fund."""
    named = MEASURES(word)
    if isinstance(named, Measure):
        return named
    carried = _CARRIED.fullmatch(word) if named is None else None
    fund = MEASURES(carried[1]) if carried else None
    if isinstance(fund, Measure) and fund in FUNDS:
        return measure_of(Measure.CARRYOVER, fund)
    return _in_one_word(word) if named is None and len(word) <= _LONGEST_IN_ONE else None


def _in_one_word(word: str) -> Measure | MeasureOf | None:
    """What two levels of a header say that stand in one word: 公务用车购置及运行费小计, 一般公共预算基本支出."""
    whole = MEASURES(_SUBTOTAL.sub("", word))
    if isinstance(whole, Measure):
        return whole
    for at in range(2, len(word) - 1):
        outer, inner = MEASURES(word[:at]), MEASURES(word[at:])
        if not isinstance(outer, Measure) or not isinstance(inner, Measure):
            continue
        if inner.about.part_of is outer:
            return inner
        if inner in PARTS and outer in FUNDS:
            return measure_of(inner, outer)
    return None


@cache
def items_of(kind: Kind, side: Side) -> Vocabulary[Item] | None:
    """What the rows of a statement, or of one side of it, are about; None where nothing is known of them."""
    section: str | None = load("rows")["of_kind"].get(kind)
    if section is None and len(kind.about.sides) > 1:
        section = side
    return vocabulary("rows", section, Item) if section else None


@cache
def named_item(kind: Kind, side: Side, name: str) -> AnyItem:
    """What a row is about by its squashed name."""
    words = items_of(kind, side)
    return (words(name) or words(_SUBTOTAL.sub("", name)) if words else None) or Item.NONE
