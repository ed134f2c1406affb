"""Made-up documents are the same everywhere, hang together over the years, and are never taken for real ones."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from budgetlib.batch.sources import read_sources
from budgetlib.errors import BudgetlibError
from budgetlib.synthetic import generate
from budgetlib.synthetic.invent import MOST_UNITS, invent_budget, invent_final, invent_unit

SHIPPED = ((3, range(2023, 2026), "budget"), (1, range(2024, 2025), "final"))
"""Units, years and stage of the documents in `data/raw/synthetic`."""


def test_the_same_bytes_for_the_same_seed() -> None:
    written = sha256()
    for document in generate(9, [2024], errors=0.5, seed=5):
        written.update(document.text.encode())
    assert written.hexdigest() == "68337e014126f73cc0d18e74942c5cb164a82e460519ae812afad506ac72fcf1"


def test_a_document_does_not_depend_on_which_others_are_asked_for() -> None:
    many = {one.file: one.text for one in generate(5, range(2022, 2025), errors=0.3)}
    few = {one.file: one.text for one in generate(4, [2023], errors=0.3)}
    assert few.items() <= many.items()


def test_the_shipped_documents_are_what_the_generator_writes(root: Path) -> None:
    folder = root / "data" / "raw"
    listed = {name: row for name, row in read_sources(folder / "sources.csv").items() if row["synthetic"]}
    documents = [
        one for units, years, stage in SHIPPED for one in generate(units, years, stages=[stage], errors=0.3)
    ]
    assert set(listed) == {f"synthetic/{one.file}" for one in documents}
    for one in documents:
        row = listed[f"synthetic/{one.file}"]
        assert (folder / "synthetic" / one.file).read_bytes() == one.text.encode(), one.file
        assert (row["unit"], row["region"]) == (one.truth.unit.name, one.truth.unit.region)
        assert all(rule in row["licence_note"] for rule in (one.fault.rules if one.fault else ()))
    assert sum(path.stat().st_size for path in (folder / "synthetic").iterdir()) < 300_000


def test_every_document_says_first_that_it_is_made_up() -> None:
    for one in generate(6, [2024]):
        assert one.text.startswith("示例数据，并非真实单位。")


def test_names_never_repeat() -> None:
    names = {invent_unit(0, number).name for number in range(MOST_UNITS)}
    assert len(names) == MOST_UNITS
    with pytest.raises(BudgetlibError, match="ask for fewer units"):
        invent_unit(0, MOST_UNITS)


def test_years_follow_each_other() -> None:
    for number in range(12):
        unit = invent_unit(2, number)
        budget, spent, after = (
            invent_budget(2, unit, 2024),
            invent_final(2, unit, 2024),
            invent_budget(2, unit, 2025),
        )
        assert budget.before == replace(invent_budget(2, unit, 2023), before=None)
        assert spent.planned == budget.three_public
        assert spent.sum("carried") == budget.sum("carried")
        assert spent.sum("unspent") == after.sum("carried")
        assert spent.whole == spent.sum("total") + spent.sum("unspent")
        assert spent.personnel + spent.public == spent.sum("basic")
