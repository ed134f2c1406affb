"""Vehicles and equipment in tables: counted, never priced."""

from __future__ import annotations

import pytest

from made_up import disclosure_of

ASSETS = """国有资产占用情况表

单位：万元

| 项目 | 数量 | 价值 |
|---|---|---|
| 资产总额 | | 5,100.00 |
| 1、房屋（平方米） | 3,210 | 2,000.00 |
| 其中：办公用房（平方米） | 1,200 | 800.00 |
| 2、车辆（台、辆） | 4 | 96.00 |
| 3、单价50万元以上设备 | 2 | 130.00 |
| 4、单价100万元（含）以上设备（台、套） | | |
"""


def facts(text: str) -> dict[str, str | None]:
    found = {fact.key: fact.value for fact in disclosure_of(text).facts if fact.key.startswith("assets.")}
    return {key: None if value is None else str(value) for key, value in found.items()}


def test_the_column_of_numbers_counts_and_the_column_of_values_does_not() -> None:
    assert facts(ASSETS) == {
        "assets.office_area": "1200",
        "assets.vehicles": "4",
        "assets.equipment_500k": "2",
        "assets.equipment_1m": None,
    }


@pytest.mark.parametrize("title", ["新增资产配置表", "2024年国有资产购置预算表"])
def test_what_is_to_be_bought_is_not_what_is_there(title: str) -> None:
    assert facts(ASSETS.replace("国有资产占用情况表", title)) == {}


def test_counts_are_no_lines_of_money() -> None:
    assert disclosure_of(ASSETS).lines == ()
