"""Project lists (项目支出表): a project per row, with its amounts by source of funds.

`rows` reads the project of a row, `grouping` tells projects from the rows that stand for units and groups, by what
adds up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from budgetlib.accounts import Kind, Role
from budgetlib.disclosure import BudgetLine, Note, Project
from budgetlib.statements.projects.grouping import group_rows
from budgetlib.statements.projects.rows import ListRow, is_same, project_of, together, without_repetition
from budgetlib.statements.table import StatementTable

__all__ = ["ListRow", "ProjectList", "read_projects", "with_roles", "without_repetition"]


class ProjectList(NamedTuple):
    """What a project list gives."""

    projects: list[Project]
    rows: tuple[ListRow, ...]
    notes: list[Note]


def read_projects(statement: StatementTable, units: frozenset[str], *, carryover: bool) -> ProjectList:
    """The projects of a list, without totals and without the rows that stand for units and groups of projects.

    `units` are names of units that the document knows, as `bare_unit` gives them. A list whose rows can't be told
    apart has a note of the kind `projects.not_understood`.
    """
    group = max(statement.groups, key=lambda one: (bool(one.projects or one.names), len(one.amounts)))
    details = bool(group.codes) or len(group.projects) + len(group.names) > 1
    grouping = group_rows(statement, group, units)
    projects: list[Project] = []
    for row in grouping.rows:
        if row.role is not Role.ITEM or not row.label.name or not row.has_amount:
            continue
        project = project_of(statement, row, group, carryover=carryover)
        goes_on = details or any(not statement.table.rows[row.at][at] for at in group.projects)
        if goes_on and projects and is_same(projects[-1], project, coded=bool(group.project_codes)):
            projects[-1] = together(projects[-1], project)
        else:
            projects.append(project)
    return ProjectList(projects, grouping.rows, [] if grouping.understood else [_not_understood(statement)])


def _not_understood(statement: StatementTable) -> Note:
    return Note(
        kind="projects.not_understood",
        message="项目支出表各行的加总关系没有读懂：单位、类别的合计行与项目未能一一分清，所列项目可能有多有少。",
        expected=None,
        actual=None,
        place=replace(statement.table.place(statement.body), row=None),
        detail={},
    )


def with_roles(lines: Sequence[BudgetLine], rows: Sequence[tuple[int, ListRow]]) -> list[BudgetLine]:
    """Lines with what the rows of project lists turned out to be; `rows` come with the number of their table.

    As in `with_units`, rows have the name of a unit only where a list has several.
    """
    known: dict[tuple[int | None, int | None], ListRow] = {(table, row.at + 1): row for table, row in rows}
    named: dict[int | None, set[str]] = defaultdict(set)
    at_level: Counter[tuple[int | None, int | None]] = Counter()
    for table, row in rows:
        at_level[table, row.level] += 1
        if row.role is Role.ITEM and row.unit:
            named[table].add(row.unit)
    told = []
    for line in lines:
        found = known.get((line.table, line.row)) if line.statement is Kind.PROJECTS else None
        if found is not None:
            whole = found.role is Role.UNIT and at_level[line.table, found.level] == 1
            unit = "" if whole or len(named[line.table]) < 2 else found.unit
            line = line._replace(role=found.role, level=found.level, unit_name=unit)
        told.append(line)
    return told
