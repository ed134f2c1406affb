"""Writing a data package: every table as Parquet and CSV, all of them as one workbook, and their description.

Documents are taken one after another and written in batches, so that a package of thousands of them needs no
more memory than one of ten. Files are made in a hidden folder within the package and renamed into place when
all are whole. The description is taken away before the first and put back after the last rename: a run killed
in between leaves a package without one, which `load_package` reports, never one whose files don't belong
together.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from budgetlib.dataset.columns import arrow_schema, record_batch
from budgetlib.dataset.csv_text import ENCODING, CsvFile
from budgetlib.dataset.descriptor import (
    FILE_NAME,
    WORKBOOK_NAME,
    FileSize,
    TableFiles,
    csv_name,
    descriptor,
    parquet_name,
)
from budgetlib.dataset.result import DocumentResult
from budgetlib.dataset.rows import Row, table_rows
from budgetlib.dataset.schema import PackageSchema, Table, package_schema
from budgetlib.dataset.workbook import Sheet, Workbook
from budgetlib.errors import DataPackageError

ROW_GROUP = 16_384
"""Rows of a table that are held before they are written; also the size of a row group in Parquet."""
_PARTIAL = ".partial"
_REMEDY = "close the programs that have files of the folder open; check that it may be written and has room"


def write_package(
    results: Iterable[DocumentResult], out_dir: Path, *, created: datetime | None = None
) -> None:
    """Writes the data package of some documents into `out_dir`, replacing the one that is there.

    A list or tuple is sorted by `disclosure_id`. An iterator, which may give more documents than fit into
    memory, must come in that order already, as `saved_results` does. Equal documents make equal bytes;
    `created` is the only date in the files.

    Raises `DataPackageError` when two documents have the same identifier, an iterator is out of order, or a file
    can't be written. Whatever is raised, by `results` too, leaves the package that was there as it was.
    """
    schema = package_schema()
    partial = out_dir / _PARTIAL
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        files = _write_tables(_in_order(results), schema, partial, created)
        content = descriptor(schema, files, _size(partial / WORKBOOK_NAME), created)
        (partial / FILE_NAME).write_text(
            json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n"
        )
        _move_into_place(partial, out_dir)
    except OSError as error:
        raise DataPackageError(
            f"can't be written: {error.strerror or error}", file=error.filename or out_dir, remedy=_REMEDY
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _in_order(results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
    if isinstance(results, Sequence):
        results = sorted(results, key=lambda result: result.disclosure.disclosure_id)
    last, source = "", ""
    for result in results:
        disclosure = result.disclosure
        if source and disclosure.disclosure_id == last:
            raise DataPackageError(
                f"has the same identifier as {source}: {last}",
                file=disclosure.source,
                remedy="keep one of the two files, or give them as one disclosure",
            )
        if disclosure.disclosure_id < last:
            raise DataPackageError(
                f"document {disclosure.disclosure_id} comes after {last}",
                file=disclosure.source,
                remedy="sort the documents by disclosure_id or give them as a list",
            )
        last, source = disclosure.disclosure_id, disclosure.source
        yield result


def _write_tables(
    results: Iterable[DocumentResult], schema: PackageSchema, folder: Path, created: datetime | None
) -> dict[str, TableFiles]:
    with ExitStack() as stack:
        book = stack.enter_context(Workbook(folder / WORKBOOK_NAME, schema, created))
        writers = {
            table.name: _TableWriter(table, folder, book[table.name], stack) for table in schema.tables
        }
        for result in results:
            for name, rows in table_rows(result).items():
                writers[name].add(rows)
        for writer in writers.values():
            writer.flush()
    return {
        name: TableFiles(writer.rows, _size(folder / csv_name(name)), _size(folder / parquet_name(name)))
        for name, writer in writers.items()
    }


def parquet_writer(path: Path, table: Table) -> pq.ParquetWriter:
    """A writer of a table's Parquet file. Row groups tell the least and greatest value of every column."""
    return pq.ParquetWriter(path, arrow_schema(table), compression="zstd")


class _TableWriter:
    """Collects the rows of a table and writes them to its three files, a batch at a time."""

    def __init__(self, table: Table, folder: Path, sheet: Sheet, stack: ExitStack) -> None:
        self.rows = 0
        self._table = table
        self._waiting: list[Row] = []
        self._sheet = sheet
        stream = stack.enter_context((folder / csv_name(table.name)).open("w", encoding=ENCODING, newline=""))
        self._csv = CsvFile(table, stream)
        self._parquet = stack.enter_context(parquet_writer(folder / parquet_name(table.name), table))

    def add(self, rows: Sequence[Row]) -> None:
        self._waiting.extend(rows)
        if len(self._waiting) >= ROW_GROUP:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        batch = record_batch(self._table, self._waiting)
        columns = [array.to_pylist() for array in batch.columns]
        self._parquet.write_batch(batch)
        self._csv.write(columns)
        self._sheet.write(columns)
        self.rows += len(self._waiting)
        self._waiting.clear()


def _size(path: Path) -> FileSize:
    with path.open("rb") as stream:
        return FileSize(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


def _move_into_place(partial: Path, out_dir: Path) -> None:
    """Renames the new files into place, the description last; what they replace comes back if that fails."""
    names = sorted((path.name for path in partial.iterdir()), key=lambda name: (name == FILE_NAME, name))
    replaced = partial / "replaced"
    replaced.mkdir()
    try:
        for name in reversed(names):
            if (out_dir / name).exists():
                (out_dir / name).replace(replaced / name)
        for name in names:
            (partial / name).replace(out_dir / name)
    except OSError:
        for name in names:
            if (replaced / name).exists():
                (replaced / name).replace(out_dir / name)
        raise
