"""Headline figures that tables print: the statement, row and column of each as `accounts/facts.toml` lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetlib.accounts import (
    OWN_PERIODS,
    ClassKey,
    FactKey,
    Item,
    Key,
    Kind,
    Measure,
    Period,
    Role,
    Source,
    to_measure,
)
from budgetlib.disclosure import BudgetLine, Fact
from budgetlib.document import Place
from budgetlib.figures.fact_makers import count_fact, line_fact
from budgetlib.figures.statement_lines import StatementLines, row_cell

_OF_FUNDS = {Measure.BASIC: Key.EXPENDITURE_BASIC, Measure.PROJECT: Key.EXPENDITURE_PROJECT}
_PERIODS_OF_THREE_PUBLIC = (
    ("three_public", OWN_PERIODS),
    ("three_public_prior", frozenset((Period.PRIOR,))),
    ("three_public_budget", frozenset((Period.BUDGET,))),
)
_THREE_PUBLIC_ITEMS = (
    Item.ABROAD,
    Item.RECEPTION,
    Item.VEHICLE,
    Item.VEHICLE_PURCHASE,
    Item.VEHICLE_OPERATION,
)


def table_facts(lines: StatementLines) -> Iterator[Fact]:
    """Every figure that its sources in the tables give, “三公”经费 and the classes of 支出总表."""
    for key in Key:
        cell = _best(cells_of(lines, key))
        if cell is not None:
            yield line_fact(key, cell)
    yield from _where_all_is_one_fund(lines)
    yield from _classes(lines)
    yield from three_public_facts(lines.lines)


def cells_of(lines: StatementLines, key: Key) -> Sequence[BudgetLine]:
    """The cell of every place where the tables print a figure, the best first."""
    return [cell for source in key.about.sources if (cell := _cell(lines, source)) is not None]


def _best(cells: Sequence[BudgetLine]) -> BudgetLine | None:
    """The first cell that holds a number, else the first that is blank."""
    return next((cell for cell in cells if cell.amount_yuan is not None), cells[0] if cells else None)


def _cell(lines: StatementLines, source: Source) -> BudgetLine | None:
    kind = next((kind for kind in source.kinds if lines.of(kind)), None)
    if kind is None:
        return None
    printed = [line for line in lines.of(kind, source.side or None) if _holds_or_is_blank(line)]
    measures = source.measures or kind.about.whole
    if source.row == Item.TOTAL and not source.side:
        return total_cell(printed, measures)
    columns = ([line for line in printed if line.measure == measure] for measure in measures)
    cells = [cell for column in columns if (cell := row_cell(column, source.row)) is not None]
    return _best(cells)


def _holds_or_is_blank(line: BudgetLine) -> bool:
    """Whether a cell holds an amount or nothing; words in the place of an amount are a finding of their own."""
    return line.blank or line.amount_yuan is not None


def total_cell(lines: Sequence[BudgetLine], measures: Sequence[str]) -> BudgetLine | None:
    """The cell of the first column in the row of totals; in lists that have none, the row of the unit itself.

    A table of one row needs no label.
    """
    for measure in measures:
        of_measure = [line for line in lines if line.measure == measure]
        for role in (Role.TOTAL, Role.UNIT):
            of_role = [line for line in of_measure if line.role == role]
            if of_role:
                wholes = [line for line in of_role if line.item == Item.TOTAL]  # 总计 below 本年收入合计
                return next(
                    (line for line in (*wholes, *of_role) if line.amount_yuan is not None), of_role[0]
                )
    for measure in measures:
        for line in lines:
            if line.measure == measure and not line.name and not line.code:
                return line
    return None


def _where_all_is_one_fund(lines: StatementLines) -> Iterator[Fact]:
    """基本支出 and 项目支出 of 支出总表 in columns of 一般公共预算, where that is all that is spent."""
    own = [line for line in lines.of(Kind.EXPENDITURE) if _holds_or_is_blank(line)]
    whole, public = total_cell(own, (Measure.TOTAL,)), total_cell(own, (Measure.GENERAL_PUBLIC,))
    if whole and public and whole.amount_yuan and whole.amount_yuan == public.amount_yuan:
        for use, key in _OF_FUNDS.items():
            cell = total_cell(own, (to_measure(f"{use}_{Measure.GENERAL_PUBLIC}"),))
            if cell is not None:
                yield line_fact(key, cell)


def _classes(lines: StatementLines) -> Iterator[Fact]:
    """支出总表 by functional class, and how many items it lists."""
    measure = lines.whole_measure(Kind.EXPENDITURE)
    items = [
        line
        for line in lines.of(Kind.EXPENDITURE)
        if line.measure == measure and line.role == Role.ITEM and _holds_or_is_blank(line)
    ]
    for line in items:
        if line.level == 1 and (line.code.startswith("2") or not line.code):
            yield line_fact(ClassKey(line.code or line.name), line)
    yield from item_rows(items)


def item_rows(lines: Sequence[BudgetLine]) -> Iterator[Fact]:
    """How many items (项) there are among some rows."""
    finest = [line for line in lines if line.level == 3 and line.role == Role.ITEM]
    if finest:
        first = finest[0]
        place = Place(page=first.page, line=first.line, table=first.table)
        yield count_fact(Key.EXPENDITURE_ITEM_ROWS, len({line.code or line.row for line in finest}), place)


def three_public_facts(lines: Sequence[BudgetLine]) -> Iterator[Fact]:
    """“三公”经费: this year's, last year's, and the budget beside a final account.

    Of several tables (一般公共预算, then 政府性基金; then 机构运行信息) the first that prints a figure decides.
    """
    own = [line for line in lines if line.statement == Kind.THREE_PUBLIC]
    tables = [
        [line for line in own if line.table == table] for table in dict.fromkeys(line.table for line in own)
    ]
    tables.append([line for line in lines if line.statement == Kind.OPERATION])
    for table in tables:
        for prefix, periods in _PERIODS_OF_THREE_PUBLIC:
            of_period = [line for line in table if line.period in periods]
            for item in _THREE_PUBLIC_ITEMS:
                cell = _three_public_cell(of_period, item)
                if cell is not None:
                    yield line_fact(_key(prefix, item), cell)
            wholes = (_three_public_cell(of_period, item) for item in Kind.THREE_PUBLIC.about.whole)
            whole = next(filter(None, wholes), None)
            if whole is not None:
                yield line_fact(_key(prefix, Item.TOTAL), whole)


def _key(prefix: str, item: str) -> FactKey:
    return Key(f"{prefix}.{item}")


def _three_public_cell(lines: Sequence[BudgetLine], item: str) -> BudgetLine | None:
    """The cell of an item, whether items stand in rows or in columns."""
    for measures in (Kind.SUMMARY.about.whole, Kind.THREE_PUBLIC.about.whole):
        in_rows = [line for line in lines if line.item == item and line.measure in measures]
        if in_rows:
            return next((line for line in in_rows if line.amount_yuan is not None), in_rows[0])
    in_columns = [line for line in lines if line.measure == item]
    if not in_columns or (item == Item.TOTAL and any(line.item for line in lines)):
        return None
    return total_cell(in_columns, (item,)) or in_columns[0]
