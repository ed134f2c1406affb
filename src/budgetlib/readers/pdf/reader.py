"""PDF: text with its place on the page, and the lines around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from budgetlib.document import Block, Document, Place
from budgetlib.errors import ReadError
from budgetlib.readers.continuation import join_continued
from budgetlib.readers.kinds import KINDS, sniff
from budgetlib.readers.pdf.broken_rows import mend_broken_rows
from budgetlib.readers.pdf.fonts import lend_font
from budgetlib.readers.pdf.furniture import without_furniture
from budgetlib.readers.pdf.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent, PlacedTable, read_page
from budgetlib.readers.pdf.prose import Margins, margins_of, paragraph, runs_on, sizes_of
from budgetlib.readers.pdf.spilled_columns import rejoin_columns

_UNMAPPED_SHARE = 0.2
_DOWNLOAD_AGAIN = "download it again from the publisher"
_NEEDS_OCR = "it needs OCR, which this version does not have; ask the publisher for the original file"


def read_pdf(path: Path, data: bytes) -> Document:
    """The document in a PDF file, whose bytes are `data`; `path` is only for messages and `Document.source`.

    Tables are what ruling lines draw, with merged cells in `Table.spans`, and what figures draw by
    standing in columns; a table that runs over pages is one. Page numbers, running headers, watermarks
    and other text at an angle are left out. `Document.notes` names pages that are pictures without text.

    Raises `ReadError` where the bytes are no PDF, damaged, encrypted, or have no text layer at all.
    """
    kind = sniff(data)
    if kind != "pdf":
        raise ReadError(f"not a PDF, but {KINDS[kind].called}", file=path, remedy=_DOWNLOAD_AGAIN)
    read = _read_pages(path, data)
    pages = without_furniture(read)
    if not any(page.items for page in pages):
        if any(page.damaged for page in pages):
            raise ReadError("no text can be read from the damaged PDF", file=path, remedy=_DOWNLOAD_AGAIN)
        raise ReadError("no page has a text layer: a scan", file=path, remedy=_NEEDS_OCR)
    notes = tuple(_notes(pages))
    return Document(
        source=path.name,
        format="pdf",
        sha256=sha256(data).hexdigest(),
        blocks=_blocks(mend_broken_rows(rejoin_columns(pages))),
        pages=len(pages),
        notes=notes,
    )


def _read_pages(path: Path, data: bytes) -> list[PageContent]:
    lend_font()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            problem, remedy = "the PDF is encrypted", "remove its password and save it again"
        else:
            problem, remedy = "the PDF is damaged and can't be opened", _DOWNLOAD_AGAIN
        raise ReadError(problem, file=path, remedy=remedy) from None
    try:
        contents: list[PageContent] = []
        tables = 0
        for number in range(1, len(document) + 1):
            contents.append(_read_page(document, number, tables + 1))
            tables += sum(isinstance(item, PlacedTable) for item in contents[-1].items)
    finally:
        document.close()
    return contents


def _read_page(document: pypdfium2.PdfDocument, number: int, first_table: int) -> PageContent:
    try:
        page = document[number - 1]
        try:
            return read_page(page, number, first_table)
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return PageContent(number, 0.0, 0.0, [], 0, 0, has_picture=False, damaged=True)


def _notes(pages: Sequence[PageContent]) -> Iterator[tuple[str, Place]]:
    for page in pages:
        if page.damaged:
            yield f"the page is damaged and left out: {_DOWNLOAD_AGAIN}", Place(page=page.number)
        elif page.has_picture and not page.items:
            yield "the page is a picture without text: it needs OCR", Place(page=page.number)
        elif page.unmapped > _UNMAPPED_SHARE * page.characters:
            yield (
                "many characters of the page have no Unicode: its text can't be trusted",
                Place(page=page.number),
            )


def _blocks(pages: Sequence[PageContent]) -> tuple[Block, ...]:
    sizes = sizes_of(item for page in pages for item in page.items if isinstance(item, TextLine))
    blocks: list[Block] = []
    edges: dict[int, Sequence[float]] = {}
    lines: list[TextLine] = []
    before: Margins | None = None
    for page in pages:
        margins = margins_of(page)
        for item in page.items:
            if isinstance(item, TextLine):
                if lines and not runs_on(lines, item, before, margins):
                    blocks.append(paragraph(lines, sizes))
                    lines = []
                lines.append(item)
                before = margins
            else:
                if lines:
                    blocks.append(paragraph(lines, sizes))
                    lines = []
                blocks.append(item.table)
                edges[item.table.number] = item.xs
    if lines:
        blocks.append(paragraph(lines, sizes))
    return join_continued(blocks, edges)
