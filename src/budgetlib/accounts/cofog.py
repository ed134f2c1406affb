"""Functional classes in English, and the COFOG division of each: a judgement of this project."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from budgetlib.accounts.classes import FUNCTIONAL_CLASSES
from budgetlib.accounts.described import content


class FunctionAbroad(NamedTuple):
    """A functional class as the rest of the world calls it."""

    english: str
    cofog: str
    """Division of COFOG, two digits; empty where the class is of none or of several."""
    note: str
    """What the division does not fit; may be empty."""


@cache
def functions_abroad() -> Mapping[str, FunctionAbroad]:
    """Code of a functional class -> its English name and COFOG division, for every class that there is."""
    classes = content("cofog")["classes"]
    if classes.keys() != FUNCTIONAL_CLASSES.keys():
        raise ValueError(
            f"cofog.toml: not the functional classes: {classes.keys() ^ FUNCTIONAL_CLASSES.keys()}"
        )
    return {
        code: FunctionAbroad(entry["english"], entry.get("cofog", ""), entry.get("note", ""))
        for code, entry in classes.items()
    }


@cache
def cofog_divisions() -> Mapping[str, str]:
    """Division of COFOG -> its name."""
    divisions: Mapping[str, str] = content("cofog")["divisions"]
    return divisions
