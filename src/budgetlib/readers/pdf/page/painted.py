"""What is on a page and not painted: invisible, white, transparent or covered text, layers that are off.

Programs leave such things behind when somebody types a figure anew over a white box, or hides a draft. The page tells by
itself which text may be of that kind (its colour, its layer, what is painted over it); the picture of the page tells
whether it is: what can be taken away without a change of the picture is not painted.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from ctypes import (
    POINTER,
    addressof,
    byref,
    c_int,
    c_uint,
    c_ulong,
    c_ushort,
    cast,
    create_string_buffer,
)
from statistics import median
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from budgetlib.readers.pdf.page import native
from budgetlib.readers.pdf.page.clipping import outside_of_window
from budgetlib.readers.pdf.page.geometry import Box, Run
from budgetlib.readers.pdf.page.matrices import IDENTITY, Matrix
from budgetlib.readers.pdf.page.objects import TEXT, Group, boxes_of

_WHITE = 236
"""Text in which the darkest of red, green and blue is not below this may be white on white."""
_FAINT = 40
"""Text this transparent, of 255, may not be seen."""
_BLACK = array("I", (0, 0, 0, 255)).tobytes()
_OPAQUE = 250
_LEAST_COVER = 3.0
"""What is smaller both ways, in points, covers no text."""
_BAND = 16.0
"""Height of the bands of a page in which text is looked for below what is painted over it, in points."""
_NOTICED = 24
"""Shades of grey, of 255, by which a pixel must differ for somebody to see it."""
_TINY = 0.25
"""Print smaller than this share of most of the page's print is not there to be read."""
_TRACE = 0.01
"""Share of its box that changes without an object of which something can be seen."""
_LETTERS = 0.06
"""The same for letters in white: on dark ground they are a fifth of it, on the black line of a cell next to nothing."""
_SIDE = 1200
"""Pixels of the longer side of the picture: a digit of 9 points is then about 10 pixels high on A4."""
_FAR_AWAY = 1e6
_MOST_PICTURES = 8
"""Text that lies over each other is tried in pictures of its own; what needs more of them counts as painted."""
_NEVER_PAINTED = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP))
_STROKED = frozenset((pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP))


class Unpainted(NamedTuple):
    """Objects of a page that are not painted, by address, and whether they are all of its text."""

    objects: frozenset[int]
    all_text: bool


class _Suspect(NamedTuple):
    """An object that may not be painted; `of_layer` where that is a matter of the layer that it is in.

    `least` is the share of its box that changes at least when it is taken away and had been painted.
    """

    address: int
    box: Box
    of_layer: bool
    least: float


def find_unpainted(page: Any, groups: Sequence[Group], scale: float = 1.0) -> Unpainted:
    """What of the objects of a page is not painted; `groups` are them, `scale` times as large as on the page.

    Has to be asked before the text of the page is read.
    """
    hidden: set[int] = set()
    suspects: dict[int, _Suspect] = {}
    texts = sum(_suspect_texts(group, hidden, suspects) for group in groups)
    _suspect_covered(groups, suspects)
    if suspects:
        hidden |= _without_effect(page, list(suspects.values()), scale)
    return Unpainted(frozenset(hidden), texts > 0 and len(hidden) >= texts)


def set_aside(objects: Iterable[int]) -> None:
    """Takes objects off their page, so that neither its text nor its picture has them.

    They are moved away as well: PDFium leaves out text that stands where the same text stands already, and looks at
    those that are off, too.
    """
    for address in objects:
        pdfium.FPDFPageObj_Transform(cast(address, pdfium.FPDF_PAGEOBJECT), 1, 0, 0, 1, _FAR_AWAY, 0)
        native.set_active(address, 0)


def without_tiny(runs: Sequence[Run]) -> list[Run]:
    """The runs without those too small to be read by anybody."""
    if not runs:
        return []
    limit = _TINY * median(run.size for run in runs)
    return [run for run in runs if run.size > limit]


