"""Which statements must be published, and who says so."""

from __future__ import annotations

from typing import NamedTuple

from budgetlib.accounts.described import content
from budgetlib.accounts.kinds import Kind


class Requirement(NamedTuple):
    """A statement that must be published."""

    title: str
    """Its common title."""
    kinds: tuple[Kind, ...]
    """The kinds of which any one is it, the usual one first."""
    authority: str
    """The rule that requires it, as sentences quote it."""


_DATA = content("requirements")

OPERATING_RULES: str = _DATA["authorities"]["operating_rules"]
"""财预〔2016〕143号, as sentences quote it."""

REQUIRED_STATEMENTS = tuple(
    Requirement(entry["title"], tuple(map(Kind, entry["kinds"])), _DATA["authorities"][entry["authority"]])
    for entry in _DATA["requirement"]
)
"""The statements that departments and units must publish, in the order of the rule."""


def requirements_of(kind: Kind) -> tuple[Requirement, ...]:
    """The requirements that a kind of statement meets; none for what is published of the unit's own accord."""
    return tuple(requirement for requirement in REQUIRED_STATEMENTS if kind in requirement.kinds)
