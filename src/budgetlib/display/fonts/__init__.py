"""The bundled Chinese font, so that charts look the same on every machine (see `README.md` beside this file).

Nothing here changes matplotlib's configuration unless asked: the project's own charts name the font file
directly, and `style` gives a person's own plots the same font for the length of a `with` block.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "Budgetlib Sans SC"
PATH = Path(__file__).with_name("BudgetlibSansSC-Regular.otf")

REPLACEMENT = "〓"
"""What printers set for a type that they lack. Stands for a character that is not in the font."""

_UNITS = 1000


@cache
def _face() -> FT2Font:
    face = FT2Font(str(PATH))
    face.set_size(_UNITS, 72)
    return face


@cache
def _codes() -> frozenset[int]:
    return frozenset(_face().get_charmap())


@cache
def _advance(char: str) -> float:
    return float(_face().load_char(ord(char), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / _UNITS


def width(text: str, size: float) -> float:
    """How wide a line of text is drawn, in the unit of `size`. A Chinese character is as wide as the size."""
    return size * sum(map(_advance, drawable(text)))


def missing(text: str) -> str:
    """The characters of a text that the font lacks, each once, in order; empty when it covers all."""
    codes = _codes()
    return "".join(dict.fromkeys(char for char in text if ord(char) not in codes))


def drawable(text: str) -> str:
    """The text as it can be drawn: never an empty box for a character that the font lacks.

    Characters that have no shape (control characters, direction marks, variation selectors) are left out, any
    space becomes a plain one, and a character outside the font becomes 〓.
    """
    if text.isascii() and text.isprintable():
        return text
    codes = _codes()
    return "".join(
        " " if char.isspace() else char if ord(char) in codes else REPLACEMENT
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or not _shapeless(char)
    )


def _shapeless(char: str) -> bool:
    code = ord(char)
    noncharacter = code & 0xFFFE == 0xFFFE
    return noncharacter or 0xFE00 <= code <= 0xFE0F or unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def properties(size: float) -> FontProperties:
    """The font at a size, for one text of a matplotlib figure."""
    return FontProperties(fname=PATH, size=size)


def register() -> str:
    """Makes the font known to matplotlib by its name, once, and returns the name."""
    if FAMILY not in {entry.name for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(PATH)
    return FAMILY


@contextmanager
def style() -> Iterator[None]:
    """The font for a person's own plots, within a `with` block; the configuration is as before afterwards."""
    with mpl.rc_context({"font.family": [register(), "sans-serif"], "axes.unicode_minus": True}):
        yield
