"""Columns of frames as they are: exact decimals and HTML, which pandas would turn into floats and plain text."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from budgetlib.accounts import OWN_PERIODS
from budgetlib.display import format as fmt

ROUNDING = Decimal("0.0005")
"""Part of a whole that rounding may leave unexplained."""


def objects(values: Iterable[object], frame: pd.DataFrame) -> pd.Series:
    """Values as a column of a frame that holds exactly them."""
    return pd.Series(list(values), index=frame.index, dtype=object)


def of_now(lines: pd.DataFrame) -> pd.Series:
    """Which lines of statements are of the document's own year and stage, not of what is printed for comparison."""
    return lines["period"].isin(OWN_PERIODS)


def total(amounts: Iterable[object]) -> Decimal:
    """The exact sum of what has a value."""
    return sum((value for each in amounts if (value := fmt.as_decimal(each)) is not None), Decimal(0))
