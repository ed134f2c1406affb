"""Which items of a service-purchase catalogue a project may fall under: suggestions with scores, for a person.

A project's name and the clauses of its performance target are compared with the names of the items in three ways:

- `name`: the project is called like the item;
- `words`: both speak of the same service (`services.toml`). The last such word of a name or clause is what it is
  about, the words before it only say of what kind, so `会计档案数字化归档` is about archives and not accounting.
  Words of the unit's own trade (审计 in 审计局) say nothing and are left out; a project that ends in 补助, 购置 or
  the like buys no service;
- `similar`: the name of the item, where it is long enough to be telling, stands almost word for word in the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from rapidfuzz.fuzz import partial_ratio

from budgetlib.coverage.departments import applicable_entries, match_department
from budgetlib.coverage.subjects import Subject, subjects_of
from budgetlib.coverage.words import NO_SERVICE, clauses, services_in, take_apart
from budgetlib.disclosure import CatalogueEntry, Disclosure
from budgetlib.findings import CatalogueMatch
from budgetlib.text import squash

THRESHOLD = 0.2
"""Lowest score that is suggested. On projects labelled by hand (`benchmarks/catalogue_matching.py`) 84 of 100
suggestions are right and 72 of 100 items found; at 0.3 it would be 89 and 48."""
_NEXT_BEST = 0.7
"""Besides the best item of a project those are suggested that reach this share of its score, ..."""
_MOST = 3
"""... and no more than so many."""
_TEXT = 0.8
_DOUBT = 2
"""A service that n clauses are about weighs `_TEXT * n / (n + _DOUBT)`; one in the project's name weighs 1."""
_ALIKE = 85.0
_TELLING = 8
"""Names of so many characters are looked for in the text as a whole, and found where they are so much alike (%)."""


def suggest(
    disclosure: Disclosure, entries: Sequence[CatalogueEntry] | None = None
) -> tuple[CatalogueMatch, ...]:
    """Items that the projects and purchases of a disclosure may fall under, best first for each.

    `entries` are those of the catalogue; the disclosure's own where it is None. Only items (entries without
    others below them) of the unit's department and of catalogues for everyone are compared. Scores go from
    `THRESHOLD` to 1. Every match has the status `suggested`; what a person says of it is put in by
    `apply_decisions`.
    """
    listed = disclosure.catalogue if entries is None else entries
    if not listed:
        return ()
    unit = disclosure.identity.unit_name
    items = _Items.of(applicable_entries(listed, match_department(unit, listed).departments), unit)
    own_trade = frozenset(services_in(squash(unit)))
    return tuple(
        match for subject in subjects_of(disclosure) for match in _matches(subject, items, own_trade)
    )


class _Telling(NamedTuple):
    """An entry whose name is long enough to be looked for as a whole."""

    entry: int
    core: str
    characters: frozenset[str]
    spare: int
    """So many of its characters may be missing in a text that is `_ALIKE`; one that lacks more needs no comparing."""

    @classmethod
    def of(cls, entry: int, core: str) -> _Telling:
        """The name is compared with n characters of the text, one less than its own or more. Where k of its characters
        are found among them, they are alike by 2k / (n + k) at best."""
        fewest = ceil((len(core) - 1) * _ALIKE / (200 - _ALIKE))
        return cls(entry, core, frozenset(core), len(core) - fewest)


@dataclass(frozen=True, slots=True)
class _Items:
    """The items that a unit may use, found by what their names speak of."""

    entries: list[CatalogueEntry] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    """Name, with and without its ending -> index of the entry."""
    about: dict[int, list[tuple[int, float]]] = field(default_factory=dict)
    """Service -> entries that speak of it, each with the part of its name that does."""
    telling: list[_Telling] = field(default_factory=list)
    """Entries whose names are long enough to be looked for as a whole."""

    @classmethod
    def of(cls, entries: Sequence[CatalogueEntry], unit: str) -> _Items:
        """The named entries without others below them that are open to the unit (仅限审计部门)."""
        items = cls()
        sections = {(entry.catalogue, entry.department, entry.parent_code) for entry in entries}
        for entry in entries:
            if not entry.name or (entry.catalogue, entry.department, entry.code) in sections:
                continue
            name = take_apart(entry.name)
            if name.only_for not in unit or (name.not_for and name.not_for in unit):
                continue
            index = len(items.entries)
            items.entries.append(entry)
            items.named[name.core] = items.named[squash(entry.name)] = index
            for service, share in name.services.items():
                items.about.setdefault(service, []).append((index, share))
            if len(name.core) >= _TELLING:
                items.telling.append(_Telling.of(index, name.core))
        return items


def _matches(subject: Subject, items: _Items, own_trade: frozenset[int]) -> Iterator[CatalogueMatch]:
    scored = _scores(subject, items, own_trade)
    lowest = max(THRESHOLD, _NEXT_BEST * max((score for score, _ in scored.values()), default=0.0))
    chosen = sorted((-score, index, method) for index, (score, method) in scored.items() if score >= lowest)
    for negative, index, method in chosen[:_MOST]:
        yield subject.match(items.entries[index], method, score=round(-negative, 3), status="suggested")


def _scores(subject: Subject, items: _Items, own_trade: frozenset[int]) -> dict[int, tuple[float, str]]:
    """Index of an item -> how well the subject fits it, and by which of the three ways; the best way counts."""
    name = squash(subject.name)
    said = list(dict.fromkeys(clause for text in subject.texts for clause in clauses(text)))
    words: defaultdict[int, float] = defaultdict(float)
    for service, strength in _strengths(name, said, own_trade).items():
        for index, share in items.about.get(service, ()):
            words[index] += strength * share
    scores = {index: (score, "words") for index, score in words.items()}
    for index, score in _similar(name, said, items):
        if score > scores.get(index, (0.0, ""))[0]:
            scores[index] = score, "similar"
    if name in items.named:
        scores[items.named[name]] = 1.0, "name"
    return scores


def _strengths(name: str, said: Sequence[str], own_trade: frozenset[int]) -> dict[int, float]:
    """Service -> how much the project is about it, 0 to 1; empty for a project that buys no service."""
    named = _abouts(clauses(name))
    if named and named[-1] == NO_SERVICE:
        return {}
    strengths = {
        service: _TEXT * times / (times + _DOUBT) for service, times in Counter(_abouts(said)).items()
    }
    strengths |= dict.fromkeys(named, 1.0)
    return {service: weight for service, weight in strengths.items() if service not in own_trade}


def _abouts(said: Sequence[str]) -> list[int]:
    """What each clause is about: the last service in it, for clauses that speak of one."""
    return [found[-1] for clause in said if (found := services_in(clause))]


def _similar(name: str, said: Sequence[str], items: _Items) -> Iterator[tuple[int, float]]:
    """Items whose names stand almost word for word in the name (weight 1) or in a clause (weight `_TEXT`)."""
    long_enough = [
        (text, frozenset(text), 1.0 if text is name else _TEXT)
        for text in (name, *said)
        if len(text) >= _TELLING - 1
    ]
    anywhere = frozenset("".join([text for text, _, _ in long_enough]))
    for index, core, wanted, spare in items.telling:
        if len(wanted - anywhere) > spare:
            continue
        for text, characters, weight in long_enough:
            if len(text) < len(core) - 1 or len(wanted - characters) > spare:
                continue
            if alike := partial_ratio(core, text, score_cutoff=_ALIKE):
                yield index, weight * alike / 100
