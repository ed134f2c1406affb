"""What a picky reader would object to: parts that are no parts of their whole, gaps told as zero or as silence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import html
from telling import fact, markup, unit_year, words

from budgetlib.display import format as fmt
from budgetlib.display.charts import Chart
from budgetlib.figures import Breakdown
from budgetlib.stories import Collection, UnitYear, open_collection
from budgetlib.stories.across import budget, findings, home, methods, series, three_public, transparency
from budgetlib.stories.across import spending as spending_of_all
from budgetlib.stories.changes import change_of, change_words
from budgetlib.stories.frames import ROUNDING, total
from budgetlib.stories.unit import completeness, headline, spending
from budgetlib.stories.unit import three_public as of_unit


@pytest.mark.parametrize("breakdown", Breakdown)
def test_parts_make_up_the_whole_that_stands_beside_them(breakdown: Breakdown, real: Collection) -> None:
    compared = 0
    for each in real.unit_years:
        division = each.division(breakdown)
        added = total(division.parts()["amount_yuan"]) if division else None
        if added and division.whole_yuan:
            compared += 1
            assert abs(added - division.whole_yuan) <= division.whole_yuan * ROUNDING, each.source
    assert compared >= 10


def test_a_tile_and_the_chart_below_it_agree(real: Collection) -> None:
    """What a tile says of 基本支出 is what the bar below says of it."""
    for each in real.unit_years:
        division = each.division(Breakdown.USE)
        parts = division.parts() if division else None
        if parts is None or not all(parts["amount_yuan"].notna()):
            continue
        chart = spending.basic_and_project(each)
        assert isinstance(chart, Chart) or "0" in words(chart)
        for name, amount in zip(parts["name"], parts["amount_yuan"], strict=True):
            if name in ("基本支出", "项目支出") and amount:
                said = words(headline.tiles_of(each))
                shown = (f"{name}{fmt.amount(amount, unit)}" for unit in (fmt.WAN_YUAN, fmt.YI_YUAN))
                assert any(words_of_it in said for words_of_it in shown), each.source


def test_from_nothing_there_is_no_growth_of_a_hundred_percent() -> None:
    claim = {
        "metric": "summary.expenditure_total",
        "value_yuan": Decimal(3078200),
        "comparison": "increase",
        "change_yuan": Decimal(3078200),
        "change_percent": Decimal(100),
        "base": "2023年度",
    }
    made = unit_year(key_facts=[fact("summary.expenditure_total", 3078200)], claims=[claim])
    change = change_of(made, "summary.expenditure_total")
    assert change is not None
    assert change.percent is None
    said = "比2023年度增加 307.82 万元（2023年度没有这项金额）"
    assert change_words(made, "summary.expenditure_total") == said


def test_parts_without_a_sum_are_added_up_and_say_so() -> None:
    made = unit_year(
        key_facts=[fact("three_public.abroad", 1992500), fact("three_public.reception", 3847500)],
        claims=[
            {"metric": "three_public.reception", "text": "公务接待费 384.75 万元。"},
            {"metric": "three_public.reception", "text": "公务接待费预算如下："},
            {"metric": "three_public.meeting", "text": "会议费 1469.73 万元。"},
        ],
    )
    assert "584.00" in words(headline.tiles_of(made))
    assert "没有读到合计数，这是分项相加" in words(headline.tiles_of(made))
    chart = of_unit.chart(made)
    assert isinstance(chart, Chart)
    assert chart.title == "“三公”经费分项相加 584.00 万元，没有读到合计数"
    said = words(of_unit.explained(made))
    assert "公务接待费 384.75 万元。" in said
    assert "会议费" not in said, "conferences are no part of 三公"
    assert "如下" not in said


def test_a_blank_source_of_income_is_no_zero_percent(seed_alone: Collection) -> None:
    table = html.fromstring(markup(budget.income(seed_alone))).find(".//table")
    assert "0.0%" not in table.text_content()


def test_one_document_is_no_comparison(seed_alone: Collection) -> None:
    assert words(budget.totals(seed_alone)) == ""
    assert words(budget.scopes(seed_alone)) == ""
    assert words(three_public.totals(seed_alone)) == ""
    for alone in (spending_of_all.functions, spending_of_all.economy, spending_of_all.structure):
        chart = alone(seed_alone)
        assert isinstance(chart, Chart)
        assert chart.subtitle.startswith("中国共产党山阴县委员会组织部2024年预算")
    assert "没有名次" in words(transparency.ranking(seed_alone))
    assert "data-sortable" not in markup(budget.table(seed_alone)), "a row alone needs no sorting"


def test_the_first_page_tells_of_many_documents_before_it_repeats_one(real: Collection) -> None:
    news = html.fromstring(markup(home.gravest(real))).xpath("//li")
    told = [item.find(".//a").text_content() for item in news]
    assert len(set(told[:5])) == 5, "five documents have grave findings"
    assert not [item for item in news if "0.006247" in item.text_content()], "cut off decimals are no news"


def test_years_of_a_unit_stand_side_by_side(real: Collection) -> None:
    said = words(series.years_table(real))
    assert said.index("2017年预算") < said.index("2018年预算") < said.index("2019年预算")
    assert "16.47%" in said  # 15,897.44 after 13,649.07
    chart = series.over_time(real)
    assert isinstance(chart, Chart)
    assert chart.title == "江苏省人大常委会办公厅 2019 年支出比 2017 年增加 4,681.30 万元，增长 34.30%"


def test_an_operating_cost_of_zero_is_not_said_to_be_missing(real: Collection) -> None:
    """深圳市气象局 prints 0.00, 北京市财政局 has no figure."""
    folder = str(real.package.path)
    states: dict[str, set[str]] = {}
    for each in real.unit_years:
        states.setdefault(each.figure("operating_cost.total").state, set()).add(each.unit_name)
    assert "深圳市气象局" in str(states["zero"])
    filled = [each.unit_name for each in real.main_period if each.figure("operating_cost.total").yuan]
    for others, said in ((states["zero"], "机关运行经费为 0"), (states["missing"], "缺一个数")):
        beside = open_collection(folder, units=[*filled, *others])
        chart = three_public.against_operating_cost(beside)
        silent = {each.unit_name for each in beside.compared} & others
        assert isinstance(chart, Chart)
        assert (said in chart.subtitle) == bool(silent)


def test_a_department_is_never_ranked_against_a_single_unit(real: Collection) -> None:
    scopes = {each.unit_name: each.scope for each in real.main_period}
    assert len(set(scopes.values())) == 1
    chart = budget.totals(real)
    assert isinstance(chart, Chart)
    assert set(chart.data["name"]) <= scopes.keys()
    assert real.main_period_words in words(budget.scopes(real))


def test_good_practice_is_no_broken_duty(seed_alone: Collection) -> None:
    rows = html.fromstring(markup(findings.everything(seed_alone))).xpath("//tbody/tr")
    undisclosed = next(row for row in rows if "没有公开绩效目标" in row.text_content())
    said = [cell.text_content() for cell in undisclosed.xpath("./td")]
    assert "良好做法" in said
    assert "有待说明" in said


def test_the_tables_of_the_package_can_be_downloaded(seed_alone: Collection) -> None:
    table = html.fromstring(markup(methods.tables(seed_alone)))
    assert "/data/budget_lines.parquet" in table.xpath("//a/@href")
    assert "<a" not in table.text_content()
    assert seed_alone.disclosures["sha256"][0][:12] in words(methods.files(seed_alone))


def test_a_document_without_its_tables_is_not_said_to_publish_none(real: Collection) -> None:
    only_text: UnitYear = next(each for each in real.unit_years if each.table("statements").empty)
    said = words(completeness.statements(only_text))
    assert "表格是否公开这里不作判断" in said
    assert "找到 0 张" not in said
