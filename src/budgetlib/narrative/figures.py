"""Figures in running text: a number with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from budgetlib.money import UNIT_FACTORS

MONEY, PERCENT, AREA, COUNT = "money", "percent", "area", "count"
"""What a figure measures."""

_COUNTED = r"辆|台(?:\((?:件、)?套\)|\(套、件\)|套)?|套|个|项(?!\))|家|名|人次|人(?!民|均|大|员类)"
FIGURE = re.compile(
    r"(?<![\d.,A-Za-z〔\[])(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    rf"(?P<unit>亿元|百万元|万元|千元|元|%|平方米|㎡|平米|{_COUNTED})"
    r"(?!(?:\([^()]{1,6}\))*(?:及|含)?以[上下内])"
    r"|(?<=为)(?P<zero>0)(?=[，。；]|$)"
    r"|(?<=[出入算额为计共])(?P<missing>(?:亿|万)元)(?=[，。；]|$)"
)
"""A number with a unit that is not a threshold (单价100万元以上); a bare zero (为0); a unit whose number is missing."""

_AREAS = frozenset(("平方米", "㎡", "平米"))
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


def figures(norm: str, start: int, end: int) -> Iterator[Figure]:
    """The figures of a normal text between two places, in reading order."""
    for match in FIGURE.finditer(norm, start, end):
        number, unit = match["number"], match["unit"]
        if number is None:
            yield Figure(
                match.start(),
                match.end(),
                Decimal(0) if match["zero"] else None,
                match["missing"] or "",
                0,
                MONEY,
                "",
            )
            continue
        kind = _kind(unit)
        noun = _NOUN.match(norm, match.end(), end) if kind == COUNT else None
        yield Figure(
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


def has_figure(norm: str, start: int, end: int) -> bool:
    """Whether a stretch of text states a figure."""
    return FIGURE.search(norm, start, end) is not None
