"""Every amount of a row has a measure and a period of its own: headers at all levels, made-up figures."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from budgetlib.disclosure import BudgetLine
from made_up import COVER, disclosure_of

_FINAL = COVER.replace("预算公开", "决算公开")


def lines(title: str, table: str, *, cover: str = COVER) -> list[BudgetLine]:
    return list(disclosure_of(f"{title}\n\n单位：万元\n\n{table}", cover=cover).lines)


def amounts(found: list[BudgetLine], name: str = "合计") -> dict[tuple[str, str], Decimal | None]:
    """Measure and period -> amount in 万元, of the rows of a name."""
    rows = [line for line in found if line.name == name and not line.repeated]
    told = Counter((str(line.measure), str(line.period)) for line in rows)
    assert max(told.values()) == 1
    return {
        (str(line.measure), str(line.period)): None if line.amount_yuan is None else line.amount_yuan / 10000
        for line in rows
    }


def test_changes_at_the_outermost_level_of_a_header() -> None:
    found = amounts(
        lines(
            "“三公”经费及会议费、培训费预算表",
            "| 单位名称 | 2023年 | | | | 2024年 | | | | 增减变化情况 | | | |\n"
            "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
            "| | 三公经费小计 | 因公出国（境）费 | 公务接待费 | 会议费 | 三公经费小计 | 因公出国（境）费 | 公务接待费 | 会议费 | 三公经费小计 | 因公出国（境）费 | 公务接待费 | 会议费 |\n"
            "| 合计 | 7 | 1 | 6 | 4 | 9 | 1 | 8 | 4.5 | 2 | 0 | 2 | 0.5 |\n",
        )
    )
    assert (found["reception", "prior"], found["reception", "current"], found["reception", "change"]) == (
        6,
        8,
        2,
    )
    assert found["meeting", "change"] == Decimal("0.5")
    assert found["abroad", "change"] == 0


def test_changes_as_amount_and_in_percent_below_one_word() -> None:
    found = amounts(
        lines(
            "一般公共预算支出表",
            "| 科目编码 | 科目名称 | 2023年预算数 | 2024年预算数 | 比上年增减 | |\n"
            "|---|---|---|---|---|---|\n"
            "| | | | | 金额 | % |\n"
            "| | 合计 | 80 | 100 | 20 | 25 |\n"
            "| 201 | 一般公共服务支出 | 80 | 100 | 20 | 25 |\n",
        )
    )
    assert found["total", "prior"] == 80
    assert found["total", "change"] == 20
    assert found["total", "change_percent"] == Decimal(25) / 10000  # a percentage, not converted to 元


def test_carry_over_and_balances_are_not_one_column() -> None:
    found = amounts(
        lines(
            "收入总表",
            "| 单位名称 | 合计 | 一般公共预算 | 对附属单位上缴收入 | 使用非财政拨款结余 | 上年实户资金余额 | 上年结转结余 | | | 其他收入 |\n"
            "|---|---|---|---|---|---|---|---|---|---|\n"
            "| | | | | | | 小计 | 财政专户资金结转结余 | 单位资金结转结余 | |\n"
            "| 合计 | 28 | 7 | 1 | 2 | 3 | 11 | 5 | 6 | 4 |\n",
        )
    )
    assert found == {
        ("total", "current"): 28,
        ("general_public", "current"): 7,
        ("affiliate_remittance", "current"): 1,
        ("non_fiscal_balance", "current"): 2,
        ("account_balance", "current"): 3,
        ("carryover", "current"): 11,
        ("carryover_special_account", "current"): 5,
        ("carryover_unit_funds", "current"): 6,
        ("other_income", "current"): 4,
    }


def test_procurement_by_fund_beside_its_whole() -> None:
    table = (
        "| 采购项目 | 政府采购金额 | | | |\n"
        "|---|---|---|---|---|\n"
        "| | 合计 | 一般公共预算 | 政府性基金 | 其他资金 |\n"
        "| 合计 | 60 | 10 | 20 | 30 |\n"
        "| 货物 | 60 | 10 | 20 | 30 |\n"
    )
    found = list(amounts(lines("政府采购预算表", table)).values())
    assert found == [60, 10, 20, 30]


def test_what_procurement_is_reserved_for() -> None:
    found = amounts(
        lines(
            "部门支出总表",
            "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 2024年政府采购项目 | | |\n"
            "|---|---|---|---|---|---|---|---|\n"
            "| | | | | | 小计 | 其中：预留给中小企业的项目资金规模 | 其中：预留给小型、微型企业的项目资金规模 |\n"
            "| | 合计 | 30 | 10 | 20 | 9 | 5 | 3 |\n"
            "| 201 | 一般公共服务支出 | 30 | 10 | 20 | 9 | 5 | 3 |\n",
        )
    )
    assert found["procurement", "current"] == 9
    assert found["sme_reserved", "current"] == 5
    assert found["small_micro_reserved", "current"] == 3


@pytest.mark.parametrize(
    ("columns", "periods"),
    [
        ("| 年初预算数 | 全年预算数 | 决算数 |", {"budget": 1, "adjusted": 2, "final": 3}),
        ("| 年初预算数 | 调整后预算数 | 决算数 |", {"budget": 1, "adjusted": 2, "final": 3}),
        ("| 上年决算数 | 全年预算数 | 决算数 |", {"prior": 1, "budget": 2, "final": 3}),
    ],
)
def test_an_adjusted_budget_is_the_budget_only_where_no_other_is(
    columns: str, periods: dict[str, int]
) -> None:
    found = amounts(
        lines(
            "支出决算表",
            f"| 科目编码 | 科目名称 {columns}\n|---|---|---|---|---|\n| | 合计 | 1 | 2 | 3 |\n| 201 | 一般公共服务支出 | 1 | 2 | 3 |\n",
            cover=_FINAL,
        )
    )
    assert found == {("total", period): amount for period, amount in periods.items()}


def test_last_years_budget_beside_its_execution() -> None:
    found = amounts(
        lines(
            "一般公共预算支出表",
            "| 科目编码 | 科目名称 | 2023年预算数 | 2023年执行数 | 2024年预算数 |\n"
            "|---|---|---|---|---|\n"
            "| | 合计 | 1 | 2 | 3 |\n"
            "| 201 | 一般公共服务支出 | 1 | 2 | 3 |\n",
        )
    )
    assert found == {("total", "prior_budget"): 1, ("total", "prior"): 2, ("total", "current"): 3}


def test_education_fees_are_the_special_account_unless_it_has_a_column_of_its_own() -> None:
    alone = "| 单位名称 | 合计 | 一般公共预算 | 教育收费 |\n|---|---|---|---|\n| 合计 | 3 | 1 | 2 |\n"
    assert amounts(lines("收入总表", alone))["special_account", "current"] == 2
    beside = (
        "| 单位名称 | 合计 | 一般公共预算 | 财政专户管理资金 | |\n|---|---|---|---|---|\n"
        "| | | | 小计 | 教育收费 |\n| 合计 | 6 | 1 | 5 | 2 |\n"
    )
    found = amounts(lines("收入总表", beside))
    assert found["special_account", "current"] == 5
    assert found["education_fees", "current"] == 2


def test_columns_that_nobody_knows_are_numbered() -> None:
    found = amounts(
        lines(
            "支出总表",
            "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 甲类安排 | 乙类安排 |\n"
            "|---|---|---|---|---|---|---|\n"
            "| | 合计 | 10 | 3 | 4 | 1 | 2 |\n"
            "| 201 | 一般公共服务支出 | 10 | 3 | 4 | 1 | 2 |\n",
        )
    )
    assert found["other", "current"] == 1
    assert found["other_2", "current"] == 2


def test_spending_by_three_classifications_beside_income() -> None:
    """Every classification has its own labels, one of them under a header that no layout knows; totals are repeated."""
    found = lines(
        "收支总表",
        "| 收入 | | 支出 | | | | | |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| 项目 | 预算数 | 职能口径（按大类） | 预算数 | 部门预算支出经济科目（按大类） | 预算数 | 政府预算支出经济分类科目（按大类） | 预算数 |\n"
        "| 一般公共预算拨款 | 100 | 教育支出 | 90 | 工资福利支出 | 60 | 机关工资福利支出 | 70 |\n"
        "| 其他收入 | | 卫生健康支出 | 10 | 商品和服务支出 | 40 | 机关商品和服务支出 | 30 |\n"
        "| 收入总计 | 100 | 支出总计 | 100 | 支出总计 | 100 | 支出总计 | 100 |\n",
    )
    spent = {
        line.name: line.amount_yuan for line in found if line.side == "expenditure" and line.item != "total"
    }
    assert spent == {
        "教育支出": 900000, "卫生健康支出": 100000, "工资福利支出": 600000, "商品和服务支出": 400000,
        "机关工资福利支出": 700000, "机关商品和服务支出": 300000,
    }  # fmt: skip
    totals = [line for line in found if line.side == "expenditure" and line.item == "total"]
    assert [line.repeated for line in totals] == [False, True, True]
    assert {line.side for line in found if line.name in ("一般公共预算拨款", "其他收入")} == {"income"}


def test_units_of_money_in_the_heads_of_single_columns() -> None:
    found = lines(
        "支出总表",
        "| 科目编码 | 科目名称 | 合计（万元） | 基本支出（万元） | 项目支出（元） |\n"
        "|---|---|---|---|---|\n"
        "| | 合计 | 5.00 | 2.00 | 30000 |\n"
        "| 205 | 教育支出 | 5.00 | 2.00 | 30000 |\n",
    )
    total = {str(line.measure): (line.amount_yuan, line.unit) for line in found if line.name == "合计"}
    assert total == {"total": (50000, "万元"), "basic": (20000, "万元"), "project": (30000, "元")}


def test_two_levels_of_a_header_in_one_word() -> None:
    found = amounts(
        lines(
            "“三公”经费支出表",
            "| 单位名称 | 三公经费合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费小计 | 公务用车购置及运行费公务用车购置费 | 公务用车购置及运行费公务用车运行费 |\n"
            "|---|---|---|---|---|---|---|\n"
            "| 合计 | 5 | 0 | 2 | 3 | 1 | 2 |\n",
        )
    )
    assert found["vehicle", "current"] == 3
    assert found["vehicle_purchase", "current"] == 1
    assert found["vehicle_operation", "current"] == 2
