"""Performance targets that disagree with themselves, with their projects or with the text."""

from __future__ import annotations

from budgetlib.synthetic.faults.fault import ODD, Page, fault
from budgetlib.synthetic.truth import BUDGET, COUNTY, CURRENT, GENERAL

_BUDGET = (BUDGET,)
_COUNTY = (COUNTY,)


@fault("targets.period", stages=_BUDGET, layouts=_COUNTY)
def term_above_the_only_year(page: Page) -> str:
    project, form = page.target(years=1, source=GENERAL)
    for row in ("total", "county"):
        form.change(ODD, row, "term")
    return f"一年期项目“{project.name}”的实施期资金比年度资金多12.34万元"


@fault("targets.sources", stages=_BUDGET, layouts=_COUNTY)
def source_of_a_target_off(page: Page) -> str:
    project, form = page.target()
    form.change(ODD, "province", "year")
    return f"项目“{project.name}”绩效目标的年度省级资金多12.34万元，总额未变"


@fault("targets.amount", stages=_BUDGET, layouts=_COUNTY)
def target_differs_from_its_project(page: Page) -> str:
    project, form = page.target(source=GENERAL)
    for row in ("total", "county"):
        form.change(ODD * project.years, row, "term")
        form.change(ODD, row, "year")
    return f"项目“{project.name}”的绩效目标比项目支出表多12.34万元"


@fault("targets.undisclosed", "targets.announced", stages=_BUDGET, layouts=_COUNTY)
def target_left_out(page: Page) -> str:
    page.require(len(page.truth.projects) > 1)
    project, form = page.target(funding=CURRENT)
    page.draft.blocks = [block for block in page.draft.blocks if block is not form]
    return f"没有公开项目“{project.name}”的绩效目标"


@fault("targets.announced", stages=_BUDGET, layouts=_COUNTY)
def more_targets_announced(page: Page) -> str:
    paragraph = page.paragraph("performance", "disclosed")
    paragraph.values["disclosed"] = str(len(page.truth.projects) + 2)
    return "文字说明公开的绩效目标比实际多2个"


@fault("targets.copied", stages=_BUDGET, layouts=_COUNTY)
def basis_copied(page: Page) -> str:
    project, form = page.target()
    form["necessity", "text"] = form["basis", "text"]
    return f"项目“{project.name}”的设立必要性照抄立项依据"


@fault("targets.year_indicators", stages=_BUDGET, layouts=_COUNTY)
def year_without_indicators(page: Page) -> str:
    page.require(len(page.truth.projects) > 1)
    project, form = page.target()
    for row in form.rows[-5:]:
        row[-1] = None
    return f"项目“{project.name}”的年度指标值空白"
