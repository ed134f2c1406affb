"""The cells that headline figures stand in, found by what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from budgetlib.accounts import OWN_PERIODS
from budgetlib.disclosure import BudgetLine, Fact
from budgetlib.document import Place
from budgetlib.money import UNIT_FACTORS

Lines: TypeAlias = Mapping[str, Sequence[BudgetLine]]
"""Statement -> this year's lines of it."""
TOTAL_MEASURES = ("total", "current_year", "current_income", "current_expenditure", "fiscal")
"""Columns that hold all of a row's money, the best first."""


def line_fact(key: str, line: BudgetLine) -> Fact:
    """The fact that a budget line states."""
    value = None if line.amount_yuan is None else line.amount_yuan / UNIT_FACTORS[line.unit]
    return Fact(
        key,
        value,
        line.unit,
        state_of(value),
        line.decimals,
        line.page,
        line.line,
        line.table,
        line.row,
        "table",
    )


def state_of(value: Decimal | None) -> str:
    """`number`, `zero` or `blank`."""
    if value is None:
        return "blank"
    return "number" if value else "zero"


def count_fact(key: str, number: int, place: Place) -> Fact:
    """The fact that the document prints so many of something."""
    value = Decimal(number)
    return Fact(key, value, "count", state_of(value), 0, place.page, place.line, place.table, None, "derived")


def by_statement(lines: Sequence[BudgetLine]) -> Lines:
    """This year's lines of every statement, without cells that hold words instead of an amount."""
    found: dict[str, list[BudgetLine]] = {}
    for line in lines:
        if line.period in OWN_PERIODS and (line.blank or line.amount_yuan is not None):
            found.setdefault(line.statement, []).append(line)
    return found


def own_lines(lines: Lines, *statements: str) -> Sequence[BudgetLine]:
    """This year's lines of the first of the statements that the document prints."""
    return next((lines[statement] for statement in statements if statement in lines), ())


def row_of(lines: Sequence[BudgetLine], item: str) -> BudgetLine | None:
    """The line of an item; where it is printed more than once, the first that holds a number, else the first."""
    of_item = [line for line in lines if line.item == item]
    return next((line for line in of_item if line.amount_yuan is not None), of_item[0] if of_item else None)


def total_line(lines: Sequence[BudgetLine], measures: Sequence[str]) -> BudgetLine | None:
    """The cell in the row of totals; in lists that have none, the row of the unit itself."""
    for measure in measures:
        of_measure = [line for line in lines if line.measure == measure]
        for role in ("total", "unit"):
            of_role = [line for line in of_measure if line.role == role]
            if of_role:
                wholes = [line for line in of_role if line.item == "total"]  # 总计 below 本年收入合计
                return next(
                    (line for line in (*wholes, *of_role) if line.amount_yuan is not None), of_role[0]
                )
    for measure in measures:
        for line in lines:
            if line.measure == measure and not line.name and not line.code:
                return line
    return None
