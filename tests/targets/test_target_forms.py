"""Forms with one project each: the shapes that provinces give them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from budgetlib.targets import TargetsRead

Read = Callable[..., TargetsRead]

STANDARD = """
项目支出绩效目标表

(2025年度)

| 项目名称 | | 会议中心运行费 | | |
|---|---|---|---|---|
| 主管部门及代码 | | [118]某某厅 | 实施单位 | 某某厅本级 |
| 项目资金（万元） | | 年度资金总额： | 120.50 | 执行率分值（10） |
| | | 其中：财政拨款 | 100.50 | |
| | | 上年结转 | 20 | |
| | | 其他资金 | - | |
| 总体目标 | | 保障会议中心全年运行。 | | |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |
| | 产出指标 | 数量指标 | 会议场次（场） | ≥40 |
| | | 质量指标 | 设备完好率 | ≥98% |
| | 满意度指标 | 服务对象满意度指标 | 参会人员满意度 | ≥90% |
"""


def funds(read: TargetsRead, target: int = 0) -> list[tuple[str, str, Decimal | None]]:
    return [(fund.period, fund.source, fund.amount_yuan) for fund in read.targets[target].funds]


def indicators(read: TargetsRead) -> list[tuple[str, str, str, str, str]]:
    return [(one.period, one.level1, one.level2, one.level3, one.value_text) for one in read.indicators]


def test_form_for_one_year(read_markdown: Read) -> None:
    read = read_markdown(STANDARD)
    (target,) = read.targets
    assert (target.project, target.department_code, target.department) == ("会议中心运行费", "118", "某某厅")
    assert (target.year_goal, target.term_goal) == ("保障会议中心全年运行。", "")
    assert funds(read) == [
        ("year", "total", Decimal("1205000")),
        ("year", "fiscal", Decimal("1005000")),
        ("year", "carryover", Decimal("200000")),
        ("year", "other", None),
    ]
    assert indicators(read) == [
        ("year", "产出指标", "数量指标", "会议场次（场）", "≥40"),
        ("year", "产出指标", "质量指标", "设备完好率", "≥98%"),
        ("year", "满意度指标", "服务对象满意度指标", "参会人员满意度", "≥90%"),
    ]
    assert read.indicators[0].unit == "场"
    assert read.notes == ()


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("008-组织部(部门)", "008", "组织部(部门)"),
        ("231_烟台市审计局", "231", "烟台市审计局"),
        ("（118）某某厅", "118", "某某厅"),
        ("12345热线中心", "", "12345热线中心"),
        ("某某厅", "", "某某厅"),
    ],
)
def test_code_and_name_of_the_department(read_markdown: Read, printed: str, code: str, name: str) -> None:
    (target,) = read_markdown(STANDARD.replace("[118]某某厅", printed)).targets
    assert (target.department_code, target.department) == (code, name)


def test_a_unit_of_money_that_is_not_known(read_markdown: Read) -> None:
    read = read_markdown(STANDARD.replace("（万元）", "（千万元）"))
    assert [fund.amount_yuan for fund in read.targets[0].funds] == [None] * 4
    assert [note.kind for note in read.notes] == ["targets.no_unit"]


def test_blank_zero_and_amount_with_its_own_unit(read_markdown: Read) -> None:
    text = STANDARD.replace("| 100.50 |", "| 1005000元 |").replace("| 20 |", "| 0.00 |")
    by_source = {fund.source: fund for fund in read_markdown(text).targets[0].funds}
    assert by_source["fiscal"].amount_yuan == Decimal("1005000")
    assert (by_source["carryover"].amount_yuan, by_source["carryover"].decimals) == (Decimal(0), 2)
    assert (by_source["other"].amount_yuan, by_source["other"].printed) == (None, "-")


def test_words_where_an_amount_belongs_are_noted(read_markdown: Read) -> None:
    read = read_markdown(STANDARD.replace("| 120.50 |", "| 待定 |"))
    assert "total" not in {fund.source for fund in read.targets[0].funds}
    (note,) = read.notes
    assert (note.kind, note.detail["text"], note.place.line) == ("targets.unread", "待定", 9)


def test_a_form_without_a_unit_of_money(read_markdown: Read) -> None:
    plain = STANDARD.replace("（万元）", "")
    alone = read_markdown(plain)
    assert [fund.amount_yuan for fund in alone.targets[0].funds] == [None] * 4
    (note,) = alone.notes
    assert (note.kind, note.detail["assumed"]) == ("targets.no_unit", "")
    after_another = read_markdown(STANDARD + plain)
    assert funds(after_another, 1)[0] == ("year", "total", Decimal("1205000"))
    (note,) = after_another.notes
    assert (note.kind, note.detail["assumed"]) == ("targets.no_unit", "万元")


def test_text_that_belongs_nowhere_is_noted(read_markdown: Read) -> None:
    read = read_markdown(STANDARD.replace("| ≥98% |", "| ≥98% | 旁注"))
    (note,) = read.notes
    assert (note.kind, note.detail["text"]) == ("targets.unread", "旁注")
    assert (note.place.line, note.place.row) == (16, 10)


def test_two_forms_in_one_table(read_markdown: Read) -> None:
    second = STANDARD.split("|---|---|---|---|---|\n")[1].replace("会议场次", "培训场次")
    read = read_markdown(STANDARD + "| 项目名称 | | 培训费 | | |\n" + second)
    assert [target.project for target in read.targets] == ["会议中心运行费", "培训费"]
    assert [one.target for one in read.indicators] == [1, 1, 1, 2, 2, 2]
    assert read.targets[1].place.row == 12


def test_a_form_that_goes_on_in_another_table(read_markdown: Read) -> None:
    head, tail = STANDARD.split("| | | 质量指标")
    read = read_markdown(head + "\n— 12 —\n\n| | | 质量指标" + tail)
    assert len(read.targets) == 1
    assert indicators(read) == indicators(read_markdown(STANDARD))


def test_one_name_with_a_value_for_the_period_and_one_for_the_year(read_markdown: Read) -> None:
    read = read_markdown(
        """
