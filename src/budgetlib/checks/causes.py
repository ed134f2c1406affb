"""One cause, one finding: what follows from one slip is told once, with the rest as its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetlib.checks.figures import tolerance
from budgetlib.checks.rule import Outcome, Rule
from budgetlib.document import Place
from budgetlib.findings import Evidence, Tier, Tried

_MOST_TOLD = 2
_TIERS = (Tier.CONFIRMED, Tier.TO_REVIEW, Tier.READING)
_COMPARING = frozenset(("inside", "across", "text", "targets"))


class Judged(NamedTuple):
    """An outcome of a rule and what it came to."""

    rule: Rule
    outcome: Outcome
    severity: str
    tier: str
    """Empty where it is no failure."""
    tried: tuple[Tried, ...] = ()
    follows: tuple[Evidence, ...] = ()
    """Figures of what else follows from the same slip."""


def one_per_cause(failures: Sequence[Judged]) -> list[Judged]:
    """The failures with those that follow from the same slip put together, in the order of the first of each.

    Two comparisons of amounts have one cause where they differ by the same amount, or where they are of the same row
    of one table by the same rule: a wrong or missing figure breaks every sum it stands in by what it is off.
    """
    groups: list[list[Judged]] = []
    for failure in failures:
        group = next((one for one in groups if _have_one_cause(one, failure)), None)
        if group is None:
            groups.append([failure])
        else:
            group.append(failure)
    return [_told_once(group) for group in groups]


def _have_one_cause(group: Sequence[Judged], other: Judged) -> bool:
    return any(_are_alike(one, other) for one in group)


def _are_alike(one: Judged, other: Judged) -> bool:
    first, second = one.outcome, other.outcome
    if one.rule.id == other.rule.id and first.cause and first.cause == second.cause:
        return True
    if one.rule.family not in _COMPARING or other.rule.family not in _COMPARING:
        return False
    if not first.compared or not second.compared or first.unit != "元" or second.unit != "元":
        return False
    allowed = max(tolerance(first.compared), tolerance(second.compared))
    if first.gap > allowed and abs(first.gap - second.gap) <= allowed:
        return True
    if one.rule.structural and one.rule.id == other.rule.id:
        at, there = first.compared[0].place, second.compared[0].place
        return at.table is not None and (at.table, at.row) == (there.table, there.row)
    return False


def _told_once(group: Sequence[Judged]) -> Judged:
    lead = min(group, key=lambda one: (_TIERS.index(Tier(one.tier)), -one.outcome.gap))
    others = [one for one in group if one is not lead]
    if not others:
        return lead
    messages = list(dict.fromkeys(one.outcome.message.rstrip("。") for one in others))
    told = "；".join(messages[:_MOST_TOLD]) + (f"等{len(messages)}处" if len(messages) > _MOST_TOLD else "")
    message = f"{lead.outcome.message.rstrip('。')}。由此还有：{told}。"
    known = {figure.place for figure in lead.outcome.figures}
    follows = tuple(_evidence(others, known))
    return lead._replace(outcome=lead.outcome._replace(message=message), follows=follows)


def _evidence(others: Sequence[Judged], known: set[Place]) -> Iterator[Evidence]:
    for one in others:
        for figure in one.outcome.figures[:_MOST_TOLD]:
            if figure.place not in known:
                known.add(figure.place)
                yield figure.evidence
