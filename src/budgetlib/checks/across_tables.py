"""Rules across tables: the same figure printed twice must be the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetlib.accounts import CarryoverOf, Item, Kind, Measure, Role, Side
from budgetlib.accounts.classes import functional_class
from budgetlib.checks.figures import Figure, money, of_line, of_project, statement_title, total
from budgetlib.checks.innocent import (
    ANOTHER_AMOUNT,
    CARRIED_OVER,
    COUNTED_REPEATEDLY,
    GROUPS_OR_UNITS,
    OWN_INCOME,
    SECRET,
)
from budgetlib.checks.rule import Outcome, compare, compare_sum, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import BudgetLine


def _agree(
    first: BudgetLine | None, first_label: str, second: BudgetLine | None, second_label: str
) -> Iterator[Outcome]:
    """Compares two cells; nothing where either is not printed or holds no number."""
    if first is None or second is None or first.amount_yuan is None or second.amount_yuan is None:
        return
    yield compare(of_line(first, first_label), of_line(second, second_label))


@rule(
    "across.income",
    title="收支总表的收入等于收入总表",
    severity="error",
    says="收支总表的本年收入合计（总计）与收入总表的合计一致。",
    tries=(CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def income(view: View) -> Iterator[Outcome]:
    whole = view.total(Kind.INCOME, Measure.TOTAL)
    if whole is not None:
        first = view.item(Kind.SUMMARY, Side.INCOME, Item.TOTAL) or view.item(
            Kind.SUMMARY, Side.INCOME, Item.CURRENT
        )
        current = view.item(Kind.SUMMARY, Side.INCOME, Item.CURRENT)
        # Some layouts leave the carry-over out of 收入总表 altogether: then its total is this year's income.
        if current is not None and current.amount_yuan == whole.amount_yuan:
            first = current
        yield from _agree(first, "收支总表收入总计", whole, "收入总表合计")
    yield from _agree(
        view.item(Kind.SUMMARY, Side.INCOME, Item.CURRENT),
        "收支总表本年收入合计",
        view.total(Kind.INCOME, Measure.CURRENT_INCOME, Measure.CURRENT_YEAR),
        "收入总表本年收入合计",
    )
    yield from _agree(
        view.item(Kind.SUMMARY, Side.INCOME, Item.CARRYOVER_IN),
        "收支总表上年结转",
        view.total(Kind.INCOME, Measure.CARRYOVER),
        "收入总表上年结转合计",
    )


@rule(
    "across.expenditure",
    title="收支总表的支出等于支出总表",
    severity="error",
    says="收支总表的本年支出合计与支出总表的合计一致，各类支出也一致。",
    tries=(CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def expenditure(view: View) -> Iterator[Outcome]:
    whole = view.total(Kind.EXPENDITURE, Measure.TOTAL, Measure.CURRENT_EXPENDITURE)
    current = view.item(Kind.SUMMARY, Side.EXPENDITURE, Item.CURRENT) or view.item(
        Kind.SUMMARY, Side.EXPENDITURE, Item.TOTAL
    )
    yield from _agree(current, "收支总表本年支出合计", whole, "支出总表合计")
    yield from _same_classes(view, Kind.SUMMARY, Side.EXPENDITURE)


@rule(
    "across.fiscal_summary",
    title="收支总表与财政拨款收支总表",
    severity="error",
    says="单位没有财政拨款以外的收入和结转时，两张总表的收入、支出总计一致。",
    tries=(CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def fiscal_summary(view: View) -> Iterator[Outcome]:
    if not view.has(Kind.SUMMARY) or not view.has(Kind.FISCAL_SUMMARY) or view.has_other_income:
        return
    for side, name in ((Side.INCOME, "收入"), (Side.EXPENDITURE, "支出")):
        yield from _agree(
            view.item(Kind.SUMMARY, side, Item.TOTAL),
            f"收支总表{name}总计",
            view.item(Kind.FISCAL_SUMMARY, side, Item.TOTAL),
            f"财政拨款收支总表{name}总计",
        )


@rule(
    "across.general_expenditure",
    title="财政拨款收支总表与一般公共预算支出表",
    severity="error",
    says="一般公共预算支出表的合计等于财政拨款收支总表里一般公共预算的收入（不含结转）或支出（含结转）。",
    tries=(CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def general_expenditure(view: View) -> Iterator[Outcome]:
    whole = view.total(
        Kind.GENERAL_EXPENDITURE, Measure.TOTAL, Measure.GENERAL_PUBLIC, Measure.CURRENT_EXPENDITURE
    )
    if whole is None or whole.amount_yuan is None:
        return
    received = view.item(Kind.FISCAL_SUMMARY, Side.INCOME, Item.GENERAL_PUBLIC)
    carried = [
        view.item(Kind.FISCAL_SUMMARY, Side.INCOME, item)
        for item in (CarryoverOf(Item.GENERAL_PUBLIC), Item.CARRYOVER_IN)
    ]
    spent = [
        view.item(Kind.FISCAL_SUMMARY, Side.EXPENDITURE, item, Measure.GENERAL_PUBLIC)
        for item in (Item.CURRENT, Item.TOTAL)
    ]
    readings = [
        *([one] for one in (received, *spent)),
        *([received, one] for one in carried),  # this table may or may not hold what was carried over
    ]
    outcomes = [
        compare_sum(
            of_line(whole, "一般公共预算支出表合计"),
            [of_line(line, "财政拨款收支总表的一般公共预算") for line in reading if line is not None],
            of="财政拨款收支总表的一般公共预算",
        )
        for reading in readings
        if all(line is not None and line.amount_yuan is not None for line in reading)
    ]
    if outcomes:
        yield next((outcome for outcome in outcomes if outcome.outcome == "pass"), outcomes[0])


@rule(
    "across.basic",
    title="一般公共预算支出表的基本支出等于基本支出表",
    severity="error",
    says="一般公共预算支出表“基本支出”合计与一般公共预算基本支出表合计一致。",
    tries=(CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def basic(view: View) -> Iterator[Outcome]:
    first = view.total(Kind.GENERAL_EXPENDITURE, Measure.BASIC)
    for kind in (Kind.GENERAL_BASIC, Kind.GENERAL_BASIC_FUNCTIONAL):
        yield from _agree(
            first,
            "一般公共预算支出表基本支出合计",
            view.total(kind, Measure.TOTAL, Measure.BASIC),
            f"{statement_title(kind)}合计",
        )


@rule(
    "across.operating_cost",
    title="机关运行经费等于公用经费",
    severity="warning",
    says="机关运行经费是财政拨款基本支出中的公用经费，两处应一致（参公单位和所属事业单位除外）。",
    authority="机关运行经费的定义（见各单位名词解释）",
    tries=(CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def operating_cost(view: View) -> Iterator[Outcome]:
    if view.disclosure.identity.scope != "unit":
        return  # a department's institutions have 公用经费 that is no 机关运行经费
    yield from _agree(
        view.total(Kind.OPERATING_COST, Measure.TOTAL),
        "机关运行经费表合计",
        view.total(Kind.GENERAL_BASIC, Measure.PUBLIC),
        "基本支出表公用经费合计",
    )


@rule(
    "across.projects",
    title="项目支出表等于支出总表的项目支出",
    severity="error",
    says="项目支出表（本年加结转）各项目之和等于支出总表“项目支出”合计。",
    tries=(GROUPS_OR_UNITS, COUNTED_REPEATEDLY, CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def projects(view: View) -> Iterator[Outcome]:
    whole = view.total(Kind.EXPENDITURE, Measure.PROJECT)
    if whole is None or whole.amount_yuan is None or not view.disclosure.projects:
        return
    lists = _project_lists(view)
    fullest = max(lists, key=lambda figures: sum(figure.value for figure in figures))
    # A list that gives only part of the projects (key projects, those with targets) is not a list of all of them.
    headed = any(row[0].role == Role.TOTAL for rows in view.tables(Kind.PROJECTS) for row in rows)
    one_list = len({project.table for project in view.disclosure.projects}) == 1
    if one_list and not headed and total(fullest) < whole.amount_yuan:
        return
    # Some lists hold 一般公共预算 alone: theirs is that statement's total.
    general = view.total(Kind.GENERAL_EXPENDITURE, Measure.PROJECT)
    titles = [one.title for one in view.disclosure.statements if one.kind == Kind.PROJECTS]
    if all("一般公共预算" in title for title in titles) and general is None:
        return
    outcomes = [
        compare_sum(of_line(line, f"{name}项目支出合计"), figures, of=f"项目支出表{len(figures)}个项目之和")
        for line, name in ((whole, "支出总表"), (general, "一般公共预算支出表"))
        for figures in lists
        if line is not None and line.amount_yuan is not None
    ]
    outcome = next((one for one in outcomes if one.outcome == "pass"), outcomes[0])
    yield outcome._replace(doubt=view.unclear_projects)


def _project_lists(view: View) -> list[list[Figure]]:
    """What may be meant by all projects: every row; those of this year's money; those of one table."""
    listed = view.disclosure.projects
    tables = dict.fromkeys(project.table for project in listed)
    readings = [
        listed,
        [project for project in listed if project.funding == "current"],
        *([project for project in listed if project.table == table] for table in tables),
    ]
    return [[of_project(project) for project in reading] for reading in readings if reading]


