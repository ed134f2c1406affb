"""Statements in small tables of many forms, and the headline figures in them; the figures are made up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from made_up import disclosure_of


@pytest.mark.parametrize(
    ("title", "table", "expected"),
    [
        pytest.param(
            "部门收支总表",
            "| 收入 | | | 支出 | | |\n"
            "|---|---|---|---|---|---|\n"
            "| 项目 | 上年执行数 | 本年预算数 | 项目 | 上年执行数 | 本年预算数 |\n"
            "| 一、一般公共预算拨款 | 90 | 100 | 一、教育支出 | 90 | 103 |\n"
            "| 本年收入合计 | 90 | 100 | 本年支出合计 | 90 | 103 |\n"
            "| 上年结转 | 1 | 3 | 结转下年 | 1 | 0 |\n"
            "| 收入总计 | 91 | 103 | 支出总计 | 91 | 103 |\n",
            {
                "summary.income_total": "103",
                "summary.income_current": "100",
                "summary.carryover_in": "3",
                "summary.expenditure_current": "103",
            },
            id="the year before beside this one",
        ),
        pytest.param(
            "收支预算总表",
            "| 收入 | | 支出 | |\n"
            "|---|---|---|---|\n"
            "| 项目 | 金额 | 项目 | 金额 |\n"
            "| 财政拨款 | 100 | 基本支出 | 60 |\n"
            "| 上年结余 | 3 | 项目支出 | 43 |\n"
            "| 合计 | 103 | 合计 | 103 |\n",
            {"summary.income_total": "103", "summary.expenditure_total": "103", "summary.carryover_in": "3"},
            id="合计 for all",
        ),
        pytest.param(
            "收支总表",
            "| 项目 | 预算数 | 项目 | 预算数 |\n"
            "|---|---|---|---|\n"
            "| 一、财政拨款收入 | 100 | 一、一般公共服务支出 | 100 |\n"
            "| 二、上级补助收入 | 5 | 二、住房保障支出 | 5 |\n"
            "| 总计 | 105 | 总计 | 105 |\n",
            {"summary.income_total": "105", "summary.expenditure_total": "105"},
            id="sides that no header names",
        ),
        pytest.param(
            "收支总表",
            "| 收入 | | 支出 | |\n"
            "|---|---|---|---|\n"
            "| 项目 | 预算数 | 项目 | 预算数 |\n"
            "| 一般公共预算财政拨款收入 | 100 | 社会保障和就业支出 | 104 |\n"
            "| 当年收入合计 | 100 | 当年支出合计 | 104 |\n"
            "| 上年结转、结余 | 4 | 年末结转、结余 | |\n"
            "| 收入合计 | 104 | 支出合计 | 104 |\n",
            {
                "summary.income_total": "104",
                "summary.income_current": "100",
                "summary.carryover_in": "4",
                "summary.expenditure_total": "104",
            },
            id="本年 as 当年, 总计 as 合计",
        ),
        pytest.param(
            "收支总表",
            "| 收入 | | 支出 | |\n"
            "|---|---|---|---|\n"
            "| 项目 | 预算数 | 项目 | 预算数 |\n"
            "| 本级财政拨款 | 100 | 教育支出 | 106 |\n"
            "| 收入小计 | 100 | 支出小计 | 106 |\n"
            "| 上年结转结余（动用数） | 6 | | |\n"
            "| 收入总计 | 106 | 支出总计 | 106 |\n",
            {"summary.income_total": "106", "summary.income_current": "100", "summary.carryover_in": "6"},
            id="小计 and carry-over put to use",
        ),
        pytest.param(
            "收入总表",
            "| 收入项目 | 预算数 | 占比% |\n"
            "|---|---|---|\n"
            "| 收入合计 | 107 | 100 |\n"
            "| 一般公共预算拨款收入 | 100 | 93.46 |\n"
            "| 事业收入 | 7 | 6.54 |\n",
            {"income.total": "107"},
            id="shares beside amounts",
        ),
        pytest.param(
            "部门收入总表",
            "| 单位编码 | 单位名称 | 总计 | 一般公共预算拨款 | 事业收入 |\n"
            "|---|---|---|---|---|\n"
            "| 301 | 某某县财政局 | 107 | 100 | 7 |\n"
            "| 301001 | 某某县财政局本级 | 57 | 50 | 7 |\n"
            "| 301002 | 某某县评审中心 | 50 | 50 | |\n",
            {"income.total": "107"},
            id="the unit's row for a total",
        ),
        pytest.param(
            "支出总表",
            "| 类 | 款 | 项 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n"
            "|---|---|---|---|---|---|---|\n"
            "| 205 | | | 教育支出 | 50 | 30 | 20 |\n"
            "| | 02 | | 普通教育 | 50 | 30 | 20 |\n"
            "| | | 01 | 学前教育 | 20 | 10 | 10 |\n"
            "| | | 02 | 小学教育 | 30 | 20 | 10 |\n"
            "| | | | 合计 | 50 | 30 | 20 |\n",
            {"expenditure.total": "50", "expenditure.item_rows": "2", "expenditure.class.205": "50"},
            id="a code in three columns, blank where it repeats",
        ),
        pytest.param(
            "部门支出总表",
            "| 科目 | 总计 | 基本支出 | 项目支出 |\n"
            "|---|---|---|---|\n"
            "| 合计 | 50 | 30 | 20 |\n"
            "| 205教育支出 | 50 | 30 | 20 |\n"
            "| 20502普通教育 | 50 | 30 | 20 |\n"
            "| 2050201学前教育 | 20 | 10 | 10 |\n"
            "| 2050202小学教育 | 30 | 20 | 10 |\n",
            {
                "expenditure.total": "50",
                "expenditure.item_rows": "2",
                "expenditure.class.205": "50",
                "expenditure.basic": "30",
            },
            id="code and name in one cell",
        ),
        pytest.param(
            "部门支出总表",
            "| 功能科目 | 总计 | 基本支出 | 项目支出 |\n"
            "|---|---|---|---|\n"
            "| 合计 | 50 | 30 | 20 |\n"
            "| 教育支出（205） | 50 | 30 | 20 |\n"
            "| 普通教育（20502） | 50 | 30 | 20 |\n"
            "| 学前教育（2050201） | 20 | 10 | 10 |\n"
            "| 小学教育（2050202） | 30 | 20 | 10 |\n",
            {"expenditure.total": "50", "expenditure.item_rows": "2", "expenditure.class.205": "50"},
            id="the code behind the name",
        ),
        pytest.param(
            "部门支出总表",
            "| 功能科目名称 | 总计 | 基本支出 | 项目支出 |\n"
            "|---|---|---|---|\n"
            "| 教育支出 | 50 | 30 | 20 |\n"
            "| 普通教育 | 50 | 30 | 20 |\n"
            "| 学前教育 | 20 | 10 | 10 |\n"
            "| 小学教育 | 30 | 20 | 10 |\n"
            "| 合计 | 50 | 30 | 20 |\n",
            {"expenditure.total": "50", "expenditure.item_rows": "2"},
            id="no codes, levels by sums",
        ),
        pytest.param(
            "部门支出总表",
            "| 科目名称（类） | 科目名称（款） | 科目名称（项） | 合计 | 基本支出 | 项目支出 |\n"
            "|---|---|---|---|---|---|\n"
            "| 教育支出 | 普通教育 | 学前教育 | 20 | 10 | 10 |\n"
            "| 教育支出 | 普通教育 | 小学教育 | 30 | 20 | 10 |\n"
            "| 合计 | | | 50 | 30 | 20 |\n",
            {"expenditure.total": "50", "expenditure.basic": "30"},
            id="names in three columns",
        ),
        pytest.param(
            "一般公共预算支出表",
            "| 科目编码 | 科目名称 | 合计 | 本年预算 | | | 上年结转 |\n"
            "|---|---|---|---|---|---|---|\n"
            "| | | | 小计 | 基本支出 | 项目支出 | |\n"
            "| | 合计 | 53 | 50 | 30 | 20 | 3 |\n"
            "| 205 | 教育支出 | 53 | 50 | 30 | 20 | 3 |\n",
            {
                "general_expenditure.total": "53",
                "general_expenditure.basic": "30",
                "general_expenditure.project": "20",
            },
            id="this year's part beside carry-over",
        ),
        pytest.param(
            "财政拨款收支预算总表",
            "| 收入 | | 支出 | | | |\n"
            "|---|---|---|---|---|---|\n"
            "| 资金来源 | 金额 | 支出项目 | 合计 | 一般公共预算 | 政府性基金 |\n"
            "| 一、一般公共预算财政拨款 | 50 | 一、教育支出 | 50 | 50 | |\n"
            "| 二、政府性基金预算财政拨款 | 4 | 二、其他支出 | 4 | | 4 |\n"
            "| 收入总计 | 54 | 支出总计 | 54 | 50 | 4 |\n",
            {
                "fiscal_summary.income_general": "50",
                "fiscal_summary.income_fund": "4",
                "fiscal_summary.expenditure_total": "54",
            },
            id="funds of spending in columns",
        ),
        pytest.param(
            "政府性基金预算收支表",
            "| 收入 | | 支出 | |\n"
            "|---|---|---|---|\n"
            "| 项目 | 预算数 | 项目 | 预算数 |\n"
            "| 政府性基金收入 | 4 | 城乡社区支出 | 4 |\n"
            "| 收入合计 | 4 | 支出合计 | 4 |\n",
            {"fund_expenditure.total": "4"},
            id="both sides of government funds",
        ),
        pytest.param(
            "国有资本经营预算收支表",
            "| 收入 | | 支出 | |\n"
            "|---|---|---|---|\n"
            "| 项目 | 预算数 | 项目 | 预算数 |\n"
            "| 国有资本经营预算收入 | 5 | 国有资本经营预算支出 | 5 |\n"
            "| 收入总计 | 5 | 支出总计 | 5 |\n",
            {"state_capital.total": "5"},
            id="both sides of state capital",
        ),
        pytest.param(
            "机关运行经费预算表",
            "| 项目 | 金额 |\n|---|---|\n| 办公费 | 5 |\n| 印刷费 | 7 |\n| 合计 | 12 |\n",
            {"operating_cost.total": "12"},
            id="operating cost by kind",
        ),
        pytest.param(
            "收支总表（单位：千元）",
            "| 收入 | | 支出 | |\n"
            "|---|---|---|---|\n"
            "| 项目 | 预算数 | 项目 | 预算数 |\n"
            "| 财政拨款收入 | 1,000 | 教育支出 | 1,000 |\n"
            "| 收入总计 | 1,000 | 支出总计 | 1,000 |\n",
            {"summary.income_total": "1000"},
            id="千元",
        ),
    ],
)
def test_headline_figures_of_a_table(title: str, table: str, expected: dict[str, str]) -> None:
    found = {fact.key: fact.value for fact in disclosure_of(f"2024年{title}\n\n{table}").facts}
    assert {key: found.get(key) for key in expected} == {
        key: Decimal(value) for key, value in expected.items()
    }
