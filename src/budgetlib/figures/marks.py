"""What every amount of a disclosure is within its statement: of the whole of its row, and of which kind of row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from budgetlib.accounts import COMPARISONS, AnyMeasure, Classified, Kind, Period, Side
from budgetlib.disclosure import BudgetLine
from budgetlib.figures.figures import Figures
from budgetlib.figures.rows import RowKind, row_kinds

_RowKey: TypeAlias = tuple[str, str, int | None, int | None, str, str]


class Mark(NamedTuple):
    """What an amount is within its statement."""

    whole: bool
    """Whether it holds all of its row's money (of its period): one amount a row and period does."""
    row_kind: RowKind | None
    """How its row stands to the others; None in statements that are not by a classification."""


def marks(figures: Figures) -> Iterator[Mark]:
    """The mark of every line of the disclosure, in their order."""
    kinds = dict(_kinds_of_rows(figures))
    measures: dict[tuple[str, str], AnyMeasure | None] = {}
    seen: set[tuple[_RowKey, Period]] = set()
    for line in figures.disclosure.lines:
        statement = line.statement, line.side
        if statement not in measures:
            measures[statement] = figures.lines.whole_measure(Kind(line.statement), Side(line.side))
        key = _key(line)
        of_row = key, line.period
        whole = line.measure == measures[statement] and line.period not in COMPARISONS and of_row not in seen
        if whole:
            seen.add(of_row)
        yield Mark(whole, kinds.get(key))


def _kinds_of_rows(figures: Figures) -> Iterator[tuple[_RowKey, RowKind]]:
    for kind in Kind:
        if kind.about.classified is not Classified.NONE:
            for rows in figures.lines.tables(kind):
                measure = figures.lines.whole_measure(kind, Side(rows[0][0].side))
                for row, row_kind in zip(rows, row_kinds(rows, measure), strict=True):
                    yield _key(row[0]), row_kind


def _key(line: BudgetLine) -> _RowKey:
    return line.statement, line.side, line.table, line.row, line.code, line.name