@rule(
    "across.classes",
    title="各表同一科目的金额一致",
    severity="error",
    says="支出总表与一般公共预算支出表同一科目的金额不应矛盾：后者不大于前者；两表合计相差不超过上年结转的，是口径不同，不算矛盾。",
    tries=(CARRIED_OVER, OWN_INCOME, SECRET, ANOTHER_AMOUNT),
)
def classes(view: View) -> Iterator[Outcome]:
    every, allowed = _by_code(view, Kind.EXPENDITURE), _carried_over_in_one(view)
    for code, part in _by_code(view, Kind.GENERAL_EXPENDITURE).items():
        whole = every.get(code)
        if whole is None:
            continue
        if part.value <= whole.value:
            yield Outcome("pass", "")
        elif part.value > whole.value + allowed:
            yield compare(part, whole)


def _carried_over_in_one(view: View) -> Decimal:
    """What 一般公共预算支出表 holds more than 支出总表 as it counts what was carried over; 0 where it holds no more."""
    part = view.total(Kind.GENERAL_EXPENDITURE, Measure.TOTAL, Measure.CURRENT_EXPENDITURE)
    whole = view.total(Kind.EXPENDITURE, Measure.TOTAL, Measure.CURRENT_EXPENDITURE)
    carried = view.item(Kind.SUMMARY, Side.INCOME, Item.CARRYOVER_IN)
    if part is None or whole is None or carried is None:
        return Decimal(0)
    more = (part.amount_yuan or Decimal(0)) - (whole.amount_yuan or Decimal(0))
    return more if 0 < more <= (carried.amount_yuan or 0) else Decimal(0)


