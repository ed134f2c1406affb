"""Figures as printed, and how far sums of them may be off by rounding alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgetlib.disclosure import BudgetLine, Claim, Project
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
    "fiscal_basic": "财政拨款基本支出表",
    "general_economic": "一般公共预算支出表（按经济科目）",
    "expenditure_economic": "支出表（按经济科目）",
    "fund_income": "政府性基金预算收入表",
    "fund_expenditure": "政府性基金预算支出表",
    "state_capital": "国有资本经营预算表",
    "three_public": "“三公”经费支出表",
    "operating_cost": "机关运行经费表",
    "projects": "项目支出表",
    "project_functional": "项目支出表（按功能科目）",
    "procurement": "政府采购表",
    "service_purchase": "政府购买服务表",
}


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
    )


def of_claim(claim: Claim, label: str = "") -> Figure:
    """The figure of a claim in the text: 元 for money, otherwise as it counts."""
    value = claim.value if claim.value is not None else Decimal(0)
    factor = UNIT_FACTORS.get(claim.value_unit, Decimal(1))
    return Figure(
        label=label or f"文字说明“{claim.subject}”",
        value=value * factor,
        step=factor.scaleb(-claim.decimals),
        printed=f"{value}",
        unit=claim.value_unit,
        at=(claim.page, claim.line),
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


def money(value: Decimal, unit: str, places: int = 2) -> str:
    """An amount in 元 written in a unit, with as many decimals as needed up to `places` or its own."""
    shown = value / UNIT_FACTORS.get(unit, Decimal(1))
    return f"{shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}{unit}"
