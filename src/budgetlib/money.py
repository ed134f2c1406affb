"""Numbers and amounts of money as printed, exactly.

A printed number keeps how it was written (its text and its number of decimals), because the tolerance of every
check follows from it. Amounts are `decimal.Decimal` in 元 once the unit of the table or sentence is known.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

UNIT_FACTORS: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""Units of money that documents print -> 元."""

BLANK_MARKS = frozenset(("", "-", "--", "---", "—", "——", "－", "–", "/", "／", "*", "一", "\\", "N/A", "无"))
"""What a cell holds that gives no number. None of these is a zero."""

_ANY_DIGIT = re.compile("[0-9０-９]")
_ONE_FORM = str.maketrans(
    "０１２３４５６７８９．，－＋％（）　￥−‒–﹣’＇▲△▵Ｅｅ", "0123456789.,-+%() ¥----''---EE"
)
_NOTHING = re.compile("[\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\ufeff ]+")
"""Spaces of every width, and what only says where a line may break."""
_LINE_BREAK = re.compile(r"\s*[\n\r]\s*")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?|[-+]?\.(\d+)")
_QUOTED_GROUPS = re.compile(r"[-+]?\d{1,3}(?:'\d{3})+(?:\.\d+)?")
_OTHER_POINT = re.compile(r"([-+]?\d[\d,]*)[。·．](\d{1,6})")
_SCIENTIFIC = re.compile(r"[-+]?\d(?:\.\d+)?[Ee][-+]?\d{1,2}")
_INCOMPLETE = re.compile(r"[-+]?\d{1,3}(?:,\d{3})*(?:,\d{0,2}|\.\d?)")
"""What can't be all of an amount: its next digits stand on the next line."""
_UNIT = re.compile(r"(?<=[\d)])(?:元|千元|万元|百万元|亿元)")
_LONGEST = 200
"""Longer texts are no numbers, whatever stands in them."""
_MOST_DIGITS = 28
"""No amount of money has more digits: what has is no amount, and exact arithmetic needs a limit."""


class Number(NamedTuple):
    """A printed number: its value, its number of decimals, its text, and the unit of money printed behind it, if any."""

    value: Decimal
    decimals: int
    text: str
    unit: str = ""


@lru_cache(maxsize=16384)
def parse_number(text: str) -> Number | None:
    """The number that a cell or a word holds, or None where it holds no number (blank, dash, or words).

    Reads thousands separators (Western, full width, apostrophes, spaces), a minus of any shape (also △, 负, behind the
    number), accounting brackets for negative numbers, a currency sign, a unit of money behind the number, numbers like
    1.2E+03, and a trailing percent sign (which stays a plain number: 12.5% is 12.5).

    >>> parse_number("▲35.20").value, parse_number("1'286.45万元").unit
    (Decimal('-35.20'), '万元')
    """
    if len(text) > _LONGEST or not _ANY_DIGIT.search(text):
        return None
    body = _NOTHING.sub("", text.translate(_ONE_FORM).strip("\t\n\r"))
    body = _in_one_line(body).strip("¥\t")
    unit = _UNIT.search(body)
    if unit is not None and unit.end() == len(body):
        body = body[: unit.start()]
    else:
        unit = None
    negative = body.startswith("(") and body.endswith(")")
    if negative:
        body = body[1:-1]
    body = body.removesuffix("%")
    if body.startswith("负") or (body.endswith("-") and not body.startswith("-")):
        negative, body = not negative, body.removeprefix("负").removesuffix("-")
    found = _value(body)
    if found is None:
        return None
    value, decimals = found
    return Number(-value if negative else value, decimals, text, unit[0] if unit else "")


def _in_one_line(body: str) -> str:
    """A number that is written on several lines as one; what may be several numbers stays on its lines."""
    first, *others = _LINE_BREAK.split(body)
    for part in others:
        if not (_INCOMPLETE.fullmatch(first) or part[:1] in (".", ",")):
            return body
        first += part
    return first


def _value(body: str) -> tuple[Decimal, int] | None:
    """Value and number of decimals of a number without what may stand around it."""
    if _QUOTED_GROUPS.fullmatch(body):
        body = body.replace("'", "")
    if _SCIENTIFIC.fullmatch(body):
        mantissa, _, exponent = body.upper().partition("E")
        decimals = max(len(mantissa.partition(".")[2]) - int(exponent), 0)
        return Decimal(body), decimals
    body = _OTHER_POINT.sub(r"\1.\2", body) if _OTHER_POINT.fullmatch(body) else body
    match = _NUMBER.fullmatch(body)
    digits = body.replace(",", "")
    if match is None or len(digits) > _MOST_DIGITS:
        return None
    return Decimal(digits), len(match[1] or match[2] or "")


def is_blank(text: str) -> bool:
    """Whether a cell gives no value: empty, or one of the dashes that stand for nothing."""
    return not text or text.strip(" \u3000\u00a0\u200b\t\n\r") in BLANK_MARKS


def to_yuan(number: Number, unit: str) -> Decimal:
    """A printed number in 元, of the unit printed behind it or else of `unit`.

    Raises `KeyError` for a unit that is not one of `UNIT_FACTORS`.
    """
    return number.value * UNIT_FACTORS[number.unit or unit]


@lru_cache(maxsize=64)
def rounding_step(decimals: int, unit: str) -> Decimal:
    """The value, in 元, of one step in the last printed place: 0.01 万元 is 100 元."""
    return UNIT_FACTORS[unit].scaleb(-decimals)
