"""Repairs of single codes and levels where the section, the neighbours and the numbering leave one possibility."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlib.catalogue.notes import note_on
from budgetlib.catalogue.numbering import skips_by_level
from budgetlib.catalogue.scheme import Scheme
from budgetlib.catalogue.shared import SharedNames
from budgetlib.disclosure import CatalogueEntry, Note

_LEVELS = ("", "一级", "二级", "三级", "四级", "五级", "六级")


def repair_codes(
    entries: list[CatalogueEntry], scheme: Scheme, shared: SharedNames
) -> tuple[list[CatalogueEntry], list[Note]]:
    """The entries with codes, levels and parents put right, and a note for each one that was or stays wrong.

    Afterwards the level and the parent of every entry are what its code says, save for codes that fit no level.
    """
    length_of = dict(enumerate(scheme.lengths, 1))
    parent_length_of = dict(enumerate((0, *scheme.lengths), 1))
    odd = [
        index
        for index, entry in enumerate(entries)
        if length_of.get(level := entry.level) != len(code := entry.code)
        or code[: parent_length_of[level]] != entry.parent_code
    ]
    if not odd:
        return entries, []
    work = _Repair(list(entries), scheme, shared)
    for index in odd:
        work.repair(index)
    return work.entries, work.notes


class _Repair:
    """The entries while they are repaired from first to last: each is judged by those above, repaired already."""

    def __init__(self, entries: list[CatalogueEntry], scheme: Scheme, shared: SharedNames) -> None:
        self.entries = entries
        self.notes: list[Note] = []
        self._scheme = scheme
        self._shared = shared
        self._numbered = skips_by_level(entries, scheme).keys()

    def repair(self, index: int) -> None:
        """Repairs one entry where that is certain, and notes what is wrong with it."""
        entry = self.entries[index]
        level = self._scheme.level(entry.code)
        own_parent = self._scheme.parent(entry.code)
        if level is not None and self._code_is_right(index, level):
            if entry.level != level:
                self._note_column(entry, level, repaired=True)
                self.entries[index] = entry._replace(level=level, parent_code=own_parent, repaired=True)
                return
        elif (code := self._only_code(index)) is not None:
            self._note_code(entry, code)
            parent = self._scheme.parent(code)
            self.entries[index] = entry._replace(code=code, parent_code=parent, repaired=True)
            return
        if level is None:
            parent = self._section(index, entry.level - 1)
            self.entries[index] = entry._replace(parent_code=parent)
            if entry.printed_code or entry.level <= self._scheme.depth:
                self._note_unreadable(entry)  # else the catalogue gives no codes to that level
            return
        if entry.level != level:
            self._note_column(entry, level, repaired=False)
        elif own_parent != self._section(index, level - 1):
            self._note_parent(index, own_parent)
        self.entries[index] = entry._replace(level=level, parent_code=own_parent)

    def _department_above(self, index: int) -> Iterator[CatalogueEntry]:
        department = self.entries[index].department
        for at in range(index - 1, -1, -1):
            if self.entries[at].department != department:
                return
            yield self.entries[at]

    def _department_below(self, index: int) -> Iterator[CatalogueEntry]:
        department = self.entries[index].department
        for at in range(index + 1, len(self.entries)):
            if self.entries[at].department != department:
                return
            yield self.entries[at]

    def _section(self, index: int, level: int) -> str:
        """Code of the section of that level that the entry stands in; empty when there is none."""
        return next((above.code for above in self._department_above(index) if above.level == level), "")

    def _code_is_right(self, index: int, level: int) -> bool:
        """Whether its section, its neighbours or other departments confirm the code of an entry."""
        entry = self.entries[index]
        agreed = self._shared.agreed.get(entry.code)
        if agreed is not None:
            return agreed == entry.name
        if self._scheme.parent(entry.code) != self._section(index, level - 1):
            return False
        below = next(self._department_below(index), None)
        return level >= entry.level or (below is not None and self._scheme.parent(below.code) == entry.code)

    def _only_code(self, index: int) -> str | None:
        """The only code that the entry can have in its section, None where the evidence leaves a choice."""
        entry = self.entries[index]
        scheme = self._scheme
        parent = self._section(index, entry.level - 1)
        if entry.level not in self._numbered or scheme.level(parent) != entry.level - 1:
            return None
        if len(entry.code) > scheme.lengths[entry.level - 1]:
            return None
        number = 1 + next(
            (
                0 if above.code == parent else scheme.number(above.code)
                for above in self._department_above(index)
                if parent in (above.code, scheme.parent(above.code))
            ),
            0,
        )
        code = scheme.child(parent, number)
        below = [other.code for other in self._department_below(index)]
        if any(scheme.parent(other) == parent and scheme.number(other) <= number for other in below):
            return None
        if scheme.level(entry.code) == entry.level:
            listed = {above.code for above in self._department_above(index)} | set(below)
            if scheme.number(entry.code) != number or scheme.parent(entry.code) in listed:
                return None
        return code

    def _note_column(self, entry: CatalogueEntry, level: int, repaired: bool) -> None:
        what = f"编码 {entry.code} 的“{entry.name}”印在{_LEVELS[entry.level]}目录栏，按编码应在{_LEVELS[level]}目录栏"
        detail = {"printed": f"{_LEVELS[entry.level]}目录"}
        if repaired:
            what += f"，已按{_LEVELS[level]}记录"
            detail["corrected"] = f"{_LEVELS[level]}目录"
        self.notes.append(note_on(entry, "wrong_column", what, **detail))

    def _note_code(self, entry: CatalogueEntry, code: str) -> None:
        order = f"它在 {self._scheme.parent(code)} 之下排第 {self._scheme.number(code)}，编码应为 {code}"
        if not entry.code:
            kind, what = "code_missing", f"“{entry.name}”没有能识别的编码（印的是“{entry.printed_code}”）"
        elif len(entry.code) == len(code):
            kind, what = "foreign_prefix", f"“{entry.name}”的编码印成 {entry.printed_code}，与所在分支不符"
        else:
            kind, what = "code_cut_short", f"“{entry.name}”的编码印成 {entry.printed_code}，位数不够"
        self.notes.append(
            note_on(entry, kind, f"{what}；{order}", printed=entry.printed_code, corrected=code)
        )

    def _note_unreadable(self, entry: CatalogueEntry) -> None:
        if entry.printed_code:
            what = f"“{entry.name}”的编码“{entry.printed_code}”无法识别"
            self.notes.append(note_on(entry, "code_unreadable", what, printed=entry.printed_code))
        else:
            self.notes.append(note_on(entry, "code_missing", f"“{entry.name}”没有编码", printed=""))

    def _note_parent(self, index: int, parent: str) -> None:
        entry = self.entries[index]
        label = f"编码 {entry.code}“{entry.name}”"
        department = entry.department
        if any(other.code == parent and other.department == department for other in self.entries):
            kind, what = "foreign_prefix", f"{label}没有排在它的上级 {parent} 之下"
        elif entry.level == self._scheme.depth and (section := self._section(index, entry.level - 1)):
            kind, what = "foreign_prefix", f"{label}排在 {section} 之下，编码却属于没有列出的 {parent}"
        else:
            kind, what = "parent_missing", f"{label}的上级 {parent} 没有列出"
        self.notes.append(note_on(entry, kind, what, printed=entry.printed_code, parent=parent))
