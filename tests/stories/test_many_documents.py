"""Pages stay light and quick however many documents there are."""

from __future__ import annotations

import pandas as pd
import pytest
from telling import markup, renamed, words

from budgetlib.dataset import DocumentResult, write_package
from budgetlib.display.charts import Chart
from budgetlib.display.tables import Column
from budgetlib.stories import Collection, open_collection
from budgetlib.stories.across import budget, home, series, spending
from budgetlib.stories.long_tables import long_table


@pytest.fixture(scope="module")
def sixty(seed_result: DocumentResult, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("sixty")
    bare = renamed(seed_result, "", "", 2024, "budget")
    results = [renamed(bare, f"u{n:02}-2024-budget", f"第{n}局", 2024, "budget") for n in range(60)]
    write_package(results, folder)
    return open_collection(str(folder))


def test_a_chart_names_no_more_units_than_fit(sixty: Collection) -> None:
    assert len(sixty.main_period) == 60
    assert len(sixty.compared) == 25
    chart = spending.structure(sixty)
    assert isinstance(chart, Chart)
    assert len(chart.data) == 25
    assert "60 个单位中支出最多的 25 个" in chart.subtitle


def test_every_document_is_listed_while_the_list_is_short(sixty: Collection) -> None:
    assert markup(home.unit_years(sixty)).partition("<tbody>")[2].count("<tr>") == 60


def test_a_long_table_ends_and_says_where_the_rest_is() -> None:
    frame = pd.DataFrame({"name": [f"第{n}行" for n in range(8)]})
    table = str(long_table(frame, [Column("name", "行")], caption="行", more="claims", most=5))
    assert table.count("<tr>") == 6
    assert "这里是前 5 行，共 8 行" in table
    assert 'href="/data/claims.csv"' in table
    assert "这里是前" not in str(long_table(frame, [Column("name", "行")], caption="行", more="claims"))


def test_largest_projects_of_many_units_end_too(sixty: Collection) -> None:
    said = words(budget.largest_projects(sixty))
    assert "共 1,920 个" in said
    assert "这里是前 80 行，共 1,920 行" in said


@pytest.fixture(scope="module")
def decades(seed_result: DocumentResult, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Twelve units with budget and final account of five years each."""
    folder = tmp_path_factory.mktemp("decades")
    bare = renamed(seed_result, "", "", 2024, "budget")
    results = [
        renamed(bare, f"u{n:02}-{year}-{stage}", f"第{n}局", year, stage)
        for n in range(12)
        for year in range(2021, 2026)
        for stage in ("budget", "final")
    ]
    write_package(results, folder)
    return open_collection(str(folder))


def test_charts_of_years_show_units_with_all_their_years_and_say_how_many(decades: Collection) -> None:
    trend = series.over_time(decades)
    assert isinstance(trend, Chart)
    assert set(trend.data.groupby("unit_name").size()) == {5}
    assert len(trend.data) == 40
    assert "12 个单位里支出最多的 8 个" in trend.subtitle
    assert trend.title == "没有单位最近一年的支出多于最早一年（共 12 个）", "all of them are told of"
    classes = series.functions_by_year(decades)
    assert isinstance(classes, Chart)
    assert len(classes.data) == 15


def test_a_chart_of_budgets_and_final_accounts_keeps_to_those_that_differ_most(decades: Collection) -> None:
    chart = series.execution(decades)
    assert isinstance(chart, Chart)
    assert len(chart.data) == 15
    assert "60 对里相差最大的 15 对" in chart.subtitle


def test_rows_of_a_document_among_many_are_those_of_its_frame(sixty: Collection) -> None:
    unit_year = sixty.unit_years[41]
    rows = list(unit_year.rows("key_facts"))
    assert len(rows) > 20
    assert {row["disclosure_id"] for row in rows} == {unit_year.id}
    assert str(rows) == str(unit_year.table("key_facts").to_dict("records"))
    assert list(unit_year.rows("glossary")) == unit_year.table("glossary").to_dict("records")
