"""Words that are laid over a page: pale ones across it, and those of a seal.

What stands at an angle is left out already where characters are read. What is pale and stands by itself is a title in a
light colour: only what lies across other text or across the lines of a table is laid over them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from ctypes import addressof, byref, c_uint
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page import native
from budgetlib.readers.pdf.page.geometry import Box, Rule, Rules, Run, Upright
from budgetlib.readers.pdf.page.objects import Group

_BIG = 20.0
"""Font size from which words may be a watermark, in points."""
_LARGER = 1.25
"""Words so many times as large as most of the page's text may be one too."""
_PALE = range(140, 246)
"""Grey this light is for what is not to be read. White is: it stands on dark ground."""
_TRANSLUCENT = 160
_ABOVE, _BELOW = 0.75, 0.05
"""How far print reaches over and under its baseline, in font sizes: lines nearer than that only touch it."""
_ACROSS = 0.15
"""Share of a text that lies within pale words which are laid over it."""
_SEAL = (55.0, 220.0)
"""Width and height of a seal, in points: 4 cm in most of the country, larger where it is drawn so."""
_ROUND = 0.6
"""A seal is round or oval: its shorter side is at least this share of the longer one."""
_CURVES = 4
"""A circle is drawn as at least so many curves."""
_COLOURED = 70
"""Red, green and blue of a colour differ by so much, of 255."""


class Seal(NamedTuple):
    """A round frame on the page, and its colour: red, green, blue."""

    box: Box
    colour: tuple[int, int, int]


def without_watermarks(textpage: Any, runs: Sequence[Run], rules: Rules) -> list[Run]:
    """The runs without big pale ones that lie across others, or across ruling lines."""
    if not runs:
        return []
    limit = min(_BIG, _LARGER * median(run.size for run in runs))
    pale = {at for at, run in enumerate(runs) if run.size >= limit and _is_pale(textpage, run.first)}
    if not pale:
        return list(runs)
    others = [run for at, run in enumerate(runs) if at not in pale]
    return [
        run
        for at, run in enumerate(runs)
        if at not in pale or not (_crosses(_box(run), rules) or _lies_over(_box(run), others))
    ]


def _box(run: Run) -> Box:
    return run.left, run.baseline - _ABOVE * run.size, run.right, run.baseline + _BELOW * run.size


def _crosses(box: Box, rules: Rules) -> bool:
    left, top, right, bottom = box
    return _any_across(rules.horizontal, top, bottom, left, right) or _any_across(
        rules.vertical, left, right, top, bottom
    )


def _any_across(rules: Sequence[Rule], low: float, high: float, start: float, end: float) -> bool:
    ats = [rule.at for rule in rules]
    return any(
        rule.start < end and rule.end > start
        for rule in rules[bisect_left(ats, low) : bisect_right(ats, high)]
    )


def _lies_over(box: Box, others: Iterable[Run]) -> bool:
    left, top, right, bottom = box
    for run in others:
        x0, y0, x1, y1 = _box(run)
        across, down = min(right, x1) - max(left, x0), min(bottom, y1) - max(top, y0)
        if across > 0 and down > 0 and across * down > _ACROSS * (x1 - x0) * (y1 - y0):
            return True
    return False


def without_seals(textpage: Any, runs: Sequence[Run], seals: Sequence[Seal]) -> list[Run]:
    """The runs without those that stand in a seal and have its colour."""
    return [run for run in runs if not any(_stands_in(textpage, run, seal) for seal in seals)]


def _stands_in(textpage: Any, run: Run, seal: Seal) -> bool:
    left, top, right, bottom = seal.box
    if not (left < run.center < right and top < run.middle < bottom):
        return False
    colour = _colour(textpage, run.first)
    return colour is not None and all(
        abs(a - b) < _COLOURED for a, b in zip(colour, seal.colour, strict=False)
    )


def seals_of(groups: Sequence[Group], turn: Upright) -> Iterator[Seal]:
    """Round frames in a colour, among the objects of a page."""
    least, most = _SEAL
    for group in groups:
        for thing, (left, bottom, right, top) in zip(group.others, group.boxes, strict=True):
            width, height = right - left, top - bottom
            if (
                least < width < most
                and least < height < most
                and min(width, height) > _ROUND * max(width, height)
                and native.object_type(thing) == pdfium.FPDF_PAGEOBJ_PATH
                and _is_round(thing)
            ):
                for ask in (native.stroke_color, native.fill_color):
                    colour = _colour_of(thing, ask)
                    if colour is not None and max(colour) - min(colour) > _COLOURED:
                        yield Seal(turn.box(left, bottom, right, top), colour)
                        break


def _is_round(path: int) -> bool:
    kinds = [
        native.segment_type(native.segment(path, number))
        for number in range(min(native.segment_count(path), 8 * _CURVES))
    ]
    return kinds.count(pdfium.FPDF_SEGMENT_BEZIERTO) >= _CURVES


def _colour_of(path: int, ask: Any) -> tuple[int, int, int] | None:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not ask(path, *map(addressof, (red, green, blue, alpha))):
        return None
    return red.value, green.value, blue.value


def _colour(textpage: Any, character: int) -> tuple[int, int, int, int] | None:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.FPDFText_GetFillColor(
        textpage, character, byref(red), byref(green), byref(blue), byref(alpha)
    ):
        return None
    return red.value, green.value, blue.value, alpha.value


def _is_pale(textpage: Any, character: int) -> bool:
    colour = _colour(textpage, character)
    return colour is not None and (colour[3] < _TRANSLUCENT or min(colour[:3]) in _PALE)
