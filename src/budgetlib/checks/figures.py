"""Figures as printed, and how far sums of them may be off by rounding alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgetlib.disclosure import BudgetLine, Claim, Fact, Project
from budgetlib.document import Place
from budgetlib.findings import Evidence
from budgetlib.money import UNIT_FACTORS, rounding_step

_STATEMENTS = {
    "summary": "收支总表",
    "income": "收入总表",
    "expenditure": "支出总表",
    "fiscal_summary": "财政拨款收支总表",
    "general_expenditure": "一般公共预算支出表",
    "fiscal_expenditure": "财政拨款支出表",
    "general_basic": "一般公共预算基本支出表",
    "general_basic_functional": "一般公共预算基本支出表（按功能科目）",
    "general_basic_personnel": "一般公共预算基本支出表（人员经费）",
    "general_basic_public": "一般公共预算基本支出表（公用经费）",
    "basic_projects": "基本支出预算表（人员类、运转类公用经费项目）",
    "fiscal_basic": "财政拨款基本支出表",
    "general_economic": "一般公共预算支出表（按经济科目）",
    "expenditure_economic": "支出表（按经济科目）",
    "fund_income": "政府性基金预算收入表",
    "fund_expenditure": "政府性基金预算支出表",
    "state_capital": "国有资本经营预算表",
    "three_public": "“三公”经费支出表",
    "operating_cost": "机关运行经费表",
    "operation": "机构运行信息表",
    "projects": "项目支出表",
    "project_functional": "项目支出表（按功能科目）",
    "procurement": "政府采购表",
    "service_purchase": "政府购买服务表",
}
"""Kinds of statements -> their common titles."""
FACT_TITLES = {
    "summary.income_total": "收入总计",
    "summary.income_current": "本年收入合计",
    "summary.expenditure_total": "支出总计",
    "summary.expenditure_current": "本年支出合计",
    "summary.carryover_in": "上年结转",
    "income.total": "收入合计",
    "expenditure.total": "支出合计",
    "expenditure.basic": "基本支出",
    "expenditure.project": "项目支出",
    "fiscal_summary.income_general": "一般公共预算拨款收入",
    "fiscal_summary.income_fund": "政府性基金预算拨款收入",
    "fiscal_summary.income_state_capital": "国有资本经营预算拨款收入",
    "fiscal_summary.expenditure_total": "财政拨款支出总计",
    "general_expenditure.total": "一般公共预算支出",
    "general_expenditure.basic": "一般公共预算基本支出",
    "general_expenditure.project": "一般公共预算项目支出",
    "general_basic.total": "一般公共预算基本支出",
    "general_basic.personnel": "人员经费",
    "general_basic.public": "公用经费",
    "fund_expenditure.total": "政府性基金预算支出",
    "state_capital.total": "国有资本经营预算支出",
    "three_public.total": "“三公”经费合计",
    "three_public.abroad": "因公出国（境）费",
    "three_public.reception": "公务接待费",
    "three_public.vehicle": "公务用车购置及运行费",
    "three_public.vehicle_purchase": "公务用车购置费",
    "three_public.vehicle_operation": "公务用车运行维护费",
    "operating_cost.total": "机关运行经费",
    "procurement.total": "政府采购合计",
    "procurement.goods": "政府采购货物",
    "procurement.works": "政府采购工程",
    "procurement.services": "政府采购服务",
    "assets.vehicles": "车辆",
    "assets.equipment_500k": "单价50万元以上设备",
    "assets.equipment_1m": "单价100万元以上设备",
    "assets.office_area": "办公用房面积",
    "performance.amount": "绩效目标涉及金额",
    "performance.projects": "绩效目标涉及项目数",
}
"""Keys of headline figures -> how sentences name them."""

BLANK = "空白"
"""How a blank cell is named in sentences."""


class Figure(NamedTuple):
    """A printed figure: its value (元 for money), the value of one step in its last printed place, its source."""

    label: str
    value: Decimal
    step: Decimal
    printed: str
    unit: str
    """The unit it is printed in."""
    at: tuple[int | None, ...]
    """Page, line, table, row and column, as far as they are known: thousands are compared and few are shown."""
    name: str = ""
    """What the row is called, by itself; empty where there is no such row."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(*self.at)

    @property
    def text(self) -> str:
        """The figure as a person writes it: `25.79万元`."""
        return f"{self.printed}{self.unit}"

    @property
    def evidence(self) -> Evidence:
        """The figure as a finding quotes it."""
        return Evidence(self.label, self.text, self.place)


