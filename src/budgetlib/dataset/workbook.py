"""The package as one Excel workbook.

The sheets are those of `pattern`, with the rows of each table in place of the row that shows how they are
formatted. Rows are read, made into XML and compressed a batch after another, so that the workbook never has to fit
into memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from budgetlib.dataset.parquet import WrittenTable
from budgetlib.dataset.schema import PackageSchema
from budgetlib.dataset.sheet_rows import SharedTexts, rows_xml
from budgetlib.dataset.workbook_pattern import (
    HEADER_ROWS,
    MEASURED_ROWS,
    Extent,
    pattern,
    rows_that_fit,
)

_LEVEL = 2
"""Of compression: a third of the usual level's time for a sixth more bytes."""
_SHARED_TEXTS = "xl/sharedStrings.xml"
_PATTERN = re.compile(rb'(<row r="%d".*?</row>)' % (HEADER_ROWS + 1), re.DOTALL)
_STYLED = re.compile(rb'<c r="([A-Z]+)\d+" s="(\d+)"/>')
_EXTENT = re.compile(rb'<dimension ref="[^"]*"/>')
_MOST_AROUND_A_VALUE, _MOST_OF_A_BYTE = 64, 6
"""Bytes of a sheet for the tags of a cell, and for a byte of its value, which may have to be escaped."""
_COUNT = re.compile(rb' count="\d+" uniqueCount="(\d+)"')


def write_workbook(
    path: Path,
    schema: PackageSchema,
    tables: Sequence[WrittenTable],
    created: datetime | None,
    on_table: Callable[[str], None],
) -> None:
    """Writes the workbook of a package, and tells of every table. `tables` are those of the schema in their order.

    A sheet ends where Excel's sheets do; the first one says so where rows are left out.
    """
    extents = {each.table.name: Extent(each.rows, _first_rows(each)) for each in tables}
    sheets = {f"xl/worksheets/sheet{number}.xml": each for number, each in enumerate(tables, 2)}
    with (
        zipfile.ZipFile(BytesIO(pattern(schema, extents, created))) as made,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as book,
    ):
        texts_of_pattern = made.read(_SHARED_TEXTS)
        shared = SharedTexts(sum(map(int, _COUNT.findall(texts_of_pattern))))
        for name in made.namelist():
            if name in sheets:
                with book.open(name, "w", force_zip64=_may_be_huge(sheets[name])) as stream:
                    stream.writelines(_sheet(made.read(name), sheets[name], shared))
                on_table(sheets[name].table.name)
            elif name != _SHARED_TEXTS:
                with book.open(name, "w") as stream:
                    stream.write(made.read(name))
        with book.open(_SHARED_TEXTS, "w") as stream:
            stream.writelines(_with_texts(texts_of_pattern, shared))


def _sheet(pattern_of_sheet: bytes, rows: WrittenTable, shared: SharedTexts) -> Iterator[bytes | memoryview]:
    """A table's sheet: what is before the pattern of a row, the rows, and what is behind."""
    before, row, after = _PATTERN.split(pattern_of_sheet)
    styles = {letter.decode(): number.decode() for letter, number in _STYLED.findall(row)}
    number, left = HEADER_ROWS + 1, rows_that_fit(rows.rows)
    corner = xl_rowcol_to_cell(HEADER_ROWS + left - 1, len(rows.table.fields) - 1)
    yield _EXTENT.sub(f'<dimension ref="A1:{corner}"/>'.encode(), before)
    for batch in rows.batches():
        fitting = batch.slice(0, left)
        if not fitting.num_rows:
            break
        yield from rows_xml(rows.table, fitting, number, styles, shared)
        number, left = number + fitting.num_rows, left - fitting.num_rows
    yield after


def _with_texts(texts_of_pattern: bytes, shared: SharedTexts) -> Iterator[bytes]:
    """The table of shared texts: those of the pattern, and those of the rows."""
    before, end, after = texts_of_pattern.rpartition(b"</sst>")
    yield _COUNT.sub(f' uniqueCount="{len(shared)}"'.encode(), before)
    yield from shared.items()
    yield end + after


def _first_rows(rows: WrittenTable) -> Sequence[Sequence[Any]]:
    """Values of the first rows that decide how wide columns are, column by column."""
    if rows.first is None:
        return [()] * len(rows.table.fields)
    return [column.to_pylist() for column in rows.first.slice(0, MEASURED_ROWS).columns]


def _may_be_huge(rows: WrittenTable) -> bool:
    """Whether the sheet may take more than 4 GB; an entry of the archive has to know that before it is written."""
    cells = rows.rows * len(rows.table.fields)
    return cells * _MOST_AROUND_A_VALUE + rows.size * _MOST_OF_A_BYTE > zipfile.ZIP64_LIMIT
