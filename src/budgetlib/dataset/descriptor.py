"""`datapackage.json`: the description that makes the files a Data Package (version 2).

The CSV files are its resources, because every tool that reads Data Packages reads them; the Parquet file of
the same rows and its size stand beside each under `budgetlib`, from where `load_package` takes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from budgetlib import __version__
from budgetlib.dataset.csv_text import guard
from budgetlib.dataset.schema import SCHEMA_VERSION, Field, FieldType, PackageSchema, Table

FILE_NAME = "datapackage.json"
WORKBOOK_NAME = "budgetlib.xlsx"
DATABASE_NAME = "budgetlib.db"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: Mapping[FieldType, str] = {
    "text": "string",
    "integer": "integer",
    "decimal": "number",
    "float": "number",
    "boolean": "boolean",
}
_READING = (
    "CSV files are UTF-8 with a byte order mark. An empty cell is a missing value. A text that begins with "
    "one of = + - @ (or their full-width forms, an apostrophe, a tab or a line break) has an apostrophe put "
    "before it, so that no spreadsheet takes it for a formula: take one apostrophe away from every text that "
    "begins with one. Parquet files and the workbook hold texts as they are. Columns ending in _yuan are in "
    "元."
)


class FileSize(NamedTuple):
    """Size and SHA-256 of a file's bytes."""

    bytes: int
    sha256: str


class TableFiles(NamedTuple):
    """What was written for a table."""

    rows: int
    csv: FileSize
    parquet: FileSize


def csv_name(table: str) -> str:
    """Name of a table's CSV file in the package."""
    return f"{table}.csv"


def parquet_name(table: str) -> str:
    """Name of a table's Parquet file in the package."""
    return f"{table}.parquet"


def descriptor(
    schema: PackageSchema,
    files: Mapping[str, TableFiles],
    workbook: FileSize,
    database: FileSize,
    created: datetime | None,
) -> dict[str, Any]:
    """The content of `datapackage.json` for the files written, as JSON values."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "budgetlib",
        "title": schema.title,
        "description": f"{schema.description} {_READING}",
        "version": __version__,
        **({"created": created.isoformat()} if created else {}),
        **schema.about,
        "budgetlib": {
            "schema": SCHEMA_VERSION,
            "library": __version__,
            "workbook": _file(WORKBOOK_NAME, workbook),
            "database": _file(DATABASE_NAME, database),
        },
        "resources": [_resource(table, files[table.name]) for table in schema.tables],
    }


def _resource(table: Table, files: TableFiles) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        **_file(csv_name(table.name), files.csv),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(table),
        "budgetlib": {"rows": files.rows, "parquet": _file(parquet_name(table.name), files.parquet)},
    }


def _file(path: str, size: FileSize) -> dict[str, Any]:
    return {"path": path, "bytes": size.bytes, "hash": f"sha256:{size.sha256}"}


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of a table's CSV file."""
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(item) for item in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {
                "fields": list(reference.fields),
                "reference": {"resource": reference.table, "fields": list(reference.fields)},
            }
            for reference in table.references
        ],
    }


def _field(item: Field) -> dict[str, Any]:
    """A field of a Table Schema. `unit` and `values` (value -> meaning) are this package's own additions."""
    described: dict[str, Any] = {
        "name": item.name,
        "type": _TYPES[item.type],
        "title": item.title,
        "description": item.description,
    }
    if item.unit:
        described["unit"] = item.unit
    if item.values:
        described["values"] = dict(item.values)
    if item.example:
        described["example"] = item.example
    constraints: dict[str, Any] = {} if item.nullable else {"required": True}
    if item.values and not item.open:
        constraints["enum"] = [guard(value) for value in item.values]
    if constraints:
        described["constraints"] = constraints
    return described
