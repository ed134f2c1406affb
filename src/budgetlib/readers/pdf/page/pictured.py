"""Pages that show a picture: scans, with or without text that somebody's OCR has laid under it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

_MOST_OF_PAGE = 0.5
"""A picture that covers this share of a page shows its content, not an emblem."""
_SEEN = 3
"""So many objects at the beginning and at the end of a page tell whether it is a scan: it has one large picture."""
_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)


def is_picture(page: Any, *, blank: bool) -> bool:
    """Whether a page with hardly any text shows a picture: one that covers most of it, or, where it is `blank` of
    text, any."""
    covered = 0.0
    for thing in page.get_objects(max_depth=1):
        if thing.type in _PICTURES:
            if blank:
                return True
            covered += _share(page, thing.raw)
    return covered >= _MOST_OF_PAGE


def is_hidden(page: Any) -> bool:
    """Whether the text of a page is invisible and lies under a picture of it: what OCR read, not what is printed."""
    count = pdfium.FPDFPage_CountObjects(page)
    outermost = {*range(min(_SEEN, count)), *range(max(count - _SEEN, 0), count)}
    things = [pdfium.FPDFPage_GetObject(page, number) for number in sorted(outermost)]
    if not any(
        pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_IMAGE
        and _share(page, thing) >= _MOST_OF_PAGE
        for thing in things
    ):
        return False
    texts = list(islice(_texts(page, count), 2 * _SEEN))
    return bool(texts) and all(
        pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for thing in texts
    )


def _texts(page: Any, count: int) -> Iterator[Any]:
    for number in range(count):
        thing = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            yield thing


def _share(page: Any, thing: Any) -> float:
    """How much of the page an object covers."""
    left, bottom, right, top = page.get_bbox()
    edges = [pdfium.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *edges):
        return 0.0
    x0, y0, x1, y1 = (edge.value for edge in edges)
    covered = max(min(x1, right) - max(x0, left), 0) * max(min(y1, top) - max(y0, bottom), 0)
    return float(covered / ((right - left) * (top - bottom)))
