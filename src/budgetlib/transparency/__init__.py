"""How transparent a disclosure is: every criterion of the rubric with its state, points, authority and reason.

The rubric is data (`rubric.toml`); `criteria/` holds the functions that judge. What does not apply and what the
document does not tell are never counted as zero: they leave the denominator. Duty (law, ministry rule) and good
practice are reported apart, as percentages that hold for one version of the rubric only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budgetlib.disclosure import Disclosure
from budgetlib.findings import Finding, Score
from budgetlib.text import well_quoted
from budgetlib.transparency.case import Case
from budgetlib.transparency.criteria import JUDGES
from budgetlib.transparency.rubric import Criterion, Dimension, Rubric, rubric
from budgetlib.transparency.summary import Share, Summary, summary
from budgetlib.transparency.weights import EqualWeights, Standing, equal_weights, sensitivity

__all__ = [
    "Criterion",
    "Dimension",
    "EqualWeights",
    "Rubric",
    "Share",
    "Standing",
    "Summary",
    "equal_weights",
    "rubric",
    "score",
    "sensitivity",
    "summary",
]


def score(
    disclosure: Disclosure,
    findings: Sequence[Finding],
    *,
    published: date | None = None,
    approved: date | None = None,
) -> tuple[Score, ...]:
    """The scores of a disclosure, one per criterion, in the order of the rubric.

    `findings` are those of `budgetlib.checks.check`. `published` and `approved` are the days of publication and
    of approval by the finance department; documents don't print them, so they come from elsewhere or stay unknown.
    """
    case = Case(disclosure, findings, published, approved)
    standard = rubric()
    return tuple(_score(case, criterion, standard.version) for criterion in standard.criteria)


def _score(case: Case, criterion: Criterion, version: str) -> Score:
    verdict = JUDGES[criterion.judge](case, criterion)
    return Score(
        criterion=criterion.id,
        title=criterion.title,
        dimension=criterion.dimension,
        kind=criterion.kind,
        state=verdict.state,
        points=verdict.points(criterion.points),
        max_points=criterion.points,
        authority=criterion.authority,
        message=well_quoted(verdict.message),
        rubric_version=version,
        place=verdict.place,
    )
