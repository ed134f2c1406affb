"""The seed's scores, criterion by criterion."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.checks import check
from budgetlib.disclosure import Disclosure
from budgetlib.document import Place
from budgetlib.findings import Finding, Score
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from budgetlib.transparency import equal_weights, rubric, score, summary


@pytest.fixture(scope="module")
def seed(seed_path: Path) -> tuple[Disclosure, tuple[Finding, ...]]:
    disclosure = interpret(read_document(seed_path))
    return disclosure, check(disclosure)


@pytest.fixture(scope="module")
def scores(seed: tuple[Disclosure, tuple[Finding, ...]]) -> dict[str, Score]:
    return {one.criterion: one for one in score(*seed)}


def test_every_criterion_is_scored_once_in_order(scores: dict[str, Score]) -> None:
    assert list(scores) == [criterion.id for criterion in rubric().criteria]


def test_what_is_not_met_in_full(scores: dict[str, Score]) -> None:
    found = {name: (one.state, one.points) for name, one in scores.items() if one.state != "met"}
    assert found == {
        "narrative.three_public_changes": ("not_applicable", None),
        "narrative.targets": ("partial", Decimal("1.03")),
        "consistency.targets": ("partial", Decimal("2.00")),
        "timeliness.published": ("undeterminable", None),
    }


def test_points_by_dimension(scores: dict[str, Score]) -> None:
    found = {key: (share.points, share.possible) for key, share in summary(list(scores.values())).dimensions}
    assert found == {
        "completeness": (30, 30),
        "depth": (20, 20),
        "narrative": (Decimal("16.53"), 17),  # 17 of 20 apply: there is no 三公 to compare
        "consistency": (Decimal("19.00"), 20),
        "timeliness": (0, 0),
    }


def test_percentages(scores: dict[str, Score]) -> None:
    found = summary(list(scores.values()))
    assert (found.compliance.percent, found.good_practice.percent) == (Decimal("100.0"), Decimal("95.5"))
    assert (found.undeterminable, found.rubric_version) == (1, "1.0")
    assert equal_weights(list(scores.values())) == (Decimal("98.0"), Decimal("98.1"))


def test_evidence_is_where_the_document_has_it(scores: dict[str, Score]) -> None:
    assert scores["narrative.operating_cost"].place == Place(line=568)
    assert scores["narrative.operating_cost"].message == "说明了机关运行经费78.84万元。"
    assert scores["completeness.summary"].place == Place(line=88, table=2, row=1)
    assert scores["completeness.empty_tables"].message == "4张空表都注明了没有数据。"
    assert scores["depth.projects"].message == "逐个列出了32个项目。"
    assert scores["narrative.targets"].message == "列出的32个项目中，22个附有绩效目标。"


def test_messages_are_one_sentence(scores: dict[str, Score]) -> None:
    for one in scores.values():
        assert one.message.endswith("。")
        assert "\n" not in one.message


def test_scoring_takes_a_small_part_of_what_checking_takes(
    seed: tuple[Disclosure, tuple[Finding, ...]],
) -> None:
    disclosure, findings = seed
    assert _quickest(lambda: score(disclosure, findings)) < _quickest(lambda: check(disclosure)) / 12


def _quickest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(10):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)
