"""Text that contradicts the tables or itself."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.synthetic.faults.fault import ODD, Page, fault
from budgetlib.synthetic.truth import BUDGET, COUNTY, FINAL, METROPOLIS

_BOTH = (BUDGET, FINAL)
_BUDGET = (BUDGET,)
_ANY = (COUNTY, METROPOLIS)
_COUNTY = (COUNTY,)


def _add(page: Page, key: str, value: str) -> None:
    paragraph = page.paragraph(key, value)
    amount = paragraph.values[value]
    assert isinstance(amount, int), f"{key} says an amount as {value}"
    paragraph.values[value] = amount + ODD


def _add_percent(page: Page, key: str, value: str, points: str) -> str:
    paragraph = page.paragraph(key, value)
    was = str(paragraph.values[value])
    now = f"{Decimal(was.removesuffix('%')) + Decimal(points)}%"
    paragraph.values[value] = now
    return f"{was}写成{now}"


@fault("text.figures", stages=_BUDGET, layouts=_COUNTY)
def fiscal_total_differs(page: Page) -> str:
    _add(page, "fiscal_summary", "whole")
    return "文字说明的财政拨款收支总预算多12.34万元"


@fault("text.figures", stages=_BUDGET, layouts=(METROPOLIS,))
def operating_cost_differs(page: Page) -> str:
    _add(page, "operating_cost", "public")
    return "文字说明的机关运行经费多12.34万元"


@fault("text.figures", stages=(FINAL,), layouts=_ANY)
def basic_spending_differs(page: Page) -> str:
    _add(page, "basic", "basic")
    return "文字说明的基本支出决算多12.34万元"


@fault("text.shares", stages=_BOTH, layouts=_COUNTY)
def share_off(page: Page) -> str:
    return f"文字说明的项目支出占比{_add_percent(page, 'expenditure', 'project_share', '-3.50')}"


@fault("text.changes", stages=_BOTH, layouts=_ANY)
def percentage_of_a_change_off(page: Page) -> str:
    key = "income" if page.draft.paragraph("general_change") is None else "general_change"
    return f"文字说明的增减幅度{_add_percent(page, key, 'percent', '4.00')}"


@fault("text.direction", stages=_BUDGET, layouts=_COUNTY)
def negative_increase(page: Page) -> str:
    paragraph = page.paragraph("operating_cost", "change", "percent")
    change = paragraph.values["change"]
    assert isinstance(change, int), "a change is an amount"
    paragraph.words = paragraph.words.replace("，{grows}{percent}", "")
    paragraph.values["change"] = -change
    return "机关运行经费的增减额写成负数"


@fault("text.procurement", stages=_BOTH, layouts=_ANY)
def procurement_total_off(page: Page) -> str:
    _add(page, "procurement", "total")
    return "政府采购总额比货物、工程、服务之和多12.34万元"


@fault("text.declarations", stages=_BUDGET, layouts=_ANY)
def three_public_denied(page: Page) -> str:
    paragraph = page.paragraph("three_public", "total")
    details = [page.draft.paragraph(f"three_public.{key}") for key in ("abroad", "vehicle", "reception")]
    page.draft.blocks = [block for block in page.draft.blocks if not any(block is one for one in details)]
    paragraph.words, paragraph.values = "本单位无“三公”经费预算。", {}
    return "文字声明没有“三公”经费，表格里有"


@fault("text.reasons", stages=_BUDGET, layouts=_COUNTY)
def no_reason_for_three_public(page: Page) -> str:
    paragraph = page.paragraph("three_public", "reason", "percent")
    paragraph.words = paragraph.words.replace("，主要原因是{reason}", "")
    return "“三公”经费有增减而没有说明原因"


@fault("text.service_purchase", stages=_BUDGET, layouts=_COUNTY)
def service_purchase_denied(page: Page) -> str:
    paragraph = page.paragraph("service_purchase")
    page.require(page.truth.procurement[2] > 0)
    paragraph.words, paragraph.values = "本单位没有政府购买服务事项。", {}
    return "声明没有政府购买服务事项，而有政府采购服务预算"
