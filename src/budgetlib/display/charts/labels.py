"""Labels that fit: Chinese text broken into lines by its printed width."""

from __future__ import annotations

import re

from budgetlib.display import fonts

_WORDS = "支出|服务|保障|就业|公共|管理|补助|家庭|福利|商品|资本|信息|水利|公安|司法|办公|财政|审计|委员"
"""Words of classes and of names of units that a line break would make hard to read."""
_PIECES = re.compile(
    rf"（[^（）]{{1,5}}）|\d{{4}}年(?:预算|决算)?|[A-Za-z0-9.,%+\-/]+|{_WORDS}|\s+|.", re.DOTALL
)
"""What is not broken: a short remark after a name （本级）, a year with its stage, a number, a word."""

_NOT_FIRST = frozenset("，。、；：！？）》」』】〕”’…％,.;:!?)]%")
_NOT_LAST = frozenset("（《「『【〔“‘([")

ELLIPSIS = "…"


def wrap(text: str, size: float, available: float, max_lines: int = 2) -> list[str]:
    """The text as lines no wider than `available`; what does not fit into `max_lines` ends in an ellipsis.

    Breaks between Chinese characters, not within a number, a word, a year or a short remark in brackets
    (unless it alone is too wide), and sets no closing punctuation at the start of a line and no opening one at its end.
    """
    pieces = [part for piece in _PIECES.findall(text) for part in _fitting(piece, size, available)]
    result: list[str] = []
    line: list[str] = []
    used = 0.0
    for piece in pieces:
        wide = fonts.width(piece, size)
        if line and used + wide > available:
            carried = _carried(line, piece)
            result.append("".join(line).strip())
            line, used = carried, fonts.width("".join(carried), size)
        line.append(piece)
        used += wide
    result.append("".join(line).strip())
    if len(result) <= max_lines:
        return result
    return [*result[: max_lines - 1], _cut("".join(result[max_lines - 1 :]), size, available)]


def balanced(text: str, size: float, available: float, max_lines: int) -> list[str]:
    """The same number of lines as `wrap` gives, of about the same length: no line holds a single character."""
    result = wrap(text, size, available, max_lines)
    tried = available - size
    while len(result) > 1 and tried > available / 2:
        narrower = wrap(text, size, tried, max_lines + 1)
        if len(narrower) > len(result):
            break
        result, tried = narrower, tried - size
    return result


def _carried(line: list[str], following: str) -> list[str]:
    """Takes from the end of a line what has to stand with the next piece, never all of it."""
    carried: list[str] = []
    while len(line) > 1 and (line[-1] in _NOT_LAST or (following[0] in _NOT_FIRST and len(carried) < 2)):
        following = line.pop()
        carried.insert(0, following)
    return carried


def _fitting(piece: str, size: float, available: float) -> list[str]:
    return [piece] if fonts.width(piece, size) <= available else list(piece)


def _cut(text: str, size: float, available: float) -> str:
    room = available - fonts.width(ELLIPSIS, size)
    used = 0.0
    for index, char in enumerate(text):
        used += fonts.width(char, size)
        if used > room:
            return text[:index].rstrip() + ELLIPSIS
    return text + ELLIPSIS
