"""Which part of a catalogue by department a unit falls under."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from budgetlib.disclosure import CatalogueEntry
from budgetlib.text import squash


class DepartmentMatch(NamedTuple):
    """The departments of a catalogue that a unit falls under, none where the catalogue does not list its own."""

    departments: tuple[str, ...]
    """As the catalogue prints them. More than one for a unit that joins several fields (文化广电旅游体育局)."""
    reason: str
    """One sentence in Chinese that says why, for readers."""


def match_department(unit_name: str, entries: Iterable[CatalogueEntry]) -> DepartmentMatch:
    """The departments of these catalogues that a unit falls under, by the words of its name.

    A unit that no department is named for (组织部 in Shanxi's catalogue) falls under none: then only the catalogue
    for everyone applies to it, and the reason says so.
    """
    listed = tuple(dict.fromkeys(entry.department for entry in entries if entry.department))
    if not listed:
        return DepartmentMatch((), "没有按部门列出的政府购买服务目录。")
    if not unit_name:
        return DepartmentMatch((), "文件没有写明单位名称，无法判断它属于目录中的哪个部门。")
    unit = squash(unit_name)
    found = {department: word for department in listed if (word := _word_in(unit, department))}
    departments = tuple(
        department
        for department, word in found.items()
        if not any(word != other and word in other for other in found.values())
    )
    if departments:
        return DepartmentMatch(departments, f"按名称，“{unit_name}”属于目录中的“{'”“'.join(departments)}”。")
    what = f"目录列出的 {len(listed)} 个部门中没有“{unit_name}”所属的部门，只适用各部门通用的目录。"
    return DepartmentMatch((), what)


def applicable_entries(
    entries: Iterable[CatalogueEntry], departments: Sequence[str]
) -> tuple[CatalogueEntry, ...]:
    """The entries that apply to a unit of these departments: theirs, and those of catalogues for everyone."""
    return tuple(entry for entry in entries if not entry.department or entry.department in departments)


def _word_in(unit: str, department: str) -> str:
    """The words of a department that a unit's name holds, empty when it holds none."""
    return next((word for word in _words(department) if word in unit), "")


@lru_cache(maxsize=1024)
def _words(department: str) -> Sequence[str]:
    printed = squash(department)
    return next((units for words, units in _units().items() if words in printed), (printed,))


@lru_cache(maxsize=1)
def _units() -> Mapping[str, Sequence[str]]:
    """Words in a department as printed -> words in the names of its units."""
    text = files(__package__).joinpath("departments.toml").read_text(encoding="utf-8")
    units: Mapping[str, Sequence[str]] = tomllib.loads(text)["units"]
    return units
