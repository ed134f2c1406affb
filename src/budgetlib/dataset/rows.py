"""From the model to the tables: the rows that one document gives to each table of the package.

A row is a tuple in the order of the table's fields. Columns are filled from the attributes of the same name;
what is added for the convenience of readers (amounts in 元, totals of a target) is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from budgetlib.dataset.classification import classification
from budgetlib.dataset.panel import class_spending, unit_year
from budgetlib.dataset.result import DocumentResult
from budgetlib.dataset.schema import package_schema
from budgetlib.dataset.vocabulary import vocabulary
from budgetlib.disclosure import (
    Announced,
    BudgetLine,
    CatalogueEntry,
    Claim,
    Disclosure,
    Fact,
    PerformanceIndicator,
    PerformanceTarget,
    Project,
    Purchase,
    Statement,
    Term,
)
from budgetlib.document import Place
from budgetlib.figures import Figures, Mark, breakdowns, changes, marks
from budgetlib.findings import CatalogueMatch, Finding, Score
from budgetlib.money import UNIT_FACTORS
from budgetlib.scans import page_ranges

Row: TypeAlias = tuple[Any, ...]
_Record: TypeAlias = dict[str, Any]


def table_rows(result: DocumentResult) -> dict[str, list[Row]]:
    """Table name -> its rows for one document, for every table of the package in its order.

    Values are those of the model: `Decimal`, `str` (empty where the document has none), `int`, `float`,
    `bool`, or None.
    """
    disclosure = result.disclosure
    figures = Figures(disclosure)
    parts = breakdowns(figures)
    of_document: dict[str, Iterable[_Record]] = {
        "disclosures": [_disclosure(disclosure)],
        "statements": map(_statement, disclosure.statements),
        "key_facts": map(_fact, disclosure.facts),
        "unit_years": [unit_year(figures, parts)],
        "class_spending": class_spending(figures, parts),
        "breakdowns": (part._asdict() for part in parts),
        "changes": (change._asdict() for change in changes(figures)),
        "performance_targets": map(_target, disclosure.targets),
        "performance_funds": (fund for target in disclosure.targets for fund in _funds(target)),
        "claims": map(_claim, disclosure.claims),
        "findings": (_finding(number, finding) for number, finding in enumerate(result.findings, 1)),
        "finding_evidence": (
            evidence
            for number, finding in enumerate(result.findings, 1)
            for evidence in _evidence(number, finding)
        ),
        "finding_explanations": (
            tried for number, finding in enumerate(result.findings, 1) for tried in _tried(number, finding)
        ),
        "scores": map(_score, result.scores),
    }
    as_read: dict[str, tuple[tuple[str, ...], Iterable[Row]]] = {
        "budget_lines": ((*BudgetLine._fields, *Mark._fields, "percent"), _amounts(figures)),
        "projects": (Project._fields, disclosure.projects),
        "purchases": (Purchase._fields, disclosure.purchases),
        "performance_indicators": (PerformanceIndicator._fields, disclosure.indicators),
        "glossary": (Term._fields, disclosure.glossary),
        "announced_contents": (Announced._fields, disclosure.announced),
        "catalogue_entries": (CatalogueEntry._fields, disclosure.catalogue),
        "catalogue_matches": (CatalogueMatch._fields, result.matches),
    }
    identifier = disclosure.disclosure_id
    return {
        name: _rows_as_read(name, identifier, *as_read[name])
        if name in as_read
        else _rows_of_records(name, identifier, of_document[name])
        for name in package_schema().tables_of_documents
    }


def shared_rows(table: str) -> list[Row]:
    """The rows of a table that is the same in every package."""
    records = {"classification": classification, "vocabulary": vocabulary}[table]()
    pick = itemgetter(*package_schema()[table].field_names)
    return [pick(record) for record in records]


def _rows_as_read(table: str, identifier: str, names: tuple[str, ...], items: Iterable[Row]) -> list[Row]:
    """Rows of a table whose columns are the attributes of a named tuple; these come by the thousand."""
    pick = _picker(table, ("disclosure_id", "seq", *names))
    return [pick((identifier, seq, *item)) for seq, item in enumerate(items, 1)]


@lru_cache(maxsize=64)
def _picker(table: str, names: tuple[str, ...]) -> Callable[[Row], Row]:
    return itemgetter(*(names.index(name) for name in package_schema()[table].field_names))


def _rows_of_records(table: str, identifier: str, records: Iterable[_Record]) -> list[Row]:
    pick = itemgetter(*package_schema()[table].field_names)
    return [pick({"disclosure_id": identifier, "seq": seq} | record) for seq, record in enumerate(records, 1)]


def _amounts(figures: Figures) -> Iterator[Row]:
    """Each line with its mark and, as a last value, the percentage: a column of amounts in 元 must not hold any."""
    for line, mark in zip(figures.disclosure.lines, marks(figures), strict=True):
        if line.unit == "%":
            yield (*line._replace(amount_yuan=None), *mark, line.amount_yuan)
        else:
            yield (*line, *mark, None)


def _disclosure(disclosure: Disclosure) -> _Record:
    identity = disclosure.identity
    return {
        "unit_name": identity.unit_name,
        "region": identity.region,
        "year": identity.year,
        "stage": identity.stage,
        "scope": identity.scope,
        "money_unit": disclosure.money_unit,
        "source_file": disclosure.source,
        "extra_sources": ";".join(disclosure.extra_sources),
        "sha256": disclosure.sha256,
        "format": disclosure.format,
        "pages": disclosure.pages,
        "recognised_pages": page_ranges(disclosure.recognised_pages, ";"),
        "parts": ";".join(disclosure.parts),
        "synthetic": disclosure.synthetic,
        "unit_page": identity.unit_place.page,
        "unit_line": identity.unit_place.line,
        "year_page": identity.year_place.page,
        "year_line": identity.year_place.line,
    }


def _statement(statement: Statement) -> _Record:
    return {
        "statement": statement.kind,
        "title": statement.title,
        "unit_name": statement.unit_name,
        "money_unit": statement.money_unit,
        "row_count": statement.row_count,
        "empty": statement.empty,
        "empty_note": statement.empty_note,
        "tables": ";".join(map(str, statement.tables)),
        **_place(statement.place),
    }


def _fact(fact: Fact) -> _Record:
    number = fact.value if isinstance(fact.value, Decimal) else None
    return fact._asdict() | {
        "value": number,
        "value_text": fact.value if isinstance(fact.value, str) else "",
        "value_yuan": _yuan(number, fact.unit),
    }


def _claim(claim: Claim) -> _Record:
    return claim._asdict() | {
        "value_yuan": _yuan(claim.value, claim.value_unit),
        "change_yuan": _yuan(claim.change, claim.change_unit),
    }


def _yuan(value: Decimal | None, unit: str) -> Decimal | None:
    factor = UNIT_FACTORS.get(unit)
    return None if value is None or factor is None else value * factor


def _target(target: PerformanceTarget) -> _Record:
    totals = {fund.period: fund.amount_yuan for fund in target.funds if fund.source == "total"}
    return {
        "target": target.number,
        "scope": target.scope,
        "project": target.project,
        "project_code": target.project_code,
        "matched_project": target.matched_project,
        "match": target.match,
        "department_code": target.department_code,
        "department": target.department,
        "implementing_unit": target.implementing_unit,
        "attribute": target.attribute,
        "term": target.term,
        "term_total_yuan": totals.get("term"),
        "year_total_yuan": totals.get("year"),
        "overview": target.overview,
        "basis": target.basis,
        "necessity": target.necessity,
        "measures": target.measures,
        "plan": target.plan,
        "term_goal": target.term_goal,
        "year_goal": target.year_goal,
        "filed": target.filed,
        **_place(target.place),
    }


def _funds(target: PerformanceTarget) -> Iterator[_Record]:
    """The funds of a target, numbered within it; page and table are those of the target's table."""
    for seq, fund in enumerate(target.funds, 1):
        yield fund._asdict() | {
            "target": target.number,
            "seq": seq,
            "page": target.place.page,
            "table": target.place.table,
        }


def _finding(number: int, finding: Finding) -> _Record:
    return finding._asdict() | {"finding": number, **_place(finding.place)}


def _evidence(number: int, finding: Finding) -> Iterator[_Record]:
    """The figures that a finding rests on, numbered within it."""
    for seq, evidence in enumerate(finding.evidence, 1):
        yield {
            "finding": number,
            "seq": seq,
            "label": evidence.label,
            "printed": evidence.printed,
            **_place(evidence.place),
        }


def _tried(number: int, finding: Finding) -> Iterator[_Record]:
    """The innocent explanations that were tried before a finding, numbered within it."""
    for seq, tried in enumerate(finding.tried, 1):
        yield tried._asdict() | {"finding": number, "seq": seq}


def _score(score: Score) -> _Record:
    return score._asdict() | _place(score.place)


def _place(place: Place) -> _Record:
    return {
        "page": place.page,
        "line": place.line,
        "table": place.table,
        "row": place.row,
        "column": place.column,
    }
