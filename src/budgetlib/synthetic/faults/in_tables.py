"""Wrong figures in tables."""

from __future__ import annotations

from budgetlib.synthetic.faults.fault import ODD, Page, fault
from budgetlib.synthetic.truth import (
    BUDGET,
    CARRYOVER,
    COUNTY,
    CURRENT,
    FINAL,
    GENERAL,
    METROPOLIS,
    OWN,
    PERSONNEL,
)

_BOTH = (BUDGET, FINAL)
_BUDGET = (BUDGET,)
_ANY = (COUNTY, METROPOLIS)
_COUNTY = (COUNTY,)


def _of_item(code: str) -> tuple[str, str, str]:
    """项, and the 款 and 类 above it."""
    return code, code[:5], code[:3]


@fault("inside.hierarchy", stages=_BOTH, layouts=_ANY)
def group_above_its_items(page: Page) -> str:
    grid = page.grid("expenditure")
    code = page.item("project").code[:5]
    grid.change(ODD, code, "total", "project")
    return f"支出总表的款{code}比下级科目之和多12.34万元"


@fault("inside.total", stages=_BUDGET, layouts=_ANY)
def classes_below_the_total(page: Page) -> str:
    grid = page.grid("general_expenditure")
    item = page.item("project")
    page.require(item.project > ODD)
    for code in _of_item(item.code):
        grid.change(-ODD, code, "total", "project")
    return f"一般公共预算支出表的{item.code}及其上级科目少12.34万元，合计未变"


@fault("inside.basic_project", stages=_BUDGET, layouts=_ANY)
def project_column_too_high(page: Page) -> str:
    grid = page.grid("general_expenditure")
    item = page.item("project")
    for code in (*_of_item(item.code), "total"):
        grid.change(ODD, code, "project")
    return f"一般公共预算支出表的{item.code}及其上级科目、合计的项目支出多12.34万元"


@fault("inside.personnel_public", stages=_BUDGET, layouts=_ANY)
def two_costs_exchanged(page: Page) -> str:
    grid = page.grid("general_basic")
    first, second = [cost.code for cost in page.truth.costs if cost.kind == PERSONNEL][:2]
    one, other = grid[first, "personnel"], grid[second, "personnel"]
    page.require(one != other)
    grid[first, "personnel"], grid[second, "personnel"] = other, one
    return f"基本支出表的人员经费一栏，{first}与{second}两行的数字互换"


@fault("inside.funds", stages=_BUDGET, layouts=_COUNTY)
def source_of_a_project_too_high(page: Page) -> str:
    project = page.one_of(
        [one for one in page.truth.projects if (one.funding, one.source) == (CURRENT, GENERAL)]
    )
    page.grid("projects").change(ODD, project.name, GENERAL)
    return f"项目“{project.name}”的一般公共预算一栏比合计多12.34万元"


@fault("inside.three_public", stages=_BUDGET, layouts=_COUNTY)
def cars_do_not_add_up(page: Page) -> str:
    page.require(page.truth.three_public.operation > 0)
    page.grid("three_public").change(ODD, "vehicle_operation", "total", GENERAL)
    return "“三公”经费表的公务用车运行维护费多12.34万元，购置及运行费未变"


@fault("inside.three_public", stages=_BUDGET, layouts=(METROPOLIS,))
def cars_in_columns_do_not_add_up(page: Page) -> str:
    page.grid("three_public").change(ODD, "unit", "vehicle_operation")
    return "“三公”经费表的公务用车运行费多12.34万元，小计未变"


@fault("inside.three_public", stages=(FINAL,), layouts=_ANY)
def spent_on_cars_does_not_add_up(page: Page) -> str:
    page.require(page.truth.planned.total > 0)
    page.grid("three_public").change(ODD, "unit", "vehicle_purchase")
    return "“三公”经费表决算数的公务用车购置费多12.34万元，小计未变"


@fault("inside.summary", stages=_BUDGET, layouts=_COUNTY)
def class_is_not_current_and_carried(page: Page) -> str:
    code = page.item("basic").code[:3]
    page.grid("summary").change(ODD, code, "current_year")
    return f"收支总表的{code}类当年预算安排多12.34万元，合计未变"


@fault("inside.projects", stages=_BUDGET, layouts=_COUNTY)
def projects_below_their_total(page: Page) -> str:
    page.grid("projects").change(ODD, "unit", "total", GENERAL)
    return "项目支出表（本年预算）的单位合计行多12.34万元"


@fault("inside.balance", "across.fiscal_summary", stages=_BUDGET, layouts=_COUNTY)
def income_above_expenditure(page: Page) -> str:
    page.require(not page.truth.unit.has_own_funds)
    _raise_fiscal_income(page)
    return "财政拨款收支总表的上年结转和收入总计各多12.34万元"


@fault("inside.balance", stages=_BUDGET, layouts=_COUNTY)
def income_above_expenditure_with_other_income(page: Page) -> str:
    page.require(page.truth.unit.has_own_funds)
    _raise_fiscal_income(page)
    return "财政拨款收支总表的上年结转和收入总计各多12.34万元"