def _by_code(view: View, kind: Kind) -> dict[str, Figure]:
    """Figures by code; a code printed on several rows (per unit, per economic class) counts with their sum."""
    found: dict[str, list[BudgetLine]] = {}
    for line in view.lines(kind):
        if (
            line.code
            and line.level in (1, 2, 3)
            and line.measure in (Measure.TOTAL, Measure.CURRENT_EXPENDITURE)
        ):
            found.setdefault(line.code, []).append(line)
    return {code: _together(kind, code, lines) for code, lines in found.items()}


def _together(kind: Kind, code: str, lines: list[BudgetLine]) -> Figure:
    label = f"{statement_title(kind)}“{code} {lines[0].name}”"
    figures = [of_line(line, label) for line in lines]
    if len(figures) == 1:
        return figures[0]
    value, unit = total(figures), lines[0].unit
    steps = sum((figure.step for figure in figures), Decimal(0))
    printed = money(value, unit, max(line.decimals for line in lines)).removesuffix(unit)
    return figures[0]._replace(value=value, step=steps, printed=printed, label=f"{label}各行之和", unit=unit)


def _same_classes(view: View, kind: Kind, side: Side) -> Iterator[Outcome]:
    """Functional classes of 收支总表 (by name) against 支出总表 (by code and name), as the sum of its rows."""
    named: dict[str, list[BudgetLine]] = {}
    for line in view.lines(Kind.EXPENDITURE):
        whole = line.measure in (Measure.TOTAL, Measure.CURRENT_EXPENDITURE)
        if line.level == 1 and whole and functional_class(line.code, line.name) == line.code[:3]:
            named.setdefault(line.name, []).append(line)
    for line in view.lines(kind, side):
        others = [one for one in named.get(line.name, ()) if one.amount_yuan is not None]
        if not others or line.measure != Measure.TOTAL or line.amount_yuan is None or line.item:
            continue
        printed = of_line(line, f"{statement_title(kind)}“{line.name}”")
        outcome = compare(printed, _together(Kind.EXPENDITURE, others[0].code, others))
        if len(others) > 1 and outcome.outcome == "fail":
            outcome = outcome._replace(review="支出总表这个科目有几行，可能分属几个单位")
        yield outcome
