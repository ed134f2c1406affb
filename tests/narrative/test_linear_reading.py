"""Twice as long a sentence takes about twice as long to read."""

from __future__ import annotations

from time import process_time

import pytest

from budgetlib.document import Document, Paragraph
from budgetlib.narrative import read_narrative

RUNS = {
    "amounts": "1万元",
    "a list": "其中：甲1万元，乙2万元；",
    "changes": "比上年增加1万元，",
    "reasons": "，主要原因是人员增加1万元；",
    "counted reasons": "一是增加1万元，主要是",
    "weak reasons": "，主要是甲",
    "brackets": "（1万元）",
    "open brackets": "（甲（乙",
    "shares": "占1%，",
    "unchanged": "，均与上年持平",
    "assets": "车辆1辆，单价100万元以上设备1台；",
    "denials": "没有政府性基金预算支出，",
    "stops": "。",
    "dots": "·",
    "wide spaces": "\u3000",
    "digits": "1",
    "words": "预算安排",
}


def _seconds(paragraphs: tuple[Paragraph, ...]) -> float:
    began = process_time()
    read_narrative(Document("made.md", "markdown", "", paragraphs))
    return process_time() - began


def _ratio(shorter: tuple[Paragraph, ...], longer: tuple[Paragraph, ...]) -> float:
    """How much longer the longer one takes: the best of a few tries, since other work on a machine only adds."""
    once = min(_seconds(shorter) for _ in range(3))
    twice = min(_seconds(longer) for _ in range(3))
    return twice / max(once, 0.01)


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_a_sentence_of_twice_the_length(run: str) -> None:
    heads = (Paragraph("2026年部门预算情况说明"), Paragraph("一、“三公”经费和国有资产情况说明"))

    def text(length: int) -> tuple[Paragraph, ...]:
        return (*heads, Paragraph(f"某单位2026年支出预算10万元，{run * (length // len(run))}。"))

    assert _ratio(text(12_000), text(24_000)) < 3


def test_a_paragraph_over_twice_as_many_lines() -> None:
    def lines(number: int) -> tuple[Paragraph, ...]:
        return (
            Paragraph("一、支出情况说明"),
            *(Paragraph("支出预算10万元，主要用于保障运转") for _ in range(number)),
        )

    assert _ratio(lines(1500), lines(3000)) < 3


def test_what_claims_keep_of_a_sentence_grows_with_it_and_no_faster() -> None:
    def kept(parts: int) -> int:
        text = f"2026年支出预算10万元，其中：{'甲项目1万元；' * parts}。"
        blocks = (Paragraph("二、支出预算情况说明"), Paragraph(text))
        return sum(
            len(one.text) for one in read_narrative(Document("made.md", "markdown", "", blocks)).claims
        )

    assert kept(4000) < kept(2000) * 2.2
