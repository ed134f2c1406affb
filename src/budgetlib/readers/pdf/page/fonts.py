"""A font for PDFs that bring none: PDFium leaves out characters that it can't measure.

Chinese PDFs often name a font (宋体, 方正小标宋) instead of embedding it. Where the system has no such font, PDFium
takes one without Chinese characters, each of them is then of no size, and its text page skips what is of no size:
a title vanishes on a server that was there on a desktop. `any_character.ttf` has one box for every character, which is
lent wherever the system knows no font; the text and its widths come from the PDF.
"""

from __future__ import annotations

from ctypes import byref, memmove, sizeof, string_at
from functools import cache
from importlib.resources import files
from typing import Any

import pypdfium2.raw as pdfium

_FILE = "any_character.ttf"
_NAME = b"Any Character\0"
_FACE = 4
"""Place of the font's name among what PDFium asks for."""
_BUILT_IN = (b"Helvetica", b"Times", b"Courier", b"Symbol", b"ZapfDingbats")
"""Fonts that PDFium brings itself."""
_LENT = 1
"""The handle of the lent font; those of the system are addresses."""


@cache
def lend_font() -> Any:
    """Lends PDFium the font from now on. The result keeps alive what PDFium holds on to."""
    system = pdfium.FPDF_GetDefaultSystemFontInfo()
    if not system:
        return None  # an operating system whose fonts PDFium finds by other ways
    known = system.contents
    data = files(__package__).joinpath(_FILE).read_bytes()

    def map_font(_: Any, *wanted: Any) -> Any:
        found = known.MapFont(system, *wanted)
        return found or (None if string_at(wanted[_FACE]).startswith(_BUILT_IN) else _LENT)

    def font_data(_: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        if font != _LENT:
            return int(known.GetFontData(system, font, table, buffer, size))
        return _copy(data, buffer, size) if table == 0 else 0

    def face_name(_: Any, font: Any, buffer: Any, size: int) -> int:
        if font != _LENT:
            return int(known.GetFaceName(system, font, buffer, size))
        return _copy(_NAME, buffer, size)

    def charset(_: Any, font: Any) -> int:
        return int(pdfium.FXFONT_DEFAULT_CHARSET if font == _LENT else known.GetFontCharset(system, font))

    def delete_font(_: Any, font: Any) -> None:
        if font != _LENT:
            known.DeleteFont(system, font)

    functions = {
        "Release": lambda _: None,
        "EnumFonts": lambda _, mapper: known.EnumFonts(system, mapper),
        "MapFont": map_font,
        "GetFont": lambda _, name: known.GetFont(system, name) if known.GetFont else None,
        "GetFontData": font_data,
        "GetFaceName": face_name,
        "GetFontCharset": charset,
        "DeleteFont": delete_font,
    }
    own = pdfium.FPDF_SYSFONTINFO()
    memmove(byref(own), system, sizeof(own))
    types = dict(own._fields_)
    for name, function in functions.items():
        setattr(own, name, types[name](function))
    pdfium.FPDF_SetSystemFontInfo(byref(own))
    return own


def _copy(data: bytes, buffer: Any, size: int) -> int:
    """Copies bytes where there is room for them; returns how much room they need."""
    if buffer and size >= len(data):
        memmove(buffer, data, len(data))
    return len(data)
