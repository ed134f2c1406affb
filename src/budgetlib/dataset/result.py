"""What one document gives, from reading to scoring: the unit of work of a batch and of a data package."""

from __future__ import annotations

from dataclasses import dataclass

from budgetlib.disclosure import Disclosure
from budgetlib.findings import CatalogueMatch, Finding, Score


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """A disclosure with what checks, rubric and catalogue coverage say about it."""

    disclosure: Disclosure
    findings: tuple[Finding, ...] = ()
    scores: tuple[Score, ...] = ()
    matches: tuple[CatalogueMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document of which a data package holds everything already, made from the same result by the same code."""

    disclosure_id: str
    source: str
    """Its file, for messages."""
