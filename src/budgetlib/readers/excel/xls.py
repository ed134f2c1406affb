"""Old workbooks (.xls): values, formats and lines by xlrd."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import xlrd
from xlrd.xldate import XLDateError, xldate_as_datetime

from budgetlib.document import Place
from budgetlib.readers.excel.number_format import GENERAL, Value, shown
from budgetlib.readers.excel.sheet import Sheet, Workbook

_VISIBLE = 0
_WHITE = (255, 255, 255)


def read_xls(data: bytes) -> Workbook:
    """The sheets of an old workbook. Raises what xlrd raises where the file is damaged: nearly anything."""
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=StringIO())
    sheets, notes = [], []
    for number, sheet in enumerate(book.sheets(), 1):
        if sheet.visibility != _VISIBLE:
            notes.append((f"the sheet “{sheet.name}” is hidden and left out", Place(page=number)))
        else:
            sheets.append(_sheet(book, sheet, number))
    return Workbook(sheets, notes)


def _sheet(book: Any, sheet: Any, number: int) -> Sheet:
    framed = set()
    rows = []
    for row in range(sheet.nrows):
        texts = []
        for column, cell in enumerate(sheet.row(row)):
            style = book.xf_list[cell.xf_index]
            if style.border.left_line_style or style.border.right_line_style:
                framed.add((row, column))
            texts.append(_text(book, sheet, cell, style.format_key) if _is_seen(book, style) else "")
        rows.append(texts)
    return Sheet(
        name=sheet.name,
        number=number,
        rows=rows,
        merged={(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells},
        framed=framed,
        hidden_rows={row for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={column for column, info in sheet.colinfo_map.items() if info.hidden},
    )


def _is_seen(book: Any, style: Any) -> bool:
    """Whether the text of cells with such a style is seen: what is struck through, or white on no ground, is not."""
    if not 0 <= style.font_index < len(book.font_list):
        return True
    font = book.font_list[style.font_index]
    white = book.colour_map.get(font.colour_index) == _WHITE and not style.background.fill_pattern
    return not (font.struck_out or white)


def _text(book: Any, sheet: Any, cell: Any, format_key: int) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value).strip()
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_NUMBER and not cell.value and not sheet.show_zero_values:
        return ""
    known = book.format_map.get(format_key)
    return shown(_value(book, cell), known.format_str if known else GENERAL)


def _value(book: Any, cell: Any) -> Value:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            date: dt.datetime = xldate_as_datetime(cell.value, book.datemode)
            return date
        except (XLDateError, OverflowError, ValueError):
            pass
    return float(cell.value)
