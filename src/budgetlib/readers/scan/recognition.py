"""What a page that is a picture shows, before anything is made of it: ruling lines, and print with what it says.

This is what takes seconds a page. It depends on nothing but the picture, the recogniser and what the digest of this
module's code covers, so that it can be kept while everything after it changes.
"""

from __future__ import annotations

from typing import NamedTuple

from budgetlib.readers.pdf.page.geometry import Rules
from budgetlib.readers.pdf.tables.ruled import Grid
from budgetlib.readers.scan.engine import Reading
from budgetlib.readers.scan.raster import Raster
from budgetlib.readers.scan.sheet import Line, read, upright


class Print(NamedTuple):
    """A line of print, and what it was recognised to say."""

    line: Line
    reading: Reading


class RecognisedPage(NamedTuple):
    """A page that stands upright: its size in pixels, pixels per point, ruling lines, tables and print.

    Ruling lines and tables are in points, boxes of print in pixels.
    """

    width: int
    height: int
    scale: float
    rules: Rules
    grids: list[Grid]
    prints: list[Print]


def recognised_page(raster: Raster) -> RecognisedPage:
    """What a page given as a picture shows."""
    sheet, sample = upright(raster)
    readings = {**sample, **read(sheet, [line for line in sheet.lines if line not in sample])}
    height, width = sheet.raster.grey.shape
    prints = [Print(line, readings[line]) for line in sheet.lines]
    return RecognisedPage(width, height, sheet.raster.scale, sheet.rules, sheet.grids, prints)
