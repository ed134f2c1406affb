"""A page as a picture: grey values with the paper made white, and without coloured ink beside it."""

from __future__ import annotations

import math
from typing import Any, NamedTuple, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Picture: TypeAlias = npt.NDArray[np.uint8]
"""Grey values, row by row: 0 is black, 255 white."""

POINTS_PER_INCH = 72
LEAST_DPI, MOST_DPI = 200, 300
"""Coarser scans are enlarged to the first: print is recognised at 48 pixels a line. The second is fine enough."""
_MOST_PIXELS = 40_000_000
_RED, _REDDER = 130, 40
"""Red ink reflects at least so much red, and so much more of it than of the other colours."""
_PAPER_POINTS = 20
"""The paper's shade is looked for within so many points: wider than any stroke."""
_PAGE_INCHES = 11.7
"""The longer side of A4: what an image file says of its size is often the screen's."""

cv2.setNumThreads(1)  # pictures are small, and documents are read side by side


class Raster(NamedTuple):
    """A page as a picture.

    `grey` shows everything, `plain` leaves out red ink: a stamp over figures is red, the figures are not.
    """

    grey: Picture
    plain: Picture
    dpi: float

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self.dpi / POINTS_PER_INCH


def page_raster(page: Any) -> Raster:
    """A page of a PDF as a picture, as fine as the pictures on it within bounds."""
    width, height = page.get_size()
    dpi = min(max(_finest(page), LEAST_DPI), MOST_DPI)
    inches = width * height / POINTS_PER_INCH**2
    dpi = min(dpi, math.sqrt(_MOST_PIXELS / inches)) if inches > 0 else dpi
    bitmap = page.render(scale=dpi / POINTS_PER_INCH)
    try:
        return raster_of(np.asarray(bitmap.to_numpy()), dpi)
    finally:
        bitmap.close()


def picture_raster(pixels: npt.NDArray[np.uint8]) -> Raster:
    """The picture in an image file, as fine as print is read; it is taken to show a page of A4."""
    dpi = max(pixels.shape[:2]) / _PAGE_INCHES
    wanted = min(max(dpi, LEAST_DPI), MOST_DPI)
    if wanted != dpi:
        way = cv2.INTER_AREA if wanted < dpi else cv2.INTER_CUBIC
        pixels = np.asarray(
            cv2.resize(pixels, None, fx=wanted / dpi, fy=wanted / dpi, interpolation=way), dtype=np.uint8
        )
    return raster_of(pixels, wanted)


def raster_of(pixels: npt.NDArray[np.uint8], dpi: float) -> Raster:
    """A picture of one channel, or of three in the order blue, green, red."""
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        grey = _on_white(np.ascontiguousarray(pixels.reshape(pixels.shape[:2])), dpi)
        return Raster(grey, grey, dpi)
    grey = cv2.cvtColor(np.ascontiguousarray(pixels[:, :, :3]), cv2.COLOR_BGR2GRAY)
    red = pixels[:, :, 2].copy()
    others = np.minimum(pixels[:, :, 0], pixels[:, :, 1])
    red[(red > _RED) & (cv2.subtract(red, others) > _REDDER)] = 255
    return Raster(_on_white(grey, dpi), _on_white(red, dpi), dpi)


def _on_white(picture: Picture, dpi: float) -> Picture:
    """The picture with the paper white, however it was lit."""
    reach = max(3, int(_PAPER_POINTS * dpi / POINTS_PER_INCH / 4))
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((reach, reach), np.uint8))
    paper = cv2.medianBlur(paper, 5)
    paper = cv2.resize(paper, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    paper = np.maximum(paper, 96)  # a black photograph is no paper
    return np.asarray(cv2.divide(picture, paper, scale=255), dtype=np.uint8)


def _finest(page: Any) -> float:
    """Pixels per inch of the finest picture on the page."""
    finest = 0.0
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)):
        left, bottom, right, top = thing.get_bounds()
        across, down = thing.get_px_size()
        if right - left > POINTS_PER_INCH and top - bottom > POINTS_PER_INCH:
            inches = math.sqrt((right - left) * (top - bottom)) / POINTS_PER_INCH
            finest = max(finest, math.sqrt(across * down) / inches)
    return finest
