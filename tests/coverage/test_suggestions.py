"""What is suggested for real projects, and the rules behind it on projects made up for the point."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import ModuleType

import pytest
from sample_units import unit

from budgetlib.coverage import suggest
from budgetlib.disclosure import Disclosure


def found(disclosure: Disclosure) -> list[tuple[str, str, str]]:
    return [(match.project, match.entry_code, match.method) for match in suggest(disclosure)]


def test_suggestions_for_the_seed(seed: Disclosure) -> None:
    assert [(match.line, match.entry_code) for match in suggest(seed)] == [
        (476, "B1102"),  # 人才公寓楼房运维费: 物业费 in its plan
        (480, "B1001"),  # 数字乡村建设经费: 服务平台
        (481, "B1212"),  # 公开招聘专职网格员
        (483, "B0901"),  # 干部队伍铸魂赋能工程: 培训 in its plan
        (483, "B0902"),
        (484, "B0401"),  # 三晋先锋: 新增视频会议设备, the one that is wrong
        (484, "B1001"),
        (484, "B1003"),
        (485, "B0101"),  # 乡镇综合行政执法: 聘请法律顾问
        (485, "B1001"),
        (486, "B1202"),  # 党内教育档案整理
        (487, "B1206"),  # 党员教育视频制作
        (488, "B1001"),  # 智慧社区建设
        (490, "B1001"),  # 网络运转维护
        (491, "B1104"),  # 山阴组织工作: 印制
        (510, "B0901"),  # 党员教育培训经费
        (510, "B0902"),
    ]
    assert {match.status for match in suggest(seed)} == {"suggested"}
    archive = next(match for match in suggest(seed) if match.line == 486)
    assert (archive.project, archive.amount_yuan) == ("党内教育档案整理专项资金", Decimal("500000.00"))
    assert (archive.score, archive.method, archive.entry_name) == (1.0, "words", "档案管理服务")


def test_right_and_wrong_on_the_labelled_projects_of_the_seed(
    measuring: ModuleType, seed: Disclosure
) -> None:
    labels = [label for label in measuring.read_labels() if label.document == "00"]
    judged = list(measuring.judge_documents(labels, lambda document: seed))
    assert len(judged) == 31  # 32 rows, one name twice
    counted = measuring.result(judged, 0.2)
    assert (counted.right, counted.wrong, counted.missed) == (9, 1, 1)


def test_right_and_wrong_on_labels_that_were_held_out(measuring: ModuleType, seed: Disclosure) -> None:
    labels = [label for label in measuring.read_labels() if not label.document]
    judged = list(measuring.judge_names(labels, seed))
    assert len(judged) == 75
    counted = measuring.result(judged, 0.2)
    assert (counted.right, counted.wrong, counted.missed) == (29, 2, 6)


def test_the_last_service_in_a_name_is_what_it_is_about() -> None:
    disclosure = unit("山阴县教育局", ("会计档案整理", "1"), ("审计业务咨询", "1"))
    assert found(disclosure) == [("会计档案整理", "B1202", "words"), ("审计业务咨询", "B0801", "words")]


def test_the_longest_word_wins() -> None:
    assert found(unit("山阴县教育局", ("法律咨询费", "1"))) == [("法律咨询费", "B0102", "words")]


def test_subsidies_and_purchases_of_goods_buy_no_service() -> None:
    names = ("档案员生活补贴", "档案柜购置", "法律咨询机构奖励资金")
    assert found(unit("山阴县教育局", *((name, "1") for name in names))) == []


def test_a_name_equal_to_an_items_matches_exactly() -> None:
    (match,) = suggest(unit("山阴县教育局", ("法律咨询服务", "1"), ("办公经费", "1")))
    assert (match.entry_code, match.method, match.score) == ("B0102", "name", 1.0)


def test_a_long_name_is_found_almost_word_for_word() -> None:
    (match,) = suggest(unit("山阴县教育局", ("中小学学科类课程研究与开发经费", "1")))
    assert (match.entry_code, match.method) == ("A020101", "similar")
    assert match.score == 0.889


def test_targets_tell_what_names_do_not() -> None:
    plans = {
        "综合业务费": "聘请法律顾问，开展办公室装修。根据《关于印发档案管理办法的通知》（山办〔2022〕10号）执行。"
    }
    (match,) = suggest(unit("山阴县教育局", ("综合业务费", "1"), plans=plans))
    assert match.entry_code == "B0101"
    assert match.score == pytest.approx(0.8 / 3, abs=0.001)  # one clause


def test_only_the_own_department_and_the_catalogue_for_all_apply() -> None:
    drugs = ("禁毒宣传经费", "1")
    assert found(unit("山阴县公安局", drugs)) == [("禁毒宣传经费", "A150201", "words")]
    assert found(unit("山阴县教育局", drugs)) == []


def test_remarks_limit_items_and_a_units_own_trade_says_nothing() -> None:
    assert found(unit("山阴县教育局", ("审计费", "1"))) == [("审计费", "B0302", "words")]
    assert found(unit("山阴县审计局", ("审计费", "1"))) == []


def test_targets_stand_in_for_a_list_of_projects() -> None:
    disclosure = replace(unit("山阴县教育局", plans={"档案整理": ""}), projects=())
    assert found(disclosure) == [("档案整理", "B1202", "words")]


def test_without_a_catalogue_nothing_is_suggested() -> None:
    disclosure = unit("山阴县教育局", ("档案整理", "1"))
    assert suggest(replace(disclosure, catalogue=())) == ()
    assert [
        match.entry_code for match in suggest(replace(disclosure, catalogue=()), disclosure.catalogue)
    ] == ["B1202"]
