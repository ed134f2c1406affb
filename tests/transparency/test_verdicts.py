"""Every state on disclosures as small as it needs, and what it is worth."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from whole_budget import PARTS, TABLES, TEXT, scores, states

from budgetlib.document import Place
from budgetlib.findings import Finding
from budgetlib.transparency import score
from made_up import disclosure_of

LEAVES_NO_TRACE = {"narrative.targets": "missing", "narrative.service_purchase": "partial"}
"""What the small budget lacks on purpose."""


def test_a_budget_with_everything_meets_everything() -> None:
    found = states()
    assert {name: state for name, state in found.items() if state != "met"} == {
        **LEAVES_NO_TRACE,
        "consistency.targets": "not_applicable",
        "timeliness.published": "undeterminable",
    }


REQUIRED = (
    "summary",
    "income",
    "expenditure",
    "fiscal_summary",
    "general_expenditure",
    "general_basic",
    "three_public",
    "state_capital",
)


@pytest.mark.parametrize("table", REQUIRED)
def test_a_table_that_is_not_there_is_missing(table: str) -> None:
    found = scores(without=[table])[f"completeness.{table}"]
    assert (found.state, found.points) == ("missing", 0)
    assert found.message.startswith("没有找到")


def test_a_table_that_the_contents_promise_is_not_called_missing() -> None:
    contents = PARTS["contents"] + "| 表六 2024年一般公共预算基本支出表 | 4 |\n"
    found = scores(without=["general_basic"], contents=contents)["completeness.general_basic"]
    assert found.state == "undeterminable"
    assert "2024年一般公共预算基本支出表" in found.message


def test_spending_that_the_text_denies_needs_a_table_all_the_same() -> None:
    changes = PARTS["changes"] + "\n2024年没有使用政府性基金预算安排的支出。\n"
    found = scores(without=["fund_expenditure"], changes=changes)["completeness.fund_expenditure"]
    assert (found.state, found.points) == ("partial", Decimal("1.25"))


def test_few_tables_are_no_proof_that_others_are_not_there() -> None:
    found = states(without=[name for name in TABLES if name not in ("summary", "income")])
    assert found["completeness.summary"] == "met"
    assert found["completeness.expenditure"] == "undeterminable"


def test_an_annex_of_tables_says_nothing_about_the_text() -> None:
    found = states(without=TEXT)
    narrative = {name: state for name, state in found.items() if name.startswith("narrative.")}
    assert set(narrative.values()) == {"undeterminable"}
    assert found["completeness.duties"] == found["completeness.contents"] == "undeterminable"
    assert found["completeness.summary"] == found["depth.function_items"] == "met"


def test_a_text_without_its_tables_says_nothing_about_them() -> None:
    found = states(without=TABLES)
    tables = {name: state for name, state in found.items() if name.startswith(("completeness.", "depth."))}
    assert {name for name, state in tables.items() if state == "met"} == {
        "completeness.duties",
        "completeness.organisation",
        "completeness.contents",
        "depth.three_public_items",  # the text gives the items
    }
    assert "missing" not in tables.values()
    assert found["narrative.changes"] == found["narrative.glossary"] == "met"


def test_undeterminable_and_not_applicable_have_no_points() -> None:
    for found in scores(without=TEXT).values():
        assert (found.points is None) == (found.state in ("undeterminable", "not_applicable"))


# --- completeness


def test_empty_tables_with_a_note_in_the_text_alone_are_half_noted() -> None:
    table = PARTS["state_capital"].partition("注：")[0]
    changes = PARTS["changes"] + "\n2024年国有资本经营预算支出0万元。\n"
    found = scores(state_capital=table, changes=changes)["completeness.empty_tables"]
    assert (found.state, found.points) == (
        "partial",
        Decimal("2.25"),
    )  # one of two noted, the other in the text


def test_no_empty_table_needs_no_note() -> None:
    assert (
        states(without=["fund_expenditure", "state_capital"])["completeness.empty_tables"] == "not_applicable"
    )


@pytest.mark.parametrize("part", ["duties", "organisation", "contents"])
def test_a_part_of_the_text_that_is_not_there_is_missing(part: str) -> None:
    assert states(without=[part])[f"completeness.{part}"] == "missing"


# --- depth


def test_functions_down_to_groups_only_are_missing_items() -> None:
    def coarse(table: str) -> str:
        lines = PARTS[table].splitlines()
        return "\n".join(line for line in lines if not line.startswith(("| 2010601", "| 2050803"))) + "\n"

    found = scores(expenditure=coarse("expenditure"), general_expenditure=coarse("general_expenditure"))
    assert found["depth.function_items"].state == "missing"


def test_one_class_without_items_is_named() -> None:
    table = PARTS["expenditure"].replace("| 2050803 | 培训支出 | 10.00 | | 10.00 |\n", "")
    found = scores(expenditure=table)["depth.function_items"]
    assert (found.state, found.points) == ("partial", Decimal("2.00"))
    assert found.message == "“支出总表”里“教育支出”没有列到项级。"


def test_an_item_with_a_misprinted_code_is_an_item() -> None:
    table = PARTS["expenditure"].replace("2050803", "70803")
    assert states(expenditure=table)["depth.function_items"] == "met"


def test_economic_classes_alone_are_missing_groups() -> None:
    lines = PARTS["general_basic"].splitlines()
    table = "\n".join(line for line in lines if not line.startswith(("| 30101", "| 30102", "| 30201"))) + "\n"
    assert states(general_basic=table)["depth.economic_groups"] == "missing"


def test_economic_groups_are_known_without_codes() -> None:
    lines = PARTS["general_basic"].splitlines()
    table = "\n".join(
        line.replace(line.split(" | ")[0], "| ", 1) if "| 30" in line else line for line in lines
    )
    found = scores(general_basic=table)["depth.economic_groups"]
    assert (found.state, found.message) == ("met", "“一般公共预算基本支出表”列到款级，共3个款。")


def test_three_public_without_purchase_and_operation_is_half_split() -> None:
    lines = PARTS["three_public"].splitlines()
    table = "\n".join(line for line in lines if not line.startswith(("| 其中", "| 公务用车运行"))) + "\n"
    found = scores(three_public=table, without=["three_public_changes"])["depth.three_public_items"]
    assert (found.state, found.points) == ("partial", Decimal("1.50"))
    assert found.message == "“三公”经费没有单列公务用车购置费、公务用车运行维护费。"


def test_no_three_public_needs_no_split() -> None:
    found = states(
        without=["three_public"], three_public_changes="二、“三公”经费\n\n本单位无“三公”经费预算。\n"
    )
    assert found["depth.three_public_items"] == "not_applicable"
    assert found["narrative.three_public_changes"] == "not_applicable"


def test_projects_count_by_their_share_of_project_spending() -> None:
    table = PARTS["projects"].replace("| 会计人员培训 | 10.00 | 10.00 | |\n", "").replace("20.00", "10.00")
    found = scores(projects=table)["depth.projects"]
    assert (found.state, found.points) == ("partial", Decimal("1.50"))
    assert found.message == "列出了1个项目，金额占项目支出的50.0%。"
    assert states(without=["projects"])["depth.projects"] == "missing"


def test_functions_without_codes() -> None:
    table = re.sub(r"^\| (?:科目编码|合计|\d+) \|", "|", PARTS["expenditure"], flags=re.M).replace(
        "|---" * 5, "|---" * 4
    )
    table = table.replace("| |", "| 合计 |", 1)
    found = scores(expenditure=table)["depth.codes"]
    assert (found.state, found.message) == ("missing", "“支出总表”的科目都没有编码。")


# --- narrative


@pytest.mark.parametrize(
    "part", ["changes", "three_public_changes", "procurement", "glossary", "assets", "performance"]
)
def test_an_explanation_that_is_not_there_is_missing(part: str) -> None:
    criterion = {"procurement": "procurement_total"}.get(part, part)
    assert states(without=[part])[f"narrative.{criterion}"] == "missing"


def test_a_part_that_the_contents_promise_is_not_called_missing() -> None:
    contents = PARTS["contents"] + "| 六、国有资产占有使用情况 | 6 |\n"
    found = scores(without=["assets"], contents=contents)["narrative.assets"]
    assert (found.state, found.message) == (
        "undeterminable",
        "目录里列有“六、国有资产占有使用情况”，但没有读到内容。",
    )


def test_operating_cost_that_is_nowhere_may_be_none_of_a_unit() -> None:
    assert states(without=["operating_cost"])["narrative.operating_cost"] == "undeterminable"


def test_no_operating_cost_is_an_explanation() -> None:
    words = "三、机关运行经费情况说明\n\n本单位无机关运行经费。\n"
    found = scores(operating_cost=words)["narrative.operating_cost"]
    assert (found.state, found.message) == ("met", "说明了没有机关运行经费。")


def test_changes_without_a_reason_are_half_explained() -> None:
    words = PARTS["changes"].replace("，主要原因是新增培训项目", "")
    found = scores(changes=words)["narrative.changes"]
    assert (found.state, found.points) == ("partial", Decimal("1.50"))
    assert found.message.endswith("比上年增加5.00万元，没有写明原因。")


def test_a_reason_in_a_sentence_of_its_own_is_a_reason() -> None:
    words = (
        PARTS["changes"].replace("，主要原因是新增培训项目", "") + "\n增加的主要原因，一是新增培训项目。\n"
    )
    assert states(changes=words)["narrative.changes"] == "met"


def test_the_item_without_a_reason_is_named() -> None:
    words = (
        PARTS["three_public_changes"]
        .replace("公务用车运行维护费2.00万元，与上年持平", "公务用车运行维护费2.00万元，比上年增加1.00万元")
        .replace("；公务用车运行", "。公务用车运行")
    )
    found = scores(three_public_changes=words)["narrative.three_public_changes"]
    assert (found.state, found.message) == ("partial", "公务用车运行费有增减，没有说明原因。")


def test_procurement_by_kind() -> None:
    total = "四、政府采购情况\n\n2024年政府采购预算总额8.00万元。\n"
    assert states(procurement=total)["narrative.procurement_kinds"] == "missing"
    two = "四、政府采购情况\n\n2024年政府采购预算总额8.00万元，其中：货物预算3.00万元、服务预算5.00万元。\n"
    assert states(procurement=two)["narrative.procurement_kinds"] == "met"  # nothing is left for works
    none = "四、政府采购情况\n\n2024年本单位无政府采购预算。\n"
    assert states(procurement=none)["narrative.procurement_kinds"] == "not_applicable"


# --- consistency


def finding(rule: str, outcome: str, severity: str = "info") -> Finding:
    return Finding(
        rule_id=rule,
        title=rule,
        family=rule.partition(".")[0],
        outcome=outcome,
        severity=severity,
        message="",
        expected=None,
        actual=None,
        difference=None,
        tolerance=None,
        unit="",
        says="",
        authority="",
        place=Place(),
        evidence=(),
    )


@pytest.mark.parametrize(
    ("findings", "state", "points"),
    [
        ([], "undeterminable", None),
        ([finding("inside.a", "not_applicable")], "undeterminable", None),
        ([finding("inside.a", "pass"), finding("inside.b", "pass")], "met", Decimal(6)),
        ([finding("inside.a", "pass"), finding("inside.b", "fail", "notice")], "met", Decimal(6)),
        ([finding("inside.a", "pass"), finding("inside.b", "fail", "warning")], "partial", Decimal("4.50")),
        ([finding("inside.a", "pass"), finding("inside.b", "fail", "error")], "partial", Decimal("3.00")),
        # A rule that fails in one place has failed, however often it holds elsewhere.
        ([finding("inside.a", "pass"), finding("inside.a", "fail", "error")], "missing", Decimal(0)),
    ],
)
def test_rules_count_by_what_they_found(findings: list[Finding], state: str, points: Decimal | None) -> None:
    found = {one.criterion: one for one in score(disclosure_of("一段文字。"), findings)}["consistency.inside"]
    assert (found.state, found.points) == (state, points)


# --- timeliness


@pytest.mark.parametrize(
    ("approved", "published", "state"),
    [
        (date(2024, 3, 1), date(2024, 3, 21), "met"),
        (date(2024, 3, 1), date(2024, 3, 22), "missing"),
        (date(2024, 3, 1), date(2024, 2, 28), "undeterminable"),
        (None, date(2024, 3, 21), "undeterminable"),
        (date(2024, 3, 1), None, "undeterminable"),
    ],
)
def test_twenty_calendar_days(approved: date | None, published: date | None, state: str) -> None:
    disclosure = disclosure_of("一段文字。")
    found = score(disclosure, (), published=published, approved=approved)[-1]
    assert (found.criterion, found.state) == ("timeliness.published", state)
