"""The Parquet files of the package: the rows themselves, from which its other files are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from budgetlib.dataset.columns import arrow_schema, record_batch
from budgetlib.dataset.descriptor import parquet_name
from budgetlib.dataset.rows import Row
from budgetlib.dataset.schema import Table

ROW_GROUP = 16_384
"""Rows of a table that are held before they are written; also the size of a row group in Parquet."""


def parquet_writer(path: Path, table: Table) -> pq.ParquetWriter:
    """A writer of a table's Parquet file. Row groups tell the least and greatest value of every column."""
    return pq.ParquetWriter(path, arrow_schema(table), compression="zstd")


class WrittenTable(NamedTuple):
    """A table's Parquet file."""

    table: Table
    path: Path
    rows: int
    size: int
    """Bytes that the rows take in memory."""
    first: pa.Table | None
    """The first rows, as many as were written at once; None where there are none."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows, no more than a row group at a time, texts as dictionaries."""
        texts = [item.name for item in self.table.fields if item.type == "text"]
        with pq.ParquetFile(self.path, read_dictionary=texts) as file:
            for group in range(file.num_row_groups):
                yield from file.read_row_group(group, use_threads=False).to_batches()


class TableWriter:
    """Collects the rows of a table and writes them to its Parquet file, a batch at a time.

    A batch ends with the document that fills it, wherever its rows come from: equal documents make equal files.
    """

    def __init__(self, table: Table, folder: Path, stack: ExitStack) -> None:
        """The file is made in the folder and closed with the stack."""
        self.table = table
        self._schema = arrow_schema(table)
        self._path = folder / parquet_name(table.name)
        self._file = stack.enter_context(parquet_writer(self._path, table))
        self._written = self._size = self._held = 0
        self._first: pa.Table | None = None
        self._batches: list[pa.RecordBatch] = []
        self._rows: list[Row] = []
        """Rows that come after those of all batches held."""

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Adds the rows of a document."""
        self._rows.extend(rows)
        self._add(len(rows))

    def add_batches(self, batches: Sequence[pa.RecordBatch]) -> None:
        """Adds the rows of a document that are columns already."""
        if batches:
            self._make_batch()
            self._batches.extend(batches)
            self._add(sum(batch.num_rows for batch in batches))

    def finish(self) -> WrittenTable:
        """Writes what is left; what the file holds once it is closed."""
        self._write()
        return WrittenTable(self.table, self._path, self._written, self._size, self._first)

    def _add(self, rows: int) -> None:
        self._held += rows
        if self._held >= ROW_GROUP:
            self._write()

    def _make_batch(self) -> None:
        if self._rows:
            self._batches.append(record_batch(self.table, self._rows))
            self._rows.clear()

    def _write(self) -> None:
        self._make_batch()
        if self._held:
            table = pa.Table.from_batches(self._batches, self._schema).combine_chunks()
            self._file.write_table(table)
            if self._first is None:
                self._first = table
            self._written += self._held
            self._size += table.nbytes
            self._batches.clear()
            self._held = 0
