"""Rules of completeness and form."""

from __future__ import annotations

import pytest

from made_up import Outcomes

LIST = """2024年预算支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | 3.00 | 3.00 | |
| {code} | {name} | 3.00 | 3.00 | |
"""
FUND = """2024年政府性基金预算支出表

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
| 合计 | | |

{note}
"""


def listed(code: str = "201", name: str = "一般公共服务支出") -> str:
    return LIST.format(code=code, name=name)


def test_missing_tables_are_named(outcomes: Outcomes) -> None:
    (found,) = outcomes("form.required_tables", listed())
    assert (found.outcome, found.severity) == ("fail", "warning")
    assert found.message.startswith("没有找到7张应公开的表：收支总表、收入总表、财政拨款收支总表")


OPERATION = """机构运行信息表

| 项目 | 决算数 |
|---|---|
| 一、“三公”经费支出 | — |
| （一）支出合计 | 4.00 |
| 1．因公出国（境）费 | |
| 2．公务用车购置及运行维护费 | 2.50 |
| 3．公务接待费 | {reception} |
| 二、机关运行经费 | 30.00 |
"""


def test_a_table_of_operation_is_where_three_public_stands(outcomes: Outcomes) -> None:
    (found,) = outcomes("form.required_tables", f"{listed()}\n{OPERATION.format(reception='1.50')}")
    assert found.message.startswith("没有找到6张应公开的表")
    assert "三公" not in found.message


@pytest.mark.parametrize(("reception", "outcome"), [("1.50", "pass"), ("1.60", "fail")])
def test_three_public_adds_up_in_a_table_of_operation(
    outcomes: Outcomes, reception: str, outcome: str
) -> None:
    found = outcomes("inside.three_public", OPERATION.format(reception=reception))
    assert [one.outcome for one in found] == [outcome]


def test_a_document_without_any_table_is_not_blamed(outcomes: Outcomes) -> None:
    assert [one.outcome for one in outcomes("form.required_tables", "只有文字。")] == ["undeterminable"]


def test_an_empty_table_needs_a_note(outcomes: Outcomes) -> None:
    assert [one.outcome for one in outcomes("form.empty_tables", FUND.format(note="注：本表无数据"))] == [
        "pass"
    ]
    (found,) = outcomes("form.empty_tables", FUND.format(note=""))
    assert (found.outcome, found.place.line) == ("fail", 9)
    assert found.message == "“2024年政府性基金预算支出表”是空表，没有注明本表无数据。"
    assert [one.outcome for one in outcomes("form.empty_tables", listed())] == ["not_applicable"]


def test_a_title_of_another_year(outcomes: Outcomes) -> None:
    assert [one.outcome for one in outcomes("form.year", listed())] == ["pass"]
    left_over = listed().replace("2024年", "2023年")
    found = outcomes("form.year", listed() + "\n" + left_over)[0]
    assert (found.severity, found.message) == (
        "warning",
        "“2023年预算支出总表”写的是2023年，而本文件是2024年度。",
    )
    assert outcomes("form.year", left_over)[0].severity == "notice"  # it may be we who took the wrong year


def test_a_table_of_what_was_carried_over_may_name_the_year_before(outcomes: Outcomes) -> None:
    carried = listed().replace("2024年预算支出总表", "2023年结转支出总表")
    assert [one.outcome for one in outcomes("form.year", carried)] == ["not_applicable"]


@pytest.mark.parametrize(
    ("name", "outcome"), [("某某县财政局", "pass"), ("财政局（本级）", "pass"), ("某某县教育局", "fail")]
)
def test_the_name_above_a_table(outcomes: Outcomes, name: str, outcome: str) -> None:
    assert [one.outcome for one in outcomes("form.unit_name", f"{listed()}\n单位名称：{name}\n\n{FUND}")] == [
        outcome
    ]


def test_a_table_that_the_contents_promise(outcomes: Outcomes) -> None:
    contents = "目录\n\n第二部分 预算表................2\n\n一、预算支出总表................2\n\n二、“三公”经费支出预算表................3\n\n第二部分 预算表\n\n"
    found = [one for one in outcomes("form.announced_tables", contents + listed()) if one.outcome == "fail"]
    assert ["三公" in one.message for one in found] == [True]


@pytest.mark.parametrize(
    ("code", "name", "outcome"),
    [
        ("201", "一般公共服务支出", "pass"),
        ("201", "一般公共服务", "pass"),
        ("201", "教育", "fail"),
        ("299", "没有的科目", "not_applicable"),
    ],
)
def test_codes_against_names_observed_elsewhere(
    outcomes: Outcomes, code: str, name: str, outcome: str
) -> None:
    assert [one.outcome for one in outcomes("form.codes", listed(code, name))] == [outcome]


def test_words_in_a_column_of_amounts_are_reported_with_their_place(outcomes: Outcomes) -> None:
    (found,) = outcomes(
        "reading.unreadable",
        listed().replace(
            "| 201 | 一般公共服务支出 | 3.00 | 3.00 |", "| 201 | 一般公共服务支出 | 3.00 | 见附件 |"
        ),
    )
    assert (found.outcome, found.place.line, found.place.column) == ("fail", 12, 4)
    assert "见附件" in found.message


def test_an_empty_table_that_the_text_denies_needs_no_note(outcomes: Outcomes) -> None:
    empty = FUND.format(note="")
    denied = empty + "\n\n第三部分 2024年度预算情况说明\n\n本单位2024年没有政府性基金预算支出。\n"
    elsewhere = empty + "\n\n政府性基金预算支出：指用基金安排的支出。没有其他需要说明的事项。\n"
    assert [one.outcome for one in outcomes("form.empty_tables", denied)] == ["pass"]
    assert [one.outcome for one in outcomes("form.empty_tables", elsewhere)] == ["fail"]
