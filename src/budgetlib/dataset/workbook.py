"""The package as one Excel workbook: a sheet that explains it, then a sheet per table.

Each table's sheet has two header rows, the Chinese title and the field's name, which stay in view and can be
filtered. Texts are written as strings, never as formulas, numbers or links. Sheets are written row by row, so
that the workbook never has to fit into memory, and rows of data as text at once: cell by cell, xlsxwriter took
nine tenths of the time of a whole data package.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from budgetlib.dataset.schema import Field, PackageSchema, Table, field_rows

HEADER_ROWS = 2
MOST_ROWS = 1_048_576 - HEADER_ROWS
"""What Excel holds below the header of a sheet."""
_TOO_LONG = f"Excel 每表最多 {MOST_ROWS} 行，此处只有前面部分；全部数据见 CSV 与 Parquet 文件。"
_LONGEST_TEXT = 32_767
_NARROWEST, _WIDEST = 8, 60
_MEASURED_ROWS = 200
_WITHOUT_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in the workbook's properties where the caller gives no date: equal data makes equal bytes."""
_INTRODUCTION = (
    "每张表前两行为表头：第一行中文名称，第二行字段名；自第三行起为数据。",
    "单元格为空表示文件未列出或为空白；零即原文印有零。名称以 _yuan 结尾的金额单位均为元。",
    "page、line、table、row 标明该行数据在原文件中的位置。",
)


class Workbook(AbstractContextManager["Workbook"]):
    """The workbook while it is written. Leaving the context fills the first sheet and saves the file."""

    def __init__(self, path: Path, schema: PackageSchema, created: datetime | None) -> None:
        self._schema = schema
        self._book = xlsxwriter.Workbook(path, {"constant_memory": True})
        self._book.set_properties({"title": schema.title, "created": created or _WITHOUT_DATE})
        self._formats = _Formats.of(self._book)
        self._cover = self._book.add_worksheet("说明")
        self._sheets = {
            table.name: Sheet(self._book.add_worksheet(table.name, _Rows), table, self._formats)
            for table in schema.tables
        }

    def __getitem__(self, table: str) -> Sheet:
        """The sheet of a table."""
        return self._sheets[table]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sheet in self._sheets.values():
            sheet.finish()
        self._explain()
        self._book.close()

    def _explain(self) -> None:
        """Fills the first sheet: what the tables are, how many rows they have, what every field means."""
        sheet, wrapped = self._cover, self._formats.wrapped
        sheet.hide_gridlines(2)
        for column, width in enumerate((24, 26, 20, 10, 8, 70, 60)):
            sheet.set_column(column, column, width)
        lines = iter(range(1_000_000))
        sheet.write_string(next(lines), 0, self._schema.title, self._formats.heading)
        for sentence in _INTRODUCTION:
            sheet.write_string(next(lines), 0, sentence)
        next(lines)
        self._header(next(lines), ("table", "表", "行数 rows", "", "", "description", ""))
        for table in self._schema.tables:
            line, rows = next(lines), self._sheets[table.name].rows
            sheet.write_url(line, 0, f"internal:'{table.name}'!A1", string=table.name)
            sheet.write_string(line, 1, table.title)
            sheet.write_number(line, 2, rows)
            sheet.write_string(line, 5, table.description, wrapped)
            if rows > MOST_ROWS:
                sheet.write_string(line, 6, _TOO_LONG, wrapped)
        next(lines)
        self._header(next(lines), ("table", "field", "字段", "type", "unit", "description", "values"))
        for item in field_rows():
            line, values = next(lines), "\n".join(f"{value}: {meaning}" for value, meaning in item.values)
            texts = (item.table, item.name, item.title, item.type, item.unit, item.description, values)
            for column, text in enumerate(texts):
                sheet.write_string(line, column, text, wrapped)

    def _header(self, line: int, texts: Iterable[str]) -> None:
        for column, text in enumerate(texts):
            self._cover.write_string(line, column, text, self._formats.title)


class Sheet:
    """The sheet of one table while it is written. `rows` counts all rows given, whether or not they fit."""

    def __init__(self, sheet: Any, table: Table, formats: _Formats) -> None:
        self.rows = 0
        self._sheet = sheet
        self._cells = [
            (xl_col_to_name(column), _cell(item, formats)) for column, item in enumerate(table.fields)
        ]
        self._widths = [max(_width(item.title), _width(item.name) + 3) for item in table.fields]
        for column, item in enumerate(table.fields):
            sheet.write_string(0, column, item.title, formats.title)
        for column, item in enumerate(table.fields):
            sheet.write_string(1, column, item.name, formats.name)
        sheet.freeze_panes(HEADER_ROWS, 0)

    def write(self, columns: Sequence[Sequence[Any]]) -> None:
        """Writes rows given column by column; None stays an empty cell."""
        for values in zip(*columns, strict=True):
            if self.rows < MOST_ROWS:
                number = HEADER_ROWS + self.rows + 1
                self._sheet.write_cells(
                    number,
                    "".join(
                        f'<c r="{column}{number}"{rest(value)}</c>'
                        for (column, rest), value in zip(self._cells, values, strict=True)
                        if value is not None
                    ),
                )
                if self.rows < _MEASURED_ROWS:
                    self._measure(values)
            self.rows += 1

    def finish(self) -> None:
        """Sets what needs the number of rows and the widths of the texts."""
        last = HEADER_ROWS - 1 + min(self.rows, MOST_ROWS)
        self._sheet.autofilter(HEADER_ROWS - 1, 0, last, len(self._cells) - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})  # codes are texts
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(max(width + 1, _NARROWEST), _WIDEST))

    def _measure(self, values: Sequence[Any]) -> None:
        for column, value in enumerate(values):
            if value is not None:
                text = value if isinstance(value, str) else f"{value:,.2f}"
                self._widths[column] = max(self._widths[column], _width(text))


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


class _Rows(Worksheet):  # type: ignore[misc]
    """A sheet that takes the cells of a row as the text that they are in the file."""

    def write_cells(self, number: int, cells: str) -> None:
        """Writes a row, counted from 1, below all that were written. It must not be empty."""
        if self.previous_row < number - 1:
            self._write_single_row(number - 1)  # what was written before in the library's own way
        self.fh.write(f'<row r="{number}">{cells}</row>')
        self.dim_rowmax = number - 1


def _cell(item: Field, formats: _Formats) -> Callable[[Any], str]:
    """What follows the place of a cell in the file, up to its end."""
    if item.type == "text":
        return _text_cell
    if item.type == "boolean":
        return lambda value: f' t="b"><v>{value:d}</v>'
    style = ""
    if item.type == "decimal" and item.unit == "元":
        style = f' s="{formats.yuan._get_xf_index()}"'
    elif item.type == "float":
        style = f' s="{formats.score._get_xf_index()}"'
    return lambda value: f"{style}><v>{value:.16G}</v>"


@lru_cache(maxsize=20_000)
def _text_cell(text: str) -> str:
    """No more than Excel holds, line breaks as Excel writes them, and nothing that is not text."""
    text = text.replace("\r\n", "\n")
    if len(text) > _LONGEST_TEXT // 2:
        text = text.encode("utf-16-le")[: 2 * _LONGEST_TEXT].decode("utf-16-le", "ignore")
    escaped = escape(Worksheet._escape_control_characters(text))
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{keep}>{escaped}</t></is>'


def _width(text: str) -> float:
    """Width of the longest line, in Excel's unit: a digit is 1 wide, a Chinese character about twice that."""
    return max(map(_line_width, text.split("\n")))


def _line_width(line: str) -> float:
    return sum(2.1 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
