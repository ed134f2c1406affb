"""What checks, scores and matches say about a disclosure: results as data, each with its evidence."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from budgetlib.document import Place

ARITHMETIC = "算术关系"
GOOD_PRACTICE = "良好做法"
READING = "读取方法"
"""Authorities that are no law or rule: figures that must agree, what helps readers without being asked for, and how a
document was read, which is no demand on whoever published it."""


class Tier(StrEnum):
    """What may be said of a unit on the strength of a finding; nothing of a lower tier is shown as one of a higher."""

    CONFIRMED = "confirmed"
    """Two places contradict each other, both read without doubt, and every innocent explanation was tried in vain."""
    TO_REVIEW = "to_review"
    """Something that an innocent explanation may account for, or a remark on form: for a person to look at."""
    READING = "reading"
    """What our reading is unsure of. It is about us, never about the unit."""


class Answer(StrEnum):
    """What trying an innocent explanation gave."""

    EXPLAINS = "explains"
    """It accounts for the difference exactly: there is no contradiction."""
    POSSIBLE = "possible"
    """It may account for it: a person must look."""
    RULED_OUT = "ruled_out"


class Tried(NamedTuple):
    """An innocent explanation that was tried before a finding was made."""

    explanation: str
    """What it is called in Chinese: 上年结转或结转下年, ..."""
    answer: Answer
    detail: str
    """What was found, in a sentence; empty where nothing was."""


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
    """`error` (figures contradict each other) and `warning` (an obligation or expectation not met) of confirmed
    findings only; `notice` (worth a look, or repaired while reading), `info` (rounding, remarks)."""
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
    tier: str = ""
    """A `Tier` where the outcome is `fail`, else empty."""
    finding_id: str = ""
    """Stays the same as long as the document, the rule and the figures do: `budgetlib check --explain` and a person's
    verdicts know a finding by it. Empty where the outcome is not `fail`."""
    stake_yuan: Decimal | None = None
    """The amount at stake in 元, None where the finding is not about money."""
    stake_share: Decimal | None = None
    """The amount at stake as a share of the unit's whole spending (1 is all of it), None where either is not known."""
    tried: tuple[Tried, ...] = ()
    """The innocent explanations that were tried, and what each gave."""
    verdict: str = ""
    """What a person said of it: `right`, `wrong`, or empty."""
    verdict_by: str = ""
    verdict_on: str = ""
    verdict_note: str = ""


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
