"""The page of the seed says what the document says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from telling import markup, words

from budgetlib.display.charts import Chart
from budgetlib.figures import Breakdown
from budgetlib.stories import UnitYear
from budgetlib.stories.unit import (
    about,
    changes,
    completeness,
    findings,
    headline,
    income,
    performance,
    projects,
    running,
    spending,
    three_public,
)


def test_the_first_paragraph_says_how_much_how_it_changed_and_on_what(seed: UnitYear) -> None:
    said = words(headline.summary(seed))
    assert said.startswith(
        "2024年预算，收入和支出总计各 1,602.53 万元，比上年减少 958.24 万元，下降 37.42%。"
    )
    assert "每 100 元支出里，项目支出占 74 元。" in said
    assert "一般公共服务支出最多，占支出的 50.87%" in said
    assert "“三公”经费表有表无数，各项都是空白，文字说明称没有这项预算。" in said


def test_headline_figures_lead_to_their_rows(seed: UnitYear) -> None:
    shown = markup(headline.tiles_of(seed))
    assert "/sources/ua06a8213-2024-budget.html#t2-r36" in shown  # 收支总表, the row of totals
    said = words(headline.tiles_of(seed))
    assert "基本支出422.04 万元占支出合计 26.34%" in said
    assert "“三公”经费空白原表未填" in said
    assert "78.84 万元比2023年预算增加 0.19 万元，增长 0.24%" in said


def test_the_reason_is_the_document_s_own(seed: UnitYear) -> None:
    assert (
        "干部队伍铸魂赋能工程、三晋先锋一体化建设专项经费以及乡镇综合行政执法专项资金等项目预算减少。"
        in words(headline.reasons(seed))
    )


def test_income_has_two_sources_and_the_repaired_carry_over_is_no_unit_money(seed: UnitYear) -> None:
    found = seed.division(Breakdown.SOURCE).parts().set_index("part")
    assert found.loc["general_public", "amount_yuan"] == Decimal(15767400)
    assert found.loc["carryover_in", "amount_yuan"] == Decimal(257900)
    assert found.loc["unit_funds", "state"] == "blank"
    chart = income.by_source(seed)
    assert isinstance(chart, Chart)
    assert chart.title == "一般公共预算占 98.39%，1,576.74 万元"


def test_functional_classes_are_those_printed(seed: UnitYear) -> None:
    classes = seed.division(Breakdown.FUNCTION).parts().set_index("part")["amount_yuan"]
    assert list(classes.index) == ["201", "205", "206", "208", "210", "221"]
    assert sum(classes) == Decimal(16025200)  # one fen of 万元 less than the total: rounding of the document
    chart = spending.by_function(seed)
    assert isinstance(chart, Chart)
    assert chart.title == "一般公共服务支出占支出的 50.87%，与科学技术支出合占 74.50%"
    assert chart.source.endswith("《2024年预算支出总表》")
    assert chart.evidence == "/sources/ua06a8213-2024-budget.html#t4"


def test_economic_items_add_up_to_basic_expenditure(seed: UnitYear) -> None:
    items = seed.division(Breakdown.ECONOMIC).parts(2)
    assert sum(items["amount_yuan"]) == Decimal(4220400)
    by_name = items.set_index("name")["amount_yuan"]
    assert by_name["基本工资"] == Decimal(634100) + Decimal(606700)  # printed in two rows
    assert "工资福利支出" not in by_name.index


def test_projects_say_for_which_a_target_is_published(seed: UnitYear) -> None:
    said = words(projects.targets_words(seed))
    assert "32 个项目里，22 个公开了绩效目标；另外 10 个没有读到，金额 321.89 万元，占 27.27%。" in said
    assert "金额最高的是“人才工作发展经费”，296.10 万元" in said
    table = words(projects.table(seed))
    assert "未找到" in table
    assert "上年结转" in table


def test_blank_three_public_is_neither_zero_nor_missing(seed: UnitYear) -> None:
    assert words(three_public.chart(seed)) == "", "a chart without a single number"
    explained = words(three_public.explained(seed))
    assert "文字说明称没有这项预算。空白照空白记，不当作 0。" in explained
    assert "本单位无“三公”经费预算。" in explained
    assert words(three_public.table(seed)).count("—空白") == 6


def test_operating_cost_procurement_and_assets(seed: UnitYear) -> None:
    assert "机关运行经费 78.84 万元，比2023年预算增加 0.19 万元，增长 0.24%。" in words(
        running.operating_cost(seed)
    )
    assert "政府采购共 527.40 万元，相当于支出合计的 32.91%" in words(running.procurement_words(seed))
    chart = running.procurement(seed)
    assert isinstance(chart, Chart)
    assert list(chart.data["amount_yuan"]) == [3854000, 0, 1420000]
    assert "办公用房603.28 平方米" in words(running.assets(seed))


def test_confirmed_findings_are_cards_and_the_others_stand_apart(seed: UnitYear) -> None:
    shown = markup(findings.cards(seed))
    cards = shown[: shown.index("待人工复核（")]
    assert "finding notice" not in shown
    assert "文件中实际只有22个绩效目标表" in words(findings.cards(seed)).replace(" ", "")
    assert "finding error" in cards
    assert "目录" not in findings.count_words(seed), "a catalogue is issued by somebody else"
    assert "读取没有把握的地方" in words(findings.reading_notes(seed))


def test_what_is_published_is_counted(seed: UnitYear) -> None:
    assert "财政部要求部门公开的 8 张表都找到了。" in words(completeness.statements(seed))
    states = completeness.statement_states(seed).set_index("name")["state"]
    assert states["“三公”经费支出表"] == "空表，注明无数据"


def test_performance_targets_count_what_can_be_measured(seed: UnitYear) -> None:
    said = words(performance.targets(seed))
    assert "公开了 22 张项目绩效目标表，共 138 条年度指标" in said


def test_changes_of_the_text_are_all_there(seed: UnitYear) -> None:
    found = changes.stated_changes(seed)
    assert list(found["difference_yuan"]) == [-9582400, -9582400, -9681100, 1900]
    assert "3 处说减少" in words(changes.stated(seed))


def test_words_are_explained_in_the_document_s_own(seed: UnitYear) -> None:
    said = words(about.glossary(seed))
    assert "文件自己的名词解释（12 条）" in said
    assert "教育收费" in said


def test_terms_are_explained_by_the_document_first_and_by_the_law_else(seed: UnitYear) -> None:
    tiles = markup(headline.tiles_of(seed))
    assert "省直部门用财政拨款安排的因公出国（境）费用" in tiles  # the seed's own, for “三公”经费
    assert "政府采购法第二条" in tiles  # the seed does not explain it


def test_the_page_says_what_it_was_made_from(seed: UnitYear) -> None:
    assert about.title(seed) == "中国共产党山阴县委员会组织部 2024 年预算"
    assert "0bcb9919bf6cc6364443378fe8b04c88c2bc12a574c21bbcd41fa39efcd0653c" in words(about.made_from(seed))
    assert 'href="/originals/00.md"' in markup(about.identity(seed))


@pytest.mark.parametrize("story", [headline.summary, headline.tiles_of, findings.cards, projects.table])
def test_nothing_that_pandas_says_of_nothing_is_shown(seed: UnitYear, story: object) -> None:
    said = words(story(seed))  # type: ignore[operator]
    assert not any(token in said for token in ("nan", "NaN", "None", "<NA>"))
