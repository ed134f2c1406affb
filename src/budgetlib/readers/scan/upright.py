"""Setting a picture straight: the few degrees by which paper lies askew, and quarter turns."""

from __future__ import annotations

import cv2
import numpy as np

from budgetlib.readers.scan.raster import Picture, Raster

_WIDEST = 4.0
"""Paper lies no further askew than this many degrees."""
_COARSE, _FINE = 0.25, 0.05
_SIDE = 1000
_LEAST = 0.03
_WHITE = 255


def straightened(raster: Raster) -> Raster:
    """The same page with its lines of print level."""
    angle = skew(raster.grey)
    if abs(angle) < _LEAST:
        return raster
    return raster._replace(grey=_rotated(raster.grey, angle), plain=_rotated(raster.plain, angle))


def turned(raster: Raster, quarter: int) -> Raster:
    """The page turned by clockwise quarter turns."""
    if not quarter:
        return raster
    turn = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)[quarter - 1]
    return raster._replace(grey=cv2.rotate(raster.grey, turn), plain=cv2.rotate(raster.plain, turn))


def skew(picture: Picture) -> float:
    """The degrees, counter-clockwise, by which turning the picture makes its rows sharpest."""
    shrunk = _SIDE / max(picture.shape)
    small = cv2.resize(picture, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    dark = np.where(small < 192, 255 - small, 0).astype(np.uint8)
    # Thin rows only: the edge of a photograph or a dark margin is sharper than any print.
    best = max(np.arange(-_WIDEST, _WIDEST + _COARSE, _COARSE), key=lambda angle: _sharpness(dark, angle))
    around = np.arange(best - _COARSE, best + _COARSE + _FINE, _FINE)
    return float(max(around, key=lambda angle: _sharpness(dark, angle)))


def _sharpness(dark: Picture, angle: float) -> float:
    rows = _rotated(dark, angle, border=0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _rotated(picture: Picture, angle: float, border: int = _WHITE) -> Picture:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
    turned = cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC if border else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=border,
    )  # fmt: skip
    return np.asarray(turned, dtype=np.uint8)
