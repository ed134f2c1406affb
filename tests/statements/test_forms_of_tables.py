"""One statement in many forms: items in rows or columns, years side by side or one below the other; made-up figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from made_up import disclosure_of

THREE_PUBLIC = {
    "three_public.total": 6, "three_public.abroad": 1, "three_public.reception": 2, "three_public.vehicle": 3,
    "three_public.vehicle_purchase": 1, "three_public.vehicle_operation": 2,
}  # fmt: skip
YEAR_BEFORE = {"three_public_prior.total": 7, "three_public_prior.reception": 3}
UNADDED = {key: value for key, value in THREE_PUBLIC.items() if key != "three_public.vehicle"}
"""Where the table prints no sum of buying and running vehicles."""


def figures(title: str, table: str) -> dict[str, Decimal | None]:
    made_up = disclosure_of(f"{title}\n\n单位：万元\n\n{table}")
    return {fact.key: fact.value for fact in made_up.facts if isinstance(fact.value, Decimal | None)}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "| 单位名称 | 2023年预算数 | | | | | | 2024年预算数 | | | | | |\n"
            "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
            "| | 合计 | 因公出国（境）费 | 小计 | 公务用车购置费 | 公务用车运行费 | 公务接待费 | 合计 | 因公出国（境）费 | 小计 | 公务用车购置费 | 公务用车运行费 | 公务接待费 |\n"
            "| 合计 | 7 | 1 | 3 | 1 | 2 | 3 | 6 | 1 | 3 | 1 | 2 | 2 |\n",
            UNADDED | YEAR_BEFORE,
            id="years side by side",
        ),
        pytest.param(
            "| 项目 | 合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行维护费 | 其中：公务用车购置费 | 其中：公务用车运行维护费 |\n"
            "|---|---|---|---|---|---|---|\n"
            "| 2023年预算数 | 7 | 1 | 3 | 3 | 1 | 2 |\n"
            "| 2024年预算数 | 6 | 1 | 2 | 3 | 1 | 2 |\n"
            "| 增减额 | -1 | 0 | -1 | 0 | 0 | 0 |\n",
            THREE_PUBLIC | YEAR_BEFORE,
            id="years in rows",
        ),
        pytest.param(
            "| 项目 | 上年预算数 | 本年预算数 | 增减额 | 增减% | 增减原因 |\n"
            "|---|---|---|---|---|---|\n"
            "| “三公”经费合计 | 7 | 6 | -1 | -14.29 | |\n"
            "| 因公出国（境）费用 | 1 | 1 | 0 | 0 | |\n"
            "| 公务接待费 | 3 | 2 | -1 | -33 | 压缩 |\n"
            "| 公务用车购置和运行费 | 3 | 3 | 0 | 0 | |\n"
            "| 其中：公务用车购置费 | 1 | 1 | | | |\n"
            "| 公务用车运行费 | 2 | 2 | | | |\n",
            THREE_PUBLIC | YEAR_BEFORE,
            id="changes and reasons",
        ),
        pytest.param(
            "| 合计 | 因公出国（境）费 | 公务用车购置及运行费 | | | 公务接待费 |\n"
            "|---|---|---|---|---|---|\n"
            "| | | 合计 | 其中：购置费 | 其中：运行费 | |\n"
            "| 6 | 1 | 3 | 1 | 2 | 2 |\n",
            THREE_PUBLIC,
            id="of which in columns",
        ),
        pytest.param(
            "| 项目 | 2024年预算数 |\n"
            "|---|---|\n"
            "| 合计 | 11 |\n"
            "| 一、“三公”经费 | 6 |\n"
            "| （一）因公出国（境）费 | 1 |\n"
            "| （二）公务用车购置及运行费 | 3 |\n"
            "| 1.公务用车购置费 | 1 |\n"
            "| 2.公务用车运行费 | 2 |\n"
            "| （三）公务接待费 | 2 |\n"
            "| 二、会议费 | 3 |\n"
            "| 三、培训费 | 2 |\n",
            THREE_PUBLIC,
            id="with meetings and training",
        ),
        pytest.param(
            "| 序号 | 经费项目 | 财政拨款预算数 | 其中：一般公共预算拨款 | 政府性基金预算拨款 |\n"
            "|---|---|---|---|---|\n"
            "| 1 | 因公出国（境）费用 | 1 | 1 | |\n"
            "| 2 | 公务接待费 | 2 | 2 | |\n"
            "| 3 | 公务用车购置费 | 1 | 1 | |\n"
            "| 4 | 公务用车运行维护费 | 2 | 2 | |\n"
            "| | 合计 | 6 | 6 | |\n",
            UNADDED,
            id="a name column with an unknown head",
        ),
        pytest.param(
            "| 单位：万元 | 出国（境）经费 | 车辆购置及运行费 | | | 接待费 | 合计 |\n"
            "|---|---|---|---|---|---|---|\n"
            "| | | 小计 | 车辆购置费 | 车辆运行维护费 | | |\n"
            "| 某某局 | 1 | 3 | 1 | 2 | 2 | 6 |\n",
            THREE_PUBLIC,
            id="short names",
        ),
        pytest.param(
            "| 项目 | 本年预算数 | 上年执行数 |\n"
            "|---|---|---|\n"
            "| 1、因公出国（境）费 | 1 | 1 |\n"
            "| 2、公务用车购置及运行费 | 3 | 3 |\n"
            "| 其中：（1）公务用车运行维护费 | 2 | 2 |\n"
            "| （2）公务用车购置费 | 1 | 1 |\n"
            "| 3、公务接待费 | 2 | 3 |\n"
            "| “三公”经费支出合计 | 6 | 7 |\n",
            THREE_PUBLIC | YEAR_BEFORE,
            id="total below",
        ),
        pytest.param(
            "| 部门 | 三公经费总额 | 因公出国(境)经费 | 公务接待经费 | 公务用车经费 | | |\n"
            "|---|---|---|---|---|---|---|\n"
            "| | | | | 合计 | 公务用车购置经费 | 公务用车运行经费 |\n"
            "| 某某局 | 6 | 1 | 2 | 3 | 1 | 2 |\n",
            THREE_PUBLIC,
            id="经费 instead of 费",
        ),
        pytest.param(
            "| 科目 | 金额 |\n"
            "|---|---|\n"
            "| 因公出国（境） | 1 |\n"
            "| 公务接待 | 2 |\n"
            "| 公车购置及运行维护 | 3 |\n"
            "| 其中：公车购置 | 1 |\n"
            "| 公车运行维护 | 2 |\n"
            "| 总计 | 6 |\n",
            THREE_PUBLIC,
            id="公车",
        ),
        pytest.param(
            "| 因公出国（境）费 | | 公务接待费 | | 公务用车购置费 | | 公务用车运行维护费 | | 合计 | |\n"
            "|---|---|---|---|---|---|---|---|---|---|\n"
            "| 2023年预算 | 2024年预算 | 2023年预算 | 2024年预算 | 2023年预算 | 2024年预算 | 2023年预算 | 2024年预算 | 2023年预算 | 2024年预算 |\n"
            "| 1 | 1 | 3 | 2 | 1 | 1 | 2 | 2 | 7 | 6 |\n",
            UNADDED | YEAR_BEFORE,
            id="two years below every item",
        ),
    ],
)
def test_three_public(table: str, expected: dict[str, int]) -> None:
    found = figures("2024年一般公共预算“三公”经费预算表", table)
    assert {key: found.get(key, "missing") for key in expected} == expected


def test_personnel_and_running_cost_in_tables_of_their_own() -> None:
    rows = "| 科目编码 | 科目名称 | 预算数 |\n|---|---|---|\n| 合计 | | {total} |\n| {code} | {name} | {total} |\n"
    made_up = disclosure_of(
        "一般公共预算基本支出表（人员经费）\n\n"
        + rows.format(total="58.00", code="301", name="工资福利支出")
        + "\n一般公共预算基本支出表（公用经费）\n\n"
        + rows.format(total="12.00", code="302", name="商品和服务支出")
    )
    found = {fact.key: fact.value for fact in made_up.facts}
    assert (found["general_basic.personnel"], found["general_basic.public"]) == (58, 12)


@pytest.mark.parametrize(
    "table",
    [
        "| 项目 | 预算数 |\n|---|---|\n| 合计 | 26 |\n| 货物 | 5 |\n| 工程 | 1 |\n| 服务 | 20 |\n",
        "| 单位名称 | 合计 | 货物类 | 工程类 | 服务类 |\n|---|---|---|---|---|\n| 合计 | 26 | 5 | 1 | 20 |\n| 某某局 | 26 | 5 | 1 | 20 |\n",
        "| 采购项目 | 政府采购金额 | |\n|---|---|---|\n| | 总计 | 一般公共预算 |\n| 合计 | 26 | 26 |\n"
        "| A货物 | 5 | 5 |\n| B工程 | 1 | 1 |\n| C服务 | 20 | 20 |\n",
    ],
    ids=["rows", "columns", "letters"],
)
def test_procurement(table: str) -> None:
    found = figures("政府采购预算表", table)
    expected = {
        "procurement.total": 26,
        "procurement.goods": 5,
        "procurement.works": 1,
        "procurement.services": 20,
    }
    assert {key: found.get(key, "missing") for key in expected} == expected


def test_budget_and_final_account_of_one_year_in_rows() -> None:
    table = (
        "| 项目 | 合计 | 因公出国（境）费 | 公务接待费 | 公务用车运行维护费 |\n|---|---|---|---|---|\n"
        "| 2024年预算数 | 7 | 1 | 3 | 3 |\n| 2024年决算数 | 6 | 1 | 2 | 3 |\n"
    )
    made_up = disclosure_of(f"某某县财政局2024年度部门决算\n\n“三公”经费支出决算表\n\n{table}", cover="")
    found = {fact.key: fact.value for fact in made_up.facts}
    assert (found["three_public.total"], found["three_public_budget.total"]) == (6, 7)
