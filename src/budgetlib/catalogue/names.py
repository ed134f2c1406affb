"""Repairs of names that the name itself and the other names of the catalogue make certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from budgetlib.catalogue.characters import traditional_in
from budgetlib.catalogue.notes import note_on
from budgetlib.catalogue.shared import SharedNames
from budgetlib.disclosure import CatalogueEntry, Note

_CHINESE = "\u4e00-\u9fff、，。；：（）《》“”"
_INNER_SPACE = re.compile(rf"(?<=[{_CHINESE}])[ \t\u3000\u00a0]+(?=[{_CHINESE}])")
_ENDING_LENGTH = 2
_COMMON_ENDING = 0.8
"""An ending is the catalogue's own when at least this share of its names have it."""


def common_ending(entries: Sequence[CatalogueEntry]) -> str:
    """The two characters that nearly all names end with (服务), empty where names have no ending in common."""
    endings = Counter([entry.name[-_ENDING_LENGTH:] for entry in entries])
    ending, count = endings.most_common(1)[0]
    return ending if count >= _COMMON_ENDING * len(entries) else ""


def join_broken_names(entries: list[CatalogueEntry], ending: str) -> tuple[list[CatalogueEntry], list[Note]]:
    """The entries with names that the conversion broke over two rows joined again.

    The second part stands in a row without a code, in the column of the first; only together do they end as the
    names of this catalogue do.
    """
    notes: list[Note] = []
    if not ending or "" not in [entry.printed_code for entry in entries]:
        return entries, notes
    joined = entries[:1]
    for entry in entries[1:]:
        above = joined[-1]
        whole = above.name + entry.name
        if (
            not entry.printed_code
            and (entry.department, entry.level) == (above.department, above.level)
            and whole.endswith(ending)
            and not above.name.endswith(ending)
        ):
            joined[-1] = above._replace(name=whole, repaired=True)
            what = f"编码 {above.code} 的名称“{whole}”被断成了两行，已经接回"
            notes.append(
                note_on(above, "name_broken", what, printed=f"{above.name} / {entry.name}", corrected=whole)
            )
        else:
            joined.append(entry)
    return joined, notes


def repair_names(entries: list[CatalogueEntry], ending: str) -> tuple[list[CatalogueEntry], list[Note]]:
    """The entries with names freed of inner white space, traditional characters and a cut ending."""
    text = "\n".join([entry.name for entry in entries])
    traditional = traditional_in(text)
    cut = ending[:-1]
    repaired = list(entries)
    notes: list[Note] = []
    suspects = [rf"[ \t\u3000\u00a0{''.join(traditional)}]"] + ([rf"{cut}$"] if cut else [])
    for index in _lines_with(suspects, text):
        entry = entries[index]
        name = entry.name
        if (plain := _INNER_SPACE.sub("", name)) != name:
            notes.append(_note(entry, "name_spaced", f"“{name}”中间夹有空格，已经去掉", name, plain))
            name = plain
        if (plain := "".join(traditional.get(char, char) for char in name)) != name:
            notes.append(_note(entry, "name_traditional", f"“{name}”夹有繁体字，应为“{plain}”", name, plain))
            name = plain
        if cut and name.endswith(cut):
            whole = name + ending[-1]
            notes.append(
                _note(entry, "name_cut_short", f"“{name}”少了最后一个字，应为“{whole}”", name, whole)
            )
            name = whole
        if name != entry.name:
            repaired[index] = entry._replace(name=name, repaired=True)
    return repaired, notes


def _lines_with(patterns: Sequence[str], text: str) -> list[int]:
    """Numbers (from 0) of the lines of a text in which a pattern is found: one search through all names."""
    matches = (match for pattern in patterns for match in re.finditer(pattern, text, re.MULTILINE))
    return sorted({text.count("\n", 0, match.start()) for match in matches})


def complete_names(
    entries: list[CatalogueEntry], shared: SharedNames, ending: str
) -> tuple[list[CatalogueEntry], list[Note]]:
    """The entries with names completed that lack only the ending of the name that other departments give."""
    repaired = list(entries)
    notes: list[Note] = []
    contested = shared.contested & shared.agreed.keys()
    for index in [index for index, entry in enumerate(entries) if entry.code in contested]:
        entry = entries[index]
        agreed = shared.agreed[entry.code]
        if entry.name and ending and entry.name + ending == agreed:
            what = f"“{entry.name}”少了“{ending}”，其他部门都叫“{agreed}”"
            notes.append(_note(entry, "name_cut_short", what, entry.name, agreed))
            repaired[index] = entry._replace(name=agreed, repaired=True)
    return repaired, notes


def _note(entry: CatalogueEntry, kind: str, what: str, printed: str, corrected: str) -> Note:
    return note_on(entry, kind, f"编码 {entry.code} 的名称{what}", printed=printed, corrected=corrected)
