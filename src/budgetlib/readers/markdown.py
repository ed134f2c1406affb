"""Markdown with pipe tables, as converters make it from PDF.

Such tables know nothing of merged cells: a merged cell is its text followed by blanks. A table that runs over a
page begins again with a blank header row, which `continuation.join_continued` puts right.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby
from operator import methodcaller

from budgetlib.document import Block, Paragraph, Table

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_ESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|font|p|div|center)\b[^<>]*>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_PAGE_NUMBER = re.compile(
    r"[-—–－_·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,3}\s*页)?(?:\s*[/／]\s*\d{1,3})?[-—–－_·\s]*"
)
_COMMENT = re.compile(r"<!--.*?-->")

_IS_ROW = methodcaller("startswith", "|")
_MARKS = ("<", "&", "**")
"""What tells that the cells of a row hold marks."""


def read_blocks(text: str) -> list[Block]:
    """Paragraphs and tables of a Markdown text in reading order, with line numbers from 1.

    Tables are as printed, page by page; every row has the width of the table's widest row. Lines that hold only a
    page number or an image are left out.
    """
    blocks: list[Block] = []
    tables = 0
    line_number = 1
    for is_table, group in groupby(map(str.strip, text.splitlines()), key=_IS_ROW):
        lines = list(group)
        if is_table:
            tables += 1
            table = _table(tables, line_number, lines)
            if table.rows:
                blocks.append(table)
        else:
            blocks += _paragraphs(line_number, lines)
        line_number += len(lines)
    return blocks


def _plain(text: str) -> str:
    """The text without the marks of Markdown and HTML that only say how it looks."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _COMMENT.sub("", text)))
    if "![" in text:
        text = _IMAGE.sub("", text)
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if "&" in text:
        text = html.unescape(text)
    return text.strip()


def _paragraphs(first_line: int, lines: list[str]) -> Iterator[Paragraph]:
    """The paragraphs of lines between two tables."""
    paragraph: list[str] = []
    paragraph_line = first_line
    for line_number, line in enumerate(lines, first_line):
        words = _plain(line)
        if paragraph and (not words or words.startswith("#")):
            yield _paragraph(paragraph, paragraph_line)
            paragraph = []
        if words and (paragraph or not _PAGE_NUMBER.fullmatch(words)):
            if not paragraph:
                paragraph_line = line_number
            paragraph.append(words)
    if paragraph:
        yield _paragraph(paragraph, paragraph_line)


def _paragraph(lines: list[str], line_number: int) -> Paragraph:
    heading = _HEADING.fullmatch(lines[0]) if len(lines) == 1 else None
    if heading:
        return Paragraph(heading[2], line=line_number, level=len(heading[1]))
    return Paragraph("".join(_spaced(lines)), line=line_number)


def _spaced(lines: list[str]) -> Iterator[str]:
    """Lines of one paragraph: between Chinese characters a line break is no space, between Latin words it is."""
    before = ""
    for line in lines:
        if (
            before
            and before[-1].isascii()
            and before[-1].isalnum()
            and line[0].isascii()
            and line[0].isalpha()
        ):
            yield " "
        yield line
        before = line


def _table(number: int, first_line: int, lines: list[str]) -> Table:
    rows = _rows(lines)
    rules = [at for at, cells in enumerate(rows) if cells[0].startswith(("-", ":")) and _is_rule(cells)]
    numbers = list(range(first_line, first_line + len(rows)))
    for at in reversed(rules):
        del rows[at], numbers[at]
    width = max(map(len, rows), default=0)
    return Table(
        number=number,
        rows=tuple(cells if len(cells) == width else cells + ("",) * (width - len(cells)) for cells in rows),
        lines=tuple(numbers),
        pages=(None,) * len(rows),
        header_rows=1 if 1 in rules else None,
    )


def _rows(lines: list[str]) -> list[tuple[str, ...]]:
    """The cells of the rows of a table. Few tables hold marks of Markdown or HTML, which one look at all rows tells."""
    together = "\n".join(lines)
    if any(mark in together for mark in ("\\", *_MARKS)):
        return list(map(_marked_cells, lines))
    return [tuple(map(str.strip, line[1:].removesuffix("|").split("|"))) for line in lines]


def _marked_cells(line: str) -> tuple[str, ...]:
    """The cells of a row that may hold marks, among them pipes that part no cells."""
    if "\\" in line:
        cells = [cell.replace("\\|", "|").strip() for cell in _ESCAPED_PIPE.split(line[1:])]
        if not cells[-1]:
            cells.pop()
    else:
        cells = list(map(str.strip, line[1:].removesuffix("|").split("|")))
    return tuple(map(_plain, cells) if any(mark in line for mark in _MARKS) else cells)


def _is_rule(cells: tuple[str, ...]) -> bool:
    """Whether a row is the line of dashes under a header, however many columns it has."""
    return all(cell and not cell.strip(":-") for cell in cells)
