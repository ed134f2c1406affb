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


@pytest.mark.parametrize(("printed", "count"), [("2", "2"), ("0", "0"), ("230.00", None)])
def test_equipment_above_a_price_is_counted_without_a_unit_where_a_whole_number_stands(
    printed: str, count: str | None
) -> None:
    found = facts(f"""机构运行信息表

| 项目 | 预算数 | 决算数 | 项目 | 决算数 |
|---|---|---|---|---|
| （一）支出合计 | 5.00 | 4.00 | 三、国有资产占用情况 | — |
| 1．因公出国（境）费 | | | （一）车辆数合计（辆） | 3 |
| 2．公务用车购置及运行维护费 | 3.00 | 2.50 | （二）单价100万元（含）以上设备（不含车辆） | {printed} |
| 3．公务接待费 | 2.00 | 1.50 | 四、政府采购支出信息 | — |
| 二、机关运行经费 | — | 30.00 | （一）政府采购支出合计 | 9.00 |
""")
    assert found["assets.vehicles"] == "3"
    assert found.get("assets.equipment_1m") == count
