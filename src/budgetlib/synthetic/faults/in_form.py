"""Missing tables, and what was left over from another document."""

from __future__ import annotations

from budgetlib.synthetic.faults.fault import Page, fault
from budgetlib.synthetic.organs import CLASSES
from budgetlib.synthetic.truth import BUDGET, COUNTY, FINAL, METROPOLIS

_BOTH = (BUDGET, FINAL)
_BUDGET = (BUDGET,)
_ANY = (COUNTY, METROPOLIS)
_COUNTY = (COUNTY,)


def _leave_out(page: Page, kind: str) -> None:
    grid = page.grid(kind)
    page.draft.blocks = [block for block in page.draft.blocks if block is not grid]


@fault("form.required_tables", "form.announced_tables", stages=_BOTH, layouts=_COUNTY)
def income_table_left_out(page: Page) -> str:
    _leave_out(page, "income")
    return "缺收入总表"


@fault("form.announced_tables", stages=_BOTH, layouts=_COUNTY)
def announced_table_left_out(page: Page) -> str:
    _leave_out(page, "state_capital")
    return "目录列出的国有资本经营预算表没有附上"


@fault("form.year", stages=_BUDGET, layouts=_ANY)
def title_of_another_year(page: Page) -> str:
    grid = page.grid("expenditure")
    grid.title = grid.title.replace(str(page.truth.year), str(page.truth.year - 1))
    return "支出总表的标题写成上一年"


@fault("form.unit_name", stages=_BOTH, layouts=_ANY)
def table_of_another_unit(page: Page) -> str:
    page.grid("expenditure").above[0] = "单位名称：示例省落星县档案馆"
    return "支出总表上是别的单位的名称"


@fault("form.placeholders", stages=_BUDGET, layouts=_COUNTY)
def amount_not_filled_in(page: Page) -> str:
    page.paragraph("procurement", "services").values["services"] = "XX万元"
    return "政府采购服务预算写成“XX万元”"


@fault("form.codes", stages=_BUDGET, layouts=_COUNTY)
def code_with_another_name(page: Page) -> str:
    code = page.item("basic").code[:3]
    page.grid("general_expenditure").label(code, CLASSES["203"], 1)
    return f"一般公共预算支出表的{code}印作“{CLASSES['203']}”"


@fault("form.empty_tables", stages=_BOTH, layouts=_ANY)
def empty_table_without_a_note(page: Page) -> str:
    page.grid("state_capital").note = ""
    return "国有资本经营预算表为空表而没有注明"
