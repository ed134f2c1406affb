"""What only final accounts print: budget beside final account, carry-over in and out, rows of column numbers."""

from __future__ import annotations

from budgetlib.disclosure import Disclosure
from budgetlib.document import Document
from budgetlib.interpret import assemble
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.tables.continuation import join_continued

COVER = "某某县财政局\n\n2023年度部门决算\n\n单位：万元\n\n"


def read(text: str) -> Disclosure:
    blocks = join_continued(read_blocks(COVER + text))
    return assemble(Document(source="made-up.md", format="markdown", sha256="0" * 64, blocks=blocks))


def facts(text: str) -> dict[str, str | None]:
    return {fact.key: None if fact.value is None else str(fact.value) for fact in read(text).facts}


SPENDING = """一般公共预算财政拨款收入支出决算表

| 项目 | | 年初结转和结余 | | | 本年收入 | | | 本年支出 | | | 年末结转和结余 | | |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 功能分类科目编码 | 科目名称 | 合计 | 基本支出结转 | 项目支出结转和结余 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出结转 | 项目支出结转和结余 |
| 栏次 | | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
| 合计 | | 10.00 | 1.00 | 9.00 | 500.00 | 299.00 | 201.00 | 502.00 | 300.00 | 202.00 | 8.00 | | 8.00 |
| 205 | 教育支出 | 10.00 | 1.00 | 9.00 | 500.00 | 299.00 | 201.00 | 502.00 | 300.00 | 202.00 | 8.00 | | 8.00 |
"""


def test_spending_is_told_from_what_was_carried_over_and_from_income() -> None:
    found = facts(SPENDING)
    assert found["general_expenditure.total"] == "502.00"
    assert found["general_expenditure.basic"] == "300.00"
    assert found["general_expenditure.project"] == "202.00"
    measures = [line.measure for line in read(SPENDING).lines if line.role == "total"]
    assert measures == [
        "carryover", "basic_carryover", "project_carryover",
        "current_income", "basic_current_income", "project_current_income",
        "current_expenditure", "basic", "project",
        "carryover_out", "basic_carryover_out", "project_carryover_out",
    ]  # fmt: skip


def test_numbers_of_columns_beside_the_parts_of_codes_are_no_amounts() -> None:
    text = """支出决算表

| 支出功能分类科目编码 | | | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|---|---|
| 类 | 款 | 项 | 栏次 | 1 | 2 | 3 |
| | | | 合计 | 30.00 | 20.00 | 10.00 |
| 205 | | | 教育支出 | 30.00 | 20.00 | 10.00 |
| 205 | 02 | | 普通教育 | 30.00 | 20.00 | 10.00 |
| 205 | 02 | 01 | 学前教育 | 30.00 | 20.00 | 10.00 |
"""
    lines = read(text).lines
    assert [line.name for line in lines if line.measure == "basic"] == [
        "合计",
        "教育支出",
        "普通教育",
        "学前教育",
    ]
    assert facts(text)["expenditure.class.205"] == "30.00"


def test_budget_and_final_account_in_a_row_each() -> None:
    found = facts("""一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表

| 项目 | 小计 | 因公出国（境）费用 | 公务接待费 | 公务用车购置及运行维护费 | 公务用车购置费 | 公务用车运行维护费 | 会议费 | 培训费 |
|---|---|---|---|---|---|---|---|---|
| 栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
| 预算数 | 7.34 | | 3.14 | 4.20 | | 4.20 | 2.00 | 1.00 |
| 决算数 | 6.19 | | 2.84 | 3.35 | | 3.35 | 1.50 | 0.90 |
""")
    assert found["three_public_budget.total"] == "7.34"
    assert found["three_public_budget.reception"] == "3.14"
    assert found["three_public.total"] == "6.19"
    assert found["three_public.vehicle"] == "3.35"
    assert found["three_public.abroad"] is None


