"""Lists of projects that nest: whose projects they are, and what is none; names and figures are made up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.checks import check
from budgetlib.disclosure import Disclosure
from budgetlib.interpret import assemble
from budgetlib.readers import read_document
from made_up import disclosure_of

_BY_UNIT_CODE = """
表10 部门预算专项业务经费支出表

单位：万元

| 序号 | 单位编码 | 单位（项目）名称 | 项目金额 | 项目简介 |
|---|---|---|---|---|
| ** | ** | ** | ** | ** |
| 1 | | 合计 | 100.00 | |
| 2 | 1 | 全额 | 70.00 | |
| 3 | 301001 | 某某县财政局 | 45.00 | |
| 4 | | 通用项目 | 5.00 | |
| 5 | | 大型活动 | 5.00 | |
| 6 | | 大型活动 | 5.00 | |
| 7 | | 专用项目 | 40.00 | |
| 8 | - | 专用项目 | 25.00 | |
| 9 | | 预算评审经费 | 25.00 | |
| 10 | | 其他履职专项 | 15.00 | |
| 11 | | 国库集中支付经费 | 6.00 | |
| 12 | | 会计考试经费 | 9.00 | |
| 13 | 301002 | 某某县会计管理站 | 25.00 | |
| 14 | | 专用项目 | 25.00 | |
| 15 | | 其他履职专项 | 25.00 | |
| 16 | | 会计考试经费 | 25.00 | |
| 17 | 2 | 差额 | 30.00 | |
| 18 | 301003 | 某某县票据站 | 30.00 | |
| 19 | | 专用项目 | 30.00 | |
| 20 | | 票据印制 | 30.00 | |
| 21 | | 票据印制 | 30.00 | |
"""

_BY_COLUMN = """
表5 项目支出总表

单位：万元

| 支出项目类别 | 总计 | 一般公共预算拨款 | 政府性基金预算拨款 | 上年结余、结转 |
|---|---|---|---|---|
| 某某县财政局 | 90.00 | 70.00 | 15.00 | 5.00 |
| 某某县财政局（本级） | 40.00 | 40.00 | 0.00 | 0.00 |
| 综合管理 | 30.00 | 30.00 | 0.00 | 0.00 |
| 工程评审 | 10.00 | 10.00 | 0.00 | 0.00 |
| 某某县国库支付中心 | 50.00 | 30.00 | 15.00 | 5.00 |
| 综合管理 | 35.00 | 30.00 | 0.00 | 5.00 |
| 债务管理 | 15.00 | 0.00 | 15.00 | 0.00 |
"""


def _projects(disclosure: Disclosure) -> list[tuple[str, str, Decimal]]:
    return [
        (project.unit_name, project.name, (project.total_yuan or Decimal(0)) / 10_000)
        for project in disclosure.projects
    ]


def _notes(disclosure: Disclosure) -> list[str]:
    return [note.kind for note in disclosure.notes if note.kind.startswith("projects.")]


def test_kinds_units_and_classes_above_projects() -> None:
    disclosure = disclosure_of(_BY_UNIT_CODE)
    assert _projects(disclosure) == [
        ("某某县财政局", "大型活动", 5),
        ("某某县财政局", "预算评审经费", 25),
        ("某某县财政局", "国库集中支付经费", 6),
        ("某某县财政局", "会计考试经费", 9),
        ("某某县会计管理站", "会计考试经费", 25),
        ("某某县票据站", "票据印制", 30),
    ]
    roles = {(line.row, line.role, line.level, line.unit_name) for line in disclosure.lines}
    assert {
        (3, "total", 0, ""),
        (4, "group", 1, ""),
        (5, "unit", 2, "某某县财政局"),
        (9, "group", 3, "某某县财政局"),
        (10, "group", 4, "某某县财政局"),
        (11, "item", 5, "某某县财政局"),
        (18, "item", 5, "某某县会计管理站"),
    } <= roles
    assert not _notes(disclosure)


def test_the_department_as_the_total() -> None:
    disclosure = disclosure_of(_BY_COLUMN)
    assert _projects(disclosure) == [
        ("某某县财政局（本级）", "综合管理", 30),
        ("某某县财政局（本级）", "工程评审", 10),
        ("某某县国库支付中心", "综合管理", 35),
        ("某某县国库支付中心", "债务管理", 15),
    ]
    whole = [line.amount_yuan for line in disclosure.lines if line.role == "unit" and not line.unit_name]
    assert whole == [900_000, 700_000, 150_000, 50_000]


def test_sums_below_their_projects() -> None:
    table = """
项目支出预算表

单位：万元

| 项目名称 | 合计 | 一般公共预算 |
|---|---|---|
| 综合管理 | 30.00 | 30.00 |
| 工程评审 | 10.00 | 10.00 |
| 某某县财政局本级 | 40.00 | 40.00 |
| 债务管理 | 15.00 | 15.00 |
| 国库支付 | 20.00 | 20.00 |
| 某某县国库支付中心 | 35.00 | 35.00 |
| 合计 | 75.00 | 75.00 |
"""
    assert _projects(disclosure_of(table)) == [
        ("某某县财政局本级", "综合管理", 30),
        ("某某县财政局本级", "工程评审", 10),
        ("某某县国库支付中心", "债务管理", 15),
        ("某某县国库支付中心", "国库支付", 20),
    ]


def test_a_plain_list_with_a_wrong_total_stays_plain() -> None:
    """A mistake of the unit's is for the checks to find."""
    table = """
项目支出预算表

单位：万元

| 项目名称 | 合计 |
|---|---|
| 合计 | 61.00 |
| 综合管理 | 30.00 |
| 工程评审 | 10.00 |
| 债务管理 | 20.00 |
"""
    disclosure = disclosure_of(table)
    assert [name for _, name, _ in _projects(disclosure)] == ["综合管理", "工程评审", "债务管理"]
    assert not _notes(disclosure)


def test_a_list_that_does_not_add_up_is_said_not_to_be_understood() -> None:
    disclosure = disclosure_of(_BY_COLUMN.replace("| 15.00 | 0.00 | 15.00", "| 11.00 | 0.00 | 11.00"))
    assert _notes(disclosure) == ["projects.not_understood"]
    assert "某某县财政局" not in {name for _, name, _ in _projects(disclosure)}


def test_nothing_is_said_of_a_unit_whose_list_is_not_understood() -> None:
    disclosure = disclosure_of(_BY_COLUMN.replace("| 15.00 | 0.00 | 15.00", "| 11.00 | 0.00 | 11.00"))
    outcomes = {one.outcome for one in check(disclosure) if one.rule_id == "inside.projects"}
    assert outcomes <= {"undeterminable"}
    assert {one.outcome for one in check(disclosure_of(_BY_COLUMN)) if one.rule_id == "inside.projects"} == {
        "pass"
    }


@pytest.mark.parametrize(
    ("name", "projects", "units", "total"),
    [
        ("12.pdf", 8, 1, "26361.57"),  # the department's row as the total
        ("16.pdf", 31, 7, "28506.18"),  # a column of units; rounded by 0.01
        ("18.pdf", 17, 7, "22420.4336"),  # department, unit, 通用/专用项目, class, project
        ("20.pdf", 6, 0, "781.50"),  # a plain list
    ],
)
def test_real_lists(corpus: Path, name: str, projects: int, units: int, total: str) -> None:
    disclosure = assemble(read_document(corpus / name))
    listed = _projects(disclosure)
    assert len(listed) == projects
    assert len({unit for unit, _, _ in listed if unit}) == units
    assert sum(amount for _, _, amount in listed) == Decimal(total)
    assert not _notes(disclosure)
