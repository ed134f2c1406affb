"""Expenditure by the classes of the two classifications: by function (支出功能分类) and by economic use (经济分类).

A statement may print classes, only the items below them, or both, and a department's prints them again for every
unit. Its rows are taken in the way in which they make up the total of the table; where no way does, those that
leave the least doubt, with what is missing said, and none where they are more than the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from budgetlib.accounts import AnyMeasure, Item, Key, Kind, Measure, Role, Side
from budgetlib.accounts.classes import (
    ECONOMIC_CLASSES,
    FUNCTIONAL_CLASSES,
    economic_class,
    functional_class,
    is_economic_class,
)
from budgetlib.disclosure import BudgetLine
from budgetlib.figures.breakdowns.part import (
    NOWHERE,
    Breakdown,
    Measured,
    Named,
    Part,
    added_up,
    breakdown_of,
    gap,
    of_fact,
    of_line,
)
from budgetlib.figures.figures import Figures
from budgetlib.figures.rows import RowKind, row_kinds
from budgetlib.figures.statement_lines import StatementLines, row_cell, total_of

_BY_WIDTH = (
    Measure.TOTAL,
    Measure.FISCAL,
    Measure.GENERAL_PUBLIC,
    Measure.GOVERNMENT_FUND,
    Measure.STATE_CAPITAL,
)
"""Whose money statements are of, the widest first."""
_BASIC_OF = {Measure.GENERAL_PUBLIC: Key.GENERAL_BASIC_TOTAL, Measure.TOTAL: Key.EXPENDITURE_BASIC}
_SPENDING_OF = {Measure.GENERAL_PUBLIC: Key.GENERAL_EXPENDITURE_TOTAL, Measure.TOTAL: Key.EXPENDITURE_TOTAL}
"""Money -> the headline figure of its basic spending, and of all its spending."""
_OF_BASIC = {Measure.BASIC: (Key.GENERAL_BASIC_TOTAL,)}
_SIDES_OF_BASIC = (Measure.PERSONNEL, Measure.PUBLIC)
_ITEM_DIGITS = 5
"""Digits of the code of an economic item (款)."""


class _Cell(NamedTuple):
    line: BudgetLine
    kind: RowKind


class _Column(NamedTuple):
    """A column of a classified statement, and what it is of."""

    statement: Kind
    of: str
    """The key of the whole."""
    whole: Measured
    cells: Sequence[_Cell]
    """Items that hold an amount, one a row."""


class _Classification(NamedTuple):
    breakdown: Breakdown
    names: Mapping[str, str]
    class_of: Callable[[str, str], str]
    """The class that a code lies in or a name stands for, empty when neither."""
    is_class: Callable[[BudgetLine], bool]


_FUNCTION = _Classification(
    Breakdown.FUNCTION, FUNCTIONAL_CLASSES, functional_class, lambda line: line.level == 1
)
_ECONOMY = _Classification(
    Breakdown.ECONOMIC,
    ECONOMIC_CLASSES,
    economic_class,
    lambda line: is_economic_class(line.code, line.name),
)
_Rows: TypeAlias = list[tuple[str, Measured]]


def by_function(lines: StatementLines) -> Iterator[Part]:
    """Spending by functional class: all of it, then that of each fund whose statement is printed."""
    main = True
    for kind in _spending_by_function():
        columns = [_whole_column(lines, kind)]
        if kind.about.of is Measure.TOTAL:
            columns += _summary_columns(lines)
        found = _best(columns, _FUNCTION)
        if found is not None:
            column, classes = found
            parts = [Named(1, code, FUNCTIONAL_CLASSES[code], amount) for code, amount in classes]
            yield from _breakdown(Breakdown.FUNCTION, column, parts, main=main)
            main = False


def by_economy(figures: Figures) -> Iterator[Part]:
    """Spending by economic class and the items below: basic spending first, then all that a statement divides so."""
    main = True
    for printed in _economic_columns(figures.lines):
        column = printed if printed.whole is not NOWHERE else _with_stated_whole(printed, figures)
        classes = _classes(column, _ECONOMY)
        items = _items(column, figures.disclosure.identity.unit_name)
        if classes is None and not items:
            continue
        yield from _breakdown(Breakdown.ECONOMIC, column, list(_tree(classes or [], items)), main=main)
        main = False


def _with_stated_whole(column: _Column, figures: Figures) -> _Column:
    """A column without a total of its own, with the headline figure of what it is of."""
    fact = figures.fact(column.of, *_OF_BASIC.get(column.statement.about.portion, ()))
    return column if fact is None else column._replace(whole=of_fact(fact, figures.statement_of(fact)))


def _spending_by_function() -> list[Kind]:
    kinds = [
        kind for kind in Kind if kind.about.is_spending_by_function and kind.about.portion is Measure.TOTAL
    ]
    return sorted(kinds, key=lambda kind: _BY_WIDTH.index(kind.about.of))


def _economic_columns(lines: StatementLines) -> Iterator[_Column]:
    """Columns by economic item: basic spending, the purest statement first; then all spending."""
    kinds = [kind for kind in Kind if kind.about.is_spending_by_economy]
    narrow = sorted(
        (kind for kind in kinds if kind.about.portion is Measure.BASIC),
        key=lambda kind: -_BY_WIDTH.index(kind.about.of),
    )
    wide = sorted(
        (kind for kind in kinds if kind.about.portion is Measure.TOTAL),
        key=lambda kind: -_BY_WIDTH.index(kind.about.of),
    )
    for kind in narrow:
        whole = lines.whole_measure(kind)
        yield _whole_column(lines, kind) if whole else _column(lines, kind, _SIDES_OF_BASIC, f"{kind}.total")
    for kind in wide:
        yield _column(lines, kind, (Measure.BASIC,), _BASIC_OF[kind.about.of])
    for kind in wide:
        yield _whole_column(lines, kind)._replace(of=_SPENDING_OF[kind.about.of])


def _whole_column(lines: StatementLines, kind: Kind) -> _Column:
    measure = lines.whole_measure(kind)
    return _column(lines, kind, (measure,) if measure else (), f"{kind}.total")


def _column(lines: StatementLines, kind: Kind, measures: Sequence[AnyMeasure], of: str) -> _Column:
    """Columns of a statement taken together: each row has its amount in one of them."""
    cells: list[_Cell] = []
    totals: dict[AnyMeasure, list[BudgetLine]] = {measure: [] for measure in measures}
    for rows in lines.tables(kind):
        if rows[0][0].side == Side.INCOME and len(kind.about.sides) > 1:
            continue
        for row, row_kind in zip(rows, row_kinds(rows, measures[0] if measures else None), strict=True):
            for measure in measures:
                cell = next((line for line in row if line.measure == measure), None)
                if cell is None:
                    continue
                totals[measure].append(cell)
                if cell.role == Role.ITEM and cell.amount_yuan is not None:
                    cells.append(_Cell(cell, row_kind))
    wholes = [of_line(whole) for column in totals.values() if (whole := total_of(column)) is not None]
    return _Column(kind, of, added_up(wholes) if wholes else NOWHERE, cells)


def _summary_columns(lines: StatementLines) -> Iterator[_Column]:
    """The columns of 收支总表 on its side of expenditure: one may be by function, others by use or economic class.

    The sum below the classes is that of the year; where their own column has none, that of the column beside.
    """
    measure = lines.whole_measure(Kind.SUMMARY, Side.EXPENDITURE)
    cells = [line for line in lines.of(Kind.SUMMARY, Side.EXPENDITURE) if line.measure == measure]
    for at in dict.fromkeys(line.column for line in cells):
        column = [line for line in cells if line.column == at]
        of, whole = _sum_below(column, cells)
        classes = [
            _Cell(line._replace(level=1), RowKind.PART)
            for line in column
            if line.role == Role.ITEM and not line.item and line.amount_yuan is not None
        ]
        yield _Column(Kind.SUMMARY, of, whole, classes)


def _sum_below(column: Sequence[BudgetLine], cells: Sequence[BudgetLine]) -> tuple[Key, Measured]:
    """The sum of the year that stands below the classes, else the whole of the side; with its key."""
    for of, item in (
        (Key.SUMMARY_EXPENDITURE_CURRENT, Item.CURRENT),
        (Key.SUMMARY_EXPENDITURE_TOTAL, Item.TOTAL),
    ):
        for line in (row_cell(column, item), row_cell(cells, item)):
            if line is not None and line.amount_yuan is not None:
                return of, of_line(line)
    return Key.SUMMARY_EXPENDITURE_TOTAL, NOWHERE


def _best(columns: Iterable[_Column], classification: _Classification) -> tuple[_Column, _Rows] | None:
    """The first column whose classes make up its whole, else the first that has any."""
    found = [
        (column, classes) for column in columns if (classes := _classes(column, classification)) is not None
    ]
    whole = (
        one
        for one in found
        if one[0].whole.amount_yuan is not None and not gap(one[0].whole, _amounts(one[1]))
    )
    return next(whole, found[0] if found else None)


def _classes(column: _Column, classification: _Classification) -> _Rows | None:
    """The classes of a column with their amounts, in the order of their codes; None where it has none to trust."""
    lines = [cell.line for cell in column.cells]
    printed = [line for line in lines if classification.is_class(line)]
    leaves = [cell.line for cell in column.cells if cell.kind is RowKind.PART]
    once = list({classification.class_of(line.code, line.name): line for line in reversed(printed)}.values())
    ways = [
        rows
        for way in (printed, leaves, once)
        if (rows := _by_class(way, classification))
        and (any(amount.amount_yuan for _, amount in rows) or not column.whole.amount_yuan)
    ]
    for rows in ways:
        if column.whole.amount_yuan is not None and not gap(column.whole, _amounts(rows)):
            return rows
    return next((rows for rows in ways if gap(column.whole, _amounts(rows)) >= 0), None)


def _by_class(lines: Iterable[BudgetLine], classification: _Classification) -> _Rows:
    grouped: dict[str, list[Measured]] = {}
    for line in lines:
        code = classification.class_of(line.code, line.name)
        if code:
            grouped.setdefault(code, []).append(of_line(line))
    return [(code, added_up(grouped[code])) for code in sorted(grouped)]


def _items(column: _Column, unit_name: str) -> list[Named]:
    """Items (款) with their amounts, by code, else by name; none where they are more than the whole.

    Finer rows count where their item is not printed: 3021101 where there is no 30211. Without codes, the row of the
    unit itself heads the items as a sum of them.
    """
    if any(cell.line.level is not None for cell in column.cells):
        printed = {cell.line.code for cell in column.cells if cell.line.level == 2}
        chosen = [
            line
            for line, _ in column.cells
            if line.level == 2
            or (line.level is not None and line.level > 2 and line.code[:_ITEM_DIGITS] not in printed)
        ]
    else:
        chosen = [
            line
            for line, kind in column.cells
            if kind is RowKind.PART and line.name != unit_name and not is_economic_class(line.code, line.name)
        ]
    grouped: dict[str, list[BudgetLine]] = {}
    for line in chosen:
        grouped.setdefault(line.code[:_ITEM_DIGITS] or line.name, []).append(line)
    items = [
        Named(2, key, same[0].name, added_up([of_line(line) for line in same]))
        for key, same in grouped.items()
    ]
    return [] if gap(column.whole, [item.amount for item in items]) < 0 else items


def _tree(classes: _Rows, items: Sequence[Named]) -> Iterator[Named]:
    """Classes, each followed by its items; items without a class of theirs in front of all."""
    codes = {code for code, _ in classes}
    yield from (item for item in items if economic_class(item.key, item.name) not in codes)
    for code, amount in classes:
        yield Named(1, code, ECONOMIC_CLASSES[code], amount)
        yield from (item for item in items if economic_class(item.key, item.name) == code)


def _breakdown(kind: Breakdown, column: _Column, parts: Sequence[Named], *, main: bool) -> list[Part]:
    return breakdown_of(kind, column.of, column.whole, parts, fund=column.statement.about.of, main=main)


def _amounts(rows: _Rows) -> list[Measured]:
    return [amount for _, amount in rows]


__all__ = ["by_economy", "by_function"]
