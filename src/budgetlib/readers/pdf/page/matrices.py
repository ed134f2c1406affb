"""Matrices of PDF: how an object, or a form with objects in it, is set on the page."""

from __future__ import annotations

from ctypes import addressof, c_float
from typing import TypeAlias

from budgetlib.readers.pdf.page import native
from budgetlib.readers.pdf.page.geometry import Box

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix_of(thing: int) -> Matrix:
    """The matrix that sets an object into what it is painted on."""
    values = (c_float * 6)()
    if not native.object_matrix(thing, addressof(values)):
        return IDENTITY
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what `first` does and `then` what the other does."""
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


def applied(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    """A point after a matrix."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def placed(box: Box, matrix: Matrix) -> Box:
    """The box around a box after a matrix."""
    if matrix == IDENTITY:
        return box
    x0, y0 = applied(matrix, (box[0], box[1]))
    x1, y1 = applied(matrix, (box[2], box[3]))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
