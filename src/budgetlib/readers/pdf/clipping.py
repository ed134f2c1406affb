"""Text that is in a page but can't be seen on it.

A program that prints a long text or table over pages often writes all of it on every page and shows a part
through a window, the clipping path. What lies outside of it stands above and below what can be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.geometry import Box, Run
from budgetlib.readers.pdf.lines import lines_of

_VISIBLE_LINES = 2
"""After so many visible lines from the top (or bottom) all further lines are taken for visible."""
_HIDDEN_SHARE = 0.5
"""Text of which more than this share of the height lies outside of the window is hidden."""


def visible_lines(textpage: Any, runs: Sequence[Run]) -> list[list[Run]]:
    """The runs as lines from top to bottom, without hidden lines at the head and foot of the page."""
    lines = lines_of(runs)
    hidden: set[int] = set()
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        seen = 0
        for number in order:
            if number in hidden or seen == _VISIBLE_LINES:
                break
            if all(_is_hidden(textpage, run) for run in lines[number]):
                hidden.add(number)
                seen = 0
            else:
                seen += 1
    return [line for number, line in enumerate(lines) if number not in hidden]


def _is_hidden(textpage: Any, run: Run) -> bool:
    thing = pdfium.FPDFText_GetTextObject(textpage, run.first)
    path = pdfium.FPDFPageObj_GetClipPath(thing) if thing else None
    sides = (c_float(), c_float(), c_float(), c_float())
    if not path or not pdfium.FPDFPageObj_GetBounds(thing, *map(byref, sides)):
        return False
    left, bottom, right, top = (side.value for side in sides)
    for number in range(pdfium.FPDFClipPath_CountPaths(path)):
        window = _bounds(path, number)
        if window is not None:
            shown = min(top, window[3]) - max(bottom, window[1])
            if shown < (1 - _HIDDEN_SHARE) * (top - bottom) or right < window[0] or left > window[2]:
                return True
    return False


def _bounds(path: Any, number: int) -> Box | None:
    """Left, bottom, right, top of a clipping path, in the coordinates of the clipped object."""
    x, y = c_float(), c_float()
    xs, ys = [], []
    for at in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
        part = pdfium.FPDFClipPath_GetPathSegment(path, number, at)
        if pdfium.FPDFPathSegment_GetPoint(part, byref(x), byref(y)):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None
