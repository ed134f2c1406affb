"""Text that is in a page but can't be seen on it.

A program that prints a long text or table over pages often writes all of it on every page and shows a part
through a window, the clipping path. What lies outside of it stands above and below what can be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_double, c_float
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page.geometry import Box, Run
from budgetlib.readers.pdf.page.lines import lines_of

_VISIBLE_LINES = 2
"""After so many visible lines from the top (or bottom) all further lines are taken for visible."""
_HIDDEN_SHARE = 0.5
"""Text of which more than this share of the height lies outside of the window is hidden."""
_NEAR = 10.0
_GOES_ON = 0.3
"""Text goes on with what begins within so many font sizes of its end, and so many points."""


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


def with_cut_ends(textpage: Any, runs: list[Run]) -> list[Run]:
    """The runs, in the order of the text layer, with text that the edge of its cell hides put back to what it ends.

    Spreadsheets write all of a text that is too long for its cell, and show as much as the cell has room for. What is
    hidden would be read as text of the cells beside it. It has no place on the page, so the run keeps its own.
    """
    near = [
        at
        for at, (before, run) in enumerate(pairwise(runs), 1)
        if -_NEAR < run.left - before.right < _NEAR and _goes_on(before, run)
    ]
    hidden = {at for at in near if _begins_outside(textpage, runs[at])}
    if not hidden:
        return runs
    whole: list[Run] = []
    for at, run in enumerate(runs):
        if at in hidden:
            whole[-1] = whole[-1]._replace(text=whole[-1].text + run.text)
        else:
            whole.append(run)
    return whole


def _goes_on(before: Run, run: Run) -> bool:
    """Whether a run begins where the one before it ends."""
    reach = _GOES_ON * run.size
    return abs(run.left - before.right) < reach and abs(run.baseline - before.baseline) < reach


def _begins_outside(textpage: Any, run: Run) -> bool:
    """Whether the first character of a run lies outside of the window that its text is shown through."""
    thing = pdfium.FPDFText_GetTextObject(textpage, run.first)
    sides = (c_double(), c_double(), c_double(), c_double())
    if not thing or not pdfium.FPDFText_GetCharBox(textpage, run.first, *map(byref, sides)):
        return False
    left, right, bottom, top = (side.value for side in sides)
    return outside_of_window(thing, (left, bottom, right, top))


def outside_of_window(thing: Any, box: Box) -> bool:
    """Whether the middle of a box lies outside of the window that an object of PDFium is shown through."""
    path = pdfium.FPDFPageObj_GetClipPath(thing)
    if not path:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    windows = (_bounds(path, number) for number in range(pdfium.FPDFClipPath_CountPaths(path)))
    return any(
        window is not None and not (window[0] <= x <= window[2] and window[1] <= y <= window[3])
        for window in windows
    )


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
