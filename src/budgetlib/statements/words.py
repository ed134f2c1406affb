"""The words that documents print above columns and beside rows, as `layouts/` knows them, and what they mean."""

from __future__ import annotations

from functools import cache

from budgetlib.accounts import COMPARISONS, AnyItem, Item, Key, Kind, Measure, Period, Role, Side
from budgetlib.layouts import Vocabulary, load, vocabulary


def _measure_or_change(key: str) -> Measure | Period:
    return Period(key) if key in COMPARISONS else Measure(key)


LABELS = vocabulary("columns", "labels")
"""What a column labels: `code`, `name`, `unit_name`, ... (see `layouts/columns.toml`)."""
MEASURES = vocabulary("columns", "measures", _measure_or_change)
"""What a column of amounts measures, or which change it holds."""
GENERIC = vocabulary("columns", "generic")
"""Whether words only say that a column holds amounts."""
PERIODS = vocabulary("columns", "periods", Period)
TOTALS = vocabulary("rows", "list", Role)
"""Totals and subtotals in lists."""
COUNTS = vocabulary("rows", "counts", Key)
"""Rows of things that are counted."""


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
