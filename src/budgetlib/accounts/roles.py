"""What a row of a statement is (行的性质)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from budgetlib.accounts.described import descriptions


class Role(StrEnum):
    """What a row is beside the rows around it."""

    ITEM = "item"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    OF_WHICH = "of_which"
    UNIT = "unit"
    GROUP = "group"

    @property
    def about(self) -> AboutRole:
        """What the role means."""
        return _roles()[self]


class AboutRole(NamedTuple):
    """What a role means."""

    title: str
    english: str


@cache
def _roles() -> Mapping[Role, AboutRole]:
    return descriptions(Role, "roles", lambda _, entry: AboutRole(entry["title"], entry["english"]))
