"""Rules on the text: figures, changes, percentages, shares and declarations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from made_up import Outcomes

EXPENDITURE = """2024年预算支出总表

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | 100.00 | 60.00 | 40.00 |
| 201 | 一般公共服务支出 | 100.00 | 60.00 | 40.00 |

第三部分 2024年度单位预算情况说明

三、支出预算情况说明

"""
THREE_PUBLIC = """2024年“三公”经费支出预算表

| 项目 | 预算数 |
|---|---|
| 因公出国（境）费 | |
| 公务接待费 | {reception} |
| 公务用车运行维护费 | |
| 合计 | {reception} |

第三部分 2024年度单位预算情况说明

七、“三公”经费增减变动原因说明

"""


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("支出预算100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。", "pass"),
        ("支出预算100万元，其中：基本支出60.0万元，占60%；项目支出40万元，占40%。", "pass"),
        ("支出预算100.00万元，其中：基本支出62.00万元，占60.00%；项目支出40.00万元，占40.00%。", "fail"),
    ],
)
def test_figures_of_text_and_table(outcomes: Outcomes, said: str, outcome: str) -> None:
    assert outcomes("text.figures", EXPENDITURE + "2024年度某某县财政局" + said)[0].outcome == outcome


def test_a_figure_without_its_last_decimals_is_no_contradiction(outcomes: Outcomes) -> None:
    exact = EXPENDITURE.replace("60.00", "60.006247").replace("40.00", "39.993753")
    (found,) = outcomes(
        "text.figures", exact + "2024年度某某县财政局支出预算100.00万元，其中：基本支出60.00万元。"
    )[:1]
    assert (found.outcome, found.severity) == ("fail", "info")
    assert found.message.endswith("：文字舍去了尾数，没有四舍五入。")
    more = outcomes(
        "text.figures", exact + "2024年度某某县财政局支出预算100.00万元，其中：基本支出60.20万元。"
    )
    assert more[0].severity == "error"


@pytest.mark.parametrize(("said", "outcome"), [("90.00", "pass"), ("88.00", "fail")])
def test_the_text_may_leave_out_what_the_table_carries_over(
    outcomes: Outcomes, said: str, outcome: str
) -> None:
    table = """财政拨款收入支出决算总表

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 金额 | 项目 | 合计 |
| 一、一般公共预算财政拨款 | 95.00 | 一、一般公共服务支出 | 90.00 |
| 本年收入合计 | 95.00 | 本年支出合计 | 90.00 |
| 年初财政拨款结转和结余 | 5.00 | 年末财政拨款结转和结余 | 10.00 |
| 总计 | 100.00 | 总计 | 100.00 |

第三部分 2024年度部门决算情况说明

四、财政拨款收入支出决算情况说明

"""
    found = outcomes("text.figures", table + f"2024年度财政拨款支出{said}万元。")
    assert [one.outcome for one in found] == [outcome]


def test_a_share_of_three_public_is_one_of_three_public_alone(outcomes: Outcomes) -> None:
    """江苏省人大常委会办公厅 2017: the shares are of a sum with conferences and training in it."""
    table = """2017年“三公”经费、会议费、培训费支出预算表

单位：万元

| 项目 | 合计 | “三公”经费合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 | 会议费 | 培训费 |
|---|---|---|---|---|---|---|---|
| 合计 | 2,542.60 | 833.60 | 222.50 | 183.60 | 427.50 | 1,305.25 | 403.75 |

第三部分 2017年度单位预算情况说明

七、“三公”经费增减变动原因说明

