"""Which of several claims states a metric."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.disclosure import Claim
from budgetlib.document import Document, Paragraph
from budgetlib.narrative import best_claim, read_narrative


def claims(*paragraphs: str) -> tuple[Claim, ...]:
    blocks = tuple(Paragraph(text, line=line) for line, text in enumerate(paragraphs, 1))
    return read_narrative(Document("made.md", "markdown", "", blocks)).claims


def value(said: tuple[Claim, ...], metric: str) -> Decimal | None:
    claim = best_claim(said, metric)
    return claim.value if claim else None


def test_a_figure_comes_before_a_declaration() -> None:
    said = claims(
        "一、概况", "本单位无机关运行经费。", "二、机关运行经费", "2024年机关运行经费预算10.00万元。"
    )
    assert value(said, "operating_cost.total") == 10


def test_this_year_comes_before_last_year_and_the_final_account_before_its_budget() -> None:
    said = claims(
        "一、机关运行经费支出决算",
        "2022年机关运行经费支出为9.00万元，2023年机关运行经费支出年初预算为12.00万元，支出决算为10.00万元。",
    )
    assert value(said, "operating_cost.total") == 10


def test_the_section_about_the_matter_comes_before_one_that_mentions_it() -> None:
    said = claims(
        "一、支出预算情况说明",
        "基本支出80.00万元，机关运行经费20.00万元。",
        "二、机关运行经费情况",
        "2024年机关运行经费预算30.00万元。",
    )
    assert value(said, "operating_cost.total") == 30


def test_a_stand_in_answers_only_when_asked_for() -> None:
    said = claims("六、财政拨款基本支出预算情况说明", "财政拨款基本支出预算100.00万元。")
    assert best_claim(said, "general_basic.total") is None
    stand_in = best_claim(said, "general_basic.total", stand_ins=True)
    assert stand_in is not None
    assert stand_in.metric == "fiscal_basic.total"


def test_projects_that_were_evaluated_stand_for_those_with_targets() -> None:
    said = claims("十三、预算绩效情况", "我单位组织对2023年度29个项目支出开展绩效自评，涉及资金1505.25万元。")
    projects, amount = (
        best_claim(said, key, stand_ins=True) for key in ("performance.projects", "performance.amount")
    )
    assert projects is not None
    assert projects.value == 29
    assert amount is not None
    assert amount.value == Decimal("1505.25")


def test_no_claim_states_what_the_text_does_not_mention() -> None:
    assert best_claim(claims("一、收入", "2024年收入预算1.00万元。"), "procurement.total") is None
