"""The elements of a web page as paragraphs and tables, in reading order."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from budgetlib.readers.tables.figures import is_footnote_mark
from budgetlib.readers.tables.marked_up import Cell, Part, Text, table_parts

_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd",
        "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
"""Elements that stand within a line; every other one begins and ends a paragraph."""
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WRAPPED = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\uffef])")
"""A line break of the source between Chinese characters, which is no space."""
_NUMBER = re.compile(r"\d{1,5}")


class _Lines:
    """Paragraphs as they come in; a line ends with a block or a line break."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.level: int | None = None
        self._line: list[str] = []

    @property
    def so_far(self) -> str:
        """The end of the line as it is."""
        return self._line[-1] if self._line else ""

    def add(self, text: str | None) -> None:
        if text:
            self._line.append(text)

    def end(self) -> None:
        if self._line:
            text = _SPACE.sub(" ", _WRAPPED.sub("", "".join(self._line))).strip()
            if text:
                self.parts.append(Text(text, self.level))
            self._line.clear()


class _TableRows:
    """A table as it comes in, row by row."""

    def __init__(self, *, layout: bool) -> None:
        self.layout = layout
        self.captions: list[Part] = []
        self.rows: list[list[Cell]] = []
        self.head_cells: list[bool] = []
        """Per row whether all of its cells are of a header."""
        self.in_head = False

    @property
    def header_rows(self) -> int | None:
        heads = next((at for at, head in enumerate(self.head_cells) if not head), len(self.head_cells))
        return heads or None


def read_flow(root: Any) -> list[Part]:
    """Paragraphs and tables of an element, in reading order."""
    lines = [_Lines()]
    tables: list[_TableRows] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            _start(tag, element, lines, tables)
        else:
            _end(tag, element, lines, tables)
            if element is not root:
                lines[-1].add(element.tail)
    lines[0].end()
    return lines[0].parts


def _start(tag: str, element: Any, lines: list[_Lines], tables: list[_TableRows]) -> None:
    if tag == "table":
        lines[-1].end()
        tables.append(_TableRows(layout=element.get("role") in ("presentation", "none")))
    elif tables and tag == "tr":
        tables[-1].rows.append([])
        tables[-1].head_cells.append(True)
    elif tables and tag in ("td", "th", "caption"):
        if not tables[-1].rows and tag != "caption":
            tables[-1].rows.append([])
            tables[-1].head_cells.append(True)
        lines.append(_Lines())
    elif tables and tag == "thead":
        tables[-1].in_head = True
    elif tag not in _INLINE:
        lines[-1].end()
        lines[-1].level = _LEVELS.get(tag, lines[-1].level)
    if not (tag == "sup" and is_footnote_mark(lines[-1].so_far, element.text or "")):
        lines[-1].add(element.text)


def _end(tag: str, element: Any, lines: list[_Lines], tables: list[_TableRows]) -> None:
    if tag == "table":
        table = tables.pop()
        lines[-1].end()
        lines[-1].parts += table.captions
        lines[-1].parts += table_parts(table.rows, table.header_rows, layout=table.layout)
    elif tables and tag in ("td", "th", "caption"):
        content = lines.pop()
        content.end()
        if tag == "caption":
            tables[-1].captions += content.parts
            return
        height, width = (_span(element.get(name)) for name in ("rowspan", "colspan"))
        tables[-1].rows[-1].append(Cell(content.parts, height, width))
        tables[-1].head_cells[-1] &= tag == "th" or tables[-1].in_head
    elif tables and tag == "thead":
        tables[-1].in_head = False
    elif tag not in _INLINE:
        lines[-1].end()
        if tag in _LEVELS:
            lines[-1].level = None


def _span(value: str | None) -> int:
    """Rows or columns that an attribute says; 1 where it says nothing that can be meant."""
    number = _NUMBER.match(value.strip()) if value else None
    return int(number[0]) if number else 1
