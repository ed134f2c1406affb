"""What checks, scores and matches say about a disclosure: results as data, each with its evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from budgetlib.document import Place

ARITHMETIC = "算术关系"
GOOD_PRACTICE = "良好做法"
READING = "读取方法"
"""Authorities that are no law or rule: figures that must agree, what helps readers without being asked for, and how a
document was read, which is no demand on whoever published it."""


class Evidence(NamedTuple):
    """A figure that a finding rests on: what it is, how it is printed, and where."""

    label: str
    printed: str
    place: Place


class Finding(NamedTuple):
    """The outcome of one rule for one disclosure (or for one of several places that the rule applies to)."""

    rule_id: str
    title: str
    family: str
    outcome: str
    """`pass`, `fail`, `not_applicable` or `undeterminable`."""
    severity: str
    """`error` (figures contradict each other), `warning` (an obligation or expectation not met), `notice` (worth a
    look, or repaired while reading), `info`."""
    message: str
    """One sentence in Chinese with figures and places, for a reader who knows nothing of the library."""
    expected: Decimal | None
    actual: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    unit: str
    """Unit of the four figures above: 元 for money, otherwise what they count."""
    says: str
    """What the rule asks for, in words."""
    authority: str
    place: Place
    evidence: tuple[Evidence, ...]


class Score(NamedTuple):
    """A criterion of the transparency rubric for one disclosure."""

    criterion: str
    title: str
    dimension: str
    """`completeness`, `depth`, `narrative`, `consistency` or `timeliness`."""
    kind: str
    """`duty` or `good_practice`."""
    state: str
    """`met`, `partial`, `missing`, `not_applicable` or `undeterminable`."""
    points: Decimal | None
    max_points: Decimal
    authority: str
    message: str
    rubric_version: str
    place: Place


class CatalogueMatch(NamedTuple):
    """A project or purchase of a unit and an item of a service-purchase catalogue that it may fall under."""

    project: str
    amount_yuan: Decimal | None
    catalogue: str
    department: str
    entry_code: str
    entry_name: str
    method: str
    score: float
    status: str
    """`suggested`, `confirmed` or `rejected`."""
    page: int | None
    line: int | None
    table: int | None
    row: int | None
