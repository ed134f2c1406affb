"""Project lists (项目支出表): a project per row, with its amounts by source of funds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budgetlib.accounts import OWN_PERIODS
from budgetlib.disclosure import Project
from budgetlib.document import Table
from budgetlib.layouts import vocabulary
from budgetlib.money import Number, is_blank, parse_number, to_yuan
from budgetlib.statements.columns import Group
from budgetlib.statements.header import is_index_row
from budgetlib.statements.labels import CodeMemory, Label, read_label
from budgetlib.text import squash

_UNIT_SUFFIX = re.compile(r"\((?:部门|本级|单位|机关|汇总)\)$")
_PROJECT_CODE = re.compile(r"^([A-Z]?\d{4,}[A-Z\d]*)[-—_ ]+(.+)$")
_WITHHELD = vocabulary("targets", "withheld")
_DEFAULT_UNIT = "万元"
_LEAST_PARTS = 3


def read_projects(
    table: Table,
    body: int,
    stop: int,
    groups: Sequence[Group],
    money_unit: str | None,
    unit_names: Sequence[str],
    *,
    carryover: bool,
) -> list[Project]:
    """The projects of a list, without totals and without the rows that only name the unit above them.

    `unit_names` are names of units that the document speaks of; a row named like one of them (with or without
    （部门）, （本级）) is a heading whose amount is the sum of the projects below it.
    """
    group = max(groups, key=lambda one: (bool(one.projects or one.names), len(one.amounts)))
    unit = money_unit or _DEFAULT_UNIT
    known = {bare_unit(name) for name in unit_names if name}
    rows = _filled_down(table, body, stop, group)
    labelled = _labelled(table, rows, group)
    totals = [_amounts(table.rows[index], group).get("total") for index, _ in labelled]
    is_unit = [
        not (group.projects and group.units) and bare_unit(label.name) in known for _, label in labelled
    ]
    heads = _grouping_rows([label for _, label in labelled], totals, is_unit)
    details = bool(group.codes) or len(group.projects) + len(group.names) > 1
    projects: list[Project] = []
    owner = ""
    for position, (index, label) in enumerate(labelled):
        if label.unit and label.unit != label.name:
            owner = label.unit
        if label.role in ("total", "subtotal", "unit") or not label.name:
            continue
        if is_unit[position]:
            owner = label.name
            continue
        if position in heads:
            continue
        amounts = _amounts(table.rows[index], group)
        if not any(number is not None for number in amounts.values()):
            continue
        project = _project(table, index, label, owner, amounts, unit, group, carryover=carryover)
        goes_on = details or any(rows[index][at] != table.rows[index][at] for at in group.projects)
        if goes_on and projects and _is_same(projects[-1], project, coded=bool(group.project_codes)):
            projects[-1] = _together(projects[-1], project)
        else:
            projects.append(project)
    return projects


def _filled_down(table: Table, body: int, stop: int, group: Group) -> dict[int, tuple[str, ...]]:
    """The rows by index, with the names of projects and units that a merged cell prints once for several rows."""
    rows = {index: table.rows[index] for index in range(body, stop)}
    columns = {*group.projects, *group.units}
    for (top, left), (height, _) in (table.spans or {}).items():
        if left in columns and top >= body:
            for index in range(top + 1, min(top + height, stop)):
                rows[index] = (*rows[index][:left], table.rows[top][left], *rows[index][left + 1 :])
    return rows


def _labelled(table: Table, rows: Mapping[int, tuple[str, ...]], group: Group) -> list[tuple[int, Label]]:
    """The rows that can name a project or what projects are grouped by, by index, with their labels."""
    memory = CodeMemory()
    labelled = [
        (index, read_label(row, group, memory))
        for index, row in rows.items()
        if any(table.rows[index]) and not is_index_row(table.rows[index])
    ]
    if not (group.projects and group.names):
        return labelled
    return [  # rows without a project are sums by function
        (index, label)
        for index, label in labelled
        if label.role != "item" or any(rows[index][at] for at in group.projects)
    ]


def _is_withheld(cell: str) -> bool:
    """Whether a cell says that a target is kept back."""
    return _WITHHELD(squash(cell)) is not None


def _is_target(cell: str) -> bool:
    """Whether a cell prints a target, rather than nothing or that it is kept back."""
    return not is_blank(cell) and not _is_withheld(cell)


def _code(row: tuple[str, ...], group: Group) -> str:
    return next((squash(row[at]) for at in group.project_codes if row[at]), "")


def _is_same(before: Project, project: Project, *, coded: bool) -> bool:
    """Whether two rows of a list that classifies its amounts (by function, by kind of cost) are one project.

    `coded` says that the list has codes of projects; else codes are those of the classification.
    """
    return (before.name, before.unit_name) == (project.name, project.unit_name) and (
        not coded or before.code == project.code
    )


def _together(first: Project, more: Project) -> Project:
    """One project whose amounts stand in several rows; its place is the first of them."""
    sums: dict[str, Any] = {
        field: (getattr(first, field) or Decimal(0)) + (getattr(more, field) or Decimal(0))
        for field in Project._fields
        if field.endswith("_yuan") and (getattr(first, field), getattr(more, field)) != (None, None)
    }
    return first._replace(
        **sums,
        decimals=max(first.decimals, more.decimals),
        performance_target_disclosed=first.performance_target_disclosed or more.performance_target_disclosed,
        performance_target_withheld=first.performance_target_withheld or more.performance_target_withheld,
    )


def _grouping_rows(
    labels: Sequence[Label], totals: Sequence[Number | None], is_unit: Sequence[bool]
) -> set[int]:
    """Positions of rows that only sum up the rows below them, in a list grouped by unit and by kind.

    Where a total is printed, looked for only where the rows together exceed the printed total, and believed only where the rest then adds
    up to it: in a plain list one project may happen to cost as much as the next two.
    """
    printed = next((n for n, label in zip(totals, labels, strict=True) if n and label.role == "total"), None)
    amounts = [
        number.value if number is not None and label.role == "item" and not unit else None
        for number, label, unit in zip(totals, labels, is_unit, strict=True)
    ]
    if printed is None:
        return set(_sums_of_all(amounts))
    half = Decimal(1).scaleb(-printed.decimals) / 2
    slack = half * (len(amounts) + 1)
    if _sum(amounts) <= printed.value + slack:
        return set()
    for groups in (_nested_groups(amounts, half), _flat_groups(amounts, half)):
        left = [None if position in groups else amount for position, amount in enumerate(amounts)]
        if abs(_sum(left) - printed.value) <= slack:
            return set(groups)
    return set()


def _sums_of_all(amounts: Sequence[Decimal | None]) -> range:
    """Positions of the first rows that each sum up all others: a department and its unit, in a list without a total.

    Only to the last digit, and over so many rows that this can't be one project that costs as much as the others.
    """
    top = next((position for position, amount in enumerate(amounts) if amount), len(amounts))
    rest = top
    while rest < len(amounts) and amounts[rest] == amounts[top]:
        rest += 1
    parts = [amount for amount in amounts[rest:] if amount]
    return range(top, rest if len(parts) >= _LEAST_PARTS and sum(parts) == amounts[top] else top)


def _nested_groups(amounts: Sequence[Decimal | None], half: Decimal) -> dict[int, int]:
    """Groups at any depth, found from the innermost outwards: position -> where the group ends."""
    groups: dict[int, int] = {}
    for position in range(len(amounts) - 1, -1, -1):
        end = _group_end(position, amounts, groups, half)
        if end is not None:
            groups[position] = end
    return groups


def _flat_groups(amounts: Sequence[Decimal | None], half: Decimal) -> dict[int, int]:
    """Groups one level deep, found from the top: inside a group no row is taken for a heading."""
    groups: dict[int, int] = {}
    position = 0
    while position < len(amounts):
        end = _group_end(position, amounts, {}, half)
        if end is not None:
            groups[position] = end
        position = end if end is not None else position + 1
    return groups


def _group_end(
    position: int, amounts: Sequence[Decimal | None], groups: Mapping[int, int], half: Decimal
) -> int | None:
    """Where the rows end that add up to the row at `position`, None where none do. `groups` holds those below."""
    rest = amounts[position]
    if not rest:
        return None
    at, parts = position + 1, 0
    while at < len(amounts):
        amount = amounts[at]
        if amount is None:
            return None
        rest -= amount
        parts += 1
        at = groups.get(at, at + 1)
        if abs(rest) <= half * (parts + 1):
            return at
        if rest < 0:
            return None
    return None


def _sum(amounts: Sequence[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def without_repetition(projects: Sequence[Project]) -> list[Project]:
    """The projects without those that a second list gives again (key projects in the text, a list by unit)."""
    kept: list[Project] = []
    seen: dict[tuple[str, str, Decimal | None], int | None] = {}
    for project in projects:
        key = (project.funding, squash(project.name), project.total_yuan)
        if seen.setdefault(key, project.table) == project.table:
            kept.append(project)
    return kept


def bare_unit(name: str) -> str:
    """A unit's name without the note on its scope: 组织部（部门） and 组织部 are one."""
    return _UNIT_SUFFIX.sub("", squash(name))


