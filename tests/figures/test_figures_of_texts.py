"""Headline figures that only the text states, in the words of many provinces; the figures are made up.

Each text is a Markdown file; the JSON file of the same name holds the figures to find (null where the text says that
there is none).
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.interpret import assemble
from budgetlib.readers import read_document
from made_up import disclosure_of

TEXTS = Path(__file__).parent / "texts"


@pytest.mark.parametrize("name", sorted(path.stem for path in TEXTS.glob("*.json")))
def test_figures_of_the_text(name: str) -> None:
    labels = json.loads((TEXTS / f"{name}.json").read_text(encoding="utf-8"))
    wanted = {key: value if value is None else Decimal(value) for key, value in labels.items()}
    found = {fact.key: fact.value for fact in assemble(read_document(TEXTS / f"{name}.md")).facts}
    assert {key: found.get(key, "missing") for key in wanted} == wanted


def test_a_transfer_that_is_not_made_denies_no_project_spending() -> None:
    made_up = disclosure_of("五、转移支付\n\n本局无中央转移支付补助项目支出。\n")
    assert "expenditure.project" not in {fact.key for fact in made_up.facts}


def test_a_unit_without_a_number_is_blank() -> None:
    made_up = disclosure_of("十、政府性基金预算支出情况说明\n\n本局政府性基金支出预算支出万元。\n")
    (fact,) = [fact for fact in made_up.facts if fact.key == "fund_expenditure.total"]
    assert (fact.value, fact.unit, fact.state) == (None, "万元", "blank")
