"""How values are written in the CSV files, and how to undo what was done to texts.

The files begin with a byte order mark, because Excel on Windows takes a UTF-8 file without one for the local
code page and shows Chinese as rubbish; pandas, DuckDB, R (readr, data.table) and frictionless skip it.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula. What documents print
is not to be run, so an apostrophe is put before such texts, and before texts that begin with an apostrophe
already, so that the rule can be undone: take one apostrophe away from every text that begins with one
(`unguard`). Numbers are left as they are.
"""

from __future__ import annotations

from decimal import Decimal

ENCODING = "utf-8-sig"
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")  # fmt: skip


def guard(text: str) -> str:
    """The text as it stands in a CSV file: it can't be taken for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text.removeprefix("'")


def plain_decimal(value: Decimal) -> str:
    """An exact decimal without an exponent and without zeros at the end: `15767400`, `0.05`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
