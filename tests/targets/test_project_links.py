"""Which projects a target belongs to: by names that documents print differently, by amounts and by units."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest

from budgetlib.disclosure import Fund, PerformanceTarget, Project
from budgetlib.document import Place
from budgetlib.targets import with_links


def target(number: int, project: str, amount: str = "", unit: str = "") -> PerformanceTarget:
    """A target with the total of its year in 万元, none where `amount` is empty."""
    fund = Fund("year", "total", Decimal(amount or 0) * 10_000, amount, "万元", 2, None, None)
    funds = (fund,) if amount else ()
    return PerformanceTarget(number, project, "", "", unit, "", "", funds, *[""] * 8, Place())


def project(name: str, amount: str = "", unit: str = "", funding: str = "current") -> Project:
    """A row of the project list with its total in 万元, blank where `amount` is empty."""
    total = Decimal(amount) * 10_000 if amount else None
    nothing = (None,) * 5
    return Project(name, funding, unit, "", total, *nothing, amount, "万元", 2, None, None, None, None, None)


def links(
    projects: list[Project], targets: list[PerformanceTarget]
) -> dict[int, tuple[str, tuple[int, ...]]]:
    """Number of a target -> how it is linked, and the rows."""
    _, linked = with_links(projects, targets)
    return {one.number: (one.match, one.matched_rows) for one in linked}


def disclosed(projects: list[Project], targets: list[PerformanceTarget]) -> list[bool | None]:
    marked, _ = with_links(projects, targets)
    return [one.performance_target_disclosed for one in marked]


@pytest.mark.parametrize(
    ("in_list", "in_target"),
    [
        ("优抚对象补助资金（第一批）9.34万元", "优抚对象补助资金(第一批) 9.34万元"),
        ("“泉州政务”新媒体号运营资金", "泉州政务新媒体号运营资金"),
        ("晋财行【2023】137号选调生补助", "晋财行〔2023〕137号选调生补助"),
        ("２０２４年度体检经费", "2024年度体检经费"),
        ("干部队伍铸魂赋能工程专项资金", "干部队伍铸魂赋能工程专"),  # cut short in the form
        ("干部队伍铸魂赋能工程", "干部队伍铸魂赋能工程专项资金"),  # cut short in the list
        ("县领导和正科级领导干部健康体检经费", "县领导和正科级领导干部建康体检经费"),  # a slip
        ("（监理处）河流入河排污口排查", "河流入河排污口排查"),  # a remark in front
    ],
)
def test_names_that_are_the_same(in_list: str, in_target: str) -> None:
    rows = [project("其他运转经费"), project(in_list)]
    assert links(rows, [target(1, in_target)]) == {1: ("name", (1,))}


@pytest.mark.parametrize(
    ("in_list", "in_target"),
    [
        ("2023年度选调生到村工作中央财政补助资金", "2024年度选调生到村工作中央财政补助资金"),
        ("选调生到村工作中央财政补助资金", "选调生到村工作省级财政补助资金"),
        ("智慧社区平台建设一期工程", "智慧社区平台建设二期工程"),
        ("智慧社区平台建设工程", "智慧社区平台建设工程二期"),
        ("培训费", "培训费补助"),
        ("党员教育视频制作专项经费", "数字乡村建设经费"),
        ("审计业务经费", ""),
    ],
)
def test_names_that_are_not(in_list: str, in_target: str) -> None:
    assert links([project(in_list)], [target(1, in_target)]) == {1: ("", ())}


def test_a_name_cut_short_that_begins_two_projects_is_ambiguous() -> None:
    rows = [project("提前下达选调生到村工作经费甲"), project("提前下达选调生到村工作经费乙")]
    assert links(rows, [target(1, "提前下达选调生到村工作")]) == {1: ("ambiguous", ())}


def test_an_exact_name_is_not_given_to_a_similar_target() -> None:
    targets = [target(1, "干部队伍铸魂赋能工程专", "5"), target(2, "干部队伍铸魂赋能工程专项资金", "5")]
    assert links([project("干部队伍铸魂赋能工程专项资金", "5")], targets) == {
        1: ("", ()),
        2: ("amount", (0,)),
    }


def test_amounts_tell_targets_of_one_name_apart() -> None:
    """The other targets of the name are of money that the list does not hold, as that carried over."""
    rows = [project("审图费", "650"), project("车辆", "35"), project("车辆", "12")]
    targets = [target(1, "审图费", "122.22"), target(2, "审图费", "650"), target(3, "车辆", "12")]
    assert links(rows, targets) == {1: ("", ()), 2: ("amount", (0,)), 3: ("amount", (2,))}


def test_a_target_of_all_rows_of_its_name_or_of_its_name_with_remarks() -> None:
    rows = [
        project("培训", "20"),
        project("培训", "9.5"),
        project("资格考试", "195.77"),
        project("资格考试（中央）", "143"),
    ]
    targets = [target(1, "培训", "29.5"), target(2, "资格考试", "338.77")]
    assert links(rows, targets) == {1: ("amount", (0, 1)), 2: ("amount", (2, 3))}
    assert disclosed(rows, targets) == [True] * 4


def test_a_target_that_lists_several_projects() -> None:
    rows = [project("科普经费", "13"), project("运行保障费", "73"), project("转制经费项目", "62")]
    assert links(rows, [target(1, "运行保障费及转制经费项目", "135")]) == {1: ("amount", (1, 2))}


def test_the_same_amount_and_the_words_that_tell() -> None:
    """普法 tells; words that every project has do not."""
    rows = [project("普法宣传", "113.80"), project("设备购置经费", "30.17")]
    targets = [target(1, "普法与依法治理经费", "113.80"), target(2, "法律顾问经费", "30.17")]
    assert links(rows, targets) == {1: ("amount", (0,)), 2: ("", ())}


def test_the_name_alone_where_nothing_else_bears_it() -> None:
    rows = [project("加装电梯补助", "400"), project("债券付息", "126.32"), project("债券付息", "3279.87")]
    targets = [
        target(1, "加装电梯补助", "500"),
        target(2, "债券付息", "183"),
        target(3, "债券付息", "3279.87"),
    ]
    assert links(rows, targets) == {1: ("name", (0,)), 2: ("name", (1,)), 3: ("amount", (2,))}


def test_amounts_that_tell_nothing_leave_it_open() -> None:
    two_targets = [target(1, "业务经费", "3"), target(2, "业务经费", "4")]
    assert links([project("业务经费", "7.5")], two_targets) == {1: ("ambiguous", ()), 2: ("ambiguous", ())}
    two_rows = [project("业务经费", "1"), project("业务经费", "2")]
    assert links(two_rows, [target(1, "业务经费", "4")]) == {1: ("ambiguous", ())}
    with_more = [project("业务经费", "1"), project("业务经费（结转）", "2")]
    assert links(with_more, [target(1, "业务经费", "4")]) == {1: ("ambiguous", ())}


def test_the_unit_must_agree_where_both_say_it() -> None:
    rows = [
        project("物业费", "8", "甲中心"),
        project("物业费", "8", "乙中心"),
        project("会议费", "5", "甲中心"),
    ]
    assert links(rows, [target(1, "物业费", "8", "乙中心")]) == {1: ("amount", (1,))}
    assert links(rows, [target(1, "会议费", "6", "乙中心")]) == {1: ("", ())}
    assert links(rows, [target(1, "会议费", "6", "甲中心")]) == {1: ("name", (2,))}
    assert links(rows, [target(1, "会议费", "6")]) == {1: ("ambiguous", ())}  # of a unit that nothing says


def test_a_rounded_amount_is_the_same_amount() -> None:
    rows = [project("补助经费", "100"), project("补助经费（结转）", "98.18275")]
    assert links(rows, [target(1, "补助经费", "198.18")]) == {1: ("amount", (0, 1))}


def test_whether_a_project_has_a_target_is_unknown_where_a_stray_target_has_its_amount() -> None:
    rows = [project("绿植养护", "29.78"), project("法律顾问费", "5"), project("印刷", "12")]
    targets = [target(1, "办公区室外项目", "29.78"), target(2, "印刷", "12")]
    assert disclosed(rows, targets) == [None, False, True]
    assert disclosed(rows, []) == [None, None, None]


def test_linking_stays_quick_with_many_names_that_agree_in_nothing() -> None:
    def seconds(number: int) -> float:
        rows = [project(f"第{at}号社区服务中心建设资金", str(at + 1)) for at in range(number)]
        targets = [target(at, f"另外{at}号设备购置项目经费", f"{at + 1}.5") for at in range(number)]
        began = process_time()
        with_links(rows, targets)
        return process_time() - began

    assert seconds(400) < 2
