"""The package that stands in a folder, as what the next one takes the rows of unchanged documents from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from budgetlib.dataset.columns import arrow_schema
from budgetlib.dataset.descriptor import parquet_name
from budgetlib.dataset.result import Unchanged
from budgetlib.dataset.schema import Table
from budgetlib.errors import DataPackageError


class StandingRows:
    """The rows that a package holds of its documents. They are asked for in the order of their identifiers."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Files of the package in `folder` are opened when they are needed and closed with the stack."""
        self._folder = folder
        self._stack = stack
        self._documents: frozenset[str] | None = None
        self._tables: dict[str, _Cursor] = {}

    def require(self, document: Unchanged) -> None:
        """Raises `DataPackageError` where the package does not hold a document."""
        if self._documents is None:
            table = pq.read_table(self._folder / parquet_name("disclosures"), columns=["disclosure_id"])
            self._documents = frozenset(table.column(0).to_pylist())
        if document.disclosure_id not in self._documents:
            raise DataPackageError(
                f"holds no {document.disclosure_id}, which is said to be unchanged",
                file=self._folder,
                remedy="write the package from the results of all documents",
            )

    def rows(self, table: Table, disclosure_id: str) -> list[pa.RecordBatch]:
        """The rows of a document in a table, in order; empty where it has none."""
        cursor = self._tables.get(table.name)
        if cursor is None:
            path = self._folder / parquet_name(table.name)
            cursor = self._tables[table.name] = _Cursor(
                self._stack.enter_context(pq.ParquetFile(path)), table
            )
        return cursor.rows(disclosure_id)


class _Run(NamedTuple):
    """Rows of one document that follow each other."""

    disclosure_id: str
    rows: pa.RecordBatch


class _Cursor:
    """Goes through a table once, and holds no more than a row group of it."""

    def __init__(self, file: pq.ParquetFile, table: Table) -> None:
        self._runs = _runs(file, table)
        self._next = next(self._runs, None)

    def rows(self, disclosure_id: str) -> list[pa.RecordBatch]:
        found = []
        while self._next is not None and self._next.disclosure_id <= disclosure_id:
            if self._next.disclosure_id == disclosure_id:
                found.append(self._next.rows)
            self._next = next(self._runs, None)
        return found


def _runs(file: pq.ParquetFile, table: Table) -> Iterator[_Run]:
    schema = arrow_schema(table)
    for group in range(file.num_row_groups):
        for read in file.read_row_group(group, use_threads=False).to_batches():
            batch = pa.RecordBatch.from_arrays(read.columns, schema=schema)
            documents = pc.run_end_encode(batch.column("disclosure_id"))
            start = 0
            for end, document in zip(
                documents.run_ends.to_pylist(), documents.values.to_pylist(), strict=True
            ):
                yield _Run(document, batch.slice(start, end - start))
                start = end
