"""PDFium's functions that are called once per character or object, bound for speed.

pypdfium2 binds them too; these bindings take plain addresses, so that a whole page is read by `map` into
one preallocated array instead of through a Python object per call. Only the functions whose call count
grows with the page's content are here.
"""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_int, c_uint, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2.raw as pdfium


def _bound(function: Any, result: Any, *arguments: Any) -> Any:
    return CFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


char_box = _bound(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
char_origin = _bound(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
char_matrix = _bound(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
char_code = _bound(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)

page_object = _bound(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
form_size = _bound(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
form_object = _bound(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)
object_type = _bound(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
fill_color = _bound(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
stroke_color = _bound(
    pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p
)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
has_transparency = _bound(pdfium.FPDFPageObj_HasTransparency, c_int, c_void_p)
text_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
mark_count = _bound(pdfium.FPDFPageObj_CountMarks, c_int, c_void_p)
content_id = _bound(pdfium.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)
set_active = _bound(pdfium.FPDFPageObj_SetIsActive, c_int, c_void_p, c_int)
segment_count = _bound(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
segment = _bound(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
segment_type = _bound(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
segment_close = _bound(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)


def address(handle: Any) -> int:
    """The address behind a page or a text page of pypdfium2."""
    return cast(handle.raw, c_void_p).value or 0
