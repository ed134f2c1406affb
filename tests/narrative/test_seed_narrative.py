"""Every figure of 第三部分 of the document that the project ships, read by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.disclosure import Claim
from budgetlib.narrative import NarrativeRead, best_claim, read_narrative
from budgetlib.readers import read_document

FUND_REASON = "干部队伍铸魂赋能工程、三晋先锋一体化建设专项经费以及乡镇综合行政执法专项资金等项目预算减少"

# Line of the file, metric, value with unit, share in percent; "" where the sentence gives none.
VALUES = [
    (521, "summary.income_total", "1602.53万元", ""),
    (521, "summary.income_current", "1576.74万元", ""),
    (521, "summary.carryover_in", "25.79万元", ""),
    (521, "summary.expenditure_total", "1602.53万元", ""),
    (521, "summary.expenditure_current", "1576.74万元", ""),
    (521, "expenditure.carryover", "25.79万元", ""),
    (525, "income.total", "1602.53万元", ""),
    (525, "income.general_public", "1576.74万元", "98.39"),
    (525, "income.government_fund", "0万元", "0"),
    (525, "income.state_capital", "0万元", "0"),
    (525, "income.special_account", "0万元", "0"),
    (525, "income.unit_funds", "0万元", "0"),
    (525, "income.carryover", "25.79万元", "1.61"),
    (531, "expenditure.total", "1602.53万元", ""),
    (531, "expenditure.basic", "422.04万元", "26.34"),
    (531, "expenditure.project", "1180.49万元", "73.66"),
    (535, "fiscal_summary.income_total", "1602.53万元", ""),
    (535, "fiscal_summary.expenditure_total", "1602.53万元", ""),
    (535, "fiscal_summary.income_general", "1602.53万元", ""),
    (535, "fiscal_summary.income_fund", "0万元", ""),
    (535, "fiscal_summary.income_state_capital", "0万元", ""),
    (535, "fiscal_summary.income_current", "1576.74万元", ""),
    (535, "fiscal_summary.carryover_in", "25.79万元", ""),
    (535, "fiscal_summary.class.一般公共服务支出", "815.23万元", ""),
    (535, "fiscal_summary.class.教育支出", "50.00万元", ""),
    (535, "fiscal_summary.class.科学技术支出", "378.59万元", ""),
    (535, "fiscal_summary.class.社会保障和就业支出", "302.22万元", ""),
    (535, "fiscal_summary.class.卫生健康支出", "30.56万元", ""),
    (535, "fiscal_summary.class.住房保障支出", "25.92万元", ""),
    (544, "general_expenditure.total", "1576.74万元", ""),
    (548, "general_expenditure.total", "1576.74万元", ""),
    (548, "general_expenditure.class.一般公共服务支出", "795.40万元", "50.45"),
    (548, "general_expenditure.class.教育支出", "50.00万元", "3.17"),
    (548, "general_expenditure.class.科学技术支出", "378.59万元", "24.01"),
    (548, "general_expenditure.class.社会保障和就业支出", "296.27万元", "18.79"),
    (548, "general_expenditure.class.卫生健康支出", "30.56万元", "1.94"),
    (548, "general_expenditure.class.住房保障支出", "25.92万元", "1.64"),
    (556, "general_basic.total", "422.04万元", ""),
    (558, "general_basic.personnel", "343.20万元", ""),
    (560, "general_basic.public", "78.84万元", ""),
    (568, "operating_cost.total", "78.84万元", ""),
    (568, "reason.operating_cost.事业人员", "1名", ""),
    (574, "procurement.total", "527.40万元", ""),
    (574, "procurement.goods", "385.40万元", ""),
    (574, "procurement.works", "0万元", ""),
    (574, "procurement.services", "142.00万元", ""),
    (580, "performance.whole_amount", "1602.53万元", ""),
    (584, "performance.projects", "34个", ""),
    (584, "performance.amount", "1602.53万元", ""),
    (584, "performance.projects.其他运转类项目", "4个", ""),
    (584, "performance.amount.其他运转类项目", "114.96万元", ""),
    (584, "performance.projects.特定目标类项目", "28个", ""),
    (584, "performance.amount.特定目标类项目", "1065.53万元", ""),
    (584, "performance.disclosed_targets", "32个", ""),
    (584, "performance.disclosed_amount", "1180.49万元", "100"),
    (584, "performance.disclosed_targets.其他运转类项目", "4个", ""),
    (584, "performance.disclosed_amount.其他运转类项目", "114.96万元", ""),
    (584, "performance.disclosed_targets.特定目标类项目", "28个", ""),
    (584, "performance.disclosed_amount.特定目标类项目", "1065.53万元", ""),
    (1330, "assets.vehicle_quota", "0辆", ""),
    (1330, "assets.vehicles", "0辆", ""),
    (1330, "assets.vehicles.领导用车", "0辆", ""),
    (1330, "assets.vehicles.机要通信用车", "0辆", ""),
    (1330, "assets.vehicles.应急保障用车", "0辆", ""),
    (1330, "assets.vehicles.执法执勤用车", "0辆", ""),
    (1330, "assets.vehicles.特种专业技术用车", "0辆", ""),
    (1330, "assets.vehicles.事业单位业务用车", "0辆", ""),
    (1330, "assets.vehicles.其他公务用车", "0辆", ""),
    (1334, "assets.office_area", "603.28平方米", ""),
    (1338, "assets.equipment_500k", "1台（套）", ""),
    (1338, "assets.equipment_1m", "1台（套）", ""),
]

# Line, metric, direction, base, change, percentage, beginning of the reason.
CHANGES = [
    (521, "summary.income_total", "decrease", "上年", "958.24万元", "37.42", FUND_REASON),
    (521, "summary.expenditure_total", "decrease", "上年", "958.24万元", "37.42", FUND_REASON),
    (544, "general_expenditure.total", "decrease", "上年", "968.11万元", "38.04", ""),
    (568, "operating_cost.total", "increase", "2023年预算", "0.19万元", "0.24", "减少了1名行政人员"),
    (568, "reason.operating_cost.行政人员", "decrease", "", "1名", "", ""),
    (568, "reason.operating_cost.total", "decrease", "", "4.25万元", "", ""),
    (568, "reason.operating_cost.事业人员", "increase", "", "4名", "", ""),
    (568, "reason.operating_cost.total", "increase", "", "4.44万元", "", ""),
    (568, "reason.operating_cost.total", "increase", "", "0.19万元", "", ""),
]


@pytest.fixture(scope="module")
def seed(seed_path: Path) -> NarrativeRead:
    return read_narrative(read_document(seed_path))


def explanations(read: NarrativeRead) -> list[Claim]:
    return [claim for claim in read.claims if claim.section.startswith("第三部分")]


def text(number: Decimal | None) -> str:
    return "" if number is None else str(number)


def test_every_value_of_the_explanations_is_a_claim_and_nothing_else_is(seed: NarrativeRead) -> None:
    read = [
        (claim.line, claim.metric, f"{claim.value}{claim.value_unit}", text(claim.share_percent))
        for claim in explanations(seed)
        if claim.value is not None
    ]
    assert read == VALUES


def test_every_change_of_the_explanations_has_its_direction_base_amount_percentage_and_reason(
    seed: NarrativeRead,
) -> None:
    read = [
        (
            claim.line,
            claim.metric,
            claim.comparison,
            claim.base,
            f"{claim.change}{claim.change_unit}",
            text(claim.change_percent),
            claim.reason,
        )
        for claim in explanations(seed)
        if claim.change is not None
    ]
    assert [one[:-1] for one in read] == [one[:-1] for one in CHANGES]
    assert all(one[-1].startswith(expected[-1]) for one, expected in zip(read, CHANGES, strict=True))


def test_what_the_document_declares_to_have_none_of(seed: NarrativeRead) -> None:
    denied = [(claim.line, claim.metric) for claim in seed.claims if claim.comparison == "none"]
    assert denied == [
        (564, "three_public.total"),
        (580, "performance.whole_targets"),
        (1344, "service_purchase.total"),
        (1348, "other.其他"),
    ]


def test_a_reason_runs_to_the_end_of_its_sentence(seed: NarrativeRead) -> None:
    claim = best_claim(seed.claims, "operating_cost.total")
    assert claim is not None
    assert claim.reason.endswith("机关运行经费整体增加了0.19万元")
    assert claim.text.startswith("本单位机关运行经费财政拨款预算78.84万元，")


def test_parts_of_a_list_know_their_total(seed: NarrativeRead) -> None:
    parts = {claim.metric: claim.part_of for claim in explanations(seed) if claim.part_of}
    assert parts["income.carryover"] == "income.total"
    assert parts["fiscal_summary.income_fund"] == "fiscal_summary.income_total"
    assert parts["fiscal_summary.class.教育支出"] == "fiscal_summary.expenditure_total"
    assert parts["general_basic.public"] == "general_basic.total"
    assert parts["procurement.services"] == "procurement.total"
    assert "summary.expenditure_total" not in parts


def test_claims_stand_in_their_sections(seed: NarrativeRead) -> None:
    claim = best_claim(seed.claims, "performance.projects")
    assert claim is not None
    assert claim.section == "第三部分 2024年度单位预算情况说明 / 十、绩效管理情况 / 2、项目绩效目标"


def test_the_contents_announce_thirteen_statements_and_twelve_sections(seed: NarrativeRead) -> None:
    titles = [entry.title for entry in seed.announced]
    assert len(titles) == 33
    assert sum(title.startswith("表") for title in titles) == 13
    assert titles[0] == "第一部分 概况"
    assert seed.announced[-1].title == "第四部分 名词解释"
    assert seed.announced[-1].page_label == "109"


def test_twelve_terms_are_explained(seed: NarrativeRead) -> None:
    terms = {term.term: term for term in seed.terms}
    assert len(seed.terms) == 12
    assert terms["基本支出"].definition.startswith("为保障机构正常运转")
    assert terms["财政专户管理资金"].definition.startswith("专指教育收费")
    assert terms["一般公共预算"].definition.startswith("以税收为主体的财政收入")
    assert terms["财政拨款"].definition == "包含一般公共预算、政府性基金预算、国有资本经营预算。"


def test_nothing_is_read_from_the_attached_notices(seed: NarrativeRead) -> None:
    assert not [claim for claim in seed.claims if claim.line and 1350 <= claim.line < 3515]
