"""What the departments of a catalogue agree on: above the last level, one code has one name for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budgetlib.catalogue.scheme import Scheme
from budgetlib.disclosure import CatalogueEntry


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
    lengths = dict(enumerate(scheme.lengths[:-1], 1))
    printed = Counter(
        [
            (entry.code, entry.name)
            for entry in entries
            if lengths.get(entry.level) == len(entry.code) and entry.department and entry.name
        ]
    )
    names: dict[str, Counter[str]] = {}
    for (code, name), count in printed.items():
        names.setdefault(code, Counter())[name] = count
    agreed = {}
    for code, counts in names.items():
        name, count = counts.most_common(1)[0]
        if count > 1 and 2 * count > counts.total():
            agreed[code] = name
    codes = Counter(agreed.values())
    return SharedNames(names, agreed, {name: code for code, name in agreed.items() if codes[name] == 1})
