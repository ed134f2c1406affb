"""Lists over all projects, with a row per project or a row per indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from budgetlib.targets import TargetsRead

Read = Callable[..., TargetsRead]


def test_a_row_per_project(read_markdown: Read) -> None:
    read = read_markdown(
        """
| 二级预算单位名称 | 一级项目名称 | 预算数（万元） | 绩效目标 |
|---|---|---|---|
| 某某局本级 | 精细服务 | 1,365.35 | 提升服务保障能力。 |
| 某某局本级 | 综合管理 | 0.00 | |
| 某某中心 | 监督管理 | 83.00 | 完成考试组织，推动 |
| | | | 行业规范发展。 |
| 合计 | | 1,448.35 | |
"""
    )
    assert [(one.project, one.implementing_unit, one.year_goal) for one in read.targets] == [
        ("精细服务", "某某局本级", "提升服务保障能力。"),
        ("监督管理", "某某中心", "完成考试组织，推动行业规范发展。"),
    ]
    assert read.targets[0].funds[0].amount_yuan == Decimal("13653500.00")
    assert [one.number for one in read.targets] == [1, 2]
    assert read.notes == ()


def test_a_row_per_indicator_with_everything_printed_again(read_markdown: Read) -> None:
    read = read_markdown(
        """
项目支出绩效目标表

单位：万元

| 项目名称 | 项目总额 | 其中： | | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 本年绩效指标值 | 度量单位 |
|---|---|---|---|---|---|---|---|---|---|---|
| | | 财政资金 | 其他资金 | | | | | | | |
| 评审经费 | 839.00 | 800.00 | 39.00 | 按时评审 | 产出指标 | 数量指标 | 评审数量 | ≥ | 420 | 个 |
| 评审经费 | 839.00 | 800.00 | 39.00 | 按时评审 | 产出指标 | 时效指标 | 完成时间 | ≤ | 12 | 月 |
| 评审经费 | 20.00 | 20.00 | | 另一期 | 效益指标 | 社会效益指标 | 决策参考 | 定性 | 优 | |
"""
    )
    assert [(one.project, one.year_goal) for one in read.targets] == [
        ("评审经费", "按时评审"),
        ("评审经费", "另一期"),
    ]
    assert [(fund.source, fund.amount_yuan) for fund in read.targets[0].funds] == [
        ("total", Decimal("8390000.00")),
        ("fiscal", Decimal("8000000.00")),
        ("other", Decimal("390000.00")),
    ]
    assert [(one.target, one.period, one.value_text) for one in read.indicators] == [
        (1, "year", "≥420个"),
        (1, "year", "≤12月"),
        (2, "year", "优"),
    ]


BROKEN_BY_A_PAGE = """
    项目名称                    | 项目总额（万元） | 绩效目标       | 一级指标 | 三级指标 | 指标值
    11000022T000000455794-评审  | 839.00           | 按时评审。     | 产出指标 | 评审数量 | ≥420个
                                |                  |                | 产出指标 | 合格率   | ≥98%
                                |                  | 组织完成企业会 | 成本指标 | 单位成本 | ≤800元
                                |                  |                | 效益指标 | 决策参考 | 优
    11000022T000000456408-决算  | 67.70            | 计决算。       | 产出指标 | 审核数量 | ≥100家
                                |                  |                | 产出指标 | 审核人员 | ≥20人
"""
MERGED = {(row, column): (2, 1) for row in (1, 3, 5) for column in (0, 1, 2)}


def test_a_project_whose_name_stands_on_the_next_page(read_grid: Read) -> None:
    read = read_grid(BROKEN_BY_A_PAGE, spans=MERGED, title="项目支出绩效目标表", seams=(5,))
    assert [(one.project_code, one.project, one.year_goal) for one in read.targets] == [
        ("11000022T000000455794", "评审", "按时评审。"),
        ("11000022T000000456408", "决算", "组织完成企业会计决算。"),
    ]
    assert Counter(one.target for one in read.indicators) == {1: 2, 2: 4}
    assert read.targets[1].place.row == 4


def test_a_project_printed_again_at_the_top_of_a_page_is_one(read_grid: Read) -> None:
    again = BROKEN_BY_A_PAGE.replace("11000022T000000456408-决算", "11000022T000000455794-评审")
    first = [line for line in again.splitlines() if "单位成本" not in line and "决策参考" not in line]
    read = read_grid(
        "\n".join(first),
        spans={(row, column): (2, 1) for row in (1, 3) for column in (0, 1, 2)},
        title="项目支出绩效目标表",
        seams=(3,),
    )
    assert [one.year_goal for one in read.targets] == ["按时评审。计决算。"]
    assert len(read.indicators) == 4


def test_a_block_that_is_never_named_is_noted(read_grid: Read) -> None:
    rows = BROKEN_BY_A_PAGE.splitlines()[:6]
    read = read_grid("\n".join(rows), spans=MERGED, title="项目支出绩效目标表")
    assert [one.project for one in read.targets] == ["评审"]
    (note,) = read.notes
    assert (note.kind, note.place.row, note.detail["text"]) == ("targets.unread", 4, "单位成本 决策参考")


def test_a_column_with_an_unknown_head_is_noted(read_markdown: Read) -> None:
    read = read_markdown(
        "| 项目名称 | 金额（元） | 绩效目标 | 吉祥物 |\n|---|---|---|---|\n| 甲 | 5 | 好 | 熊猫 |\n"
    )
    assert len(read.targets) == 1
    assert [(note.kind, note.detail["text"]) for note in read.notes] == [("targets.unread", "吉祥物")]


def test_a_list_without_a_unit_of_money_is_noted_once(read_markdown: Read) -> None:
    read = read_markdown("| 项目名称 | 金额 | 绩效目标 |\n|---|---|---|\n| 甲 | 5 | 好 |\n| 乙 | 6 | 好 |\n")
    assert [target.funds[0].amount_yuan for target in read.targets] == [None, None]
    assert [(note.kind, note.place.row) for note in read.notes] == [("targets.no_unit", 2)]
