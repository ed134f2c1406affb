"""Performance target tables, one form per project, in 元."""

from __future__ import annotations

from budgetlib.synthetic.draft import Cell, Draft, Grid, in_yuan
from budgetlib.synthetic.truth import GENERAL, Project, UnitYear

TARGET = "target"
_WIDTH = 8
_SOURCES = (("province", "省级财政资金"), ("county", "市县(区)财政资金"), ("own", "单位自筹"))


def add_targets(draft: Draft, truth: UnitYear) -> None:
    """A form for every project."""
    for project in truth.projects:
        _add_target(draft, truth, project)


def _add_target(draft: Draft, truth: UnitYear, project: Project) -> None:
    unit = truth.unit
    grid = draft.add(
        Grid(
            kind=TARGET,
            title=f"{unit.place}县(区)级预算单位项目支出绩效目标表",
            above=[f"({truth.year}年度)"],
            header=[("项目名称", "", project.name, *[""] * (_WIDTH - 3))],
            columns=("", "", "text", "term", "", "", "year", ""),
            write=in_yuan,
        )
    )
    once = project.years == 1
    grid.add("department", ["主管部门及代码", "", f"001-{unit.name}", "", "实施单位", "", unit.name, ""])
    attribute = "一次性项目(1年结束)" if once else "延续性项目"
    grid.add("attribute", ["项目属性", "", attribute, "", "项目期", "", f"{project.years}年", ""])
    of_year = {
        "province": project.provincial,
        "county": project.amount - project.provincial if project.source == GENERAL else 0,
        "own": 0 if project.source == GENERAL else project.amount,
    }
    funds: list[tuple[str, str, int]] = [("total", "资金总额:", project.amount)]
    funds += [(key, words, of_year[key]) for key, words in _SOURCES]
    for at, (key, words, amount) in enumerate(funds):
        term, year = (f"实施期{words}", f"年度{words}") if key == "total" else (words, words)
        row: list[Cell] = [
            "项目资金(元)" if not at else "",
            "",
            term,
            amount * project.years,
            year,
            "",
            amount,
            "",
        ]
        grid.add(key, row)
    plain = {
        "overview": ("项目概况", f"开展{project.name}涉及的各项工作，覆盖{project.visits}个点位。"),
        "basis": (
            "立项依据",
            f"根据{unit.region}{truth.year}年工作要点第{project.visits}项安排的{project.name}任务。",
        ),
        "necessity": (
            "项目设立必要性",
            f"{unit.organ.duty}的需要，不安排{project.name}将影响{project.visits}个点位的服务。",
        ),
        "measures": ("保证项目实施的制度、措施", "执行本单位财务管理制度，按季检查进度。"),
        "plan": (
            "项目实施计划",
            f"上半年完成{project.name}的准备和采购，下半年在{project.visits}个点位实施并验收。",
        ),
    }
    for key, (words, text) in plain.items():
        grid.add(key, [words, "", text, *[None] * (_WIDTH - 3)])
    grid.add("goals", ["实施期目标", "", "", "", "年度目标", "", "", ""])
    goal = f"完成{project.visits}个点位的{project.name}任务。"
    grid.add("goal", ["总体目标", goal, "", "", goal, "", "", ""])
    _add_indicators(grid, project)


def _add_indicators(grid: Grid, project: Project) -> None:
    grid.add(
        "heads", ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]
    )
    indicators = [
        ("产出指标", "数量指标", "覆盖点位数", f"≥{project.visits}个"),
        ("", "质量指标", "验收合格率", "≥95%"),
        ("", "时效指标", "资金支付完成月份", "≤12月"),
        ("效益指标", "社会效益指标", "服务人次", f"≥{project.visits * 20}人次"),
        ("满意度指标", "服务对象满意度", "服务对象满意度", "≥90%"),
    ]
    for first, second, third, value in indicators:
        grid.add(third, ["", first, second, third, value, second, third, value])
