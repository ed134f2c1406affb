"""What a file holds of a disclosure: its tables, its text, its performance targets; any of them alone, too."""

from __future__ import annotations

from budgetlib.accounts import Key, Kind
from budgetlib.disclosure import Disclosure, Part

_CORE = frozenset(
    (
        Kind.SUMMARY,
        Kind.INCOME,
        Kind.EXPENDITURE,
        Kind.FISCAL_SUMMARY,
        Kind.GENERAL_EXPENDITURE,
        Kind.GENERAL_BASIC,
        Kind.THREE_PUBLIC,
    )
)
"""Statements that only a budget or final-account disclosure has."""
_FEWEST_CORE = 2
_SPOKEN = frozenset(
    ("summary", "income", "expenditure", "fiscal_summary", "general_expenditure", "general_basic", "three_public", "procurement")
)  # fmt: skip
"""First words of the keys of figures that the text of a disclosure speaks of."""
_FEWEST_SPOKEN = 3
_FEWEST_SPOKEN_ALONE = 6
"""Of so many headline figures the text of a disclosure speaks, whatever became of its title."""
_KEYS = frozenset(Key)


def parts_of(disclosure: Disclosure) -> tuple[Part, ...]:
    """The parts of a disclosure that a document has; none where it is no disclosure."""
    found = []
    if len({statement.kind for statement in disclosure.statements} & _CORE) >= _FEWEST_CORE:
        found.append(Part.TABLES)
    if _has_text(disclosure, has_tables=bool(found)):
        found.append(Part.TEXT)
    if disclosure.targets and (found or disclosure.identity.unit_name):
        found.append(Part.TARGETS)
    return tuple(found)


def _has_text(disclosure: Disclosure, *, has_tables: bool) -> bool:
    """Whether the text speaks of what a unit takes in and spends, and of whose money and which year it does."""
    spoken = {claim.metric for claim in disclosure.claims if claim.metric.split(".")[0] in _SPOKEN}
    if len(spoken) < _FEWEST_SPOKEN:
        return False
    identity = disclosure.identity
    if has_tables or (identity.unit_name and identity.year and identity.stage):
        return True
    dated = identity.year and identity.stage
    return bool(dated) and len(spoken & _KEYS) >= _FEWEST_SPOKEN_ALONE
