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
from budgetlib.readers.pdf.broken_rows import mend_broken_rows
from budgetlib.readers.pdf.furniture import without_furniture
from budgetlib.readers.pdf.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent, read_page
from budgetlib.readers.pdf.prose import Margins, margins_of, paragraph, runs_on, sizes_of

_MAGIC_WINDOW = 1024
_UNMAPPED_SHARE = 0.2
_NEEDS_OCR = "it needs OCR, which this version does not have; ask the publisher for the original file"


def read_pdf(path: Path, data: bytes) -> Document:
    """The document in a PDF file, whose bytes are `data`; `path` is only for messages and `Document.source`.

    Tables are what ruling lines draw, with merged cells in `Table.spans`; a table that runs over pages is one.
    Page numbers, running headers, watermarks and other text at an angle are left out. `Document.notes` names
    pages that have no text layer.

    Raises `ReadError` where the bytes are no PDF, damaged, encrypted, or have no text layer at all.
    """
    if b"%PDF-" not in data[:_MAGIC_WINDOW]:
        raise ReadError("not a PDF file", file=path, remedy="download it again from the publisher")
    pages = _read_pages(path, data)
    if not any(page.characters for page in pages):
        raise ReadError("no page has a text layer: a scan", file=path, remedy=_NEEDS_OCR)
    return Document(
        source=path.name,
        format="pdf",
        sha256=sha256(data).hexdigest(),
        blocks=_blocks(mend_broken_rows(without_furniture(pages))),
        pages=len(pages),
        notes=tuple(_notes(pages)),
    )


def _read_pages(path: Path, data: bytes) -> list[PageContent]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadError(
                "the PDF is encrypted", file=path, remedy="remove its password and save it again"
            ) from None
        raise ReadError(
            "the PDF is damaged and can't be opened", file=path, remedy="download it again from the publisher"
        ) from None
    try:
        contents: list[PageContent] = []
        tables = 0
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                raise ReadError(
                    "the page is damaged",
                    file=path,
                    place=f"p. {number + 1}",
                    remedy="download the file again from the publisher",
                ) from None
            try:
                contents.append(read_page(page, number + 1, tables + 1))
            finally:
                page.close()
            tables += sum(1 for item in contents[-1].items if not isinstance(item, TextLine))
        return contents
    finally:
        document.close()


def _notes(pages: Sequence[PageContent]) -> Iterator[tuple[str, Place]]:
    for page in pages:
        if page.has_picture:
            yield "the page has no text layer (a picture): it needs OCR", Place(page=page.number)
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
