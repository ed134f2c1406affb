"""Comparisons say what holds for one document, for several that tie, and for none."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from lxml import html
from telling import markup, renamed, words

from budgetlib.dataset import DocumentResult, write_package
from budgetlib.display.charts import Chart
from budgetlib.document import Place
from budgetlib.findings import Answer, Finding, Tried
from budgetlib.stories import Collection, open_collection, prose, terms
from budgetlib.stories.across import (
    budget,
    catalogue,
    findings,
    home,
    methods,
    procurement,
    series,
    three_public,
    transparency,
)
from budgetlib.stories.across.largest_changes import changes_of, largest_changes
from budgetlib.stories.across.three_public import verdict
from budgetlib.stories.run import day_of_build
from budgetlib.stories.unit import findings as of_unit
from budgetlib.stories.unit import headline
from budgetlib.stories.unit_year import Figure


def test_the_first_page_leads_to_every_document(seed_alone: Collection, three: Collection) -> None:
    assert "目前收录一份文件：中国共产党山阴县委员会组织部2024年预算。" in words(home.lead(seed_alone))
    assert "目前收录 2 个单位 2024 年的 3 份公开文件。" in words(home.lead(three))
    table = markup(home.unit_years(three))
    assert 'href="/units/ua/2024-final.html"' in table
    assert "1,602.53" in table
    assert "−37.42%" in table


def test_figures_side_by_side_lead_to_their_rows(seed_alone: Collection) -> None:
    """A blank cell has no number to lead anywhere."""
    source = "/sources/ua06a8213-2024-budget.html"
    for table in (home.unit_years, budget.table, procurement.purchases, three_public.parts):
        row = html.fromstring(markup(table(seed_alone))).xpath("//tbody/tr")[0]
        for cell in row.xpath("./td[contains(@class, 'num')][not(@class='num blank')]"):
            if "." in cell.text_content() and "%" not in cell.text_content():
                assert cell.xpath("./a/@href")[0].startswith(f"{source}#"), cell.text_content()
    blank = html.fromstring(markup(three_public.parts(seed_alone))).xpath("//td[contains(@class, 'blank')]")
    assert len(blank) == 5
    assert not [cell for cell in blank if cell.xpath("./a")]


def test_words_are_explained_where_they_are_used() -> None:
    said = markup(terms.line("基本支出", "项目支出"))
    assert said.count('class="term"') == 2
    assert terms.DEFINITIONS["基本支出"] in said
    for page in (Path(__file__).parents[2] / "reports").glob("*.qmd"):
        for line in page.read_text("utf-8").splitlines():
            if line.startswith("terms.line("):
                assert set(re.findall(r'"(.+?)"', line)) <= terms.DEFINITIONS.keys()


def test_news_lead_to_their_cards(seed_alone: Collection) -> None:
    page = html.fromstring(f"<div>{markup(of_unit.cards(seed_alone.unit_years[0]))}</div>")
    news = html.fromstring(markup(home.gravest(seed_alone))).xpath("//li/a/@href")
    assert len(news) >= 3
    assert {link.rpartition("#")[2] for link in news} <= set(page.xpath("//@id"))
    assert all(link.startswith("/units/ua06a8213/2024-budget.html#finding-") for link in news)


def test_documents_of_one_period_are_compared_and_ties_are_no_ranking(three: Collection) -> None:
    assert [unit_year.id for unit_year in three.main_period] == ["ub-2024-budget", "ua-2024-budget"]
    chart = budget.totals(three)
    assert isinstance(chart, Chart)
    assert chart.title == "2 个单位的支出总计都是 1,602.53 万元"
    assert "2 个单位说明了增减：0 个比上年增加，2 个减少；降幅最大的是乙局和甲局（各 37.42%）。" in words(
        budget.lead(three)
    )


def test_budget_and_final_account_of_the_same_unit_are_set_against_each_other(three: Collection) -> None:
    chart = series.execution(three)
    assert isinstance(chart, Chart)
    assert list(chart.data["name"]) == ["甲局（2024年）"]
    assert chart.title == "决算与预算一致"


def test_a_note_on_a_name_in_brackets_goes_into_them() -> None:
    assert prose.with_note("苏州市交通运输局", "25.00 亿元") == "苏州市交通运输局（25.00 亿元）"
    assert prose.with_note("深圳市气象局（本级）", "41.54%") == "深圳市气象局（本级，41.54%）"


def finding(seed_result: DocumentResult, **fields: object) -> Finding:
    """A finding that rests on nothing but what is given."""
    empty = {
        "outcome": "fail",
        "difference": None,
        "expected": None,
        "evidence": (),
        "stake_yuan": None,
        "tried": (),
    }
    return seed_result.findings[0]._replace(**{**empty, "place": Place(page=7, line=1), **fields})  # type: ignore[arg-type]


def test_only_confirmed_findings_lead_and_are_counted(seed_result: DocumentResult, tmp_path: Path) -> None:
    tried = (Tried("上年结转", Answer.POSSIBLE, "结转 3.00 万元"), Tried("四舍五入", Answer.RULED_OUT, ""))
    found = (
        finding(seed_result, rule_id="a", tier="confirmed", severity="error", message="两处互相矛盾"),
        finding(
            seed_result, rule_id="b", tier="to_review", severity="notice", message="也许有原因", tried=tried
        ),
        finding(seed_result, rule_id="c", tier="reading", severity="notice", message="没有读懂"),
    )
    write_package([replace(seed_result, findings=found)], tmp_path)
    here = open_collection(str(tmp_path))
    for story in (home.gravest, findings.everything):
        said = words(story(here))
        assert "两处互相矛盾" in said
        assert "也许有原因" not in said
        assert "没有读懂" not in said
    assert "这份文件里：数字矛盾 1 处。" in words(findings.lead(here))
    assert "待人工复核：1 处；读取没有把握的地方：1 条" in words(findings.lead(here))
    review = words(findings.to_review(here))
    assert "也许有原因" in review
    assert "上年结转" in review
    assert "四舍五入" not in review, "what was ruled out explains nothing"
    assert "两处互相矛盾" not in review
    doubts = words(findings.doubts(here))
    assert "没有读懂" in doubts
    assert "也许有原因" not in doubts
    unit_year = here.unit_years[0]
    assert "核对发现 1 处数字互相矛盾。" in words(headline.summary(unit_year))
    shown = words(of_unit.cards(unit_year))
    assert shown.index("两处互相矛盾") < shown.index("待人工复核（1 处）") < shown.index("也许有原因")
    assert "上年结转：可能解释。结转 3.00 万元。" in shown


def test_what_is_at_stake_comes_first(seed_result: DocumentResult, tmp_path: Path) -> None:
    found = tuple(
        finding(seed_result, rule_id=message, tier="confirmed", severity=severity, message=message, stake_yuan=stake)
        for message, severity, stake in (
            ("一百元", "error", Decimal(100)), ("没有金额", "error", None), ("一亿元", "warning", Decimal(100_000_000)),
        )
    )  # fmt: skip
    write_package([replace(seed_result, findings=found)], tmp_path)
    news = words(home.gravest(open_collection(str(tmp_path))))
    assert news.index("一亿元") < news.index("一百元") < news.index("没有金额")


def test_a_unit_with_one_year_of_classes_shows_no_change(seed_result: DocumentResult, tmp_path: Path) -> None:
    bare = renamed(seed_result, "uc-2023-budget", "丙局", 2023, "budget")
    bare = replace(bare, disclosure=replace(bare.disclosure, lines=()))
    results = [
        renamed(seed_result, "ua-2023-budget", "甲局", 2023, "budget"),
        renamed(seed_result, "ua-2024-budget", "甲局", 2024, "budget"),
        bare,
        renamed(seed_result, "uc-2024-budget", "丙局", 2024, "budget"),
    ]
    write_package(results, tmp_path)
    chart = series.functions_by_year(open_collection(str(tmp_path)))
    assert isinstance(chart, Chart)
    assert list(chart.data.index) == ["甲局2023年预算", "甲局2024年预算"]


def test_without_made_up_documents_their_page_says_so_once(
    seed_alone: Collection, nothing: Collection
) -> None:
    assert words(home.made_up(seed_alone)) == ""
    assert "没有虚构的示例文件" in words(home.made_up(nothing))
    assert "alone" in markup(home.made_up(nothing))
    assert words(findings.by_document(nothing)) == ""


def test_who_moved_most_is_named_once_and_ties_together(three: Collection) -> None:
    found = changes_of(three.main_period, "summary.expenditure_total")
    assert largest_changes(three, found) == "；降幅最大的是乙局和甲局（各 37.42%）"
    assert largest_changes(three, []) == ""


def test_table_and_text_are_set_against_each_other() -> None:
    def claim(comparison: str, yuan: int | None) -> dict[str, object]:
        value = None if yuan is None else Decimal(yuan)
        return {"comparison": comparison, "value_yuan": value, "value_unit": "元", "decimals": 0}

    def figure(yuan: int | None) -> Figure:
        return Figure("three_public.total", value_yuan(yuan), value_yuan(yuan))

    def value_yuan(yuan: int | None) -> Decimal | None:
        return None if yuan is None else Decimal(yuan)

    assert verdict(figure(479100), claim("none", None)) == "不一致"
    assert verdict(figure(None), claim("none", None)) == "表空着，文字说没有"
    assert verdict(figure(None), claim("", 0)) == "表空着，文字说没有"
    assert verdict(figure(None), claim("", 9500)) == "只有文字有数"
    assert verdict(figure(0), claim("none", None)) == "一致"
    assert verdict(figure(9500), claim("", 9500)) == "一致"
    assert verdict(figure(9500), None) == "文字未提"


def test_one_document_has_no_trend_and_no_execution(seed_alone: Collection) -> None:
    assert "只有一个年度" in words(series.over_time(seed_alone))
    assert "无法比较执行情况" in words(series.execution(seed_alone))


def test_largest_projects_are_in_order(seed_alone: Collection) -> None:
    said = words(budget.largest_projects(seed_alone))
    assert "这份文件列出了 32 个项目。" in said
    assert said.index("人才工作发展经费") < said.index("乡镇综合行政执法专项资金")


def test_blank_sums_of_three_public_are_counted_as_blank(seed_alone: Collection, three: Collection) -> None:
    assert words(three_public.lead(seed_alone)) == (
        "中国共产党山阴县委员会组织部2024年预算：“三公”经费表有表无数，各项都是空白，"
        "文字说明称没有这项预算（文字原话：“本单位无‘三公’经费预算”）。"
    )
    assert words(three_public.lead(three)) == "3 份文件的“三公”经费合计：3 份留空没有填。"
    assert "表空着，文字说没有" in words(three_public.declared(seed_alone))


def test_procurement_and_the_catalogue(seed_alone: Collection) -> None:
    said = words(procurement.purchases(seed_alone))
    assert "527.40" in said
    assert "32.91%" in said
    assert "目录里有 50 处差错" in words(catalogue.defects(seed_alone))
    assert "人力资源和社会保障" in markup(catalogue.defects(seed_alone)).split("data-filter")[1]
    assert "49 个部门和各部门通用的服务，共 1,078 项" in words(procurement.lead(seed_alone))
    assert "12 个可能落在购买服务目录里、还没有人确认，20 个（565.51 万元）没有对应" in words(
        procurement.lead(seed_alone)
    )
    chart = catalogue.coverage_map(seed_alone)
    assert isinstance(chart, Chart)
    assert chart.data.loc["水利", "技术性公共服务"] == 34
    assert chart.data.to_numpy().sum() == 1034  # services themselves; the headings above them are none


def test_catalogue_defects_do_not_drown_the_other_findings(seed_alone: Collection) -> None:
    assert "购买服务目录本身的差错：50 处" in words(findings.lead(seed_alone))
    assert "“人民法院”部门编码 A1805" not in words(findings.everything(seed_alone))
    assert "“人民法院”部门编码 A1805" not in words(findings.to_review(seed_alone))


def test_every_rule_that_findings_lead_to_is_on_the_page_of_methods(seed_alone: Collection) -> None:
    rules = markup(methods.rules(seed_alone))
    assert 'id="rule-targets-announced"' in rules
    assert 'id="rule-catalogue-lint"' in rules


def test_every_finding_and_criterion_leads_to_how_it_was_made(seed_alone: Collection) -> None:
    page = html.fromstring(
        f"<div>{markup(methods.rules(seed_alone))}{markup(methods.criteria(seed_alone))}</div>"
    )
    anchors = {f"/methods.html#{anchor}" for anchor in page.xpath("//tr/@id")}
    rules = html.fromstring(markup(findings.everything(seed_alone))).xpath("//tbody//td/a/@href")
    criteria = html.fromstring(markup(transparency.criteria(seed_alone))).xpath("//tbody/tr/th/a/@href")
    assert "/methods.html#rule-targets-announced" in rules
    assert {link for link in rules if "/methods" in link} <= anchors
    assert set(criteria) == {anchor for anchor in anchors if "criterion" in anchor}


def test_criteria_not_met_say_what_was_scored_of_how_much(seed_alone: Collection) -> None:
    rows = html.fromstring(markup(transparency.matrix(seed_alone))).xpath("//tbody/tr")
    scored = [cell.text for row in rows for cell in row.xpath("td[@data-order]")]
    assert scored
    assert all(re.fullmatch(r"[\d.]+ / [\d.]+", words) for words in scored)


def test_the_list_of_files_counts_annexes_and_knows_several_units(three: Collection) -> None:
    assert methods._files("09.pdf", "more/m01.pdf;m02.pdf") == "09.pdf 等 3 个文件"
    assert methods._files("09.pdf", None) == "09.pdf"
    assert "万元" in words(methods.files(three))


def test_methods_say_what_a_rule_asks_for_and_how_documents_are_read_is_no_demand(
    seed_alone: Collection,
) -> None:
    said = words(methods.rules(seed_alone))
    assert "情况说明中写明公开的项目绩效目标个数，应等于文件里实际列出的绩效目标表数。" in said
    assert "读取方法" not in words(findings.everything(seed_alone))


def test_one_document_has_results_instead_of_counts(seed_alone: Collection) -> None:
    assert "目前只有一份文件：中国共产党山阴县委员会组织部2024年预算。" in words(
        findings.by_document(seed_alone)
    )
    results = words(findings.by_rule(seed_alone))
    assert "相符" in results
    assert "有确认发现的文件" not in results


def test_ranks_are_ranges_and_equal_documents_share_theirs(three: Collection) -> None:
    ranking = words(transparency.ranking(three))
    assert "甲局2024年决算" in ranking
    assert "按 " in words(transparency.lead(three))


def test_a_selection_of_units_years_and_regions(three: Collection) -> None:
    folder = str(three.package.path)
    assert len(open_collection(folder, units=["乙局"])) == 1
    assert len(open_collection(folder, years=[2023])) == 0
    assert len(open_collection(folder, regions=["山阴"])) == 3
    assert len(open_collection(folder, regions=["山西省", "广东"])) == 3
    assert len(open_collection(folder, regions=["阴县"])) == 0


def test_files_that_were_not_read_are_named(seed_alone: Collection, tmp_path: Path) -> None:
    assert words(methods.unread(seed_alone)) == ""
    shutil.copytree(seed_alone.package.path, tmp_path, dirs_exist_ok=True)
    failures = [
        {"step": "parse", "item": "<b>.pdf", "problem": "the file is empty", "kind": "ReadError"},
        {"step": "notebooks", "item": "x", "problem": "y"},
    ]
    left_out = [
        {"step": "parse", "item": "form.xlsx", "problem": "this is a blank form", "kind": "NotADisclosure"}
    ]
    record = {"failures": failures, "left_out": left_out}
    (tmp_path / "run.json").write_text(json.dumps(record), "utf-8")
    collection = open_collection(str(tmp_path))
    assert "还有 2 个文件没有读成预决算公开" in words(methods.unread(collection))
    assert "文件损坏、没有内容或打不开：<b>.pdf" in words(methods.unread(collection))
    assert "&lt;b&gt;.pdf" in markup(methods.unread(collection))
    assert "不是预算、决算公开，或者只是没有填数字的空表：form.xlsx" in words(methods.unread(collection))
    assert "另有 2 个文件没有读成" in words(home.state_of_data(collection))


def test_the_day_is_that_of_the_last_reading_and_not_of_a_later_rendering(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{}", "utf-8")
    os.utime(tmp_path / "datapackage.json", (0, 0))
    for steps, day in ((["parse", "package"], "2026年3月5日"), (["site"], "1970年1月1日")):
        record = {"started": "2026-03-05T08:00:00+00:00", "options": {"steps": steps}}
        (tmp_path / "run.json").write_text(json.dumps(record), "utf-8")
        assert day_of_build(tmp_path) == day
    assert day_of_build(tmp_path, "2026-03-04T08:00:00Z") == "2026年3月4日"


def test_every_format_has_a_name_for_readers(seed_alone: Collection) -> None:
    for kind, name in {"markdown": "Markdown 文本", "xls": "旧版 Excel", "ods": "OpenDocument 表格"}.items():
        disclosures = seed_alone.disclosures.assign(format=kind)
        assert name in words(methods.files(replace(seed_alone, disclosures=disclosures)))
