"""Choosing the claim that states a metric."""

from __future__ import annotations

from collections.abc import Iterable

from budgetlib.disclosure import Claim
from budgetlib.narrative.passages import headings

_OWN_PERIODS = frozenset(("current", "final"))


def best_claim(claims: Iterable[Claim], metric: str) -> Claim | None:
    """The claim that states a metric's figure best, None where none does.

    Of several, a claim with a figure of this year (or of the final account) comes before one without, one in a
    section about the metric's own family before one elsewhere, a total by itself before a part of a list, and
    the first before later ones.
    """
    own = [claim for claim in claims if claim.metric == metric]
    return min(own, key=lambda claim: _rank(claim, metric)) if own else None


def _rank(claim: Claim, metric: str) -> tuple[bool, bool, bool, bool]:
    family = metric.partition(".")[0]
    period_of_its_own = metric.startswith(("three_public_prior", "three_public_budget"))
    return (
        claim.value is None,
        claim.period not in _OWN_PERIODS and not period_of_its_own,
        family not in {headings()(title)[1] for title in claim.section.split(" / ")},
        bool(claim.part_of) and metric.endswith("total"),
    )
