"""The characters of a page, gathered into runs that stand upright.

Text that stands at an angle to most of the page's text (watermarks, stamps) is left out, and so is big pale text
across the page. Spaces are not read but seen: the text layer of tables invents and forgets them.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from ctypes import addressof, c_float, c_ushort
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf import native
from budgetlib.readers.pdf.geometry import Box, Run, Upright, upright

_MAX_GAP = 0.5
"""Characters further apart than this share of the line height are not of one run."""
_EDGE_GAP = 0.1
"""Characters on two sides of a ruling line are not of one run from this gap on."""
_WORD_GAP = 0.2
_SAME_LINE = 0.35
_SPACES = frozenset((0x20, 0xA0, 0x3000, 0xFEFF, 0xFFFE, 0xFFFF))
_HYPHEN_AT_BREAK = 0x02


class Characters(NamedTuple):
    """What can be seen on a page: code points and boxes, six entries a character in one flat list each."""

    codes: list[int]
    boxes: list[float]  # left, top, right, bottom of each
    upright: Upright
    width: float
    height: float
    unmapped: int


def read_characters(textpage: Any, page_box: Box) -> Characters:
    """The visible characters of a page in the order of its text layer. `page_box` as left, bottom, right, top."""
    handle = native.address(textpage)
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        turn, width, height = upright(0, page_box)
        return Characters([], [], turn, width, height, 0)
    codes = _codes(textpage, handle, count)
    buffer = (c_float * (4 * count))()
    start = addressof(buffer)
    # PDFium writes left, top, right, bottom of each character, y growing upwards.
    list(map(native.char_box, (handle,) * count, range(count), range(start, start + 16 * count, 16)))
    flat = array("f", bytes(buffer)).tolist()
    angles = _odd_angles(handle, codes, flat)
    quarter = _main_direction(angles, sum(1 for code in codes if code > 0x20 and code not in _SPACES))
    turn, width, height = upright(quarter, page_box)
    seen: list[int] = []
    boxes: list[float] = []
    unmapped = 0
    quarter_turn = quarter * math.pi / 2
    for number, code in enumerate(codes):
        if code <= 0x20 or code in _SPACES:
            if code != _HYPHEN_AT_BREAK:
                unmapped += code == 0 or code == 0xFFFE
                continue
            code = 0x2D
        if 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
            unmapped += 1
        angle = angles.get(number)
        if angle is None:
            if quarter:
                continue
        elif abs(math.remainder(angle - quarter_turn, math.tau)) > 0.02:
            continue
        at = 4 * number
        left, top, right, bottom = flat[at : at + 4]
        if right - left > 0.8 * width or right < page_box[0] or left > page_box[2]:
            continue
        seen.append(code)
        boxes += turn.box(left, bottom, right, top)
    return Characters(seen, boxes, turn, width, height, unmapped)


def _codes(textpage: Any, handle: int, count: int) -> list[int]:
    buffer = (c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(textpage, 0, count, buffer) == count + 1:
        codes = array("H", bytes(buffer)).tolist()[:count]
        if not any(0xD800 <= code < 0xE000 for code in codes):
            return codes
    # The bulk call leaves out what has no Unicode and splits what lies beyond 16 bits: ask one by one.
    return list(map(native.char_code, (handle,) * count, range(count)))


def _odd_angles(handle: int, codes: Sequence[int], flat: Sequence[float]) -> dict[int, float]:
    """Clockwise angle of every character that shares its line neither with the one before nor the one after.

    Asking for every angle costs as much as reading the text; characters in a row on one height are level.
    """
    angles: dict[int, float] = {}
    for number in _off_line(codes, flat):
        angles[number] = native.char_angle(handle, number)
    return angles


def _off_line(codes: Sequence[int], flat: Sequence[float]) -> list[int]:
    bottoms = flat[3::4]
    off: list[int] = []
    before = math.inf
    last = len(codes) - 1
    for number, bottom in enumerate(bottoms):
        if codes[number] > 0x20:
            if bottom != before and (number == last or bottom != bottoms[number + 1]):
                off.append(number)
            before = bottom
    return off


def _main_direction(angles: dict[int, float], visible: int) -> int:
    """Clockwise quarter turns by which most of the page's text stands off: 0 to 3."""
    turned = Counter(
        round(angle / (math.pi / 2)) % 4
        for angle in angles.values()
        if abs(math.remainder(angle, math.pi / 2)) < 0.02
    )
    if not turned:
        return 0
    quarter, number = turned.most_common(1)[0]
    return quarter if quarter and 2 * number > visible else 0


def gather_runs(characters: Characters, edges: Sequence[float]) -> list[Run]:
    """Characters that follow each other on a line, as runs; `edges` are the x of vertical ruling lines, growing.

    A run ends at a gap, and at a ruling line where a number meets a word or the least gap shows.
    """
    runs: list[Run] = []
    text: list[str] = []
    run_left = run_right = run_top = run_bottom = 0.0
    middle = size = 0.0
    last_word = False
    last_code = 0
    values = iter(characters.boxes)
    for code, left, top, right, bottom in zip(characters.codes, values, values, values, values, strict=True):
        word = code < 0x2E80
        new_middle = (top + bottom) / 2
        gap = left - run_right
        if text:
            if (
                -_MAX_GAP * size < gap < _MAX_GAP * size
                and -_SAME_LINE * size < new_middle - middle < _SAME_LINE * size
                and not (
                    (gap > _EDGE_GAP * size or word != last_word)
                    and edges
                    and _crosses(edges, run_right - 0.3 * size, left + 0.3 * size, gap)
                )
            ):
                if gap > _WORD_GAP * size and word and last_word and _spaced(last_code, code):
                    text.append(" ")
                text.append(chr(code))
                run_right = right
                if top < run_top:
                    run_top = top
                if bottom > run_bottom:
                    run_bottom = bottom
                last_word = word
                last_code = code
                continue
            runs.append(Run("".join(text), run_left, run_right, run_top, run_bottom))
        text = [chr(code)]
        run_left, run_right, run_top, run_bottom = left, right, top, bottom
        middle = new_middle
        size = bottom - top
        last_word = word
        last_code = code
    if text:
        runs.append(Run("".join(text), run_left, run_right, run_top, run_bottom))
    return runs


def _crosses(edges: Sequence[float], left: float, right: float, gap: float) -> bool:
    at = bisect_left(edges, left)
    return at < len(edges) and edges[at] <= right


def _spaced(before: int, after: int) -> bool:
    """Whether a gap between two characters is a space between words."""
    return before < 0x250 and after < 0x250 and chr(before).isalnum() and chr(after).isalnum()
