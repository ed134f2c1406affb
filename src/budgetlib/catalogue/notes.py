"""What can be wrong with a catalogue: the kinds of notes, and how one is made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from budgetlib.disclosure import CatalogueEntry, Note
from budgetlib.document import Place

NOTE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "catalogue.code_cut_short": "编码被截短",
        "catalogue.code_missing": "编码缺失",
        "catalogue.code_repeated": "编码重复",
        "catalogue.code_unreadable": "编码无法识别",
        "catalogue.department_broken": "部门名称断行",
        "catalogue.department_empty": "部门下没有目录项",
        "catalogue.foreign_branch": "整段编码属于另一分支",
        "catalogue.foreign_prefix": "编码与所在分支不符",
        "catalogue.name_broken": "名称断行",
        "catalogue.name_cut_short": "名称被截短",
        "catalogue.name_differs": "同一编码名称不一",
        "catalogue.name_missing": "名称空缺",
        "catalogue.name_of_other_code": "名称属于另一编码",
        "catalogue.name_repeated": "同一分支内名称重复",
        "catalogue.name_spaced": "名称中夹有空格",
        "catalogue.name_traditional": "名称中有繁体字",
        "catalogue.number_skipped": "编号不连续",
        "catalogue.parent_missing": "上级编码没有列出",
        "catalogue.stray_text": "目录中夹有无关文字",
        "catalogue.wrong_column": "名称印在别的级次栏",
    }
)
"""Kind of note -> what it says, in two or three words. Every note of this package is of one of these kinds."""


def make_note(kind: str, message: str, place: Place, **detail: str) -> Note:
    """A note on a catalogue. `corrected` in the detail says that the reading was repaired; `printed` is before."""
    return Note(f"catalogue.{kind}", message, None, None, place, detail)


def note_on(entry: CatalogueEntry, kind: str, what: str, **detail: str) -> Note:
    """A note on one entry: `what` goes on after the words for the department (or for a catalogue without any)."""
    where = f"“{entry.department}”部门" if entry.department else "目录中"
    place = Place(entry.page, entry.line, entry.table, entry.row)
    return make_note(kind, f"{where}{what}。", place, department=entry.department, code=entry.code, **detail)
