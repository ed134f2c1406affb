"""Columns of a table as Arrow arrays, the form in which every file of the package is written from.

Amounts are `decimal128(38, 10)`: 万元 and 亿元 with six printed decimals fit with room to spare, and so do
the long fractions that spreadsheets compute. What is longer is rounded to ten decimals; a number of more than
28 digits before the point is no amount of money and stays missing (its `printed` text is kept).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Any

import pyarrow as pa

from budgetlib.dataset.rows import Row
from budgetlib.dataset.schema import SCHEMA_VERSION, Field, Table

DECIMAL = pa.decimal128(38, 10)
_LAST_PLACE = Decimal(1).scaleb(-DECIMAL.scale)
_CONTEXT = Context(prec=DECIMAL.precision, rounding=ROUND_HALF_EVEN)
_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "decimal": DECIMAL,
    "float": pa.float64(),
    "boolean": pa.bool_(),
}


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table; every column carries its title, description and unit as metadata."""
    return pa.schema(
        [
            pa.field(
                item.name,
                _TYPES[item.type],
                nullable=item.nullable,
                metadata={
                    key: value
                    for key, value in (
                        ("title", item.title),
                        ("description", item.description),
                        ("unit", item.unit),
                    )
                    if value
                },
            )
            for item in table.fields
        ],
        metadata={
            "title": table.title,
            "description": table.description,
            "schema_version": SCHEMA_VERSION,
        },
    )


def record_batch(table: Table, rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows of a table as an Arrow batch. A text that may be missing is missing where it is empty."""
    schema = arrow_schema(table)
    by_column: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [_array(item, values) for item, values in zip(table.fields, by_column, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(item: Field, values: Sequence[Any]) -> pa.Array:
    if item.type == "text" and item.nullable:
        values = [value or None for value in values]
    if item.type != "decimal":
        return pa.array(values, _TYPES[item.type])
    try:
        return pa.array(values, DECIMAL)
    except pa.ArrowInvalid:  # rare: only then is every value looked at by itself
        return pa.array([_fitting(value) for value in values], DECIMAL)


def _fitting(value: Decimal | None) -> Decimal | None:
    if value is None:
        return None
    try:
        return value.quantize(_LAST_PLACE, context=_CONTEXT)
    except InvalidOperation:
        return None