| 项目名称 | 道路养护 | | | |
|---|---|---|---|---|
| 预算金额（元） | 90000 | | | |
| 总体目标 | 实施周期总体目标 | | 年度目标 | |
| | 三年内全面养护 | | 养护一批 | |
| 绩效指标 | 二级指标 | 三级指标 | 实施周期指标值 | 年度指标值 |
| | 数量指标 | 养护里程 | ≥300公里 | ≥100公里 |
"""
    )
    assert (read.targets[0].term_goal, read.targets[0].year_goal) == ("三年内全面养护", "养护一批")
    assert indicators(read) == [
        ("term", "", "数量指标", "养护里程", "≥300公里"),
        ("year", "", "数量指标", "养护里程", "≥100公里"),
    ]
    assert funds(read) == [("year", "total", Decimal(90000))]


def test_merged_cells_and_operators_in_a_column_of_their_own(read_grid: Read) -> None:
    read = read_grid(
        """
        项目名称     | 移民后期扶持 |          | 主管部门 | 某某局
        当年预算     | 12,700.00    |          | 市级支出 |
                     |              |          | 补助区县 | 12,700.00
        当年绩效目标 | 实施项目86个 |          |          |
        绩效指标     | 指标名称     | 指标性质 | 指标值   | 计量单位
                     | 项目验收率   | ≥        | 90       | %
                     | 社会影响     | 定性     | 良好     |
        """,
        spans={(0, 1): (1, 2), (1, 0): (2, 1), (1, 1): (2, 2), (3, 1): (1, 4), (4, 0): (3, 1)},
        title="2026年市级重点专项资金绩效目标表 单位：万元",
    )
    assert funds(read) == [
        ("year", "total", Decimal("127000000")),
        ("year", "own_level", None),
        ("year", "to_lower_levels", Decimal("127000000")),
    ]
    assert indicators(read) == [
        ("year", "", "", "项目验收率", "≥90%"),
        ("year", "", "", "社会影响", "良好"),
    ]
    assert read.indicators[0].operator == ">="
    assert read.notes == ()


def test_a_goal_that_a_page_cuts(read_grid: Read) -> None:
    read = read_grid(
        """
        项目名称       | 宣传经费
        年度绩效目标   | 制作专题片，提
                       | 升城市形象。
        """,
        spans={},
        seams=(2,),
        title="项目支出绩效目标表",
    )
    assert read.targets[0].year_goal == "制作专题片，提升城市形象。"


def test_the_project_may_stand_in_the_title_alone(read_markdown: Read) -> None:
    form = """
