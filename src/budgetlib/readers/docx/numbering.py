"""Automatic numbers of Word: 一、 and （一） that are printed but stand nowhere in the text."""

from __future__ import annotations

import re
from typing import Any

from budgetlib.readers.docx.styles import W, child, number, value

_PLACEHOLDER = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    )
)
_CIRCLED = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_UNNUMBERED = frozenset(("bullet", "none"))
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts the paragraphs of every list, as Word does while it lays out the text."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str | None, dict[int, Any]] = {}
        self._lists: dict[str | None, str | None] = {}
        for element in root if root is not None else ():
            if element.tag == W + "abstractNum":
                self._abstract[element.get(W + "abstractNumId")] = {
                    level: each
                    for each in element
                    if each.tag == W + "lvl" and (level := number(each, W + "ilvl")) is not None
                }
            elif element.tag == W + "num":
                self._lists[element.get(W + "numId")] = value(child(element, "abstractNumId"))
        self._counts: dict[str | None, dict[int, int]] = {}

    def next(self, properties: Any | None) -> str:
        """The number that is printed before the next paragraph with such numbering; empty where there is none."""
        abstract = self._lists.get(value(child(properties, "numId")))
        levels = self._abstract.get(abstract, {})
        level = number(child(properties, "ilvl")) or 0
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if value(child(levels[level], "numFmt")) in _UNNUMBERED:
            return ""
        pattern = value(child(levels[level], "lvlText")) or ""

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels:
                return ""
            return written(counts.get(at, _start(levels[at])), value(child(levels[at], "numFmt")))

        return _PLACEHOLDER.sub(counted, pattern)


def _start(level: Any) -> int:
    start = number(child(level, "start"))
    return 1 if start is None else start


def written(count: int, style: str | None) -> str:
    """A number in one of Word's number formats; decimal in those that no disclosure uses."""
    if style in _CHINESE:
        return _chinese(count)
    if style in _CIRCLED and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if style in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman"):
        return _roman(count) if style == "lowerRoman" else _roman(count).upper()
    return str(count)


def _chinese(count: int) -> str:
    """Up to 99 as counted (十一, 二十), beyond that digit by digit."""
    if not 0 < count < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    front = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return front + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    letters = ""
    for size, sign in _ROMAN:
        letters += sign * (count // size)
        count %= size
    return letters