def _raise_fiscal_income(page: Page) -> None:
    grid = page.grid("fiscal_summary")
    grid.change(ODD, "carryover_in", "income")
    grid.change(ODD, "income.total", "income")


@fault("across.income", stages=_BUDGET, layouts=_COUNTY)
def carryover_of_income_too_high(page: Page) -> str:
    grid = page.grid("income")
    item = page.item("carried")
    for code in (*_of_item(item.code), "total"):
        grid.change(ODD, code, "carryover")
    return "收入总表的上年结转比收支总表多12.34万元"


@fault("across.expenditure", stages=_BUDGET, layouts=_COUNTY)
def class_differs_from_expenditure(page: Page) -> str:
    code = page.item("basic").code[:3]
    page.grid("summary").change(ODD, code, "total", "current_year")
    return f"收支总表的{code}类比支出总表多12.34万元"


@fault("across.expenditure", stages=_BOTH, layouts=(METROPOLIS,))
def listed_class_differs_from_expenditure(page: Page) -> str:
    code = page.item("basic").code[:3]
    page.grid("summary").change(ODD, code, "total")
    return f"收支总表的{code}类比支出总表多12.34万元"


@fault("across.general_expenditure", "text.figures", stages=_BUDGET, layouts=_COUNTY)
def general_spending_too_low(page: Page) -> str:
    grid = page.grid("general_expenditure")
    item = page.item("project")
    page.require(item.project > ODD)
    for code in (*_of_item(item.code), "total"):
        grid.change(-ODD, code, "total", "project")
    return f"一般公共预算支出表从{item.code}到合计都少12.34万元"


@fault("across.basic", "text.figures", stages=_BUDGET, layouts=_COUNTY)
def basic_spending_too_high(page: Page) -> str:
    grid = page.grid("general_basic")
    for code in ("30101", "301", "total"):
        grid.change(ODD, code, "total", PERSONNEL)
    return "基本支出表的基本工资、工资福利支出和合计都多12.34万元"


@fault("across.operating_cost", "text.figures", stages=_BUDGET, layouts=_COUNTY)
def operating_cost_too_high(page: Page) -> str:
    grid = page.grid("operating_cost")
    for row in ("total", "unit"):
        grid.change(ODD, row, "total", GENERAL)
    return "机关运行经费表比基本支出表的公用经费多12.34万元"


@fault("across.projects", stages=_BUDGET, layouts=_COUNTY)
def project_left_out(page: Page) -> str:
    project = page.one_of(
        [one for one in page.truth.projects if (one.funding, one.source) == (CURRENT, GENERAL)]
    )
    page.require(any(one.funding == CARRYOVER for one in page.truth.projects))
    grid = page.grid("projects")
    grid.change(-project.amount, "unit", "total", GENERAL)
    grid.drop(project.name)
    return f"项目支出表没有列出项目“{project.name}”"


@fault("across.classes", stages=_BUDGET, layouts=_COUNTY)
def item_above_all_spending(page: Page) -> str:
    group = page.truth.unit.organ.group
    grid = page.grid("general_expenditure")
    page.require(grid.amount(f"{group}99", "total") > ODD)
    grid.change(ODD, f"{group}02", "total", "project")
    grid.change(-ODD, f"{group}99", "total", "project")
    return f"一般公共预算支出表的{group}02比支出总表多12.34万元，{group}99相应减少"


@fault("reading.repair", stages=_BUDGET, layouts=_COUNTY)
def carryover_in_the_neighbouring_column(page: Page) -> str:
    page.require(page.truth.sum("carried") > 0 and not page.truth.sum("own"))
    grid = page.grid("income")
    for code, _, items in (("total", "", page.truth.items), *page.truth.outline()):
        grid[code, OWN] = sum(item.carried for item in items) or None
        grid[code, "carryover"] = None
    return "收入总表的上年结转错印在“单位资金”一栏"


@fault("reading.unreadable", stages=_BUDGET, layouts=_COUNTY)
def words_for_an_amount(page: Page) -> str:
    code = page.item("basic").code[:3]
    grid = page.grid("summary")
    page.require(
        page.truth.sum("carried") > 0 and grid[code, "carryover"] is None
    )  # else the column is one of words
    grid[code, "carryover"] = "另行通知"
    return f"收支总表{code}类的上年结转写成“另行通知”"


@fault("inside.hierarchy", stages=_BUDGET, layouts=_ANY)
def fund_item_too_low(page: Page) -> str:
    item = page.item("fund")
    page.grid("fund_expenditure").change(-ODD, item.code, "total", "project")
    return f"政府性基金支出表的{item.code}少12.34万元，上级科目未变"


@fault("inside.total", stages=_BUDGET, layouts=_COUNTY)
def fund_total_too_high(page: Page) -> str:
    page.require(page.truth.sum("fund") > 0)
    page.grid("fund_expenditure").change(ODD, "total", "total", "project")
    return "政府性基金支出表的合计多12.34万元"
