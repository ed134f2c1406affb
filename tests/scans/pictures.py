"""Small pictures of pages, drawn for one test each."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from budgetlib.display import fonts

DPI = 200
_ROW, _COLUMN, _LEFT, _TOP, _TEXT = 60, 330, 160, 300, 33


def table(
    rows: Sequence[Sequence[str]], *, title: str = "部门收支总表", unit: str = "单位：万元"
) -> Image.Image:
    """A page of A4 with a ruled table, a title over it and its unit."""
    page = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(page)
    draw.text((600, 150), title, "black", ImageFont.truetype(str(fonts.PATH), 50))
    font = ImageFont.truetype(str(fonts.PATH), _TEXT)
    draw.text((1250, 240), unit, "black", font)
    right, bottom = _LEFT + _COLUMN * len(rows[0]), _TOP + _ROW * len(rows)
    for number in range(len(rows) + 1):
        draw.line((_LEFT, _TOP + _ROW * number, right, _TOP + _ROW * number), "black", 2)
    for number in range(len(rows[0]) + 1):
        draw.line((_LEFT + _COLUMN * number, _TOP, _LEFT + _COLUMN * number, bottom), "black", 2)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            draw.text((_LEFT + _COLUMN * column + 12, _TOP + _ROW * row + 8), cell, "black", font)
    return page


def stamped(page: Image.Image, row: int, column: int) -> Image.Image:
    """The page with a red stamp over a cell."""
    ink = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(ink)
    x, y = _LEFT + _COLUMN * column + 110, _TOP + _ROW * row + 30
    draw.ellipse((x - 150, y - 150, x + 150, y + 150), outline=(230, 40, 40), width=9)
    draw.line((x - 120, y - 10, x + 120, y + 14), (230, 40, 40), 8)
    draw.line((x - 100, y + 20, x + 110, y - 22), (230, 40, 40), 8)
    return Image.fromarray(np.minimum(np.asarray(page), np.asarray(ink)))


def encoded(page: Image.Image, format: str = "PNG") -> bytes:
    """The bytes of an image file, or with `PDF` of a scan."""
    held = io.BytesIO()
    page.save(held, format, **({"resolution": DPI} if format == "PDF" else {}))
    return held.getvalue()
