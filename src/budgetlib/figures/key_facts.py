"""Headline figures of a disclosure, by fixed keys: where each stands and whether it is a number, zero or blank.

The keys are the data contract's (`key_facts`). A key is given only where the document prints the figure; a blank
cell is given as blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from budgetlib.accounts import OWN_PERIODS, ClassKey, Key, Kind, Role
from budgetlib.accounts.facts import CLASS_PREFIX
from budgetlib.disclosure import Claim, Disclosure, Fact, Identity, PerformanceTarget, Project
from budgetlib.document import Place
from budgetlib.figures.fact_makers import claim_fact, count_fact, line_fact
from budgetlib.figures.from_tables import table_facts
from budgetlib.figures.of_units import facts_of_units, of_all_units
from budgetlib.figures.statement_lines import StatementLines
from budgetlib.figures.values import state_of
from budgetlib.money import UNIT_FACTORS


def identity_facts(identity: Identity) -> Iterator[Fact]:
    """`unit_name`, `year` and `stage`, as far as the document says them."""
    for key, value, place in (
        (Key.UNIT_NAME, identity.unit_name or None, identity.unit_place),
        (Key.YEAR, str(identity.year) if identity.year else None, identity.year_place),
        (Key.STAGE, identity.stage, identity.year_place),
    ):
        if value is not None:
            yield Fact(str(key), value, "", "text", 0, place.page, place.line, place.table, place.row, "text")


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
    lines = StatementLines(of_all_units(disclosure.lines))
    for fact in (
        *identity_facts(disclosure.identity),
        *table_facts(lines),
        *facts_of_units(StatementLines(disclosure.lines)),
        *counts,
        *_project_facts(disclosure.projects, lines),
        *_target_facts(disclosure.project_targets),
        *_text_facts(disclosure, best_claim),
    ):
        found.setdefault(fact.key, fact)
    return tuple(found.values())


def _project_facts(projects: Sequence[Project], lines: StatementLines) -> Iterator[Fact]:
    if not projects:
        return
    first = projects[0]
    yield count_fact(
        Key.PROJECTS_COUNT, len(projects), Place(page=first.page, line=first.line, table=first.table)
    )
    head = next(
        (
            line
            for line in lines.of(Kind.PROJECTS)
            if line.table == first.table
            and line.role == Role.TOTAL
            and line.measure in Kind.PROJECTS.about.whole
            and (line.blank or line.amount_yuan is not None)
        ),
        None,
    )
    if head is not None and len({project.table for project in projects}) == 1:
        yield line_fact(Key.PROJECTS_TOTAL, head)
        return
    total = (
        sum((project.total_yuan or Decimal(0) for project in projects), Decimal(0)) / UNIT_FACTORS[first.unit]
    )
    yield Fact(
        str(Key.PROJECTS_TOTAL), total, first.unit, str(state_of(total)), first.decimals, first.page, first.line, first.table,
        None, "derived",
    )  # fmt: skip


def _target_facts(targets: Sequence[PerformanceTarget]) -> Iterator[Fact]:
    if targets:
        yield count_fact(Key.PERFORMANCE_TARGET_COUNT, len(targets), targets[0].place)


def _text_facts(
    disclosure: Disclosure, best_claim: Callable[[Sequence[Claim], str], Claim | None]
) -> Iterator[Fact]:
    for key in Key:
        claim = best_claim(disclosure.claims, key) if key.about.spoken else None
        # A unit without a number (支出万元) leaves the figure blank, as a declaration that there is none does.
        if claim is not None and (claim.value is not None or claim.value_unit or claim.comparison == "none"):
            yield claim_fact(key, claim)
    expenditure = (line for line in disclosure.lines if line.statement == Kind.EXPENDITURE)
    if not any(line.level == 1 for line in of_all_units(expenditure)):
        for claim in disclosure.claims:
            if claim.metric.startswith(CLASS_PREFIX) and claim.period in OWN_PERIODS:
                yield claim_fact(ClassKey(claim.metric.removeprefix(CLASS_PREFIX)), claim)
