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


def test_units_and_projects_in_one_column(read_grid: Read) -> None:
    read = read_grid(
        """
单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性|指标内容
1|2|3|4|5|6|7|8|9|10
某某局|||||||||
森林防火专项经费|完成防火任务|产出指标|数量指标|巡护次数|>=|100|次|定量指标|反映巡护次数
||效益指标|社会效益指标|火灾下降|>=|10|%|定量指标|反映效果
林草监测经费|完成监测|产出指标|数量指标|监测样地|>=|50|个|定量指标|反映样地
""",
        {(3, 0): (2, 1), (3, 1): (2, 1)},
        "部门项目支出绩效目标表",
    )
    assert [(one.project, one.year_goal) for one in read.targets] == [
        ("森林防火专项经费", "完成防火任务"),
        ("林草监测经费", "完成监测"),
    ]
    assert [(one.level3, one.number, one.unit) for one in read.indicators] == [
        ("巡护次数", Decimal(100), "次"),
        ("火灾下降", Decimal(10), "%"),
        ("监测样地", Decimal(50), "个"),
    ]


def test_a_header_in_two_rows_and_an_amount_per_project(read_grid: Read) -> None:
    read = read_grid(
        """
单位编码|单位（专项）名称|资金总额|实施期绩效目标|绩效指标||||||
||||一级指标|二级指标|三级指标|指标值|指标值内容|评（扣）分标准|指标值类型
105001|河道管护经费|20.00|加强管护|产出指标|数量指标|管护长度|50公里|管护河道|未达标扣分|≥
||||效益指标|社会效益指标|水环境|明显改善|水环境|未达标扣分|定性
105001|防汛经费|18.00|保障安全|产出指标|数量指标|物资批次|2批|储备物资|未达标扣分|≥
""",
        {(0, 4): (1, 7), (2, 1): (2, 1), (2, 3): (2, 1)},
        "项目支出绩效目标表",
    )
    assert [(one.project, one.term_goal) for one in read.targets] == [
        ("河道管护经费", "加强管护"),
        ("防汛经费", "保障安全"),
    ]
    assert len(read.indicators) == 3


def test_goals_kept_back_and_key_projects_named_again(read_markdown: Read) -> None:
    read = read_markdown(
        """
部门预算项目支出及其他支出预算表

| 支出项目类别（资金使用单位） | 总计 | 财政拨款 | 绩效目标 |
|---|---|---|---|
| 合计 | 60.00 | 60.00 | |
| 某某局 | 60.00 | 60.00 | |
| 基层经费 | 50.00 | 50.00 | 调解纠纷，维护稳定。 |
| JY001 | 10.00 | 10.00 | 该项目为保密项目，不需要填报该项目的总体绩效目标。 |

七、重点项目预算绩效目标情况

| 项目 | 预算数（单位：万元） | 绩效目标 |
|---|---|---|
| 基层经费 | 50 | 调解纠纷，维护稳定，做到小事不出村。 |
"""
    )
    assert [one.project for one in read.targets] == ["基层经费"]


MARKED = """
项目支出绩效表

万元

| 单位名称 | 项目名称 | 金额 | 项目总体绩效目标 |
|---|---|---|---|
| ** | ** | ** | ** |
| | | 4,651.90 | |
| 某供水站 | 军供保障 | 35.00 | 饮食达标。 |
"""


def test_rows_that_mark_columns_or_state_the_whole_are_no_targets(read_markdown: Read) -> None:
    read = read_markdown(MARKED)
    assert [(one.project, one.implementing_unit) for one in read.targets] == [("军供保障", "某供水站")]
    assert [fund.amount_yuan for fund in read.targets[0].funds] == [Decimal(350000)]
    assert read.notes == ()


WHOLE_AND_SOURCES = """
项目支出绩效目标表

单位：万元

| 项目名称 | 总计 | 财政拨款 | | 其他资金 | 绩效目标 |
|---|---|---|---|---|---|
| 项目名称 | 总计 | 合计 | 一般公共预算 | 其他资金 | 绩效目标 |
| 基础研究 | 100 | 90 | 90 | 10 | 出成果。 |
"""


def test_a_sum_under_the_name_of_a_source_is_that_source(read_markdown: Read) -> None:
    (target,) = read_markdown(WHOLE_AND_SOURCES).targets
    assert {(fund.source, fund.printed, fund.within) for fund in target.funds} == {
        ("total", "100", ""),
        ("fiscal", "90", ""),
        ("general_public", "90", "fiscal"),
        ("other", "10", ""),
    }
