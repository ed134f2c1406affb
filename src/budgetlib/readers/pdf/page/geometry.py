"""Shapes that the parts of the PDF reader hand to each other.

All positions are in points (1/72 inch) on the page as it is read: x grows to the right, y grows downwards,
whatever the page's own rotation.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

FIRST_WIDE = 0x2E80
"""From this code point on characters are as wide as their font is high: Chinese and its punctuation."""
_MIDDLE = 0.36
"""Middle of Chinese characters over their baseline, as a share of the font size."""
_SMALLEST, _USUAL = 250.0, 842.0
"""Longer side of the smallest page that is one, in points, and of A4. Smaller ones have a unit of their own (UserUnit)."""


def scale_of(width: float, height: float) -> float:
    """How many times a page must be made larger so that its print has the size of print."""
    longer = max(width, height)
    return _USUAL / longer if 0 < longer < _SMALLEST else 1.0


class Run(NamedTuple):
    """Characters that stand side by side on one line without a gap.

    `baseline` is the y they stand on, `size` about the size of their font, `first` the number of the
    first one in PDFium's text page.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    first: int = -1

    @property
    def middle(self) -> float:
        """Height of the middle of the characters."""
        return self.baseline - _MIDDLE * self.size

    @property
    def center(self) -> float:
        """The x halfway between its two ends."""
        return (self.left + self.right) / 2


class Rule(NamedTuple):
    """A straight line: `at` is its y (of a horizontal one) or its x, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """The ruling lines of a page, merged: no two of a kind touch."""

    horizontal: list[Rule]
    vertical: list[Rule]


Box: TypeAlias = tuple[float, float, float, float]
"""left, top, right, bottom."""


class Upright(NamedTuple):
    """Turns PDF coordinates into the page as read, whose text stands `quarter` clockwise quarter turns off."""

    quarter: int
    left: float
    top: float

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of PDF coordinates as left, top, right, bottom."""
        if self.quarter == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.quarter == 1:
            return self.left - top, self.top - right, self.left - bottom, self.top - left
        if self.quarter == 2:
            return self.left - right, bottom - self.top, self.left - left, top - self.top
        return bottom - self.left, left - self.top, top - self.left, right - self.top


def upright(quarter: int, page: Box) -> tuple[Upright, float, float]:
    """The turn for text that stands `quarter` clockwise quarter turns off, with width and height as read.

    `page` is the page's box in PDF coordinates: left, bottom, right, top.
    """
    left, bottom, right, top = page
    turns = (
        Upright(0, left, top),
        Upright(1, top, right),
        Upright(2, right, bottom),
        Upright(3, bottom, left),
    )
    width, height = right - left, top - bottom
    return turns[quarter], *((width, height) if quarter % 2 == 0 else (height, width))
