"""Choosing the claim that states a metric."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlib.accounts import OWN_PERIODS
from budgetlib.disclosure import Claim
from budgetlib.narrative.metrics import metrics
from budgetlib.narrative.passages import headings


def best_claim(claims: Sequence[Claim], metric: str, *, stand_ins: bool = False) -> Claim | None:
    """The claim that states a metric's figure best, None where none does.

    Of several, a claim with a figure of this year (or of the final account) comes before one without, one in a
    section about the metric's own family before one elsewhere, one of all the money before one of a part of it
    (本级, 结转), a total by itself before a part of a list, and the first before later ones. With `stand_ins` a related
    figure may answer where the text states none as such (财政拨款基本支出 for 一般公共预算基本支出): good for a headline,
    not for finding contradictions.
    """
    own = [claim for claim in claims if claim.metric == metric]
    if own:
        return min(own, key=lambda claim: _rank(claim, metric))
    if stand_ins:
        for other in metrics().stand_ins.get(metric, ()):
            found = best_claim(claims, other)
            if found is not None and found.value is not None:
                return found
    return None


def _rank(claim: Claim, metric: str) -> tuple[bool, ...]:
    family = metric.partition(".")[0]
    period_of_its_own = metric.startswith(("three_public_prior", "three_public_budget"))
    return (
        claim.value is None,
        claim.period not in OWN_PERIODS and not period_of_its_own,
        family not in {headings()(title)[1] for title in claim.section.split(" / ")},
        claim.is_of_part(of_department=True),
        bool(claim.part_of) and metric.endswith("total"),
    )
