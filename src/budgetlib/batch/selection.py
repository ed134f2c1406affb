"""Choosing documents by unit, year, stage or file (`--only`)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase

from budgetlib.errors import BudgetlibError

_MOST_NAMED = 5
"""Names that a remedy tells."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a document must be to be chosen; an empty tuple asks for nothing.

    `unit` is a part of the unit's name or the beginning of its identifier, `file` a path in `data/raw`, in which
    `*` stands for anything.
    """

    unit: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    file: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.unit, self.year, self.stage, self.file))

    def includes(self, known: Mapping[str, object]) -> bool:
        """Whether a document is chosen, from what is known of it: `unit`, `year`, `stage`, `file`, `disclosure_id`.

        What is not known yet does not exclude it.
        """
        unit, identifier = str(known.get("unit") or ""), str(known.get("disclosure_id") or "")
        return (
            (
                not self.unit
                or not unit
                or any(part in unit or identifier.startswith(part) for part in self.unit)
            )
            and _among(known.get("year"), self.year)
            and _among(known.get("stage"), self.stage)
            and (not self.file or any(fnmatchcase(str(known.get("file") or ""), part) for part in self.file))
        )

    def near(self, known: Sequence[Mapping[str, object]]) -> str:
        """A remedy where none of some documents is chosen: what there is, by the key that nothing fits."""
        for key in (field.name for field in fields(self)):
            wanted = getattr(self, key)
            alone = Selection(**{key: wanted})
            if wanted and not any(alone.includes(each) for each in known):
                there = sorted({str(each.get(key) or "") for each in known} - {""})
                close = [name for value in wanted for name in _nearest(value, there)]
                return f"{key}= may be {', '.join((close or there)[:_MOST_NAMED])}"
        return "each of these fits a document, but not all of them the same one"


def _nearest(value: str, there: Sequence[str]) -> list[str]:
    """Names that are like a value, most of all those that have more of its characters in common."""
    return difflib.get_close_matches(value, there, n=_MOST_NAMED, cutoff=0.1)


def parse_selection(texts: Sequence[str]) -> Selection:
    """A selection from texts such as `unit=组织部`, `year=2024`; several values of one key are alternatives.

    Raises `BudgetlibError` for a text that is no such thing.
    """
    keys = [field.name for field in fields(Selection)]
    found: dict[str, list[str]] = {key: [] for key in keys}
    for text in texts:
        key, _, value = text.partition("=")
        if key not in found or not value:
            raise BudgetlibError(f"can't select by {text!r}", remedy=f"write {'=..., '.join(keys)}=...")
        found[key].append(value)
    return Selection(**{key: tuple(values) for key, values in found.items()})


def _among(value: object, wanted: Sequence[str]) -> bool:
    return not wanted or value in (None, "") or str(value) in wanted
