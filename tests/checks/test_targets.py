"""Rules on performance targets."""

from __future__ import annotations

from made_up import Outcomes

PROJECTS = """2024年项目支出表

| 项目名称 | 合计 | 绩效目标 |
|---|---|---|
| 办案业务费 | 60.00 | 办结案件不少于一百件。 |
| JY20101 | 30.00 | {other} |
| 合计 | 90.00 | |
"""
SECRET = "该项目为保密项目，按照相关项目入库的规定，不需要填报该项目的总体绩效目标。"


def test_a_secret_project_is_not_blamed_for_having_no_target(outcomes: Outcomes) -> None:
    (found,) = outcomes("targets.undisclosed", PROJECTS.format(other=SECRET))
    assert (found.outcome, found.message) == (
        "pass",
        "本年2个项目，除了注明不公开的1个，都公开了绩效目标。",
    )


def test_a_project_without_a_word_about_its_target_is_named(outcomes: Outcomes) -> None:
    (found,) = outcomes("targets.undisclosed", PROJECTS.format(other=""))
    assert found.outcome == "fail"
    assert found.message == (
        "本年项目2个，其中1个没有公开绩效目标，合计30.00万元，占本年项目支出的33.33%：“JY20101”30.00万元。"
    )
