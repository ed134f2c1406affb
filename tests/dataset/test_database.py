"""The package as a SQLite database: the same rows, with keys, references and indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from budgetlib.dataset.schema import package_schema


@pytest.fixture
def database(sample_folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{sample_folder / 'budgetlib.db'}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", package_schema().tables, ids=lambda table: table.name)
def test_every_row_is_there_with_its_values(database: sqlite3.Connection, sample_folder: Path, table) -> None:
    stored = pq.read_table(sample_folder / f"{table.name}.parquet").to_pylist()
    columns = ", ".join(f'"{name}"' for name in table.field_names)
    found = database.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY rowid').fetchall()
    assert len(found) == len(stored)
    for values, row in zip(found, stored, strict=True):
        for value, kept in zip(values, row.values(), strict=True):
            assert value == (pytest.approx(float(kept), rel=1e-15) if isinstance(kept, Decimal) else kept)


def test_keys_tell_rows_apart_and_references_lead_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table in package_schema().tables:
        key = [name for _, name, *_, at in database.execute(f'PRAGMA table_info("{table.name}")') if at]
        assert set(key) == set(table.key)


def test_units_codes_and_keys_have_indexes(database: sqlite3.Connection) -> None:
    for table in package_schema().tables:
        names = [row[1] for row in database.execute(f'PRAGMA index_list("{table.name}")')]
        columns = {
            tuple(column for *_, column in database.execute(f'PRAGMA index_info("{name}")')) for name in names
        }
        assert set(table.indexes) <= columns
    assert package_schema()["unit_years"].indexes == (("unit_name", "year"),)
