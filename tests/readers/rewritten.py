"""Documents written in another format: what a PDF says, as a web page, a Word file or a workbook would hold it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any

import xlsxwriter
import xlwt

from budgetlib.document import Block, Document, Paragraph, Table
from budgetlib.money import parse_number

_NOTE = re.compile(r"注|备注|说明|附注")
_LONGEST_TITLE = 60
_MOST_LINES_ABOVE = 5


def as_html(document: Document, *, charset: str = "utf-8") -> bytes:
    """A web page with merged cells, as content management systems publish it."""
    body = "\n".join(map(_html_block, document.blocks))
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><style>td {{ color: red }}</style>'
    menu = '<ul class="nav"><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">互动</a></li></ul>'
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<div>{body}</div></body></html>"
    return page.encode(charset, errors="xmlcharrefreplace")


def _html_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        tag = f"h{block.level}" if block.level else "p"
        return f"<{tag}>{_html_text(block.text)}</{tag}>"
    rows = []
    for cells in _rows_of_cells(block):
        row = "".join(
            f'<td rowspan="{height}" colspan="{width}"><p>{_html_text(text)}</p></td>'
            for text, height, width in cells
        )
        rows.append(f"<tr>{row}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _html_text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _rows_of_cells(table: Table) -> Iterator[list[tuple[str, int, int]]]:
    """Per row the cells that begin in it: text, rows, columns."""
    spans = table.spans or {}
    covered = _covered(table)
    for number, row in enumerate(table.rows):
        yield [
            (text, *spans.get((number, column), (1, 1)))
            for column, text in enumerate(row)
            if (number, column) not in covered
        ]


def _covered(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Place below or beside the beginning of a merged cell -> that beginning."""
    return {
        (row + down, column + right): (row, column)
        for (row, column), (height, width) in (table.spans or {}).items()
        for down in range(height)
        for right in range(width)
        if down or right
    }


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def as_docx(document: Document) -> bytes:
    """A Word file with merged cells and headings."""
    body = "".join(
        _word_paragraph(block) if isinstance(block, Paragraph) else word_table(block)
        for block in document.blocks
    )
    return docx(body)


