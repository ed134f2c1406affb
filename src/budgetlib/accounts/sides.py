"""Sides (收支) of a statement."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from budgetlib.accounts.described import descriptions


class Side(StrEnum):
    """Income or expenditure; `NONE`, the empty text, in a statement that has one side only."""

    NONE = ""
    INCOME = "income"
    EXPENDITURE = "expenditure"

    @property
    def about(self) -> AboutSide:
        """How the side is called."""
        return _sides()[self]


class AboutSide(NamedTuple):
    """How a side is called."""

    title: str
    english: str


@cache
def _sides() -> Mapping[Side, AboutSide]:
    return descriptions(Side, "sides", lambda _, entry: AboutSide(entry["title"], entry["english"]))
