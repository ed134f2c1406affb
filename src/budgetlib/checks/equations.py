"""What printed figures say of each other: every comparison that the rules make, and those of a text with itself.

An equation is a figure and the figures whose sum it must be; one part alone means the same figure printed twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetlib.accounts import Item, Kind, Period, Role, Side
from budgetlib.checks.figures import Figure, of_claim, of_fact, of_line
from budgetlib.checks.rule import RULES, Outcome, Rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Claim
from budgetlib.findings import Answer

_FAMILIES = ("inside", "across", "text", "targets")
_TEXT = "text"
_SUMMARIES = (Kind.SUMMARY, Kind.FISCAL_SUMMARY)
_CARRIED = ("carryover_in", "carryover_out", "non_fiscal_balance", "surplus_distribution")
_SUMS = (
    *(
        (prefix, whole, parts)
        for prefix in ("three_public", "three_public_prior", "three_public_budget")
        for whole, parts in (
            ("total", ("abroad", "vehicle", "reception")),
            ("vehicle", ("vehicle_purchase", "vehicle_operation")),
        )
    ),
    ("procurement", "total", ("goods", "works", "services")),
)
"""Beginning of a key, which of those that begin so is a sum, and of which."""


class Equation(NamedTuple):
    """`whole` should be the sum of `parts`. Blank cells are parts too: they say that there is nothing to add."""

    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def gap(self) -> Decimal:
        """What the figure is more than the sum."""
        return self.whole.value - sum((part.value for part in self.parts), Decimal(0))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        return (self.whole, *self.parts)


def of_rules(view: View) -> list[Equation]:
    """What the rules compare in a disclosure, whether or not it agrees; not what a text may rightly say otherwise."""
    outcomes = (
        outcome.in_full() if outcome.in_full is not None else outcome
        for rule in RULES
        if rule.family in _FAMILIES
        for outcome in rule.check(view)
        if rule.family != _TEXT or outcome.outcome == "pass" or not _is_explained(rule, outcome, view)
    )
    return [Equation(one.compared[0], one.compared[1:]) for one in outcomes if len(one.compared) > 1]


def _is_explained(rule: Rule, outcome: Outcome, view: View) -> bool:
    return any(one.tried(view, outcome).answer != Answer.RULED_OUT for one in rule.tries)


def beside_rules(view: View) -> list[Equation]:
    """What else may agree, and says something where it does: where it doesn't, it may not be meant to."""
    return [*_summaries(view), *_headlines(view), *_in_text(view.disclosure.claims)]


def _summaries(view: View) -> Iterator[Equation]:
    """The items of a side of 收支总表 and its totals, in every column."""
    for kind in _SUMMARIES:
        for side in (Side.INCOME, Side.EXPENDITURE):
            lines = view.lines(kind, side)
            for column in sorted({line.column or 0 for line in lines}):
                own = [line for line in lines if (line.column or 0) == column]
                items = [
                    of_line(line) for line in own if line.role == Role.ITEM and line.item not in _CARRIED
                ]
                carried = [of_line(line) for line in own if line.item in _CARRIED]
                for whole in own:
                    if whole.item == Item.CURRENT:
                        yield Equation(of_line(whole), tuple(items))
                    if whole.item == Item.TOTAL:
                        yield Equation(of_line(whole), tuple(items))
                        yield Equation(of_line(whole), (*items, *carried))


def _headlines(view: View) -> Iterator[Equation]:
    """Headline figures of which one is the sum of others, in tables and in the text."""
    facts = {fact.key: fact for fact in view.disclosure.facts}
    for prefix, whole, parts in _SUMS:
        total = facts.get(f"{prefix}.{whole}")
        found = [fact for part in parts if (fact := facts.get(f"{prefix}.{part}")) is not None]
        if total is not None and len(found) > 1:
            yield Equation(of_fact(total, total.key), tuple(of_fact(fact, fact.key) for fact in found))


def _in_text(claims: Sequence[Claim]) -> Iterator[Equation]:
    yield from _changes(claims)
    yield from _lists(claims)
    yield from _repeated(claims)


def _changes(claims: Sequence[Claim]) -> Iterator[Equation]:
    """This year's figure, last year's beside it, and the change between them."""
    for claim in claims:
        if claim.value is None or claim.change is None or claim.change_unit != claim.value_unit:
            continue
        before = [
            one
            for one in claims
            if one.period == Period.PRIOR and one.text == claim.text and one.value is not None
        ]
        sign = {"increase": 1, "decrease": -1}.get(claim.comparison)
        if len(before) == 1 and sign is not None:
            change = claim._replace(value=abs(claim.change) * sign, value_unit=claim.change_unit)
            yield Equation(of_claim(claim), (of_claim(before[0]), of_claim(change)))


def _lists(claims: Sequence[Claim]) -> Iterator[Equation]:
    """A total and the list of its parts that follows it (其中：…)."""
    latest: dict[str, Claim] = {}
    parts: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    wholes: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if claim.value is None:
            continue
        whole = latest.get(claim.part_of) if claim.part_of else None
        if whole is not None:
            key = (claim.part_of, whole.text)
            wholes[key] = whole
            parts[key].append(claim)
        latest[claim.metric] = claim
    for key, listed in parts.items():
        if len(listed) > 1:
            yield Equation(of_claim(wholes[key]), tuple(map(of_claim, listed)))


def _repeated(claims: Sequence[Claim]) -> Iterator[Equation]:
    """The same figure in two sentences."""
    first: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        if not claim.value:
            continue
        key = (claim.metric, claim.period, claim.value_unit)
        other = first.setdefault(key, claim)
        if other.text != claim.text:
            yield Equation(of_claim(claim), (of_claim(other),))
