"""Rows of the tables that are ready for analysis: one a unit-year, and one a unit-year and functional class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from budgetlib.accounts.cofog import functions_abroad
from budgetlib.disclosure import Disclosure
from budgetlib.figures import REST, Breakdown, Figures, Part, taken

_COVERED = {
    Breakdown.SOURCE: "by_source",
    Breakdown.USE: "by_use",
    Breakdown.FUNCTION: "by_function",
    Breakdown.ECONOMIC: "by_economy",
}
_FEWEST_CLAIMS = 5
"""Notes under tables (注：本表为空表) are claims too; a text that explains makes more of them."""


_NO_CLASS: dict[str, Any] = dict.fromkeys(
    (
        "class_code", "class_name", "class_name_en", "cofog", "amount_yuan", "of", "whole_yuan", "percent",
        "statement", "page", "line", "table", "row",
    )
)  # fmt: skip


def unit_year(figures: Figures, parts: Sequence[Part]) -> dict[str, Any]:
    """Everything that the document says of its unit and year, in one row."""
    disclosure = figures.disclosure
    row = _whose(disclosure) | {
        "has_tables": bool(disclosure.statements),
        "has_text": bool(disclosure.glossary) or len(disclosure.claims) >= _FEWEST_CLAIMS,
        "statements_found": len({statement.kind for statement in disclosure.statements}),
        "recognised": bool(disclosure.recognised_pages),
        "projects_count": len(disclosure.projects),
        "targets_count": len(disclosure.targets),
    }
    for breakdown, name in _COVERED.items():
        row[name] = _coverage([part for part in parts if part.breakdown is breakdown and part.main])
    for name, figure in taken(figures, parts).items():
        row |= {
            f"{name}_yuan": figure.yuan,
            f"{name}_state": figure.state,
            f"{name}_from": figure.statement,
            f"{name}_confirmed": figure.confirmed,
        }
    return row


def _coverage(parts: Sequence[Part]) -> str:
    """Whether a whole is made up by its parts: `complete`, `partial`, `unknown` without a whole, or `absent`."""
    first = [part for part in parts if part.level == 1]
    if not first:
        return "absent"
    if parts[0].amount_yuan is None:
        return "unknown"
    return "partial" if any(part.part == REST for part in first) else "complete"


def class_spending(figures: Figures, parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """Spending by functional class; what is missing of the whole is a row of its own, as is a document without any."""
    whose = _whose(figures.disclosure)
    own = [part for part in parts if part.breakdown is Breakdown.FUNCTION and part.main and part.level < 2]
    coverage = _coverage(own)
    if len(own) < 2:
        yield whose | _NO_CLASS | {"coverage": coverage}
    for part in own[1:]:
        known = functions_abroad().get(part.part)
        yield whose | {
            "class_code": "" if part.part == REST else part.part,
            "class_name": part.name,
            "class_name_en": known.english if known else "",
            "cofog": known.cofog if known else "",
            "amount_yuan": part.amount_yuan,
            "of": part.of,
            "whole_yuan": part.whole_yuan,
            "percent": _percent(part.amount_yuan, part.whole_yuan),
            "coverage": coverage,
            "statement": part.statement,
            "page": part.page,
            "line": part.line,
            "table": part.table,
            "row": part.row,
        }


def _percent(amount: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if amount is None or not whole else amount * 100 / whole


def _whose(disclosure: Disclosure) -> dict[str, Any]:
    identity = disclosure.identity
    return {
        "unit_name": identity.unit_name,
        "region": identity.region,
        "year": identity.year,
        "stage": identity.stage,
        "scope": identity.scope,
        "synthetic": disclosure.synthetic,
    }
