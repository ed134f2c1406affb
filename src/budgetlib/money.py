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
_ONE_FORM = str.maketrans("０１２３４５６７８９．，－＋％（）　￥−‒﹣", "0123456789.,-+%() ¥---")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?|[-+]?\.(\d+)")


class Number(NamedTuple):
    """A printed number: its value, its number of decimals, and its text as printed."""

    value: Decimal
    decimals: int
    text: str


@lru_cache(maxsize=16384)
def parse_number(text: str) -> Number | None:
    """The number that a cell or a word holds, or None where it holds no number (blank, dash, or words).

    Reads thousands separators (Western and full width), a minus of any shape, accounting brackets for negative
    numbers, a currency sign and a trailing percent sign (which stays a plain number: 12.5% is 12.5).
    """
    if not _ANY_DIGIT.search(text):
        return None
    body = text.translate(_ONE_FORM).replace(" ", "").strip("\u00a0\u200b\ufeff\t\n\r¥")
    negative = body.startswith("(") and body.endswith(")")
    if negative:
        body = body[1:-1]
    body = body.removesuffix("%")
    match = _NUMBER.fullmatch(body)
    if match is None:
        return None
    value = Decimal(body.replace(",", ""))
    fraction = match[1] or match[2] or ""
    return Number(-value if negative else value, len(fraction), text)


def is_blank(text: str) -> bool:
    """Whether a cell gives no value: empty, or one of the dashes that stand for nothing."""
    return not text or text.strip(" \u3000\u00a0\u200b\t\n\r") in BLANK_MARKS


def to_yuan(number: Number, unit: str) -> Decimal:
    """A printed number in 元. Raises `KeyError` for a unit that is not one of `UNIT_FACTORS`."""
    return number.value * UNIT_FACTORS[unit]


@lru_cache(maxsize=64)
def rounding_step(decimals: int, unit: str) -> Decimal:
    """The value, in 元, of one step in the last printed place: 0.01 万元 is 100 元."""
    return UNIT_FACTORS[unit].scaleb(-decimals)
