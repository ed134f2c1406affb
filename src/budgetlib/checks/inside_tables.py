"""Rules inside one table: what is printed must add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache, partial

from budgetlib.accounts import (
    BY_FUNCTION,
    SPENDING_BY_ECONOMY,
    AnyMeasure,
    Item,
    Key,
    Kind,
    Measure,
    Role,
    Side,
)
from budgetlib.checks.figures import Figure, of_line, of_project, statement_title
from budgetlib.checks.innocent import ANOTHER_AMOUNT, COUNTED_REPEATEDLY, GROUPS_OR_UNITS, SECRET
from budgetlib.checks.rule import Outcome, compare_amounts, compare_sum, rule
from budgetlib.checks.view import Row, View, cell
from budgetlib.disclosure import BudgetLine

_CLASS_DIGITS = 3
_SPENDING_PARTS = (
    Measure.BASIC,
    Measure.PROJECT,
    Measure.OPERATING_EXPENDITURE,
    Measure.REMITTED_UPWARD,
    Measure.SUBSIDY_TO_AFFILIATES,
    Measure.RESERVE,
    Measure.CARRYOVER_OUT,
)
_BUDGETS = (Measure.GENERAL_PUBLIC, Measure.GOVERNMENT_FUND, Measure.STATE_CAPITAL)
_OUTSIDE = (
    Measure.SPECIAL_ACCOUNT,
    Measure.BUSINESS_INCOME,
    Measure.OPERATING_INCOME,
    Measure.SUPERIOR_SUBSIDY,
    Measure.AFFILIATE_REMITTANCE,
    Measure.OTHER_INCOME,
    Measure.CARRYOVER,
)
_SIDES_OF_BASIC = (Measure.PERSONNEL, Measure.PUBLIC)
_THIS_YEAR = (Measure.CURRENT_INCOME, Measure.CURRENT_EXPENDITURE, Measure.CURRENT_YEAR)
"""Columns that hold all of a row's money but what was carried over."""


@rule(
    "inside.total",
    title="合计等于各类之和",
    severity="error",
    says="按科目列示的表，合计行等于各“类”级科目之和，逐栏核对。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_AMOUNT, SECRET),
    structural=True,
)
def totals(view: View) -> Iterator[Outcome]:
    for kind in (*BY_FUNCTION, *SPENDING_BY_ECONOMY):
        for rows in view.tables(kind):
            whole = next((row for row in rows if row[0].role == Role.TOTAL), None)
            classes = [row for row in rows if row[0].level == 1 and row[0].role == Role.ITEM]
            if whole is None or not classes:
                continue
            yield from _column_sums(whole, classes, f"{statement_title(kind)}合计", "各类之和")


@rule(
    "inside.hierarchy",
    title="类等于款之和，款等于项之和",
    severity="error",
    says="上级科目的金额等于它下面各科目之和，逐行逐栏核对。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_AMOUNT, SECRET),
    structural=True,
)
def hierarchy(view: View) -> Iterator[Outcome]:
    for kind in (*BY_FUNCTION, *SPENDING_BY_ECONOMY):
        for rows in view.tables(kind):
            for parent, children in _families(rows):
                label = f"{statement_title(kind)}“{parent[0].code} {parent[0].name}”"
                yield from _column_sums(parent, children, label, "下级科目之和")


