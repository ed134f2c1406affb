"""Rows of a table as the XML that stands in the sheet of a workbook (ECMA-376, SpreadsheetML)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

import pyarrow as pa
from xlsxwriter.utility import xl_col_to_name

from budgetlib.dataset.schema import FieldType, Table
from budgetlib.dataset.texts import Piece, rows_together, side_by_side, texts

_LONGEST_TEXT = 32_767
"""What Excel holds in a cell, in UTF-16 code units."""
_LONGEST_SHARED = 60
_MOST_SHARED = 1_000_000
"""Texts that are longer, or come later, stand in their cells, so that memory stays bounded."""
_LIKE_THAT = re.compile("_x[0-9a-fA-F]{4}_")
"""What a text must not hold by itself, as Excel would take it for a character."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class SharedTexts:
    """The texts of a workbook that its cells name by number; numbers go on from the `first` that is free."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        """How many there are, with those before the first."""
        return self._first + len(self._numbers)

    def cell(self, text: str) -> str:
        """A cell of the text, from behind its place up to its end."""
        text = _as_excel_holds_it(text)
        number = self._numbers.get(text)
        if number is None:
            if len(text) > _LONGEST_SHARED or len(self._numbers) >= _MOST_SHARED:
                return f'" t="inlineStr"><is>{_text(text)}</is></c>'
            number = self._numbers[text] = len(self)
        return f'" t="s"><v>{number}</v></c>'

    def items(self) -> Iterator[bytes]:
        """The items that the table of shared texts has for them, in order."""
        return (f"<si>{_text(text)}</si>".encode() for text in self._numbers)


def rows_xml(
    table: Table, batch: pa.RecordBatch, first: int, styles: Mapping[str, str], shared: SharedTexts
) -> Iterator[memoryview]:
    """The rows of a batch, of which the first is row number `first` of its sheet. A missing value has no cell.

    `styles` holds the number of the cell format by letter of the column, for columns that have one.
    """
    numbers = pa.array(range(first, first + batch.num_rows)).cast(pa.string())
    pieces: list[Piece] = ['<row r="', numbers, '">']
    for at, (item, column) in enumerate(zip(table.fields, batch.columns, strict=True)):
        if column.null_count == batch.num_rows:
            continue
        letter = xl_col_to_name(at)
        cell = [f'<c r="{letter}', numbers, texts(column, _cell_of(item.type, styles.get(letter), shared))]
        pieces += [side_by_side(cell).fill_null("")] if column.null_count else cell
    pieces.append("</row>")
    return rows_together(pieces, batch.num_rows)


def _cell_of(kind: FieldType, style: str | None, shared: SharedTexts) -> Callable[[Any], str]:
    """What makes a cell of a value, from behind its place up to its end."""
    if kind == "text":
        return shared.cell
    if kind == "boolean":
        return lambda value: f'" t="b"><v>{value:d}</v></c>'
    format_of_cell = "" if style is None else f' s="{style}"'
    return lambda value: f'"{format_of_cell}><v>{float(value):.16G}</v></c>'


def _as_excel_holds_it(text: str) -> str:
    """No more than a cell holds, and line breaks as Excel writes them."""
    text = text.replace("\r\n", "\n")
    if len(text) > _LONGEST_TEXT // 2:
        text = text.encode("utf-16-le")[: 2 * _LONGEST_TEXT].decode("utf-16-le", "ignore")
    return text


def _text(text: str) -> str:
    """The element that holds a text, with what XML can't hold as Excel writes it (`_x0001_`)."""
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    text = _NOT_IN_XML.sub(_in_excel, _LIKE_THAT.sub(r"_x005F\g<0>", text))
    return f"<t{keep}>{escape(text)}</t>"


def _in_excel(character: re.Match[str]) -> str:
    return f"_x{ord(character[0]):04X}_"
