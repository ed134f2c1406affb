"""The rubric as data: weights, authorities, judges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetlib.layouts import load
from budgetlib.transparency import Criterion, Dimension, rubric
from budgetlib.transparency.criteria import JUDGES

CRITERIA = rubric().criteria
AUTHORITIES = {
    "《预算法》第十四条",
    "《预算法实施条例》第六条",
    "《政府信息公开条例》第二十条",
    "财预〔2016〕143号（地方预决算公开操作规程）",
    "良好做法",
}


def test_dimensions_weigh_30_20_20_20_10() -> None:
    assert [(dimension.key, dimension.points) for dimension in rubric().dimensions] == [
        ("completeness", 30),
        ("depth", 20),
        ("narrative", 20),
        ("consistency", 20),
        ("timeliness", 10),
    ]
    assert sum(criterion.points for criterion in CRITERIA) == 100


@pytest.mark.parametrize("dimension", rubric().dimensions, ids=lambda dimension: dimension.key)
def test_criteria_add_up_to_their_dimension(dimension: Dimension) -> None:
    own = [criterion.points for criterion in CRITERIA if criterion.dimension == dimension.key]
    assert sum(own) == dimension.points


def test_duty_weighs_two_thirds() -> None:
    by_kind = {
        kind: sum((one.points for one in CRITERIA if one.kind == kind), Decimal(0))
        for kind in {one.kind for one in CRITERIA}
    }
    assert by_kind == {"duty": Decimal("67"), "good_practice": Decimal("33")}


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_every_criterion_rests_on_an_allowed_authority(criterion: Criterion) -> None:
    named = criterion.authority.split("；")
    assert set(named) <= AUTHORITIES
    assert (criterion.kind == "good_practice") == (named == ["良好做法"])


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_every_criterion_has_a_judge_and_plain_words(criterion: Criterion) -> None:
    assert criterion.judge in JUDGES
    assert criterion.title
    assert criterion.looks_at.endswith("。")


def test_no_judge_is_idle() -> None:
    assert {criterion.judge for criterion in CRITERIA} == set(JUDGES)


def test_criteria_have_names_of_their_own() -> None:
    assert (
        len({criterion.id for criterion in CRITERIA}) == len({one.title for one in CRITERIA}) == len(CRITERIA)
    )


def test_tables_asked_for_are_kinds_that_layouts_know() -> None:
    known = {entry["kind"] for entry in load("statements")["statement"] if "kind" in entry}
    asked = {table.kind for one in CRITERIA for table in (*one.statements, *one.near)}
    assert asked <= known