def statement_title(kind: str) -> str:
    """The common Chinese title of a kind of statement."""
    return _STATEMENTS.get(kind, kind)


def fact_title(key: str) -> str:
    """How sentences name a headline figure."""
    return FACT_TITLES.get(key) or f"“{key.rpartition('.')[2]}”支出"


def of_line(line: BudgetLine, label: str = "") -> Figure:
    """A budget line's figure. A blank cell counts as nothing (0) and is exact."""
    blank = line.amount_yuan is None
    name = label or f"{statement_title(line.statement)}“{line.name or line.code}”"
    return Figure(
        label=name,
        value=line.amount_yuan or Decimal(0),
        step=Decimal(0) if blank else rounding_step(line.decimals, line.unit),
        printed=BLANK if blank else line.printed,
        unit="" if blank else line.unit,
        at=(line.page, line.line, line.table, line.row, line.column),
        name=line.name,
    )


def of_project(project: Project) -> Figure:
    """A project's total amount."""
    return Figure(
        label=f"项目“{project.name}”",
        value=project.total_yuan or Decimal(0),
        step=rounding_step(project.decimals, project.unit),
        printed=project.printed or BLANK,
        unit=project.unit if project.printed else "",
        at=(project.page, project.line, project.table, project.row),
        name=project.name,
    )


def of_claim(claim: Claim, label: str = "") -> Figure:
    """The figure of a claim in the text: 元 for money, otherwise as it counts."""
    value = claim.value if claim.value is not None else Decimal(0)
    factor = UNIT_FACTORS.get(claim.value_unit, Decimal(1))
    return Figure(
        label=label or f"文字说明“{claim.subject}”",
        value=value * factor,
        step=factor.scaleb(-claim.decimals),
        printed=f"{value:,}",
        unit=claim.value_unit,
        at=(claim.page, claim.line),
    )


def of_fact(fact: Fact, label: str) -> Figure:
    """A headline figure: 元 for money, otherwise as it counts. A blank counts as nothing (0) and is exact."""
    value = fact.value if isinstance(fact.value, Decimal) else Decimal(0)
    return Figure(
        label=label,
        value=value * UNIT_FACTORS.get(fact.unit, Decimal(1)),
        step=rounding_step(fact.decimals, fact.unit) if fact.unit in UNIT_FACTORS else Decimal(0),
        printed=f"{value:,}" if fact.value is not None else BLANK,
        unit=fact.unit if fact.value is not None else "",
        at=(fact.page, fact.line, fact.table, fact.row),
    )


def tolerance(figures: Iterable[Figure]) -> Decimal:
    """The rounding envelope of figures that should add up: half a step in the last printed place of each.

    A sum of n printed figures and its printed total are each off by at most half a step, so together by (n+1)
    halves; figures printed exactly (in 元 without decimals a half 元) bring their own.
    """
    return sum((figure.step for figure in figures), Decimal(0)) / 2


def total(figures: Sequence[Figure]) -> Decimal:
    """The sum of the values."""
    return sum((figure.value for figure in figures), Decimal(0))


def spoken(value: Decimal, unit: str) -> str:
    """An amount as one says it: in its unit, and 万元 for tens of thousands of 元, which nobody can read in 元."""
    return money(value, "万元" if unit == "元" and abs(value) >= UNIT_FACTORS["万元"] else unit)


def money(value: Decimal, unit: str, places: int = 2) -> str:
    """An amount in 元 written in a unit, with as many decimals as needed up to `places` or its own."""
    shown = value / UNIT_FACTORS.get(unit, Decimal(1))
    return f"{shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}{unit}"
