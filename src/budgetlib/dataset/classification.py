"""Rows of the table of codes: what the two classifications call each, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budgetlib.accounts.classes import ECONOMIC_CLASSES, FUNCTIONAL_CLASSES
from budgetlib.accounts.classification import ObservedCode, observed_codes
from budgetlib.accounts.cofog import cofog_divisions, functions_abroad

_LEVELS = {3: 1, 5: 2, 7: 3}
"""Digits of a code -> its level."""


def classification() -> Iterator[dict[str, Any]]:
    """Every code that is known, functional codes first, each classification in the order of its codes."""
    for kind, classes in (("functional", FUNCTIONAL_CLASSES), ("economic", ECONOMIC_CLASSES)):
        observed = observed_codes(kind)
        for code in sorted(observed.keys() | classes.keys()):
            yield _row(kind, code, classes, observed.get(code))


def _row(kind: str, code: str, classes: Mapping[str, str], seen: ObservedCode | None) -> dict[str, Any]:
    abroad = functions_abroad().get(code[:3]) if kind == "functional" else None
    name = classes.get(code) or (seen.name if seen else "")
    return {
        "kind": kind,
        "code": code,
        "level": _LEVELS[len(code)],
        "parent": code[:-2] if len(code) > 3 else "",
        "name": name,
        "name_en": seen.english if seen else abroad.english if abroad else "",
        "other_names": ";".join(seen.other_names) if seen else "",
        "first_year": seen.first_year if seen else None,
        "last_year": seen.last_year if seen else None,
        "documents": seen.documents if seen else 0,
        "cofog": abroad.cofog if abroad else "",
        "cofog_name": cofog_divisions().get(abroad.cofog, "") if abroad else "",
        "cofog_note": abroad.note if abroad else "",
    }
