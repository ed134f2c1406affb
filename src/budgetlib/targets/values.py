"""The value that an indicator aims at, taken apart: `≥90%` is at least, 90, per cent."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from budgetlib.text import one_line, remembered

_OPERATORS = {
    ">=": (
        "≥", "≧", "⩾", ">=", "=>", "不低于", "不少于", "不小于", "大于等于", "大于或等于", "高于或等于", "至少", "达到",
    ),
    "<=": (
        "≤", "≦", "⩽", "<=", "=<", "不超过", "不高于", "不多于", "不大于", "小于等于", "小于或等于", "低于或等于",
        "控制在", "至多",
    ),
    ">": (">", "超过", "大于", "高于", "多于"),
    "<": ("<", "小于", "低于", "少于"),
    "=": ("=", "等于"),
}  # fmt: skip
_ENDINGS = {
    "及以上": ">=",
    "以上": ">=",
    "及以下": "<=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
}

_SYMBOLS = {word: symbol for symbol, words in _OPERATORS.items() for word in words}
_OPERATOR = "|".join(sorted(map(re.escape, _SYMBOLS), key=len, reverse=True))
_VALUE = re.compile(
    rf"(?P<operator>{_OPERATOR})?"
    r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    rf"(?P<unit>[^\d,.;:。、~至-]{{0,8}}?)(?P<ending>{'|'.join(_ENDINGS)})?"
)
_UNIT_IN_NAME = re.compile(r"[(（]([^()（）\d]{1,6})[)）]$")
_MOMENT = re.compile(r".*(?:[前底初末后起]|完成|左右)|日期?|号")
"""What follows a number that is a date or a rough figure, hence no amount of a unit: 12月底前, 5日."""
_JUNK = " ·.。,;、"
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


class Value(NamedTuple):
    """An indicator's value: as printed, and as operator, number and unit where it is a number."""

    text: str
    operator: str
    number: Decimal | None
    unit: str


@remembered
def parse_value(printed: str, name: str = "") -> Value:
    """Reads the value of an indicator as printed.

    A number without an operator aims at exactly itself (`=`). Words, dates and ranges stay words: `operator` and
    `unit` are empty and `number` is None. Where the value is a bare number, the unit is taken from brackets at
    the end of the indicator's `name`: 考试机位数量(个).
    """
    text = one_line(printed).strip()
    body = unicodedata.normalize("NFKC", text).replace(" ", "").strip(_JUNK)
    match = _VALUE.fullmatch(body)
    if match is None:
        return Value(text, "", None, "")
    number = Decimal(match["number"].replace(",", ""))
    unit = match["unit"]
    operator = _SYMBOLS.get(match["operator"] or "", "")
    if not operator and (_MOMENT.fullmatch(unit) or (unit == "年" and _FIRST_YEAR <= number <= _LAST_YEAR)):
        return Value(text, "", None, "")
    if not unit and (found := _UNIT_IN_NAME.search(name)):
        unit = found[1]
    return Value(text, operator or _ENDINGS.get(match["ending"] or "", "="), number, unit)
