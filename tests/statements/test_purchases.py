"""Procurement lists: what is bought, under which codes, by whom; names and figures are made up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from drawn import read_drawn

from budgetlib.disclosure import Disclosure
from budgetlib.interpret import assemble
from budgetlib.readers import read_document
from made_up import COVER, disclosure_of

_THREE_CODES = """
表12 部门综合预算政府采购（资产配置、购买服务）预算表

单位：万元

| 科目编码 | | | 单位编码 | 采购项目 | 采购目录 | 购买服务的内容 | 规格型号 | 数量 | 部门经济科目 | | 政府经济科目 | | 采购时间 | 预算金额 | 说明 |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| 类 | 款 | 项 | | | | | | | 类 | 款 | 类 | 款 | | | |
| | | | | 合计 | | | | 12 | | | | | | 50.00 | |
| 201 | 06 | 02 | 301001 | 某某县财政局 | | | | 3 | | | | | | 40.00 | |
| 201 | 06 | 02 | | 财政管理 | A02020400多功能一体机 | | 黑白 | 2 | 310 | 02 | 503 | 06 | 2024-03-01 | 10.00 | |
| 201 | 06 | 02 | | 财政检查 | C0808社会与管理咨询服务 | 绩效评价 | | 1 | 302 | 27 | 502 | 05 | 2024-05-01 | 30.00 | |
| 201 | 06 | 50 | 301002 | 某某县会计管理站 | | | | 9 | | | | | | 10.00 | |
| 201 | 06 | 50 | | 日常公用经费 | A0601办公家具 | | | 9 | 302 | 99 | 505 | 02 | 2024-03-01 | 10.00 | |
"""

_HEADED = """
政府采购支出表

单位：万元

| 采购品目大类 | 专项名称 | 经济科目 | 采购品目名称 | 采购组织形式 | 总计 |
|---|---|---|---|---|---|
| 合计 | | | | | 50.00 |
| 一、货物A | | | | | 20.00 |
| | 设备购置费 | 办公设备购置 | | | 20.00 |
| | | | 台式计算机 | 集中采购 | 12.00 |
| | | | 家具用具 | 分散采购 | 8.00 |
| 二、服务C | | | | | 30.00 |
| | 物业管理费 | 物业管理费 | | | 30.00 |
| | | | 物业管理服务 | 集中采购 | 25.00 |
| | | | ^ | 分散采购 | 5.00 |
"""


def _amounts(disclosure: Disclosure) -> list[Decimal]:
    return [(one.amount_yuan or Decimal(0)) / 10_000 for one in disclosure.purchases]


def test_three_groups_of_codes_in_a_row() -> None:
    disclosure = disclosure_of(_THREE_CODES)
    assert [
        (one.unit_name, one.name, one.item, one.item_code, one.kind, one.quantity)
        for one in disclosure.purchases
    ] == [
        ("某某县财政局", "财政管理", "多功能一体机", "A02020400", "goods", "2"),
        ("某某县财政局", "财政检查", "社会与管理咨询服务", "C0808", "services", "1"),
        ("某某县会计管理站", "日常公用经费", "办公家具", "A0601", "goods", "9"),
    ]
    assert [
        (one.function_code, one.economic_code, one.government_economic_code) for one in disclosure.purchases
    ] == [("2010602", "31002", "50306"), ("2010602", "30227", "50205"), ("2010650", "30299", "50502")]
    assert _amounts(disclosure) == [10, 30, 10]
    assert disclosure.purchases[1].content == "绩效评价"


def test_rows_of_the_list_are_lines_with_their_unit_and_codes() -> None:
    lines = [line for line in disclosure_of(_THREE_CODES).lines if line.statement == "procurement"]
    assert [(line.name, line.role, line.unit_name, line.code, line.counterpart_code) for line in lines] == [
        ("合计", "total", "", "", ""),
        ("某某县财政局", "unit", "某某县财政局", "2010602", ""),
        ("财政管理", "item", "某某县财政局", "2010602", "50306"),
        ("财政检查", "item", "某某县财政局", "2010602", "50205"),
        ("某某县会计管理站", "unit", "某某县会计管理站", "2010650", ""),
        ("日常公用经费", "item", "某某县会计管理站", "2010650", "50502"),
    ]


@pytest.mark.parametrize("merged", [True, False])
def test_items_below_kinds_and_projects(tmp_path: Path, merged: bool) -> None:
    path = tmp_path / "list.md"
    path.write_text(COVER + _HEADED, encoding="utf-8")
    disclosure = assemble(read_drawn(path, merged=merged))
    assert [(one.kind, one.name, one.economic_name, one.item, one.method) for one in disclosure.purchases][
        :3
    ] == [
        ("goods", "设备购置费", "办公设备购置", "台式计算机", "集中采购"),
        ("goods", "设备购置费", "办公设备购置", "家具用具", "分散采购"),
        ("services", "物业管理费", "物业管理费", "物业管理服务", "集中采购"),
    ]
    if merged:  # one item, bought in two ways
        assert disclosure.purchases[3].item == "物业管理服务"
        assert _amounts(disclosure) == [12, 8, 25, 5]


def test_sums_by_kind_are_no_purchases() -> None:
    table = "政府采购预算明细表\n\n| 采购类别 | 金额 |\n|---|---|\n| A-货物 | 2.00 |\n| C-服务 | 3.00 |\n| 合计 | 5.00 |\n"
    assert disclosure_of(table).purchases == ()


@pytest.mark.parametrize("name", ["06.pdf", "15.pdf", "18.pdf"])
def test_lists_add_up_to_their_total(corpus: Path, name: str) -> None:
    disclosure = assemble(read_document(corpus / name))
    total = next(
        line.amount_yuan
        for line in disclosure.lines
        if line.statement == "procurement" and line.role == "total" and line.measure == "total"
    )
    assert sum(one.amount_yuan or 0 for one in disclosure.purchases) == total
