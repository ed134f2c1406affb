"""What of a disclosure may fall under a catalogue: its projects and purchases, with all that it says of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from budgetlib.accounts import Measure, Role
from budgetlib.disclosure import CatalogueEntry, Disclosure, PerformanceTarget
from budgetlib.document import Place
from budgetlib.findings import CatalogueMatch
from budgetlib.money import UNIT_FACTORS
from budgetlib.text import squash

_PURCHASES = ("service_purchase", "procurement")
"""Statements that list what is bought."""
_SERVICES_BOUGHT = ("procurement.services", "service_purchase.total")
"""Metrics of claims that give an amount for services."""


class Subject(NamedTuple):
    """A project or a purchase."""

    name: str
    texts: tuple[str, ...]
    """What its performance target says of it: overview, reasons, plan and goals."""
    amount_yuan: Decimal | None
    place: Place

    def match(self, entry: CatalogueEntry, method: str, score: float, status: str) -> CatalogueMatch:
        """The match of the subject and an item that it may fall under."""
        return CatalogueMatch(
            project=self.name,
            amount_yuan=self.amount_yuan,
            catalogue=entry.catalogue,
            department=entry.department,
            entry_code=entry.code,
            entry_name=entry.name,
            method=method,
            score=score,
            status=status,
            page=self.place.page,
            line=self.place.line,
            table=self.place.table,
            row=self.place.row,
        )


def subjects_of(disclosure: Disclosure) -> tuple[Subject, ...]:
    """The projects of a disclosure (the targets where it lists no projects), then its purchases."""
    return (*_projects(disclosure), *_purchases(disclosure))


def _projects(disclosure: Disclosure) -> Iterator[Subject]:
    if not disclosure.projects:
        for target in disclosure.project_targets:
            yield Subject(target.project, _texts(target), _year_amount(target), target.place)
        return
    of_row = {at: target for target in disclosure.project_targets for at in target.matched_rows}
    of_name = {squash(target.project): target for target in reversed(disclosure.project_targets)}
    for at, project in enumerate(disclosure.projects):
        of_this = of_row.get(at) or of_name.get(squash(project.name))
        texts = _texts(of_this) if of_this is not None else ()
        place = Place(project.page, project.line, project.table, project.row)
        yield Subject(project.name, texts, project.total_yuan, place)


def _texts(target: PerformanceTarget) -> tuple[str, ...]:
    """What tells what the money is for. The basis only names papers, and the indicators added more noise."""
    said = (target.overview, target.necessity, target.plan, target.term_goal, target.year_goal)
    return tuple(dict.fromkeys(text for text in said if text))


def _year_amount(target: PerformanceTarget) -> Decimal | None:
    totals = {fund.period: fund.amount_yuan for fund in target.funds if fund.source == "total"}
    return totals.get("year", totals.get("term"))


def _purchases(disclosure: Disclosure) -> Iterator[Subject]:
    """Items of the tables of purchases, and purchases of services that the text gives an amount for."""
    for purchase in disclosure.purchases:
        place = Place(purchase.page, purchase.line, purchase.table, purchase.row)
        texts = tuple(filter(None, (purchase.name, purchase.content)))
        yield Subject(purchase.item or purchase.name, texts, purchase.amount_yuan, place)
    named = {purchase.table for purchase in disclosure.purchases}
    for line in disclosure.lines:
        if (
            line.table not in named
            and line.statement in _PURCHASES
            and line.role == Role.ITEM
            and line.measure == Measure.TOTAL
            and line.name
            and not line.item
        ):
            place = Place(line.page, line.line, line.table, line.row)
            yield Subject(line.name, (), line.amount_yuan, place)
    for claim in disclosure.claims:
        factor = UNIT_FACTORS.get(claim.value_unit)
        if claim.metric in _SERVICES_BOUGHT and claim.value is not None and factor is not None:
            yield Subject(claim.subject, (), claim.value * factor, Place(claim.page, claim.line))
