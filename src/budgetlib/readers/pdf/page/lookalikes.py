"""Characters that look like others and are meant as those.

Programs that find the text of a font by its shapes write 一 as the radical ⼀ and 年 as its Korean duplicate: both are
drawn by the same shape, and no search finds them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_SIMPLIFIED = (
    "⺟母⺠民⺪疋⺫目⺮竹⺶羊⺼月⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻉贝⻋车⻐金⻑長⻒長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食"
    "⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟"
)
"""Radicals that Unicode does not call the same as the word, each followed by the word."""
_DUPLICATES = (range(0x2F00, 0x2FE0), range(0xF900, 0xFB00))


def _meant() -> dict[int, int]:
    pairs = {
        ord(radical): ord(word) for radical, word in zip(_SIMPLIFIED[::2], _SIMPLIFIED[1::2], strict=True)
    }
    for block in _DUPLICATES:
        for code in block:
            word = unicodedata.normalize("NFKC", chr(code))
            if len(word) == 1 and ord(word) != code:
                pairs[code] = ord(word)
    return pairs


MEANT: Mapping[int, int] = _meant()
"""Code point of a lookalike -> code point of the character that is meant."""


def as_meant(codes: list[int]) -> list[int]:
    """The code points with lookalikes replaced."""
    if MEANT.keys().isdisjoint(codes):
        return codes
    return [MEANT.get(code, code) for code in codes]
