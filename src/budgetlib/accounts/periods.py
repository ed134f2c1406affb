"""Which figure of a row it is where a statement prints several years or versions (期间)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from budgetlib.accounts.described import descriptions


class Period(StrEnum):
    """The year or version that a column, a row or a sentence speaks of."""

    CURRENT = "current"
    PRIOR = "prior"
    PRIOR_BUDGET = "prior_budget"
    BUDGET = "budget"
    ADJUSTED = "adjusted"
    FINAL = "final"
    CHANGE = "change"
    CHANGE_PERCENT = "change_percent"

    @property
    def about(self) -> AboutPeriod:
        """What the period means."""
        return _periods()[self]


class AboutPeriod(NamedTuple):
    """What a period means."""

    title: str
    english: str
    own: bool
    """The disclosure's own: this year's budget, or the final account."""
    compares: bool
    """No amount of a year but the difference of two."""


@cache
def _periods() -> Mapping[Period, AboutPeriod]:
    return descriptions(
        Period,
        "periods",
        lambda _, entry: AboutPeriod(
            entry["title"], entry["english"], entry.get("own", False), entry.get("compares", False)
        ),
    )


OWN_PERIODS = frozenset(period for period in Period if period.about.own)
"""Periods that are the disclosure's own: this year's budget, or the final account."""
COMPARISONS = frozenset(period for period in Period if period.about.compares)
"""Periods that are no year: the difference to the year before, as an amount or in percent."""
