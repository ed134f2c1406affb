"""The ruling lines of a page: strokes, thin filled boxes, thin pictures, frames of boxes.

Tables draw them in many ways: one line per row, one piece per cell, a filled box a point high, all lines
in one path; white lines on coloured ground, white cells that leave lines of a dark ground between them. What comes
out, merged and sorted, is the same for all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from ctypes import addressof, c_float, c_int, c_uint
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page import native
from budgetlib.readers.pdf.page.geometry import Box, Rule, Rules, Upright
from budgetlib.readers.pdf.page.matrices import Matrix, applied, matrix_of, product
from budgetlib.readers.pdf.page.objects import TEXT, Group
from budgetlib.readers.pdf.page.pieces import SAME_LINE, merged

_THIN = 3.0
"""What is thinner than this is a line, in points."""
_WHITE = 245
_FAINT = 16
_BOX_SEGMENTS = 5
_MOST_SEGMENTS = 20_000
_MOST_GROUNDS = 100
"""So many coloured areas are looked at for white lines on them."""


def read_rules(groups: Sequence[Group], turn: Upright, *, without: Collection[int] = ()) -> Rules:
    """All horizontal and vertical ruling lines among the objects of a page, merged, each kind sorted by its position.

    Objects at the addresses `without` are left out.
    """
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for box in _thin_boxes(groups, without):
        left, top, right, bottom = turn.box(*box)
        # A dot is a piece of a dotted line or a corner: which of both, merging shows.
        if bottom - top < _THIN:
            horizontal.append(Rule((top + bottom) / 2, left, right))
        if right - left < _THIN:
            vertical.append(Rule((left + right) / 2, top, bottom))
    return Rules(merged(horizontal), merged(vertical))


def _thin_boxes(groups: Sequence[Group], without: Collection[int]) -> Iterator[Box]:
    """Boxes (left, bottom, right, top in PDF coordinates) of everything on the page that may be a line."""
    grounds: list[Box] = []
    """Coloured areas painted so far."""
    for group in groups:
        kinds = [kind for kind in group.kinds if kind != TEXT]
        for thing, kind, box in zip(group.others, kinds, group.boxes, strict=True):
            if thing not in without:
                yield from _boxes_of(thing, kind, box, group.matrix, grounds)


def _boxes_of(thing: int, kind: int, box: Box, matrix: Matrix, grounds: list[Box]) -> Iterator[Box]:
    """Boxes of what may be lines in an object; adds it to `grounds` where it is a coloured area."""
    left, bottom, right, top = box
    thin = right - left < _THIN or top - bottom < _THIN
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        if thin:
            yield box
        return
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return
    painted = _painted(thing)
    if not any(painted) and _lies_on(box, grounds):
        painted = _painted(thing, grounded=True)
    if not any(painted):
        return
    if thin:
        yield box
    elif painted == (True, False) and native.segment_count(thing) <= _BOX_SEGMENTS:
        if _is_dark(native.fill_color, thing):
            _add_ground(box, grounds)
        else:
            yield from _sides(box)
    else:
        yield from _lines_of_path(thing, matrix, painted)


def _add_ground(box: Box, grounds: list[Box]) -> None:
    """Adds a coloured area; cells side by side make one."""
    left, bottom, right, top = box
    if grounds:
        before = grounds[-1]
        if abs(before[2] - left) + abs(before[1] - bottom) + abs(before[3] - top) < SAME_LINE:
            grounds[-1] = (before[0], before[1], right, before[3])
            return
    if len(grounds) < _MOST_GROUNDS:
        grounds.append(box)


def _lies_on(box: Box, grounds: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        left - SAME_LINE <= x <= right + SAME_LINE and bottom - SAME_LINE <= y <= top + SAME_LINE
        for left, bottom, right, top in grounds
    )


def _sides(box: Box) -> Iterator[Box]:
    left, bottom, right, top = box
    yield left, bottom, left, top
    yield right, bottom, right, top
    yield left, bottom, right, bottom
    yield left, top, right, top


def _painted(path: int, *, grounded: bool = False) -> tuple[bool, bool]:
    """Whether the inside and the outline of a path can be seen, on coloured ground or else on white paper."""
    fill, stroke = c_int(), c_int()
    native.draw_mode(path, addressof(fill), addressof(stroke))
    return (
        bool(fill.value) and (grounded or _is_dark(native.fill_color, path)),
        bool(stroke.value) and (grounded or _is_dark(native.stroke_color, path)),
    )


def _is_dark(ask: Any, path: int) -> bool:
    color = (c_uint * 4)()
    start = addressof(color)
    if not ask(path, start, start + 4, start + 8, start + 12):
        return True
    red, green, blue, alpha = color
    return alpha >= _FAINT and min(red, green, blue) < _WHITE


def _lines_of_path(path: int, matrix: Matrix, painted: tuple[bool, bool]) -> Iterator[Box]:
    """Lines in a path that is larger than a line: the frame of a box, or many lines drawn at once."""
    count = native.segment_count(path)
    if count < 2 or count > _MOST_SEGMENTS:
        return
    _, stroked = painted
    onto_page = product(matrix_of(path), matrix)
    for points in _figures(path, count):
        corners = [applied(onto_page, point) for point in points]
        if stroked:
            for (x0, y0), (x1, y1) in pairwise(corners):
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        else:
            xs = [x for x, _ in corners]
            ys = [y for _, y in corners]
            yield min(xs), min(ys), max(xs), max(ys)


def _figures(path: int, count: int) -> Iterator[list[tuple[float, float]]]:
    """The figures of a path as lists of corners, closed ones ending where they begin. Curves are left out."""
    point = (c_float * 2)()
    start = addressof(point)
    figure: list[tuple[float, float]] = []
    for number in range(count):
        part = native.segment(path, number)
        kind = native.segment_type(part)
        native.segment_point(part, start, start + 4)
        corner = (point[0], point[1])
        if kind == pdfium.FPDF_SEGMENT_MOVETO or kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            if len(figure) > 1:
                yield figure
            figure = [corner]
        else:
            figure.append(corner)
        if native.segment_close(part) and figure:
            figure.append(figure[0])
    if len(figure) > 1:
        yield figure
