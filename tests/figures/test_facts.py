"""Headline figures against figures labelled by hand on real documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from budgetlib.disclosure import Fact
from budgetlib.errors import NotADisclosure
from budgetlib.interpret import interpret
from budgetlib.money import UNIT_FACTORS
from budgetlib.readers import read_document

LEAST_SHARE = Decimal("0.995")
"""Of the labelled figures of all documents at least so many are right; a lower share is a step back."""


def facts_of(path: Path) -> dict[str, Fact]:
    return {fact.key: fact for fact in interpret(read_document(path)).facts}


def canonical(value: object, unit: str) -> Decimal | None:
    return None if value is None else Decimal(str(value)) * UNIT_FACTORS.get(unit, Decimal(1))


def wrong(labels: dict[str, Any], found: dict[str, Fact]) -> Iterator[str]:
    for key, label in labels["facts"].items():
        fact = found.get(key)
        if fact is None:
            yield f"{key}: missing"
        elif canonical(label["value"], label["unit"]) != canonical(fact.value, fact.unit):
            yield f"{key}: expected {label['value']}, got {fact.value}"


def test_every_figure_of_the_seed_is_right(seed_path: Path, corpus: Path) -> None:
    labels = json.loads((corpus / "facts" / "00.json").read_text(encoding="utf-8"))
    found = facts_of(seed_path)
    assert list(wrong(labels, found)) == []
    lines = {
        key: label["line"]
        for key, label in labels["facts"].items()
        if label["line"] and label["where"] == "table"
    }
    assert {key: found[key].line for key in lines if key != "expenditure.item_rows"} == {
        key: line for key, line in lines.items() if key != "expenditure.item_rows"
    }


def test_figures_of_the_seed_without_any_label(seed_path: Path) -> None:
    found = facts_of(seed_path)
    shown = {key: (found[key].value, found[key].unit, found[key].state, found[key].line) for key in (
        "expenditure.total", "three_public.total", "procurement.works", "projects.count", "performance_target.count",
    )}  # fmt: skip
    assert shown == {
        "expenditure.total": (Decimal("1602.53"), "万元", "number", 189),
        "three_public.total": (None, "万元", "blank", 443),
        "procurement.works": (Decimal(0), "万元", "zero", 574),
        "projects.count": (Decimal(32), "count", "number", 470),
        "performance_target.count": (Decimal(22), "count", "number", 592),
    }


def test_labelled_figures_of_real_documents(corpus: Path) -> None:
    total, mistakes = 0, []
    for path in sorted((corpus / "facts").glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        (source,) = [one for one in corpus.glob(f"{path.stem}.*") if one.is_file()]
        if labels["stage"] is None:
            with pytest.raises(NotADisclosure):
                interpret(read_document(source))
            continue
        total += len(labels["facts"])
        mistakes += [f"{path.stem} {mistake}" for mistake in wrong(labels, facts_of(source))]
    assert total > 800
    assert Decimal(total - len(mistakes)) / total >= LEAST_SHARE, mistakes


@pytest.mark.parametrize("name", ["m11.xls", "m12.xlsx"])
def test_a_form_that_nobody_filled_in_is_no_disclosure(corpus: Path, name: str) -> None:
    with pytest.raises(NotADisclosure, match=r"a blank form .*not one amount"):
        interpret(read_document(corpus / "more" / name))
