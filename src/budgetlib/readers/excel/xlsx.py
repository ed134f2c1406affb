"""Workbooks (.xlsx, .xlsb, .ods): values and merged cells by calamine, formats and lines from the XML of .xlsx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from budgetlib.document import Place
from budgetlib.readers.excel.number_format import GENERAL, shown
from budgetlib.readers.excel.ods import merged_cells
from budgetlib.readers.excel.sheet import Sheet, Workbook
from budgetlib.readers.zipped import Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,10})")
_BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 27: 'yyyy"年"m"月"', 31: 'yyyy"年"m"月"d"日"', 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"??', 44: '#,##0.00;-#,##0.00;"-"??', 48: "##0.0E+0", 49: "@", 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that files name by number only; those left out are times of day or General."""
_WHITE_INDEXES, _WHITE_THEME = frozenset(("1", "9")), "0"
_MOST_COLUMNS = 16_384
_MOST_CELLS = 20_000_000
"""A sheet with one cell far outside would fill the memory with blank ones."""


class _Styles(NamedTuple):
    """Per style of cells its number format, whether it draws a line at the left or right, and whether its text is seen:
    what is struck through, or white on no ground, is not."""

    formats: list[str]
    framed: list[bool]
    seen: list[bool]


class _Look(NamedTuple):
    """How a sheet is to be shown."""

    styles: Mapping[tuple[int, int], int]
    hidden_rows: set[int]
    hidden_columns: set[int]
    zeros: bool
    unanswered: int
    """Formulas whose result the file does not hold."""
    area: int
    """Number of places from the first cell of the sheet to the last one that holds something."""


_NO_LOOK = _Look({}, set(), set(), True, 0, 0)


class TooLargeError(ValueError):
    """A sheet that spans more cells than any sheet that people fill."""


def read_xlsx(path: Path, data: bytes, kind: str) -> Workbook:
    """The sheets of a workbook of some `kind`; the XML of .xlsx tells how its cells are shown.

    Raises `TooLargeError`, `ReadError`, or what calamine raises where the file is damaged.
    """
    package = Package(path, data) if kind == "xlsx" else None
    merged = merged_cells(Package(path, data)) if kind == "ods" else {}
    styles = _read_styles(package.xml("xl/styles.xml") if package else None)
    parts = dict(_sheet_parts(package)) if package else {}
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets: list[Sheet] = []
    notes: list[tuple[str, Place]] = []
    for number, about in enumerate(book.sheets_metadata, 1):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            notes.append((f"the sheet “{about.name}” is hidden and left out", Place(page=number)))
            continue
        root = package.xml(parts[about.name]) if package and about.name in parts else None
        look = _read_look(root) if root is not None else _NO_LOOK
        if look.area > _MOST_CELLS:
            raise TooLargeError
        if look.unanswered:
            notes.append(
                (
                    f"the results of {look.unanswered} formulas are not in the file: open it in Excel or WPS and save it",
                    Place(page=number),
                )
            )
        sheet = _sheet(book.get_sheet_by_name(about.name), number, styles, look)
        sheets.append(sheet._replace(merged=merged[about.name]) if about.name in merged else sheet)
    return Workbook(sheets, notes)


