"""Classification codes and the names that real documents print for them.

`classification.csv` holds the functional (类/款/项) and economic codes that several of about 250 real disclosures of
2017 to 2026 print with one name (observed, not official; other names seen for a code stand beside it).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class ObservedCode(NamedTuple):
    """A code as documents print it."""

    code: str
    name: str
    other_names: tuple[str, ...]
    documents: int
    """Number of documents that print it so."""
    first_year: int | None
    """Year of the first of them; `last_year` likewise."""
    last_year: int | None
    english: str
    """This project's translation."""


@cache
def observed_codes(kind: str) -> Mapping[str, ObservedCode]:
    """Code -> how it is printed, for `functional` or `economic` codes."""
    text = files(__package__).joinpath("classification.csv").read_text(encoding="utf-8")
    return {
        row["code"]: ObservedCode(
            row["code"],
            row["name"],
            tuple(name for name in row["other_names"].split("、") if name),
            int(row["documents"]),
            int(row["first_year"]) if row["first_year"] else None,
            int(row["last_year"]) if row["last_year"] else None,
            row["name_en"],
        )
        for row in csv.DictReader(text.splitlines())
        if row["kind"] == kind
    }
