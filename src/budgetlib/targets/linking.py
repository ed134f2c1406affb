"""Which project of the project list a performance target belongs to, found by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetlib.disclosure import PerformanceTarget
from budgetlib.layouts import load
from budgetlib.text import remembered, squash

_TELLING = re.compile("|".join(load("targets")["names"]["telling"]))
_NOT_A_WORD = re.compile(r"[\W_]+")

_YEAR_IN_FRONT = re.compile(r"^20\d\d年?度?")

_SHORTEST_UNDATED = 4
_SHORTEST_PIECE = 8
"""A name cut short is only taken for the beginning of another from this many characters on."""
_SUFFIX = 4
"""So few characters more, with a telling word among them, are no rest of a name but another project: 二期."""
_CLOSE = 90
"""Similarity (rapidfuzz ratio, 0 to 100) from which two names are taken for one with a slip in it."""
_LEAD = 5
"""The best name must be closer than the second best by this much."""


def link_projects(project_names: Sequence[str], targets: Sequence[PerformanceTarget]) -> dict[int, str]:
    """Number of a target -> name of its project, as the project list prints it.

    A target that has no project in the list is not in the result. Names are the same when their letters, digits
    and Chinese characters are; then a name cut short at its end is matched to the only project that it begins;
    then a name with a slip in it to the only project that is close, numbers and words that tell projects apart
    (中央, 省, 一期) being the same. A project that has a target of exactly its name is not matched to another.
    """
    by_key: dict[str, str] = {}
    for name in project_names:
        by_key.setdefault(_key(name), name)
    keys = {target.number: _key(target.project) for target in targets}
    taken = set(keys.values())
    free = [key for key in by_key if key not in taken]
    linked: dict[int, str] = {}
    for number, key in keys.items():
        found = key if key in by_key else _cut_short(key, free) or _undated(key, free) or _closest(key, free)
        if found:
            linked[number] = by_key[found]
    return linked


@remembered
def _key(name: str) -> str:
    """The name without spaces, brackets, quotation marks and punctuation."""
    return _NOT_A_WORD.sub("", squash(name))


def _cut_short(key: str, known: Sequence[str]) -> str:
    """The only name that begins with `key`, or that `key` begins with."""
    found = [other for other in known if _is_cut(key, other) or _is_cut(other, key)]
    return found[0] if len(found) == 1 else ""


def _is_cut(piece: str, whole: str) -> bool:
    if len(piece) < _SHORTEST_PIECE or not whole.startswith(piece):
        return False
    rest = whole[len(piece) :]
    return len(rest) > _SUFFIX or _TELLING.search(rest) is None


def _undated(key: str, known: Sequence[str]) -> str:
    """The only name that is the same but for a year in front of one of the two (2026年某补贴 and 某补贴)."""
    bare = _YEAR_IN_FRONT.sub("", key)
    if len(bare) < _SHORTEST_UNDATED:
        return ""
    found = [
        other for other in known if _YEAR_IN_FRONT.sub("", other) == bare and (other == bare or key == bare)
    ]
    return found[0] if len(found) == 1 else ""


def _closest(key: str, known: Sequence[str]) -> str:
    if not key or not known:
        return ""
    from rapidfuzz import fuzz, process  # takes 15 ms to load, and most documents never need it

    telling = _TELLING.findall(key)
    best = process.extract(key, known, scorer=fuzz.ratio, limit=2, score_cutoff=_CLOSE - _LEAD)
    if not best or best[0][1] < _CLOSE or (len(best) > 1 and best[0][1] - best[1][1] < _LEAD):
        return ""
    found = str(best[0][0])
    return found if _TELLING.findall(found) == telling else ""
