"""How a catalogue numbers its items: whether the sections of a level count 01, 02, 03, ... and where they skip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from budgetlib.catalogue.notes import note_on
from budgetlib.catalogue.scheme import Scheme
from budgetlib.disclosure import CatalogueEntry, Note

_NUMBERED = 0.9
"""A level is numbered without gaps when at least this share of its codes go on by one."""


class Skip(NamedTuple):
    """An entry that does not go on by one."""

    at: int
    """Index of the entry."""
    expected: int
    """Number that should have stood there."""


def skips_by_level(entries: Sequence[CatalogueEntry], scheme: Scheme) -> dict[int, list[Skip]]:
    """Level -> where its numbers don't go on by one, for the levels that each section numbers from 1 without gaps.

    A level where departments pick from a common list skips all the time and is left out. Entries without a code
    count as skips.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        places[entry.level].append(at)
    found = {}
    for level, (above, length) in enumerate(pairwise(scheme.lengths), 2):
        skips = _skips(entries, places[level], _numerals(length - above))
        if skips is not None:
            found[level] = skips
    return found


def _skips(
    entries: Sequence[CatalogueEntry], places: Sequence[int], numerals: Sequence[str]
) -> list[Skip] | None:
    """Where the numbers of a level skip; None where that is so often that it is not numbered without gaps."""
    most = (1 - _NUMBERED) * len(places)
    skips: list[Skip] = []
    department = section = ""
    number = 0
    for at in places:
        entry = entries[at]
        code, parent = entry.code, entry.parent_code
        if parent != section or entry.department != department:
            department, section, number = entry.department, parent, 0
        number += 1
        if number < len(numerals) and code == parent + numerals[number]:
            continue
        skips.append(Skip(at, number))
        if len(skips) > most:
            return None
        own = code.removeprefix(parent)
        if own in numerals:
            number = int(own)
    return skips


@lru_cache(maxsize=8)
def _numerals(width: int) -> tuple[str, ...]:
    return tuple(f"{number:0{width}d}" for number in range(min(10**width, 1000)))


def check_numbering(entries: Sequence[CatalogueEntry], scheme: Scheme) -> Iterator[Note]:
    """Numbers left out, at the levels that are numbered without gaps."""
    for skips in skips_by_level(entries, scheme).values():
        for at, expected in skips:
            entry = entries[at]
            number = scheme.number(entry.code)
            in_place = at > 0 and entries[at - 1].code.startswith(entry.parent_code)
            is_child = bool(entry.parent_code) and scheme.parent(entry.code) == entry.parent_code
            if in_place and is_child and number > expected:
                first = scheme.child(entry.parent_code, expected)
                last = scheme.child(entry.parent_code, number - 1)
                missing = first if first == last else f"{first} 至 {last}"
                what = f"编号跳到 {entry.code}，中间没有 {missing}"
                yield note_on(entry, "number_skipped", what, printed=entry.code, missing=missing)
