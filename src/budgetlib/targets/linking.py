"""Which project of the project list a performance target belongs to, found by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from budgetlib.disclosure import PerformanceTarget
from budgetlib.layouts import load
from budgetlib.text import squash

_TELLING = re.compile("|".join(load("targets")["names"]["telling"]))
_NOT_A_WORD = re.compile(r"[\W_]+")

_SHORTEST_PIECE = 8
"""A name cut short is only taken for the beginning of another from this many characters on."""
_CLOSE = 90
"""Similarity (rapidfuzz ratio, 0 to 100) from which two names are taken for one with a slip in it."""
_LEAD = 5
"""The best name must be closer than the second best by this much."""


def link_projects(project_names: Sequence[str], targets: Sequence[PerformanceTarget]) -> dict[int, str]:
    """Number of a target -> name of its project, as the project list prints it.

    A target that has no project in the list is not in the result. Names are the same when their letters, digits
    and Chinese characters are; then a name cut short at its end is matched to the only project that it begins;
    then a name with a slip in it to the only project that is close. Numbers and words that tell projects apart
    (中央, 省, 一期) must be the same in both names, unless the name is cut short.
    """
    by_key: dict[str, str] = {}
    for name in project_names:
        by_key.setdefault(_key(name), name)
    linked: dict[int, str] = {}
    for target in targets:
        key = _key(target.project)
        found = key if key in by_key else _cut_short(key, by_key) or _closest(key, by_key)
        if found:
            linked[target.number] = by_key[found]
    return linked


@lru_cache(maxsize=16384)
def _key(name: str) -> str:
    """The name without spaces, brackets, quotation marks and punctuation."""
    return _NOT_A_WORD.sub("", squash(name))


def _cut_short(key: str, known: dict[str, str]) -> str:
    if len(key) < _SHORTEST_PIECE:
        return ""
    longer = [
        other
        for other in known
        if other.startswith(key) or (len(other) >= _SHORTEST_PIECE and key.startswith(other))
    ]
    return longer[0] if len(longer) == 1 else ""


def _closest(key: str, known: dict[str, str]) -> str:
    from rapidfuzz import fuzz, process  # takes 15 ms to load, and most documents never need it

    telling = _TELLING.findall(key)
    best = process.extract(key, list(known), scorer=fuzz.ratio, limit=2, score_cutoff=_CLOSE - _LEAD)
    if not best or best[0][1] < _CLOSE or (len(best) > 1 and best[0][1] - best[1][1] < _LEAD):
        return ""
    found = str(best[0][0])
    return found if _TELLING.findall(found) == telling else ""