def _families(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each classified row with the rows directly below it in the classification, where there are any.

    A code printed twice (once per unit, or per second classification) is left out: the table has another order.
    """
    coded = [row for row in rows if row[0].level and row[0].role == Role.ITEM and row[0].code]
    codes = [row[0].code for row in coded]
    if len(set(codes)) != len(codes):
        return
    printed = set(codes)
    below: dict[str, list[Row]] = defaultdict(list)
    for row in coded:
        below[_nearest_above(row[0].code, printed)].append(row)
    for parent in coded:
        if parent[0].code in below:
            yield parent, below[parent[0].code]


def _nearest_above(code: str, printed: Set[str]) -> str:
    """The printed code that a code lies directly below; empty where none is: some tables leave out a level."""
    above = code[:-2]
    while len(above) >= _CLASS_DIGITS and above not in printed:
        above = above[:-2]
    return above if len(above) >= _CLASS_DIGITS else ""


def _column_sums(whole: Row, parts: Sequence[Row], label: str, of: str) -> Iterator[Outcome]:
    """Compares every cell of a row with the sum of the cells under the same header in the rows below it.

    A table in two halves side by side has the same header twice: a row and its parts may stand in different ones.
    """
    filled = [line for row in parts for line in row if line.amount_yuan is not None]
    for target in whole:
        column, header, measure = target.column, target.header, target.measure
        cells = [
            line
            for line in filled
            if line.column == column or (line.header == header and line.measure == measure)
        ]
        # Words instead of an amount are a finding of their own.
        if target.amount_yuan is not None or (target.blank and any(line.amount_yuan for line in cells)):
            yield compare_amounts(
                target.amount_yuan,
                [line.amount_yuan for line in cells],
                partial(_sum_of_column, target, cells, label, of),
                target.table,
            )


def _sum_of_column(whole: BudgetLine, parts: Sequence[BudgetLine], label: str, of: str) -> Outcome:
    named = f"{label}（{whole.header.split(' / ')[-1]}）"
    return compare_sum(of_line(whole, named), [of_line(line) for line in parts], of=of)


@rule(
    "inside.basic_project",
    title="合计等于基本支出加项目支出",
    severity="error",
    says="支出表每一行：合计＝基本支出＋项目支出（＋经营支出、上缴上级支出、对附属单位补助支出等）。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_AMOUNT, SECRET),
    structural=True,
)
def basic_and_project(view: View) -> Iterator[Outcome]:
    for kind in (Kind.EXPENDITURE, Kind.GENERAL_EXPENDITURE, Kind.FISCAL_EXPENDITURE, Kind.FUND_EXPENDITURE):
        for rows in view.tables(kind):
            yield from _row_sums(rows, _SPENDING_PARTS, required=(Measure.BASIC, Measure.PROJECT))


@rule(
    "inside.personnel_public",
    title="基本支出等于人员经费加公用经费",
    severity="error",
    says="基本支出表每一行：合计＝人员经费＋公用经费。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_AMOUNT, SECRET),
    structural=True,
)
def personnel_and_public(view: View) -> Iterator[Outcome]:
    for kind in (Kind.GENERAL_BASIC, Kind.FISCAL_BASIC, Kind.GENERAL_BASIC_FUNCTIONAL):
        for rows in view.tables(kind):
            yield from _row_sums(rows, _SIDES_OF_BASIC, required=_SIDES_OF_BASIC)


@rule(
    "inside.funds",
    title="合计等于各资金来源之和",
    severity="error",
    says="分资金来源列示的表，每一行：合计＝各来源之和。",
    tries=(COUNTED_REPEATEDLY, ANOTHER_AMOUNT, SECRET),
    structural=True,
)
def funds(view: View) -> Iterator[Outcome]:
    for kind in (Kind.OPERATING_COST, Kind.PROJECTS, Kind.THREE_PUBLIC):
        for rows in view.tables(kind):
            yield from _row_sums(
                rows,
                (*_BUDGETS, Measure.SPECIAL_ACCOUNT, Measure.UNIT_FUNDS, Measure.CARRYOVER),
                required=(Measure.GENERAL_PUBLIC,),
            )
    for rows in view.tables(Kind.FISCAL_SUMMARY):
        if rows and rows[0][0].side == Side.EXPENDITURE:
            yield from _row_sums(rows, _BUDGETS, required=(Measure.GENERAL_PUBLIC,))
    for rows in view.tables(Kind.INCOME):
        yield from _row_sums(
            rows, (*_BUDGETS, *_OUTSIDE, Measure.UNIT_FUNDS), required=(Measure.GENERAL_PUBLIC,)
        )


def _row_sums(
    rows: Sequence[Row], parts: tuple[Measure, ...], *, required: tuple[Measure, ...]
) -> Iterator[Outcome]:
    for row in rows:
        columns = _columns_of_sum(tuple([line.measure for line in row]), parts, required)
        if columns is None:
            return
        whole = row[columns[0]]
        cells = [line for at in columns[1] if (line := row[at]).amount_yuan is not None]
        if whole.amount_yuan is not None or (whole.blank and any(line.amount_yuan for line in cells)):
            yield compare_amounts(
                whole.amount_yuan,
                [line.amount_yuan for line in cells],
                partial(_sum_of_row, whole, cells),
                whole.table,
            )


def _sum_of_row(whole: BudgetLine, parts: Sequence[BudgetLine]) -> Outcome:
    label = f"{statement_title(whole.statement)}“{whole.name or whole.code}”合计"
    return compare_sum(of_line(whole, label), [of_line(line) for line in parts], of="各栏之和")


@lru_cache(maxsize=1024)
def _columns_of_sum(
    measures: tuple[AnyMeasure, ...], parts: tuple[Measure, ...], required: tuple[Measure, ...]
) -> tuple[int, tuple[int, ...]] | None:
    """Which cells of a row are the total and its parts, by the measures of the cells; None where they don't tell."""
    if not set(required) <= set(measures) or len(set(measures)) != len(measures):
        return None
    whole = next((measure for measure in (Measure.TOTAL, *_THIS_YEAR) if measure in measures), None)
    if whole is None or set(measures) - {whole, *parts}:
        return None  # a column that is not understood may hold the rest
    chosen = [part for part in parts if not (part is Measure.CARRYOVER and whole in _THIS_YEAR)]
    return measures.index(whole), tuple(at for at, measure in enumerate(measures) if measure in chosen)


@rule(
    "inside.three_public",
    title="“三公”经费合计等于三项之和",
    severity="error",
    says="“三公”经费＝因公出国（境）费＋公务用车购置及运行费＋公务接待费；用车＝购置＋运行。",
    authority="财预〔2016〕143号",
)
def three_public(view: View) -> Iterator[Outcome]:
    cells = three_public_cells(view)
    whole = cells.get(Item.THREE_PUBLIC)
    parts = [cells[item] for item in (Item.ABROAD, Item.VEHICLE, Item.RECEPTION) if item in cells]
    if whole is not None and len(parts) == 3 and (whole.value or any(part.value for part in parts)):
        yield compare_sum(whole, parts, of="三项之和")
    vehicle = cells.get(Item.VEHICLE)
    parts = [cells[item] for item in (Item.VEHICLE_PURCHASE, Item.VEHICLE_OPERATION) if item in cells]
    if vehicle is not None and len(parts) == 2 and (vehicle.value or any(part.value for part in parts)):
        yield compare_sum(vehicle, parts, of="购置与运行之和")


def three_public_cells(view: View) -> dict[Item, Figure]:
    """The 三公 figures of the table by item, whether items stand in rows or in columns."""
    facts = {fact.key: fact for fact in view.disclosure.facts if fact.origin == "table"}
    lines = (*view.lines(Kind.THREE_PUBLIC), *view.lines(Kind.OPERATION))
    places = {(line.table, line.row) for line in lines}
    found: dict[Item, Figure] = {}
    for item, key in _THREE_PUBLIC_FACTS.items():
        fact = facts.get(key)
        if fact is None or (fact.table, fact.row) not in places:
            continue
        line = _cell_of(lines, item, fact.table, fact.row)
        if line is not None:
            found[item] = of_line(line, f"“三公”经费表“{_ITEM_NAMES.get(item, item.about.title)}”")
    return found


_THREE_PUBLIC_FACTS = {
    Item.THREE_PUBLIC: Key.THREE_PUBLIC_TOTAL,
    Item.ABROAD: Key.THREE_PUBLIC_ABROAD,
    Item.RECEPTION: Key.THREE_PUBLIC_RECEPTION,
    Item.VEHICLE: Key.THREE_PUBLIC_VEHICLE,
    Item.VEHICLE_PURCHASE: Key.THREE_PUBLIC_VEHICLE_PURCHASE,
    Item.VEHICLE_OPERATION: Key.THREE_PUBLIC_VEHICLE_OPERATION,
}
_ITEM_NAMES = {Item.THREE_PUBLIC: "合计"}


def _cell_of(
    lines: Sequence[BudgetLine], item: Item, table: int | None, row: int | None
) -> BudgetLine | None:
    in_row = [line for line in lines if (line.table, line.row) == (table, row)]
    for wanted in (item, Item.TOTAL) if item is Item.THREE_PUBLIC else (item,):
        for line in in_row:
            if line.measure == Measure(wanted) and not line.item:
                return line
            if line.item == wanted and line.measure in (Measure.TOTAL, Measure.FISCAL):
                return line
    return None


@rule(
    "inside.projects",
    title="项目支出表的合计等于各项目之和",
    severity="error",
    says="项目支出表的合计（或单位）行等于所列各项目之和。",
    tries=(GROUPS_OR_UNITS, COUNTED_REPEATEDLY, SECRET, ANOTHER_AMOUNT),
)
def project_list(view: View) -> Iterator[Outcome]:
    listed = {(project.table, project.row) for project in view.disclosure.projects}
    for rows in view.tables(Kind.PROJECTS):
        table = rows[0][0].table
        figures = [of_project(project) for project in view.disclosure.projects if project.table == table]
        first = min(
            (project.row or 0 for project in view.disclosure.projects if project.table == table), default=0
        )
        totals = [row for row in rows if row[0].role == Role.TOTAL]
        above = [
            row
            for row in rows
            if (table, row[0].row) not in listed
            and row[0].role in (Role.UNIT, Role.ITEM)
            and (row[0].row or 0) < first
        ]
        head = next((cell(row, Measure.TOTAL, Measure.PROJECT) for row in (*totals, *above)), None)
        if head is None or not figures or head.amount_yuan is None:
            continue
        outcome = compare_sum(
            of_line(head, f"项目支出表“{head.name}”"), figures, of=f"所列{len(figures)}个项目之和"
        )
        yield outcome._replace(doubt=view.unclear_projects)