def test_a_sum_below_the_heading_of_three_public() -> None:
    found = facts("""“三公”经费支出决算表

| 项目 | 行次 | 全年预算数 | 决算数 |
|---|---|---|---|
| 一、“三公”经费支出 | 1 | — | — |
| （一）支出合计 | 2 | 5.00 | 4.00 |
| 1．因公出国（境）费 | 3 | | |
| 2．公务用车购置及运行维护费 | 4 | 3.00 | 2.50 |
| （1）公务用车购置费 | 5 | | |
| （2）公务用车运行维护费 | 6 | 3.00 | 2.50 |
| 3．公务接待费 | 7 | 2.00 | 1.50 |
""")
    assert found["three_public.total"] == "4.00"
    assert found["three_public_budget.total"] == "5.00"


def test_projects_of_the_year_before_keep_their_year() -> None:
    lines = read("""项目支出决算表

| 项目名称 | 决算数 |
|---|---|
| 合计 | 3.00 |
| 2022年结转资金项目 | 1.00 |
| 2022年决算审核 | 2.00 |
""").lines
    assert {line.period for line in lines} == {"final"}


def test_project_spending_by_function_is_no_list_of_projects() -> None:
    table = """一般公共预算财政拨款项目支出决算表

| 科目编码 | 科目名称 | 项目支出 |
|---|---|---|
| 合计 | | 5.00 |
{}
"""
    functions = read(
        table.format("| 205 | 教育支出 | 5.00 |\n| 20502 | 普通教育 | 5.00 |\n| 2050201 | 学前教育 | 5.00 |")
    )
    assert [one.kind for one in functions.statements] == ["project_functional"]
    assert not functions.projects
    projects = read(table.format("| 2050201 | 学前教育补助 | 3.00 |\n| 2050201 | 幼儿园维修 | 2.00 |"))
    assert [project.name for project in projects.projects] == ["学前教育补助", "幼儿园维修"]


def test_a_total_row_that_holds_part_of_the_header_leaves_the_figure_to_the_text() -> None:
    text = """政府性基金预算财政拨款收入支出决算表

| 项目 | | 年初结转和结余 | 本年收入 | 本年支出 | | | 年末结转和结余 |
|---|---|---|---|---|---|---|---|
| 功能分类科目编码 | 科目名称 | | | | | | |
| 合计 | | 0 | 2002.80 | 合计 | 基本支出 | 项目支出 | 0 |
| 207 | 文化旅游体育与传媒支出 | 0 | 2.80 | 2.80 | | 2.80 | 0 |
| 212 | 城乡社区支出 | 0 | 2,000.00 | 2,000.00 | | 2,000.00 | 0 |

第三部分 2023年度部门决算情况说明

八、政府性基金预算财政拨款收入支出决算情况说明

政府性基金预算财政拨款收入2002.80万元，支出2002.80万元。
"""
    assert facts(text)["fund_expenditure.total"] == "2002.80"
    (first, *_) = [line for line in read(text).lines if line.code == "207" and line.measure == "project"]
    assert first.printed == "2.80"


def test_counts_below_three_public_are_no_money() -> None:
    text = """一般公共预算“三公”经费、会议费和培训费支出决算表

| 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | 公务接待费 | 会议费 | 培训费 |
|---|---|---|---|---|---|
| 10.63 | 2.00 | 2.67 | 5.96 | 1.00 | 0.50 |
| 相关统计数： | | | | | |
| 项目 | 统计数 | | 项目 | 统计数 | |
| 因公出国（境）团组数（个） | 2 | | 公务用车购置数（辆） | 0 | |
| 国内公务接待批次（个） | 31 | | 国内公务接待人次（人） | 240 | |
"""
    found = facts(text)
    assert (found["three_public.total"], found["three_public.vehicle"]) == ("10.63", "2.67")
    assert {line.printed for line in read(text).lines} == {"10.63", "2.00", "2.67", "5.96", "1.00", "0.50"}
