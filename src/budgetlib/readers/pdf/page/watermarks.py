"""Big pale words across a page, which are no part of its text.

Those that stand at an angle are left out already where characters are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_uint
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page.geometry import Run

_BIG = 20.0
"""Font size from which words may be a watermark, in points."""
_LARGER = 1.25
"""Words so many times as large as most of the page's text may be one too."""
_PALE = range(140, 246)
"""Grey this light is for what is not to be read. White is: it stands on dark ground."""
_TRANSLUCENT = 160


def without_watermarks(textpage: Any, runs: Sequence[Run]) -> list[Run]:
    """The runs without big pale ones."""
    if not runs:
        return []
    limit = min(_BIG, _LARGER * median(run.size for run in runs))
    return [run for run in runs if run.size < limit or not _is_pale(textpage, run.first)]


def _is_pale(textpage: Any, character: int) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.FPDFText_GetFillColor(
        textpage, character, byref(red), byref(green), byref(blue), byref(alpha)
    ):
        return False
    return alpha.value < _TRANSLUCENT or min(red.value, green.value, blue.value) in _PALE
