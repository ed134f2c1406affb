"""Tables that look like a statement and are another thing, and statements that don't look like one; made-up figures."""

from __future__ import annotations

from decimal import Decimal

from made_up import COVER, disclosure_of

EXPENDITURE = """支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | | 1050 | 640 | 410 |
| 201 | 一般公共服务支出 | 1050 | 640 | 410 |
"""


def figures(text: str, *, cover: str = COVER) -> dict[str, Decimal | None]:
    made_up = disclosure_of(text, cover=cover)
    return {fact.key: fact.value for fact in made_up.facts if isinstance(fact.value, Decimal | None)}


def test_money_in_the_special_account_is_not_all_that_is_spent() -> None:
    empty = "财政专户管理资金预算支出表\n\n| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n| | 合计 | | | |\n"
    found = figures(f"{EXPENDITURE}\n{empty}")
    assert {key: found[f"expenditure.{key}"] for key in ("total", "basic", "project")} == {
        "total": 1050, "basic": 640, "project": 410,
    }  # fmt: skip


def test_basic_spending_on_receptions_is_not_the_table_of_three_public() -> None:
    basic = (
        "一般公共预算基本支出表——公用经费（按部门预算经济分类）\n\n"
        "| 单位名称 | 总计 | 办公费 | 因公出国（境）费用 | 公务接待费 | 公务用车运行维护费 |\n|---|---|---|---|---|---|\n"
        "| 合计 | 100 | 70 | 4 | 6 | 20 |\n"
    )
    three_public = (
        "一般公共预算“三公”经费支出表\n\n"
        "| “三公”经费合计 | 因公出国（境）费 | 公务用车购置费 | 公务用车运行费 | 公务接待费 |\n|---|---|---|---|---|\n"
        "| 40 | 4 | 10 | 20 | 6 |\n"
    )
    assert figures(f"{basic}\n{three_public}")["three_public.total"] == 40
    assert "three_public.total" not in figures(basic)


def test_a_header_may_say_the_unit_of_one_column() -> None:
    found = figures(
        "部门固定资产占用情况表\n\n"
        "| 项目 | 数量 | 价值（金额单位：万元） |\n|---|---|---|\n"
        "| 资产总额 | —— | 3000 |\n| 其中：办公用房（平方米） | 3200 | 800 |\n| 2、车辆（台、辆） | 8 | 200 |\n"
    )
    assert (found["assets.office_area"], found["assets.vehicles"]) == (3200, 8)


def test_unit_and_title_may_stand_in_a_table_of_their_own() -> None:
    caption = "| 收支预算总表 | | |\n|---|---|---|\n| 部门：某某县财政局 | | 单位：元 |\n"
    table = (
        "| 收入 | | 支出 | |\n|---|---|---|---|\n| 项目 | 预算数 | 项目 | 预算数 |\n"
        "| 本年收入合计 | 1000 | 本年支出合计 | 1050 |\n| 上年结转 | 50 | 结转下年 | |\n| 收入总计 | 1050 | 支出总计 | 1050 |\n"
    )
    made_up = disclosure_of(f"{caption}\n<!-- -->\n\n{table}", cover="某某县财政局2024年度部门预算\n\n")
    (total,) = [fact for fact in made_up.facts if fact.key == "summary.income_total"]
    assert (total.value, total.unit) == (1050, "元")


def test_a_heading_may_be_only_the_name_of_the_money() -> None:
    table = "| 科目代码 | 科目名称 | 金额 |\n|---|---|---|\n| | 合计 | 100 |\n| 30201 | 办公费 | 100 |\n"
    assert figures(f"机关运行经费\n\n{table}")["operating_cost.total"] == 100


def test_the_total_of_procurement_is_in_the_column_that_has_it() -> None:
    found = figures(
        "政府采购预算表\n\n| 项目名称 | 预算资金 | 数量 | 总计 | 一般公共预算拨款 |\n|---|---|---|---|---|\n"
        "| 合计 | | | 80 | 80 |\n| 办公经费 | 80 | 100 | 80 | 80 |\n"
    )
    assert found["procurement.total"] == 80


def test_a_total_below_two_lists_side_by_side_is_of_both() -> None:
    found = figures(
        "一般公共预算财政拨款基本支出决算表\n\n"
        "| 人员经费 | | | 公用经费 | | |\n|---|---|---|---|---|---|\n"
        "| 科目代码 | 科目名称 | 决算数 | 科目代码 | 科目名称 | 决算数 |\n"
        "| 301 | 工资福利支出 | 30 | 302 | 商品和服务支出 | 7 |\n"
        "| 人员经费合计 | | 30 | 公用经费合计 | | 7 |\n| 合计 | | | | | 37 |\n",
        cover="某某县财政局2023年度部门决算\n\n单位：万元\n\n",
    )
    assert {key: found[f"general_basic.{key}"] for key in ("personnel", "public")} == {
        "personnel": 30, "public": 7,
    }  # fmt: skip


def test_an_amount_without_building_investment_is_no_second_total() -> None:
    found = disclosure_of(
        "一般公共预算支出表\n\n"
        "| 科目编码 | 科目名称 | 2024年预算数 | | | |\n|---|---|---|---|---|---|\n"
        "| | | 小计 | 基本支出 | 项目支出 | 扣除中央基建投资后预算数 |\n"
        "| 201 | 一般公共服务支出 | 810 | 450 | 360 | 800 |\n"
    )
    totals = [line.amount_yuan for line in found.lines if line.code == "201" and line.measure == "total"]
    assert totals == [8_100_000]
