"""What other weights would make of the same scores: the rubric's are one choice of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetlib.findings import Score
from budgetlib.transparency.summary import percent, share

_LEAST_COVERAGE = Decimal(75)
"""Percent of the points that must have been judged for a rank: a file that holds only the tables or only the text
is not ranked among whole disclosures. (Dates, which are worth 10 points, are mostly unknown.)"""


class EqualWeights(NamedTuple):
    """Percentages with equal weights; None where no criterion could be judged."""

    criteria: Decimal | None
    """Every criterion counts the same."""
    dimensions: Decimal | None
    """Every dimension counts the same; inside a dimension the rubric's points hold."""


class Standing(NamedTuple):
    """Percentages and ranks of a document under each weighting. Rank 1 is best; equal percentages share a rank.

    Ranks are None where too little of the document could be judged.
    """

    document: str
    rubric: Decimal | None
    criteria: Decimal | None
    dimensions: Decimal | None
    rubric_rank: int | None
    criteria_rank: int | None
    dimensions_rank: int | None

    @property
    def moves(self) -> int | None:
        """Between its best and its worst rank: how much its place depends on the weights."""
        ranks = [self.rubric_rank, self.criteria_rank, self.dimensions_rank]
        known = [rank for rank in ranks if rank is not None]
        return max(known) - min(known) if known else None


def equal_weights(scores: Sequence[Score]) -> EqualWeights:
    """Percentages of a document with every criterion equal, and with every dimension equal."""
    parts = [score.points / score.max_points for score in scores if score.points is not None]
    by_dimension = [
        whole.points / whole.possible
        for dimension in dict.fromkeys(score.dimension for score in scores)
        if (whole := share(score for score in scores if score.dimension == dimension)).possible
    ]
    return EqualWeights(
        criteria=percent(sum(parts, Decimal(0)), Decimal(len(parts))),
        dimensions=percent(sum(by_dimension, Decimal(0)), Decimal(len(by_dimension))),
    )


def sensitivity(scores_by_document: Mapping[str, Sequence[Score]]) -> tuple[Standing, ...]:
    """How documents rank under the rubric's weights and under equal ones, best by the rubric first.

    To rank by compliance alone, hand over only the scores of that kind. Documents of which too little could be
    judged have no rank and stand last.
    """
    percents = {
        document: (share(scores).percent, *equal_weights(scores))
        for document, scores in scores_by_document.items()
    }
    ranked = [document for document, scores in scores_by_document.items() if _is_ranked(scores)]
    ranks = {
        document: tuple(
            1 + sum(_higher(percents[other][weighting], percents[document][weighting]) for other in ranked)
            for weighting in range(3)
        )
        for document in ranked
    }
    standings = [
        Standing(document, *found, *ranks.get(document, (None, None, None)))
        for document, found in percents.items()
    ]
    return tuple(
        sorted(standings, key=lambda one: (one.rubric_rank is None, one.rubric_rank or 0, one.document))
    )


def _is_ranked(scores: Sequence[Score]) -> bool:
    coverage = share(scores).coverage
    return coverage is not None and coverage >= _LEAST_COVERAGE


def _higher(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one > other
