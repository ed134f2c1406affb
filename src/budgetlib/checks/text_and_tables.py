"""Rules between the text and the tables: the same figure in both, and declarations against figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from budgetlib.accounts import OPERATING_RULES, OWN_PERIODS
from budgetlib.checks.figures import Figure, fact_title, money, of_claim, of_fact, tolerance
from budgetlib.checks.innocent import (
    ANOTHER_AMOUNT,
    ANOTHER_SCOPE,
    ANOTHER_YEAR,
    CARRIED_OVER,
    OWN_INCOME,
    SEVERAL_FIGURES,
    TAKEN_FOR_ANOTHER,
)
from budgetlib.checks.quoting import clause, quoted
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, compare, compare_sum, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Claim
from budgetlib.findings import Evidence

_UNIT_SLIPS = (Decimal(10) ** 4, Decimal(10) ** 8, Decimal(10) ** 3)
"""By how much a figure is off whose unit is misprinted: 元 for 万元, 万元 for 亿元, 千元 for 元 or the other way round."""
_TELLING_DIGITS = 3
_MOST_EDITS = 2
"""Digits by which a second figure under one name may differ from the table's to be a slip rather than another scope."""
_DENIABLE = ("three_public.", "fund_expenditure.", "state_capital.", "operating_cost.", "procurement.")
"""What a document can declare to have none of."""


@rule(
    "text.figures",
    title="文字与表格的数字一致",
    severity="error",
    says="情况说明里写到的、表格里也有的数字，两处应一致（按各自写出的小数位数）；口径不同（含不含上年结转等）的不算不一致。",
    tries=(TAKEN_FOR_ANOTHER, SEVERAL_FIGURES, ANOTHER_SCOPE, ANOTHER_YEAR, CARRIED_OVER, OWN_INCOME),
)
def figures(view: View) -> Iterator[Outcome]:
    for fact in view.disclosure.facts:
        best = view.claim(fact.key) if fact.origin == "table" and fact.state != "text" else None
        if best is None or best.value is None or view.is_of_part(best):
            continue
        name = fact_title(fact.key)
        for claim in _distinct(view, best):
            said, printed = of_claim(claim, f"文字说明的{name}"), of_fact(fact, f"表格的{name}")
            if claim is not best and not _is_slip(said, printed):
                continue
            yield _said_and_printed(view, claim, said, printed, blank=fact.value is None)


def _distinct(view: View, best: Claim) -> list[Claim]:
    """The claim that states a figure best, and those that state another one under its name."""
    others: dict[tuple[Decimal, str], Claim] = {}
    for claim in view.disclosure.claims:
        own = claim.period == best.period or {claim.period, best.period} <= OWN_PERIODS
        if claim.metric == best.metric and own and claim.value is not None and claim.value != best.value:
            others.setdefault((claim.value, claim.value_unit), claim)
    return [best, *others.values()]


def _is_slip(said: Figure, printed: Figure) -> bool:
    """Whether a figure is another one but for a digit or two."""
    first, second = (f"{abs(one.value):.2f}" for one in (said, printed))
    return said.value != printed.value and Levenshtein.distance(first, second) <= _MOST_EDITS


def _said_and_printed(view: View, claim: Claim, said: Figure, printed: Figure, *, blank: bool) -> Outcome:
    outcome = compare(said, printed)._replace(
        sentences=(clause(claim),), metrics=(claim.metric,), claim=claim
    )
    if outcome.outcome == "pass" or (blank and not said.value):
        return Outcome("pass", "", said.place, compared=outcome.compared)
    if blank:
        return outcome._replace(severity="warning")
    if _is_cut_off(said, printed):
        words = f"{outcome.message.rstrip('。')}：文字舍去了尾数，没有四舍五入。"
        return outcome._replace(severity="info", message=words)
    slip = _unit_slip(said, printed)
    if slip:
        known = _has_witness(view, printed)
        review = "" if known else "也可能是我们没有读对表格的金额单位"
        return outcome._replace(severity="warning", message=slip, review=review, metrics=(), sentences=())
    return outcome


def _is_cut_off(said: Figure, printed: Figure) -> bool:
    """Whether the text gives the figure of the table without its last decimals: not rounded, but no other figure."""
    return 0 <= abs(printed.value) - abs(said.value) < said.step


