"""Columns of frames as they are: exact decimals and HTML, which pandas would turn into floats and plain text."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd
from pandas.api.extensions import ExtensionArray

from budgetlib.display import format as fmt


def objects(values: Iterable[object]) -> ExtensionArray:
    """Values as a column that holds exactly them."""
    return pd.array(list(values), dtype=object)


def total(amounts: Iterable[object]) -> Decimal:
    """The exact sum of what has a value."""
    return sum((value for each in amounts if (value := fmt.as_decimal(each)) is not None), Decimal(0))
