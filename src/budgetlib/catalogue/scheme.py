"""How the codes of a catalogue are built: the length of a code tells its level, and its front part its parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from budgetlib.disclosure import CatalogueEntry

_CLEAR_MAJORITY = 0.6
"""So many of the codes of one length must stand in the column of one level for the length to tell the level."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Lengths of the codes by level: `(1, 3, 5, 7)` for A, A15, A1502, A150201."""

    lengths: tuple[int, ...]

    @property
    def depth(self) -> int:
        """Number of levels."""
        return len(self.lengths)

    def level(self, code: str) -> int | None:
        """Level of a code, None where no level has codes so long."""
        return self.lengths.index(len(code)) + 1 if len(code) in self.lengths else None

    def parent(self, code: str) -> str:
        """Code of the item above; empty at the first level and where the code fits no level."""
        level = self.level(code)
        return code[: self.lengths[level - 2]] if level is not None and level > 1 else ""

    def child(self, parent: str, number: int) -> str:
        """The code numbered `number` under `parent`, which must not be on the last level."""
        length = self.lengths[self.lengths.index(len(parent)) + 1]
        return f"{parent}{number:0{length - len(parent)}d}"

    def number(self, code: str) -> int:
        """The last part of a code as a number; 0 for a code that has none (A)."""
        last = code[len(self.parent(code)) :]
        return int(last) if last.isdigit() else 0


def learn_scheme(entries: Sequence[CatalogueEntry]) -> Scheme | None:
    """The scheme that the codes follow, or None where their lengths don't tell the levels apart."""
    counts = Counter([(len(entry.code), entry.level) for entry in entries])
    by_length: dict[int, Counter[int]] = {}
    for (length, level), count in counts.items():
        if length and level:
            by_length.setdefault(length, Counter())[level] += count
    if not by_length:  # one column for names of all levels
        lengths = sorted({length for length, _ in counts if length})
        return Scheme(tuple(lengths)) if lengths else None
    length_of: dict[int, tuple[int, int]] = {}
    for length, levels in by_length.items():
        level, count = levels.most_common(1)[0]
        if count >= _CLEAR_MAJORITY * levels.total() and count > length_of.get(level, (0, 0))[1]:
            length_of[level] = (length, count)
    lengths = [length_of[level][0] for level in sorted(length_of)]
    if sorted(length_of) != list(range(1, len(lengths) + 1)) or lengths != sorted(set(lengths)):
        return None
    return Scheme(tuple(lengths))


def settle_levels(entries: list[CatalogueEntry], scheme: Scheme) -> list[CatalogueEntry]:
    """The entries with the level and parent of those whose table does not say them taken from their codes."""
    if 0 not in [entry.level for entry in entries]:
        return entries
    settled = list(entries)
    for index, entry in enumerate(entries):
        if entry.level == 0:
            level, parent = scheme.level(entry.code) or 1, scheme.parent(entry.code)
            settled[index] = entry._replace(level=level, parent_code=parent)
    return settled
