"""Sentences of a document's page that must not say more, or less, than the document does."""

from __future__ import annotations

from telling import document, fact, markup, words

from budgetlib.display.charts import Chart
from budgetlib.stories.changes import change_of
from budgetlib.stories.unit import (
    changes,
    completeness,
    headline,
    performance,
    running,
    spending,
    three_public,
)


def claim(metric: str, **more: object) -> dict[str, object]:
    return {"metric": metric, "text": "如原文。", "page": 27, "line": 4} | more


def test_a_blank_cell_is_no_silence_where_the_text_says_zero() -> None:
    figures = [
        fact("three_public.total", 34000), fact("three_public.reception", 34000),
        fact("three_public.abroad", None), fact("three_public.vehicle_purchase", None),
    ]  # fmt: skip
    told = claim("three_public.abroad", value_yuan=0, comparison="decrease")
    said = words(three_public.explained(document(key_facts=figures, claims=[told])))
    assert "因公出国（境）费在表里是空白，文字说明写的是 0 或没有。" in said
    assert "公务用车购置费在表里是空白，没有填 0，文字里也没有说明。" in said


def test_a_blank_table_beside_a_text_that_says_there_is_none() -> None:
    blank = [fact("three_public.total", None), fact("three_public.abroad", None)]
    denied = claim("three_public.total", comparison="none")
    assert three_public.in_a_sentence(document(key_facts=blank)) == "“三公”经费表有表无数，各项都是空白。"
    final = document(info={"stage": "final"}, key_facts=blank, claims=[denied])
    assert three_public.in_a_sentence(final) == "“三公”经费表有表无数，各项都是空白，文字说明称没有这项支出。"


def test_a_blank_column_beside_a_filled_one_is_no_blank_table() -> None:
    figures = [fact("three_public.total", None), fact("three_public_budget.total", 9500)]
    final = document(info={"stage": "final"}, key_facts=figures)
    assert three_public.in_a_sentence(final) == "“三公”经费决算一栏空白，预算合计 9,500.00 元。"
    assert "决算一栏一个数字也没有填（预算合计 9,500.00 元）。" in words(three_public.explained(final))
    chart = three_public.chart(final)
    assert isinstance(chart, Chart)
    assert chart.title == "“三公”经费决算一栏空白，预算合计 9,500.00 元"


def test_operating_cost_that_is_zero_or_blank_is_no_amount() -> None:
    zero = document(key_facts=[fact("operating_cost.total", 0)])
    assert words(running.operating_cost(zero)) == "机关运行经费 填写为 0。"
    blank = document(key_facts=[fact("operating_cost.total", None)])
    assert "在表里是空白" in words(running.operating_cost(blank))


def test_personnel_and_running_cost_stand_for_basic_spending_where_it_is_not_printed() -> None:
    row = {"statement": "expenditure", "role": "total", "name": "合计", "period": "current", "blank": False}
    made = document(
        key_facts=[fact("expenditure.total", 992_304_600), fact("expenditure.project", 285_061_700)],
        budget_lines=[
            row | {"measure": "personnel", "amount_yuan": 584_863_500},
            row | {"measure": "public", "amount_yuan": 122_379_400},
        ],
    )
    chart = spending.basic_and_project(made)
    assert isinstance(chart, Chart)
    assert chart.title == "基本支出中的人员经费占 58.94%，5.85 亿元"
    assert list(chart.data["name"]) == ["基本支出中的人员经费", "基本支出中的公用经费", "项目支出"]


