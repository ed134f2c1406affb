"""The characters of a page, gathered into runs that stand upright.

Text that stands at an angle to most of the page's text (watermarks, stamps) is left out. Spaces are not
read but seen: the text layer of tables invents and forgets them. Heights come from the baseline and the
width of Chinese characters, because many embedded fonts tell nothing of their height.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from ctypes import addressof, c_double, c_float, c_ushort
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page import native
from budgetlib.readers.pdf.page.geometry import FIRST_WIDE, Box, Run, Upright, upright
from budgetlib.readers.pdf.page.lookalikes import as_meant

_MAX_GAP = 0.5
"""Characters further apart than this share of the font size are not of one run."""
_EDGE_GAP = 0.03
"""Next to a ruling line, characters that don't join as exactly as this belong to two cells."""
_EDGE_REACH = 0.2
_CUT = 0.7
"""A Chinese character before a number may be cut off by the line between both: so much of it may lie beyond."""
_WORD_GAP = 0.2
_SAME_LINE = 0.3
_LEVEL = 0.02
"""Angles within this many radians are the same."""
_SIZE_OF_HEIGHT = 0.9
"""Font size as a share of the line height that a font claims."""
_SPACES = frozenset((0xA0, 0xAD, 0x3000, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060))
"""What shows nothing: spaces, hyphens for a line break that is not there, marks of direction."""
_NO_UNICODE = frozenset((0x00, 0xFFFD, 0xFFFF))
_HYPHENS = frozenset((0x02, 0xFFFE))
"""What PDFium gives for a hyphen where a line breaks."""

_CONTROLS = frozenset((0x02, 0x09, 0x0A, 0x0D))
"""Control characters that PDFium writes by itself."""
_SIGNS = frozenset(map(ord, "×÷éèêáàóòúùüǖǘǚǜāēīōūǎěǐǒǔńňǹ"))
"""Signs and letters of pinyin among those that Chinese pages don't print."""
_LEAST_SIDEWAYS = 12
"""So many characters that stand sideways may be a table, or a title above one."""
_SAMPLE = 8


class Characters(NamedTuple):
    """What can be seen on a page, in the order of its text layer: one entry per character in each list.

    `indexes` are the characters' numbers in PDFium's text page. `unmapped` counts those without a usable Unicode.
    `width` and `height` are of the page as it is read.
    """

    codes: list[int]
    lefts: list[float]
    rights: list[float]
    baselines: list[float]
    sizes: list[float]
    indexes: list[int]
    unmapped: int
    upright: Upright
    width: float
    height: float
    sideways: tuple[Characters, ...] = ()
    """Further characters that stand upright when the page is turned by quarters: a wide table below an upright title."""


def read_characters(textpage: Any, page_box: Box, scale: float = 1.0) -> Characters:
    """The visible characters of a page, `scale` times as large as there.

    `page_box` is its box in PDF coordinates, as large: left, bottom, right, top.
    """
    count = max(pdfium.FPDFText_CountChars(textpage), 0)
    handle = native.address(textpage)
    codes = as_meant(_codes(textpage, handle, count))
    boxes, origins = _measured(handle, count)
    if scale != 1.0:
        boxes, origins = [scale * side for side in boxes], [scale * place for place in origins]
    visible = [
        at for at, code in enumerate(codes) if (code > 0x20 and code not in _SPACES) or code in _HYPHENS
    ]
    quarter, turned = _directions(handle, visible, origins[1::2])
    unreadable = sum(map(_is_unreadable, codes))
    main = [at for at in visible if at not in turned]
    page = _standing(quarter, page_box, main, codes, boxes, origins)
    sideways: list[Characters] = []
    for other in {*turned.values()} - {quarter, None}:
        aside = [at for at in visible if turned.get(at) == other]
        if other is not None and len(aside) >= _LEAST_SIDEWAYS:
            sideways.append(_standing(other, page_box, aside, codes, boxes, origins))
    return page._replace(unmapped=unreadable, sideways=tuple(sideways))


