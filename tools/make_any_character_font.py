"""Makes the font that PDFium measures characters with where a PDF embeds none and the system has none.

    python tools/make_any_character_font.py

Needs nothing but fonttools, which comes with matplotlib. The font has one glyph, a box as high as Chinese characters
are, for every character of the basic plane; it is never drawn.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).parent.parent / "src/budgetlib/readers/pdf/page/any_character.ttf"
EM, ASCENT, DESCENT = 1000, 880, -120
CHARACTERS = (range(0x21, 0xD800), range(0xE000, 0xFFFE))
"""All but controls, the space and surrogates."""
MANY_TO_ONE = 13
"""The format of a character map in which one glyph stands for a whole range."""
EPOCH = 3_800_000_000
"""A fixed date in the file, in seconds since 1904: the same font every time."""


def main() -> None:
    """Writes the font."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box"])
    pen = TTGlyphPen(None)
    pen.moveTo((50, DESCENT))
    for corner in ((50, ASCENT), (EM - 50, ASCENT), (EM - 50, DESCENT)):
        pen.lineTo(corner)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (EM, 0), "box": (EM, 50)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Any Character", "styleName": "Regular"})
    builder.setupCharacterMap({0x4E00: "box"})
    builder.setupOS2(sTypoAscender=ASCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost()
    table = CmapSubtable.newSubtable(MANY_TO_ONE)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = {code: "box" for codes in CHARACTERS for code in codes}
    builder.font["cmap"].tables = [table]
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = EPOCH
    builder.save(TARGET)


if __name__ == "__main__":
    main()
