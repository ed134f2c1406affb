"""Rules inside one table: a pass, a fail, not applicable, and off by rounding for each."""

from __future__ import annotations

from decimal import Decimal

from made_up import Outcomes

EXPENDITURE = """2024年预算支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | {total} | 30.00 | 20.00 |
| 201 | 一般公共服务支出 | {first} | 30.00 | {project} |
| 20103 | 政府办公厅（室）及相关机构事务 | 40.00 | 30.00 | 10.00 |
| 205 | 教育支出 | 10.00 | | 10.00 |
"""


def expenditure(total: str = "50.00", first: str = "40.00", project: str = "10.00") -> str:
    return EXPENDITURE.format(total=total, first=first, project=project)


def test_total_equals_classes(outcomes: Outcomes) -> None:
    (passed,) = outcomes("inside.total", expenditure())
    assert (passed.outcome, passed.message) == ("pass", "核对3处，均相符。")


def test_total_off_by_what_rounding_allows_passes(outcomes: Outcomes) -> None:
    # Two parts and a total, each within half of 0.01: up to 0.015 万元 may be rounding, so 0.01 passes.
    assert [one.outcome for one in outcomes("inside.total", expenditure(total="50.01"))] == ["pass"]


def test_total_off_by_more_fails_with_figures_and_place(outcomes: Outcomes) -> None:
    failed = outcomes("inside.total", expenditure(total="50.20"))[0]
    assert failed.outcome == "fail"
    assert failed.severity == "error"
    assert (failed.expected, failed.actual, failed.difference) == (500000, 502000, 2000)
    assert failed.tolerance == Decimal(150)
    assert failed.message == "支出总表合计（合计）为50.20万元，各类之和是50.00万元，相差0.20万元。"
    assert failed.place.line == 11
    assert [one.printed for one in failed.evidence] == ["50.20万元", "40.00万元", "10.00万元"]


def test_total_off_by_a_hundredth_or_two_is_a_remark(outcomes: Outcomes) -> None:
    failed = outcomes("inside.total", expenditure(total="50.02"))[0]
    assert (failed.outcome, failed.severity, failed.tier) == ("fail", "info", "to_review")


def test_words_in_place_of_a_total_are_not_held_against_its_classes(outcomes: Outcomes) -> None:
    (passed,) = outcomes("inside.total", expenditure(total="见附表"))
    assert (passed.outcome, passed.message) == ("pass", "核对2处，均相符。")
    assert outcomes("inside.total", expenditure(total=""))[0].outcome == "fail"


def test_no_classified_table_is_not_applicable(outcomes: Outcomes) -> None:
    assert [one.outcome for one in outcomes("inside.total", "一段文字。")] == ["not_applicable"]


def test_class_equals_its_groups(outcomes: Outcomes) -> None:
    assert [one.outcome for one in outcomes("inside.hierarchy", expenditure())] == ["pass"]
    failed = [
        one for one in outcomes("inside.hierarchy", expenditure(first="41.00")) if one.outcome == "fail"
    ]
    assert [one.message for one in failed] == [
        "支出总表“201 一般公共服务支出”（合计）为41.00万元，下级科目之和是40.00万元，相差1.00万元。"
    ]


def test_row_equals_basic_and_project(outcomes: Outcomes) -> None:
    assert [one.outcome for one in outcomes("inside.basic_project", expenditure())] == ["pass"]
    failed = [
        one for one in outcomes("inside.basic_project", expenditure(project="9.00")) if one.outcome == "fail"
    ]
    assert [(one.place.line, one.difference) for one in failed] == [(12, Decimal(10000))]


THREE_PUBLIC = """2024年“三公”经费支出预算表

| 项目 | 2024年预算数 |
|---|---|
| 因公出国（境）费 | {abroad} |
| 公务接待费 | 1.00 |
| 公务用车购置及运行费 | 5.00 |
| ①公务用车购置费 | 2.00 |
| ②公务用车运行维护费 | 3.00 |
| 合计 | {total} |
"""


def test_three_public_adds_up(outcomes: Outcomes) -> None:
    text = THREE_PUBLIC.format(abroad="", total="6.00")
    assert [(one.outcome, one.message) for one in outcomes("inside.three_public", text)] == [
        ("pass", "核对2处，均相符。")
    ]


def test_three_public_that_does_not_add_up(outcomes: Outcomes) -> None:
    text = THREE_PUBLIC.format(abroad="0.50", total="6.00")
    failed = [one for one in outcomes("inside.three_public", text) if one.outcome == "fail"]
    assert [one.message for one in failed] == [
        "“三公”经费表“合计”为6.00万元，三项之和是6.50万元，相差0.50万元。"
    ]


def test_a_blank_three_public_table_is_not_applicable(outcomes: Outcomes) -> None:
    text = "2024年“三公”经费支出预算表\n\n| 项目 | 预算数 |\n|---|---|\n| 因公出国（境）费 | |\n| 公务接待费 | |\n| 公务用车运行维护费 | |\n| 合计 | |\n"
    assert [one.outcome for one in outcomes("inside.three_public", text)] == ["not_applicable"]


