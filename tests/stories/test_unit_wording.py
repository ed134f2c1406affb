"""Sentences of a document's page that must not say more, or less, than the document does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from telling import fact, markup, unit_year, words

from budgetlib.display import format as fmt
from budgetlib.display.charts import Chart
from budgetlib.stories import UnitYear
from budgetlib.stories.changes import base_words, change_of, change_words
from budgetlib.stories.unit import (
    changes,
    completeness,
    headline,
    income,
    performance,
    projects,
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
    said = words(three_public.explained(unit_year(key_facts=figures, claims=[told])))
    assert "因公出国（境）费在表里是空白，文字说明称没有安排（原话见下）。" in said
    assert "公务用车购置费在表里是空白，没有填 0，文字里也没有读到说明。" in said


def test_a_blank_table_beside_a_text_that_says_there_is_none() -> None:
    blank = [fact("three_public.total", None), fact("three_public.abroad", None)]
    denied = claim("three_public.total", comparison="none")
    assert three_public.in_a_sentence(unit_year(key_facts=blank)) == "“三公”经费表有表无数，各项都是空白。"
    final = unit_year(info={"stage": "final"}, key_facts=blank, claims=[denied])
    assert three_public.in_a_sentence(final) == "“三公”经费表有表无数，各项都是空白，文字说明称没有这项支出。"


def test_a_blank_column_beside_a_filled_one_is_no_blank_table() -> None:
    figures = [fact("three_public.total", None), fact("three_public_budget.total", 9500)]
    final = unit_year(info={"stage": "final"}, key_facts=figures)
    assert three_public.in_a_sentence(final) == "“三公”经费决算一栏空白，预算合计 9,500.00 元。"
    assert "决算一栏一个数字也没有填（预算合计 9,500.00 元）。" in words(three_public.explained(final))
    chart = three_public.chart(final)
    assert isinstance(chart, Chart)
    assert chart.title == "“三公”经费决算一栏空白，预算合计 9,500.00 元"


def test_operating_cost_that_is_zero_or_blank_is_no_amount() -> None:
    zero = unit_year(key_facts=[fact("operating_cost.total", 0)])
    assert words(running.operating_cost(zero)) == "机关运行经费填写为 0。"
    blank = unit_year(key_facts=[fact("operating_cost.total", None)])
    assert "在表里是空白" in words(running.operating_cost(blank))


def test_personnel_and_running_cost_stand_for_basic_spending_where_it_is_not_printed() -> None:
    row = {"statement": "expenditure", "role": "total", "name": "合计", "period": "current", "blank": False}
    made = unit_year(
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
    made = unit_year(
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
    made = unit_year(
        claims=[
            claim("summary.income_total", subject="2024年度某局预算收入总计", value_yuan=90, comparison="increase"),
            claim("general_expenditure.total", subject="本单位一般公共预算支出", value_yuan=80, comparison="increase"),
        ]
    )  # fmt: skip
    assert list(changes.stated_changes(made)["subject"]) == ["预算收入总计", "一般公共预算支出"]
    assert words(changes.stated(made)).count("没有读到") == 7, "thrice in a row of the table, once before it"


def test_the_first_of_several_reasons_does_not_pass_for_all() -> None:
    first = claim(
        "expenditure.total", value_yuan=90, change_yuan=10, comparison="increase", reason="一是政策性调整因素"
    )
    found = change_of(unit_year(claims=[first]), "expenditure.total")
    assert found is not None
    assert found.reason == "一是政策性调整因素……"


def test_a_change_is_told_in_a_unit_that_shows_it() -> None:
    made = unit_year(
        key_facts=[fact("summary.income_total", 136_490_700), fact("summary.expenditure_total", 136_490_700)],
        claims=[
            claim("summary.income_total", value_yuan=136_490_700, change_yuan=8_441_500, comparison="increase",
                  base="上年", reason="政策性增资"),
        ],
    )  # fmt: skip
    assert "1.36 亿元，比上年增加 844.15 万元，增长 6.59%" in words(headline.summary(made))
    small = claim("general_expenditure.total", value_yuan=9_501_200, change_yuan=4600, comparison="increase",
                  base="上年", reason="活动费增加")  # fmt: skip
    assert "增加 0.46 万元" in words(headline.reasons(unit_year(claims=[small])))


def test_a_year_compared_with_itself_is_marked_as_the_words_of_the_document() -> None:
    claimed = claim(
        "expenditure.total", value_yuan=90, change_yuan=10, comparison="increase", base="2024年预算", change_percent=5
    )  # fmt: skip
    found = change_of(unit_year(claims=[claimed]), "expenditure.total")
    assert found is not None
    assert found.base == "2024年预算（原文如此）"
    final = change_of(unit_year(info={"stage": "final"}, claims=[claimed]), "expenditure.total")
    assert final is not None
    assert final.base == "2024年预算", "a final account may be held against the budget of its year"


def test_targets_that_are_all_measured_leave_no_rest() -> None:
    target = {"target": 1, "scope": "project", "project": "甲", "year_total_yuan": 10}
    measured = {"target": 1, "level3": "数量", "value_text": "≥3", "number": 3, "period": "year"}
    vague = {"target": 1, "level3": "效果", "value_text": "明显", "period": "year"}
    every = words(
        performance.targets(unit_year(performance_targets=[target], performance_indicators=[measured]))
    )
    assert "共 1 条年度指标，都定了能核对的数字。" in every
    none = words(performance.targets(unit_year(performance_targets=[target], performance_indicators=[vague])))
    assert "没有一条定了能核对的数字，都只有文字描述。" in none


def test_a_criterion_without_points_is_not_said_to_be_missing_from_the_document() -> None:
    score = {
        "criterion": "x",
        "title": "二十日内公开",
        "state": "undeterminable",
        "points": None,
        "max_points": 10,
    }
    shown = markup(completeness.scores(unit_year(scores=[score])))
    assert "不计" in shown
    assert "未见" not in shown


def test_a_figure_of_income_and_spending_is_one_comparison() -> None:
    both = {
        "subject": "省委办公厅2024年度收入、支出预算总计",
        "value_yuan": 90,
        "change_yuan": 10,
        "comparison": "increase",
    }
    made = unit_year(
        info={"unit_name": "中共江苏省委办公厅"},
        claims=[claim("summary.income_total", **both), claim("summary.expenditure_total", **both)],
    )
    assert "共有 1 处与往年比较：1 处说增加" in words(changes.stated(made))
    assert list(changes.stated_changes(made)["subject"]) == ["收入、支出预算总计"]


def test_a_percentage_is_no_more_exact_than_it_was_printed() -> None:
    stated = {
        "comparison": "increase",
        "base": "上年预算数",
        "value_yuan": 122_379_400,
        "change_yuan": 1_516_800,
    }
    rounded, wrong = (
        change_of(unit_year(claims=[claim("operating_cost.total", **stated, change_percent=Decimal(percent))]),
                  "operating_cost.total")
        for percent in ("1.3000000000", "2.1000000000")
    )  # fmt: skip
    assert rounded is not None
    assert wrong is not None
    assert rounded.percent_words == "1.3%", "as printed: 1,516,800 more than 120,862,600 is 1.25%"
    assert wrong.misstated == Decimal("2.1"), "what a document states wrongly is told as such"
    bare = claim("expenditure.basic", comparison="increase", base="上年", change_yuan=792_600)
    of_figure = change_of(
        unit_year(key_facts=[fact("expenditure.basic", 27_768_500)], claims=[bare]), "expenditure.basic"
    )
    assert of_figure is not None
    assert fmt.percent(of_figure.percent) == "2.94%", "its amount stands beside it on the page"


def test_the_change_of_a_part_stands_in_for_that_of_the_whole() -> None:
    figures = [fact("summary.income_total", 303_312_600), fact("summary.expenditure_total", 303_312_600)]
    less = claim("general_expenditure.total", value_yuan=303_312_600, change_yuan=141_960_400, change_percent=31.88,
                 comparison="decrease", base="上年")  # fmt: skip
    all_of_it = unit_year(key_facts=[*figures, fact("general_expenditure.total", 303_312_600)], claims=[less])
    assert "支出全部是一般公共预算支出，这一项比上年减少 1.42 亿元，下降 31.88%。" in words(
        headline.summary(all_of_it)
    )
    a_part = unit_year(key_facts=[*figures, fact("general_expenditure.total", 200_000_000)], claims=[less])
    assert "其中一般公共预算支出 2.00 亿元，比上年减少 1.42 亿元" in words(headline.summary(a_part))
    told = claim("summary.expenditure_total", value_yuan=303_312_600, change_yuan=100, comparison="decrease")
    both = unit_year(
        key_facts=[*figures, fact("general_expenditure.total", 200_000_000)], claims=[less, told]
    )
    assert "其中一般公共预算" not in words(headline.summary(both))


def test_spending_is_divided_by_what_the_document_divides() -> None:
    made = unit_year(
        key_facts=[
            fact("expenditure.total", 303_312_600), fact("general_expenditure.total", 300_000_000),
            fact("general_expenditure.basic", 80_000_000), fact("general_expenditure.project", 220_000_000),
        ],
        budget_lines=[
            {"statement": "expenditure", "role": "total", "name": "合计", "measure": "total", "period": "current",
             "amount_yuan": 303_312_600, "table": 1, "row": 1},
            {"statement": "expenditure", "role": "item", "name": "某局本级", "measure": "total", "period": "current",
             "amount_yuan": 303_312_600, "table": 1, "row": 2},
        ],
    )  # fmt: skip
    assert "每 100 元一般公共预算支出里，项目支出占 73 元。" in words(headline.summary(made))
    assert "占一般公共预算支出 26.67%" in words(headline.tiles_of(made))
    chart = spending.basic_and_project(made)
    assert isinstance(chart, Chart)
    assert chart.subtitle.startswith("2024年预算一般公共预算支出")
    assert words(spending.function_table(made)) == "", "a list of units is none of functional items"


def test_headline_figures_of_spending_are_told_in_one_unit() -> None:
    made = unit_year(
        key_facts=[
            fact("summary.income_total", 471_452_100), fact("summary.expenditure_total", 471_452_100),
            fact("expenditure.total", 471_452_100), fact("expenditure.basic", 36_289_100),
            fact("expenditure.project", 435_163_000), fact("operating_cost.total", 16_737_200),
        ]
    )  # fmt: skip
    said = words(headline.tiles_of(made))
    assert ("4.71 亿元" in said, "0.36 亿元" in said, "4.35 亿元" in said) == (True, True, True)
    assert "1,673.72 万元" in said


def test_projects_of_performance_targets_are_known_though_no_table_lists_them() -> None:
    targets = [
        {
            "scope": "project",
            "target": one,
            "project": f"项目{one}",
            "year_total_yuan": 855_000,
            "year_goal": "完成",
        }
        for one in (1, 2)
    ]
    made = unit_year(performance_targets=targets)
    assert words(projects.largest(made)) == (
        "没有读到项目支出表；绩效目标里写了 2 个项目的名称，年度资金合计 171.00 万元。"
    )
    less = unit_year(performance_targets=targets, key_facts=[fact("expenditure.project", 1_500_000)])
    assert "年度资金合计 171.00 万元，多于项目支出 150.00 万元：其中可能有转移支付" in words(
        projects.largest(less)
    ), "money for others is no spending of the unit"
    assert "项目名称和金额" not in words(completeness.missing_matters(made))
    said = words(performance.targets(made))
    assert "文件公开了 2 个项目的绩效目标，只有文字描述的目标，没有读到可以核对的指标。" in said
    assert "指标数" not in said, "a column of zeros says nothing"


def test_of_few_projects_the_largest_is_named() -> None:
    few = [{"name": f"项目{size}", "total_yuan": size} for size in (600, 200, 100, 60, 30, 10)]
    chart = projects.largest(unit_year(projects=few))
    assert isinstance(chart, Chart)
    assert chart.title == "6 个项目中，金额最高的“项目600”占 60.00%"


def test_what_is_not_scored_is_counted() -> None:
    scores = [
        {"criterion": "a", "title": "甲", "kind": "duty", "state": "met", "points": 2, "max_points": 2},
        {
            "criterion": "b",
            "title": "乙",
            "kind": "duty",
            "state": "undeterminable",
            "points": None,
            "max_points": 3,
        },
        {
            "criterion": "c",
            "title": "丙",
            "kind": "duty",
            "state": "not_applicable",
            "points": None,
            "max_points": 3,
        },
    ]
    said = words(completeness.scores(unit_year(scores=scores)))
    assert "1 项，得分率 100%。另有 1 项不适用、1 项无法判断，不计分。" in said


def test_a_quoted_sentence_says_of_what_it_is() -> None:
    bare = claim("three_public.reception", text="2026年预算安排14.00万元，与上年持平。")
    clear = claim("three_public.abroad", text="因公出国（境）费 0 万元。")
    said = words(three_public.explained(unit_year(claims=[bare, clear])))
    assert "（公务接待费）2026年预算安排14.00万元，与上年持平。" in said
    assert "（因公出国（境）费）" not in said


def test_rows_of_one_item_are_added_up_where_a_table_crosses_two_classifications() -> None:
    """北京市财政局 2026: every item stands once for each economic item."""
    rows = [
        {"statement": "expenditure", "role": "item", "code": "2010601", "name": "行政运行", "level": 3, "measure": measure,
         "period": "current", "amount_yuan": amount, "counterpart_name": name, "table": 1, "row": row}
        for row, (name, amount) in enumerate([("办公经费", 80_000), ("会议费", 126_500)], 1)
        for measure in ("total", "basic")
    ]  # fmt: skip
    said = words(spending.function_table(unit_year(budget_lines=rows)))
    assert "逐个科目看（1 行）" in said
    assert "按功能科目（同一科目的各行相加）" in said
    assert said.count("20.65") == 2
    alone = [row | {"counterpart_name": ""} for row in rows]
    assert "逐个科目看（2 行）" in words(spending.function_table(unit_year(budget_lines=alone)))


def test_a_smaller_change_is_told_as_documents_print_it() -> None:
    assert fmt.change_of(Decimal("20435800"), unit=fmt.YI_YUAN) == "比上年增加 2,043.58 万元"
    assert fmt.change_of(Decimal("-101224000"), unit=fmt.YI_YUAN) == "比上年减少 1.01 亿元"


def test_what_is_all_of_one_kind_is_said_once() -> None:
    figures = [fact("procurement.total", 1_206_000), fact("procurement.services", 1_206_000)]
    made = unit_year(key_facts=figures)
    assert words(running.procurement_words(made)) == "政府采购共 120.60 万元，全部是服务。"
    assert words(running.procurement(made)) == ""
    alone = unit_year(key_facts=figures[1:])
    assert words(running.procurement(alone)) == "列明的都是服务，120.60 万元。"


def test_projects_of_one_name_are_told_apart_by_their_units() -> None:
    listed = [
        {"name": "罪犯生活保障", "unit_name": "东郊监狱", "total_yuan": 932},
        {"name": "罪犯生活保障", "unit_name": "西郊监狱", "total_yuan": 1323},
        {"name": "法治保障", "unit_name": "某局", "total_yuan": 479},
    ]
    made = unit_year(projects=listed)
    chart = projects.largest(made)
    assert isinstance(chart, Chart)
    assert list(chart.data["name"]) == ["罪犯生活保障（东郊监狱）", "罪犯生活保障（西郊监狱）", "法治保障"]
    assert "项目单位金额" in words(projects.table(made)).replace(" ", "")
    alone = projects.largest(unit_year(projects=[one | {"unit_name": "某局"} for one in listed]))
    assert isinstance(alone, Chart)
    assert set(alone.data["name"]) == {"罪犯生活保障", "法治保障"}, "one unit tells nothing apart"


def test_a_change_without_a_reason_is_explained_by_what_it_comes_from() -> None:
    """无锡市商务局 2026: the whole falls by 36.69%, without a reason beside it."""
    less = {"comparison": "decrease", "base": "上年"}
    whole = claim(
        "summary.income_total", value_yuan=174_666_500, change_yuan=101_222_500, change_percent=36.69, **less
    )
    other = claim("income.other_income", value_yuan=0, change_yuan=100_000_000, change_percent=100,
                  reason="上级转移支付未纳入年初预算", **less)  # fmt: skip
    general = claim(
        "income.general_public", value_yuan=174_666_500, change_yuan=1_222_500, reason="资金有所减少", **less
    )
    said = words(headline.reasons(unit_year(claims=[whole, general, other])))
    assert "其中其他收入比上年减少 1.00 亿元，下降 100%：上级转移支付未纳入年初预算。" in said
    assert "其中一般公共预算" not in said
    explained = words(headline.reasons(unit_year(claims=[whole | {"reason": "项目减少"}, general, other])))
    assert "其中其他收入" not in explained


def test_gaps_in_a_table_are_explained_where_no_pointer_opens_a_hint() -> None:
    figures = [
        fact("three_public.total", 34000),
        fact("three_public.reception", 34000),
        fact("three_public.abroad", None),
    ]
    said = words(three_public.table(unit_year(key_facts=figures)))
    assert said.endswith("“—”是原表空白，“未见”是没有读到这一项。")
    assert "0.00" not in said
    full = [fact(f"three_public.{part}", 100_000) for part in ("total", "reception", "abroad", "vehicle")]
    assert "原表空白" not in words(three_public.table(unit_year(key_facts=full)))


def test_a_percentage_is_worked_out_and_what_the_text_says_otherwise_is_told() -> None:
    stated = claim(
        "operating_cost.total", value_yuan=60_325_500, value=Decimal("6032.55"), value_unit="万元", decimals=2,
        change_yuan=34_015_900, change=Decimal("3401.59"), change_unit="万元", base="2016年", comparison="increase",
    )  # fmt: skip
    figures = [fact("operating_cost.total", 60_325_500)]
    wrong = unit_year(key_facts=figures, claims=[stated | {"change_percent": Decimal("129.97")}])
    said = "比2016年增加 3,401.59 万元，增长 129.29%（文件写 129.97%）"
    assert change_words(wrong, "operating_cost.total") == said
    for rounded in ("129.3", "129", "129.29", "129.28"):
        right = unit_year(key_facts=figures, claims=[stated | {"change_percent": Decimal(rounded)}])
        assert change_words(right, "operating_cost.total") == f"比2016年增加 3,401.59 万元，增长 {rounded}%"
    small = stated | {
        "value_yuan": 500, "value": Decimal("0.05"), "change_yuan": 100, "change": Decimal("0.01"),
        "change_percent": Decimal(33),
    }  # fmt: skip
    found = change_of(unit_year(claims=[small]), "operating_cost.total")
    assert found is not None
    assert found.misstated is None, "0.05 and 0.01 万元 may stand for 0.045 and 0.0149"


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("2025年财政拨款“三公”经费年初预算", "2025年年初预算"),
        ("2025年年初预算数", "2025年年初预算数"),
        ("2023年度", "2023年度"),
        ("2026年预算", "2026年预算（原文如此）"),
        ("", "上年"),
    ],
)
def test_what_a_figure_is_compared_with_is_said_once(base: str, said: str) -> None:
    assert base_words(unit_year(info={"year": 2026}), base) == said


def test_a_final_account_is_compared_with_its_budget_too() -> None:
    moved = [
        claim(
            "summary.income_total",
            subject="收入",
            value_yuan=10,
            comparison="increase",
            change_yuan=1,
            base="2023年度",
        ),
        claim(
            "general_expenditure.total",
            subject="支出",
            value_yuan=10,
            comparison="decrease",
            base="年初预算数",
            reason="节约",
        ),
        claim("expenditure.item", subject="行政运行", value_yuan=10, comparison="unchanged", base="预算数"),
    ]
    final = unit_year(info={"stage": "final"}, claims=moved)
    said = words(changes.stated(final))
    assert "共有 3 处比较（1 处与往年比，2 处与预算比）：1 处说增加，1 处说减少，1 处说持平；" in said
    assert "增减中有 1 处旁边没有读到原因" in said, "what has not changed needs no reason"
    budget = unit_year(claims=[moved[0] | {"base": "2023年预算"}])
    assert "共有 1 处与往年比较" in words(changes.stated(budget))


def test_a_project_whose_target_is_kept_back_is_not_said_to_lack_one() -> None:
    project = {"name": "JY20101", "funding": "current", "total_yuan": Decimal(100)}
    rows = [
        project | {"performance_target_disclosed": True},
        project | {"performance_target_disclosed": False, "performance_target_withheld": True},
    ]
    said = words(projects.targets_words(unit_year(projects=rows)))
    assert (
        said
        == "2 个项目里，1 个公开了绩效目标；另外 1 个文件注明保密或不需要填报，金额 100.00 元，占 50.00%。"
    )
    assert "注明不公开" in words(projects.table(unit_year(projects=rows)))


def test_what_else_spending_consists_of_is_named_as_the_document_does() -> None:
    total = {
        "statement": "expenditure", "role": "total", "name": "合计", "period": "current", "measure": "reserve",
    }  # fmt: skip
    figures = [
        fact("expenditure.total", 100), fact("expenditure.basic", 60), fact("expenditure.project", 30),
    ]  # fmt: skip
    named = spending.basic_and_project(
        unit_year(key_facts=figures, budget_lines=[total | {"amount_yuan": 10}])
    )
    unnamed = spending.basic_and_project(unit_year(key_facts=figures))
    assert isinstance(named, Chart)
    assert isinstance(unnamed, Chart)
    assert list(named.data["name"])[-1] == "单位预留机动经费"
    assert list(unnamed.data["name"])[-1] == "其余（文件没有分列）"
    assert words(spending.basic_and_project(unit_year())) == "没有读到分列的基本支出和项目支出。"


def test_a_quoted_sentence_says_what_it_is_about() -> None:
    quotes = [
        claim("three_public.abroad", text="2026年预算数41.60万元，主要是因公临时出国（境）。"),
        claim("three_public.reception", text="公务接待费3万元。", line=5),
    ]
    said = words(three_public.explained(unit_year(claims=quotes)))
    assert "（因公出国（境）费）2026年预算数41.60万元" in said
    assert "（公务接待费）" not in said


def test_a_car_that_costs_too_much_is_no_average() -> None:
    figures = [
        fact("three_public.vehicle_operation", 490_000),
        {**fact("assets.vehicles", 1), "value_yuan": None, "unit": "辆"},
    ]
    assert "平均每辆 49.00 万元，明显偏高" in words(three_public.explained(unit_year(key_facts=figures)))


def test_a_budget_of_zeros_is_told_as_such() -> None:
    row = {"period": "current", "role": "item", "amount_yuan": Decimal(0), "blank": False}
    made = unit_year(
        key_facts=[
            *(fact(key, 0) for key in ("summary.income_total", "summary.expenditure_total", "expenditure.basic")),
            fact("expenditure.project", None),
        ],
        budget_lines=[
            row | {"statement": "summary", "side": "income", "item": "general_public", "measure": "total"},
            row | {
                "statement": "expenditure", "role": "item", "code": "201", "level": 1,
                "name": "一般公共服务支出", "measure": "total",
            },
        ],
    )  # fmt: skip
    assert words(headline.summary(made)) == "2024年预算，收入和支出总计都填写为 0。"
    assert words(income.by_source(made)) == "收入按来源列了出来，但各项都是 0 或空白。"
    assert "逐项看（1 项" in words(income.source_table(made))
    assert words(spending.by_function(made)) == "支出按功能科目列了出来，但各项都是 0。"
    said = words(spending.basic_and_project(made))
    assert said == "基本支出0.00（原表填写为 0），项目支出空白（原表未填）。"


def test_the_sum_of_two_years_is_compared_once() -> None:
    def of(year: int, safety: int, housing: int) -> UnitYear:
        rows = [
            {"statement": "expenditure", "role": "item", "level": 1, "code": code, "name": name, "period": "current",
             "measure": "total", "amount_yuan": Decimal(amount)}
            for code, name, amount in (("204", "公共安全支出", safety), ("221", "住房保障支出", housing))
        ]  # fmt: skip
        info = {"year": year, "disclosure_id": f"ux-{year}-budget"}
        return unit_year(
            info=info, budget_lines=rows, key_facts=[fact("expenditure.total", safety + housing)]
        )

    before, now = of(2017, 1_360_000, 230_000), of(2018, 1_640_000, 360_000)
    both = replace(now, siblings=(before,))
    over, by_class = changes.over_years(both), changes.by_class(both)
    assert isinstance(over, Chart)
    assert isinstance(by_class, Chart)
    assert over.title == "2018 年支出总计比 2017 年增加 41.00 万元，增长 25.79%"
    assert by_class.title == "公共安全支出增加 28.00 万元，变动最大"
    three = replace(now, siblings=(of(2016, 1, 1), before))
    assert changes.by_class(three).title.startswith("合计比 2017 年增加 41.00 万元")
