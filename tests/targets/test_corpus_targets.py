"""Numbers of targets and some of their figures in real documents of other provinces."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from budgetlib.readers import read_document
from budgetlib.targets import TargetsRead, read_targets


@cache
def targets_of(path: Path) -> TargetsRead:
    return read_targets(read_document(path))


@pytest.mark.parametrize("name", [f"{number:02}" for number in range(1, 22)])
def test_number_of_targets(corpus: Path, name: str) -> None:
    labelled = json.loads((corpus / "facts" / f"{name}.json").read_text("utf-8"))["facts"]
    expected = (
        int(labelled["performance_target.count"]["value"]) if "performance_target.count" in labelled else 0
    )
    assert sum(one.is_of_project for one in targets_of(corpus / f"{name}.pdf").targets) == expected


@pytest.mark.parametrize(
    ("name", "number", "project", "total", "count"),
    [
        ("09", 11, "内部审计指导监督经费", "618000", 23),
        ("10", 2, "企业财务会计决算报表工作服务", "677000", 8),
        ("13", 3, "重庆市水利专项资金", "1529928300", 7),
        ("18", 1, "会计类考试考务", "10835700", 9),
        ("19", 1, "“泉州政务”新媒体号运营资金", "855000", 6),
        ("20", 2, "烟台市智慧审计平台等保测评服务", "45000", 7),
    ],
)
def test_a_target_read_by_eye(
    corpus: Path, name: str, number: int, project: str, total: str, count: int
) -> None:
    read = targets_of(corpus / f"{name}.pdf")
    found = read.targets[number - 1]
    assert found.project == project
    assert [fund.amount_yuan for fund in found.funds if fund.source == "total"] == [Decimal(total)]
    assert Counter(one.target for one in read.indicators)[number] == count


@pytest.mark.parametrize("name", ["09", "10", "11", "12", "13", "16", "18", "19", "20"])
def test_nothing_in_a_target_table_is_unread(corpus: Path, name: str) -> None:
    read = targets_of(corpus / f"{name}.pdf")
    assert [note for note in read.notes if note.kind == "targets.unread"] == []


def test_a_table_that_states_no_unit_takes_the_one_of_the_others(corpus: Path) -> None:
    read = targets_of(corpus / "13.pdf")
    (note,) = [note for note in read.notes if note.kind == "targets.no_unit"]
    assert note.place.page == 33
    assert read.targets[3].funds[0].amount_yuan == Decimal("142991600.00")


def test_a_target_for_the_period_and_the_year(corpus: Path) -> None:
    insurance = targets_of(corpus / "18.pdf").targets[15]
    assert [(fund.period, fund.source, fund.printed) for fund in insurance.funds] == [
        ("term", "total", "6600"),
        ("year", "total", "6600"),
        ("term", "fiscal", "6600"),
        ("year", "fiscal", "6600"),
        ("term", "other", ""),
        ("year", "other", ""),
    ]
    assert insurance.term == "1年"
    assert insurance.term_goal.startswith("目标1：引导和支持农户参加农业保险；")


@pytest.mark.parametrize(
    ("name", "department", "total", "indicators"),
    [
        ("09", "北京市审计局", "328520538.320000", 32),
        ("10", "北京市财政局", "441693575.320000", 69),
        ("13", "重庆市水利局", None, 6),  # the form prints no amounts
        ("18", "西安市财政局", "303312600.00", 34),
    ],
)
def test_the_target_of_a_whole_department(
    corpus: Path, name: str, department: str, total: str | None, indicators: int
) -> None:
    read = targets_of(corpus / f"{name}.pdf")
    (whole,) = [one for one in read.targets if one.scope == "department"]
    assert (whole.department, whole.project) == (department, "")
    amounts = [fund.amount_yuan for fund in whole.funds if fund.source == "total"]
    assert amounts == ([Decimal(total)] if total else [])
    assert Counter(one.target for one in read.indicators)[whole.number] == indicators


def test_targets_of_transfers_and_special_funds(corpus: Path) -> None:
    (transfer,) = [one for one in targets_of(corpus / "10.pdf").targets if one.scope == "transfer"]
    assert (transfer.project, transfer.funds[0].amount_yuan) == ("普惠金融发展专项资金", Decimal(56_120_000))
    special = [one.project for one in targets_of(corpus / "13.pdf").targets if one.scope == "special_fund"]
    assert special == ["水库移民后期扶持", "重庆市水利专项资金"]
