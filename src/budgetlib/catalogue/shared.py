"""What the departments of a catalogue agree on: above the last level, one code has one name for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budgetlib.catalogue.scheme import Scheme
from budgetlib.disclosure import CatalogueEntry

_COMMON_LIST = 0.8
"""Departments use a common list at a level when so many of the names printed there are the usual one of their
code. Where each department numbers for itself, one code has as many names as departments."""


@dataclass(frozen=True, slots=True)
class SharedNames:
    """Names of the codes that several departments print, above the last level."""

    names: Mapping[str, Counter[str]]
    """Code -> every name that it is printed with -> how many times."""
    agreed: Mapping[str, str]
    """Code -> the name that more than half of its departments give it, where two at least do."""
    code_of: Mapping[str, str]
    """Agreed name -> its code, for names that are agreed on for one code only."""

    @property
    def contested(self) -> frozenset[str]:
        """Codes that are printed with more than one name."""
        return frozenset(code for code, names in self.names.items() if len(names) > 1)


def shared_names(entries: Sequence[CatalogueEntry], scheme: Scheme) -> SharedNames:
    """The names that departments share; all empty for a catalogue that names no departments."""
    length_of = dict(enumerate(scheme.lengths[:-1], 1))
    above_items = [entry for entry in entries if entry.level in length_of and entry.department and entry.name]
    printed = Counter([(entry.code, entry.name, entry.level) for entry in above_items])
    names: dict[str, Counter[str]] = {}
    for (code, name, level), count in printed.items():
        if len(code) == length_of[level]:
            names.setdefault(code, Counter())[name] = count
    common = _common_lengths(names)
    names = {code: counts for code, counts in names.items() if len(code) in common}
    agreed = {}
    for code, counts in names.items():
        name, count = counts.most_common(1)[0]
        if count > 1 and 2 * count > counts.total():
            agreed[code] = name
    codes = Counter(agreed.values())
    return SharedNames(names, agreed, {name: code for code, name in agreed.items() if codes[name] == 1})


def _common_lengths(names: Mapping[str, Counter[str]]) -> set[int]:
    """Lengths of the codes that departments take from a common list, judged by the codes that several print."""
    total: Counter[int] = Counter()
    usual: Counter[int] = Counter()
    for code, counts in names.items():
        times = counts.total()
        if times > 1:
            total[len(code)] += times
            usual[len(code)] += max(counts.values())
    return {length for length, times in total.items() if usual[length] >= _COMMON_LIST * times}
