"""Reads pages that are pictures: scans without a text layer, and image files. Needs the extra `ocr`.

`raster` makes a page a picture. `recognition` finds out what it shows, which takes seconds and is remembered:
`upright` sets it straight, `ruling` finds its ruling lines and `ink` the lines of print between them, `engine`
recognises what they say. `page` goes on from there, `figures` mends how a recogniser writes numbers: a scan is now
what a PDF with text is, runs of characters and ruling lines, which `readers.pdf` sets out as tables and paragraphs.
`reader` reads image files. `installed` says whether the extra is there; nothing of it is imported before a picture
is to be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from budgetlib.document import Document
from budgetlib.errors import UnsupportedFormat
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.recall import Recall
from budgetlib.readers.scan.installed import REMEDY, can_recognise

__all__ = ["REMEDY", "can_recognise", "read_image_file", "read_picture_page"]


def read_picture_page(sha256: str, recall: Recall, page: Any, number: int, first_table: int) -> PageContent:
    """The content of a page of the PDF with this hash, read from its picture.

    Its tables are numbered from `first_table`.
    """
    from budgetlib.readers.scan.page import page_content
    from budgetlib.readers.scan.raster import page_raster
    from budgetlib.readers.scan.recognition import RecognisedPage, recognised_page

    shown = recall(RecognisedPage, sha256, lambda: recognised_page(page_raster(page)), page=number)
    return page_content(shown, number, first_table)


def read_image_file(path: Path, data: bytes, recall: Recall) -> Document:
    """The document in an image file. Raises `UnsupportedFormat` where the extra is not installed."""
    if not can_recognise():
        raise UnsupportedFormat("a picture, which needs OCR", file=path, remedy=REMEDY)
    from budgetlib.readers.scan.reader import read_image

    return read_image(path, data, recall)
