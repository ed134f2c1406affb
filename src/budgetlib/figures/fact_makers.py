"""Headline figures made of what states them."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.accounts import FactKey
from budgetlib.disclosure import BudgetLine, Claim, Fact
from budgetlib.document import Place
from budgetlib.figures.values import state_of
from budgetlib.money import UNIT_FACTORS


def line_fact(key: FactKey, line: BudgetLine) -> Fact:
    """The figure that a budget line states."""
    value = None if line.amount_yuan is None else line.amount_yuan / UNIT_FACTORS[line.unit]
    return Fact(
        str(key), value, line.unit, str(state_of(value)), line.decimals, line.page, line.line, line.table, line.row, "table"
    )  # fmt: skip


def count_fact(key: FactKey, number: int, place: Place) -> Fact:
    """The figure that the document prints so many of something."""
    value = Decimal(number)
    return Fact(
        str(key),
        value,
        "count",
        str(state_of(value)),
        0,
        place.page,
        place.line,
        place.table,
        None,
        "derived",
    )


def claim_fact(key: FactKey, claim: Claim) -> Fact:
    """The figure that the text states; blank where it says that there is none of it."""
    return Fact(
        str(key), claim.value, claim.value_unit or "万元", str(state_of(claim.value)), claim.decimals, claim.page, claim.line,
        None, None, "text",
    )  # fmt: skip
