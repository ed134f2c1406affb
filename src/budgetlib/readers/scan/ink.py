"""Ink on a page: spots of it, and the lines of print that they make inside the cells of a table.

In a cell the lines are found by the white between them. So a cell without ink is known to be blank, a single 0 or
dash is found, and what stands in two cells is never read as one; a detector of text promises none of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from budgetlib.readers.scan.raster import Picture

_FAINT, _DARK = 200, 165
"""Ink is darker than the first everywhere and than the second somewhere: a pale watermark is not."""
_SPECK = 2.4
"""A spot smaller than this both ways, in points, is a dot of a number, a part of a character, or dirt."""
_REMNANT = 12.0
"""What is longer than this, and flat, is left over from a ruling line."""
_FLAT = 1.6
_SAME_BAND = 0.7
"""Spots that are parted by so much white, in points, stand on two lines."""
_THIN_BAND = 5.0
"""A line lower than this is a stroke of the character above or below it, when it is as near as `_NEAR`."""
_NEAR = 3.0
_APART = 2.5
"""Print further apart than this many heights of its line is of two runs."""
_BELOW = 2.0
"""A comma hangs so far below the digits, in points."""


class Spot(NamedTuple):
    """A connected spot of ink, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def spots_of(picture: Picture, scale: float) -> list[Spot]:
    """Every spot of ink in a picture of `scale` pixels per point, specks of dirt included."""
    faint = (picture < _FAINT).astype(np.uint8)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(faint, connectivity=8)
    dark = np.zeros(count, dtype=bool)
    dark[np.unique(labels[picture < _DARK])] = True
    dark[0] = False
    spots = []
    for left, top, width, height, _ in boxes[dark]:
        flat, long = min(width, height), max(width, height)
        if not (flat < _FLAT * scale and long > _REMNANT * scale):
            spots.append(Spot(int(left), int(top), int(left + width), int(top + height)))
    return spots


def is_speck(spot: Spot, scale: float) -> bool:
    """Whether a spot is too small to be a character or a dash."""
    return max(spot.right - spot.left, spot.bottom - spot.top) < _SPECK * scale


def lines_in(spots: Sequence[Spot], scale: float) -> list[Spot]:
    """Boxes around the lines of print that the spots of one cell make; none where there are only specks."""
    strokes = [spot for spot in spots if not is_speck(spot, scale)]
    specks = [spot for spot in spots if is_speck(spot, scale)]
    parts = (part for band in _bands(strokes, scale) for part in _parts(band))
    return [_around([part, *_belonging(part, specks, scale)]) for part in parts]


def _bands(strokes: Sequence[Spot], scale: float) -> list[list[Spot]]:
    bands: list[list[Spot]] = []
    bottom = 0
    for spot in sorted(strokes, key=lambda spot: spot.top):
        if bands and spot.top <= bottom + _SAME_BAND * scale:
            bands[-1].append(spot)
            bottom = max(bottom, spot.bottom)
        else:
            bands.append([spot])
            bottom = spot.bottom
    merged: list[list[Spot]] = []
    for band in bands:
        box = _around(band)
        above = _around(merged[-1]) if merged else None
        if (
            above is not None
            and box.top - above.bottom < _NEAR * scale
            and min(box.bottom - box.top, above.bottom - above.top) < _THIN_BAND * scale
        ):
            merged[-1] += band
        else:
            merged.append(band)
    return merged


def _parts(band: Sequence[Spot]) -> list[Spot]:
    box = _around(band)
    apart = _APART * (box.bottom - box.top)
    parts: list[list[Spot]] = []
    right = 0
    for spot in sorted(band):
        if parts and spot.left - right <= apart:
            parts[-1].append(spot)
            right = max(right, spot.right)
        else:
            parts.append([spot])
            right = spot.right
    return [_around(part) for part in parts]


def _belonging(line: Spot, specks: Sequence[Spot], scale: float) -> list[Spot]:
    """The specks between the characters of a line. Those beside it are dirt: no number ends in a point."""
    return [
        speck
        for speck in specks
        if line.top <= speck.top
        and speck.bottom <= line.bottom + _BELOW * scale
        and line.left <= speck.left
        and speck.right <= line.right
    ]


def _around(spots: Sequence[Spot]) -> Spot:
    return Spot(
        min(spot.left for spot in spots),
        min(spot.top for spot in spots),
        max(spot.right for spot in spots),
        max(spot.bottom for spot in spots),
    )
