"""Writing a data package: every table as Parquet and CSV, all as one workbook and one database, and their description.

Documents are taken one after another and written in batches, so that a package of thousands of them needs no
more memory than one of ten: first the Parquet files, of which CSV files and workbook are made then. Files are made
in a hidden folder within the package and renamed into place when all are whole. The description is taken away before
the first and put back after the last rename: a run killed in between leaves a package without one, which
`load_package` reports, never one whose files don't belong together.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from budgetlib.dataset.csv_file import write_csv
from budgetlib.dataset.descriptor import (
    DATABASE_NAME,
    FILE_NAME,
    WORKBOOK_NAME,
    FileSize,
    TableFiles,
    csv_name,
    descriptor,
)
from budgetlib.dataset.parquet import TableWriter, WrittenTable
from budgetlib.dataset.result import DocumentResult, Unchanged
from budgetlib.dataset.rows import shared_rows, table_rows
from budgetlib.dataset.schema import PackageSchema, package_schema
from budgetlib.dataset.sqlite_file import write_sqlite
from budgetlib.dataset.standing import StandingRows
from budgetlib.dataset.workbook import write_workbook
from budgetlib.errors import DataPackageError

_PARTIAL = ".partial"
_REMEDY = "close the programs that have files of the folder open; check that it may be written and has room"


def write_package(
    results: Iterable[DocumentResult | Unchanged],
    out_dir: Path,
    *,
    created: datetime | None = None,
    on_table: Callable[[str], None] = lambda table: None,
) -> None:
    """Writes the data package of some documents into `out_dir`, replacing the one that is there.

    Rows of `Unchanged` documents are taken from the package that is there, which must hold them; whether they are
    still what the documents give is for the caller to know.

    A list or tuple is sorted by `disclosure_id`. An iterator, which may give more documents than fit into
    memory, must come in that order already. Equal documents make equal bytes; `created` is the only date in the
    files. `on_table` is told of every table that the workbook has.

    Raises `DataPackageError` when two documents have the same identifier, an iterator is out of order, an unchanged
    document is not in the package that is there, or a file can't be written. Whatever is raised, by `results` too,
    leaves the package that was there as it was.
    """
    schema = package_schema()
    partial = out_dir / _PARTIAL
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        tables = _write_rows(_in_order(results), schema, partial, out_dir)
        with ThreadPoolExecutor(1) as beside:
            csv_files = beside.submit(_write_csv_files, tables, partial)
            write_workbook(partial / WORKBOOK_NAME, schema, tables, created, on_table)
            csv_files.result()
        write_sqlite(partial / DATABASE_NAME, tables)
        files = {each.table.name: _table_files(each, partial) for each in tables}
        content = descriptor(
            schema, files, _size(partial / WORKBOOK_NAME), _size(partial / DATABASE_NAME), created
        )
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


def _in_order(results: Iterable[DocumentResult | Unchanged]) -> Iterator[DocumentResult | Unchanged]:
    if isinstance(results, Sequence):
        results = sorted(results, key=_identifier)
    last, last_source = "", ""
    for result in results:
        identifier = _identifier(result)
        source = result.source if isinstance(result, Unchanged) else result.disclosure.source
        if last_source and identifier == last:
            raise DataPackageError(
                f"has the same identifier as {last_source}: {last}",
                file=source,
                remedy="keep one of the two files, or give them as one disclosure",
            )
        if identifier < last:
            raise DataPackageError(
                f"document {identifier} comes after {last}",
                file=source,
                remedy="sort the documents by disclosure_id or give them as a list",
            )
        last, last_source = identifier, source
        yield result


def _identifier(result: DocumentResult | Unchanged) -> str:
    return result.disclosure_id if isinstance(result, Unchanged) else result.disclosure.disclosure_id


def _write_rows(
    results: Iterable[DocumentResult | Unchanged], schema: PackageSchema, folder: Path, standing: Path
) -> list[WrittenTable]:
    """Writes the Parquet files; rows of unchanged documents come from the package in the folder `standing`."""
    with ExitStack() as stack:
        kept = StandingRows(standing, stack)
        writers = {table.name: TableWriter(table, folder, stack) for table in schema.tables}
        of_documents = [writers[name] for name in schema.tables_of_documents]
        for result in results:
            if isinstance(result, Unchanged):
                kept.require(result)
                for writer in of_documents:
                    writer.add_batches(kept.rows(writer.table, result.disclosure_id))
            else:
                for name, rows in table_rows(result).items():
                    writers[name].add_rows(rows)
        for table in schema.tables:
            if table.shared:
                writers[table.name].add_rows(shared_rows(table.name))
        return [writer.finish() for writer in writers.values()]


def _write_csv_files(tables: Iterable[WrittenTable], folder: Path) -> None:
    for each in tables:
        write_csv(folder / csv_name(each.table.name), each.table, each.batches())


def _size(path: Path) -> FileSize:
    with path.open("rb") as stream:
        return FileSize(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


def _table_files(written: WrittenTable, folder: Path) -> TableFiles:
    return TableFiles(written.rows, _size(folder / csv_name(written.table.name)), _size(written.path))


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
