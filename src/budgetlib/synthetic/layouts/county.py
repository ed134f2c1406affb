"""A county's budget disclosure as in `data/raw/00.md`: 万元 with two decimals, codes in one column, targets as forms."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlib.synthetic.draft import Cell, Draft, Grid
from budgetlib.synthetic.layouts.county_text import say_budget
from budgetlib.synthetic.layouts.targets import add_targets
from budgetlib.synthetic.layouts.wording import (
    ECONOMIC_CLASSES,
    EMPTY,
    NOT_REAL,
    add_contents,
    amounts,
    economic_rows,
    glossary,
    numbered,
)
from budgetlib.synthetic.organs import CLASSES
from budgetlib.synthetic.truth import CARRYOVER, CURRENT, FUND, GENERAL, OWN, Item, UnitYear, total

_BUDGETS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")


def write_county_budget(truth: UnitYear) -> Draft:
    """The draft of a budget."""
    draft = Draft()
    year = truth.year
    draft.say_all([NOT_REAL, f"编制单位：{truth.unit.name}", f"{year}年度单位预算公开", "目 录"])
    tables = [f"表{numbered(at)[:-1]} {title}" for at, title in enumerate(_titles(year).values())]
    add_contents(draft, f"{year}年单位预算报表", tables, f"{year}年度单位预算情况说明")
    draft.say_all(
        [
            "第一部分 概况",
            "一、本单位职责",
            f"主要职责是{truth.unit.organ.duty}，落实{truth.unit.region}的有关部署。",
        ]
    )
    draft.say_all(
        ["二、机构设置情况", "本单位内设办公室、业务股、财务股等3个股室。", f"第二部分 {year}年单位预算报表"]
    )
    for add in (_summary, _income, _expenditure, _fiscal_summary, _general_expenditure, _general_basic):
        add(draft, truth)
    for add in (
        _fund_income,
        _fund_expenditure,
        _state_capital,
        _three_public,
        _operating_cost,
        _project_lists,
    ):
        add(draft, truth)
    say_budget(draft, truth)
    add_targets(draft, truth)
    glossary(draft, "第四部分 名词解释")
    return draft


def _titles(year: int) -> dict[str, str]:
    return {
        "summary": f"{year}年预算收支总表",
        "income": f"{year}年预算收入总表",
        "expenditure": f"{year}年预算支出总表",
        "fiscal_summary": f"{year}年财政拨款收支总表",
        "general_expenditure": f"{year}年一般公共预算支出预算表（不含上年结转）",
        "general_basic": f"{year}年一般公共预算安排基本支出分经济科目表（不含上年结转）",
        "fund_income": f"{year}年政府性基金预算收入表（不含上年结转）",
        "fund_expenditure": f"{year}年政府性基金预算支出表（不含上年结转）",
        "state_capital": f"{year}年国有资本经营预算收支预算表（不含上年结转）",
        "three_public": f"{year}年财政拨款安排“三公”经费支出预算表",
        "operating_cost": f"{year}年财政拨款安排机关运行经费预算表",
        "projects": f"{year}年项目支出预算表（本年预算）",
        "projects_carried": f"{year}年项目支出预算表（上年结转）",
    }


def _grid(
    draft: Draft,
    truth: UnitYear,
    kind: str,
    header: Sequence[Sequence[str]],
    columns: Sequence[str],
    *,
    note: str = "",
    listed: str = "",
) -> Grid:
    title = _titles(truth.year)[listed or kind]
    above = [f"单位名称：{truth.unit.name}", "单位：万元"]
    return draft.add(Grid(kind, title, above, header, tuple(columns), note=note))


def _summary(draft: Draft, truth: UnitYear) -> None:
    year = truth.year
    header = [
        ("收入", "", "支出", "", "", ""),
        ("项目", f"{year}年", "项目", f"{year}年合计", "当年预算安排", "上年结转安排"),
    ]
    grid = _grid(draft, truth, "summary", header, ("", "income", "", "total", "current_year", "carryover"))
    income: list[tuple[str, Sequence[Cell]]] = [
        (GENERAL, ["一、一般公共预算", truth.general_income]),
        (FUND, ["二、政府性基金预算", truth.sum("fund") or None]),
        ("state_capital", ["三、国有资本经营预算", None]),
        ("special_account", ["四、财政专户管理资金", None]),
        (OWN, ["五、单位资金", truth.sum("own") or None]),
    ]
    spending: list[tuple[str, Sequence[Cell]]] = []
    for at, (code, name) in enumerate(CLASSES.items()):
        items = truth.classes.get(code, ())
        now = total(items, "total") - total(items, "carried")
        spending.append(
            (
                code,
                [f"{numbered(at)}{name}", *amounts(items, "total"), now or None, *amounts(items, "carried")],
            )
        )
    grid.add_sides(income, spending)
    carried = truth.sum("carried")
    grid.add_sides(
        [
            ("income.current", ["本年收入合计", truth.income]),
            ("carryover_in", ["上年结转", carried or None]),
            ("income.total", ["收入总计", truth.whole]),
        ],
        [
            ("current", ["本年支出合计", truth.whole, truth.income, carried or None]),
            ("carryover_out", ["年终结转", None, None, None]),
            ("total", ["支出总计", truth.whole, truth.income, carried or None]),
        ],
    )


def _income(draft: Draft, truth: UnitYear) -> None:
    header = [
        ("项目", "", "本年收入", "", "", "", "", "", "上年结转"),
        (
            "科目编码",
            "科目名称",
            "合计",
            "一般公共预算",
            "政府性基金",
            "国有资本经营预算",
            "财政专户管理资金",
            "单位资金",
            "",
        ),
    ]
    columns = ("", "", "total", GENERAL, FUND, "state_capital", "special_account", OWN, "carryover")
    grid = _grid(draft, truth, "income", header, columns)

    def cells(items: Sequence[Item]) -> list[Cell]:
        now = total(items, "total") - total(items, "carried")
        return [
            now or None,
            *amounts(items, "general", "fund"),
            None,
            None,
            *amounts(items, "own", "carried"),
        ]

    grid.add("total", ["合计", "", *cells(truth.items)])
    for code, name, items in truth.outline():
        grid.add(code, [code, name, *cells(items)])


def _by_function(
    draft: Draft,
    truth: UnitYear,
    kind: str,
    whats: tuple[str, str, str],
    items: Sequence[Item],
    note: str = "",
) -> None:
    header = [
        ("项目", "", f"{truth.year}年预算数", "", ""),
        ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ]
    grid = _grid(draft, truth, kind, header, ("", "", "total", "basic", "project"), note=note)
    grid.add("total", ["合计", "", *amounts(items, *whats)])
    for code, name, of_row in truth.outline(items):
        grid.add(code, [code, name, *amounts(of_row, *whats)])


def _expenditure(draft: Draft, truth: UnitYear) -> None:
    _by_function(draft, truth, "expenditure", ("total", "basic", "projects"), truth.items)


def _general_expenditure(draft: Draft, truth: UnitYear) -> None:
    items = [item for item in truth.items if item.general]
    _by_function(draft, truth, "general_expenditure", ("general", "basic", "project"), items)


def _fund_expenditure(draft: Draft, truth: UnitYear) -> None:
    items = [item for item in truth.items if item.fund]
    _by_function(
        draft, truth, "fund_expenditure", ("fund", "unspent", "fund"), items, note="" if items else EMPTY
    )


def _fiscal_summary(draft: Draft, truth: UnitYear) -> None:
    header = [
        ("收入", "", "支出", "", "", "", ""),
        ("项目", "金额", "项目", "金额", "", "", ""),
        ("", "", "", "小计", *_BUDGETS),
    ]
    columns = ("", "income", "", "total", GENERAL, FUND, "state_capital")
    grid = _grid(draft, truth, "fiscal_summary", header, columns)
    spending: list[tuple[str, Sequence[Cell]]] = []
    for at, (code, name) in enumerate(CLASSES.items()):
        items = truth.classes.get(code, ())
        general, fund = total(items, "general") + total(items, "carried"), total(items, "fund")
        spending.append(
            (code, [f"{numbered(at)}{name}", general + fund or None, general or None, fund or None, None])
        )
    grid.add_sides(
        [
            (GENERAL, ["一、一般公共预算", truth.general_income]),
            (FUND, ["二、政府性基金预算", truth.sum("fund") or None]),
            ("state_capital", ["三、国有资本经营预算", None]),
        ],
        spending,
    )
    carried, fund = truth.sum("carried"), truth.sum("fund")
    whole: list[Cell] = [truth.fiscal_whole, truth.fiscal_whole - fund, fund or None, None]
    grid.add_sides(
        [
            ("income.current", ["本年收入合计", truth.fiscal_income]),
            ("carryover_in", ["上年财政拨款结转", carried or None]),
            ("carryover_general_public", ["一、一般公共预算", carried or None]),
            ("carryover_government_fund", ["二、政府性基金预算", None]),
            ("carryover_state_capital", ["三、国有资本经营预算", None]),
        ],
        [("current", ["本年支出合计", *whole]), ("carryover_out", ["年终结转", None, None, None, None])],
    )
    grid.add_sides(
        [("income.total", ["收入总计", truth.fiscal_whole])],
        [("total", ["支出总计", *whole])],
    )


def _general_basic(draft: Draft, truth: UnitYear) -> None:
    header = [
        ("科目编码", "部门预算支出经济科目名称", f"{truth.year}年预算数", "", ""),
        ("", "", "合计", "人员经费", "公用经费"),
    ]
    grid = _grid(draft, truth, "general_basic", header, ("", "", "total", "personnel", "public"))
    grid.add("total", ["合计", "", truth.sum("basic"), truth.personnel, truth.public])
    for code, name, personnel, public in economic_rows(truth, ECONOMIC_CLASSES):
        grid.add(code, [code, name, personnel + public, personnel or None, public or None])


def _fund_income(draft: Draft, truth: UnitYear) -> None:
    fund = truth.sum("fund")
    header = [("项目", "", "政府性基金收入预算"), ("收入科目编码", "科目名称", "")]
    grid = _grid(draft, truth, "fund_income", header, ("", "", "total"), note="" if fund else EMPTY)
    grid.add("total", ["合计", "", fund or None])
    if fund:
        grid.add("1030148", ["1030148", "国有土地使用权出让收入", fund])


def _state_capital(draft: Draft, truth: UnitYear) -> None:
    header = [
        ("国有资本经营预算收入", "", "", "国有资本经营预算支出", "", "", "", ""),
        ("项目", "", "国有资本经营收入预算", "科目编码", "科目名称", "合计", "基本支出", "项目支出"),
        ("收入科目编码", "科目名称", "", "", "", "", "", ""),
    ]
    columns = ("", "", "income", "", "", "total", "basic", "project")
    grid = _grid(draft, truth, "state_capital", header, columns, note=EMPTY)
    grid.add("total", ["合计", *[None] * 7])


def _three_public(draft: Draft, truth: UnitYear) -> None:
    spent = truth.three_public
    header = [("项目", f"{truth.year}年预算数", "", "", ""), ("", "合计", *_BUDGETS)]
    columns = ("", "total", GENERAL, FUND, "state_capital")
    grid = _grid(draft, truth, "three_public", header, columns, note="" if spent.total else EMPTY)
    for key, name, amount in (
        ("abroad", "因公出国（境）费", spent.abroad),
        ("reception", "公务接待费", spent.reception),
        ("vehicle", "公务用车购置及运行费", spent.vehicle),
        ("vehicle_purchase", "①公务用车购置费", spent.purchase),
        ("vehicle_operation", "②公务用车运行维护费", spent.operation),
        ("total", "合计", spent.total),
    ):
        grid.add(key, [name, amount or None, amount or None, None, None])


def _operating_cost(draft: Draft, truth: UnitYear) -> None:
    header = [("单位名称", f"{truth.year}预算数", "", "", ""), ("", "合计", *_BUDGETS)]
    grid = _grid(draft, truth, "operating_cost", header, ("", "total", GENERAL, FUND, "state_capital"))
    grid.add("total", ["部门合计", truth.public, truth.public, None, None])
    grid.add("unit", [truth.unit.name, truth.public, truth.public, None, None])


def _project_lists(draft: Draft, truth: UnitYear) -> None:
    fiscal = ("项目名称", "合计", f"{truth.year}年财政拨款", "", "")
    header = [
        (*fiscal, "财政专户管理资金", "单位资金"),
        ("", "", *_BUDGETS, "", ""),
        ("1", "2", "3", "4", "5", "6", "7"),
    ]
    columns = ("", "total", GENERAL, FUND, "state_capital", "special_account", OWN)
    _project_list(draft, truth, "projects", CURRENT, header, columns)
    of_last_year: Sequence[Sequence[str]] = [fiscal, ("", "", *_BUDGETS), ("1", "2", "3", "4", "5")]
    _project_list(draft, truth, "projects_carried", CARRYOVER, of_last_year, columns[:5])


def _project_list(
    draft: Draft,
    truth: UnitYear,
    listed: str,
    funding: str,
    header: Sequence[Sequence[str]],
    columns: Sequence[str],
) -> None:
    projects = [one for one in truth.projects if one.funding == funding]
    note = "" if projects else EMPTY
    grid = _grid(draft, truth, "projects", header, columns, note=note, listed=listed)
    sources = columns[2:]
    of_source = [sum(one.amount for one in projects if one.source == source) or None for source in sources]
    grid.add("unit", [truth.unit.name, sum(one.amount for one in projects) or None, *of_source])
    for project in projects:
        cells = [project.amount if source == project.source else None for source in sources]
        grid.add(project.name, [project.name, project.amount, *cells])
