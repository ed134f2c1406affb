"""Numbers as a sheet shows them, from their value and their number format.

A cell that shows 50.00 holds the number 50 and the format `0.00`. Zeros that the format adds are kept, because they
tell how exactly a figure is printed; decimals that the value has and the format hides are kept too, unless they
are those of a division that never ends. What the format adds in words and signs of currency is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | float | bool | dt.date | dt.time | dt.timedelta | None
"""What a cell holds; `datetime.datetime` is a date too."""

GENERAL = "General"
_SIGNIFICANT = 15
"""Digits that Excel calculates with: what a binary number has beyond is noise."""
_FINEST = Decimal("1e-10")
_MOST_DECIMALS = 6
"""分 in 万元: an amount of money has no more decimals, so a value that has comes from a division."""
_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)|(?P<digits>[0#?]+)|(?P<sign>[.,%;@/])|(?P<exponent>E[+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"[<>=]")
_DATE_TOKEN = re.compile(
    r"\"([^\"]*)\"|[\\!](.)|\[[^\]]*\]|(y+|m+|d+|h+|s+|a+)|(;.*)|(.)", re.IGNORECASE | re.DOTALL
)


class _Section(NamedTuple):
    """One of the formats that a number format has for positive numbers, negative numbers and zero."""

    plain: bool
    """The number as it is: General, text, fractions, exponents."""
    shows: bool
    """Whether any digit of a number is shown."""
    shows_zero: bool
    decimals: int
    integers: int
    """Digits before the point that are always shown: `00` shows the code 2 as 02."""
    thousands: bool
    percent: bool
    shift: int
    """The decimal point moves so many places to the left: by commas behind the digits, or by a point in quotes."""
    literal: str


def shown(value: Value, code: str = GENERAL) -> str:
    """The text of a cell that holds `value` with the number format `code`; empty for a cell that shows nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return _shown_number(value, code)
    return _shown_date(value, code)


def own_digits(value: float) -> Decimal:
    """A binary number as the decimal one that was typed or calculated."""
    number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    return number.quantize(_FINEST) if -number.as_tuple().exponent > 10 else number  # type: ignore[operator]


def _shown_number(value: float, code: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    number = own_digits(value)
    section = _section(code, number)
    if section is None or section.plain:
        return _plain(number)
    if not section.shows or (number == 0 and not section.shows_zero):
        return section.literal
    number = number.scaleb((2 if section.percent else 0) - section.shift)
    digits = _plain(number)
    own = len(digits.partition(".")[2])
    decimals = section.decimals if own > _MOST_DECIMALS else max(own, section.decimals)
    number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{number:,f}" if section.thousands else f"{number:f}"
    missing = section.integers - len(text.partition(".")[0].lstrip("-"))
    if missing > 0:
        text = f"{'-' * (number < 0)}{'0' * missing}{text.lstrip('-')}"
    return text + "%" if section.percent else text


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section(code: str, number: Decimal) -> _Section | None:
    """The section that shows a number; None where conditions choose it."""
    sections = _sections(code)
    if sections is None:
        return None
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...] | None:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["sign"] == ";":
            parts.append([])
        elif token["bracket"] and _CONDITION.search(token["bracket"]):
            return None
        else:
            parts[-1].append(token)
    return tuple(map(_read_section, parts))


def _read_section(tokens: list[re.Match[str]]) -> _Section:
    literal = before = after = ""
    percent = point = plain = thousands = False
    shift = commas = 0
    in_quotes: int | None = None
    for token in tokens:
        text = token["quoted"] if token["quoted"] is not None else token["escaped"]
        if token["digits"]:
            thousands |= bool(commas and before)
            commas = 0
            if point:
                after += token["digits"]
            else:
                before += token["digits"]
            if in_quotes is not None and not point:
                in_quotes += len(token["digits"])
        elif token["sign"] == ".":
            shift, commas, point = shift + 3 * commas, 0, True
        elif token["sign"] == ",":
            commas += 1
        elif token["sign"] == "%":
            percent = True
        elif token["sign"] in ("@", "/") or token["exponent"] or token["general"]:
            plain = True
        elif text == "." and before:
            in_quotes = 0
        else:
            literal += text or token["other"] or ""
    return _Section(
        plain=plain,
        shows=bool(before or after),
        shows_zero="0" in before + after,
        decimals=len(after.replace("#", "")) + (in_quotes or 0),
        integers=before.count("0") - (in_quotes or 0),
        thousands=thousands,
        percent=percent,
        shift=shift + 3 * commas + (in_quotes or 0),
        literal=literal.strip(),
    )


def _shown_date(value: dt.date | dt.time | dt.timedelta, code: str) -> str:
    """A date as its format writes it, in the form 2024-01-31 where the format is not of a date."""
    if isinstance(value, dt.timedelta):
        return str(value)
    written = _written_date(value, code) if isinstance(value, dt.date) else ""
    if written:
        return written
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return value.isoformat(" ") if isinstance(value, dt.datetime) else value.isoformat()


def _written_date(value: dt.date, code: str) -> str:
    text = ""
    fields = 0
    for match in _DATE_TOKEN.finditer(code):
        quoted, escaped, field, rest, other = match.groups()
        if rest:
            break
        if field is None:
            text += quoted or escaped or other or ""
            continue
        fields += 1
        size = len(field)
        letter = field[0].lower()
        if letter == "y":
            text += f"{value.year % 100:02}" if size < 3 else str(value.year)
        elif letter in "md" and size < 3:
            text += f"{value.month if letter == 'm' else value.day:0{size}}"
        else:
            return ""  # times of day and names of months and days
    return text.strip() if fields > 1 else ""
