"""Repairs of what a conversion has damaged, each confirmed by another printed figure and recorded.

A value in the neighbouring column is moved to the column it belongs to only where two statements agree on it;
the printed header stays in the line, and a note says what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from budgetlib.accounts import OWN_PERIODS, AnyMeasure, Item, Kind, Measure, MeasureOf, Role, Side
from budgetlib.disclosure import BudgetLine, Note
from budgetlib.document import Place

_INCOME_MEASURES = {
    Measure.UNIT_FUNDS: Item.UNIT_FUNDS,
    Measure.SPECIAL_ACCOUNT: Item.SPECIAL_ACCOUNT,
    Measure.GOVERNMENT_FUND: Item.GOVERNMENT_FUND,
    Measure.STATE_CAPITAL: Item.STATE_CAPITAL,
}
"""Columns of 收入总表 -> rows of 收支总表 that hold the same money."""


def repair_carryover(lines: Sequence[BudgetLine]) -> tuple[list[BudgetLine], list[Note]]:
    """Finds the carry-over of 收入总表 in the column of another source of income, and moves it.

    Confirmed when (1) the column of carry-over is blank all the way down, (2) the total of the other column
    equals the carry-over that 收支总表 prints, and (3) 收支总表 prints no income from that other source.
    """
    lines = list(lines)
    carried = _summary(lines, Item.CARRYOVER_IN)
    if carried is None or not carried.amount_yuan:
        return lines, []
    income = [line for line in lines if line.statement is Kind.INCOME and line.period in OWN_PERIODS]
    if any(line.amount_yuan for line in income if line.measure is Measure.CARRYOVER):
        return lines, []
    by_column: dict[tuple[int | None, int | None], list[BudgetLine]] = {}
    for line in income:
        by_column.setdefault((line.table, line.column), []).append(line)
    for column in by_column.values():
        total = next((line for line in column if line.role is Role.TOTAL), None)
        source = _source(column[0])
        if total is None or source is None or total.amount_yuan != carried.amount_yuan:
            continue
        rival = _summary(lines, _INCOME_MEASURES[source])
        if rival is not None and rival.amount_yuan:
            continue
        return _moved(lines, column[0], total, carried)
    return lines, []


def _source(line: BudgetLine) -> Measure | None:
    """The other source whose column the line stands in, with or without carry-over above it."""
    measure = line.measure
    if isinstance(measure, MeasureOf):
        return measure.of if measure.measure is Measure.CARRYOVER and measure.of in _INCOME_MEASURES else None
    return measure if isinstance(measure, Measure) and measure in _INCOME_MEASURES else None


def _summary(lines: Sequence[BudgetLine], item: Item) -> BudgetLine | None:
    """The row of 收支总表 on the income side, its total column."""
    return next(
        (
            line
            for line in lines
            if line.statement is Kind.SUMMARY
            and line.side is Side.INCOME
            and line.item is item
            and line.measure is Measure.TOTAL
        ),
        None,
    )


def _is_blank_carryover(line: BudgetLine) -> bool:
    """A cell of the column that should have held the carry-over: it is the other source's column."""
    return line.statement is Kind.INCOME and line.measure is Measure.CARRYOVER


def _moved(
    lines: list[BudgetLine], first: BudgetLine, total: BudgetLine, carried: BudgetLine
) -> tuple[list[BudgetLine], list[Note]]:
    blank_columns = {(line.table, line.column) for line in lines if _is_blank_carryover(line)}
    source: AnyMeasure = _source(first) or first.measure
    repaired = []
    for line in lines:
        if line.statement is Kind.INCOME and (line.table, line.column) == (first.table, first.column):
            line = line._replace(measure=Measure.CARRYOVER, repaired=True)
        elif (line.table, line.column) in blank_columns:
            line = line._replace(measure=source, repaired=True)
        repaired.append(line)
    leaf = first.header.split(" / ")[-1]
    amount = total.amount_yuan if total.amount_yuan is not None else Decimal(0)
    note = Note(
        kind="repair.column",
        message=(
            f"收入总表中“{leaf}”一列的合计{total.printed}{total.unit}，实为上年结转："
            f"收支总表的上年结转正是{carried.printed}{carried.unit}，而{leaf}为空。已按上年结转读取，原表头保留。"
        ),
        expected=carried.amount_yuan,
        actual=amount,
        place=Place(page=total.page, line=total.line, table=total.table, row=total.row, column=total.column),
        detail={"statement": Kind.INCOME.value, "printed_header": leaf, "measure": Measure.CARRYOVER.value},
    )
    return repaired, [note]