"""
    said = "“三公”经费预算支出中，因公出国（境）费支出222.5万元，占“三公”经费的{}%；公务接待费支出427.5万元，占“三公”经费的51.28%。"
    failed = [one for one in outcomes("text.shares", table + said.format("8.75")) if one.outcome == "fail"]
    assert [one.message for one in failed] == [
        "文字说明“因公出国（境）费支出”222.5万元占“三公”经费的8.75%，按合计833.60万元推算是26.69%。"
    ]
    assert outcomes("text.shares", table + said.format("26.69"))[0].outcome == "pass"


def test_a_wrong_share_is_recomputed(outcomes: Outcomes) -> None:
    said = "2024年度支出预算100.00万元，其中：基本支出60.00万元，占61.00%；项目支出40.00万元，占40.00%。"
    failed = outcomes("text.shares", EXPENDITURE + said)[0]
    assert (failed.outcome, failed.expected, failed.actual, failed.unit) == (
        "fail",
        Decimal("60.0000"),
        Decimal("61.00"),
        "%",
    )


@pytest.mark.parametrize(
    ("percent", "outcome"),
    [("37.42", "pass"), ("37.43", "fail"), ("37", "pass"), ("73.42", "fail")],
)
def test_a_percentage_is_the_change_over_last_year(outcomes: Outcomes, percent: str, outcome: str) -> None:
    said = f"2024年度支出预算1602.53万元，比上年减少958.24万元，下降{percent}%，主要原因是项目减少。"
    assert outcomes("text.changes", EXPENDITURE + said)[0].outcome == outcome


def test_direction_written_the_wrong_way(outcomes: Outcomes) -> None:
    said = "2023年预算执行数为60.13万元，2024年预算安排25.77万元，比2023年预算执行数增加57.14%。"
    failed = [one for one in outcomes("text.direction", EXPENDITURE + said) if one.outcome == "fail"]
    assert ["由60.13万元到25.77万元，却写增加57.14%" in one.message for one in failed] == [True]
    assert "推算，上年应约为16.40万元" in failed[0].message
    percent = outcomes("text.changes", EXPENDITURE + said.replace("57.14", "17.62"))
    assert "fail" not in {one.outcome for one in percent}, "one slip of the pen is one finding"


def test_a_declaration_against_a_figure(outcomes: Outcomes) -> None:
    said = "本单位无“三公”经费预算。"
    assert outcomes("text.declarations", THREE_PUBLIC.format(reception="") + said)[0].outcome == "pass"
    failed = outcomes("text.declarations", THREE_PUBLIC.format(reception="1.35") + said)[0]
    assert (failed.outcome, failed.actual) == ("fail", Decimal(13500))
    assert failed.message == "文字说“本单位无‘三公’经费预算”，而表格里“三公”经费合计为1.35万元。"


def test_purchases_add_up(outcomes: Outcomes) -> None:
    said = "九、政府采购情况\n\n2024年政府采购预算总额{total}万元。其中：政府采购货物预算3.00万元、政府采购工程预算0万元、政府采购服务预算2.00万元。"
    assert outcomes("text.procurement", EXPENDITURE + said.format(total="5.00"))[0].outcome == "pass"
    assert outcomes("text.procurement", EXPENDITURE + said.format(total="6.00"))[0].difference == Decimal(
        10000
    )


def test_services_bought_although_none_are_declared(outcomes: Outcomes) -> None:
    bought = "九、政府采购情况\n\n2024年政府采购预算总额2.00万元。其中：政府采购货物预算0万元、政府采购工程预算0万元、政府采购服务预算2.00万元。\n\n"
    found = outcomes(
        "text.service_purchase",
        EXPENDITURE
        + bought
        + "十二、其他说明\n\n（一）政府购买服务指导性目录\n\n2024年度无政府购买服务事项。",
    )
    assert [(one.outcome, one.severity) for one in found] == [("fail", "notice")]
    assert outcomes("text.service_purchase", EXPENDITURE + bought)[0].outcome == "not_applicable"


def test_a_budget_compared_with_itself(outcomes: Outcomes) -> None:
    said = "2024年度支出预算100.00万元，比{base}年预算增加7.00万元，增长7.53%，主要原因是项目增加。"
    assert [one.outcome for one in outcomes("text.base_year", EXPENDITURE + said.format(base=2023))] == [
        "pass"
    ]
    (failed,) = outcomes("text.base_year", EXPENDITURE + said.format(base=2024))
    assert (failed.outcome, failed.severity) == ("fail", "warning")
    assert failed.message.startswith("2024年预算有1句写成与“2024年预算”相比")
