"""What a person says of findings silences or confirms them, for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlib.checks import check
from budgetlib.errors import ReadError
from budgetlib.findings import Tier
from budgetlib.verdicts import apply_verdicts, read_verdicts
from made_up import disclosure_of

HEADER = "note,finding,who,verdict,when,page"
DOCUMENT = """2024年“三公”经费支出预算表

| 项目 | 2024年预算数 |
|---|---|
| 合计 | 23.50 |
| 因公出国（境）费 | 0.00 |
| 公务接待费 | 3.50 |
| 公务用车购置及运行费 | 19.00 |
| 公务用车购置费 | 0.00 |
| 公务用车运行维护费 | 19.00 |
"""


def verdicts_file(folder: Path, *lines: str) -> Path:
    path = folder / "verdicts.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n", "utf-8")
    return path


def test_a_wrong_finding_is_silent_and_a_right_one_confirmed(tmp_path: Path) -> None:
    findings = check(disclosure_of(DOCUMENT))
    (found,) = (one for one in findings if one.rule_id == "inside.three_public" and one.outcome == "fail")
    assert (found.severity, found.tier) == ("error", Tier.CONFIRMED)
    path = verdicts_file(tmp_path, f"看过原件,{found.finding_id},甲,wrong,2024-05-01,3")
    (silent,) = (
        one
        for one in apply_verdicts(findings, read_verdicts(path).verdicts)
        if one.finding_id == found.finding_id
    )
    assert (silent.severity, silent.tier, silent.verdict_by) == ("info", Tier.TO_REVIEW, "甲")
    assert silent.verdict_note == "看过原件"
    path = verdicts_file(tmp_path, f",{found.finding_id},乙,right,2024-05-02,3")
    (right,) = (
        one
        for one in apply_verdicts((silent,), read_verdicts(path).verdicts)
        if one.finding_id == found.finding_id
    )
    assert (right.severity, right.tier, right.verdict) == ("error", Tier.CONFIRMED, "right")


def test_a_finding_keeps_its_name_while_rows_are_added_before_it() -> None:
    def name(text: str) -> str:
        findings = check(disclosure_of(text))
        return next(one.finding_id for one in findings if one.rule_id == "inside.three_public" and one.tier)

    assert name(DOCUMENT) == name("一段新的说明。\n\n" + DOCUMENT)
    assert name(DOCUMENT) != name(DOCUMENT.replace("23.50", "24.50"))


def test_a_bad_line_is_named_and_the_others_count(tmp_path: Path) -> None:
    path = verdicts_file(tmp_path, ",a-1,甲,maybe,,", ",b-2,甲,right,,", ",b-2,甲,wrong,,")
    read = read_verdicts(path)
    assert [one.finding for one in read.verdicts] == ["b-2"]
    assert [problem[:21] for problem in read.problems] == ["verdicts.csv, line 2:", "verdicts.csv, line 4:"]


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_text("finding,verdict\n", "utf-8")
    with pytest.raises(ReadError, match="no column who"):
        read_verdicts(path)
    assert read_verdicts(tmp_path / "none.csv").verdicts == ()