def _amounts(row: tuple[str, ...], group: Group) -> dict[str, Number | None]:
    """Amounts by measure, this year's columns only; the first column of a measure counts."""
    found: dict[str, Number | None] = {}
    for column in group.amounts:
        if column.period in OWN_PERIODS and column.measure not in found:
            text = row[column.index]
            found[column.measure] = parse_number(text) if not is_blank(text) else None
    if found.get("total") is None:
        for measure in ("project", "fiscal", "current_year"):
            if found.get(measure) is not None:
                found["total"] = found[measure]
                break
    return found


def _project(
    table: Table,
    index: int,
    label: Label,
    owner: str,
    amounts: dict[str, Number | None],
    unit: str,
    group: Group,
    *,
    carryover: bool,
) -> Project:
    """The project of a row."""

    def yuan(measure: str) -> Decimal | None:
        number = amounts.get(measure)
        return to_yuan(number, unit) if number is not None else None

    coded = _PROJECT_CODE.match(label.name)
    promises = [table.rows[index][at] for at in group.targets]
    total = amounts.get("total")
    return Project(
        name=coded[2] if coded else label.name,
        funding="carryover" if carryover else "current",
        unit_name=owner,
        code=coded[1] if coded else _code(table.rows[index], group) or label.code,
        total_yuan=yuan("total"),
        general_public_yuan=yuan("general_public"),
        government_fund_yuan=yuan("government_fund"),
        state_capital_yuan=yuan("state_capital"),
        special_account_yuan=yuan("special_account"),
        unit_funds_yuan=yuan("unit_funds"),
        printed=total.text if total is not None else "",
        unit=unit,
        decimals=total.decimals if total is not None else 0,
        performance_target_disclosed=any(map(_is_target, promises)) if group.targets else None,
        page=table.pages[index],
        line=table.lines[index],
        table=table.number,
        row=index + 1,
        performance_target_withheld=any(map(_is_withheld, promises)),
    )
