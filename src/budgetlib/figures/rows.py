"""Whether a row of a classified statement is a sum of others, a part that is added up, or a heading."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from budgetlib.accounts import Role
from budgetlib.accounts.classes import is_economic_class
from budgetlib.disclosure import BudgetLine
from budgetlib.figures.statement_lines import Row


class RowKind(StrEnum):
    """How a row stands to the others of its table. The parts of a table add up to its total."""

    SUM = "sum"
    PART = "part"
    HEADING = "heading"
    """It prints no amount and heads the rows below it."""
    OF_WHICH = "of_which"
    """其中: it is held in the row above, and not added."""


_WIDTHS = (3, 5)
"""Digits of the codes of 类 and 款, of both classifications."""


def row_kinds(rows: Sequence[Row]) -> list[RowKind]:
    """The kind of every row of a table (of one side of it), in their order.

    A row is a sum where rows below it in the classification follow: longer codes that begin with its own, or, where
    no codes are printed, deeper levels. A row of a unit is one where its items follow it.
    """
    labels = [row[0] for row in rows]
    summing = _summing(labels)
    for at in _sums_of_units(labels, rows):
        summing[at] = True
    return [_kind(label, row, has_parts) for label, row, has_parts in zip(labels, rows, summing, strict=True)]


def _kind(label: BudgetLine, row: Row, has_parts: bool) -> RowKind:
    if label.role in (Role.TOTAL, Role.SUBTOTAL):
        return RowKind.SUM
    if label.role == Role.OF_WHICH:
        return RowKind.OF_WHICH
    if not has_parts:
        return RowKind.PART
    return RowKind.SUM if any(line.amount_yuan is not None for line in row) else RowKind.HEADING


def _summing(labels: Sequence[BudgetLine]) -> list[bool]:
    """Of every row whether rows that it is the sum of follow, read from the last row up."""
    found = [False] * len(labels)
    begun: set[str] = set()
    below: BudgetLine | None = None
    for at in range(len(labels) - 1, -1, -1):
        label = labels[at]
        if label.role in (Role.TOTAL, Role.SUBTOTAL, Role.OF_WHICH):
            continue
        if label.role == Role.UNIT:
            found[at] = below is not None and below.role == Role.ITEM
            begun, below = set(), label
            continue
        if label.code:
            found[at] = label.code in begun
            begun.update(label.code[:width] for width in _WIDTHS if len(label.code) > width)
        elif below is not None and below.role == Role.ITEM and not below.code:
            found[at] = _heads(label, below)
        below = label
    return found


def _heads(label: BudgetLine, below: BudgetLine) -> bool:
    """Of rows without codes, whether one heads the next."""
    if label.level is not None and below.level is not None:
        return label.level < below.level
    return is_economic_class("", label.name) and not is_economic_class("", below.name)


def _sums_of_units(labels: Sequence[BudgetLine], rows: Sequence[Row]) -> list[int]:
    """The row of a department, where it is what the rows of its units below it add up to."""
    units = [at for at, label in enumerate(labels) if label.role == Role.UNIT]
    if len(units) < 2:
        return []
    amounts = [_largest(rows[at]) for at in units]
    first, rest = amounts[0], sum(amounts[1:], Decimal(0))
    return [units[0]] if first and first == rest else []


def _largest(row: Row) -> Decimal:
    return max((line.amount_yuan for line in row if line.amount_yuan is not None), default=Decimal(0))
