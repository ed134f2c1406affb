"""The ruling lines of a page in its picture: long thin strokes, level or upright."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from budgetlib.readers.pdf.page.geometry import Rule, Rules, Run
from budgetlib.readers.pdf.page.pieces import merged
from budgetlib.readers.pdf.tables.ruled import Grid, find_grids
from budgetlib.readers.scan.raster import Picture

_PIECE = 14.0
"""A piece of a line is at least so long, in points: longer than the strokes of small print."""
_SHORTEST = 18.0
"""And a line at least so long, once its pieces are put together."""
_SHORTEST_GLIMPSE = 3.0
_SHORT = 6.0
"""The side of a cell may be this short: it meets lines at both its ends, which strokes of print do not."""
_MEETS = 2.5
_LEAN, _LONG = 0.01, 100.0
"""A line longer than the second, in points, may lean by this slope: a scanned table is not always square."""
_CROSSING = 2.0
_HANGS = 0.7
"""A line that ends inside a cell reaches over so much of it, at least: it is broken there."""
_SAME_LINE = 1.0
_LONGEST_GAP = 24.0
_INKED = 0.97
_PAPER = 220
"""Paper is lighter than this grey."""
_ABOVE, _INSIDE = 0.8, 0.4
"""So many points above and below a line there is paper along most of it, on one side at least."""
_ROUNDS = 2
"""The sides of small cells are found between those of larger ones."""
_THICK = 4.0
"""What is thicker than this is no line, in points."""
_SLENDER = 14.0
"""A line is so many times as long as it is thick; the strokes of large characters are not."""
_LEAST_WIDTH, _LEAST_HEIGHT = 60.0, 9.0
"""No table is smaller than this, in points; the strokes of a character may make such a frame."""
_ALONG = 0.8
_CONTRAST = 14
"""So much darker than what is around it a line is, in grey values."""
_EVEN = 0.5
"""A line is as dark along all of it; a row of print, run together where it is small, is not."""
_BESIDE = 0.4
"""Lines are wiped out with so many points at both sides, for their edges are blurred."""


def read_rules(picture: Picture, scale: float) -> Rules:
    """The level and the upright lines of a picture of `scale` pixels per point, in points."""
    level, upright = _side(picture, scale), _side(np.ascontiguousarray(picture.T), scale)
    rules = Rules(_lines(level), merged([*_lines(upright), *_beside_figures(upright)]))
    sides = Rules(_pieces(level, _SHORT), _pieces(upright, _SHORT))
    for _ in range(_ROUNDS):
        rules = Rules(
            merged([*rules.horizontal, *_between(sides.horizontal, rules.vertical)]),
            merged([*rules.vertical, *_between(sides.vertical, rules.horizontal)]),
        )
    vertical = _through_print(rules.vertical, upright)
    horizontal = _through_print(rules.horizontal, level)
    return Rules([line for line in horizontal if not _hangs(line, vertical)], vertical)


def _hangs(line: Rule, others: Sequence[Rule]) -> bool:
    """Whether a level line ends in the middle of a cell, as a row of small print does that looks like one."""
    crossed = [other.at for other in others if other.start - _MEETS <= line.at <= other.end + _MEETS]
    for end in (line.start, line.end):
        before = max((at for at in crossed if at < end - _MEETS), default=None)
        after = min((at for at in crossed if at > end + _MEETS), default=None)
        meets = any(abs(at - end) <= _MEETS for at in crossed)
        if meets or before is None or after is None:
            continue
        if min(line.end, after) - max(line.start, before) < _HANGS * (after - before):
            return True
    return False


class _Side(NamedTuple):
    """A picture as its level lines are looked for; for upright lines it is transposed.

    `contrast` is how much darker each place is than what is above and below it: lines and strokes, however faint.
    """

    picture: Picture
    contrast: Picture
    scale: float


def _side(picture: Picture, scale: float) -> _Side:
    lit = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((int(_THICK * scale) + 2, 1), np.uint8))
    contrast = cv2.blur(cv2.subtract(lit, picture), (3, 1))
    return _Side(picture, np.asarray(contrast, dtype=np.uint8), scale)


def _pieces(side: _Side, shortest: float) -> list[Rule]:
    return merged([rule for rule, _ in _strokes(side, shortest)])


def _beside_figures(side: _Side) -> list[Rule]:
    """Lines that show only between the rows of a column, whose figures stand against them."""
    lines = _through_print(_pieces(side, _SHORTEST_GLIMPSE), side)
    scale = side.scale
    return [
        line
        for line in lines
        if line.end - line.start >= _SHORTEST
        and not _inside_print(
            side,
            slice(int(line.start * scale), int(line.end * scale)),
            int((line.at - _BESIDE) * scale),
            int((line.at + _BESIDE) * scale) + 1,
        )
    ]


def _through_print(lines: Sequence[Rule], side: _Side) -> list[Rule]:
    """The lines with the gaps closed in which print stands against them: there is ink all along the gap."""
    joined: list[Rule] = []
    for line in sorted(lines, key=lambda line: (round(line.at / _SAME_LINE), line.start)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and abs(before.at - line.at) <= _SAME_LINE
            and before.end < line.start <= before.end + _LONGEST_GAP
            and _is_inked(side, (before.at + line.at) / 2, before.end, line.start)
        ):
            joined[-1] = before._replace(end=line.end)
        else:
            joined.append(line)
    return sorted(joined)


def _is_inked(side: _Side, at: float, start: float, end: float) -> bool:
    row, reach = round(at * side.scale), max(1, round(_BESIDE * side.scale))
    strip = side.picture[
        max(row - reach, 0) : row + reach + 1, int(start * side.scale) : int(end * side.scale) + 1
    ]
    return strip.size > 0 and float((strip.min(axis=0) < _PAPER).mean()) >= _INKED


def _between(pieces: Sequence[Rule], others: Sequence[Rule]) -> Iterator[Rule]:
    """The pieces that begin and end at a line of the other kind."""
    for piece in pieces:
        ends = [
            any(
                abs(other.at - end) <= _MEETS and other.start - _MEETS <= piece.at <= other.end + _MEETS
                for other in others
            )
            for end in (piece.start, piece.end)
        ]
        if all(ends):
            yield piece


def tables_of(rules: Rules, marks: Sequence[Run]) -> list[Grid]:
    """The tables that ruling lines draw, the smallest first. `marks` are where ink is."""
    grids = [grid for grid in find_grids(rules, marks) if _is_table(grid, rules)]
    return sorted(grids, key=lambda grid: grid.area)


def _is_table(grid: Grid, rules: Rules) -> bool:
    """Whether a grid is no frame that the strokes of large characters make: two lines go all along it."""
    left, right, top, bottom = grid.sides
    if right - left < _LEAST_WIDTH or bottom - top < _LEAST_HEIGHT:
        return False
    drawn = [
        sum(
            max(min(line.end, right) - max(line.start, left), 0.0)
            for line in rules.horizontal
            if abs(line.at - y) <= _MEETS
        )
        for y in grid.ys
    ]
    return sum(length >= _ALONG * (right - left) for length in drawn) >= 2


def _lines(side: _Side) -> list[Rule]:
    """The level lines of a picture, in points."""
    strokes = list(_strokes(side, _PIECE))
    lines = []
    for line in merged([rule for rule, _ in strokes]):
        thick = max(
            thickness
            for rule, thickness in strokes
            if rule.start < line.end and rule.end > line.start and abs(rule.at - line.at) < _THICK
        )
        if line.end - line.start >= max(_SHORTEST, _SLENDER * thick):
            lines.append(line)
    return lines


def _strokes(side: _Side, shortest: float) -> Iterator[tuple[Rule, float]]:
    """Every level stroke and how thick it is, in points."""
    scale = side.scale
    dark = (side.contrast > _CONTRAST).astype(np.uint8)
    # Where a line crosses one of the other kind there is nothing lighter beside it.
    dark = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, int(_CROSSING * scale)), np.uint8))
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, int(shortest * scale)), np.uint8))
    joined = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, labels, boxes, middles = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for number in range(1, count):
        left, top, width, height, area = (int(value) for value in boxes[number])
        thickness = area / width / scale
        lean = _LEAN * width if width > _LONG * scale else 0
        if thickness >= _THICK or height > (2 * thickness + 1) * scale + lean:
            continue
        columns = slice(left, left + width)
        own = labels[top : top + height, columns] == number
        ink = np.where(own, 255 - side.picture[top : top + height, columns], 0).max(axis=0)
        even = np.percentile(ink, 10) >= _EVEN * np.median(ink)
        if even and not _inside_print(side, columns, top, top + height):
            middle = float(middles[number][1] + 0.5) / scale
            yield Rule(middle, left / scale, (left + width) / scale), thickness


def _inside_print(side: _Side, columns: slice, top: int, bottom: int) -> bool:
    """Whether there is ink close above and close below a stroke, as in the middle of a row of print."""
    near, far = round(_ABOVE * side.scale), round(2 * _ABOVE * side.scale) + 1
    for strip in (
        side.picture[max(top - far, 0) : max(top - near, 0), columns],
        side.picture[bottom + near : bottom + far, columns],
    ):
        if strip.size == 0 or float((strip.min(axis=0) < _PAPER).mean()) < _INSIDE:
            return False
    return True


def wiped(picture: Picture, grids: list[Grid], rules: Rules, scale: float) -> Picture:
    """The picture without the lines of its tables: those of a title's strokes and underlines stay."""
    clean = picture.copy()
    beside = _BESIDE * scale
    for grid in grids:
        left, right, top, bottom = grid.xs[0] - 2, grid.xs[-1] + 2, grid.ys[0] - 2, grid.ys[-1] + 2
        for at, start, end in rules.horizontal:
            if top <= at <= bottom and start < right and end > left:
                _wipe(clean, at * scale, start * scale, end * scale, beside)
        for at, start, end in rules.vertical:
            if left <= at <= right and start < bottom and end > top:
                _wipe(clean.T, at * scale, start * scale, end * scale, beside)
    return clean


def _wipe(picture: Picture, at: float, start: float, end: float, beside: float) -> None:
    """Makes a level line white where it is dark, following it where it is not quite straight."""
    height = picture.shape[0]
    reach = int(beside * 6) + 1
    first, last = max(int(at) - reach, 0), min(int(at) + reach + 1, height)
    begin, finish = max(int(start) - 1, 0), int(end) + 2
    band = picture[first:last, begin:finish]
    if band.size == 0:
        return
    step = 64
    for part in range(0, band.shape[1], step):
        piece = band[:, part : part + step]
        darkness = 255.0 - piece.mean(axis=1)
        middle = int(darkness.argmax())
        thick = darkness > darkness[middle] * 0.35
        above = middle
        while above > 0 and thick[above - 1]:
            above -= 1
        below = middle
        while below + 1 < len(thick) and thick[below + 1]:
            below += 1
        piece[max(above - 1, 0) : below + 2] = 255