def _is_unreadable(code: int) -> bool:
    """Whether a character says that its font has no usable map to Unicode: it has none, or is what no page prints."""
    return (
        code in _NO_UNICODE
        or (code < 0x20 and code not in _CONTROLS)
        or 0x7F <= code < 0xA0
        or (0xC0 <= code < 0x250 and code not in _SIGNS)
        or 0xE000 <= code < 0xF900
    )


def _standing(
    quarter: int,
    page_box: Box,
    places: Sequence[int],
    codes: Sequence[int],
    boxes: Sequence[float],
    origins: Sequence[float],
) -> Characters:
    """Of the characters at `places` those that are on the page, which is turned so that they stand upright."""
    turn, width, height = upright(quarter, page_box)
    seen = Characters([], [], [], [], [], [], 0, turn, width, height)
    for index, left, right, baseline, line in zip(
        *_upright_places(turn, boxes, origins, places), strict=True
    ):
        if right < 0 or left > width or not 0 < baseline < height:
            continue
        code = codes[index]
        seen.codes.append(code if code not in _HYPHENS else 0x2D)
        seen.lefts.append(left)
        seen.rights.append(right)
        seen.baselines.append(baseline)
        seen.sizes.append(right - left if code >= FIRST_WIDE else line * _SIZE_OF_HEIGHT)
        seen.indexes.append(index)
    return seen


def _upright_places(
    turn: Upright, boxes: Sequence[float], origins: Sequence[float], visible: Sequence[int]
) -> tuple[Sequence[int], list[float], list[float], list[float], list[float]]:
    """Index, left, right, baseline and line height of the visible characters on the page as it is read."""
    x, y = turn.left, turn.top
    if turn.quarter == 0:
        lefts = [boxes[4 * at] - x for at in visible]
        rights = [boxes[4 * at + 2] - x for at in visible]
        baselines = [y - origins[2 * at + 1] for at in visible]
    elif turn.quarter == 1:
        lefts = [x - boxes[4 * at + 1] for at in visible]
        rights = [x - boxes[4 * at + 3] for at in visible]
        baselines = [y - origins[2 * at] for at in visible]
    elif turn.quarter == 2:
        lefts = [x - boxes[4 * at + 2] for at in visible]
        rights = [x - boxes[4 * at] for at in visible]
        baselines = [origins[2 * at + 1] - y for at in visible]
    else:
        lefts = [boxes[4 * at + 3] - x for at in visible]
        rights = [boxes[4 * at + 1] - x for at in visible]
        baselines = [origins[2 * at] - y for at in visible]
    if turn.quarter % 2 == 0:
        heights = [boxes[4 * at + 1] - boxes[4 * at + 3] for at in visible]
    else:
        heights = [boxes[4 * at + 2] - boxes[4 * at] for at in visible]
    return visible, lefts, rights, baselines, heights


