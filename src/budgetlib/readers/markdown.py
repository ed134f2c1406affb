"""Markdown with pipe tables, as converters make it from PDF.

Such tables know nothing of merged cells: a merged cell is its text followed by blanks. A table that runs over a
page begins again with a blank header row, which `continuation.join_continued` puts right.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

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


def read_blocks(text: str) -> list[Block]:
    """Paragraphs and tables of a Markdown text in reading order, with line numbers from 1.

    Tables are as printed, page by page; every row has the width of the table's widest row. Lines that hold only a
    page number or an image are left out.
    """
    blocks: list[Block] = []
    paragraph: list[str] = []
    paragraph_line = 0
    table: list[tuple[int, list[str]]] = []
    number = 0

    def end_paragraph() -> None:
        if paragraph:
            blocks.append(_paragraph(paragraph, paragraph_line))
            paragraph.clear()

    for line_number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("|"):
            end_paragraph()
            table.append((line_number, _cells(stripped)))
            continue
        if table:
            number += 1
            blocks.append(_table(number, table))
            table = []
        stripped = _plain(stripped)
        if not stripped:
            end_paragraph()
        elif _PAGE_NUMBER.fullmatch(stripped) and not paragraph:
            continue
        else:
            if not paragraph:
                paragraph_line = line_number
            elif stripped.startswith("#"):
                end_paragraph()
                paragraph_line = line_number
            paragraph.append(stripped)
    end_paragraph()
    if table:
        blocks.append(_table(number + 1, table))
    return [block for block in blocks if not isinstance(block, Table) or block.rows]


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


def _cells(line: str) -> list[str]:
    if "\\" in line:
        body = line[1:]
        cells = [cell.replace("\\|", "|").strip() for cell in _ESCAPED_PIPE.split(body)]
        if cells and not cells[-1]:
            cells.pop()
    else:
        cells = list(map(str.strip, (line[1:-1] if line.endswith("|") else line[1:]).split("|")))
    if "<" in line or "&" in line or "**" in line:
        cells = [_plain(cell) for cell in cells]
    return cells


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


def _table(number: int, raw: list[tuple[int, list[str]]]) -> Table:
    kept = [(line, cells) for line, cells in raw if not _is_rule(cells)]
    width = max((len(cells) for _, cells in kept), default=0)
    ruled = len(raw) > 1 and _is_rule(raw[1][1])
    return Table(
        number=number,
        rows=tuple(tuple(cells) + ("",) * (width - len(cells)) for _, cells in kept),
        lines=tuple(line for line, _ in kept),
        pages=(None,) * len(kept),
        header_rows=1 if ruled else None,
    )


def _is_rule(cells: list[str]) -> bool:
    """Whether a row is the line of dashes under a header, however many columns it has."""
    return cells[0][:1] in ("-", ":") and all(cell and not cell.strip(":-") for cell in cells)
