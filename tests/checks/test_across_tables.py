"""Rules across tables: the same figure printed twice."""

from __future__ import annotations

from decimal import Decimal

from made_up import Outcomes

SUMMARY = """2024年预算收支总表

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款 | 90.00 | 一、一般公共服务支出 | 100.00 |
| 二、事业收入 | {business} | | |
| 本年收入合计 | 90.00 | 本年支出合计 | {spending} |
| 上年结转 | 10.00 | 年终结转 | |
| 收入总计 | 100.00 | 支出总计 | 100.00 |
"""
FISCAL = """2024年财政拨款收支总表

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款 | 90.00 | 一、一般公共服务支出 | 100.00 |
| 上年结转 | 10.00 | | |
| 收入总计 | {income} | 支出总计 | {income} |
"""
EXPENDITURE = """2024年预算支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | 100.00 | 60.00 | 40.00 |
| 201 | 一般公共服务支出 | 100.00 | 60.00 | 40.00 |
"""
GENERAL = """2024年一般公共预算支出表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | {total} | {basic} | 30.00 |
| 201 | 一般公共服务支出 | {total} | {basic} | 30.00 |
"""
BASIC = """2024年一般公共预算基本支出表

| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
|---|---|---|---|---|
| 合计 | | 60.00 | 50.00 | 10.00 |
| 301 | 工资福利支出 | 50.00 | 50.00 | |
| 302 | 商品和服务支出 | 10.00 | | 10.00 |
"""
OPERATING = """2024年机关运行经费预算表

| 单位名称 | 合计 |
|---|---|
| 合计 | {cost} |
"""
PROJECTS = """2024年项目支出预算表

| 项目名称 | 合计 |
|---|---|
| 项目甲 | 25.00 |
| 项目乙 | {second} |
| 合计 | 40.00 |
"""


def summary(spending: str = "100.00", business: str = "") -> str:
    return SUMMARY.format(spending=spending, business=business)


def results(outcomes: Outcomes, rule: str, *tables: str) -> list[tuple[str, Decimal | None]]:
    return [(one.outcome, one.difference) for one in outcomes(rule, "\n".join(tables))]


def test_spending_of_the_summary_is_that_of_the_list(outcomes: Outcomes) -> None:
    assert results(outcomes, "across.expenditure", summary(), EXPENDITURE) == [("pass", None)]
    assert results(outcomes, "across.expenditure", summary("100.01"), EXPENDITURE)[0][0] == "pass"  # rounding
    assert results(outcomes, "across.expenditure", summary("100.90"), EXPENDITURE)[0] == (
        "fail",
        Decimal(9000),
    )
    assert results(outcomes, "across.expenditure", summary()) == [("not_applicable", None)]


def test_both_summaries_agree_only_where_all_income_is_fiscal(outcomes: Outcomes) -> None:
    assert results(outcomes, "across.fiscal_summary", summary(), FISCAL.format(income="100.00")) == [
        ("pass", None)
    ]
    failed = results(outcomes, "across.fiscal_summary", summary(), FISCAL.format(income="95.00"))
    assert failed == [("fail", Decimal(50000))]  # both sides are off by the same: one cause, one finding
    own_income = results(
        outcomes, "across.fiscal_summary", summary(business="5.00"), FISCAL.format(income="95.00")
    )
    assert own_income == [("not_applicable", None)]


def test_general_spending_may_or_may_not_hold_what_was_carried_over(outcomes: Outcomes) -> None:
    fiscal = FISCAL.format(income="100.00")
    for total in ("90.00", "100.00"):
        text = GENERAL.format(total=total, basic="60.00")
        assert results(outcomes, "across.general_expenditure", fiscal, text)[0][0] == "pass"
    text = GENERAL.format(total="97.00", basic="60.00")
    assert results(outcomes, "across.general_expenditure", fiscal, text)[0][0] == "fail"


def test_basic_spending_is_printed_the_same_twice(outcomes: Outcomes) -> None:
    assert (
        results(outcomes, "across.basic", GENERAL.format(total="90.00", basic="60.00"), BASIC)[0][0] == "pass"
    )
    failed = outcomes("across.basic", GENERAL.format(total="90.00", basic="61.00") + BASIC)[0]
    assert (
        failed.message
        == "一般公共预算支出表基本支出合计为61.00万元，一般公共预算基本支出表合计是60.00万元，相差1.00万元。"
    )


def test_operating_cost_is_the_public_part_of_basic_spending(outcomes: Outcomes) -> None:
    assert results(outcomes, "across.operating_cost", BASIC, OPERATING.format(cost="10.00"))[0][0] == "pass"
    assert results(outcomes, "across.operating_cost", BASIC, OPERATING.format(cost="9.00"))[0] == (
        "fail",
        Decimal(-10000),
    )


def test_projects_add_up_to_the_project_column(outcomes: Outcomes) -> None:
    assert results(outcomes, "across.projects", EXPENDITURE, PROJECTS.format(second="15.00"))[0][0] == "pass"
    assert results(outcomes, "across.projects", EXPENDITURE, PROJECTS.format(second="14.00"))[0] == (
        "fail",
        Decimal(10000),
    )


def test_a_list_of_projects_may_be_of_the_general_budget_alone(outcomes: Outcomes) -> None:
    general = GENERAL.format(total="90.00", basic="60.00")
    listed = PROJECTS.replace("40.00", "30.00").replace("25.00", "20.00").format(second="10.00")
    assert results(outcomes, "across.projects", EXPENDITURE, general, listed)[0][0] == "pass"
    assert results(outcomes, "across.projects", EXPENDITURE, listed)[0][0] == "fail"
    only_general = listed.replace("2024年项目", "2024年一般公共预算项目")
    assert results(outcomes, "across.projects", EXPENDITURE, only_general) == [("not_applicable", None)]


def test_one_function_is_not_larger_within_the_general_budget(outcomes: Outcomes) -> None:
    smaller, larger = (GENERAL.format(total=total, basic="60.00") for total in ("90.00", "110.00"))
    assert results(outcomes, "across.classes", EXPENDITURE, smaller)[0][0] == "pass"
    assert results(outcomes, "across.classes", EXPENDITURE, larger)[0] == ("fail", Decimal(100000))


def test_one_function_may_be_larger_by_what_was_carried_over(outcomes: Outcomes) -> None:
    summary = SUMMARY.format(business="", spending="100.00")
    by_carryover, by_more = (GENERAL.format(total=total, basic="60.00") for total in ("110.00", "117.00"))
    assert results(outcomes, "across.classes", summary, EXPENDITURE, by_carryover) == [
        ("not_applicable", None)
    ]
    assert results(outcomes, "across.classes", summary, EXPENDITURE, by_more)[0] == ("fail", Decimal(170000))