| 资金情况（万元） | 资金总额： | 47.50 | |
|---|---|---|---|
| 项目实施期目标 | 提升城市形象。 | | |
| 一级指标 | 二级指标 | 三级指标 | 目标值 |
| 产出指标 | 数量指标 | 开设专栏 | ≥1个 |
"""
    read = read_markdown("城市形象宣传经费项目绩效目标表\n" + form)
    assert [target.project for target in read.targets] == ["城市形象宣传经费"]
    assert indicators(read) == [("term", "产出指标", "数量指标", "开设专栏", "≥1个")]
    nameless = read_markdown("某某县县级预算部门(单位)项目支出绩效目标表\n" + form)
    assert [(one.project, one.funds[0].amount_yuan) for one in nameless.targets] == [("", Decimal(475_000))]
    assert [note.kind for note in nameless.notes] == ["targets.unread"]
    called_like_a_form = read_markdown("专项业务经费项目绩效目标表\n" + form)
    assert [target.project for target in called_like_a_form.targets] == ["专项业务经费"]


def test_every_heading_begins_a_form(read_markdown: Read) -> None:
    """One form a page under its own heading; the next page's money and indicators are never added."""
    form = """
| 资金情况（万元） | 资金总额： | {} | |
|---|---|---|---|
| 项目实施期目标 | 提升形象。 | | |
| 一级指标 | 二级指标 | 三级指标 | 目标值 |
| 产出指标 | 数量指标 | {} | ≥1个 |
"""
    for heads in (
        ("宣传经费项目绩效目标表", "修缮经费项目绩效目标表"),
        ("项目支出绩效目标表\n\n项目名称：宣传经费", "项目支出绩效目标表\n\n项目名称：修缮经费"),
        ("项目支出绩效目标表\n\n（1）宣传经费", "（2）修缮经费"),
    ):
        read = read_markdown(
            f"{heads[0]}\n{form.format('47.50', '专栏')}\n{heads[1]}\n{form.format('28.50', '房屋')}"
        )
        assert [(one.project, [fund.printed for fund in one.funds]) for one in read.targets] == [
            ("宣传经费", ["47.50"]),
            ("修缮经费", ["28.50"]),
        ]
        assert [(one.target, one.level3) for one in read.indicators] == [(1, "专栏"), (2, "房屋")]


def test_titles_inside_one_table_begin_its_forms(read_markdown: Read) -> None:
    """Forms of one width on pages that follow each other may come as one table."""
    rows = "| 资金（万元） | 资金总额： | {} |\n| 实施期目标 | 提升。 | |\n| 一级指标 | 三级指标 | 指标值 |\n| 产出指标 | {} | ≥1个 |\n"
    first, second = "| 宣传经费项目绩效目标表 | | |\n|---|---|---|\n", "| 修缮经费项目绩效目标表 | | |\n"
    read = read_markdown(first + rows.format("47.50", "专栏") + second + rows.format("28.50", "房屋"))
    assert [(one.project, one.funds[0].printed) for one in read.targets] == [
        ("宣传经费", "47.50"),
        ("修缮经费", "28.50"),
    ]
    assert [(one.target, one.level3) for one in read.indicators] == [(1, "专栏"), (2, "房屋")]


