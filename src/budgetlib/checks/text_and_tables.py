"""Rules between the text and the tables: the same figure in both, and declarations against figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetlib.accounts import OPERATING_RULES, OWN_PERIODS
from budgetlib.checks.figures import FACT_TITLES, Figure, money, of_claim, of_fact, tolerance
from budgetlib.checks.quoting import quoted
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, compare, compare_sum, rule
from budgetlib.checks.view import View
from budgetlib.findings import Evidence

_SCOPES = frozenset(
    (
        "carryover_in", "carryover_out", "surplus_distribution", "carryover_general_public", "carryover_government_fund", "carryover_state_capital",
        "carryover_fiscal", "non_fiscal_balance", "special_account", "business_income", "operating_income",
        "superior_subsidy", "affiliate_remittance", "other_income", "unit_funds",
    )
)  # fmt: skip
"""Rows of 收支总表 that a text may count in where a table does not, or the other way round."""
_DENIABLE = ("three_public.", "fund_expenditure.", "state_capital.", "operating_cost.", "procurement.")
"""What a document can declare to have none of."""


@rule(
    "text.figures",
    title="文字与表格的数字一致",
    severity="error",
    says="情况说明里写到的、表格里也有的数字，两处应一致（按各自写出的小数位数）；口径不同（含不含上年结转等）的不算不一致。",
)
def figures(view: View) -> Iterator[Outcome]:
    for fact in view.disclosure.facts:
        name = FACT_TITLES.get(fact.key)
        claim = view.claim(fact.key) if name and fact.origin == "table" else None
        if claim is None or claim.value is None or name is None:
            continue
        said, printed = of_claim(claim, f"文字说明的{name}"), of_fact(fact, f"表格的{name}")
        if fact.value is None and not said.value:
            yield Outcome("pass", "", said.place)
            continue
        outcome = compare(said, printed)
        if outcome.outcome == "fail" and _is_of_another_scope(view, said, printed, claim.metric):
            continue
        if fact.value is None:
            outcome = outcome._replace(severity="warning")
        elif outcome.outcome == "fail" and _is_cut_off(said, printed):
            outcome = outcome._replace(
                severity="info", message=f"{outcome.message.rstrip('。')}：文字舍去了尾数，没有四舍五入。"
            )
        yield outcome


def _is_cut_off(said: Figure, printed: Figure) -> bool:
    """Whether the text gives the figure of the table without its last decimals: not rounded, but no other figure."""
    return 0 <= abs(printed.value) - abs(said.value) < said.step


def _is_of_another_scope(view: View, said: Figure, printed: Figure, metric: str) -> bool:
    """Whether the text may rightly give another figure under the same name.

    It may where the two differ by exactly what is carried over, or by what comes from outside 财政拨款 (the text
    counts it in, the table does not, or the other way round), and where the text itself gives several figures
    under that name, of which none can be held against the table.
    """
    gap = abs(said.value - printed.value)
    summaries = (*view.lines("summary"), *view.lines("fiscal_summary"))
    parts = [line for line in summaries if line.item in _SCOPES]
    allowed = tolerance([said, printed])
    if any(line.amount_yuan and abs(abs(line.amount_yuan) - gap) <= allowed for line in parts):
        return True
    values = {
        one.value
        for one in view.disclosure.claims
        if one.metric == metric and one.value is not None and one.period in OWN_PERIODS
    }
    return len(values) > 1


@rule(
    "text.procurement",
    title="政府采购合计等于货物、工程、服务之和",
    severity="error",
    says="政府采购预算总额＝货物＋工程＋服务。",
    authority="预算法第十四条；" + OPERATING_RULES,
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
        of_fact(whole, FACT_TITLES[whole.key]),
        [of_fact(part, FACT_TITLES[part.key]) for part in parts],
        of="三类之和",
    )


@rule(
    "text.declarations",
    title="声明与数字不矛盾",
    severity="error",
    says="文字声明没有某项经费或支出的，表格里该项不应有数。",
)
def declarations(view: View) -> Iterator[Outcome]:
    facts = {fact.key: fact for fact in view.disclosure.facts if fact.origin == "table"}
    for claim in view.disclosure.claims:
        denies = claim.comparison == "none" and claim.metric.startswith(_DENIABLE)
        fact = facts.get(claim.metric) if denies else None
        if fact is None:
            continue
        name = FACT_TITLES.get(claim.metric, claim.subject)
        printed = of_fact(fact, f"表格的{name}")
        if not printed.value:
            yield Outcome("pass", f"文字声明没有{name}，表格也没有数。", view.place_of(claim))
            continue
        yield Outcome(
            outcome="fail",
            message=f"文字说“{quoted(claim)}”，而表格里{name}为{printed.text}。",
            place=view.place_of(claim),
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
