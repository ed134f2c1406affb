"""Makes the font that charts are drawn with from Noto Sans CJK SC Regular.

    python tools/make_font.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

Needs nothing but fonttools, which comes with matplotlib. The result is written into
`budgetlib/display/fonts/` and is the same for the same input. Which characters go in, and why, is said in
`characters`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Budgetlib Sans SC"
POSTSCRIPT_NAME = "BudgetlibSansSC-Regular"
TARGET = Path(__file__).parent.parent / "src/budgetlib/display/fonts" / f"{POSTSCRIPT_NAME}.otf"

SOURCE_FAMILY = "Noto Sans CJK SC"

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A (pinyin, names)
    (0x0391, 0x03C9),  # Greek
    (0x0410, 0x0451),  # Cyrillic, part of GB 2312
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209C),  # superscripts and subscripts (m²)
    (0x20A0, 0x20BF),  # currency signs
    (0x2100, 0x214F),  # ℃ № ™
    (0x2150, 0x218B),  # Roman numerals, as in Ⅰ类
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # ≥ ≤ ± × ≈ −
    (0x2460, 0x24FF),  # ①-⑳, ⑴, ⒈
    (0x2500, 0x25FF),  # boxes and shapes
    (0x2605, 0x2606),
    (0x3000, 0x30FF),  # CJK punctuation, kana
    (0x3105, 0x312F),  # bopomofo
    (0x3220, 0x3243),  # ㈠
    (0x3280, 0x33FF),  # ㎡ ㎏
    (0x4E00, 0x9FFF),  # the main block: all of GB 2312, GBK and Big5
    (0xFE30, 0xFE6F),  # vertical and small forms
    (0xFF01, 0xFFEF),  # full-width forms
    (0x20000, 0x3134A),  # beyond the 16-bit plane: the rare characters of names and places
)

# The characters of 通用规范汉字表 (2013) that stand in CJK Extension A.
GENERAL_STANDARD_EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㥄㧑㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸌㺄㻬㽏㿠"
    "䂮䃅䃎䅟䌹䎃䎖䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def characters() -> set[int]:
    """Code points of the subset: what a Chinese document can be expected to print.

    All Han characters of the main Unicode block, which contains every character of GB 2312, GBK and Big5, and
    all characters of 通用规范汉字表, which official texts and the names of people and places are bound to.
    """
    wanted = {code for first, last in RANGES for code in range(first, last + 1)}
    return wanted | {ord(char) for char in GENERAL_STANDARD_EXTENSION_A}


def face(collection: Path) -> TTFont:
    """The face of the collection with the shapes of mainland China. Raises `SystemExit` without one."""
    for font in TTCollection(str(collection), lazy=True).fonts:
        if font["name"].getDebugName(1) == SOURCE_FAMILY:
            return font
    raise SystemExit(f"{collection}: no face named {SOURCE_FAMILY!r} (Debian: apt install fonts-noto-cjk)")


def make(font: TTFont) -> None:
    """Cuts the font down to `characters` and gives it a name of its own, as its licence and trademark ask."""
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters())
    cutter.subset(font)
    names = {1: FAMILY, 3: POSTSCRIPT_NAME, 4: FAMILY, 6: POSTSCRIPT_NAME}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    cff = font["CFF "].cff
    cff.fontNames = [POSTSCRIPT_NAME]
    cff[0].FullName = FAMILY
    cff[0].FamilyName = FAMILY
    font.recalcTimestamp = False


def main() -> None:
    """Reads the collection named on the command line and writes the subset."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("collection", type=Path, help="NotoSansCJK-Regular.ttc")
    font = face(parser.parse_args().collection)
    make(font)
    font.save(str(TARGET))
    print(f"{TARGET}: {len(font.getBestCmap())} characters, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