def test_a_form_that_nobody_filled_in(read_markdown: Read) -> None:
    blank = """
专项资金总体绩效目标表

| 项目名称 | | | |
|---|---|---|---|
| 资金金额（万元） | 实施期资金总额： | | |
| 总体目标 | | | |
| 绩效指标 | 一级指标 | 二级指标 | 指标值 |
| | 产出指标 | 数量指标 | |
"""
    read = read_markdown(blank)
    assert (read.targets, read.indicators) == ((), ())
    assert [(note.kind, note.detail["form"]) for note in read.notes] == [("targets.other_form", "blank")]


WHOLE_DEPARTMENT = """
部门整体支出绩效目标表

| 部门（单位）名称 | 某某局 | | | |
|---|---|---|---|---|
| 年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | |
| | | | 总额 | 财政拨款 |
| | 基本支出 | 保障运转 | 110 | 110 |
| | 法律援助 | 支付补贴 | 46 | 45 |
| | 金额合计 | | 156 | 155 |
| 年度总体目标 | 保障法律援助。 | | | |
| 年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 |
| | 产出指标 | 数量指标 | 案件（件） | ≥40 |
"""


def test_the_target_of_a_whole_department_with_its_tasks(read_markdown: Read) -> None:
    read = read_markdown(WHOLE_DEPARTMENT)
    (target,) = read.targets
    assert (target.scope, target.department, target.project) == ("department", "某某局", "")
    assert target.overview == "基本支出：保障运转\n法律援助：支付补贴"
    assert funds(read) == [("year", "total", Decimal(1_560_000)), ("year", "fiscal", Decimal(1_550_000))]
    assert target.year_goal == "保障法律援助。"
    assert indicators(read) == [("year", "产出指标", "数量指标", "案件（件）", "≥40")]
    assert read.notes == ()


def test_levels_in_front_of_the_name_of_an_indicator(read_markdown: Read) -> None:
    read = read_markdown("""
部门整体支出绩效目标表

| 部门名称 | 某某局 | | | |
|---|---|---|---|---|
| 整体绩效目标 | 做好审计。 | | | |
| | 活动 | 绩效指标 | 指标性质 | 指标值 |
| | 审计业务 | 产出指标数量指标出具报告 | ≥ | 4 |
| | 说明 | 效益指标社会效益指标整改 | ＝ | 100 |
""")
    assert indicators(read) == [
        ("year", "产出指标", "数量指标", "出具报告", "≥4"),
        ("year", "效益指标", "社会效益指标", "整改", "＝100"),
    ]


def test_the_next_page_without_the_column_of_the_caption(read_markdown: Read) -> None:
    read = read_markdown(
        STANDARD + "\n（2025年度）\n\n| 效益指标 | 社会效益指标 | 影响 | 广泛 |\n|---|---|---|---|\n"
    )
    assert indicators(read)[-1] == ("year", "效益指标", "社会效益指标", "影响", "广泛")
    assert len(read.targets) == 1


def test_goals_of_a_department_or_a_transfer_are_no_project_targets(read_markdown: Read) -> None:
    indicator_rows = "| 绩效指标 | | |\n| 一级指标 | 二级指标 | 指标值 |\n| 产出指标 | 数量指标 | ≥1个 |\n"
    department = "| 部门（单位）名称 | 某某局 | |\n|---|---|---|\n"
    tasks = "| 年度主要任务 | 项目名称 | 主要内容 |\n| | 培训 | 培训干部 |\n"
    transfer = "| 转移支付名称 | 普惠金融发展专项资金 | |\n|---|---|---|\n"
    read = read_markdown(department + tasks + indicator_rows + "\n一段文字\n\n" + transfer + indicator_rows)
    assert [(one.scope, one.department, one.project) for one in read.targets] == [
        ("department", "某某局", ""),
        ("transfer", "", "普惠金融发展专项资金"),
    ]
    assert not any(one.is_of_project for one in read.targets)


