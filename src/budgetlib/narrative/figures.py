"""Figures in running text: a number with its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from budgetlib.money import UNIT_FACTORS

MONEY, PERCENT, AREA, COUNT = "money", "percent", "area", "count"
"""What a figure measures."""

_COUNTED = r"辆|台(?:\((?:件、)?套\)|\(套、件\)|套)?|套|个|项(?![)目])|家|名|人次|人(?!民|均|大|员类)"
_AREAS = frozenset(("平方米", "㎡", "平米"))
_FIGURE = re.compile(
    rf"(?P<number>[-\d][\d,]{{0,30}}(?:\.\d{{1,20}})?)(?P<unit>亿元|百万元|万元|千元|元|%|平方米|㎡|平米|{_COUNTED})"
    r"(?!(?:\([^()]{1,6}\))*(?:及|含)?以[上下内])"
)
"""A number with a unit that is no threshold (单价100万元以上). Nothing stands in front, so that searching is fast; its length
is bounded, so that it stays so in a run of digits."""
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_NEVER_BEFORE = frozenset("0123456789.,〔[ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_BARE_ZERO = re.compile(r"(?<=为)0(?=[，。；]|$)")
_NO_NUMBER = re.compile(r"(?<=[出入算额为计共])[亿万]元(?=[，。；]|$)")
_NOUN = re.compile(r"[^，。；:、()\d]{1,20}")


class Figure(NamedTuple):
    """A figure in a text. `value` is None where the document prints a unit and no number."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    decimals: int
    kind: str
    noun: str
    """What is counted, where it is said behind the number: 84个**项目**."""


def figures(norm: str) -> list[Figure]:
    """The figures of a normal text, in reading order; also a bare zero (为0) and a unit without a number."""
    found = [_figure(norm, match) for match in _FIGURE.finditer(norm) if _is_number(norm, match)]
    if "为0" in norm:
        found += [Figure(*match.span(), Decimal(0), "", 0, MONEY, "") for match in _BARE_ZERO.finditer(norm)]
    if "元" in norm:
        found += [Figure(*match.span(), None, match[0], 0, MONEY, "") for match in _NO_NUMBER.finditer(norm)]
    if len(found) > 1:
        found.sort()
    return found


def has_figure(norm: str) -> bool:
    """Whether a normal text states a figure."""
    return any(_is_number(norm, match) for match in _FIGURE.finditer(norm))


def _is_number(norm: str, match: re.Match[str]) -> bool:
    start = match.start()
    return not (start and norm[start - 1] in _NEVER_BEFORE) and _NUMBER.fullmatch(match["number"]) is not None


def _figure(norm: str, match: re.Match[str]) -> Figure:
    number, unit = match["number"], match["unit"]
    kind = _kind(unit)
    noun = _NOUN.match(norm, match.end()) if kind == COUNT else None
    return Figure(
        match.start(),
        match.end(),
        Decimal(number.replace(",", "")),
        unit,
        len(number.partition(".")[2]),
        kind,
        noun[0].rstrip("和与及") if noun else "",
    )


def _kind(unit: str) -> str:
    if unit in UNIT_FACTORS:
        return MONEY
    if unit == "%":
        return PERCENT
    return AREA if unit in _AREAS else COUNT
