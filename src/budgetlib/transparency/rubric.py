"""The rubric: its criteria, what they are worth and on whose authority, read from `rubric.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from budgetlib.accounts import Kind, Measure

DUTY, GOOD_PRACTICE = "duty", "good_practice"


class Asked(NamedTuple):
    """A kind of statement that is asked for."""

    kind: Kind
    column: Measure | None
    """A column that it must have to count; None where any table of the kind will do."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the five sides that a disclosure is looked at from."""

    key: str
    title: str
    points: Decimal
    """What its criteria add up to."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that a disclosure should give. The attributes from `statements` on are for its judge alone."""

    id: str
    title: str
    kind: str
    """`duty` where law or ministry rule demands it, else `good_practice`."""
    points: Decimal
    authority: str
    """Law and article, ministry rule, or 良好做法; several joined by `；`."""
    looks_at: str
    """What is looked at, in plain words."""
    judge: str
    """Name of the function in `criteria/` that decides."""
    statements: tuple[Asked, ...] = ()
    near: tuple[Asked, ...] = ()
    announced: re.Pattern[str] | None = None
    headings: re.Pattern[str] | None = None
    metric: str = ""
    families: tuple[str, ...] = ()
    family: str = ""

    @property
    def dimension(self) -> str:
        """Key of its dimension."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Rubric:
    """All criteria of one version."""

    version: str
    date: date
    dimensions: tuple[Dimension, ...]
    authorities: tuple[str, ...]
    """Everything that a criterion may rest on."""
    criteria: tuple[Criterion, ...]
    economic_classes: frozenset[str]
    """Names of the classes (类) of the economic classification."""


@cache
def rubric() -> Rubric:
    """The rubric that documents are scored by."""
    content = files(__package__).joinpath("rubric.toml").read_text(encoding="utf-8")
    data = tomllib.loads(content, parse_float=Decimal)
    return Rubric(
        version=data["version"],
        date=data["date"],
        dimensions=tuple(
            Dimension(key, entry["title"], Decimal(entry["points"]))
            for key, entry in data["dimensions"].items()
        ),
        authorities=tuple(data["authorities"].values()),
        criteria=tuple(_criterion(entry, data["authorities"]) for entry in data["criterion"]),
        economic_classes=frozenset(data["economic_classes"]["names"]),
    )


def _criterion(entry: dict[str, Any], authorities: dict[str, str]) -> Criterion:
    given = dict(entry)
    given["points"] = Decimal(given["points"])
    given["authority"] = "；".join(authorities[key] for key in given["authority"])
    for key in ("announced", "headings"):
        if key in given:
            given[key] = re.compile(given[key])
    for key in ("statements", "near"):
        if key in given:
            given[key] = tuple(map(_asked, given[key]))
    if "families" in given:
        given["families"] = tuple(given["families"])
    return Criterion(**given)


def _asked(text: str) -> Asked:
    kind, _, column = text.partition(":")
    return Asked(Kind(kind), Measure(column) if column else None)
