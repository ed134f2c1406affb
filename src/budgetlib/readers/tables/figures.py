"""Whether a text is a figure: the one answer for all readers.

What matters to readers is how a text looks, not what it is worth: a figure that its cell cut (`12,8`) is one as well.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[(（]?[-+－−]?(?:\d[\d,，]*(?:\.\d*)?|\.\d+)[%％]?[)）]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASH = re.compile(r"[-－—–−/*＊]+")
_MARK = re.compile(r"[-—－–/]{1,2}")
_AMOUNT = re.compile(r"[-+－−]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d[\d,，]*\.\d+)[%％]?")
_PART = re.compile(r"[-+－−(（]?[\d,，.]+[%％)）]?")
_RAISED = re.compile(r"[\[（(〔【]?(?:注|note)?\s*(?:\d{1,2}|[①-⑳*＊※†‡#a-e])[\]）)〕】]?")
_CUT = re.compile(r"[-+－−(（]?\d{1,3}(?:[,，]\d{3})*(?:[,，]\d{1,2}|\.\d)")


def is_number(text: str) -> bool:
    """Digits with what a number may have: a sign, separators, brackets, a percent sign."""
    return _NUMBER.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """A number that names a year in a header: 2024."""
    return _YEAR.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """A number that names no year: a figure of a table's body."""
    return is_number(text) and not is_year(text)


def is_dash(text: str) -> bool:
    """What stands where there is no figure, however long."""
    return _DASH.fullmatch(text) is not None


def is_figure(text: str) -> bool:
    """A number, or the short dash that stands for one in a column of figures."""
    return _NUMBER.fullmatch(text) is not None or _MARK.fullmatch(text) is not None


def is_amount(text: str) -> bool:
    """A number with decimals or thousands separators, which no code, year or page number has."""
    return _AMOUNT.fullmatch(text) is not None


def is_part_of_number(text: str) -> bool:
    """What may be a piece of a number that was written on several lines."""
    return _PART.fullmatch(text) is not None


def is_cut_number(text: str) -> bool:
    """A number that lacks digits at its end: 12,8 or 576,171.1 where amounts have two decimals."""
    return _CUT.fullmatch(text) is not None


def is_footnote_mark(before: str, raised: str) -> bool:
    """Whether what is raised behind a text is a mark of a footnote behind a figure, and no digit of it.

    A 2 behind m is a square, and behind 10 an exponent.
    """
    figure = before.rstrip()
    return (
        _RAISED.fullmatch(raised.strip()) is not None
        and figure[-1:].isdecimal()
        and figure != "10"
        and is_number(figure)
    )
