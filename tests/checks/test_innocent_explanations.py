"""Documents in which two figures differ and only an innocent explanation holds: nobody is accused."""

from __future__ import annotations

import pytest

from budgetlib.checks import check
from budgetlib.findings import Finding, Tier
from made_up import disclosure_of

SPENDING = """2024年支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 1286.80 | 928.40 | 358.40 |
| 201 | 一般公共服务支出 | 1286.80 | 928.40 | 358.40 |
| 20138 | 市场监督管理事务 | 1286.80 | 928.40 | 358.40 |
| 2013801 | 行政运行 | 928.40 | 928.40 | |
| 2013802 | 一般行政管理事务 | 358.40 | | 358.40 |

"""
SUMMARY = """2024年收支总表

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、一般公共预算拨款收入 | 1190.25 | 一、一般公共服务支出 | 1286.80 |
| 二、其他收入 | {own} | | |
| 本年收入合计 | {current} | 本年支出合计 | 1286.80 |
| 上年结转 | {carried} | 结转下年 | |
| 收入总计 | 1286.80 | 支出总计 | 1286.80 |

"""
TEXT = "第三部分 2024年度部门预算情况说明\n\n二、支出预算情况说明\n\n"
PROJECTS = """2024年项目支出表

| 项目名称 | 项目单位 | 合计 |
|---|---|---|
| 合计 | | {total} |
{rows}

"""


def grave(text: str) -> list[Finding]:
    """Errors and warnings on figures: these documents are too short to have all that a disclosure must have."""
    found = check(disclosure_of(text))
    return [one for one in found if one.severity in ("error", "warning") and one.family != "form"]


def of(rule: str, text: str) -> list[Finding]:
    return [one for one in check(disclosure_of(text)) if one.rule_id == rule]


def sums(own: str = "", current: str = "1190.25", carried: str = "96.55") -> str:
    return SUMMARY.format(own=own, current=current, carried=carried)


def said(amount: str) -> str:
    return TEXT + f"2024年某某县财政局支出预算{amount}万元，其中：基本支出928.40万元。\n"


def test_what_no_explanation_holds_for_is_confirmed() -> None:
    found = of("text.figures", sums() + SPENDING + said("1826.80"))[0]
    assert (found.severity, found.tier) == ("error", Tier.CONFIRMED)
    assert found.difference == 5_400_000
    assert found.stake_yuan == 5_400_000
    assert {one.answer for one in found.tried} == {"ruled_out"}
    assert "1,826.80万元" in found.message
    assert "1286.80万元" in found.message.replace(",", "")


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (sums() + SPENDING + said("1190.25"), "the text leaves out 96.55 carried over"),
        (
            sums(own="96.55", current="1286.80", carried="") + SPENDING + said("1190.25"),
            "the text leaves out 96.55 of other income",
        ),
    ],
)
def test_a_difference_that_is_another_amount_of_the_summary_is_none(document: str, why: str) -> None:
    assert not [one for one in of("text.figures", document) if one.outcome == "fail"], why


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("2024年本级支出预算1826.80万元。", "the sentence speaks of a part"),
        ("2023年支出预算1826.80万元。", "the sentence speaks of another year"),
    ],
)
def test_a_sentence_of_another_scope_or_year_accuses_nobody(sentence: str, why: str) -> None:
    assert not grave(sums() + SPENDING + TEXT + sentence), why


def test_a_list_whose_groups_are_added_again_is_for_review() -> None:
    rows = "| 专用项目 | 甲局 | 30.25 |\n| 道路养护 | 甲局 | 10.25 |\n| 桥梁养护 | 甲局 | 20.00 |\n| 设备 | 甲局 | 5.00 |"
    document = PROJECTS.format(total="35.25", rows=rows)
    assert not grave(document)


def test_a_change_after_a_list_speaks_of_what_the_list_began_with() -> None:
    text = (
        "5.综合管理367.65万元，主要包括：宣传报道23.18万元，用于宣传；内控专项96.81万元，用于审计。"
        "较2023年年初预算减少52.44万元，减幅12.5%。"
    )
    assert not grave(TEXT + text)


def test_rounding_is_a_remark_and_not_an_error() -> None:
    text = "2024年“三公”经费预算1.10万元，比上年减少25.00万元，下降95%。"
    found = [one for one in of("text.changes", TEXT + text) if one.outcome == "fail"]
    assert [one.severity for one in found] == ["info"]


def test_targets_that_are_kept_back_are_not_missed() -> None:
    listed = PROJECTS.format(
        total="60.00", rows="| 储备粮油补贴 | 甲局 | 40.00 |\n| 设备购置 | 甲局 | 20.00 |"
    )
    target = """项目支出绩效目标表

| 项目名称 | 设备购置 |
|---|---|
| 年度资金总额（万元） | 20.00 |
| 年度目标 | 买设备 |

"""
    secret = "本部门储备相关业务的绩效目标表按保密审查确定不予公开。"
    without = of("targets.undisclosed", listed + target)
    assert [(one.outcome, one.severity) for one in without] == [("fail", "warning")]
    kept_back = of("targets.undisclosed", listed + target + TEXT + secret)
    assert [(one.outcome, one.severity) for one in kept_back] == [("fail", "notice")]
    assert "储备" in kept_back[0].message


def test_what_could_not_be_read_is_undeterminable() -> None:
    document = SPENDING.replace("| 一般行政管理事务 | 358.40 |", "| 一般行政管理事务 | 盖章处 |")
    found = of("inside.hierarchy", document)
    assert "fail" not in {one.outcome for one in found}
    assert "undeterminable" in {one.outcome for one in found}


def test_a_table_whose_title_was_seen_is_not_missing() -> None:
    """Its cells could not be read as a statement; that is about us."""
    unread = "2024年财政拨款收支总表\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n"
    found = of("form.required_tables", SPENDING + unread)
    assert any(one.outcome == "undeterminable" and "财政拨款收支总表" in one.message for one in found)
    assert all("财政拨款收支总表" not in one.message for one in found if one.outcome == "fail")


def test_one_slip_is_one_finding_with_all_that_follows_from_it() -> None:
    wrong = SPENDING.replace(
        "| 20138 | 市场监督管理事务 | 1286.80 |", "| 20138 | 市场监督管理事务 | 1268.80 |"
    )
    found = grave(wrong)
    assert len(found) == 1
    assert "由此还有" in found[0].message
    assert found[0].difference in (180_000, -180_000)


def test_what_is_most_at_stake_comes_first() -> None:
    document = SPENDING.replace("| 合计 | 1286.80 |", "| 合计 | 9286.80 |").replace(
        "| 行政运行 | 928.40 | 928.40 |", "| 行政运行 | 908.40 | 928.40 |"
    )
    stakes = [one.stake_yuan or 0 for one in check(disclosure_of(document)) if one.severity == "error"]
    assert stakes == sorted(stakes, reverse=True)
    assert len(stakes) > 1
