"""Documents as small as the point needs: ties, zeros, blanks, thirds, one source, no sum."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from telling import fact, markup, unit_year, words

from budgetlib.display.charts import Chart
from budgetlib.stories import UnitYear
from budgetlib.stories.changes import change_of
from budgetlib.stories.unit import (
    about,
    changes,
    completeness,
    findings,
    headline,
    income,
    projects,
    spending,
    three_public,
)
from budgetlib.stories.unit_year import INCOME

HOSTILE = "<script>alert(1)</script>{{< include /etc/passwd >}}"


def line(statement: str, name: str, amount: int | None, **more: object) -> dict[str, object]:
    base = {
        "statement": statement,
        "side": "",
        "role": "item",
        "code": "",
        "measure": "total",
        "period": "current",
    }
    return base | {"name": name, "amount_yuan": amount, "blank": amount is None, "table": 1, "row": 1} | more


def test_spending_that_is_neither_basic_nor_project_is_shown_as_the_rest() -> None:
    made = unit_year(
        key_facts=[
            fact("expenditure.total", 1000),
            fact("expenditure.basic", 500),
            fact("expenditure.project", 300),
        ]
    )
    chart = spending.basic_and_project(made)
    assert isinstance(chart, Chart)
    assert list(chart.data["amount_yuan"]) == [500, 300, 200]
    rounded = unit_year(
        key_facts=[
            fact("expenditure.total", 1000000),
            fact("expenditure.basic", 500000),
            fact("expenditure.project", 499900),
        ]
    )
    left = list(spending.basic_and_project(rounded).data["name"])  # type: ignore[union-attr]
    assert left == ["基本支出", "项目支出", "其余（文件没有分列）"], (
        "100 元 of a million are no rounding of 元"
    )


def test_a_single_source_is_a_sentence_and_no_chart() -> None:
    made = unit_year(
        budget_lines=[line("summary", "一般公共预算", 20000, side="income", item="general_public")]
    )
    assert words(income.by_source(made)) == "收入全部来自一般公共预算，2.00 万元。"


def test_states_of_three_public_are_told_apart() -> None:
    zero = unit_year(key_facts=[fact("three_public.total", 0), fact("three_public.abroad", 0)])
    blank = unit_year(key_facts=[fact("three_public.total", None), fact("three_public.abroad", None)])
    missing = unit_year()
    parts = unit_year(key_facts=[fact("three_public.reception", 30000), fact("three_public.vehicle", 20000)])
    assert "“三公”经费合计填写为 0。" in words(headline.summary(zero))
    assert "各项都是空白" in words(headline.summary(blank))
    assert "没有读到不等于没有支出" in words(three_public.explained(missing))
    assert "“三公”经费没有读到合计数，分项相加 5.00 万元。" in words(headline.summary(parts))
    assert three_public.sum_of_parts(parts) == 50000


def test_vehicles_are_counted_once_whether_together_or_apart() -> None:
    both = unit_year(
        key_facts=[
            fact("three_public.vehicle", 50),
            fact("three_public.vehicle_purchase", 30),
            fact("three_public.vehicle_operation", 20),
        ]
    )
    assert three_public.sum_of_parts(both) == 50


def test_running_costs_without_a_vehicle_are_remarked() -> None:
    made = unit_year(
        key_facts=[
            fact("three_public.total", 40000), fact("three_public.vehicle_operation", 40000),
            fact("assets.vehicles", 0, value_yuan=None, unit="count"),
        ]
    )  # fmt: skip
    assert "但文件所列现有车辆为 0 辆" in words(three_public.explained(made))


def test_a_blank_cell_gives_way_to_the_same_figure_elsewhere() -> None:
    """上海市审计局 leaves 收入总计 blank in 收支总表 and prints it in 收入总表."""
    made = unit_year(key_facts=[fact("summary.income_total", None), fact("income.total", 195_774_300)])
    assert made.figure(*INCOME).yuan == 195_774_300
    blank = unit_year(key_facts=[fact("summary.income_total", None)])
    assert blank.figure(*INCOME).state == "blank"
    zero = unit_year(key_facts=[fact("summary.income_total", 0), fact("income.total", 5)])
    assert zero.figure(*INCOME).state == "zero", "a printed zero is an answer"


def test_a_change_without_a_percentage_gets_one_worked_out() -> None:
    claim = {
        "metric": "summary.income_total", "comparison": "decrease", "base": "上年", "value_yuan": 75, "change_yuan": 25,
        "reason": "项目减少",
    }  # fmt: skip
    change = change_of(unit_year(claims=[claim]), "summary.income_total")
    assert change is not None
    assert (change.difference_yuan, change.percent, change.reason) == (-25, -25, "项目减少。")


def test_a_change_can_come_from_the_column_of_last_year() -> None:
    made = unit_year(key_facts=[fact("three_public.total", 30), fact("three_public_prior.total", 40)])
    change = change_of(made, "three_public.total")
    assert change is not None
    assert (change.difference_yuan, change.percent, change.stated) == (-10, -25, False)


def test_years_and_stages_of_a_unit_are_set_beside_each_other() -> None:
    def of(year: int, stage: str, yuan: int) -> UnitYear:
        info = {"disclosure_id": f"ux-{year}-{stage}", "year": year, "stage": stage}
        return unit_year(info=info, key_facts=[fact("summary.expenditure_total", yuan)])

    siblings = (of(2023, "budget", 80000), of(2024, "final", 90000))
    made = replace(of(2024, "budget", 100000), siblings=siblings)
    years, executed = changes.over_years(made), changes.execution(made)
    assert isinstance(years, Chart)
    assert isinstance(executed, Chart)
    assert years.title == "2024 年支出总计比 2023 年增加 2.00 万元，增长 25.00%"
    assert executed.title == "支出总计决算低于预算 1.00 万元（10.00%）"
    assert 'href="/units/ux/2023-budget.html"' in markup(about.identity(made))


def test_a_document_alone_has_no_other_years() -> None:
    alone = unit_year(key_facts=[fact("summary.expenditure_total", 1)])
    assert words(changes.over_years(alone)) == words(changes.execution(alone)) == ""


def test_personnel_beside_running_cost_is_one_list() -> None:
    made = unit_year(
        budget_lines=[
            line("general_basic", "基本工资", 70, code="30101", level=2, measure="personnel", period="final"),
            line(
                "general_basic", "办公费", 30, code="30201", level=2, measure="public", period="final", row=2
            ),
        ]
    )
    chart = spending.by_economy(made)
    assert isinstance(chart, Chart)
    assert dict(chart.data[["name", "amount_yuan"]].to_numpy()) == {"基本工资": 70, "办公费": 30}
    assert "办公费" in words(spending.economic_table(made))


def test_equal_projects_are_not_ranked_against_each_other() -> None:
    rows = [
        {
            "name": name,
            "funding": "current",
            "total_yuan": Decimal(100),
            "performance_target_disclosed": False,
        }
        for name in ("甲", "乙", "丙", "丁")
    ]
    assert "金额最高" not in words(projects.targets_words(unit_year(projects=rows)))


def test_a_document_without_anything_still_has_a_page() -> None:
    empty = unit_year()
    assert words(headline.summary(empty)) == ""
    assert "未见" in words(headline.tiles_of(empty))
    assert "没有找到财政部要求部门公开的 8 张表" in words(completeness.statements(empty))
    assert "没有经过核对" in words(findings.checked(empty))
    assert "没有读到按功能科目列出的支出" in words(spending.by_function(empty))


def test_hostile_text_stays_text() -> None:
    made = unit_year(
        info={"unit_name": HOSTILE},
        projects=[{"name": HOSTILE, "funding": "current", "total_yuan": Decimal(1)}],
        findings=[
            {
                "finding": 1,
                "rule_id": "x",
                "title": HOSTILE,
                "family": "text",
                "outcome": "fail",
                "severity": "error",
                "tier": "confirmed",
                "message": HOSTILE,
            }
        ],
    )
    shown = markup(projects.table(made)) + markup(findings.cards(made)) + markup(headline.summary(made))
    shown += markup(projects.largest(made))
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
