"""Merged cells of OpenDocument workbooks (.ods), which calamine does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budgetlib.document import Spans
from budgetlib.readers.zipped import Package

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW, _CELLS = f"{_TABLE}table-row", (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def merged_cells(package: Package) -> Mapping[str, Spans]:
    """Per name of a sheet its merged cells: (row, column) -> (rows, columns), counted from 0."""
    content = package.xml("content.xml")
    if content is None:
        return {}
    return {table.get(f"{_TABLE}name", ""): dict(_merged(table)) for table in content.iter(f"{_TABLE}table")}


def _merged(table: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    row = 0
    for line in table.iter(_ROW):
        column = 0
        for cell in line.iterchildren(*_CELLS):
            size = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
            if size != (1, 1):
                yield (row, column), size
            column += _number(cell, "number-columns-repeated")
        row += _number(line, "number-rows-repeated")


def _number(element: Any, name: str) -> int:
    value = element.get(_TABLE + name, "1")
    return max(int(value), 1) if value.isdigit() else 1
