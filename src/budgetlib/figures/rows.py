"""Whether a row of a classified statement is a sum of others, a part that is added up, or a heading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from budgetlib.accounts import AnyMeasure, Role
from budgetlib.accounts.classes import is_economic_class
from budgetlib.disclosure import BudgetLine
from budgetlib.figures.statement_lines import Row
from budgetlib.money import rounding_step


class RowKind(StrEnum):
    """How a row stands to the others of its table. The parts of a table add up to its total."""

    SUM = "sum"
    PART = "part"
    HEADING = "heading"
    """It prints no amount and heads the rows below it."""
    OF_WHICH = "of_which"
    """其中: it is held in the row above, and not added."""


_BESIDE = frozenset((Role.TOTAL, Role.SUBTOTAL, Role.OF_WHICH))
"""Rows that are never parts of a sum."""
_WIDTHS = (3, 5)
"""Digits of the codes of 类 and 款, of both classifications."""


def row_kinds(rows: Sequence[Row], measure: AnyMeasure | None) -> list[RowKind]:
    """The kind of every row of a table (of one side of it), in their order; `measure` is the column of the whole.

    A row is a sum where rows below it in the classification follow: longer codes that begin with its own, or, where
    no codes are printed, deeper levels. A row of a unit is one where its items follow it. Where the parts found so
    are not the total that the table prints, and its amounts make up a tree that is, the amounts decide.
    """
    labels = [row[0] for row in rows]
    cells = [next((line for line in row if line.measure == measure), None) for row in rows]
    summing = _summing(labels)
    total = next((cell for cell in cells if cell is not None and cell.role == Role.TOTAL), None)
    if total is not None and total.amount_yuan and not _makes_up(total, cells, summing):
        summing = _by_amounts(total, cells) or summing
    return [_kind(label, row, has_parts) for label, row, has_parts in zip(labels, rows, summing, strict=True)]


def _makes_up(total: BudgetLine, cells: Sequence[BudgetLine | None], summing: Sequence[bool]) -> bool:
    """Whether the rows that are no sums add up to the total, rounding aside."""
    counted = [
        cell.amount_yuan
        for cell, has_parts in zip(cells, summing, strict=True)
        if cell is not None and cell.amount_yuan and not has_parts and cell.role not in _BESIDE
    ]
    gap = sum(counted, Decimal(0)) - (total.amount_yuan or Decimal(0))
    return abs(gap) <= _slack(total, len(counted))


def _slack(whole: BudgetLine, parts: int) -> Decimal:
    """How far a sum may be off by rounding: half a step of every figure in it."""
    return rounding_step(whole.decimals, whole.unit) * (parts + 1) / 2


def _by_amounts(total: BudgetLine, cells: Sequence[BudgetLine | None]) -> list[bool] | None:
    """Of every row whether it is the sum of rows that follow it, by the amounts alone.

    The rows are read from the last up: a row that is what the next ones make up takes them below it. None where what
    is then below no row does not make up the total, or an amount is negative.
    """
    found = [False] * len(cells)
    heights = [Decimal(0)]  # what the rows below no other add up to, from the last one up
    for index in range(len(cells) - 1, -1, -1):
        cell = cells[index]
        if cell is None or not cell.amount_yuan or cell.role in _BESIDE:
            continue
        if cell.amount_yuan < 0:
            return None
        below = _rows_below(cell, cell.amount_yuan, heights)
        if below is not None:
            found[index] = True
            del heights[below + 1 :]
        heights.append(heights[-1] + cell.amount_yuan)
    return found if abs(heights[-1] - (total.amount_yuan or 0)) <= _slack(total, len(heights) - 1) else None


def _rows_below(cell: BudgetLine, amount: Decimal, heights: Sequence[Decimal]) -> int | None:
    """The height above which the rows make up an amount, as its index; None where none do."""
    wanted = heights[-1] - amount
    near = bisect_left(heights, wanted)
    for at in (near, near - 1):
        parts = len(heights) - 1 - at
        if at >= 0 and parts and abs(heights[at] - wanted) <= _slack(cell, parts):
            return at
    return None


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
        if label.role in _BESIDE:
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