def test_the_evaluation_of_a_target_is_no_target(read_markdown: Read) -> None:
    results = STANDARD.replace("| 三级指标 | 指标值 |", "| 年度指标值 | 实际完成值 |")
    assert [note.detail["form"] for note in read_markdown(results).notes] == ["evaluation"]
    titled = STANDARD.replace("项目支出绩效目标表", "项目支出绩效自评表")
    assert read_markdown(titled).targets == ()


def test_a_label_above_its_value(read_markdown: Read) -> None:
    above = STANDARD.replace(
        "| 总体目标 | | 保障会议中心全年运行。 | | |", "| 立项依据 | | | | |\n| 某某办法。 | | | | |"
    )
    (target,) = read_markdown(above).targets
    assert (target.basis, target.year_goal) == ("某某办法。", "")


def test_tables_that_only_mention_performance_are_left_alone(read_markdown: Read) -> None:
    read = read_markdown("| 项目 | 合计 | 基本支出 |\n|---|---|---|\n| 绩效工资 | 12.00 | 12.00 |\n")
    assert read == TargetsRead((), (), ())


SIDE_BY_SIDE = """
财政项目支出绩效目标填报表

| 项目名称 | | 街道服务中心 | 项目性质 | 经常性项目 | 项目类别 | 特定目标类 |
|---|---|---|---|---|---|---|
| 计划开始日期 | | 2026-01-01 | 计划完成日期 | 2026-12-31 | | |
| 项目资金（元） | 项目资金总额 | 900.00 | 年度资金申请总额 | 410.00 | | |
| | 其中：财政资金 | 800.00 | 其中：当年财政拨款 | 400.00 | | |
| | | | 上年结转资金 | 10.00 | | |
| | 其他资金 | 100.00 | 其他资金 | 0.00 | | |
| 项目绩效目标 | 项目总目标 | | 年度总体目标 | | | |
| | 建成中心。 | | 完成主体。 | | | |
| | 一级指标 | 二级指标 | 三级指标 | 年度(/项目)指标值 | | |
| 绩效指标 | 产出指标 | 数量指标 | 建筑面积 | ≥100(平方米) | | |
"""


def test_totals_side_by_side_are_of_the_period_and_of_the_year(read_markdown: Read) -> None:
    """A source that stands on one side alone belongs to the total on its side."""
    read = read_markdown(SIDE_BY_SIDE)
    assert funds(read) == [
        ("term", "total", Decimal(900)),
        ("year", "total", Decimal(410)),
        ("term", "fiscal", Decimal(800)),
        ("year", "fiscal", Decimal(400)),
        ("year", "carryover", Decimal(10)),
        ("term", "other", Decimal(100)),
        ("year", "other", Decimal(0)),
    ]
    (target,) = read.targets
    assert (target.term, target.attribute) == ("2026-01-01至2026-12-31", "经常性项目、特定目标类")
    assert (target.term_goal, target.year_goal) == ("建成中心。", "完成主体。")
    assert read.notes == ()


@pytest.mark.parametrize(
    ("fiscal", "central", "city", "other", "parts"),
    [
        ("90", "60", "30", "10", ["", "fiscal", "fiscal", ""]),  # 90 + 10 make the total
        ("40", "30", "20", "10", ["", "", "", ""]),  # all four do
        ("90", "60", "30", "14", ["", "", "", ""]),  # no reading adds up
    ],
)
def test_what_the_appropriation_is_divided_into(
    read_markdown: Read, fiscal: str, central: str, city: str, other: str, parts: list[str]
) -> None:
    form = f"""
项目支出绩效目标表

| 项目名称 | 某项目 | | |
|---|---|---|---|
| 项目资金（万元） | 年度资金总额： | 100 | |
| | 其中：财政拨款 | {fiscal} | |
| | 中央资金 | {central} | |
| | 市级资金 | {city} | |
| | 其他资金 | {other} | |
| 总体目标 | 做成某事。 | | |
"""
    (target,) = read_markdown(form).targets
    assert [fund.within for fund in target.funds] == ["", *parts]
