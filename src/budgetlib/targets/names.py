"""Whether the names of a target and of a project, which documents print differently, may mean the same project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetlib.layouts import load
from budgetlib.text import remembered, squash

_NAMES = load("targets")["names"]
_TELLING = re.compile("|".join(_NAMES["telling"]))
_NUMBERED = re.compile("|".join(_NAMES["numbered"]))
_COMMON = re.compile("|".join(_NAMES["common"]))
_NOT_A_WORD = re.compile(r"[\W_]+")
_REMARK = re.compile(r"\([^()]*\)")
_YEAR_IN_FRONT = re.compile(r"^20\d\d年?度?")
_SEVERAL = re.compile(r"[、;；]|及|和")

_SHORTEST_BARE = 4
"""A name without its year or remarks says enough from this many characters on."""
_SHORTEST_PIECE = 8
"""A name cut short is only taken for the beginning of another from this many characters on."""
_SUFFIX = 4
"""So few characters more, with a telling word among them, are no rest of a name but another project: 二期."""
_CLOSE = 90
"""Similarity (rapidfuzz ratio, 0 to 100) from which two names are taken for one with a slip in it."""
_SHORTEST_SHARED = 2
"""So many characters in a row, common words left out, may show that two names speak of one thing."""


@remembered
def key_of(name: str) -> str:
    """The name without spaces, brackets, quotation marks and punctuation."""
    return _NOT_A_WORD.sub("", squash(name))


@remembered
def bare_key_of(name: str) -> str:
    """The same without a year in front and without remarks in brackets: （结转）, （中央）, （监理处）."""
    text = squash(name)
    bare = _YEAR_IN_FRONT.sub("", key_of(_REMARK.sub("", text)))
    return bare if len(bare) >= _SHORTEST_BARE else key_of(name)


def similar(name: str, other: str) -> bool:
    """Whether one name is the other with remarks, cut short, or with a slip in it; never one of another period."""
    key, known = key_of(name), key_of(other)
    if not key or not known:
        return False
    if bare_key_of(name) == bare_key_of(other):
        return _same_year(key, known)
    return _is_cut(key, known) or _is_cut(known, key) or _is_slip(key, known)


def alike(name: str, other: str) -> bool:
    """Whether two names share half of what tells one of them from other projects; says little by itself."""
    key, known = key_of(name), key_of(other)
    shorter = min(key, known, key=len)
    if len(shorter) >= _SHORTEST_BARE and shorter in key and shorter in known:
        return True
    if _NUMBERED.findall(key) != _NUMBERED.findall(known):
        return False
    left, right = _COMMON.sub("", key), _COMMON.sub("", known)
    shared = _longest_shared(left, right)
    return shared >= _SHORTEST_SHARED and shared * 2 >= min(len(left), len(right))


@remembered
def names_in(name: str) -> tuple[str, ...]:
    """The names of several projects in one (甲经费、乙经费及丙经费), empty where there is only one."""
    parts = tuple(part.strip() for part in _SEVERAL.split(name) if part.strip())
    return parts if len(parts) > 1 and all(len(key_of(part)) >= _SHORTEST_BARE for part in parts) else ()


def _same_year(key: str, known: str) -> bool:
    years = {match[0] for text in (key, known) if (match := _YEAR_IN_FRONT.match(text))}
    return len(years) < 2


def _is_cut(piece: str, whole: str) -> bool:
    if len(piece) < _SHORTEST_PIECE or not whole.startswith(piece):
        return False
    rest = whole[len(piece) :]
    return len(rest) > _SUFFIX or _TELLING.search(rest) is None


def _is_slip(key: str, known: str) -> bool:
    if abs(len(key) - len(known)) * 100 > (100 - _CLOSE) * (len(key) + len(known)):
        return False
    from rapidfuzz import fuzz  # takes 15 ms to load, and most documents never need it

    return fuzz.ratio(key, known) >= _CLOSE and _TELLING.findall(key) == _TELLING.findall(known)


def _longest_shared(left: str, right: str) -> int:
    """Length of the longest run of characters that two short names share."""
    longest = 0
    row = [0] * (len(right) + 1)
    for sign in left:
        before = row
        row = [0, *(before[at] + 1 if sign == other else 0 for at, other in enumerate(right))]
        longest = max(longest, *row)
    return longest


def groups(names: Sequence[str]) -> dict[str, list[int]]:
    """Places of names by their key."""
    found: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        found.setdefault(key_of(name), []).append(at)
    return found
