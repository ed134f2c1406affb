"""Which project a target belongs to, by names that documents print differently."""

from __future__ import annotations

import pytest

from budgetlib.disclosure import PerformanceTarget
from budgetlib.document import Place
from budgetlib.targets import link_projects


def target(number: int, project: str) -> PerformanceTarget:
    return PerformanceTarget(number, project, *[""] * 5, (), *[""] * 8, Place())


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
    ],
)
def test_names_that_are_the_same(in_list: str, in_target: str) -> None:
    assert link_projects(["其他运转经费", in_list], [target(1, in_target)]) == {1: in_list}


@pytest.mark.parametrize(
    ("in_list", "in_target"),
    [
        ("2023年度选调生到村工作中央财政补助资金", "2024年度选调生到村工作中央财政补助资金"),
        ("选调生到村工作中央财政补助资金", "选调生到村工作省级财政补助资金"),
        ("智慧社区平台建设一期工程", "智慧社区平台建设二期工程"),
        ("智慧社区平台建设工程", "智慧社区平台建设工程二期"),
        ("培训费", "培训费补助"),
        ("党员教育视频制作专项经费", "数字乡村建设经费"),
    ],
)
def test_names_that_are_not(in_list: str, in_target: str) -> None:
    assert link_projects([in_list], [target(1, in_target)]) == {}


def test_a_name_cut_short_that_begins_two_projects_is_left_open() -> None:
    names = ["提前下达选调生到村工作经费甲", "提前下达选调生到村工作经费乙"]
    assert link_projects(names, [target(1, "提前下达选调生到村工作")]) == {}


def test_an_exact_name_is_not_given_to_a_similar_target() -> None:
    names = ["干部队伍铸魂赋能工程专项资金"]
    targets = [target(1, "干部队伍铸魂赋能工程专"), target(2, "干部队伍铸魂赋能工程专项资金")]
    assert link_projects(names, targets) == {2: names[0]}


def test_several_targets_of_one_project_name() -> None:
    assert link_projects(["审计业务经费"], [target(1, "审计业务经费"), target(2, "审计业务经费")]) == {
        1: "审计业务经费",
        2: "审计业务经费",
    }


def test_a_target_without_a_name_belongs_to_no_project() -> None:
    assert link_projects(["审计业务经费"], [target(1, "")]) == {}
