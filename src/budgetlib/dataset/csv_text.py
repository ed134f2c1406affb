"""How values are written in the CSV files, and how to undo what was done to texts.

The files begin with a byte order mark, because Excel on Windows takes a UTF-8 file without one for the local
code page and shows Chinese as rubbish; pandas, DuckDB, R (readr, data.table) and frictionless skip it.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula. What documents print
is not to be run, so an apostrophe is put before such texts, and before texts that begin with an apostrophe
already, so that the rule can be undone: take one apostrophe away from every text that begins with one
(`unguard`). Numbers are left as they are.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

from budgetlib.dataset.schema import FieldType, Table

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


class CsvFile:
    """A CSV file of a table, written batch by batch."""

    def __init__(self, table: Table, stream: IO[str]) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(table.field_names)
        self._texts = [_TEXT_OF[field.type] for field in table.fields]

    def write(self, columns: Sequence[Sequence[Any]]) -> None:
        """Writes rows given column by column; None becomes an empty cell."""
        cells: list[Iterable[str]] = [
            ["" if value is None else text_of(value) for value in values]
            for text_of, values in zip(self._texts, columns, strict=True)
        ]
        self._writer.writerows(zip(*cells, strict=True))


_TEXT_OF: dict[FieldType, Callable[[Any], str]] = {
    "text": guard,
    "integer": str,
    "decimal": plain_decimal,
    "float": repr,
    "boolean": lambda value: "true" if value else "false",
}
