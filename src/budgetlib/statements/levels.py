"""Levels of classified rows that print no code: found by what adds up to what.

A list of functions without codes (一般公共服务支出, then 社会工作事务, then 其他社会工作事务支出) is a tree written from top to
bottom. A row is a 类 when what follows it splits into 款 that add up to it, each of which splits into 项. The
amounts decide; where they don't add up to exactly one reading, no level is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetlib.accounts import Measure, Role
from budgetlib.disclosure import BudgetLine
from budgetlib.money import rounding_step

_CLASS, _GROUP, _ITEM = 1, 2, 3
_ROUNDING_STEPS = 3


def infer_levels(lines: Sequence[BudgetLine]) -> list[BudgetLine]:
    """The lines of one table with levels set, where its rows carry no codes and the sums tell the levels.

    Returns the lines unchanged where any row has a code or where the amounts don't settle it.
    """
    lines = list(lines)
    totals = [line for line in lines if line.measure in (Measure.TOTAL, Measure.CURRENT_EXPENDITURE)]
    rows = [line for line in totals if line.role is Role.ITEM and line.amount_yuan is not None]
    if len(rows) < _ITEM or any(line.code for line in totals) or any(line.level is not None for line in rows):
        return lines
    step = max(rounding_step(line.decimals, line.unit) for line in rows)
    levels = _tree([line.amount_yuan or Decimal(0) for line in rows], step * _ROUNDING_STEPS)
    whole = next((line for line in totals if line.role is Role.TOTAL), None)
    if levels is None or (whole is not None and not _adds_up(whole, rows, levels, step)):
        return lines
    by_row = {line.row: level for line, level in zip(rows, levels, strict=True)}
    return [line._replace(level=by_row[line.row]) if line.row in by_row else line for line in lines]


def _tree(amounts: Sequence[Decimal], slack: Decimal) -> list[int] | None:
    """A level per amount, reading a three-level tree from the top, or None where the sums don't come out."""
    levels: list[int] = []
    at = 0
    while at < len(amounts):
        end = _branch(amounts, at, slack, _CLASS, levels)
        if end is None:
            return None
        at = end
    return levels


def _branch(amounts: Sequence[Decimal], at: int, slack: Decimal, level: int, levels: list[int]) -> int | None:
    """Reads the row `at` and what belongs to it; the index after it, or None where its parts never add up."""
    levels.append(level)
    if level == _ITEM:
        return at + 1
    rest = amounts[at]
    position = at + 1
    while True:
        if position >= len(amounts):
            return None
        rest -= amounts[position]
        end = _branch(amounts, position, slack, level + 1, levels)
        if end is None:
            return None
        position = end
        if abs(rest) <= slack:
            return position
        if rest < -slack:
            return None


def _adds_up(whole: BudgetLine, rows: Sequence[BudgetLine], levels: Sequence[int], step: Decimal) -> bool:
    classes = [
        line.amount_yuan or Decimal(0) for line, level in zip(rows, levels, strict=True) if level == _CLASS
    ]
    return abs(sum(classes, Decimal(0)) - (whole.amount_yuan or Decimal(0))) <= step * (len(classes) + 1)
