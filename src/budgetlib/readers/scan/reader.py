"""Image files: a page photographed or scanned by itself."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np

from budgetlib.document import Document
from budgetlib.errors import ReadError
from budgetlib.readers.pdf.assembly import DOWNLOAD_AGAIN, document_of
from budgetlib.readers.pdf.placed import PlacedTable
from budgetlib.readers.recall import Recall
from budgetlib.readers.scan.page import page_content
from budgetlib.readers.scan.raster import Picture, picture_raster
from budgetlib.readers.scan.recognition import RecognisedPage, recognised_page


def read_image(path: Path, data: bytes, recall: Recall) -> Document:
    """The document in an image file; one with several pictures (TIFF) has a page for each.

    Raises `ReadError` where the picture is damaged or says nothing.
    """
    _, pictures = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if not pictures:
        raise ReadError("the picture is damaged and can't be opened", file=path, remedy=DOWNLOAD_AGAIN)
    digest = sha256(data).hexdigest()
    pages = []
    tables = 0
    for number, picture in enumerate(pictures, 1):
        shown = recall(RecognisedPage, digest, partial(_recognised, picture), page=number)
        pages.append(page_content(shown, number, tables + 1))
        tables += sum(isinstance(item, PlacedTable) for item in pages[-1].items)
    document = document_of(path, data, "picture", pages)
    if not document.blocks:
        raise ReadError(
            "no text was recognised in the picture", file=path, remedy="check that it is the right file"
        )
    return document


def _recognised(picture: Picture) -> RecognisedPage:
    return recognised_page(picture_raster(np.asarray(picture, dtype=np.uint8)))