def _suspect_texts(group: Group, hidden: set[int], suspects: dict[int, _Suspect]) -> int:
    """Adds texts that are never painted to `hidden`, and what may not be; returns the number of texts.

    Pages have thousands of texts and hardly a suspect: what all of them are asked is asked in one go.
    """
    texts = [one for one, kind in zip(group.objects, group.kinds, strict=True) if kind == TEXT]
    modes = list(map(native.text_mode, texts))
    colors = _colors(texts)
    usual = {color for color in set(colors) if not _is_pale(color)}
    layered = group.objects if group.in_form else list(filter(_in_layer, _marked(group.objects)))
    if any(modes) or len(usual) < len(set(colors)):
        for address, mode, color in zip(texts, modes, colors, strict=True):
            if mode in _NEVER_PAINTED:
                hidden.add(address)
                continue
            if mode in _STROKED:
                (color,) = _colors([address], native.stroke_color)
            if color not in usual and _is_pale(color):
                suspects[address] = _Suspect(address, _box(address, group.matrix), False, _LETTERS)
    for address in layered:
        if address not in hidden and address not in suspects:
            suspects[address] = _Suspect(address, _box(address, group.matrix), True, _TRACE)
    return len(texts)


def _colors(texts: Sequence[int], ask: Any = native.fill_color) -> list[bytes]:
    """Red, green, blue and how opaque per text, as PDFium writes them; black where a pattern paints it."""
    number = len(texts)
    shades = (c_uint * (4 * number)).from_buffer(bytearray(_BLACK * number))
    start = addressof(shades) if number else 0
    end = start + 16 * number
    list(map(ask, texts, *(range(start + 4 * at, end + 4 * at, 16) for at in range(4))))
    written = bytes(shades)
    return [written[at : at + 16] for at in range(0, 16 * number, 16)]


def _is_pale(color: bytes) -> bool:
    """Whether print in a colour may not be seen on white paper."""
    red, green, blue, opaque = array("I", color)
    return opaque <= _FAINT or min(red, green, blue) >= _WHITE


def _box(address: int, matrix: Matrix) -> Box:
    return boxes_of([address], matrix)[0]


