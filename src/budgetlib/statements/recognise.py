"""Which statement a table is: by its title, its columns and its rows, never by its number or position."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from budgetlib.layouts import load, vocabulary
from budgetlib.statements.columns import Group
from budgetlib.statements.labels import split_code
from budgetlib.statements.regions import Region
from budgetlib.text import remembered, squash, without_numbering

_CODED = re.compile(
    r"[ \[（(]*(?:(?P<functional>2\d{2})|(?P<economic>30[1-9]|31[0-3]|399|50\d|51[0-4]|599))(?:\d{2}){0,2}(?!\d)"
)
_SAMPLE = 60
_CLASS = 3
"""Digits of the code of a class (类)."""
_TOTALS = vocabulary("rows", "list")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way to recognise a kind of statement; see `layouts/statements.toml`."""

    kind: str
    title: tuple[re.Pattern[str], ...]
    not_title: tuple[re.Pattern[str], ...]
    columns: tuple[frozenset[str], ...]
    not_columns: frozenset[str]
    rows: tuple[frozenset[str], ...]
    section: str
    sides: bool
    classes: str
    not_classes: str
    tree: bool
    ignored: bool
    counted: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table looks like: the roles of its columns, whether it has two sides, what classifies its rows."""

    measures: frozenset[str]
    has_project_names: bool
    two_sided: bool
    classes: str
    labels: tuple[str, ...]
    tree: bool
    """Whether every row has a code and classes stand above their items, as no list of projects has them."""


def recognise(region: Region, shape: Shape) -> str | None:
    """The kind of statement, or None where the table is none that the layout data knows, or one to ignore.

    `assets` is no statement; its table is read for what it counts.
    """
    untitled = _kinds_untitled(region.titles[-1] if region.titles else "")
    tries = itertools.chain(
        (kind for kind in untitled if not kind.last),
        *map(_kinds_titled, reversed(region.titles)),
        (kind for kind in untitled if kind.last),
    )
    for kind in tries:
        if _fits(kind, shape):
            return None if kind.ignored and not kind.counted else kind.kind
    return None


def kind_of_title(title: str) -> str | None:
    """The kind that a title alone speaks of (squashed, as in a table of contents), None where it names none."""
    for kind in _kinds_titled(title):
        if kind.classes and "经济" not in title and "基本支出" not in title:
            continue
        return None if kind.ignored else kind.kind
    return None


@remembered
def _kinds_titled(title: str) -> tuple[_Kind, ...]:
    """The kinds, of those that need a title, that a title fits."""
    return tuple(
        kind
        for kind in _kinds()
        if any(pattern.search(title) for pattern in kind.title) and not _is_ruled_out(kind, title)
    )


@remembered
def _kinds_untitled(nearest: str) -> tuple[_Kind, ...]:
    """The kinds, of those that need no title, that the nearest one (empty where there is none) does not rule out."""
    return tuple(kind for kind in _kinds() if not kind.title and not _is_ruled_out(kind, nearest))


def _is_ruled_out(kind: _Kind, title: str) -> bool:
    return any(pattern.search(title) for pattern in kind.not_title)


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
        two_sided={"income", "expenditure"} <= sides or _stacked(labels),
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
        elif name and not _TOTALS(squash(name)):
            return False
    return _CLASS in lengths and len(lengths) > 1


def _stacked(labels: list[str]) -> bool:
    joined = "|".join(labels)
    return bool(
        re.search(r"收\s*入\s*(?:总|合)\s*计", joined) and re.search(r"支\s*出\s*(?:总|合)\s*计", joined)
    )


def _classes(region: Region, groups: list[Group], body: int, labels: list[str]) -> str:
    """`functional` or `economic`, from the codes, else from the names of the rows, else empty."""
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
        return ""
    return "economic" if economic > functional else "functional"


def _fits(kind: _Kind, shape: Shape) -> bool:
    """Whether columns and rows are those of a kind whose title fits."""
    if kind.sides and not shape.two_sided:
        return False
    if kind.classes and kind.classes != (shape.classes or "none"):
        return False
    if kind.not_classes and kind.not_classes == shape.classes:
        return False
    if kind.tree and not shape.tree:
        return False
    present = shape.measures | ({"project_name"} if shape.has_project_names else set())
    if kind.columns and not all(present & choice for choice in kind.columns):
        return False
    if present & kind.not_columns:
        return False
    return not kind.rows or _has_rows(kind, shape.labels)


def _has_rows(kind: _Kind, labels: tuple[str, ...]) -> bool:
    words = vocabulary("rows", kind.section)
    found = {words(squash(without_numbering(re.sub(r"^其中[:：]?", "", label.strip())))) for label in labels}
    return all(found & choice for choice in kind.rows)


@lru_cache(maxsize=1)
def _kinds() -> tuple[_Kind, ...]:
    def choices(words: list[str]) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(word.split("|")) for word in words)

    return tuple(
        _Kind(
            kind=entry["kind"],
            title=tuple(re.compile(pattern) for pattern in entry.get("title", ())),
            not_title=tuple(re.compile(pattern) for pattern in entry.get("not_title", ())),
            columns=choices(entry.get("columns", [])),
            not_columns=frozenset(entry.get("not_columns", ())),
            rows=choices(entry.get("rows", [])),
            section=entry.get("section", ""),
            sides=entry.get("sides", False),
            classes=entry.get("classes", ""),
            not_classes=entry.get("not_classes", ""),
            tree=entry.get("tree", False),
            ignored=entry.get("ignored", False),
            counted=entry.get("counted", False),
            last=entry.get("last", False),
        )
        for entry in load("statements")["statement"]
    )
