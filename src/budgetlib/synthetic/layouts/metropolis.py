"""A city district's budget disclosure in the manner of Shanghai: 元, codes in three columns, 三公 in columns, no targets."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlib.synthetic.draft import Cell, Draft, Grid, in_wan, in_yuan
from budgetlib.synthetic.layouts.wording import (
    ECONOMIC_CLASSES,
    NOT_REAL,
    comparison,
    economic_rows,
    glossary,
    numbered,
    reason,
    vehicles,
)
from budgetlib.synthetic.organs import CLASSES
from budgetlib.synthetic.truth import FUND, GENERAL, OWN, Item, UnitYear, total

_CODES = ("类", "款", "项")
_BUDGETS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")


def write_metropolis_budget(truth: UnitYear) -> Draft:
    """The draft of a budget."""
    draft = Draft()
    unit, year = truth.unit, truth.year
    draft.say_all([NOT_REAL, f"{unit.region}{year}年区级单位预算", f"预算主管部门：{unit.name}", "目录"])
    draft.say_all(f"{at}.{title}…………………………" for at, title in enumerate(_titles(year).values(), 1))
    draft.say_all(
        [
            "单位主要职能",
            f"主要职能是{unit.organ.duty}。",
            "单位机构设置",
            "本单位设办公室、业务科、财务科等3个内设机构。",
        ]
    )
    glossary(draft, "名词解释")
    _plan(draft, truth)
    for add in (_summary, _income, _expenditure, _fiscal_summary, _general_expenditure):
        add(draft, truth)
    for add in (_fund_expenditure, _state_capital, _general_basic, _three_public):
        add(draft, truth)
    _explanation(draft, truth)
    return draft


def _titles(year: int) -> dict[str, str]:
    return {
        "summary": f"{year}年单位财务收支预算总表",
        "income": f"{year}年单位收入预算总表",
        "expenditure": f"{year}年单位支出预算总表",
        "fiscal_summary": f"{year}年单位财政拨款收支预算总表",
        "general_expenditure": f"{year}年单位一般公共预算支出功能分类预算表",
        "fund_expenditure": f"{year}年单位政府性基金预算支出功能分类预算表",
        "state_capital": f"{year}年单位国有资本经营预算支出功能分类预算表",
        "general_basic": f"{year}年单位一般公共预算基本支出部门预算经济分类预算表",
        "three_public": f"{year}年单位“三公”经费和机关运行经费预算表",
    }


def _grid(
    draft: Draft,
    truth: UnitYear,
    kind: str,
    header: Sequence[Sequence[str]],
    columns: Sequence[str],
    note: str = "",
) -> Grid:
    above = [f"编制单位：{truth.unit.name}", "单位：元"]
    return draft.add(Grid(kind, _titles(truth.year)[kind], above, header, tuple(columns), in_yuan, note))


def _summary(draft: Draft, truth: UnitYear) -> None:
    header = [("本年收入", "", "本年支出", ""), ("项目", "预算数", "项目", "预算数")]
    grid = _grid(draft, truth, "summary", header, ("", "income", "", "total"))
    income: list[tuple[str, Sequence[Cell]]] = [
        ("fiscal", ["一、财政拨款收入", truth.fiscal_income]),
        (GENERAL, ["1.一般公共预算资金", truth.general_income]),
        (FUND, ["2.政府性基金", truth.sum("fund") or None]),
        ("state_capital", ["3.国有资本经营预算", None]),
        ("business_income", ["二、事业收入", None]),
        ("operating_income", ["三、事业单位经营收入", None]),
        (OWN, ["四、其他收入", truth.sum("own") or None]),
    ]
    spending: list[tuple[str, Sequence[Cell]]] = [
        (code, [f"{numbered(at)}{CLASSES[code]}", total(items, "total")])
        for at, (code, items) in enumerate(truth.classes.items())
    ]
    grid.add_sides(income, spending)
    grid.add_sides(
        [("income.total", ["收入总计", truth.whole])],
        [("total", ["支出总计", truth.whole])],
    )


def _coded(
    draft: Draft, truth: UnitYear, kind: str, heads: tuple[str, ...], columns: Sequence[str], whats: Sequence[str],
    items: Sequence[Item], of: str, note: str = "",
) -> None:  # fmt: skip
    """A table by 类, 款 and 项 in three columns; zeros are printed."""
    blanks = [""] * (len(heads) - 1)
    header = [
        ("项目", "", "", "", of, *blanks),
        ("功能分类科目编码", "", "", "功能分类科目名称", *heads),
        (*_CODES, "", "", *blanks),
    ]
    grid = _grid(draft, truth, kind, header, ("", "", "", "", *columns), note)
    for code, name, of_row in truth.outline(items):
        parts = [code[:3], code[3:5], code[5:]]
        grid.add(code, [*parts, name, *(total(of_row, what) for what in whats)])
    zero = 0 if items else None
    grid.add("total", ["合计", "", "", "", *(total(items, what) or zero for what in whats)])


def _income(draft: Draft, truth: UnitYear) -> None:
    heads = ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")
    columns = ("total", "fiscal", "business_income", "operating_income", OWN)
    whats = ("total", "fiscal", "carried", "carried", "own")
    _coded(draft, truth, "income", heads, columns, whats, truth.items, "收入预算")


def _by_function(
    draft: Draft,
    truth: UnitYear,
    kind: str,
    whats: Sequence[str],
    items: Sequence[Item],
    of: str,
    note: str = "",
) -> None:
    heads = ("合计", "基本支出", "项目支出")
    _coded(draft, truth, kind, heads, ("total", "basic", "project"), whats, items, of, note)


def _expenditure(draft: Draft, truth: UnitYear) -> None:
    _by_function(draft, truth, "expenditure", ("total", "basic", "projects"), truth.items, "支出预算")


def _general_expenditure(draft: Draft, truth: UnitYear) -> None:
    items = [item for item in truth.items if item.general]
    _by_function(
        draft, truth, "general_expenditure", ("general", "basic", "project"), items, "一般公共预算支出"
    )


def _fund_expenditure(draft: Draft, truth: UnitYear) -> None:
    items = [item for item in truth.items if item.fund]
    note = "" if items else f"注：本单位{truth.year}年无政府性基金预算财政拨款安排的预算，故本表为空表。"
    _by_function(
        draft, truth, "fund_expenditure", ("fund", "carried", "fund"), items, "政府性基金预算支出", note
    )


def _state_capital(draft: Draft, truth: UnitYear) -> None:
    note = f"注：本单位{truth.year}年无国有资本经营预算财政拨款安排的预算，故本表为空表。"
    _by_function(
        draft, truth, "state_capital", ("carried", "carried", "carried"), [], "国有资本经营预算支出", note
    )


def _fiscal_summary(draft: Draft, truth: UnitYear) -> None:
    header = [
        ("财政拨款收入", "", "财政拨款支出", "", "", "", ""),
        ("项目", "预算数", "项目", "合计", *_BUDGETS),
    ]
    grid = _grid(
        draft, truth, "fiscal_summary", header, ("", "income", "", "total", GENERAL, FUND, "state_capital")
    )
    spending = []
    for at, (code, items) in enumerate(truth.classes.items()):
        general, fund = total(items, "general"), total(items, "fund")
        cells: list[Cell] = [
            f"{numbered(at)}{CLASSES[code]}",
            general + fund,
            general or None,
            fund or None,
            None,
        ]
        spending.append((code, cells))
    grid.add_sides(
        [
            (GENERAL, ["一、一般公共预算资金", truth.general_income]),
            (FUND, ["二、政府性基金", truth.sum("fund") or None]),
            ("state_capital", ["三、国有资本经营预算", None]),
        ],
        spending,
    )
    fund = truth.sum("fund")
    grid.add_sides(
        [("income.total", ["收入总计", truth.fiscal_whole])],
        [("total", ["支出总计", truth.fiscal_whole, truth.fiscal_whole - fund, fund or None, None])],
    )


def _general_basic(draft: Draft, truth: UnitYear) -> None:
    header = [
        ("项目", "", "", "一般公共预算基本支出", "", ""),
        ("部门预算经济分类科目编码", "", "经济分类科目名称", "合计", "人员经费", "公用经费"),
        ("类", "款", "", "", "", ""),
    ]
    grid = _grid(draft, truth, "general_basic", header, ("", "", "", "total", "personnel", "public"))
    for code, name, personnel, public in economic_rows(truth, ECONOMIC_CLASSES):
        grid.add(code, [code[:3], code[3:], name, personnel + public, personnel, public])
    grid.add("total", ["合计", "", "", truth.sum("basic"), truth.personnel, truth.public])


def _three_public(draft: Draft, truth: UnitYear) -> None:
    year, spent = truth.year, truth.three_public
    header = [
        (f"{year}年“三公”经费预算数", "", "", "", "", "", f"{year}年机关运行经费预算数"),
        ("合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""),
        ("", "", "", "小计", "购置费", "运行费", ""),
    ]
    columns = (
        "total",
        "abroad",
        "reception",
        "vehicle",
        "vehicle_purchase",
        "vehicle_operation",
        "operating_cost",
    )
    grid = _grid(draft, truth, "three_public", header, columns)
    grid.write = in_wan
    grid.above[-1] = "单位：万元"
    cells = (
        spent.total,
        spent.abroad,
        spent.reception,
        spent.vehicle,
        spent.purchase,
        spent.operation,
        truth.public,
    )
    grid.add("unit", cells)


def _plan(draft: Draft, truth: UnitYear) -> None:
    """预算编制说明."""
    before = truth.before
    assert before is not None, "a written budget has one before it"
    year, name, whole = truth.year, truth.unit.name, truth.whole
    fiscal, fund, own = truth.fiscal_income, truth.sum("fund"), truth.sum("own")
    since, even = f"比{year - 1}年预算", f"与{year - 1}年预算持平"
    words, values = comparison(fiscal, before.fiscal_income, since=since, even=even)
    draft.say(f"{year}年单位预算编制说明")
    draft.say(
        f"{year}年，{name}收入预算{{whole}}，其中：财政拨款收入{{fiscal}}，{words}；事业收入0.00万元；"
        "事业单位经营收入0.00万元；其他收入{own}。",
        "income", whole=whole, fiscal=fiscal, own=own, **values,
    )  # fmt: skip
    general_words, general_values = comparison(
        truth.general_income, before.general_income, since=since, even=even, name="general_"
    )
    draft.say(
        f"支出预算{{whole}}，其中：财政拨款支出预算{{fiscal}}，{words}。财政拨款支出预算中，"
        f"一般公共预算拨款支出预算{{general}}，{general_words}；政府性基金拨款支出预算{{fund}}。",
        "expenditure", whole=whole, fiscal=fiscal, general=truth.general_income, fund=fund, **values, **general_values,
    )  # fmt: skip
    if values:
        draft.say(f"财政拨款收入支出变化的主要原因是{reason(fiscal, before.fiscal_income, name)}。")


def _explanation(draft: Draft, truth: UnitYear) -> None:
    """其他相关情况说明."""
    year = truth.year
    draft.say("其他相关情况说明")
    draft.say(f"一、{year}年“三公”经费预算情况说明")
    _say_three_public(draft, truth)
    draft.say("二、机关运行经费预算")
    draft.say(
        f"{year}年{truth.unit.name}财政拨款的机关运行经费预算为{{public}}。",
        "operating_cost",
        public=truth.public,
    )
    draft.say("三、政府采购预算情况")
    goods, works, services = truth.procurement
    draft.say(
        f"{year}年本单位政府采购预算{{total}}，其中：政府采购货物预算{{goods}}、政府采购工程预算{{works}}、政府采购服务预算{{services}}。",
        "procurement", total=goods + works + services, goods=goods, works=works, services=services,
    )  # fmt: skip
    draft.say("四、绩效目标设置情况")
    draft.say(
        f"本单位开展了{year}年项目预算绩效目标编报工作，编报绩效目标的项目{len(truth.projects)}个，涉及项目预算资金{{amount}}。",
        "performance", amount=truth.sum("projects"),
    )  # fmt: skip
    draft.say("五、国有资产占有使用情况")
    draft.say(vehicles(truth, f"{year - 1}年8月31日"), "assets")


def _say_three_public(draft: Draft, truth: UnitYear) -> None:
    assert truth.before is not None, "a written budget has one before it"
    now, then = truth.three_public, truth.before.three_public
    if not now.total:
        draft.say("本单位无“三公”经费预算。", "no_three_public")
        return
    since, even = f"比{truth.year - 1}年预算", f"与{truth.year - 1}年预算持平"
    words, values = comparison(now.total, then.total, since=since, even=even)
    draft.say(
        f"{truth.year}年“三公”经费预算数为{{total}}，{words}。其中：",
        "three_public",
        total=now.total,
        **values,
    )
    for numeral, key, name in (
        ("一", "abroad", "因公出国（境）费"),
        ("二", "vehicle", "公务用车购置及运行费"),
        ("三", "reception", "公务接待费"),
    ):
        amount, last = getattr(now, key), getattr(then, key)
        words, values = comparison(amount, last, since=since, even=even)
        why = f"，主要原因是{reason(amount, last, key)}" if values else ""
        draft.say(
            f"（{numeral}）{name}{{amount}}，{words}{why}。", f"three_public.{key}", amount=amount, **values
        )
