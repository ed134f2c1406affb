"""Scores added up, and what other weights make of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from budgetlib.document import Place
from budgetlib.findings import Score
from budgetlib.transparency import equal_weights, sensitivity, summary


def made_up(
    dimension: str, points: str | None, possible: str, kind: str = "duty", version: str = "1.0"
) -> Score:
    state = "undeterminable" if points is None else "partial"
    earned = None if points is None else Decimal(points)
    return Score(
        f"{dimension}.x", "", dimension, kind, state, earned, Decimal(possible), "", "", version, Place()
    )


def test_duty_and_good_practice_are_apart_and_the_unknown_leaves_the_denominator() -> None:
    scores = [
        made_up("completeness", "2", "3"),
        made_up("completeness", None, "5"),
        made_up("depth", "1", "1"),
        made_up("narrative", "1", "8", kind="good_practice"),
    ]
    found = summary(scores)
    assert (found.compliance.percent, found.good_practice.percent) == (Decimal("75.0"), Decimal("12.5"))
    assert (found.compliance.points, found.compliance.possible) == (3, 4)
    assert found.compliance.coverage == Decimal("44.4")  # 4 of the 9 points that apply
    assert found.undeterminable == 1
    assert {key: share.percent for key, share in found.dimensions} == {
        "completeness": Decimal("66.7"),
        "depth": Decimal("100.0"),
        "narrative": Decimal("12.5"),
        "consistency": None,
        "timeliness": None,
    }


def test_percentages_round_half_up() -> None:
    assert summary([made_up("depth", "0.9995", "1")]).compliance.percent == Decimal("100.0")
    assert summary([made_up("depth", "0.1235", "1")]).compliance.percent == Decimal("12.4")
    assert summary([made_up("depth", "0.12345", "1")]).compliance.percent == Decimal("12.3")


def test_versions_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="one version"):
        summary([made_up("depth", "1", "1"), made_up("depth", "1", "1", version="2.0")])


def test_equal_weights() -> None:
    scores = [
        made_up("completeness", "9", "9"),
        made_up("depth", "0", "1"),
        made_up("depth", "2", "2"),
        made_up("timeliness", None, "10"),
    ]
    found = equal_weights(scores)
    assert found.criteria == Decimal("66.7")  # 1, 0, 1
    assert found.dimensions == Decimal("83.3")  # 1 and 2/3
    assert equal_weights([made_up("timeliness", None, "10")]) == (None, None)


def document(completeness: str, depth: str) -> Sequence[Score]:
    return [made_up("completeness", completeness, "9"), made_up("depth", depth, "1")]


def test_ranks_move_with_the_weights() -> None:
    standings = sensitivity(
        {"broad": document("9", "0"), "deep": document("5", "1"), "poor": document("0", "0")}
    )
    assert [(one.document, one.rubric_rank, one.criteria_rank, one.moves) for one in standings] == [
        ("broad", 1, 2, 1),
        ("deep", 2, 1, 1),
        ("poor", 3, 3, 0),
    ]
    assert standings[0].rubric == Decimal("90.0")
    assert standings[0].criteria == standings[0].dimensions == Decimal("50.0")


def test_equal_percentages_share_a_rank() -> None:
    standings = sensitivity({name: document("9", "1") for name in ("b", "a")} | {"c": document("0", "1")})
    assert [(one.document, one.rubric_rank) for one in standings] == [("a", 1), ("b", 1), ("c", 3)]


def test_half_a_disclosure_has_no_rank() -> None:
    half = [made_up("completeness", None, "9"), made_up("depth", "1", "1")]
    standings = sensitivity({"whole": document("5", "1"), "half": half})
    assert [(one.document, one.rubric_rank, one.moves) for one in standings] == [
        ("whole", 1, 0),
        ("half", None, None),
    ]
    assert standings[1].rubric == Decimal("100.0")
