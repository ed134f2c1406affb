"""Rules between the text and two columns of a table: this year and the last, budget and final account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetlib.accounts import OWN_PERIODS, Period
from budgetlib.checks.figures import Figure, fact_title, money, of_claim, of_fact, tolerance
from budgetlib.checks.innocent import ANOTHER_SCOPE, ANOTHER_YEAR, OTHER_BASE, SEVERAL_FIGURES
from budgetlib.checks.quoting import clause
from budgetlib.checks.rule import Outcome, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Claim, Fact
from budgetlib.money import UNIT_FACTORS

_OWN, _PRIOR, _BUDGET = "three_public.", "three_public_prior.", "three_public_budget."
_SIGNS = {"increase": 1, "decrease": -1, "unchanged": 0}
_WORDS = {1: "增加", -1: "减少", 0: "持平"}
_COMPARED = {"increase": "大于", "decrease": "小于", "unchanged": "等于"}
_OF_BUDGET = re.compile("预算")
_LAST_YEAR = re.compile("上年|去年|同期|20[0-9]{2}年")
_PERCENT_OFF = Decimal("0.1")
"""Percentage points that rounding of the figures and of the percentage may make."""


@rule(
    "text.two_years",
    title="文字所说的增减与表中两年的数相符",
    severity="error",
    says="“三公”经费各项，文字写的增减额、持平应等于表中本年数减上年数。",
    tries=(OTHER_BASE, ANOTHER_SCOPE, SEVERAL_FIGURES),
)
def two_years(view: View) -> Iterator[Outcome]:
    facts = {fact.key: fact for fact in view.disclosure.facts if fact.origin == "table"}
    for claim in view.disclosure.claims:
        own, prior = facts.get(claim.metric), facts.get(claim.metric.replace(_OWN, _PRIOR))
        if not claim.metric.startswith(_OWN) or own is None or prior is None:
            continue
        if not _are_numbers(own, prior) or not _is_of_this_year(claim) or not _LAST_YEAR.search(claim.base):
            continue
        name = fact_title(own.key)
        now, before = of_fact(own, f"表中本年的{name}"), of_fact(prior, f"表中上年的{name}")
        if claim.value is not None and abs(of_claim(claim).value - now.value) > tolerance(
            [of_claim(claim), now]
        ):
            continue  # another figure than the table's, which `text.figures` compares
        yield from _change(view, claim, now, before)


def _change(view: View, claim: Claim, now: Figure, before: Figure) -> Iterator[Outcome]:
    sign = _SIGNS[claim.comparison]
    if claim.change is not None and claim.change_unit in UNIT_FACTORS:
        said = abs(claim.change) * sign * UNIT_FACTORS[claim.change_unit]
        words = f"{_WORDS[sign]}{abs(claim.change):,}{claim.change_unit}"
    elif sign == 0:
        said, words = Decimal(0), _WORDS[0]
    else:
        return
    really = now.value - before.value
    allowed = tolerance([now, before]) + of_claim(claim).step
    agrees = abs(said - really) <= allowed
    yield Outcome(
        "pass" if agrees else "fail",
        ""
        if agrees
        else f"文字说明的{now.label.removeprefix('表中本年的')}比上年{words}，"
        f"而{before.label}为{before.text}、本年为{now.text}，相差{money(abs(really), now.unit)}。",
        view.place_of(claim),
        expected=really,
        actual=said,
        tolerance=allowed,
        unit="元",
        figures=(of_claim(claim), before, now),
        compared=(of_claim(claim), before, now),
        sentences=(clause(claim), claim.base),
        metrics=(claim.metric,),
        claim=claim,
    )


def _are_numbers(*facts: Fact) -> bool:
    return all(isinstance(fact.value, Decimal) and fact.unit in UNIT_FACTORS for fact in facts)


def _is_of_this_year(claim: Claim) -> bool:
    return claim.period in OWN_PERIODS and claim.comparison in _SIGNS


@rule(
    "text.completion",
    title="决算与预算之比、大于或小于预算的说法与数字相符",
    severity="error",
    says="决算说明写的完成预算的百分比，应等于决算数除以预算数；决算数大于、小于、等于预算数的说法应与两数相符。",
    tries=(ANOTHER_YEAR, SEVERAL_FIGURES),
)
def completion(view: View) -> Iterator[Outcome]:
    if view.disclosure.identity.stage != "final":
        return
    for claim in view.disclosure.claims:
        if claim.value is None or claim.period == Period.BUDGET or claim.value_unit not in UNIT_FACTORS:
            continue
        budget = _budget_of(view, claim)
        if budget is None:
            continue
        said = of_claim(claim)
        if _OF_BUDGET.search(claim.share_of) and claim.share_percent is not None and budget.value > 0:
            yield _rate(view, claim, said, budget)
        if _OF_BUDGET.search(claim.base) and claim.change is None and claim.comparison in _COMPARED:
            yield _direction(view, claim, said, budget)


def _budget_of(view: View, claim: Claim) -> Figure | None:
    """The budget that the same sentence states for a figure of the final account, else that of the table."""
    beside = [
        one
        for one in view.disclosure.claims
        if one.text == claim.text
        and one.period == Period.BUDGET
        and one.metric.replace(_BUDGET, _OWN) == claim.metric
        and one.value is not None
    ]
    if len(beside) == 1:
        return of_claim(beside[0])
    key = claim.metric.replace(_OWN, _BUDGET)
    for fact in view.disclosure.facts:
        if fact.key == key != claim.metric and fact.origin == "table" and _are_numbers(fact) and not beside:
            return of_fact(fact, f"表格的{fact_title(fact.key)}")
    return None


def _rate(view: View, claim: Claim, said: Figure, budget: Figure) -> Outcome:
    stated = claim.share_percent or Decimal(0)
    expected = said.value / budget.value * 100
    allowed = _PERCENT_OFF + 100 * tolerance([said, budget]) * (1 + said.value / budget.value) / budget.value
    agrees = abs(stated - expected) <= allowed
    slight = stated == stated.to_integral_value() and abs(stated - expected) < 1
    return Outcome(
        "pass" if agrees else "fail",
        ""
        if agrees
        else f"文字说明“{claim.subject}”{said.text}完成{claim.share_of}的{stated}%，"
        f"按{budget.label}{budget.text}推算是{expected:.2f}%。",
        view.place_of(claim),
        severity="info" if slight else "",
        expected=expected.quantize(Decimal("0.0001")),
        actual=stated,
        tolerance=allowed.quantize(Decimal("0.000001")),
        unit="%",
        evidence=(said.evidence, budget.evidence),
        sentences=(clause(claim),),
        metrics=(claim.metric,),
        stake=abs(said.value - budget.value * stated / 100),
    )


def _direction(view: View, claim: Claim, said: Figure, budget: Figure) -> Outcome:
    sign = (said.value > budget.value) - (said.value < budget.value)
    agrees = sign == _SIGNS[claim.comparison] or abs(said.value - budget.value) <= tolerance([said, budget])
    return Outcome(
        "pass" if agrees else "fail",
        ""
        if agrees
        else f"文字说明写“{claim.subject}”的决算数{_COMPARED[claim.comparison]}预算数，"
        f"而决算为{said.text}，预算为{budget.text}。",
        view.place_of(claim),
        evidence=(said.evidence, budget.evidence),
        sentences=(clause(claim),),
        metrics=(claim.metric,),
        stake=abs(said.value - budget.value),
    )
