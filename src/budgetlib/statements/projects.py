"""Project lists (项目支出表): a project per row, with its amounts by source of funds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from budgetlib.disclosure import Project
from budgetlib.document import Table
from budgetlib.money import UNIT_FACTORS, Number, is_blank, parse_number
from budgetlib.statements.columns import Group
from budgetlib.statements.header import is_index_row
from budgetlib.statements.labels import CodeMemory, Label, read_label
from budgetlib.text import squash

_UNIT_SUFFIX = re.compile(r"\((?:部门|本级|单位|机关|汇总)\)$")
_PROJECT_CODE = re.compile(r"^([A-Z]?\d{4,}[A-Z\d]*)[-—_ ]+(.+)$")
_DEFAULT_UNIT = "万元"


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
    memory = CodeMemory()
    labelled = [
        (index, read_label(table.rows[index], group, memory))
        for index in range(body, stop)
        if any(table.rows[index]) and not is_index_row(table.rows[index])
    ]
    projects: list[Project] = []
    owner = ""
    for index, label in labelled:
        if label.unit:
            owner = label.unit
        if label.role in ("total", "subtotal", "unit") or not label.name:
            continue
        if not (group.projects and group.units) and bare_unit(label.name) in known:
            owner = label.name
            continue
        amounts = _amounts(table.rows[index], group)
        total = amounts.get("total")
        if total is None and not any(number is not None for number in amounts.values()):
            continue
        projects.append(_project(table, index, label, owner, amounts, unit, carryover=carryover))
    return projects


def bare_unit(name: str) -> str:
    """A unit's name without the note on its scope: 组织部（部门） and 组织部 are one."""
    return _UNIT_SUFFIX.sub("", squash(name))


def _amounts(row: tuple[str, ...], group: Group) -> dict[str, Number | None]:
    """Amounts by measure, this year's columns only; the first column of a measure counts."""
    found: dict[str, Number | None] = {}
    for column in group.amounts:
        if column.period in ("current", "final") and column.measure not in found:
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
    *,
    carryover: bool,
) -> Project:
    factor = UNIT_FACTORS[unit]

    def yuan(measure: str) -> Decimal | None:
        number = amounts.get(measure)
        return number.value * factor if number is not None else None

    coded = _PROJECT_CODE.match(label.name)
    total = amounts.get("total")
    return Project(
        name=coded[2] if coded else label.name,
        funding="carryover" if carryover else "current",
        unit_name=owner,
        code=coded[1] if coded else label.code,
        total_yuan=yuan("total"),
        general_public_yuan=yuan("general_public"),
        government_fund_yuan=yuan("government_fund"),
        state_capital_yuan=yuan("state_capital"),
        special_account_yuan=yuan("special_account"),
        unit_funds_yuan=yuan("unit_funds"),
        printed=total.text if total is not None else "",
        unit=unit,
        decimals=total.decimals if total is not None else 0,
        performance_target_disclosed=None,
        page=table.pages[index],
        line=table.lines[index],
        table=table.number,
        row=index + 1,
    )
