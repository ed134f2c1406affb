"""PDF: text with its place on the page, and the lines around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from budgetlib.document import Document
from budgetlib.errors import ReadError
from budgetlib.readers.kinds import KINDS, sniff
from budgetlib.readers.pdf.assembly import DOWNLOAD_AGAIN, NEEDS_OCR, document_of
from budgetlib.readers.pdf.page.fonts import lend_font
from budgetlib.readers.pdf.pages import PageContent, read_page
from budgetlib.readers.pdf.placed import PlacedTable

_FILLED_IN = frozenset((pdfium.FORMTYPE_ACRO_FORM, pdfium.FORMTYPE_XFA_FOREGROUND))
"""Forms whose fields stand on pages; those of XFA alone are drawn by nobody but Adobe's programs."""
PictureReader: TypeAlias = Callable[[Any, int, int], PageContent]
"""Reads a page from its picture: a page of PDFium, its number, the number of its first table."""


def read_pdf(
    path: Path, data: bytes, *, read_picture: PictureReader | None = None, remedy: str = ""
) -> Document:
    """The document in a PDF file, whose bytes are `data`; `path` is only for messages and `Document.source`.

    Tables are what ruling lines draw, with merged cells in `Table.spans`, and what figures draw by
    standing in columns; a table that runs over pages is one. Page numbers, running headers, watermarks
    and other text at an angle are left out. Pages without a usable text layer are read by `read_picture`;
    `remedy` says how to get one where there is none. `Document.scan` and `Document.notes` name such pages.

    Raises `ReadError` where the bytes are no PDF, damaged, encrypted, or where no text was found at all.
    """
    kind = sniff(data)
    if kind != "pdf":
        raise ReadError(f"not a PDF, but {KINDS[kind].called}", file=path, remedy=DOWNLOAD_AGAIN)
    pages = _read_pages(path, data, read_picture)
    document = document_of(path, data, "pdf", pages)
    if document.blocks:
        return document
    if any(page.damaged for page in pages):
        raise ReadError("no text can be read from the damaged PDF", file=path, remedy=DOWNLOAD_AGAIN)
    if document.scan.read:
        raise ReadError(
            "no text was recognised on any page", file=path, remedy="check that it is the right file"
        )
    raise ReadError(
        "no page has a text layer: a scan",
        file=path,
        place=_pages(len(pages)),
        remedy=remedy or NEEDS_OCR,
    )


def _pages(number: int) -> str:
    return f"pages 1 to {number}" if number > 1 else "page 1"


def _read_pages(path: Path, data: bytes, read_picture: PictureReader | None) -> list[PageContent]:
    lend_font()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            problem, remedy = "the PDF is encrypted", "remove its password and save it again"
        else:
            problem, remedy = "the PDF is damaged and can't be opened", DOWNLOAD_AGAIN
        raise ReadError(problem, file=path, remedy=remedy) from None
    try:
        if document.get_formtype() in _FILLED_IN:
            document.init_forms()
        contents: list[PageContent] = []
        tables = 0
        for number in range(1, len(document) + 1):
            contents.append(_read_page(document, number, tables + 1, read_picture))
            tables += sum(isinstance(item, PlacedTable) for item in contents[-1].items)
    finally:
        document.close()
    return contents


def _read_page(
    document: pypdfium2.PdfDocument, number: int, first_table: int, read_picture: PictureReader | None
) -> PageContent:
    try:
        page = document[number - 1]
        try:
            form = document.formenv.raw if document.formenv is not None else None
            content = read_page(page, number, first_table, form)
            if read_picture is not None and (content.has_picture or content.is_garbled):
                return read_picture(page, number, first_table)
            return content
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return PageContent(number, 0.0, 0.0, [], 0, 0, has_picture=False, damaged=True)
