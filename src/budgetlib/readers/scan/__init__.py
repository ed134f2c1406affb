"""Reads pages that are pictures: scans without a text layer, and image files. Needs the extra `ocr`.

`page` reads one: `raster` makes it a picture, `upright` sets it straight, `ruling` finds its ruling lines and `ink`
the lines of print between them, `engine` recognises what they say, `figures` mends how a recogniser writes numbers.
From there on a scan is what a PDF with text is: runs of characters and ruling lines, which `readers.pdf` sets out
as tables and paragraphs.
`reader` reads image files. `installed` says whether the extra is there; nothing of it is imported before a picture
is to be read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from budgetlib.document import Document
from budgetlib.errors import UnsupportedFormat
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.scan.installed import REMEDY, can_recognise

__all__ = ["REMEDY", "can_recognise", "read_image_file", "read_picture_page"]


def read_picture_page(page: Any, number: int, first_table: int) -> PageContent:
    """The content of a page of a PDF, read from its picture; its tables are numbered from `first_table`."""
    from budgetlib.readers.scan.page import read_raster
    from budgetlib.readers.scan.raster import page_raster

    return read_raster(page_raster(page), number, first_table)


def read_image_file(path: Path, data: bytes) -> Document:
    """The document in an image file. Raises `UnsupportedFormat` where the extra is not installed."""
    if not can_recognise():
        raise UnsupportedFormat("a picture, which needs OCR", file=path, remedy=REMEDY)
    from budgetlib.readers.scan.reader import read_image

    return read_image(path, data)
