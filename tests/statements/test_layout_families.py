"""Headline figures in the layouts of many provinces: made-up figures in the tables that units print there.

Each layout is a Markdown file with its tables drawn (see `drawn`); the JSON file of the same name holds the figures
to find (null for a blank cell) and those that it does not print.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from drawn import read_drawn

from budgetlib.checks import check
from budgetlib.disclosure import Disclosure
from budgetlib.interpret import interpret

LAYOUTS = Path(__file__).parent / "layouts"
FAMILIES = sorted(path.stem for path in LAYOUTS.glob("*.json"))

TRULY_INCONSISTENT = {
    "guizhou_final": {"inside.total"},  # prints one class of three
}
"""Errors that the made-up documents contain; every other one would be the reader's."""


def disclosure(family: str, *, merged: bool = True) -> Disclosure:
    return interpret(read_drawn(LAYOUTS / f"{family}.md", merged=merged))


@pytest.mark.parametrize("merged", [True, False], ids=["merged cells", "blank cells"])
@pytest.mark.parametrize("family", FAMILIES)
def test_headline_figures(family: str, merged: bool) -> None:
    labels = json.loads((LAYOUTS / f"{family}.json").read_text(encoding="utf-8"))
    found = {fact.key: fact.value for fact in disclosure(family, merged=merged).facts}
    wanted = {
        key: value if key in ("unit_name", "year", "stage") or value is None else Decimal(value)
        for key, value in labels["facts"].items()
    }
    assert {key: found.get(key, "missing") for key in wanted} == wanted
    assert not found.keys() & labels["absent"]


@pytest.mark.parametrize("family", FAMILIES)
def test_consistent_documents_give_no_errors(family: str) -> None:
    failed = {
        finding.rule_id
        for finding in check(disclosure(family))
        if finding.outcome == "fail" and finding.severity == "error"
    }
    assert failed == TRULY_INCONSISTENT.get(family, set())


def test_income_that_is_not_fiscal_is_no_fiscal_summary() -> None:
    kinds = [statement.kind for statement in disclosure("guizhou_final").statements]
    assert kinds.count("fiscal_summary") == 1


def test_money_in_a_table_of_assets_is_no_count() -> None:
    assert not [fact for fact in disclosure("yunnan_final").facts if fact.key.startswith("assets.")]


def test_a_project_in_several_rows_is_one() -> None:
    (fire, survey) = disclosure("yunnan_budget").projects
    assert (fire.name, fire.code, fire.total_yuan, fire.unit_funds_yuan) == (
        "森林防火专项经费", "530000210000000022345", Decimal(260_000), Decimal(60_000),
    )  # fmt: skip
    assert survey.total_yuan == Decimal(120_000)
