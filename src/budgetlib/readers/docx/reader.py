"""Word files: the paragraphs and tables of the text, with merged cells and automatic numbers.

Read straight from the XML: converters to HTML take seconds for tables of thousands of cells and drop the numbers
that Word counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from budgetlib.document import Document
from budgetlib.errors import ReadError
from budgetlib.readers.docx.numbering import Numbering
from budgetlib.readers.docx.styles import Styles, W, child, is_on, number, value
from budgetlib.readers.tables.continuation import join_continued
from budgetlib.readers.tables.marked_up import Cell, Part, Text, table_parts, to_blocks
from budgetlib.readers.zipped import Package

_DOCUMENT = "word/document.xml"
_PARAGRAPH, _RUN, _TEXT, _BREAK, _BOX = (W + name for name in ("p", "r", "t", "br", "txbxContent"))
_PROPERTIES, _SPAN, _MERGE, _JOIN = W + "tcPr", W + "gridSpan", W + "vMerge", W + "hMerge"
_WHITE = frozenset(("FFFFFF", "ffffff"))
_TABLE, _ROW, _CELL = (W + name for name in ("tbl", "tr", "tc"))
_LEFT_OUT = frozenset(
    W + name
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sdtPr",
        "sectPr",
        "instrText",
        "rt",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""Text taken out by a revision, what only describes, how characters are spoken, and the second copy of a drawing."""
