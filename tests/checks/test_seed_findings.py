"""What the seed yields: every fail and notice, by rule and place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.checks import RULES, check
from budgetlib.checks.figures import spoken
from budgetlib.findings import Finding
from budgetlib.interpret import interpret
from budgetlib.readers import read_document


@pytest.fixture(scope="module")
def findings(seed_path: Path) -> tuple[Finding, ...]:
    return check(interpret(read_document(seed_path)))


def test_every_fail_is_known_and_true(findings: tuple[Finding, ...]) -> None:
    failed = [
        (one.rule_id, one.severity, one.place.line)
        for one in findings
        if one.outcome == "fail" and one.family != "catalogue"
    ]
    assert failed == [
        ("targets.announced", "error", 584),
        ("targets.undisclosed", "warning", 475),
        ("targets.period", "warning", 1069),
        ("targets.undisclosed", "notice", 507),
        ("text.service_purchase", "notice", 1344),
        ("targets.year_indicators", "notice", 659),
        ("targets.copied", "notice", 592),
        ("reading.repair", "notice", 138),
    ]


def test_the_sentences_that_people_read(findings: tuple[Finding, ...]) -> None:
    messages = {
        one.rule_id: one.message for one in findings if one.outcome == "fail" and one.severity != "notice"
    }
    assert (
        messages["targets.announced"]
        == "文字说明称公开项目绩效目标32个，文件中实际只有22个绩效目标表，相差10个。"
    )
    assert messages["targets.undisclosed"] == (
        "本年项目23个，其中1个没有公开绩效目标，合计296.10万元，占本年项目支出的25.64%：“人才工作发展经费”296.10万元。"
    )
    assert "相差51,200元，而项目期只有一年" in messages["targets.period"]


def test_every_rule_gives_an_answer(findings: tuple[Finding, ...]) -> None:
    assert {one.rule_id for one in findings} == {rule.id for rule in RULES}
    assert {one.outcome for one in findings} <= {"pass", "fail", "not_applicable", "undeterminable"}
    assert all(one.authority and one.title for one in findings)


def test_all_sums_of_the_tables_hold(findings: tuple[Finding, ...]) -> None:
    passed = {one.rule_id: one.message for one in findings if one.outcome == "pass"}
    assert passed["inside.hierarchy"] == "核对116处，均相符。"
    assert passed["inside.funds"] == "核对83处，均相符。"
    assert passed["text.changes"] == "核对4处，均相符。"
    assert passed["text.shares"] == "核对14处，均相符。"


def test_tens_of_thousands_are_told_in_ten_thousands() -> None:
    assert spoken(Decimal("104160000"), "元") == "10,416.00万元"
    assert spoken(Decimal("9999.5"), "元") == "9,999.50元"
    assert spoken(Decimal("2961000"), "万元") == "296.10万元"
