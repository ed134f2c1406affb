"""Facts that only the text gives, and what it contradicts itself in, over the real documents of the corpus."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from budgetlib.money import UNIT_FACTORS
from budgetlib.narrative import NarrativeRead, best_claim, read_narrative
from budgetlib.readers import read_document

WITH_TEXT = ("00", "01", "02", "03", "04", "05", "06", "07", "08", "11", "12", "13", "15", "16", "17", "18", "19", "20", "21")  # fmt: skip
TEXT_FAMILIES = ("procurement.", "assets.", "performance.", "operating_cost.")


@lru_cache(maxsize=32)
def narrative(folder: Path, name: str) -> NarrativeRead:
    path = next(path for path in sorted(folder.glob(f"{name}.*")) if path.suffix in (".pdf", ".md"))
    return read_narrative(read_document(path))


def labelled(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    facts: dict[str, dict[str, Any]] = json.loads((folder / "facts" / f"{name}.json").read_text())["facts"]
    return {key: fact for key, fact in facts.items() if fact["where"] == "text"}


@pytest.mark.parametrize("name", WITH_TEXT)
def test_every_labelled_fact_of_the_text_is_the_best_claim(corpus: Path, name: str) -> None:
    read = narrative(corpus, name)
    wrong = {}
    for key, fact in labelled(corpus, name).items():
        claim = best_claim(read.claims, key, stand_ins=True)
        said = (
            None
            if claim is None or claim.value is None
            else claim.value * UNIT_FACTORS.get(claim.value_unit, 1)
        )
        value = None if fact["value"] is None else Decimal(fact["value"]) * UNIT_FACTORS.get(fact["unit"], 1)
        if said != value:
            wrong[key] = (said, value)
    assert not wrong


@pytest.mark.parametrize("name", WITH_TEXT)
def test_headline_facts_of_the_text_stand_on_the_labelled_page(corpus: Path, name: str) -> None:
    read = narrative(corpus, name)
    pages = {
        key: (claim.page, fact["page"])
        for key, fact in labelled(corpus, name).items()
        if key.startswith(TEXT_FAMILIES)
        and (claim := best_claim(read.claims, key)) is not None
        and claim.page is not None
        and claim.page != fact["page"]
    }
    # A paragraph that runs over two pages is known by the page that it begins on.
    assert all(0 < page - claim <= 1 for claim, page in pages.values())


@pytest.mark.parametrize("name", ["09", "10", "14"])
def test_documents_without_explanations_state_no_headline_figure(corpus: Path, name: str) -> None:
    claims = narrative(corpus, name).claims
    assert not [
        claim for claim in claims if claim.metric.startswith(TEXT_FAMILIES) and claim.value is not None
    ]


def test_a_figure_that_the_document_leaves_out_is_a_claim_without_value(corpus: Path) -> None:
    read = narrative(corpus, "08")
    claim = best_claim(read.claims, "fund_expenditure.total")
    assert claim is not None
    assert claim.value is None
    assert claim.value_unit == "万元"
    assert "narrative.unread.figure" in {note.kind for note in read.notes}


def test_percentages_that_do_not_fit_are_read_as_printed(corpus: Path) -> None:
    claim = next(claim for claim in narrative(corpus, "07").claims if claim.metric == "expenditure.reserve")
    assert (claim.value, claim.change, claim.change_percent) == (
        Decimal("1685.72"),
        Decimal("1557.29"),
        Decimal("1312.56"),
    )


def test_a_note_under_a_filled_table_that_denies_it_is_a_declaration(corpus: Path) -> None:
    denied = [
        claim for claim in narrative(corpus, "01").claims if claim.comparison == "none" and claim.page == 31
    ]
    assert [claim.metric for claim in denied] == ["three_public.total", "operating_cost.total"]


def test_a_form_that_says_what_to_write_declares_nothing(corpus: Path) -> None:
    assert not [claim for claim in narrative(corpus, "03").claims if "收入支出的" in claim.subject]


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("01", 8, "财政拨款收入", "机关运行经费"),
        ("02", 11, "财政拨款收入", "机关运行经费"),
        ("08", 9, "财政拨款", "机关运行经费"),
        ("12", 10, "财政拨款收入", "“三公”经费"),
        ("13", 16, "财政拨款收入", "其他资本性支出（支出经济分类科目类级）"),
        ("16", 41, "财政拨款收入", "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）"),
        ("20", 17, "财政拨款收入", "机关运行经费"),
    ],
)
def test_terms_that_documents_explain(corpus: Path, name: str, count: int, first: str, last: str) -> None:
    terms = narrative(corpus, name).terms
    assert len(terms) == count
    assert (terms[0].term, terms[-1].term) == (first, last)
    assert all(len(term.definition) > 8 for term in terms)


@pytest.mark.parametrize(
    ("name", "count", "last"),
    [
        ("01", 16, "七、项目经费情况说明"),
        ("06", 20, "第四部分 名称解释"),
        ("08", 19, "第四部分 名词解释"),
        ("13", 0, ""),
        ("16", 16, "四、2026年杭州市司法局预算公开表"),
        ("19", 25, "第四部分 名词解释"),
    ],
)
def test_contents_that_documents_announce(corpus: Path, name: str, count: int, last: str) -> None:
    announced = narrative(corpus, name).announced
    assert len(announced) == count
    assert not announced or announced[-1].title == last
