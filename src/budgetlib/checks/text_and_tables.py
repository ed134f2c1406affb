"""Rules between the text and the tables: the same figure in both, and declarations against figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetlib.checks.figures import BLANK, Figure, money, of_claim, tolerance
from budgetlib.checks.quoting import quoted
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, compare, compare_sum, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Fact
from budgetlib.facts import OWN_PERIODS
from budgetlib.findings import Evidence
from budgetlib.money import UNIT_FACTORS, rounding_step

_OPERATING_RULES = "财预〔2016〕143号（地方预决算公开操作规程）"
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
_NAMES = {
    "summary.income_total": "收入总计",
    "summary.income_current": "本年收入合计",
    "summary.expenditure_total": "支出总计",
    "summary.expenditure_current": "本年支出合计",
    "summary.carryover_in": "上年结转",
    "income.total": "收入合计",
    "expenditure.total": "支出合计",
    "expenditure.basic": "基本支出",
    "expenditure.project": "项目支出",
    "fiscal_summary.income_general": "一般公共预算拨款收入",
    "fiscal_summary.income_fund": "政府性基金预算拨款收入",
    "fiscal_summary.income_state_capital": "国有资本经营预算拨款收入",
    "fiscal_summary.expenditure_total": "财政拨款支出总计",
    "general_expenditure.total": "一般公共预算支出",
    "general_expenditure.basic": "一般公共预算基本支出",
    "general_expenditure.project": "一般公共预算项目支出",
    "general_basic.total": "一般公共预算基本支出",
    "general_basic.personnel": "人员经费",
    "general_basic.public": "公用经费",
    "fund_expenditure.total": "政府性基金预算支出",
    "state_capital.total": "国有资本经营预算支出",
    "three_public.total": "“三公”经费合计",
    "three_public.abroad": "因公出国（境）费",
    "three_public.reception": "公务接待费",
    "three_public.vehicle": "公务用车购置及运行费",
    "three_public.vehicle_purchase": "公务用车购置费",
    "three_public.vehicle_operation": "公务用车运行维护费",
    "operating_cost.total": "机关运行经费",
    "procurement.total": "政府采购合计",
    "procurement.goods": "政府采购货物",
    "procurement.works": "政府采购工程",
    "procurement.services": "政府采购服务",
}


def _of_fact(fact: Fact, label: str) -> Figure:
    value = fact.value if isinstance(fact.value, Decimal) else Decimal(0)
    return Figure(
        label=label,
        value=value * UNIT_FACTORS.get(fact.unit, Decimal(1)),
        step=rounding_step(fact.decimals, fact.unit) if fact.unit in UNIT_FACTORS else Decimal(0),
        printed=str(value) if fact.value is not None else BLANK,
        unit=fact.unit if fact.value is not None else "",
        at=(fact.page, fact.line, fact.table, fact.row),
    )


@rule(
    "text.figures",
    title="文字与表格的数字一致",
    severity="error",
    says="情况说明里写到的、表格里也有的数字，两处应一致（按各自写出的小数位数）；口径不同（含不含上年结转等）的不算不一致。",
)
def figures(view: View) -> Iterator[Outcome]:
    for fact in view.disclosure.facts:
        name = _NAMES.get(fact.key)
        claim = view.claim(fact.key) if name and fact.origin == "table" else None
        if claim is None or claim.value is None or name is None:
            continue
        said, printed = of_claim(claim, f"文字说明的{name}"), _of_fact(fact, f"表格的{name}")
        if fact.value is None and not said.value:
            yield Outcome("pass", "", said.place)
            continue
        outcome = compare(said, printed)
        if outcome.outcome == "fail" and _is_of_another_scope(view, said, printed, claim.metric):
            continue
        yield outcome._replace(severity="warning") if fact.value is None else outcome


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
    authority="预算法第十四条；" + _OPERATING_RULES,
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
        _of_fact(whole, _NAMES[whole.key]),
        [_of_fact(part, _NAMES[part.key]) for part in parts],
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
        name = _NAMES.get(claim.metric, claim.subject)
        printed = _of_fact(fact, f"表格的{name}")
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
    figure = _of_fact(services, "政府采购服务预算")
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
