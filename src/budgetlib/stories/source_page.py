"""The page that shows a document as read: every row of a table and every paragraph with an anchor of its own.

Links to evidence lead here. The page shows what the reader of the file format made of it, before anything is
interpreted or repaired, with the number of the line or row beside it; the file itself can be downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from budgetlib.display.markup import element, join, text
from budgetlib.display.output import raw_block
from budgetlib.document import Document, Heading, Paragraph, Place, Table
from budgetlib.stories import addresses
from budgetlib.stories.reading_notes import Part, in_chinese, parts
from budgetlib.stories.source_table import source_table

_FRONT_MATTER = "---\ntoc: false\npage-layout: full\nsearch: false\n---"
"""Not searched: the whole text of every document would make an index of hundreds of megabytes of a thousand."""
_NUMBERS_BESIDE = {
    "markdown": "左边是行号",
    "html": "左边是段落和表格行的顺序号",
    "docx": "左边是段落和表格行的顺序号",
    "xlsx": "左边是工作表里的行号",
    "xls": "左边是工作表里的行号",
    "ods": "左边是工作表里的行号",
}
_NUMBERS_IN_PDF = "左边的数字是文字在这一页的第几行、表格的第几行"
_PAGES = dict.fromkeys(("xlsx", "xls", "ods"), "第 {} 张工作表")
_RECOGNISED = "（图片，文字由光学识别得出，可能有误）"
_NO_TITLE = "（没有表名）"


def source_notebook(
    document: Document,
    *,
    title: str,
    unit_page: str,
    statements: Sequence[tuple[str, int]],
    annexes: Sequence[str] = (),
    linked: Collection[Place] = (),
    headings: Mapping[int, Heading] | None = None,
) -> str:
    """The page as an executed notebook, for the website to be rendered from.

    `title` says whose document it is, `unit_page` is the address of its page, `statements` are the titles of the
    statements found with the number of the table that each begins with, `annexes` the further files read with it,
    `linked` places that links lead to (cells among them get an anchor, as every row has one), `headings` the headings
    of tables by their number.
    """
    html = source_html(
        document,
        title=title,
        unit_page=unit_page,
        statements=statements,
        annexes=annexes,
        linked=linked,
        headings=headings,
    )
    cells = [
        {"cell_type": "raw", "id": "front-matter", "metadata": {}, "source": _lines(_FRONT_MATTER)},
        {"cell_type": "markdown", "id": "document", "metadata": {}, "source": _lines(raw_block(html))},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _lines(source: str) -> list[str]:
    """As notebooks are written: of a source in one piece Quarto loses the line ends."""
    return source.splitlines(keepends=True)


def source_html(
    document: Document,
    *,
    title: str,
    unit_page: str,
    statements: Sequence[tuple[str, int]],
    annexes: Sequence[str] = (),
    linked: Collection[Place] = (),
    headings: Mapping[int, Heading] | None = None,
) -> Markup:
    """The document from its first paragraph to its last table, in reading order."""
    made = [
        _introduction(document, title, unit_page, annexes),
        _contents(statements),
        element("div", join(_blocks(document, linked, headings or {}), "\n"), class_="document"),
    ]
    return join(made, "\n")


def _introduction(document: Document, title: str, unit_page: str, annexes: Sequence[str]) -> Markup:
    how = _NUMBERS_BESIDE.get(document.format, _NUMBERS_IN_PDF)
    words = Markup(
        "这里按读取的样子显示文件，没有修改；{}。从别处的“原文”链接过来时，对应的行会高亮，所指的数字加框。"
    ).format(how)
    ways = [
        element("a", f"返回分析：{title}", href=unit_page),
        element(
            "a", "下载原文件", href=addresses.original_file(document.source), download=_name(document.source)
        ),
        *(
            element("a", f"下载附件 {number}", href=addresses.original_file(name), download=_name(name))
            for number, name in enumerate(annexes, 1)
        ),
        Markup("SHA-256 {}").format(element("code", document.sha256)),
    ]
    notes = [element("li", note) for note in in_chinese(document.notes, _page_words(document))]
    made = [
        element("p", words, class_="remark"),
        element("p", join(ways, " · "), class_="data-state"),
        element("ul", join(notes), class_="remark") if notes else Markup(""),
    ]
    return join(made, "\n")


def _name(source: str) -> str:
    """The name that a file is saved under: its own, whatever it is called on the site."""
    return source.rpartition("/")[2]


def _page_words(document: Document) -> str:
    return _PAGES.get(document.format, "第 {} 页")


def _contents(statements: Sequence[tuple[str, int]]) -> Markup:
    items = [
        element("li", element("a", title or _NO_TITLE, href=addresses.anchor(table=table)))
        for title, table in statements
    ]
    return (
        element("nav", element("ul", join(items)), class_="statements", aria_label="文件里的报表")
        if items
        else Markup("")
    )


def _blocks(
    document: Document, linked: Collection[Place], headings: Mapping[int, Heading]
) -> Iterator[Markup]:
    pages = _PageMarks(_page_words(document), frozenset(document.scan.read), parts(document.notes))
    cells: dict[int, set[tuple[int, int]]] = {}
    for place in linked:
        if place.table and place.row and place.column:
            cells.setdefault(place.table, set()).add((place.row, place.column))
    lines: set[tuple[int | None, int | None]] = set()
    for block in document.blocks:
        if isinstance(block, Table):
            yield pages.before(block.pages[0] if block.pages else None)
            mark = partial(pages.row, width=block.width)
            yield source_table(block, headings.get(block.number), cells.get(block.number, ()), mark)
        else:
            yield pages.before(block.page)
            yield _paragraph(block, first_of_line=(block.page, block.line) not in lines)
            lines.add((block.page, block.line))


class _PageMarks:
    """Says once where each page begins, and of which pages the text was recognised in a picture."""

    def __init__(self, words: str, recognised: frozenset[int], files: Sequence[Part]) -> None:
        self._words = words
        self._recognised = recognised
        self._files = files
        self._latest: int | None = None

    def before(self, page: int | None) -> Markup:
        """A mark where a page begins between blocks; nothing within a page."""
        if not self._begins(page):
            return Markup("")
        return element("p", self._said(page), id=f"p{page}", class_="page-mark")

    def row(self, page: int | None, width: int) -> Markup:
        """The same as a row of a table that runs over pages."""
        if not self._begins(page):
            return Markup("")
        cell = element("td", self._said(page), colspan=str(width + 1))
        return element("tr", cell, id=f"p{page}", class_="page-mark")

    def _said(self, page: int | None) -> str:
        """The page, and which one it is in its own file where the document was published in several."""
        within = (
            f"（{part.file} {self._words.format(page - part.first + 1)}）"
            for part in self._files
            if page is not None and part.first <= page <= part.last
        )
        return self._words.format(page) + next(within, "") + (_RECOGNISED if page in self._recognised else "")

    def _begins(self, page: int | None) -> bool:
        if page is None or page == self._latest:
            return False
        self._latest = page
        return True


def _paragraph(block: Paragraph, *, first_of_line: bool) -> Markup:
    """A paragraph with an anchor; of several that stand in a row of a sheet, the first has it."""
    has_anchor = first_of_line and block.line is not None
    at = addresses.anchor(line=block.line, page=block.page) if has_anchor else ""
    number = (
        element("span", block.line, class_="at", aria_hidden="true") if block.line is not None else Markup("")
    )
    tag = "p" if block.level is None else f"h{min(block.level + 1, 6)}"
    return element(tag, join([number, text(block.text)]), id=at.removeprefix("#"))
