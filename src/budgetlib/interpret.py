"""From what a document says to what it means: the one place where the readers of its parts come together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from budgetlib.disclosure import Claim, Disclosure, Identity, Statement
from budgetlib.document import Document
from budgetlib.errors import NotADisclosure
from budgetlib.facts import key_facts
from budgetlib.identity import disclosure_id, identify
from budgetlib.statements import StatementsRead, read_statements

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
        projects=tables.projects,
        notes=tables.notes,
        synthetic=synthetic,
    )
    return replace(disclosure, facts=key_facts(disclosure, _no_claim))


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
