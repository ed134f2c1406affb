"""Innocent explanations: what may account for a difference without anybody having made a mistake.

A rule names those that it must try (`tries=` in its decorator). Each is one function of a disclosure and an outcome;
it says whether it explains the difference exactly, may explain it, or is ruled out, and what it found. A finding is
confirmed only where all of them are ruled out.
"""

from budgetlib.checks.innocent.explanation import Explanation
from budgetlib.checks.innocent.money import (
    ANOTHER_AMOUNT,
    ANOTHER_PART,
    CARRIED_OVER,
    COUNTED_REPEATEDLY,
    OWN_INCOME,
    TAKEN_FOR_ANOTHER,
)
from budgetlib.checks.innocent.rows import GROUPS_OR_UNITS, SAME_NAME
from budgetlib.checks.innocent.words import (
    ANOTHER_SCOPE,
    ANOTHER_SUBJECT,
    ANOTHER_YEAR,
    KEPT_BACK,
    OTHER_BASE,
    SECRET,
    SEVERAL_FIGURES,
)

__all__ = [
    "ANOTHER_AMOUNT", "ANOTHER_PART", "ANOTHER_SCOPE", "ANOTHER_SUBJECT", "ANOTHER_YEAR", "CARRIED_OVER", "COUNTED_REPEATEDLY", "GROUPS_OR_UNITS", "KEPT_BACK", "OTHER_BASE", "OWN_INCOME", "SAME_NAME", "SECRET", "SEVERAL_FIGURES", "TAKEN_FOR_ANOTHER",
    "Explanation",
]  # fmt: skip
