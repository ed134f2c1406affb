"""Repairs whole branches that are printed under the codes of another branch.

One name in the wrong place proves nothing: names vary. But where the name of a section and the names of all the
sections in it are what the other departments agree on for one other branch, the codes are wrong and not the
names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budgetlib.catalogue.notes import note_on
from budgetlib.catalogue.scheme import Scheme
from budgetlib.catalogue.shared import SharedNames
from budgetlib.disclosure import CatalogueEntry, Note


def repair_branches(
    entries: list[CatalogueEntry], scheme: Scheme, shared: SharedNames
) -> tuple[list[CatalogueEntry], list[Note]]:
    """The entries with the codes of such branches replaced, and a note for each branch."""
    repaired = list(entries)
    notes: list[Note] = []
    contested = shared.contested
    for index in [index for index, entry in enumerate(entries) if entry.code in contested]:
        top = entries[index]
        target = shared.code_of.get(top.name, top.code)
        if target == top.code or not scheme.level(target) == scheme.level(top.code) == top.level:
            continue
        branch = _branch(entries, index)
        codes = _codes_under(branch, target, scheme, shared)
        if codes is None or _are_taken(entries, index, len(branch), codes):
            continue
        for at, entry in enumerate(branch, index):
            code = codes[entry.code]
            repaired[at] = entry._replace(code=code, parent_code=scheme.parent(code), repaired=True)
        notes.append(_note(top, target, len(branch), shared))
    return repaired, notes


def _branch(entries: Sequence[CatalogueEntry], index: int) -> Sequence[CatalogueEntry]:
    top = entries[index]
    end = index + 1
    while end < len(entries) and entries[end].department == top.department and entries[end].level > top.level:
        end += 1
    return entries[index:end]


def _codes_under(
    branch: Sequence[CatalogueEntry], target: str, scheme: Scheme, shared: SharedNames
) -> Mapping[str, str] | None:
    """Printed code -> the one under `target`; None unless the names of all its sections agree on that."""
    codes = {branch[0].code: target}
    witnesses = 0
    for entry in branch[1:]:
        if entry.parent_code not in codes or scheme.parent(entry.code) != entry.parent_code:
            return None
        parent = codes[entry.parent_code]
        code = parent + entry.code[len(parent) :]
        if entry.level < scheme.depth:
            code = shared.code_of.get(entry.name, "")
            if scheme.parent(code) != parent:
                return None
            witnesses += 1
        codes[entry.code] = code
    return codes if witnesses else None


def _are_taken(entries: Sequence[CatalogueEntry], start: int, size: int, codes: Mapping[str, str]) -> bool:
    """Whether the department has one of the new codes outside the branch."""
    department = entries[start].department
    new = set(codes.values())
    return any(
        entry.department == department and not start <= at < start + size
        for at, entry in enumerate(entries)
        if entry.code in new
    )


def _note(top: CatalogueEntry, target: str, size: int, shared: SharedNames) -> Note:
    what = (
        f"的“{top.name}”印成了编码 {top.code}，而其他 {shared.names[target][top.name]} 个部门都用 {target}；"
        f"这一段的 {size} 个编码已按 {target} 改正"
    )
    return note_on(top, "foreign_branch", what, printed=top.code, corrected=target)
