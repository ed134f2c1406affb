"""A final account in the form that the central 决算 tables have: 万元, 决算数, 三公 with budget and final columns."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlib.synthetic.draft import Cell, Draft, Grid
from budgetlib.synthetic.layouts.final_account_text import say_final_account
from budgetlib.synthetic.layouts.wording import (
    ECONOMIC_CLASSES,
    NOT_REAL,
    add_contents,
    amounts,
    economic_rows,
    glossary,
    numbered,
)
from budgetlib.synthetic.organs import CLASSES
from budgetlib.synthetic.truth import FUND, GENERAL, OWN, Item, ThreePublic, UnitYear, total

_BUDGETS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def write_final_account(truth: UnitYear) -> Draft:
    """The draft of a final account."""
    draft = Draft()
    unit, year = truth.unit, truth.year
    draft.say_all([NOT_REAL, f"编制单位：{unit.name}", f"{year}年度单位决算公开", "目 录"])
    tables = [f"{numbered(at)}{title}" for at, title in enumerate(_TITLES.values())]
    add_contents(draft, f"{year}年度单位决算表", tables, f"{year}年度单位决算情况说明")
    draft.say_all(["第一部分 概况", "一、主要职能", f"主要职能是{unit.organ.duty}。"])
    draft.say_all(
        ["二、机构设置", "本单位设办公室、业务科、财务科等3个内设机构。", f"第二部分 {year}年度单位决算表"]
    )
    for add in (_summary, _income, _expenditure, _fiscal_summary, _general_expenditure):
        add(draft, truth)
    for add in (_general_basic, _three_public, _fund_expenditure, _state_capital):
        add(draft, truth)
    say_final_account(draft, truth)
    glossary(draft, "第四部分 名词解释")
    return draft


_TITLES = {
    "summary": "收入支出决算总表",
    "income": "收入决算表",
    "expenditure": "支出决算表",
    "fiscal_summary": "财政拨款收入支出决算总表",
    "general_expenditure": "一般公共预算财政拨款支出决算表",
    "general_basic": "一般公共预算财政拨款基本支出决算表",
    "three_public": "财政拨款“三公”经费支出决算表",
    "fund_expenditure": "政府性基金预算财政拨款收入支出决算表",
    "state_capital": "国有资本经营预算财政拨款支出决算表",
}


def _grid(
    draft: Draft,
    truth: UnitYear,
    kind: str,
    header: Sequence[Sequence[str]],
    columns: Sequence[str],
    note: str = "",
) -> Grid:
    above = [f"编制单位：{truth.unit.name}", f"{truth.year}年度", "单位：万元"]
    return draft.add(Grid(kind, _TITLES[kind], above, header, tuple(columns), note=note))


def _listed_classes() -> list[tuple[str, str]]:
    return [(code, f"{numbered(at)}{name}") for at, (code, name) in enumerate(CLASSES.items())]


def _summary(draft: Draft, truth: UnitYear) -> None:
    header = [("收入", "", "支出", ""), ("项目", "决算数", "项目", "决算数")]
    grid = _grid(draft, truth, "summary", header, ("", "income", "", "total"))
    none: list[tuple[str, Sequence[Cell]]] = [
        (key, [name, None])
        for key, name in (
            ("superior_subsidy", "四、上级补助收入"),
            ("business_income", "五、事业收入"),
            ("operating_income", "六、经营收入"),
            ("affiliate_remittance", "七、附属单位上缴收入"),
        )
    ]
    grid.add_sides(
        [
            (GENERAL, ["一、一般公共预算财政拨款收入", truth.general_income]),
            (FUND, ["二、政府性基金预算财政拨款收入", truth.sum("fund") or None]),
            ("state_capital", ["三、国有资本经营预算财政拨款收入", None]),
            *none,
            (OWN, ["八、其他收入", truth.sum("own") or None]),
        ],
        [(code, [name, *amounts(truth.classes.get(code, ()), "total")]) for code, name in _listed_classes()],
    )
    grid.add_sides(
        [
            ("income.current", ["本年收入合计", truth.income]),
            ("non_fiscal_balance", ["使用非财政拨款结余", None]),
            ("carryover_in", ["年初结转和结余", truth.sum("carried") or None]),
            ("income.total", ["总计", truth.whole]),
        ],
        [
            ("current", ["本年支出合计", truth.sum("total")]),
            ("surplus_distribution", ["结余分配", None]),
            ("carryover_out", ["年末结转和结余", truth.sum("unspent") or None]),
            ("total", ["总计", truth.whole]),
        ],
    )


def _by_function(
    draft: Draft,
    truth: UnitYear,
    kind: str,
    heads: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[tuple[str, str, list[Cell]]],
) -> None:
    header = [("项目", "", *heads), ("科目编码", "科目名称", *[""] * len(heads))]
    grid = _grid(draft, truth, kind, header, ("", "", *columns))
    for code, name, cells in rows:
        grid.add(code or "total", [code or "合计", name, *cells])


def _income(draft: Draft, truth: UnitYear) -> None:
    heads = (
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    )
    columns = (
        "total",
        "fiscal",
        "superior_subsidy",
        "business_income",
        "operating_income",
        "affiliate_remittance",
        OWN,
    )

    def cells(items: Sequence[Item]) -> list[Cell]:
        fiscal, own = total(items, "fiscal") + total(items, "unspent"), total(items, "own")
        return [fiscal + own or None, fiscal or None, None, None, None, None, own or None]

    rows = [
        ("", "", cells(truth.items)),
        *((code, name, cells(items)) for code, name, items in truth.outline()),
    ]
    _by_function(draft, truth, "income", heads, columns, rows)


def _spending_rows(truth: UnitYear, items: Sequence[Item], *, own: bool) -> list[tuple[str, str, list[Cell]]]:
    """Rows of 合计, 基本支出, 项目支出; `own` says whether spending from other income counts."""

    def cells(chosen: Sequence[Item]) -> list[Cell]:
        basic = total(chosen, "basic")
        projects = total(chosen, "projects") if own else total(chosen, "project") + total(chosen, "carried")
        return [basic + projects or None, basic or None, projects or None]

    return [
        ("", "", cells(items)),
        *((code, name, cells(of_row)) for code, name, of_row in truth.outline(items)),
    ]


def _expenditure(draft: Draft, truth: UnitYear) -> None:
    heads = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    columns = (
        "total",
        "basic",
        "project",
        "remitted_upward",
        "operating_expenditure",
        "subsidy_to_affiliates",
    )
    rows = [
        (code, name, [*cells, None, None, None])
        for code, name, cells in _spending_rows(truth, truth.items, own=True)
    ]
    _by_function(draft, truth, "expenditure", heads, columns, rows)


def _general_expenditure(draft: Draft, truth: UnitYear) -> None:
    items = [item for item in truth.items if item.general or item.carried]
    rows = _spending_rows(truth, items, own=False)
    heads = ("本年支出合计", "基本支出", "项目支出")
    _by_function(draft, truth, "general_expenditure", heads, ("total", "basic", "project"), rows)


def _fiscal_summary(draft: Draft, truth: UnitYear) -> None:
    header = [("收入", "", "支出", "", "", "", ""), ("项目", "决算数", "项目", "合计", *_BUDGETS)]
    grid = _grid(
        draft, truth, "fiscal_summary", header, ("", "income", "", "total", GENERAL, FUND, "state_capital")
    )
    spending: list[tuple[str, Sequence[Cell]]] = []
    for code, name in _listed_classes():
        items = truth.classes.get(code, ())
        general, fund = total(items, "general") + total(items, "carried"), total(items, "fund")
        spending.append((code, [name, general + fund or None, general or None, fund or None, None]))
    grid.add_sides(
        [
            (GENERAL, ["一、一般公共预算财政拨款", truth.general_income]),
            (FUND, ["二、政府性基金预算财政拨款", truth.sum("fund") or None]),
            ("state_capital", ["三、国有资本经营预算财政拨款", None]),
        ],
        spending,
    )
    fund, carried, left = truth.sum("fund"), truth.sum("carried"), truth.sum("unspent")
    whole = truth.fiscal_whole
    spent = whole - left
    grid.add_sides(
        [
            ("income.current", ["本年收入合计", truth.fiscal_income]),
            ("carryover_in", ["年初财政拨款结转和结余", carried or None]),
            ("carryover_general_public", ["一般公共预算财政拨款", carried or None]),
            ("income.total", ["总计", whole]),
        ],
        [
            ("current", ["本年支出合计", spent, spent - fund, fund or None, None]),
            ("carryover_out", ["年末财政拨款结转和结余", left or None, left or None, None, None]),
            ("", [None] * 5),
            ("total", ["总计", whole, whole - fund, fund or None, None]),
        ],
    )


def _general_basic(draft: Draft, truth: UnitYear) -> None:
    header = [
        ("人员经费", "", "", "公用经费", "", ""),
        ("科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"),
    ]
    grid = _grid(draft, truth, "general_basic", header, ("", "", "personnel", "", "", "public"))
    rows = economic_rows(truth, ECONOMIC_CLASSES)
    grid.add_sides(
        [(code, [code, name, personnel]) for code, name, personnel, _ in rows if personnel],
        [(code, [code, name, public]) for code, name, _, public in rows if public],
    )
    cells: list[Cell] = ["人员经费合计", "", truth.personnel, "公用经费合计", "", truth.public]
    grid.add("total", cells)


def _three_public(draft: Draft, truth: UnitYear) -> None:
    of_budget = ("预算数", "", "", "", "", "")
    heads = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费")
    parts = ("", "", "小计", "公务用车购置费", "公务用车运行维护费", "")
    header = [(*of_budget, "决算数", "", "", "", "", ""), heads * 2, parts * 2]
    columns = ("total", "abroad", "vehicle", "vehicle_purchase", "vehicle_operation", "reception")
    note = "" if truth.planned.total else "注：本单位没有“三公”经费预算和支出，本表无数据。"
    grid = _grid(
        draft, truth, "three_public", header, (*(f"budget.{column}" for column in columns), *columns), note
    )
    grid.add("unit", [*_three_public_cells(truth.planned), *_three_public_cells(truth.three_public)])


def _three_public_cells(amount: ThreePublic) -> list[Cell]:
    cells = (amount.total, amount.abroad, amount.vehicle, amount.purchase, amount.operation, amount.reception)
    return [cell or None for cell in cells]


def _fund_expenditure(draft: Draft, truth: UnitYear) -> None:
    items = [item for item in truth.items if item.fund]
    header = [
        ("项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"),
        ("科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""),
    ]
    columns = ("", "", "carryover", "income", "total", "basic", "project", "carryover_out")
    note = "" if items else "注：本单位没有政府性基金预算收支，本表无数据。"
    grid = _grid(draft, truth, "fund_expenditure", header, columns, note)
    rows = [("", "", items), *truth.outline(items)]
    for code, name, of_row in rows:
        fund = total(of_row, "fund") or None
        grid.add(code or "total", [code or "合计", name, None, fund, fund, None, fund, None])


def _state_capital(draft: Draft, truth: UnitYear) -> None:
    header = [("科目编码", "科目名称", "合计", "基本支出", "项目支出")]
    note = "注：本单位没有国有资本经营预算支出，本表无数据。"
    grid = _grid(draft, truth, "state_capital", header, ("", "", "total", "basic", "project"), note)
    grid.add("total", ["合计", "", None, None, None])
