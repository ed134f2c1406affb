"""Reading a data package: its tables as pandas frames."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.dataset.schema import SCHEMA_VERSION, field_rows
from budgetlib.errors import DataPackageError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_REMEDY = "make it with `budgetlib build`, or with `budgetlib parse FILE… -o DIR`"
_REMAKE = "make it again with `budgetlib build`"


def load_package(path: str | Path) -> Package:
    """The data package in a folder, or the one that a `datapackage.json` describes.

    Only the description is read now; tables are read when they are asked for. Raises `DataPackageError` when
    there is no package, a file of it is missing or has another size than described, or another version of the
    library made it.
    """
    file = Path(path)
    if file.is_dir() or file.suffix != ".json":
        file = file / FILE_NAME
    try:
        content = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise DataPackageError("there is no data package here", file=file, remedy=_REMEDY) from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataPackageError(f"can't be read: {error}", file=file, remedy=_REMAKE) from None
    try:
        version = content["budgetlib"]["schema"]
        files = {resource["name"]: resource["budgetlib"] for resource in content["resources"]}
    except (KeyError, TypeError):
        raise DataPackageError("is not a data package of budgetlib", file=file, remedy=_REMEDY) from None
    if version != SCHEMA_VERSION:
        raise DataPackageError(
            f"has version {version} of the tables, this library reads version {SCHEMA_VERSION}",
            file=file,
            remedy=_REMAKE,
        )
    for made in files.values():
        _check(file.parent / made["parquet"]["path"], made["parquet"]["bytes"])
    return Package(file.parent, files, content.get("created"))


def _check(file: Path, size: int) -> None:
    if not file.is_file():
        raise DataPackageError("is missing from the data package", file=file, remedy=_REMAKE)
    if file.stat().st_size != size:
        raise DataPackageError("is not the file that the data package describes", file=file, remedy=_REMAKE)


class Package(Mapping[str, "pd.DataFrame"]):
    """A data package: table name -> pandas DataFrame, read from Parquet each time it is asked for.

    In the frames, texts that the document does not have are empty (so that `groupby` drops no row), integers
    that may be missing are `Int64` with `<NA>`, and decimals are floats with NaN where there is no value.
    Amounts below ten trillion 元 keep their fen in a float; compare sums of them with a tolerance, or ask for
    exact decimals with `table(..., exact=True)`.

    >>> package = load_package("data/processed")
    >>> lines = package["budget_lines"]
    >>> one = package.table("budget_lines", disclosure_id="...", columns=["code", "name", "amount_yuan"])
    """

    def __init__(self, path: Path, files: Mapping[str, Mapping[str, Any]], created: str | None) -> None:
        """`load_package` makes packages: `files` is what the description says of each table's files."""
        self.path = path
        self.created = created
        self._rows = {name: int(made["rows"]) for name, made in files.items()}
        self._files = {name: path / made["parquet"]["path"] for name, made in files.items()}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The whole table, with decimals as floats. Raises `KeyError` for a table that does not exist."""
        return self.table(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        tables = "\n".join(f"  {name}: {rows} rows" for name, rows in self._rows.items())
        return f"data package {self.path}\n{tables}"

    def table(
        self,
        name: str,
        *,
        disclosure_id: str | None = None,
        columns: Sequence[str] | None = None,
        exact: bool = False,
    ) -> pd.DataFrame:
        """A table, or the rows of one document and some of the columns only, which is quicker.

        `exact` gives decimals as `decimal.Decimal` objects (None where there is no value): exact and slow.
        Raises `KeyError` for a table that does not exist.
        """
        import pyarrow.parquet as pq

        filters = None if disclosure_id is None else [("disclosure_id", "==", disclosure_id)]
        columns = None if columns is None else list(columns)
        return _frame(pq.read_table(self._files[name], columns=columns, filters=filters), exact=exact)

    def fields(self, name: str | None = None) -> pd.DataFrame:
        """What the fields of a table (or of all tables) mean: a row per field, as `field_rows` gives it."""
        import pandas as pd

        return pd.DataFrame(field_rows(name))


def _frame(table: pa.Table, *, exact: bool) -> pd.DataFrame:
    import pandas as pd  # not above: both take longer to import than a document takes to check
    import pyarrow as pa

    for at, column in enumerate(table.schema):
        if pa.types.is_decimal(column.type) and not exact:
            table = table.set_column(at, column.name, table.column(at).cast(pa.float64()))
        elif pa.types.is_string(column.type):
            table = table.set_column(at, column, table.column(at).fill_null(""))
    nullable = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=nullable.get)
    always = {column.name: column.type for column in table.schema if not column.nullable}
    numpy = {pa.int64(): "int64", pa.bool_(): "bool"}
    return frame.astype({name: numpy[kind] for name, kind in always.items() if kind in numpy})
