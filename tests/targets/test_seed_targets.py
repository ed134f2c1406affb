"""The 22 project performance targets of the seed document, counted and read by eye."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.disclosure import PerformanceIndicator, PerformanceTarget
from budgetlib.document import Document
from budgetlib.readers import read_document
from budgetlib.statements import read_statements
from budgetlib.targets import TargetsRead, read_targets, with_links

# (project, funds in 元, indicators of the period, indicators of the year, filed)
BY_EYE = [
    ("2023年公开招聘专职网格员专项经费", 250_000, 6, 6, "20240319222611"),
    ("2024年度遗属生活困难补助资金", 16_776, 8, 8, "20240318141758"),
    ("2024年非公经济组织和社会组织联建党组织经费县级专项补助资金", 1_280, 6, 0, "20240319214703"),
    ("党内关怀帮扶专项基金", 50_000, 6, 0, "20240319220533"),
    ("党内教育档案整理专项资金", 500_000, 6, 6, "20240319232158"),
    ("党员教育视频制作专项经费", 300_000, 6, 6, "20240320160405"),
    ("干部队伍铸魂赋能工程专项资金", 500_000, 6, 6, "20240319224527"),
    ("基层党建示范点提质创优工程", 500_000, 6, 0, "20240319215328"),
    (
        "晋财行【2023】137号朔财行【2023】100号提前下达2024年度选调生到村工作省级财政补助资金14.4万元",
        144_000, 6, 0, "20240227164004",
    ),
    (
        "晋财行【2023】137号朔财行【2023】100号提前下达2024年度选调生到村工作中央财政补助资金18万元",
        180_000, 6, 6, "20240227162919",
    ),
    (
        "晋财行【2023】142号朔财行【2024】4号2024年度全省两新组织联合党组织和党建工作指导员工作经费0.38万元",
        3_800, 9, 9, "20240315100725",
    ),
    (
        "晋财社【2023】274号朔财社【2023】272号提前下达2024中央和省级财政优抚对象补助资金(第一批)9.34万元",
        93_400, 7, 7, "20240204195341",
    ),
    ("人才工作站工作经费", 500_000, 6, 6, "20240319211741"),
    ("人才公寓楼房运维费", 324_920, 6, 6, "20240319213133"),
    ("三晋先锋一体化建设专项经费", 399_020, 6, 6, "20240319225933"),
    ("山阴组织工作专项经费", 232_800, 6, 6, "20240320162757"),
    ("数字乡村建设经费", 900_000, 6, 6, "20240319221530"),
    ("网络运转维护经费", 100_000, 6, 6, "20240318200418"),
    ("县领导和正科级领导干部健康体检经费", 150_000, 6, 6, "20240319224016"),
    ("乡镇综合行政执法专项资金", 1_350_000, 6, 6, "20240319230801"),
    ("智慧社区建设经费", 1_290_000, 6, 0, "20240321111945"),
    ("专项业务补助经费", 800_000, 6, 6, "20240320170700"),
]  # fmt: skip


@pytest.fixture(scope="module")
def document(seed_path: Path) -> Document:
    return read_document(seed_path)


@pytest.fixture(scope="module")
def read(document: Document) -> TargetsRead:
    return read_targets(document)


def amount(target: PerformanceTarget, period: str, source: str) -> Decimal | None:
    (found,) = [fund.amount_yuan for fund in target.funds if (fund.period, fund.source) == (period, source)]
    return found


def indicator(read: TargetsRead, target: int, period: str, level3: str) -> PerformanceIndicator:
    (found,) = [
        one for one in read.indicators if (one.target, one.period, one.level3) == (target, period, level3)
    ]
    return found


def test_every_target_is_read_with_its_project_and_the_year_total(read: TargetsRead) -> None:
    assert [(target.project, amount(target, "year", "total")) for target in read.targets] == [
        (project, Decimal(yuan)) for project, yuan, *_ in BY_EYE
    ]
    assert [target.number for target in read.targets] == list(range(1, 23))


def test_every_indicator_is_read(read: TargetsRead) -> None:
    counted = Counter((one.target, one.period) for one in read.indicators)
    assert [(counted[number, "term"], counted[number, "year"]) for number in range(1, 23)] == [
        (term, year) for _, _, term, year, _ in BY_EYE
    ]
    assert len(read.indicators) == 246


def test_nothing_is_left_unread(read: TargetsRead) -> None:
    assert read.notes == ()


def test_filing_time_is_kept_as_printed(read: TargetsRead) -> None:
    assert [target.filed for target in read.targets] == [filed for *_, filed in BY_EYE]


@pytest.mark.parametrize("period", ["term", "year"])
def test_sources_add_up_to_the_total(read: TargetsRead, period: str) -> None:
    sources = ("central", "provincial", "city_county", "self_raised")
    for target in read.targets:
        parts = [amount(target, period, source) for source in sources]
        assert sum(part for part in parts if part is not None) == amount(target, period, "total")
        assert amount(target, period, "other") is None  # the cell is blank, which is not a zero


def test_one_target_differs_between_the_period_and_the_year(read: TargetsRead) -> None:
    different = [
        target
        for target in read.targets
        if amount(target, "term", "total") != amount(target, "year", "total")
    ]
    assert [target.project for target in different] == ["三晋先锋一体化建设专项经费"]
    assert amount(different[0], "term", "total") == Decimal(450_220)
    assert amount(different[0], "year", "total") == Decimal(399_020)


def test_labels_beside_their_values(read: TargetsRead) -> None:
    target = read.targets[11]
    assert (target.department_code, target.department) == ("905", "社保股(部门)")
    assert target.implementing_unit == "中国共产党山阴县委员会组织部"
    assert (target.attribute, target.term) == ("一次性项目(1年结束)", "1年")
    assert target.basis.endswith("(朔财社【2023】272号)。")
    assert target.necessity.startswith("用于为中华人民共和国成立前入党")
    assert target.measures.endswith("进行列支。")
    assert target.plan.startswith("为中华人民共和国成立前入党")
    assert (target.place.line, target.place.row) == (964, 1)


def test_goals_of_the_period_and_the_year_stand_apart(read: TargetsRead) -> None:
    target = read.targets[7]
    assert target.term_goal.startswith("过发放基层党建示范点")
    assert target.year_goal.startswith("通过发放基层党建示范点")
    assert all(one.term_goal and one.year_goal for one in read.targets)


def test_rows_that_the_conversion_shifted_to_the_left(read: TargetsRead) -> None:
    shifted = indicator(read, 2, "year", "遗属满意度")
    assert (shifted.level1, shifted.level2, shifted.number) == ("满意度指标", "服务对象满意度", Decimal(95))
    shifted = indicator(read, 11, "term", "促进两新组织健康快速发展")
    assert (shifted.level1, shifted.level2) == ("效益指标", "可持续影响指标")
    shifted = indicator(read, 12, "term", "提前下达2024中央和省级")
    assert (shifted.level1, shifted.level2, shifted.value_text) == ("产出指标", "成本指标", "9.34万元")
    by_line = [one for one in read.indicators if one.line == 985]
    assert [(one.period, one.level2, one.level3, one.value_text) for one in by_line] == [
        ("term", "质量指标", "优抚对象抚恤补助标准按", "100%"),
        ("year", "质量指标", "优抚对象抚恤补", "100%"),
    ]


def test_a_first_level_that_is_named_like_a_second_level(read: TargetsRead) -> None:
    costs = [one for one in read.indicators if one.target == 11 and one.level1 == "成本指标"]
    assert [one.value_text for one in costs if one.period == "term"] == ["960元", "1000元", "1800元"]
    assert {one.level2 for one in costs} == {"成本指标"}


def test_an_indicator_without_a_value_is_kept(read: TargetsRead) -> None:
    cost = indicator(read, 21, "term", "智慧社区建设在规定内有效控制")
    assert (cost.value_text, cost.operator, cost.number) == ("", "", None)


def test_every_target_belongs_to_a_current_project(document: Document, read: TargetsRead) -> None:
    """By name and amount; 23 projects of this year's money, 9 with money carried over."""
    statements = read_statements(document, year=2024, final=False, unit_names=())
    projects, targets = with_links(statements.projects, read.targets)
    assert [one.match for one in targets] == ["amount"] * 22
    assert all(projects[at].funding == "current" for one in targets for at in one.matched_rows)
    without = {
        one.name for one in projects if one.funding == "current" and not one.performance_target_disclosed
    }
    assert without == {"人才工作发展经费"}