def _suspect_covered(groups: Sequence[Group], suspects: dict[int, _Suspect]) -> None:
    """Adds texts that something is painted over."""
    first = next((at for at, group in enumerate(groups) if TEXT in group.kinds), len(groups))
    covers = {address: box for group in groups[first:] for address, box in _covers(group)}
    if not covers:
        return
    bands: dict[int, list[tuple[int, Box]]] = {}
    """Texts so far, by the bands of the page in which they stand."""
    for group in groups:
        for address, kind in zip(group.objects, group.kinds, strict=True):
            if kind == TEXT:
                box = _box(address, group.matrix)
                for band in range(int(box[1] // _BAND), int(box[3] // _BAND) + 1):
                    bands.setdefault(band, []).append((address, box))
            elif address in covers:
                for text, box in _below(covers.pop(address), bands):
                    suspects.setdefault(text, _Suspect(text, box, False, _TRACE))
                if not covers:
                    return


def _covers(group: Group) -> Iterator[tuple[int, Box]]:
    """What is large and opaque enough to cover text."""
    for address, (left, bottom, right, top) in zip(group.others, group.boxes, strict=True):
        if right - left > _LEAST_COVER and top - bottom > _LEAST_COVER and _is_opaque(address):
            yield address, (left, bottom, right, top)


def _below(cover: Box, bands: dict[int, list[tuple[int, Box]]]) -> Iterator[tuple[int, Box]]:
    """The texts so far whose middle lies below something."""
    left, bottom, right, top = cover
    first, last = int(bottom // _BAND), int(top // _BAND)
    within = range(first, last + 1) if last - first < len(bands) else list(bands)
    for band in within:
        for address, box in bands.get(band, ()):
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if left < x < right and bottom < y < top:
                yield address, box


def _is_opaque(address: int) -> bool:
    """Whether what lies below an object may be hidden by it."""
    if native.object_type(address) != pdfium.FPDF_PAGEOBJ_PATH:
        return True  # of pictures only the picture of the page tells
    fill, stroke = c_int(), c_int()
    native.draw_mode(address, addressof(fill), addressof(stroke))
    return (
        bool(fill.value)
        and not native.has_transparency(address)
        and array("I", _colors([address])[0])[3] >= _OPAQUE
    )


def _marked(objects: Sequence[int]) -> list[int]:
    """Objects with a mark that is not only their place in the structure of the document, which most have."""
    marks = list(map(native.mark_count, objects))
    if not any(marks):
        return []
    return [
        one
        for one, number in zip(objects, marks, strict=True)
        if number > 1 or (number and native.content_id(one) < 0)
    ]


def _in_layer(address: int) -> bool:
    """Whether an object is in a layer (optional content), which may be off."""
    return any(_mark(address, at) == "OC" for at in range(native.mark_count(address)))


def _mark(address: int, number: int) -> str:
    thing = cast(address, pdfium.FPDF_PAGEOBJECT)
    mark = pdfium.FPDFPageObj_GetMark(thing, number)
    name = create_string_buffer(16)
    length = c_ulong()
    if not pdfium.FPDFPageObjMark_GetName(mark, cast(name, POINTER(c_ushort)), 16, byref(length)):
        return ""
    return name.raw[: max(length.value - 2, 0)].decode("utf-16-le", errors="replace")


def _without_effect(page: Any, suspects: Sequence[_Suspect], scale: float) -> set[int]:
    """Those of the suspects that the picture of the page does not show."""
    before = _Picture(page, scale)
    hidden: set[int] = set()
    for together in _rounds(suspects):
        for one in together:
            native.set_active(one.address, 0)
        after = _Picture(page, scale)
        for one in together:
            native.set_active(one.address, 1)
        hidden.update(
            one.address
            for one in together
            if before.change(after, one.box) < one.least and not _is_cut_off(one.address)
        )
    return hidden


def _is_cut_off(address: int) -> bool:
    """Whether an object lies outside of the window that it is shown through: text that its cell has no room for.

    It goes on with what is shown, which `clipping` sees to.
    """
    return outside_of_window(cast(address, pdfium.FPDF_PAGEOBJECT), _box(address, IDENTITY))


def _rounds(suspects: Sequence[_Suspect]) -> Iterator[list[_Suspect]]:
    """Suspects that don't lie over each other, and so don't hide what taking away the others changes."""
    layered = [one for one in suspects if one.of_layer]
    if layered:
        yield layered
    waiting = [one for one in suspects if not one.of_layer]
    for _ in range(_MOST_PICTURES):
        if not waiting:
            return
        taken: set[tuple[int, int]] = set()
        together, later = [], []
        for one in waiting:
            places = _places(one.box)
            if taken.isdisjoint(places):
                taken.update(places)
                together.append(one)
            else:
                later.append(one)
        yield together
        waiting = later


def _places(box: Box) -> list[tuple[int, int]]:
    """The squares of the page, four points wide, that a box lies in, but for those that it only touches."""
    left, bottom, right, top = (side / 4 for side in box)
    return [
        (x, y)
        for x in range(int(left + 0.3), int(right - 0.3) + 1)
        for y in range(int(bottom + 0.3), int(top - 0.3) + 1)
    ]


class _Picture:
    """A page as it is painted, in grey."""

    def __init__(self, page: Any, enlarged: float) -> None:
        width, height = page.get_size()
        scale = _SIDE / max(width, height) if max(width, height) > 0 else 1.0
        self._bitmap = page.render(
            scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False, prefer_bgrx=False
        )
        self._page, self._enlarged = page, enlarged
        self._bytes = bytes(self._bitmap.buffer)

    def change(self, other: _Picture, box: Box) -> float:
        """The share of a box of the page in which both pictures differ."""
        left, top, right, bottom = self._pixels(box)
        stride = self._bitmap.stride
        changed = 0
        for row in range(top, bottom):
            here = self._bytes[row * stride + left : row * stride + right]
            there = other._bytes[row * stride + left : row * stride + right]
            if here != there:
                changed += sum(abs(a - b) >= _NOTICED for a, b in zip(here, there, strict=True))
        return changed / max((right - left) * (bottom - top), 1)

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        width, height = self._bitmap.width, self._bitmap.height
        xs, ys = [], []
        left, bottom, right, top = (side / self._enlarged for side in box)
        for x, y in ((left, bottom), (right, top)):
            across, down = c_int(), c_int()
            pdfium.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, x, y, byref(across), byref(down))
            xs.append(across.value)
            ys.append(down.value)
        return (
            max(min(xs) - 1, 0),
            max(min(ys) - 1, 0),
            min(max(xs) + 2, width),
            min(max(ys) + 2, height),
        )
