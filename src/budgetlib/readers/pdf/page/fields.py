"""Fields of a form that somebody filled in: their text is no text of the page, though it is printed on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_ushort, cast, create_string_buffer
from typing import Any

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page.geometry import FIRST_WIDE, Box, Run, Upright

_WITH_TEXT = frozenset(
    (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
)
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_INVISIBLE | pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_MARGIN = 2.0
"""Text of a field begins so far from its side, in points."""
_LARGEST = 12.0
_OF_HEIGHT = 0.7
"""Size of print in a field of one line, as a share of its height; none is larger than `_LARGEST`."""
_NARROW = 0.55
"""Width of a digit in font sizes."""
_BASELINE = 0.36
"""How far below the middle of its field print stands, in font sizes."""


def filled_fields(page: Any, form: Any, turn: Upright, scale: float) -> Iterator[Run]:
    """What stands in the fields of a page, as runs where they are; `form` is the form environment of PDFium."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            if (
                pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
                and not pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN
                and pdfium.FPDFAnnot_GetFormFieldType(form, annotation) in _WITH_TEXT
            ):
                text = _text(lambda *room, a=annotation: pdfium.FPDFAnnot_GetFormFieldValue(form, a, *room))
                sides = pdfium.FS_RECTF()
                if text.strip() and pdfium.FPDFAnnot_GetRect(annotation, byref(sides)):
                    box = (sides.left, sides.bottom, sides.right, sides.top)
                    yield from _runs(text, turn.box(*(scale * side for side in box)))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _text(ask: Callable[..., int]) -> str:
    length = ask(None, 0)
    if length <= 2:
        return ""
    room = create_string_buffer(length)
    ask(cast(room, POINTER(c_ushort)), length)
    return room.raw[: length - 2].decode("utf-16-le", errors="replace")


def _runs(text: str, box: Box) -> Iterator[Run]:
    """A run for every line of a field."""
    left, top, right, bottom = box
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    height = (bottom - top) / max(len(lines), 1)
    size = min(_OF_HEIGHT * height, _LARGEST)
    for number, line in enumerate(lines):
        width = size * sum(1.0 if ord(one) >= FIRST_WIDE else _NARROW for one in line)
        begin = left + _MARGIN
        end = min(begin + width, max(right - _MARGIN, begin + size))
        yield Run(line, begin, end, top + (number + 0.5) * height + _BASELINE * size, size)