def _unit_slip(said: Figure, printed: Figure) -> str:
    """That two figures are the same but for their unit, in a sentence; empty where they are not."""
    for factor in _UNIT_SLIPS:
        for one, other, times in ((said, printed, factor), (printed, said, factor)):
            close = abs(one.value * times - other.value) <= (one.step * times + other.step) / 2
            if one.value and close and len(one.value.normalize().as_tuple().digits) >= _TELLING_DIGITS:
                return (
                    f"{said.label}写作{said.text}，{printed.label}为{printed.text}，"
                    f"两处相差{times:,}倍，可能是金额单位的笔误。"
                )
    return ""


def _has_witness(view: View, printed: Figure) -> bool:
    """Whether the text bears out another figure of the same table, so that its unit was read rightly."""
    for fact in view.disclosure.facts:
        other = of_fact(fact, "") if fact.origin == "table" and isinstance(fact.value, Decimal) else None
        if other is None or not other.value or other.place.table != printed.place.table:
            continue
        claim = view.claim(fact.key)
        if claim is None or not claim.value or other.place.row == printed.place.row:
            continue
        if abs(of_claim(claim).value - other.value) <= tolerance([of_claim(claim), other]):
            return True
    units = {one.money_unit for one in view.disclosure.statements if one.money_unit}
    return units == {printed.unit}


@rule(
    "text.procurement",
    title="政府采购合计等于货物、工程、服务之和",
    severity="error",
    says="政府采购预算总额＝货物＋工程＋服务。",
    authority="预算法第十四条；" + OPERATING_RULES,
    tries=(ANOTHER_AMOUNT, CARRIED_OVER),
)
def procurement(view: View) -> Iterator[Outcome]:
    facts = {fact.key: fact for fact in view.disclosure.facts if fact.key.startswith("procurement.")}
    whole = facts.get("procurement.total")
    parts = [
        facts[key]
        for key in ("procurement.goods", "procurement.works", "procurement.services")
        if key in facts
    ]
    if (
        whole is None
        or whole.value is None
        or len(parts) < 3
        or len({fact.origin for fact in (whole, *parts)}) > 1
    ):
        return
    yield compare_sum(
        of_fact(whole, fact_title(whole.key)),
        [of_fact(part, fact_title(part.key)) for part in parts],
        of="三类之和",
    )


@rule(
    "text.declarations",
    title="声明与数字不矛盾",
    severity="error",
    says="文字声明没有某项经费或支出的，表格里该项不应有数。",
    tries=(ANOTHER_SCOPE, ANOTHER_YEAR),
)
def declarations(view: View) -> Iterator[Outcome]:
    facts = {fact.key: fact for fact in view.disclosure.facts if fact.origin == "table"}
    for claim in view.disclosure.claims:
        denies = claim.comparison == "none" and claim.metric.startswith(_DENIABLE)
        denies = denies and not view.is_of_part(claim)
        fact = facts.get(claim.metric) if denies else None
        if fact is None:
            continue
        name = fact_title(fact.key)
        printed = of_fact(fact, f"表格的{name}")
        if not printed.value:
            yield Outcome("pass", f"文字声明没有{name}，表格也没有数。", view.place_of(claim))
            continue
        yield Outcome(
            outcome="fail",
            message=f"文字说“{quoted(claim)}”，而表格里{name}为{printed.text}。",
            place=view.place_of(claim),
            sentences=(claim.text,),
            expected=Decimal(0),
            actual=printed.value,
            tolerance=Decimal(0),
            unit="元",
            evidence=(Evidence("原文", claim.text, view.place_of(claim)), printed.evidence),
        )


@rule(
    "text.service_purchase",
    title="无政府购买服务与政府采购服务预算",
    severity="notice",
    says="声明没有政府购买服务事项、又有政府采购服务预算的，两者口径不同但值得说明：采购来的服务为何不属于政府购买服务。",
    authority=GOOD_PRACTICE,
)
def service_purchase(view: View) -> Iterator[Outcome]:
    denied = next(
        (one for one in view.disclosure.claims if one.comparison == "none" and "购买服务" in one.text), None
    )
    services = next((fact for fact in view.disclosure.facts if fact.key == "procurement.services"), None)
    if denied is None or services is None or not isinstance(services.value, Decimal):
        return
    figure = of_fact(services, "政府采购服务预算")
    if not figure.value:
        yield Outcome("pass", "", view.place_of(denied))
        return
    yield Outcome(
        outcome="fail",
        message=f"文件说“{quoted(denied)}”，同时列有政府采购服务预算{money(figure.value, services.unit)}。",
        place=view.place_of(denied),
        actual=figure.value,
        unit="元",
        evidence=(Evidence("原文", denied.text, view.place_of(denied)), figure.evidence),
    )
