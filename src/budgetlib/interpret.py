"""From what a document says to what it means: the one place where the readers of its parts come together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from budgetlib.catalogue import read_catalogue
from budgetlib.disclosure import Claim, Disclosure, Identity, PerformanceTarget, Project, Statement
from budgetlib.document import Document
from budgetlib.errors import NotADisclosure
from budgetlib.facts import key_facts
from budgetlib.identity import disclosure_id, identify
from budgetlib.statements import StatementsRead, read_statements
from budgetlib.targets import link_projects, read_targets

_CORE = frozenset(
    (
        "summary",
        "income",
        "expenditure",
        "fiscal_summary",
        "general_expenditure",
        "general_basic",
        "three_public",
    )
)
"""Statements that only a budget or final-account disclosure has."""
_FEWEST_CORE = 2


def interpret(document: Document, *, synthetic: bool = False) -> Disclosure:
    """The disclosure that a document is.

    Raises `NotADisclosure` where it has neither the statements nor the text of one.
    """
    identity = identify(document)
    tables = read_statements(
        document, year=identity.year, final=identity.stage == "final", unit_names=(identity.unit_name,)
    )
    _require_disclosure(document, identity, tables)
    promised = read_targets(document)
    targets, projects = _linked(promised.targets, tables.projects)
    catalogue = read_catalogue(document)
    disclosure = Disclosure(
        disclosure_id=disclosure_id(identity),
        source=document.source,
        sha256=document.sha256,
        format=document.format,
        pages=document.pages,
        identity=identity,
        money_unit=_common_unit(tables.statements),
        statements=tables.statements,
        lines=tables.lines,
        projects=projects,
        targets=targets,
        indicators=promised.indicators,
        catalogue=catalogue.entries,
        notes=(*tables.notes, *promised.notes, *catalogue.notes),
        synthetic=synthetic,
    )
    return replace(disclosure, facts=key_facts(disclosure, _no_claim))


def _linked(
    targets: Sequence[PerformanceTarget], projects: Sequence[Project]
) -> tuple[tuple[PerformanceTarget, ...], tuple[Project, ...]]:
    """Targets that know their project, and projects that know whether a target of theirs is printed."""
    if not targets:
        return (), tuple(projects)
    links = link_projects([project.name for project in projects], targets)
    named = set(links.values())
    return (
        tuple(replace(target, matched_project=links.get(target.number, "")) for target in targets),
        tuple(project._replace(performance_target_disclosed=project.name in named) for project in projects),
    )


def _no_claim(claims: Sequence[Claim], metric: str) -> Claim | None:
    return None


def _require_disclosure(document: Document, identity: Identity, tables: StatementsRead) -> None:
    kinds = {statement.kind for statement in tables.statements}
    if len(kinds & _CORE) >= _FEWEST_CORE:
        return
    raise NotADisclosure(
        "this is neither a budget nor a final-account disclosure",
        file=document.source,
        remedy="none of the statements of one was found; check that it is the right file",
    )


def _common_unit(statements: Sequence[Statement]) -> str | None:
    units = Counter(statement.money_unit for statement in statements if statement.money_unit)
    return next(iter(units)) if len(units) == 1 else None
