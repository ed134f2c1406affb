"""Scores of a document added up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgetlib.findings import Score
from budgetlib.transparency.rubric import DUTY, GOOD_PRACTICE, rubric
from budgetlib.transparency.verdict import NOT_APPLICABLE, UNDETERMINABLE

_TENTH = Decimal("0.1")


class Share(NamedTuple):
    """What some criteria earned of what they could, counting only those that could be judged."""

    percent: Decimal | None
    """With one decimal, rounded half up; None where no criterion could be judged."""
    points: Decimal
    possible: Decimal
    coverage: Decimal | None
    """Percent of the points that apply which could be judged: how much of the rubric the percentage rests on."""
    judged: int
    """Number of criteria that count."""
    undeterminable: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of one document."""

    rubric_version: str
    compliance: Share
    """What law and ministry rules demand."""
    good_practice: Share
    dimensions: tuple[tuple[str, Share], ...]
    """(key of the dimension, share), in the order of the rubric."""

    @property
    def undeterminable(self) -> int:
        """Number of criteria that the document does not tell."""
        return self.compliance.undeterminable + self.good_practice.undeterminable


def summary(scores: Sequence[Score]) -> Summary:
    """Percentages of one document: duty and good practice apart, and by dimension.

    Raises `ValueError` where the scores are of several versions of the rubric.
    """
    versions = {score.rubric_version for score in scores}
    if len(versions) != 1:
        raise ValueError(f"scores of one version of the rubric are needed, these are of {sorted(versions)}")
    return Summary(
        rubric_version=versions.pop(),
        compliance=share(score for score in scores if score.kind == DUTY),
        good_practice=share(score for score in scores if score.kind == GOOD_PRACTICE),
        dimensions=tuple(
            (dimension.key, share(score for score in scores if score.dimension == dimension.key))
            for dimension in rubric().dimensions
        ),
    )


def share(scores: Iterable[Score]) -> Share:
    """What some scores add up to."""
    every = list(scores)
    judged = [(score.points, score.max_points) for score in every if score.points is not None]
    points = sum((earned for earned, _ in judged), Decimal(0))
    possible = sum((most for _, most in judged), Decimal(0))
    untold = sum((score.max_points for score in every if score.state == UNDETERMINABLE), Decimal(0))
    return Share(
        percent=percent(points, possible),
        points=points,
        possible=possible,
        coverage=percent(possible, possible + untold),
        judged=len(judged),
        undeterminable=sum(score.state == UNDETERMINABLE for score in every),
        not_applicable=sum(score.state == NOT_APPLICABLE for score in every),
    )


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """A part in percent of the whole, with one decimal, rounded half up; None of nothing."""
    return (part * 100 / whole).quantize(_TENTH, ROUND_HALF_UP) if whole else None
