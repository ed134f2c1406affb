"""What a rule is: one function with its description in the decorator above it, that yields an `Outcome` per place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from budgetlib.checks.innocent.explanation import Explanation
from budgetlib.checks.outcome import Outcome as Outcome
from budgetlib.checks.outcome import compare as compare
from budgetlib.checks.outcome import compare_amounts as compare_amounts
from budgetlib.checks.outcome import compare_sum as compare_sum
from budgetlib.checks.view import View
from budgetlib.findings import ARITHMETIC as ARITHMETIC
from budgetlib.findings import GOOD_PRACTICE as GOOD_PRACTICE
from budgetlib.findings import READING as READING

Check = Callable[[View], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what must hold, on whose authority, what may excuse a failure, and the function that looks."""

    id: str
    title: str
    family: str
    """`inside`, `across`, `text`, `targets`, `form`, `catalogue` or `reading`."""
    severity: str
    says: str
    authority: str
    check: Check
    tries: tuple[Explanation, ...] = ()
    """The innocent explanations that must be ruled out before a failure is confirmed."""
    structural: bool = False
    """Whether it adds up a table by the structure that we read: where most of a table's sums fail, we misread it."""


RULES: list[Rule] = []
"""All rules, in the order in which they were written down."""


def rule(
    id: str,
    *,
    title: str,
    severity: str,
    says: str,
    authority: str = ARITHMETIC,
    tries: tuple[Explanation, ...] = (),
    structural: bool = False,
) -> Callable[[Check], Check]:
    """Writes a function down as a rule; the family is the part of the id before the point."""

    def register(check: Check) -> Check:
        family = id.split(".")[0]
        RULES.append(Rule(id, title, family, severity, says, authority, check, tries, structural))
        return check

    return register
