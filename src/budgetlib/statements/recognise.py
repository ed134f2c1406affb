"""Which statement a table is: by its title, its columns and its rows, never by its number or position."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from budgetlib.accounts import AnyMeasure, Classified, Item, Kind, Measure, Side
from budgetlib.layouts import load, vocabulary
from budgetlib.statements.columns import Group
from budgetlib.statements.labels import split_code
from budgetlib.statements.regions import Region
from budgetlib.statements.words import TOTALS
from budgetlib.text import remembered, squash, without_numbering

_CODED = re.compile(
    r"[ \[（(]*(?:(?P<functional>2\d{2})|(?P<economic>30[1-9]|31[0-3]|399|50\d|51[0-4]|599))(?:\d{2}){0,2}(?!\d)"
)
_SAMPLE = 60
_CLASS = 3
"""Digits of the code of a class (类)."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to recognise a kind of statement; see `layouts/statements.toml`."""

    kind: Kind | None
    title: tuple[re.Pattern[str], ...]
    not_title: tuple[re.Pattern[str], ...]
    columns: tuple[frozenset[Measure], ...]
    not_projects: bool
    rows: tuple[frozenset[Item], ...]
    section: str
    sides: bool
    classes: Classified | None
    not_classes: Classified | None
    tree: bool
    counted: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table looks like: the roles of its columns, whether it has two sides, what classifies its rows."""

    measures: frozenset[AnyMeasure]
    has_project_names: bool
    two_sided: bool
    classes: Classified
    labels: tuple[str, ...]
    tree: bool
    """Whether every row has a code and classes stand above their items, as no list of projects has them."""


class Recognised(NamedTuple):
    """What a table is."""

    kind: Kind | None
    """The kind of statement; None for a table that is none."""
    counts: bool
    """Whether it is read for what it counts."""


NO_STATEMENT = Recognised(None, False)


def recognise(region: Region, shape: Shape) -> Recognised:
    """What a table is, as far as the layout data knows."""
    untitled = _ways_untitled(region.titles[-1] if region.titles else "")
    tries = itertools.chain(
        (way for way in untitled if not way.last),
        *map(_ways_titled, reversed(region.titles)),
        (way for way in untitled if way.last),
    )
    for way in tries:
        if _fits(way, shape):
            return Recognised(way.kind, way.counted or (way.kind is not None and way.kind.about.counts))
    return NO_STATEMENT


def kind_of_title(title: str) -> Kind | None:
    """The kind that a title alone speaks of (squashed, as in a table of contents), None where it names none."""
    for way in _ways_titled(title):
        if way.classes and "经济" not in title and "基本支出" not in title:
            continue
        return way.kind
    return None


@remembered
def _ways_titled(title: str) -> tuple[_Way, ...]:
    """The ways, of those that need a title, that a title fits."""
    return tuple(
        way
        for way in _ways()
        if any(pattern.search(title) for pattern in way.title) and not _is_ruled_out(way, title)
    )


@remembered
def _ways_untitled(nearest: str) -> tuple[_Way, ...]:
    """The ways, of those that need no title, that the nearest one (empty where there is none) does not rule out."""
    return tuple(way for way in _ways() if not way.title and not _is_ruled_out(way, nearest))


def _is_ruled_out(way: _Way, title: str) -> bool:
    return any(pattern.search(title) for pattern in way.not_title)


def shape_of(region: Region, groups: list[Group], body: int) -> Shape:
    """The shape of a region whose columns are known."""
    measures = frozenset(column.measure for group in groups for column in group.amounts)
    sides = {group.side for group in groups if group.has_labels}
    labels = [
        row[at]
        for row in region.table.rows[body : min(region.stop, body + _SAMPLE)]
        for group in groups
        for at in (*group.names[:1], *group.units[:1])
        if row[at]
    ]
    return Shape(
        measures=measures,
        has_project_names=any(group.projects for group in groups),
        two_sided={Side.INCOME, Side.EXPENDITURE} <= sides or _stacked(labels),
        classes=_classes(region, groups, body, labels),
        labels=tuple(labels),
        tree=_is_tree(region, groups[0], body),
    )


def _is_tree(region: Region, group: Group, body: int) -> bool:
    lengths: set[int] = set()
    for row in region.table.rows[body : min(region.stop, body + _SAMPLE)]:
        code = "".join(row[at] for at in group.codes)
        name = next((row[at] for at in group.names if row[at]), "")
        if not code.isdecimal():
            code, name = split_code(name)
        if code:
            lengths.add(len(code))
        elif name and not TOTALS(squash(name)):
            return False
    return _CLASS in lengths and len(lengths) > 1


def _stacked(labels: list[str]) -> bool:
    joined = "|".join(labels)
    return bool(
        re.search(r"收\s*入\s*(?:总|合)\s*计", joined) and re.search(r"支\s*出\s*(?:总|合)\s*计", joined)
    )


def _classes(region: Region, groups: list[Group], body: int, labels: list[str]) -> Classified:
    """What classifies the rows, from their codes, else from their names."""
    functional = economic = 0
    for row in region.table.rows[body : min(region.stop, body + _SAMPLE)]:
        for group in groups:
            for at in (*group.codes[:1], *group.names[:1]):
                code = _CODED.match(row[at])
                if code and code["functional"]:
                    functional += 1
                elif code:
                    economic += 1
    if not functional and not economic:
        joined = "|".join(labels)
        economic = sum(
            word in joined
            for word in ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "基本工资", "办公费")
        )
        functional = sum(
            word in joined for word in ("一般公共服务", "社会保障和就业", "住房保障", "卫生健康", "教育支出")
        )
    if economic == functional == 0:
        return Classified.NONE
    return Classified.ECONOMIC if economic > functional else Classified.FUNCTIONAL


def _fits(way: _Way, shape: Shape) -> bool:
    """Whether columns and rows are those of a way whose title fits."""
    if way.sides and not shape.two_sided:
        return False
    if way.classes and way.classes is not shape.classes:
        return False
    if way.not_classes and way.not_classes is shape.classes:
        return False
    if way.tree and not shape.tree:
        return False
    if way.columns and not all(shape.measures & choice for choice in way.columns):
        return False
    if way.not_projects and shape.has_project_names:
        return False
    return not way.rows or _has_rows(way, shape.labels)


def _has_rows(way: _Way, labels: tuple[str, ...]) -> bool:
    words = vocabulary("rows", way.section, Item)
    found = {words(squash(without_numbering(re.sub(r"^其中[:：]?", "", label.strip())))) for label in labels}
    return all(found & choice for choice in way.rows)


@lru_cache(maxsize=1)
def _ways() -> tuple[_Way, ...]:
    return tuple(
        _Way(
            kind=Kind(entry["kind"]) if "kind" in entry else None,
            title=tuple(re.compile(pattern) for pattern in entry.get("title", ())),
            not_title=tuple(re.compile(pattern) for pattern in entry.get("not_title", ())),
            columns=tuple(frozenset(map(Measure, each.split("|"))) for each in entry.get("columns", ())),
            not_projects=entry.get("not_projects", False),
            rows=tuple(frozenset(map(Item, each.split("|"))) for each in entry.get("rows", ())),
            section=entry.get("section", ""),
            sides=entry.get("sides", False),
            classes=Classified(entry["classes"]) if "classes" in entry else None,
            not_classes=Classified(entry["not_classes"]) if "not_classes" in entry else None,
            tree=entry.get("tree", False),
            counted=entry.get("counted", False),
            last=entry.get("last", False),
        )
        for entry in load("statements")["statement"]
    )
