"""Tables that list several units: whose row it is, and what the department spends; names and figures are made up."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.disclosure import Disclosure
from made_up import disclosure_of

_SUMMARY = """
表1 收支总表

单位：万元

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、一般公共预算拨款 | 100.00 | 一、一般公共服务支出 | 80.00 |
| | | 二、教育支出 | 20.00 |
| 本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
| 收入总计 | 100.00 | 支出总计 | 100.00 |
"""

_BY_UNIT = """
表3 支出总表

单位：万元

| 预算单位 | 科目编码 | 科目名称 | 支出总计 | 基本支出 | 项目支出 |
|---|---|---|---|---|---|
| 某某县财政局 | | | 100.00 | 60.00 | 40.00 |
| 某某县财政局（本级） | | | 70.00 | 40.00 | 30.00 |
| | 201 | 一般公共服务支出 | 65.00 | 40.00 | 25.00 |
| | 20106 | 财政事务 | 65.00 | 40.00 | 25.00 |
| | 2010601 | 行政运行 | 65.00 | 40.00 | 25.00 |
| | 205 | 教育支出 | 5.00 | 0.00 | 5.00 |
| | 20508 | 进修及培训 | 5.00 | 0.00 | 5.00 |
| | 2050803 | 培训支出 | 5.00 | 0.00 | 5.00 |
| 某某县会计学校 | | | 30.00 | 20.00 | 10.00 |
| | 201 | 一般公共服务支出 | 15.00 | 10.00 | 5.00 |
| | 20106 | 财政事务 | 15.00 | 10.00 | 5.00 |
| | 2010601 | 行政运行 | 15.00 | 10.00 | 5.00 |
| | 205 | 教育支出 | 15.00 | 10.00 | 5.00 |
| | 20508 | 进修及培训 | 15.00 | 10.00 | 5.00 |
| | 2050803 | 培训支出 | 15.00 | 10.00 | 5.00 |
"""

_CODED = """
表5 一般公共预算支出明细表（按支出功能分类科目）

单位：万元

| 功能科目编码 | 功能科目名称 | 合计 | 人员经费支出 | 公用经费支出 | 专项业务经费支出 |
|---|---|---|---|---|---|
| | 合计 | 100.00 | 50.00 | 10.00 | 40.00 |
| 301001 | 某某县财政局 | 70.00 | 35.00 | 5.00 | 30.00 |
| 201 | 一般公共服务支出 | 70.00 | 35.00 | 5.00 | 30.00 |
| 301002 | 某某县会计学校 | 30.00 | 15.00 | 5.00 | 10.00 |
| 205 | 教育支出 | 30.00 | 15.00 | 5.00 | 10.00 |
"""

_INCOME = """
表2 收入总表

单位：万元

| 单位编码 | 单位名称 | 合计 | 一般公共预算拨款 |
|---|---|---|---|
| | 合计 | 100.00 | 100.00 |
| 301001 | 某某县财政局 | 70.00 | 70.00 |
| 301002 | 某某县会计学校 | 30.00 | 30.00 |
"""


def _facts(disclosure: Disclosure, prefix: str) -> dict[str, Decimal]:
    return {
        fact.key.removeprefix(prefix): fact.value
        for fact in disclosure.facts
        if fact.key.startswith(prefix) and isinstance(fact.value, Decimal)
    }


def test_rows_name_their_unit() -> None:
    disclosure = disclosure_of(_BY_UNIT)
    of_row = {line.row: (line.unit_name, line.role) for line in disclosure.lines}
    assert of_row == {
        2: ("", "unit"),
        3: ("某某县财政局（本级）", "unit"),
        **dict.fromkeys(range(4, 10), ("某某县财政局（本级）", "item")),
        10: ("某某县会计学校", "unit"),
        **dict.fromkeys(range(11, 17), ("某某县会计学校", "item")),
    }


def test_units_known_from_another_table() -> None:
    disclosure = disclosure_of(_INCOME + _CODED)
    spending = [line for line in disclosure.lines if line.statement == "general_expenditure"]
    assert {(line.name, line.unit_name, line.role) for line in spending} == {
        ("合计", "", "total"),
        ("某某县财政局", "某某县财政局", "unit"),
        ("一般公共服务支出", "某某县财政局", "item"),
        ("某某县会计学校", "某某县会计学校", "unit"),
        ("教育支出", "某某县会计学校", "item"),
    }


def test_classes_of_the_department_are_sums_that_another_table_confirms() -> None:
    classes = _facts(disclosure_of(_SUMMARY + _BY_UNIT), "expenditure.class.")
    assert classes == {"201": 80, "205": 20}
    assert _facts(disclosure_of(_BY_UNIT), "expenditure.class.") == classes


def test_classes_of_one_unit_are_none_of_the_department() -> None:
    """Where sums don't come out, no class is said to be spent on."""
    missing = _BY_UNIT.replace("| | 205 | 教育支出 | 15.00 | 10.00 | 5.00 |\n", "")
    assert _facts(disclosure_of(missing), "expenditure.class.") == {}
    contradicted = _SUMMARY.replace("80.00", "70.00").replace("20.00 |\n| 本年", "30.00 |\n| 本年")
    assert _facts(disclosure_of(contradicted + _BY_UNIT), "expenditure.class.") == {}


def test_totals_of_the_department() -> None:
    assert _facts(disclosure_of(_BY_UNIT), "expenditure.") == {
        "total": 100,
        "basic": 60,
        "project": 40,
        "class.201": 80,
        "class.205": 20,
        "item_rows": 2,
    }


def test_a_table_of_one_unit_names_none() -> None:
    one = _INCOME.replace("| 301002 | 某某县会计学校 | 30.00 | 30.00 |\n", "").replace("100.00", "70.00")
    assert {line.unit_name for line in disclosure_of(one).lines} == {""}
