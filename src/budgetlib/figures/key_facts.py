"""Headline figures of a disclosure, by fixed keys: where each stands and whether it is a number, zero or blank.

The keys are the data contract's (`key_facts`). A key is given only where the document prints the figure; a blank
cell is given as blank. Each finder looks for one statement, one row and one column by what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from budgetlib.accounts import OWN_PERIODS
from budgetlib.disclosure import Claim, Disclosure, Fact, Identity, PerformanceTarget, Project
from budgetlib.document import Place
from budgetlib.figures.lines import Lines, by_statement, count_fact, line_fact, own_lines, state_of
from budgetlib.figures.running import operation_facts, procurement_facts, three_public_facts
from budgetlib.figures.totals import list_facts, summary_facts
from budgetlib.money import UNIT_FACTORS

_TEXT_KEYS = (
    "procurement.total",
    "procurement.goods",
    "procurement.works",
    "procurement.services",
    "assets.vehicles",
    "assets.equipment_500k",
    "assets.equipment_1m",
    "assets.office_area",
    "performance.amount",
    "performance.projects",
    "operating_cost.total",
    "three_public.total",
    "three_public.abroad",
    "three_public.reception",
    "three_public.vehicle",
    "three_public.vehicle_purchase",
    "three_public.vehicle_operation",
    "three_public_budget.total",
    "three_public_budget.abroad",
    "three_public_budget.reception",
    "three_public_budget.vehicle",
    "three_public_budget.vehicle_purchase",
    "three_public_budget.vehicle_operation",
    "summary.income_total",
    "summary.expenditure_total",
    "income.total",
    "expenditure.total",
    "expenditure.basic",
    "expenditure.project",
    "general_expenditure.total",
    "general_expenditure.basic",
    "general_expenditure.project",
    "general_basic.total",
    "general_basic.personnel",
    "general_basic.public",
    "fiscal_summary.expenditure_total",
    "fiscal_summary.income_general",
    "fiscal_summary.income_fund",
    "fiscal_summary.income_state_capital",
    "fund_expenditure.total",
    "state_capital.total",
    "summary.carryover_in",
    "summary.income_current",
    "summary.expenditure_current",
)


def identity_facts(identity: Identity) -> Iterator[Fact]:
    """`unit_name`, `year` and `stage`, as far as the document says them."""
    for key, value, place in (
        ("unit_name", identity.unit_name or None, identity.unit_place),
        ("year", str(identity.year) if identity.year else None, identity.year_place),
        ("stage", identity.stage, identity.year_place),
    ):
        if value is not None:
            yield Fact(key, value, "", "text", 0, place.page, place.line, place.table, place.row, "text")


def key_facts(
    disclosure: Disclosure,
    best_claim: Callable[[Sequence[Claim], str], Claim | None],
    counts: Sequence[Fact] = (),
) -> tuple[Fact, ...]:
    """All headline figures that a disclosure prints. Figures of tables come before figures of the text.

    `best_claim` chooses the claim of the text that states a key's figure; `counts` are what tables count (vehicles,
    equipment) instead of pricing it.
    """
    found: dict[str, Fact] = {}
    lines = by_statement(disclosure.lines)
    for fact in (
        *identity_facts(disclosure.identity),
        *summary_facts(lines),
        *list_facts(lines),
        *three_public_facts(disclosure.lines),
        *procurement_facts(lines),
        *operation_facts(lines),
        *counts,
        *_project_facts(disclosure.projects, lines),
        *_target_facts(disclosure.targets),
        *_text_facts(disclosure, best_claim),
    ):
        found.setdefault(fact.key, fact)
    return tuple(found.values())


def _project_facts(projects: Sequence[Project], lines: Lines) -> Iterator[Fact]:
    if not projects:
        return
    first = projects[0]
    place = Place(page=first.page, line=first.line, table=first.table)
    yield count_fact("projects.count", len(projects), place)
    heads = [
        line
        for line in own_lines(lines, "projects")
        if line.table == first.table and line.measure in ("total", "project") and line.role == "total"
    ]
    if heads and len({project.table for project in projects}) == 1:
        yield line_fact("projects.total", heads[0])
        return
    total = (
        sum((project.total_yuan or Decimal(0) for project in projects), Decimal(0)) / UNIT_FACTORS[first.unit]
    )
    yield Fact(
        "projects.total",
        total,
        first.unit,
        state_of(total),
        first.decimals,
        first.page,
        first.line,
        first.table,
        None,
        "derived",
    )


def _target_facts(targets: Sequence[PerformanceTarget]) -> Iterator[Fact]:
    if targets:
        yield count_fact("performance_target.count", len(targets), targets[0].place)


def _text_facts(
    disclosure: Disclosure, best_claim: Callable[[Sequence[Claim], str], Claim | None]
) -> Iterator[Fact]:
    for key in _TEXT_KEYS:
        claim = best_claim(disclosure.claims, key)
        # A unit without a number (支出万元) leaves the figure blank, as a declaration that there is none does.
        if claim is not None and (claim.value is not None or claim.value_unit or claim.comparison == "none"):
            yield _claim_fact(key, claim)
    if not any(line.level == 1 for line in disclosure.lines if line.statement == "expenditure"):
        for claim in disclosure.claims:
            if claim.metric.startswith("expenditure.class.") and claim.period in OWN_PERIODS:
                yield _claim_fact(claim.metric, claim)


def _claim_fact(key: str, claim: Claim) -> Fact:
    """The fact that the text states; blank where it says that there is none of it."""
    unit = claim.value_unit or "万元"
    return Fact(
        key,
        claim.value,
        unit,
        state_of(claim.value),
        claim.decimals,
        claim.page,
        claim.line,
        None,
        None,
        "text",
    )
