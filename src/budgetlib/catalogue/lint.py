"""What is wrong with the codes and names of a catalogue beyond repair: one function per question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from budgetlib.catalogue.notes import note_on
from budgetlib.catalogue.shared import SharedNames
from budgetlib.disclosure import CatalogueEntry, Note

_LISTED = 3
"""So many departments are listed by name before 等."""


def check_repeated_codes(entries: Sequence[CatalogueEntry]) -> Iterator[Note]:
    """Codes that a department lists more than once."""
    for first, entry in _repetitions(entries, [(entry.department, entry.code) for entry in entries]):
        if entry.code:
            names = "名称相同" if first.name == entry.name else f"名称不同：“{first.name}”和“{entry.name}”"
            what = f"编码 {entry.code} 列了两次，{names}"
            yield note_on(entry, "code_repeated", what, printed=entry.name, first=first.name)


def check_repeated_names(entries: Sequence[CatalogueEntry]) -> Iterator[Note]:
    """Names that one section lists under two codes."""
    keys = [(entry.department, entry.parent_code, entry.name) for entry in entries]
    for first, entry in _repetitions(entries, keys):
        if entry.name and entry.code != first.code:
            what = f"“{entry.name}”在 {entry.parent_code} 之下列了两次：{first.code} 和 {entry.code}"
            yield note_on(entry, "name_repeated", what, printed=entry.name, first=first.code)


def _repetitions(
    entries: Sequence[CatalogueEntry], keys: Sequence[tuple[str, ...]]
) -> Iterator[tuple[CatalogueEntry, CatalogueEntry]]:
    """Pairs of entries with one key: the first that has it, and a later one."""
    if len(set(keys)) == len(keys):
        return
    firsts: dict[tuple[str, ...], CatalogueEntry] = {}
    for entry, key in zip(entries, keys, strict=True):
        first = firsts.setdefault(key, entry)
        if first is not entry:
            yield first, entry


def check_missing_names(entries: Sequence[CatalogueEntry]) -> Iterator[Note]:
    """Codes without a name."""
    for entry in entries:
        if not entry.name:
            yield note_on(entry, "name_missing", f"编码 {entry.code} 没有名称", printed="")


def check_shared_names(entries: Sequence[CatalogueEntry], shared: SharedNames) -> Iterator[Note]:
    """Codes above the last level that departments name differently."""
    contested = shared.contested
    named: dict[str, dict[str, list[CatalogueEntry]]] = {}
    for entry in [entry for entry in entries if entry.code in contested]:
        if entry.name:
            named.setdefault(entry.code, {}).setdefault(entry.name, []).append(entry)
    for code, names in named.items():
        agreed = shared.agreed.get(code)
        if agreed is not None:
            yield from _odd_names(code, agreed, names, shared)
        elif len(names) > 1:
            variants = "、".join(f"“{name}”（{_departments(some)}）" for name, some in names.items())
            second = list(names.values())[1][0]
            what = f"编码 {code} 的名称与其他部门不一：{variants}"
            yield note_on(second, "name_differs", what, printed=second.name)


def _odd_names(
    code: str, agreed: str, names: Mapping[str, Sequence[CatalogueEntry]], shared: SharedNames
) -> Iterator[Note]:
    usual = f"{len(names[agreed])} 个部门叫“{agreed}”"
    for name, odd in names.items():
        if name == agreed:
            continue
        other = shared.code_of.get(name)
        if other is not None:
            what = f"编码 {code} 的名称“{name}”是编码 {other} 的名称，而 {code} 在其他 {usual}"
            yield note_on(odd[0], "name_of_other_code", what, printed=name, usual=agreed, other_code=other)
        else:
            also = f"（{_departments(odd)}都这样）" if len(odd) > 1 else ""
            what = f"编码 {code} 叫“{name}”{also}，而在其他 {usual}"
            yield note_on(odd[0], "name_differs", what, printed=name, usual=agreed)


def _departments(entries: Sequence[CatalogueEntry]) -> str:
    names = "、".join(entry.department for entry in entries[:_LISTED])
    return f"{names}等 {len(entries)} 个部门" if len(entries) > _LISTED else names
