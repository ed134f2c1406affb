"""All tables as one SQLite database, with keys and indexes, for SQL without a server and for Datasette.

Amounts are floating-point numbers there (SQLite has no decimals), truth values 0 and 1; a missing value is NULL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from budgetlib.dataset.parquet import WrittenTable
from budgetlib.dataset.schema import FieldType, Table

_TYPES: dict[FieldType, type] = {
    "text": str,
    "integer": int,
    "decimal": float,
    "float": float,
    "boolean": int,
}


def write_sqlite(path: Path, tables: Iterable[WrittenTable]) -> None:
    """Writes the database; equal tables make equal bytes with the same version of SQLite."""
    from sqlite_utils import Database  # not above: it takes longer to import than a document takes to check

    database = Database(str(path))
    try:
        connection = database.conn
        # nothing else reads the file before it is whole, and a killed run throws it away
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for written in tables:
            _create(database, written.table)
            places = ", ".join("?" * len(written.table.fields))
            with connection:
                for batch in written.batches():
                    connection.executemany(
                        f'INSERT INTO "{written.table.name}" VALUES ({places})', _rows(batch)
                    )
                for columns in written.table.indexes:
                    database.table(written.table.name).create_index(columns)
        connection.execute("ANALYZE")
    finally:
        database.close()


def _create(database: Any, table: Table) -> None:
    """The table with its key and, where they are the key of another table, its references to that."""
    database.table(table.name).create(
        {item.name: _TYPES[item.type] for item in table.fields},
        pk=table.key if len(table.key) > 1 else table.key[0],
        not_null={item.name for item in table.fields if not item.nullable},
        foreign_keys=[
            (reference.fields[0], reference.table, reference.fields[0])
            for reference in table.references
            if len(reference.fields) == 1
        ],
    )


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*map(_values, batch.columns), strict=True)


def _values(column: pa.Array) -> list[Any]:
    """The values of a column as SQLite takes them: it stores a NaN as NULL, and 5.0 in a column of integers as 5."""
    if pa.types.is_dictionary(column.type):
        texts = [*column.dictionary.to_pylist(), None]
        return [texts[at] for at in column.indices.fill_null(len(texts) - 1).to_numpy().tolist()]
    numbers: list[Any] = column.cast(pa.float64()).to_numpy(zero_copy_only=False).tolist()
    return numbers
