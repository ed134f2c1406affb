"""The objects of a page: texts, paths, pictures, in the order in which they are painted, forms opened."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from ctypes import addressof, c_float
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page import native
from budgetlib.readers.pdf.page.geometry import Box
from budgetlib.readers.pdf.page.matrices import IDENTITY, Matrix, matrix_of, placed, product

TEXT = pdfium.FPDF_PAGEOBJ_TEXT


class Group(NamedTuple):
    """Objects of a page, or of a form on it, by address, with their kinds; `matrix` sets them on the page.

    `others` are those that are no texts; `boxes` says where they are on the page: left, bottom, right, top.
    """

    objects: list[int]
    kinds: list[int]
    others: list[int]
    boxes: list[Box]
    matrix: Matrix
    in_form: bool


def objects_of(page: Any, scale: float = 1.0) -> list[Group]:
    """What a page paints, in that order, `scale` times as large. A form ends a group and is one or more of its own."""
    count = pdfium.FPDFPage_CountObjects(page)
    objects = list(map(native.page_object, (native.address(page),) * count, range(count)))
    groups: list[Group] = []
    _gather(objects, IDENTITY if scale == 1.0 else (scale, 0.0, 0.0, scale, 0.0, 0.0), groups, in_form=False)
    return groups


def _gather(objects: list[int], matrix: Matrix, groups: list[Group], *, in_form: bool) -> None:
    kinds = list(map(native.object_type, objects))
    begin = 0
    forms = [at for at, kind in enumerate(kinds) if kind == pdfium.FPDF_PAGEOBJ_FORM]
    for at in (*forms, len(objects)):
        if at > begin:
            groups.append(_group(objects[begin:at], kinds[begin:at], matrix, in_form=in_form))
        begin = at + 1
        if at < len(objects):
            count = native.form_size(objects[at])
            inner = list(map(native.form_object, (objects[at],) * count, range(count)))
            _gather(inner, product(matrix_of(objects[at]), matrix), groups, in_form=True)


def _group(objects: list[int], kinds: list[int], matrix: Matrix, *, in_form: bool) -> Group:
    others = [one for one, kind in zip(objects, kinds, strict=True) if kind != TEXT]
    return Group(objects, kinds, others, boxes_of(others, matrix), matrix, in_form)


def boxes_of(objects: Sequence[int], matrix: Matrix) -> list[Box]:
    """Left, bottom, right and top of objects on the page."""
    bounds = (c_float * (4 * len(objects)))()
    start = addressof(bounds)
    end = start + 16 * len(objects)
    list(map(native.object_bounds, objects, *(range(start + 4 * at, end + 4 * at, 16) for at in range(4))))
    flat = array("f", bytes(bounds)).tolist()
    boxes = list(zip(flat[::4], flat[1::4], flat[2::4], flat[3::4], strict=True))
    return boxes if matrix is IDENTITY else [placed(box, matrix) for box in boxes]