def _sheet(sheet: CalamineSheet, number: int, styles: _Styles, look: _Look) -> Sheet:
    rows = []
    for row, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        texts = []
        for column, cell in enumerate(cells):
            style = look.styles.get((row, column))
            if style is not None and not styles.seen[style]:
                cell = ""
            if cell == 0 and not look.zeros and not isinstance(cell, bool):
                cell = ""
            texts.append(
                shown(cell, styles.formats[style] if style is not None else GENERAL) if cell != "" else ""
            )
        rows.append(texts)
    framed = {place for place, style in look.styles.items() if styles.framed[style]}
    rows += [[] for _ in range(max((row for row, _ in framed), default=-1) + 1 - len(rows))]
    return Sheet(
        name=sheet.name,
        number=number,
        rows=rows,
        merged={
            (top, left): (bottom - top + 1, right - left + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        },
        framed=framed,
        hidden_rows=look.hidden_rows,
        hidden_columns=look.hidden_columns,
    )


def _sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    """Name of each sheet and the part that holds it."""
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {
        each.get("Id"): each.get("Target", "") for each in (relations if relations is not None else ())
    }
    book = package.xml("xl/workbook.xml")
    for sheet in book.iter(_S + "sheet") if book is not None else ():
        target = targets.get(sheet.get(_ID) or sheet.get(_STRICT_ID))
        if target:
            yield sheet.get("name"), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _read_styles(root: Any | None) -> _Styles:
    if root is None:
        return _Styles([], [], [])
    own = {int(each.get("numFmtId")): each.get("formatCode") for each in root.iter(_S + "numFmt")}
    lined = [
        any(
            (side := border.find(_S + name)) is not None and side.get("style", "none") != "none"
            for name in ("left", "right")
        )
        for border in root.iterfind(f"{_S}borders/{_S}border")
    ]
    fonts = [_look_of(font) for font in root.iterfind(f"{_S}fonts/{_S}font")]
    grounds = [_is_ground(fill) for fill in root.iterfind(f"{_S}fills/{_S}fill")]
    formats, framed, seen = [], [], []
    for style in root.iterfind(f"{_S}cellXfs/{_S}xf"):
        number = int(style.get("numFmtId", "0"))
        formats.append(own.get(number) or _BUILT_IN.get(number, GENERAL))
        border = int(style.get("borderId", "0"))
        framed.append(border < len(lined) and lined[border])
        font, fill = int(style.get("fontId", "0")), int(style.get("fillId", "0"))
        struck, white = fonts[font] if font < len(fonts) else (False, False)
        seen.append(not (struck or (white and not (fill < len(grounds) and grounds[fill]))))
    return _Styles(formats, framed, seen)


def _look_of(font: Any) -> tuple[bool, bool]:
    """Whether a font strikes its text through, and whether it is white."""
    strike, color = font.find(_S + "strike"), font.find(_S + "color")
    struck = strike is not None and strike.get("val", "1") not in ("0", "false")
    if color is None:
        return struck, False
    white = (color.get("rgb") or "").upper()[-6:] == "FFFFFF" or color.get("indexed") in _WHITE_INDEXES
    return struck, white or (color.get("theme") == _WHITE_THEME and float(color.get("tint", "0")) >= 0)


def _is_ground(fill: Any) -> bool:
    """Whether a fill colours the cell."""
    pattern = fill.find(_S + "patternFill")
    return pattern is None or pattern.get("patternType", "none") != "none"


def _read_look(root: Any) -> _Look:
    hidden_columns = {
        column
        for each in root.iterfind(f"{_S}cols/{_S}col")
        if each.get("hidden") in ("1", "true")
        for column in range(int(each.get("min")) - 1, min(int(each.get("max")), _MOST_COLUMNS))
    }
    hidden_rows = set()
    styles: dict[tuple[int, int], int] = {}
    unanswered = height = width = 0
    row = -1
    for line in root.iterfind(f"{_S}sheetData/{_S}row"):
        row = int(line.get("r", row + 2)) - 1
        column = -1
        if line.get("hidden") in ("1", "true"):
            hidden_rows.add(row)
        for cell in line:
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(reference[1]) if reference else column + 1
            style = cell.get("s")
            if style:
                styles[row, column] = int(style)
            if len(cell):
                # The reader of values goes by what the cell says, which may contradict its row.
                height = max(height, int(reference[2]) if reference else row + 1)
                width = max(width, column + 1)
            unanswered += len(cell) == 1 and cell[0].tag == _S + "f"
    view = root.find(f"{_S}sheetViews/{_S}sheetView")
    zeros = view is None or view.get("showZeros") not in ("0", "false")
    return _Look(styles, hidden_rows, hidden_columns, zeros, unanswered, height * width)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
