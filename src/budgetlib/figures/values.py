"""Values of headline figures: their state, and money in 元."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from budgetlib.disclosure import Fact
from budgetlib.money import UNIT_FACTORS


class State(StrEnum):
    """Whether a figure is printed as a number, as zero, or left blank."""

    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"


def state_of(value: Decimal | None) -> State:
    """The state of a value, None for a blank cell."""
    if value is None:
        return State.BLANK
    return State.NUMBER if value else State.ZERO


def in_yuan(value: Decimal | str | None, unit: str) -> Decimal | None:
    """A value in 元; None for none and for what is no money."""
    factor = UNIT_FACTORS.get(unit)
    return value * factor if factor is not None and isinstance(value, Decimal) else None


def yuan_of(fact: Fact) -> Decimal | None:
    """A headline figure in 元; None for a blank one and for what is no money."""
    return in_yuan(fact.value, fact.unit)
