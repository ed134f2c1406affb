"""Whether a number may have been recognised as another one: digits that look alike, a digit or a sign lost."""

from __future__ import annotations

import re
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from budgetlib.disclosure import BudgetLine
from budgetlib.money import UNIT_FACTORS

_ALIKE = tuple(map(frozenset, ("08", "06", "38", "35", "58", "56", "68", "69", "89", "17", "14", "27", "49")))
_NOT_DIGITS = re.compile(r"[^\d-]")


def may_be_misread(line: BudgetLine, value: Decimal) -> bool:
    """Whether what was recognised in a cell may be `value` (元): one digit taken for one that looks like it, one
    digit, sign or decimal point lost or added."""
    if value.as_tuple().sign and not line.printed:
        return False
    shown = value / UNIT_FACTORS[line.unit]
    right = _NOT_DIGITS.sub("", f"{shown:.{line.decimals}f}")
    read = _NOT_DIGITS.sub("", line.printed)
    if len(right) == len(read):
        different = [(one, other) for one, other in zip(right, read, strict=True) if one != other]
        return len(different) == 1 and frozenset(different[0]) in _ALIKE
    return Levenshtein.distance(right, read) == 1
