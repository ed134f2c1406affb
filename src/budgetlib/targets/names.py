"""Whether the names of a target and of a project, which documents print differently, may mean the same project."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

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
_MOST_CLOSE = 50
_LAST_SIGN = "\U0010ffff"
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


class KnownNames:
    """The names of a project list, looked up by names that may be printed differently."""

    def __init__(self, names: Sequence[str]) -> None:
        self._key_at = [key_of(name) for name in names]
        self._of_key = _places(self._key_at)
        self._of_bare_key = _places(map(bare_key_of, names))
        self._keys = sorted(key for key in self._of_key if key)
        self._found: dict[str, tuple[int, ...]] = {}

    def same(self, name: str) -> Sequence[int]:
        """Places of the very name."""
        return self._of_key.get(key_of(name), ())

    def similar(self, name: str) -> tuple[int, ...]:
        """Places of the name, with remarks or without, cut short, or with a slip in it; none of another period."""
        key = key_of(name)
        if key not in self._found:
            self._found[key] = self._look_up(name, key) if key else ()
        return self._found[key]

    def _look_up(self, name: str, key: str) -> tuple[int, ...]:
        keys = {key, *self._longer(key), *self._shorter(key), *self._slips(key)}
        found = {at for one in keys for at in self._of_key.get(one, ())}
        bare = self._of_bare_key.get(bare_key_of(name), ())
        return tuple(sorted(found | {at for at in bare if _same_year(key, self._key_at[at])}))

    def _longer(self, key: str) -> list[str]:
        """The names that begin with a name cut short."""
        begin = bisect_left(self._keys, key)
        end = bisect_left(self._keys, key + _LAST_SIGN)
        return [other for other in self._keys[begin:end] if _is_cut(key, other)]

    def _shorter(self, key: str) -> list[str]:
        """The names that are the beginning of a name."""
        pieces = (key[:length] for length in range(_SHORTEST_PIECE, len(key)))
        return [piece for piece in pieces if piece in self._of_key and _is_cut(piece, key)]

    def _slips(self, key: str) -> list[str]:
        """The names that are a name with a slip in it, numbers and words that tell projects apart being the same."""
        from rapidfuzz import fuzz, process  # takes 15 ms to load, and most documents never need it

        close = process.extract(key, self._keys, scorer=fuzz.ratio, limit=_MOST_CLOSE, score_cutoff=_CLOSE)
        telling = _TELLING.findall(key)
        return [str(other) for other, _, _ in close if _TELLING.findall(str(other)) == telling]


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


def _longest_shared(left: str, right: str) -> int:
    """Length of the longest run of characters that two short names share."""
    longest = 0
    row = [0] * (len(right) + 1)
    for sign in left:
        before = row
        row = [0, *(before[at] + 1 if sign == other else 0 for at, other in enumerate(right))]
        longest = max(longest, *row)
    return longest


def _places(keys: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        found.setdefault(key, []).append(at)
    return found