_SIGNS = {W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SYMBOL = W + "sym"
_SYMBOLS = {
    ("wingdings", "6F"): "□", ("wingdings", "A8"): "□", ("wingdings", "FE"): "☑", ("wingdings", "FD"): "☒",
    ("wingdings", "FC"): "√", ("wingdings", "FB"): "×", ("wingdings 2", "A3"): "□", ("wingdings 2", "52"): "☑",
    ("wingdings 2", "53"): "☒", ("wingdings 2", "50"): "√", ("wingdings 2", "4F"): "×",
}  # fmt: skip
"""Boxes to be ticked, by the font and the character's number in it."""
_BREAKS_IN_TEXT = frozenset((None, "textWrapping"))


def read_docx(path: Path, data: bytes) -> Document:
    """The document in a Word file, whose bytes are `data`; `path` is only for messages and `Document.source`.

    Merged cells are in `Table.spans`, rows that repeat on every page in `Table.header_rows`. Headers, footers and
    footnotes are left out, revisions are taken as accepted, hidden text as deleted. `line` counts paragraphs and
    rows of tables. Raises `ReadError` where the file is damaged or holds no text.
    """
    package = Package(path, data)
    body = child(package.xml(_main_part(package)), "body")
    parts = _Reader(package).parts(body) if body is not None else []
    if not parts:
        raise ReadError(
            "the Word file holds no text",
            file=path,
            remedy="pictures need OCR; ask the publisher for the original",
        )
    return Document(
        source=path.name,
        format="docx",
        sha256=sha256(data).hexdigest(),
        blocks=join_continued(to_blocks(parts)),
    )


def _main_part(package: Package) -> str:
    """The name of the part that holds the text, which the file says in its relations."""
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument") and relation.get("Target"):
            return str(relation.get("Target")).lstrip("/")
    return _DOCUMENT


def _is_unseen(run: Any) -> bool:
    """Whether the text of a run is hidden, struck through, or white on white."""
    look = child(run, "rPr")
    if look is None:
        return False
    if any(is_on(child(look, name)) for name in ("vanish", "strike", "dstrike")):
        return True
    return value(child(look, "color")) in _WHITE and not _is_shaded(run)


def _is_shaded(run: Any) -> bool:
    """Whether a run may stand on a ground of some colour: its own, that of its paragraph, cell or kind of table."""
    if child(run, "rPr", "shd") is not None or child(run, "rPr", "highlight") is not None:
        return True
    for around in run.iterancestors(_PARAGRAPH, _CELL, _TABLE):
        properties = child(around, {_PARAGRAPH: "pPr", _CELL: "tcPr"}.get(around.tag, "tblPr"))
        if child(properties, "shd") is not None or child(properties, "tblStyle") is not None:
            return True
    return False


class _Reader:
    """Reads the elements of one document, whose lists it counts on the way."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.xml("word/styles.xml"))
        self._numbering = Numbering(package.xml("word/numbering.xml"))

    def parts(self, container: Any) -> list[Part]:
        """What stands in the body, a cell or a text box."""
        found: list[Part] = []
        for element in container:
            if element.tag == _PARAGRAPH:
                found += self._paragraph(element)
            elif element.tag == _TABLE:
                found += self._table(element)
            elif element.tag not in _LEFT_OUT:  # content controls, insertions, smart tags: what they wrap
                found += self.parts(element)
        return found

    def _paragraph(self, paragraph: Any) -> Iterator[Part]:
        properties = child(paragraph, "pPr")
        label = "" if properties is None else self._numbering.next(self._styles.numbering(properties))
        boxes: list[Any] = []
        text = (label + "".join(_text(paragraph, boxes))).strip()
        if text:
            level = None if properties is None else self._styles.level(properties)
            for line in text.split("\n"):
                yield Text(line.strip(), level)
        for box in boxes:
            yield from self.parts(box)

    def _table(self, table: Any) -> list[Part]:
        """A table; a cell that continues the one above (`vMerge`) makes that one higher."""
        rows: list[list[Cell]] = []
        above: dict[
            int, tuple[int, int]
        ] = {}  # column -> row and place in it of the cell that reaches down there
        heads: list[bool] = []
        for row in _rows(table):
            properties = child(row, "trPr")
            column = number(child(properties, "gridBefore")) or 0
            cells: list[Cell] = [Cell((), 1, column)] if column else []
            reaching: dict[int, tuple[int, int]] = {}
            for cell in _cells(row):
                width, merge, joined = _covered(cell)
                if joined and cells:
                    cells[-1] = cells[-1]._replace(width=cells[-1].width + width)
                    column += width
                    continue
                if merge is not None and value(merge) != "restart" and column in above:
                    at, place = above[column]
                    rows[at][place] = rows[at][place]._replace(height=len(rows) - at + 1)
                    reaching[column] = above[column]
                else:
                    if merge is not None:
                        reaching[column] = len(rows), len(cells)
                    cells.append(Cell(self.parts(cell), 1, width))
                column += width
            rows.append(cells)
            above = reaching
            heads.append(is_on(child(properties, "tblHeader")))
        header_rows = next((at for at, head in enumerate(heads) if not head), len(heads))
        return table_parts(rows, header_rows or None)


def _covered(cell: Any) -> tuple[int, Any | None, bool]:
    """How many columns a cell covers, the element that joins it to cells above or below, whether it goes on with the
    cell on its left."""
    width, merge, joined = 1, None, False
    for each in cell[0] if len(cell) and cell[0].tag == _PROPERTIES else ():
        if each.tag == _SPAN:
            width = number(each) or 1
        elif each.tag == _MERGE:
            merge = each
        elif each.tag == _JOIN:
            joined = value(each) != "restart"
    return width, merge, joined


def _rows(container: Any) -> Iterator[Any]:
    for element in container:
        if element.tag == _ROW:
            if child(element, "trPr", "del") is None:
                yield element
        elif element.tag not in _LEFT_OUT:
            yield from _rows(element)


def _cells(container: Any) -> Iterator[Any]:
    for element in container:
        if element.tag == _CELL:
            yield element
        elif element.tag not in _LEFT_OUT:
            yield from _cells(element)


def _symbol(element: Any) -> tuple[str, str]:
    """Font and number of a character; numbers of such fonts may be moved by F000."""
    return (element.get(W + "font") or "").lower(), (element.get(W + "char") or "").upper()[-2:]


def _text(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The text within a paragraph; text boxes anchored in it are collected in `boxes`."""
    for inner in element:
        tag = inner.tag
        if tag == _TEXT:
            yield inner.text or ""
        elif tag == _BREAK:
            yield "\n" if inner.get(W + "type") in _BREAKS_IN_TEXT else ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == _SYMBOL:
            yield _SYMBOLS.get(_symbol(inner), "")
        elif tag == _BOX:
            boxes.append(inner)
        elif tag not in _LEFT_OUT and not (tag == _RUN and _is_unseen(inner)):
            yield from _text(inner, boxes)