def _codes(textpage: Any, handle: int, count: int) -> list[int]:
    buffer = (c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(textpage, 0, count, buffer) == count + 1:
        codes = array("H", bytes(buffer)).tolist()[:count]
        if not any(0xD800 <= code < 0xE000 for code in codes):
            return codes
    # The bulk call leaves out what has no Unicode and splits what lies beyond 16 bits: ask one by one.
    return list(map(native.char_code, (handle,) * count, range(count)))


def _measured(handle: int, count: int) -> tuple[list[float], list[float]]:
    """Boxes (left, top, right, bottom) and origins (x, y) of all characters in PDF coordinates."""
    boxes = (c_float * (4 * count))()
    origins = (c_double * (2 * count))()
    handles = (handle,) * count
    start = addressof(boxes)
    list(map(native.char_box, handles, range(count), range(start, start + 16 * count, 16)))
    start = addressof(origins)
    end = start + 16 * count
    list(map(native.char_origin, handles, range(count), range(start, end, 16), range(start + 8, end, 16)))
    return array("f", bytes(boxes)).tolist(), array("d", bytes(origins)).tolist()


def _directions(
    handle: int, visible: Sequence[int], heights: Sequence[float]
) -> tuple[int, dict[int, int | None]]:
    """Clockwise quarter turns (0 to 3) by which most of the text stands off, and the other characters.

    Each of those with its own quarter turns, None where it stands at an angle. Only characters on another height than
    those before and after can stand at an angle, or upside down where a sample does; asking for the angle of every
    character would cost as much as reading it.
    """
    angles = {at: _angle(handle, at) for at in _off_line(visible, heights)}
    sample = visible[:: max(1, len(visible) // _SAMPLE)]
    upside_down = sum(_quarter(_angle(handle, at)) == 2 for at in sample)
    if 2 * upside_down > len(sample):
        angles = {at: _angle(handle, at) for at in visible}
    turns = Counter(map(_quarter, angles.values()))
    turns[0] = turns[None] = 0
    quarter, number = turns.most_common(1)[0]
    if quarter is None or 2 * number <= len(visible):
        quarter = 0
    else:
        angles = {at: _angle(handle, at) for at in visible}
    main = quarter * math.pi / 2
    return quarter, {
        at: _quarter(angle)
        for at, angle in angles.items()
        if abs(math.remainder(angle - main, math.tau)) > _LEVEL
    }


def _quarter(angle: float) -> int | None:
    """Clockwise quarter turns of an angle; None where it is not one."""
    return round(angle / (math.pi / 2)) % 4 if abs(math.remainder(angle, math.pi / 2)) < _LEVEL else None


def _off_line(visible: Sequence[int], heights: Sequence[float]) -> list[int]:
    around = [math.nan, *(heights[at] for at in visible), math.nan]
    return [
        at
        for at, before, own, after in zip(visible, around, around[1:], around[2:], strict=False)
        if own != before and own != after
    ]


def _angle(handle: int, number: int) -> float:
    """Clockwise angle of a character's baseline. Slanted letters stand upright (PDFium's own angle says no)."""
    matrix = (c_float * 6)()
    native.char_matrix(handle, number, addressof(matrix))
    return math.atan2(-matrix[1], matrix[0])


def gather_runs(characters: Characters, edges: Sequence[float]) -> list[Run]:
    """Characters that follow each other on a line, as runs.

    A run ends at a gap, and next to a vertical ruling line (their x, growing, are `edges`) where a number
    meets a word or the characters don't join.
    """
    runs: list[Run] = []
    text: list[str] = []
    run_left = run_right = run_base = run_size = 0.0
    last_wide = run_wide = False
    last_code = 0
    run_index = 0
    for code, left, right, base, size, index in zip(*characters[:6], strict=True):
        wide = code >= FIRST_WIDE
        gap = left - run_right
        if text:
            reach = size if size > run_size else run_size
            if (
                -_MAX_GAP * reach < gap < _MAX_GAP * reach
                and -_SAME_LINE * reach < base - run_base < _SAME_LINE * reach
                and not (
                    (wide != last_wide or not -_EDGE_GAP * reach < gap < _EDGE_GAP * reach)
                    and _meets(
                        edges,
                        run_right - _CUT * run_size if last_wide and not wide else run_right,
                        left,
                        _EDGE_REACH * reach,
                    )
                )
            ):
                if gap > _WORD_GAP * reach and not wide and not last_wide and _spaced(last_code, code):
                    text.append(" ")
                text.append(chr(code))
                run_right = right
                if wide and not run_wide:
                    run_wide = True
                    run_size = size
                elif size > run_size and wide == run_wide:
                    run_size = size
                last_wide = wide
                last_code = code
                continue
            runs.append(Run("".join(text), run_left, run_right, run_base, run_size, run_index))
        text = [chr(code)]
        run_left, run_right, run_base, run_size, run_index = left, right, base, size, index
        last_wide = run_wide = wide
        last_code = code
    if text:
        runs.append(Run("".join(text), run_left, run_right, run_base, run_size, run_index))
    return runs


def _meets(edges: Sequence[float], end: float, start: float, reach: float) -> bool:
    """Whether a ruling line stands where one character ends and the next starts."""
    low, high = (end, start) if end < start else (start, end)
    at = bisect_left(edges, low - reach)
    return at < len(edges) and edges[at] <= high + reach


def _spaced(before: int, after: int) -> bool:
    """Whether a gap between two characters is a space between words."""
    return before < 0x250 and after < 0x250 and chr(before).isalnum() and chr(after).isalnum()
