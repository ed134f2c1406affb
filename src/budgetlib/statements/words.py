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
def named_measure(word: str) -> Measure | MeasureOf | None:
    """The measure that a word of a header names by itself; 单位资金结转 names what was carried over of a fund."""
    named = MEASURES(word)
    if isinstance(named, Measure):
        return named
    carried = _CARRIED.fullmatch(word) if named is None else None
    fund = MEASURES(carried[1]) if carried else None
    return measure_of(Measure.CARRYOVER, fund) if isinstance(fund, Measure) and fund in FUNDS else None


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
    return (words(name) if words else None) or Item.NONE
