"""The workbook of a package but for its rows: first sheet, headers, formats, and a pattern of a row per table.

xlsxwriter makes it. Each table's sheet has two header rows, the Chinese title and the field's name, which stay in
view and can be filtered. Below is one row that shows how every column is formatted; `workbook.py` puts the rows of
the table in its place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

import xlsxwriter

from budgetlib.dataset.schema import Field, PackageSchema, Table, field_rows

HEADER_ROWS = 2
MOST_ROWS = 1_048_576 - HEADER_ROWS
"""What Excel holds below the header of a sheet."""
MEASURED_ROWS = 200
"""Rows of a table whose texts make its columns as wide as they are."""
_TOO_LONG = f"Excel 每表最多 {MOST_ROWS} 行，此处只有前面部分；全部数据见 CSV 与 Parquet 文件。"
_NARROWEST, _WIDEST = 8, 60
_WITHOUT_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in the workbook's properties where the caller gives no date: equal data makes equal bytes."""
_INTRODUCTION = (
    "每张表前两行为表头：第一行中文名称，第二行字段名；自第三行起为数据。",
    "单元格为空表示文件未列出或为空白；零即原文印有零。名称以 _yuan 结尾的金额单位均为元。",
    "page、line、table、row 标明该行数据在原文件中的位置。",
)


class Extent(NamedTuple):
    """How much a table holds: all its rows, and its first ones (`MEASURED_ROWS`) column by column."""

    rows: int
    first: Sequence[Sequence[Any]]


def pattern(schema: PackageSchema, extents: Mapping[str, Extent], created: datetime | None) -> bytes:
    """A workbook for tables of some extents, with a pattern instead of their rows.

    Sheet 1 explains the package; those of the tables follow in their order. The pattern is row `HEADER_ROWS + 1`.
    """
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": schema.title, "created": created or _WITHOUT_DATE})
        formats = _Formats.of(book)
        _explain(book.add_worksheet("说明"), formats, schema, extents)
        for table in schema.tables:
            _table(book.add_worksheet(table.name), formats, table, extents[table.name])
    return stream.getvalue()


def rows_that_fit(rows: int) -> int:
    """How many of the rows of a table its sheet holds."""
    return min(rows, MOST_ROWS)


class _Formats(NamedTuple):
    heading: Any
    title: Any
    name: Any
    wrapped: Any
    yuan: Any
    score: Any

    @classmethod
    def of(cls, book: Any) -> _Formats:
        return cls(
            heading=book.add_format({"bold": True, "font_size": 16}),
            title=book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}),
            name=book.add_format({"bg_color": "#E8EDF3", "font_color": "#44546A", "bottom": 1}),
            wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
            yuan=book.add_format({"num_format": "#,##0.00"}),
            score=book.add_format({"num_format": "0.000"}),
        )

    def of_column(self, item: Field) -> Any:
        """The format of a field's values, None where it is the usual one."""
        if item.type == "decimal" and item.unit == "元":
            return self.yuan
        return self.score if item.type == "float" else None


def _explain(sheet: Any, formats: _Formats, schema: PackageSchema, extents: Mapping[str, Extent]) -> None:
    """Fills the first sheet: what the tables are, how many rows they have, what every field means."""

    def header(line: int, texts: Iterable[str]) -> None:
        for column, text in enumerate(texts):
            sheet.write_string(line, column, text, formats.title)

    sheet.hide_gridlines(2)
    for column, width in enumerate((24, 26, 20, 10, 8, 70, 60)):
        sheet.set_column(column, column, width)
    lines = iter(range(1_000_000))
    sheet.write_string(next(lines), 0, schema.title, formats.heading)
    for sentence in _INTRODUCTION:
        sheet.write_string(next(lines), 0, sentence)
    next(lines)
    header(next(lines), ("table", "表", "行数 rows", "", "", "description", ""))
    for table in schema.tables:
        line, rows = next(lines), extents[table.name].rows
        sheet.write_url(line, 0, f"internal:'{table.name}'!A1", string=table.name)
        sheet.write_string(line, 1, table.title)
        sheet.write_number(line, 2, rows)
        sheet.write_string(line, 5, table.description, formats.wrapped)
        if rows > rows_that_fit(rows):
            sheet.write_string(line, 6, _TOO_LONG, formats.wrapped)
    next(lines)
    header(next(lines), ("table", "field", "字段", "type", "unit", "description", "values"))
    for item in field_rows():
        line, values = next(lines), "\n".join(f"{value}: {meaning}" for value, meaning in item.values)
        texts = (item.table, item.name, item.title, item.type, item.unit, item.description, values)
        for column, text in enumerate(texts):
            sheet.write_string(line, column, text, formats.wrapped)


def _table(sheet: Any, formats: _Formats, table: Table, extent: Extent) -> None:
    for column, item in enumerate(table.fields):
        sheet.write_string(0, column, item.title, formats.title)
        sheet.write_string(1, column, item.name, formats.name)
        sheet.write_blank(HEADER_ROWS, column, None, formats.of_column(item))
    sheet.write_string(HEADER_ROWS, 0, "")
    sheet.freeze_panes(HEADER_ROWS, 0)
    last = HEADER_ROWS + rows_that_fit(extent.rows)
    sheet.autofilter(HEADER_ROWS - 1, 0, last - 1, len(table.fields) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last}"})  # codes are texts
    for column, (item, values) in enumerate(zip(table.fields, extent.first, strict=True)):
        measured = (
            value if isinstance(value, str) else f"{value:,.2f}" for value in values if value is not None
        )
        widest = max(_width(item.title), _width(item.name) + 3, *map(_width, measured))
        sheet.set_column(column, column, min(max(widest + 1, _NARROWEST), _WIDEST))


def _width(text: str) -> float:
    """Width of the longest line, in Excel's unit: a digit is 1 wide, a Chinese character about twice that."""
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> float:
    return sum(2.1 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