def docx(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """A Word file with the given contents of `w:body`, `w:numbering` and (besides headings) `w:styles`."""
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in range(1, 7)
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{headings}{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_WORD}">{numbering}</w:numbering>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _word_paragraph(block: Paragraph) -> str:
    style = f'<w:pPr><w:pStyle w:val="H{block.level}"/></w:pPr>' if block.level else ""
    return f"<w:p>{style}{word_runs(block.text)}</w:p>"


def word_runs(text: str) -> str:
    """Runs of a paragraph, a line break for every newline."""
    lines = (f"<w:r><w:t>{escape(line)}</w:t></w:r>" for line in text.split("\n"))
    return "<w:r><w:br/></w:r>".join(lines)


def word_table(table: Table) -> str:
    """A table as Word writes it: a cell over several rows is a cell in each of them."""
    spans = table.spans or {}
    covered = _covered(table)
    rows = []
    for number in range(len(table.rows)):
        cells = []
        for column, text in enumerate(table.rows[number]):
            begin = covered.get((number, column), (number, column))
            if begin[1] != column:
                continue
            height, width = spans.get(begin, (1, 1))
            restart = ' w:val="restart"' if begin[0] == number else ""
            merge = f"<w:vMerge{restart}/>" if height > 1 else ""
            cells.append(
                f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/>{merge}</w:tcPr><w:p>{word_runs(text)}</w:p></w:tc>'
            )
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def as_xlsx(document: Document) -> bytes:
    """A workbook with a sheet per table: title above, lines around the cells, figures as numbers with formats."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    lines, plain = {"border": 1}, book.add_format()
    formats: dict[tuple[str, bool], Any] = {}

    def add_sheet(name: str, above: Sequence[str], table: Table | None, below: Sequence[str]) -> None:
        sheet = book.add_worksheet(name)
        width = table.width if table else 1

        def write(row: int, column: int, text: str, *, framed: bool) -> None:
            value, code = _excel_value(text)
            look = formats.get((code, framed))
            if look is None:
                look = formats[code, framed] = book.add_format(
                    {"num_format": code} | (lines if framed else {})
                )
            if value is None:
                sheet.write_string(row, column, text, look) if text else sheet.write_blank(
                    row, column, None, look
                )
            else:
                sheet.write_number(row, column, float(value), look)

        for row, line in enumerate(above):
            sheet.merge_range(row, 0, row, width - 1, line, plain) if width > 1 else sheet.write_string(
                row, 0, line
            )
        first = len(above)
        if table is not None:
            for (row, column), (height, across) in (table.spans or {}).items():
                sheet.merge_range(
                    first + row,
                    column,
                    first + row + height - 1,
                    column + across - 1,
                    "",
                    book.add_format(lines),
                )
            covered = _covered(table)
            for row, cells in enumerate(table.rows):
                for column, text in enumerate(cells):
                    if (row, column) not in covered:
                        write(first + row, column, text, framed=True)
            first += len(table.rows)
        for row, line in enumerate(below, first):
            sheet.write_string(row, 0, line)

    _write_sheets(document, add_sheet)
    book.close()
    return file.getvalue()


def as_xls(document: Document) -> bytes:
    """The same as an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    borders = xlwt.Borders()
    borders.left = borders.right = borders.top = borders.bottom = xlwt.Borders.THIN
    styles: dict[tuple[str, bool], Any] = {}

    def style(code: str, *, framed: bool) -> Any:
        if (code, framed) not in styles:
            styles[code, framed] = xlwt.XFStyle()
            styles[code, framed].num_format_str = code
            if framed:
                styles[code, framed].borders = borders
        return styles[code, framed]

    def add_sheet(name: str, above: Sequence[str], table: Table | None, below: Sequence[str]) -> None:
        sheet = book.add_sheet(name)
        width = table.width if table else 1
        for row, line in enumerate(above):
            sheet.write_merge(row, row, 0, width - 1, line)
        first = len(above)
        if table is not None:
            spans, covered = table.spans or {}, _covered(table)
            for row, cells in enumerate(table.rows):
                for column, text in enumerate(cells):
                    if (row, column) in covered:
                        continue
                    value, code = _excel_value(text)
                    height, across = spans.get((row, column), (1, 1))
                    sheet.write_merge(
                        first + row,
                        first + row + height - 1,
                        column,
                        column + across - 1,
                        text if value is None else float(value),
                        style(code, framed=True),
                    )
            first += len(table.rows)
        for row, line in enumerate(below, first):
            sheet.write(row, 0, line)

    _write_sheets(document, add_sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_AddSheet = Callable[[str, Sequence[str], Table | None, Sequence[str]], None]


def _write_sheets(document: Document, add_sheet: _AddSheet) -> None:
    """A sheet per table with its title, unit and notes; running text on sheets of its own."""
    pending: list[str] = []
    last: tuple[list[str], Table] | None = None
    number = 0

    def finish(before_table: bool) -> list[str]:
        nonlocal last, number
        notes = []
        while last is not None and pending and _NOTE.match(pending[0]):
            notes.append(pending.pop(0))
        if last is not None:
            number += 1
            add_sheet(f"表{number}", last[0], last[1], notes)
            last = None
        above: list[str] = []
        while (
            before_table and pending and len(pending[-1]) <= _LONGEST_TITLE and len(above) < _MOST_LINES_ABOVE
        ):
            above.insert(0, pending.pop())
        if pending:
            number += 1
            add_sheet(f"表{number}", pending, None, ())
            pending.clear()
        return above

    for block in document.blocks:
        if isinstance(block, Paragraph):
            pending.extend(line for line in block.text.split("\n") if line)
        else:
            last = finish(before_table=True), block
    finish(before_table=False)


def _excel_value(text: str) -> tuple[Decimal | None, str]:
    """The number that a cell holds and the format that shows it as printed; None and text for what stays text."""
    number = parse_number(text)
    if number is None or not re.fullmatch(r"-?(?:0|[1-9][\d,]*)(?:\.\d+)?%?", text) or len(text) > 16:
        return None, "@"
    if text.lstrip("-").isdigit():
        return number.value, "General"
    code = "#,##0" if "," in text else "0"
    if number.decimals:
        code += "." + "0" * number.decimals
    return (number.value / 100, code + "%") if text.endswith("%") else (number.value, code)
