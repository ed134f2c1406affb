"""The rows of project lists, and the project of a row: its amounts by source of funds, its code, its target."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from budgetlib.accounts import OWN_PERIODS, AnyMeasure, Measure, Role
from budgetlib.disclosure import Project
from budgetlib.layouts import vocabulary
from budgetlib.money import Number, is_blank, parse_number, to_yuan
from budgetlib.statements.columns import Group
from budgetlib.statements.labels import Label
from budgetlib.statements.table import StatementTable
from budgetlib.text import squash

_PROJECT_CODE = re.compile(r"^([A-Z]?\d{4,}[A-Z\d]*)[-—_ ]+(.+)$")
_WITHHELD = vocabulary("targets", "withheld")


class ListRow(NamedTuple):
    """A row of a project list."""

    at: int
    label: Label
    amounts: Mapping[AnyMeasure, Number | None]
    role: Role
    """An item with an amount is a project."""
    level: int | None = None
    """How deep it stands, from 1; 0 for a total, None where the list is not understood."""
    unit: str = ""
    """The unit that it stands under, or for; empty where none is named."""

    @property
    def has_amount(self) -> bool:
        """Whether any amount is printed in it."""
        return any(number is not None for number in self.amounts.values())


def amounts_of(row: tuple[str, ...], group: Group) -> dict[AnyMeasure, Number | None]:
    """Amounts by measure, this year's columns only; the first column of a measure counts."""
    found: dict[AnyMeasure, Number | None] = {}
    for column in group.amounts:
        if column.period in OWN_PERIODS and column.measure not in found:
            text = row[column.index]
            found[column.measure] = parse_number(text) if not is_blank(text) else None
    if found.get(Measure.TOTAL) is None:
        for measure in (Measure.PROJECT, Measure.FISCAL, Measure.CURRENT_YEAR):
            if found.get(measure) is not None:
                found[Measure.TOTAL] = found[measure]
                break
    return found


def is_target(cell: str) -> bool:
    """Whether a cell prints a target, rather than nothing or that it is kept back."""
    return not is_blank(cell) and not _is_withheld(cell)


def _is_withheld(cell: str) -> bool:
    return _WITHHELD(squash(cell)) is not None


def project_of(statement: StatementTable, listed: ListRow, group: Group, *, carryover: bool) -> Project:
    """The project of a row."""

    def yuan(measure: Measure) -> Decimal | None:
        number = listed.amounts.get(measure)
        return to_yuan(number, statement.money_unit) if number is not None else None

    table, label = statement.table, listed.label
    row = table.rows[listed.at]
    coded = _PROJECT_CODE.match(label.name)
    code = next((squash(row[at]) for at in group.project_codes if row[at]), "")
    promises = [row[at] for at in group.targets]
    total = listed.amounts.get(Measure.TOTAL)
    return Project(
        name=coded[2] if coded else label.name,
        funding="carryover" if carryover else "current",
        unit_name=listed.unit,
        code=coded[1] if coded else code or label.code,
        total_yuan=yuan(Measure.TOTAL),
        general_public_yuan=yuan(Measure.GENERAL_PUBLIC),
        government_fund_yuan=yuan(Measure.GOVERNMENT_FUND),
        state_capital_yuan=yuan(Measure.STATE_CAPITAL),
        special_account_yuan=yuan(Measure.SPECIAL_ACCOUNT),
        unit_funds_yuan=yuan(Measure.UNIT_FUNDS),
        printed=total.text if total is not None else "",
        unit=statement.money_unit,
        decimals=total.decimals if total is not None else 0,
        performance_target_disclosed=any(map(is_target, promises)) if group.targets else None,
        page=table.pages[listed.at],
        line=table.lines[listed.at],
        table=table.number,
        row=listed.at + 1,
        performance_target_withheld=any(map(_is_withheld, promises)),
    )


def is_same(before: Project, project: Project, *, coded: bool) -> bool:
    """Whether two rows of a list that classifies its amounts (by function, by kind of cost) are one project.

    `coded` says that the list has codes of projects; else codes are those of the classification.
    """
    return (before.name, before.unit_name) == (project.name, project.unit_name) and (
        not coded or before.code == project.code
    )


def together(first: Project, more: Project) -> Project:
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


def without_repetition(projects: Sequence[Project]) -> list[Project]:
    """The projects without those that a second list gives again (key projects in the text, a list by unit)."""
    kept: list[Project] = []
    seen: dict[tuple[str, str, Decimal | None], int | None] = {}
    for project in projects:
        key = (project.funding, squash(project.name), project.total_yuan)
        if seen.setdefault(key, project.table) == project.table:
            kept.append(project)
    return kept
