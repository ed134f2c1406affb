"""Image files: a page photographed or scanned by itself."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from budgetlib.document import Document
from budgetlib.errors import ReadError
from budgetlib.readers.pdf.assembly import DOWNLOAD_AGAIN, document_of
from budgetlib.readers.pdf.pages import PlacedTable
from budgetlib.readers.scan.page import read_raster
from budgetlib.readers.scan.raster import LEAST_DPI, MOST_DPI, Raster, raster_of

_PAGE_INCHES = 11.7
"""The longer side of A4: what an image file says of its size is often the screen's."""


def read_image(path: Path, data: bytes) -> Document:
    """The document in an image file; one with several pictures (TIFF) has a page for each.

    Raises `ReadError` where the picture is damaged or says nothing.
    """
    _, pictures = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if not pictures:
        raise ReadError("the picture is damaged and can't be opened", file=path, remedy=DOWNLOAD_AGAIN)
    pages = []
    tables = 0
    for number, picture in enumerate(pictures, 1):
        pages.append(read_raster(_sized(np.asarray(picture, dtype=np.uint8)), number, tables + 1))
        tables += sum(isinstance(item, PlacedTable) for item in pages[-1].items)
    document = document_of(path, data, "picture", pages)
    if not document.blocks:
        raise ReadError(
            "no text was recognised in the picture", file=path, remedy="check that it is the right file"
        )
    return document


def _sized(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Raster:
    """The picture as fine as print is read."""
    dpi = max(pixels.shape[:2]) / _PAGE_INCHES
    wanted = min(max(dpi, LEAST_DPI), MOST_DPI)
    if wanted != dpi:
        way = cv2.INTER_AREA if wanted < dpi else cv2.INTER_CUBIC
        pixels = np.asarray(
            cv2.resize(pixels, None, fx=wanted / dpi, fy=wanted / dpi, interpolation=way), dtype=np.uint8
        )
    return raster_of(pixels, wanted)