def test_classes_of_the_summary_are_not_said_to_be_of_another_statement() -> None:
    item = {"period": "current", "measure": "total", "blank": False}
    made = document(
        statements=[
            {"statement": "summary", "title": "收支总表", "table": 1},
            {"statement": "expenditure", "title": "支出总表", "table": 3},
        ],
        budget_lines=[
            item | {"statement": "summary", "side": "expenditure", "role": "item", "name": "教育支出", "amount_yuan": 70},
            item | {"statement": "summary", "side": "expenditure", "role": "item", "name": "农林水支出", "amount_yuan": 30},
            item | {"statement": "expenditure", "role": "total", "name": "合计", "amount_yuan": 100},
        ],
    )  # fmt: skip
    chart = spending.by_function(made)
    assert isinstance(chart, Chart)
    assert chart.source.endswith("《收支总表》")
    assert words(spending.function_table(made)) == "", "a table of its total alone says nothing"


def test_what_changed_is_told_without_the_name_of_the_unit() -> None:
    made = document(
        claims=[
            claim("summary.income_total", subject="2024年度某局预算收入总计", value_yuan=90, comparison="increase"),
            claim("general_expenditure.total", subject="本单位一般公共预算支出", value_yuan=80, comparison="increase"),
        ]
    )  # fmt: skip
    assert list(changes.stated_changes(made)["subject"]) == ["预算收入总计", "一般公共预算支出"]
    assert words(changes.stated(made)).count("没有写") == 6, "neither change, nor percentage, nor reason"


def test_the_first_of_several_reasons_does_not_pass_for_all() -> None:
    first = claim(
        "expenditure.total", value_yuan=90, change_yuan=10, comparison="increase", reason="一是政策性调整因素"
    )
    found = change_of(document(claims=[first]), "expenditure.total")
    assert found is not None
    assert found.reason == "一是政策性调整因素……"


def test_a_change_is_told_in_a_unit_that_shows_it() -> None:
    made = document(
        key_facts=[fact("summary.income_total", 136_490_700), fact("summary.expenditure_total", 136_490_700)],
        claims=[
            claim("summary.income_total", value_yuan=136_490_700, change_yuan=8_441_500, comparison="increase",
                  base="上年", reason="政策性增资"),
        ],
    )  # fmt: skip
    assert "1.36 亿元，比上年增加 844.15 万元，增长 6.59%" in words(headline.summary(made))
    small = claim("general_expenditure.total", value_yuan=9_501_200, change_yuan=4600, comparison="increase",
                  base="上年", reason="活动费增加")  # fmt: skip
    assert "增加 0.46 万元" in words(headline.reasons(document(claims=[small])))


def test_a_year_compared_with_itself_is_marked_as_the_words_of_the_document() -> None:
    claimed = claim(
        "expenditure.total", value_yuan=90, change_yuan=10, comparison="increase", base="2024年预算", change_percent=5
    )  # fmt: skip
    found = change_of(document(claims=[claimed]), "expenditure.total")
    assert found is not None
    assert found.base == "2024年预算（原文如此）"
    final = change_of(document(info={"stage": "final"}, claims=[claimed]), "expenditure.total")
    assert final is not None
    assert final.base == "2024年预算", "a final account may be held against the budget of its year"


def test_targets_that_are_all_measured_leave_no_rest() -> None:
    target = {"target": 1, "project": "甲", "year_total_yuan": 10}
    measured = {"target": 1, "level3": "数量", "value_text": "≥3", "number": 3, "period": "year"}
    vague = {"target": 1, "level3": "效果", "value_text": "明显", "period": "year"}
    every = words(
        performance.targets(document(performance_targets=[target], performance_indicators=[measured]))
    )
    assert "共 1 条年度指标，都定了能核对的数字。" in every
    none = words(performance.targets(document(performance_targets=[target], performance_indicators=[vague])))
    assert "没有一条定了能核对的数字，都只有文字描述。" in none


def test_a_criterion_without_points_is_not_said_to_be_missing_from_the_document() -> None:
    score = {
        "criterion": "x",
        "title": "二十日内公开",
        "state": "undeterminable",
        "points": None,
        "max_points": 10,
    }
    shown = markup(completeness.scores(document(scores=[score])))
    assert "不计" in shown
    assert "未见" not in shown
