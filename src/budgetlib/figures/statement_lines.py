"""A disclosure's own amounts, found by statement, table and row without searching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from budgetlib.accounts import OWN_PERIODS, AnyMeasure, Item, Kind, Role, Side
from budgetlib.disclosure import BudgetLine

Row: TypeAlias = list[BudgetLine]
"""Lines of one row of one side of a statement: one per column."""

_TABLE = attrgetter("table", "side")
_ROW = attrgetter("row", "code", "name")
"""The label tells the halves of a table that has two lists side by side."""


@dataclass(frozen=True)
class StatementLines:
    """Lines of this year (of a final account: those of the account), by statement."""

    lines: Sequence[BudgetLine]
    """All lines of a disclosure, in reading order."""
    _tables: dict[Kind, list[list[Row]]] = field(default_factory=dict, init=False, repr=False)
    _sides: dict[tuple[Kind, Side], list[BudgetLine]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def _own(self) -> Mapping[str, list[BudgetLine]]:
        found: dict[str, list[BudgetLine]] = {}
        for line in self.lines:
            if line.period in OWN_PERIODS:
                found.setdefault(line.statement, []).append(line)
        return found

    def of(self, kind: Kind, side: Side | None = None) -> Sequence[BudgetLine]:
        """The lines of a statement, or of a side of it, in reading order; none where it is not printed."""
        lines = self._own.get(kind, ())
        if side is None or not lines:
            return lines
        if (kind, side) not in self._sides:
            self._sides[kind, side] = [line for line in lines if line.side == side]
        return self._sides[kind, side]

    def tables(self, kind: Kind) -> Sequence[list[Row]]:
        """The rows of every table of a statement, each table and side by itself."""
        if kind not in self._tables:
            self._tables[kind] = list(self._tables_of(kind))
        return self._tables[kind]

    def _tables_of(self, kind: Kind) -> Iterator[list[Row]]:
        grouped: dict[tuple[int | None, str], dict[tuple[int | None, str, str], Row]] = {}
        for table, run in groupby(self.of(kind), key=_TABLE):
            rows = grouped.setdefault(table, {})
            for row, cells in groupby(run, key=_ROW):
                rows.setdefault(row, []).extend(cells)
        for rows in grouped.values():
            yield list(rows.values())

    def whole_measure(self, kind: Kind, side: Side | None = None) -> AnyMeasure | None:
        """The column that holds all of a row's money: the first of the statement's own order that it prints."""
        printed = {line.measure for line in self.of(kind, side)}
        return next((measure for measure in kind.about.whole if measure in printed), None)

    def column(self, kind: Kind, measure: AnyMeasure, side: Side | None = None) -> Sequence[BudgetLine]:
        """The cells of a column, one a row: of columns that say the same the first."""
        found = []
        for rows in self.tables(kind):
            if side is None or (rows and rows[0][0].side == side):
                cells = (next((line for line in row if line.measure == measure), None) for row in rows)
                found += [line for line in cells if line is not None]
        return found


def total_of(cells: Sequence[BudgetLine]) -> BudgetLine | None:
    """The cell of a column in the row of totals that holds a number: 总计 before 合计.

    Without one, the row of the unit itself, else a row without any label: a table of one row needs none.
    """
    filled = [line for line in cells if line.amount_yuan is not None]
    for role in (Role.TOTAL, Role.UNIT):
        of_role = [line for line in filled if line.role == role]
        if of_role:
            return next((line for line in of_role if line.item == Item.TOTAL), of_role[0])
    return next((line for line in filled if not line.name and not line.code), None)


def row_cell(cells: Sequence[BudgetLine], item: str) -> BudgetLine | None:
    """The cell of a known row; where it is printed more than once, the first that holds a number, else the first."""
    of_item = [line for line in cells if line.item == item]
    return next((line for line in of_item if line.amount_yuan is not None), of_item[0] if of_item else None)