SUMMARY = """2024年预算收支总表

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款 | 90.00 | 一、教育支出 | 100.00 |
| 本年收入合计 | 90.00 | 本年支出合计 | 100.00 |
| 上年结转 | {carried} | 年终结转 | |
| 收入总计 | {income} | 支出总计 | 100.00 |
"""


def test_income_and_spending_balance(outcomes: Outcomes) -> None:
    assert [
        one.outcome for one in outcomes("inside.balance", SUMMARY.format(carried="10.00", income="100.00"))
    ] == ["pass"]
    failed = outcomes("inside.balance", SUMMARY.format(carried="10.00", income="99.00"))[0]
    assert (failed.outcome, failed.difference) == ("fail", Decimal(-10000))


def test_carryover_and_this_year_make_the_total(outcomes: Outcomes) -> None:
    failed = [
        one
        for one in outcomes("inside.summary", SUMMARY.format(carried="9.00", income="100.00"))
        if one.outcome == "fail"
    ]
    assert [one.message for one in failed] == [
        "收支总表收入总计为100.00万元，本年合计与其后各项之和是99.00万元，相差1.00万元。"
    ]


PROJECTS = """2024年项目支出预算表

| 项目名称 | 合计 | 一般公共预算 | 政府性基金预算 |
|---|---|---|---|
| 合计 | {total} | 30.00 | |
| 项目甲 | 10.00 | 10.00 | |
| 项目乙 | 20.00 | {fund} | |
"""


def test_projects_add_up_to_their_total(outcomes: Outcomes) -> None:
    assert [
        one.outcome for one in outcomes("inside.projects", PROJECTS.format(total="30.00", fund="20.00"))
    ] == ["pass"]
    failed = outcomes("inside.projects", PROJECTS.format(total="31.00", fund="20.00"))[0]
    assert failed.message == "项目支出表“合计”为31.00万元，所列2个项目之和是30.00万元，相差1.00万元。"


def test_funds_add_up_to_each_row(outcomes: Outcomes) -> None:
    failed = [
        one
        for one in outcomes("inside.funds", PROJECTS.format(total="30.00", fund="19.00"))
        if one.outcome == "fail"
    ]
    assert [one.message for one in failed] == [
        "项目支出表“项目乙”合计为20.00万元，各栏之和是19.00万元，相差1.00万元。"
    ]


def test_basic_spending_is_personnel_and_public(outcomes: Outcomes) -> None:
    text = (
        "2024年一般公共预算基本支出表\n\n| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |\n|---|---|---|---|---|\n"
        "| 301 | 工资福利支出 | 10.00 | 10.00 | |\n| 302 | 商品和服务支出 | 5.00 | | {public} |\n"
    )
    assert [one.outcome for one in outcomes("inside.personnel_public", text.format(public="5.00"))] == [
        "pass"
    ]
    failed = outcomes("inside.personnel_public", text.format(public="4.00"))[0]
    assert (failed.outcome, failed.expected, failed.actual) == ("fail", Decimal(40000), Decimal(50000))


def test_a_group_that_is_left_out_leaves_its_items_to_the_class(outcomes: Outcomes) -> None:
    table = """一般公共预算基本支出表（按支出经济分类科目）

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 合计 | | 65.00 |
| 302 | 商品和服务支出 | 5.00 |
| 30201 | 办公费 | 5.00 |
| 301 | 工资福利支出 | 60.00 |
| 30101 | 基本工资 | 20.00 |
| 3010201 | 津贴补贴 | 30.00 |
| 3010202 | 改革性补贴 | {amount} |
"""
    assert [one.outcome for one in outcomes("inside.hierarchy", table.format(amount="10.00"))] == ["pass"]
    assert outcomes("inside.hierarchy", table.format(amount="17.00"))[0].outcome == "fail"


def test_each_unit_has_its_own_classes(outcomes: Outcomes) -> None:
    """What one unit spends on a class is held against the groups of that unit."""
    table = """支出总表

| 预算单位 | 科目编码 | 科目名称 | 支出总计 |
|---|---|---|---|
| 某某县财政局 | | | 30.00 |
| 某某县财政局（本级） | | | 20.00 |
| | 201 | 一般公共服务支出 | 20.00 |
| | 20106 | 财政事务 | 20.00 |
| 某某县会计学校 | | | 10.00 |
| | 201 | 一般公共服务支出 | 10.00 |
| | 20106 | 财政事务 | {amount} |
"""
    (passed,) = outcomes("inside.hierarchy", table.format(amount="10.00"))
    assert (passed.outcome, passed.message) == ("pass", "核对2处，均相符。")
    failed = outcomes("inside.hierarchy", table.format(amount="17.00"))[0]
    assert (failed.outcome, failed.actual) == ("fail", 100_000)
