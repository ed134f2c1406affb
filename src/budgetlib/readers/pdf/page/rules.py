"""The ruling lines of a page: strokes, thin filled boxes, thin pictures, frames of boxes.

Tables draw them in many ways: one line per row, one piece per cell, a filled box a point high, all lines
in one path; white lines on coloured ground, white cells that leave lines of a dark ground between them. What comes
out, merged and sorted, is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import addressof, c_float, c_int, c_uint
from itertools import pairwise
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page import native
from budgetlib.readers.pdf.page.geometry import Box, Rule, Rules, Upright
from budgetlib.readers.pdf.page.pieces import SAME_LINE, merged

_THIN = 3.0
"""What is thinner than this is a line, in points."""
_WHITE = 245
_FAINT = 16
_BOX_SEGMENTS = 5
_MOST_SEGMENTS = 20_000
_MOST_GROUNDS = 100
"""So many coloured areas are looked at for white lines on them."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_rules(page: Any, turn: Upright) -> Rules:
    """All horizontal and vertical ruling lines of a page, merged, each kind sorted by its position."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for box in _thin_boxes(page):
        left, top, right, bottom = turn.box(*box)
        # A dot is a piece of a dotted line or a corner: which of both, merging shows.
        if bottom - top < _THIN:
            horizontal.append(Rule((top + bottom) / 2, left, right))
        if right - left < _THIN:
            vertical.append(Rule((left + right) / 2, top, bottom))
    return Rules(merged(horizontal), merged(vertical))


def _thin_boxes(page: Any) -> Iterator[Box]:
    """Boxes (left, bottom, right, top in PDF coordinates) of everything on the page that may be a line."""
    handle = native.address(page)
    count = pdfium.FPDFPage_CountObjects(page)
    objects = list(map(native.page_object, (handle,) * count, range(count)))
    yield from _boxes_of(objects, _IDENTITY, [])


def _boxes_of(objects: list[int], matrix: Matrix, grounds: list[Box]) -> Iterator[Box]:
    """Boxes of things that may be lines, in the order in which they are painted; `grounds` collects coloured areas."""
    bounds = (c_float * 4)()
    start = addressof(bounds)
    addresses = (start, start + 4, start + 8, start + 12)
    for thing, kind in zip(objects, map(native.object_type, objects), strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            count = native.form_size(thing)
            inner = list(map(native.form_object, (thing,) * count, range(count)))
            yield from _boxes_of(inner, _product(_matrix(thing), matrix), grounds)
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            if not native.object_bounds(thing, *addresses):
                continue
            left, bottom, right, top = bounds
            thin = right - left < _THIN or top - bottom < _THIN
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                if thin:
                    yield _placed((left, bottom, right, top), matrix)
                continue
            box = _placed((left, bottom, right, top), matrix)
            painted = _painted(thing)
            if not any(painted) and _lies_on(box, grounds):
                painted = _painted(thing, grounded=True)
            if not any(painted):
                continue
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
    placed = _product(_matrix(path), matrix)
    for points in _figures(path, count):
        corners = [_applied(placed, point) for point in points]
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


def _matrix(thing: int) -> Matrix:
    values = (c_float * 6)()
    if not native.object_matrix(thing, addressof(values)):
        return _IDENTITY
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    a2, b2, c2, d2, e2, f2 = then
    return (
        a * a2 + b * c2,
        a * b2 + b * d2,
        c * a2 + d * c2,
        c * b2 + d * d2,
        e * a2 + f * c2 + e2,
        e * b2 + f * d2 + f2,
    )


def _applied(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _placed(box: Box, matrix: Matrix) -> Box:
    if matrix == _IDENTITY:
        return box
    x0, y0 = _applied(matrix, (box[0], box[1]))
    x1, y1 = _applied(matrix, (box[2], box[3]))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
