"""A page as a picture that stands upright: its ruling lines, and where its print is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from budgetlib.readers.pdf.page.geometry import Rules, Run
from budgetlib.readers.pdf.tables.ruled import Grid
from budgetlib.readers.scan.engine import Reading, find_print, recognise
from budgetlib.readers.scan.ink import Spot, is_speck, lines_in, spots_of
from budgetlib.readers.scan.raster import Picture, Raster
from budgetlib.readers.scan.ruling import read_rules, tables_of, wiped
from budgetlib.readers.scan.upright import straightened, turned

_SURE = 0.93
"""Print that stands upright is recognised at least this surely, on average; digits upside down may come near."""
_SAMPLES = 8
_TURNS = (0, 3, 1, 2)
"""Clockwise quarter turns, in the order in which they are tried."""
_STACKED = 0.5
"""How much less sure a sample is whose widest lines are not wider than high: characters on their side."""
_PAD_BESIDE, _PAD_ABOVE = 0.25, 0.12
"""White around a line of print, as a share of its height."""
_INK = 170
_STAMPED = 0.5
"""Red ink is left out of a line where without it at least this share of the ink is left."""
_LARGE = 60.0
"""What is larger than this, in points, is no character: the lines of a table, a stamp."""
_AT_SIDE, _TALL = 1.4, 0.6
"""A spot so near the side of its cell and this thin, in points, and this high, as a share of the cell, is left over
from the ruling line."""


class Line(NamedTuple):
    """A line of print: where its ink is, in pixels, and in what it stands.

    `coloured` is print in a cell that is all red: a negative number, or a part of a stamp.
    """

    box: Spot
    in_cell: bool = False
    coloured: bool = False


class Sheet(NamedTuple):
    """A page that stands upright. `grey` and `plain` are those of `raster` without the lines of tables."""

    raster: Raster
    rules: Rules
    grids: list[Grid]
    grey: Picture
    plain: Picture
    lines: list[Line]


def upright(raster: Raster) -> tuple[Sheet, dict[Line, Reading]]:
    """The page level and with its print upright: the turn in which a sample of it is read most surely.

    The sample comes with it.
    """
    straight = straightened(raster)
    tried = []
    for quarter in _TURNS:
        sheet = _sheet(turned(straight, quarter))
        sample = read(sheet, _sample(sheet))
        score = _sureness(sample)
        tried.append((score, sheet, sample))
        if score >= _SURE:
            break
    _, sheet, sample = max(tried, key=lambda one: one[0])
    return sheet, sample


def read(sheet: Sheet, lines: Sequence[Line]) -> dict[Line, Reading]:
    """What lines of print say."""
    return dict(zip(lines, recognise([_print(sheet, line) for line in lines]), strict=True))


def _sample(sheet: Sheet) -> list[Line]:
    """Some lines of many characters."""
    lines = sorted(sheet.lines, key=lambda line: line.box.left - line.box.right)
    return lines[:: max(1, len(lines) // 2 // _SAMPLES)][:_SAMPLES]


def _sureness(sample: Mapping[Line, Reading]) -> float:
    """How surely a sample is read, but for the worst quarter: an emblem, the edge of the paper."""
    if not sample:
        return 1.0
    scores = sorted(reading.score for reading in sample.values())
    scores = scores[len(scores) // 4 :]
    wide = sum(box.right - box.left > 1.2 * (box.bottom - box.top) for box, *_ in sample)
    return sum(scores) / len(scores) * (1 if 2 * wide > len(sample) else _STACKED)


def _sheet(raster: Raster) -> Sheet:
    scale = raster.scale
    rules = read_rules(raster.plain, scale)
    grids = tables_of(rules, list(_marks(spots_of(raster.plain, scale), scale)))
    plain = wiped(raster.plain, grids, rules, scale)
    grey = plain if raster.grey is raster.plain else wiped(raster.grey, grids, rules, scale)
    inked, _ = _shared_out(spots_of(plain, scale), grids, scale)
    coloured, outside = _shared_out(spots_of(grey, scale), grids, scale)
    lines = [Line(box, in_cell=True) for spots in inked.values() for box in lines_in(spots, scale)]
    for cell, spots in coloured.items():
        if not lines_in(inked.get(cell, []), scale):
            lines += [Line(box, in_cell=True, coloured=True) for box in lines_in(spots, scale)]
    lines += map(Line, _outside(grey, grids, outside, scale))
    return Sheet(raster, rules, grids, grey, plain, lines)


def _marks(spots: Iterable[Spot], scale: float) -> Iterator[Run]:
    """Where there is ink that may be print, as runs of characters that nobody has read yet."""
    for spot in spots:
        if not is_speck(spot, scale) and max(spot.right - spot.left, spot.bottom - spot.top) < _LARGE * scale:
            yield Run("", spot.left / scale, spot.right / scale, (spot.top + spot.bottom) / 2 / scale, 0.0)


def _shared_out(
    spots: Iterable[Spot], grids: Sequence[Grid], scale: float
) -> tuple[dict[tuple[int, int], list[Spot]], list[Spot]]:
    """The spots of every cell that has some, by table and cell, and those outside of all tables."""
    cells: dict[tuple[int, int], list[Spot]] = {}
    outside: list[Spot] = []
    for spot in spots:
        x, y = (spot.left + spot.right) / 2 / scale, (spot.top + spot.bottom) / 2 / scale
        for at, grid in enumerate(grids):
            cell = grid.cell_at(x, y)
            if cell is not None:
                if not _is_side(spot, grid, cell, scale):
                    cells.setdefault((at, cell), []).append(spot)
                break
        else:
            outside.append(spot)
    return cells, outside


def _is_side(spot: Spot, grid: Grid, cell: int, scale: float) -> bool:
    """Whether a spot is what is left of the line at a side of its cell."""
    row, column, height, width = grid.cells[cell]
    left, right = grid.xs[column] * scale, grid.xs[column + width] * scale
    tall = _TALL * (grid.ys[row + height] - grid.ys[row]) * scale
    reach = _AT_SIDE * scale
    near = spot.right < left + 2 * reach or spot.left > right - 2 * reach
    return near and spot.right - spot.left < reach and spot.bottom - spot.top > tall


def _outside(picture: Picture, grids: Sequence[Grid], spots: Sequence[Spot], scale: float) -> Iterator[Spot]:
    """Lines of print outside of tables."""
    if all(is_speck(spot, scale) for spot in spots):
        return
    page = picture.copy()
    for grid in grids:
        left, right, top, bottom = (round(edge * scale) for edge in grid.sides)
        page[max(top, 0) : bottom, max(left, 0) : right] = 255
    above = max(min(spot.top for spot in spots) - round(6 * scale), 0)
    below = max(spot.bottom for spot in spots) + round(6 * scale)
    for left, top, right, bottom in find_print(page[above:below]):
        box = _trimmed(page, Spot(left, top + above, right, bottom + above))
        if box is not None:
            yield box


def _trimmed(picture: Picture, box: Spot) -> Spot | None:
    """The box drawn close around its ink; None where it has none."""
    dark = picture[box.top : box.bottom, box.left : box.right] < _INK
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(rows):
        return None
    return Spot(
        box.left + int(columns[0]),
        box.top + int(rows[0]),
        box.left + int(columns[-1]) + 1,
        box.top + int(rows[-1]) + 1,
    )


def _print(sheet: Sheet, line: Line) -> Picture:
    """The picture of a line of print, without a stamp over it where that leaves something."""
    plain, grey = _cut(sheet.plain, line.box), _cut(sheet.grey, line.box)
    if line.in_cell:
        return grey if line.coloured else plain
    ink = int((grey < _INK).sum())
    return plain if ink and int((plain < _INK).sum()) >= _STAMPED * ink else grey


def _cut(picture: Picture, box: Spot) -> Picture:
    height = max(box.bottom - box.top, 1)
    beside, above = round(_PAD_BESIDE * height) + 2, round(_PAD_ABOVE * height) + 1
    cut: Picture = picture[
        max(box.top - above, 0) : box.bottom + above, max(box.left - beside, 0) : box.right + beside
    ]
    return cut
