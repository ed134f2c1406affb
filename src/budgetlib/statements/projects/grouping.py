"""What the rows of a project list are: projects, units, groups, totals; and under which unit each stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from budgetlib.accounts import Role
from budgetlib.document import Table
from budgetlib.layouts import vocabulary
from budgetlib.money import is_blank
from budgetlib.statements.columns import Group
from budgetlib.statements.header import is_index_row
from budgetlib.statements.labels import CodeMemory, Label, read_label
from budgetlib.statements.projects.rows import ListRow, amounts_of, is_target
from budgetlib.statements.sums import Amounts, Entry, Lean, Tree, in_steps, read_tree
from budgetlib.statements.table import StatementTable
from budgetlib.statements.units import bare_unit, is_named_like_unit
from budgetlib.text import squash

_GROUPS = vocabulary("grouping", "groups")
_SHORTEST_UNIT_CODE = 3
"""Characters of a code of a unit; shorter ones number groups (1 全额, 2 差额)."""
_MARKERS = frozenset("*＊")
_COUNTED_TWICE = 1.5
"""So many times its printed total a plain list never adds up to, whatever its mistakes."""


class Grouping(NamedTuple):
    """The rows of a list in order, each with its role, and whether they were understood."""

    rows: tuple[ListRow, ...]
    understood: bool
    """False where sums could not be told from projects, so that the projects may hold too much or too little."""


def group_rows(statement: StatementTable, group: Group, units: frozenset[str]) -> Grouping:
    """What each row of a list is. `units` are names of units that the document knows, as `bare_unit` gives them."""
    rows = _rows(statement, group)
    counted = [at for at, row in enumerate(rows) if row.role in (Role.ITEM, Role.UNIT) and row.has_amount]
    leans = _leans(statement.table, [rows[at] for at in counted], group, units)
    printed = [row for row in rows if row.role is Role.TOTAL and row.has_amount]
    amounts, steps = in_steps([row.amounts for row in (*(rows[at] for at in counted), *printed)])
    entries = [Entry(one, lean) for one, lean in zip(amounts, leans, strict=False)]
    totals = _totals(amounts[len(entries) :])
    tree = read_tree(entries, totals, steps)
    for named in (Lean.UNIT, Lean.GROUP) if tree is None and not totals else ():
        outermost = [entry.amounts for entry in entries if entry.lean is named]
        tree = tree or read_tree(entries, [_sum(outermost)] if outermost else [], steps)
    if tree is None:
        sums = tuple(lean in (Lean.UNIT, Lean.GROUP) for lean in leans)
        understood = not any(sums) and not _seems_grouped(entries, totals)
        tree = Tree((0,) * len(entries) if understood else (), sums)
    else:
        understood = all(above for above, lean in zip(tree.sums, leans, strict=True) if lean is Lean.UNIT)
    roles = {
        at: _role_of_sum(rows[at].label, lean) if above or lean is Lean.UNIT else Role.ITEM
        for at, above, lean in zip(counted, tree.sums, leans, strict=True)
    }
    levels = {at: depth + 1 for at, depth in zip(counted, tree.depths, strict=False)}
    told = [
        row._replace(
            role=roles.get(at, row.role), level=levels.get(at, 0 if row.role is Role.TOTAL else None)
        )
        for at, row in enumerate(rows)
    ]
    return Grouping(tuple(_owned(told, group, units, below=tree.below)), understood)


def _rows(statement: StatementTable, group: Group) -> list[ListRow]:
    """The rows that name something, with what their labels alone tell of them."""
    table = statement.table
    memory = CodeMemory()
    filled = statement.filled_down({*group.projects, *group.units})
    rows = []
    for index, row in filled.items():
        if not any(table.rows[index]) or is_index_row(table.rows[index]):
            continue
        label = read_label(row, group, memory)
        if _MARKERS.issuperset(label.name) and not label.unit:
            continue
        by_function = group.projects and group.names and not any(row[at] for at in group.projects)
        role = Role.SUBTOTAL if by_function and label.role is Role.ITEM else label.role
        rows.append(ListRow(index, label, amounts_of(table.rows[index], group), role))
    return rows


def _leans(table: Table, rows: Sequence[ListRow], group: Group, units: frozenset[str]) -> list[Lean]:
    """What names, codes and targets say of rows, before sums are tried."""
    codes = [_unit_code(table.rows[row.at], group) for row in rows]
    of_projects = [_is_marked_project(table.rows[row.at], group) for row in rows]
    printed = [code for code in codes if code]
    heads_coded = 1 < len(printed) == len(set(printed)) < len(codes)  # projects repeat the code of their unit
    some_marked = any(of_projects) and not all(of_projects)
    by_row = bool(group.projects and group.units)  # unit and project stand side by side in every row
    leans = []
    for row, code, marked in zip(rows, codes, of_projects, strict=True):
        named = not by_row and bare_unit(row.label.name) in units
        if row.role is Role.UNIT or named or (heads_coded and len(code) >= _SHORTEST_UNIT_CODE):
            leans.append(Lean.UNIT)
        elif _GROUPS(squash(row.label.name)) or (heads_coded and code):
            leans.append(Lean.GROUP)
        else:
            leans.append(Lean.PROJECT if some_marked and marked else Lean.OPEN)
    return leans


def _unit_code(row: tuple[str, ...], group: Group) -> str:
    return next((squash(row[at]) for at in group.unit_codes if not is_blank(row[at])), "")


def _is_marked_project(row: tuple[str, ...], group: Group) -> bool:
    """Whether a row prints what sums have none of: a target, the number of a project."""
    return any(is_target(row[at]) for at in group.targets) or any(
        not is_blank(row[at]) for at in group.project_codes
    )


def _totals(printed: Sequence[Amounts]) -> list[Amounts]:
    """What the total of the list may be, of the totals that it prints: the first, all together, the largest."""
    return list(dict.fromkeys((printed[0], _sum(printed), max(printed)))) if printed else []


def _sum(amounts: Sequence[Amounts]) -> Amounts:
    return tuple(sum(column) for column in zip(*amounts, strict=True))


def _seems_grouped(entries: Sequence[Entry], totals: Sequence[Amounts]) -> bool:
    """Whether rows of a list that does not add up may sum up others all the same: they come to more than the total.

    By just as much as a row, or by much.
    """
    if not entries or not totals:
        return False
    rows = [entry.amounts[0] for entry in entries]
    whole = totals[0][0]
    return sum(rows) - whole in rows or sum(rows) > _COUNTED_TWICE * whole


def _role_of_sum(label: Label, lean: Lean) -> Role:
    """Whether a row that sums up others, or is no project anyhow, stands for a unit or for a group."""
    if lean is Lean.GROUP:
        return Role.GROUP
    return Role.UNIT if lean is Lean.UNIT or is_named_like_unit(label.name) else Role.GROUP


def _owned(rows: Sequence[ListRow], group: Group, units: frozenset[str], *, below: bool) -> list[ListRow]:
    """The rows with the unit that each stands under: named in the row, by a sum around it, by a heading before it."""
    owned: list[ListRow] = []
    around: list[tuple[int, str]] = []
    heading = ""
    for row in reversed(rows) if below else rows:
        name = row.label.name
        if row.role is Role.UNIT:
            level = row.level or 1
            around = [(at, unit) for at, unit in around if at < level]
            around.append((level, name))
            unit = name
        elif row.label.unit and row.label.unit != name:
            unit = heading = row.label.unit
        else:
            if row.level is not None:
                around = [(at, unit) for at, unit in around if at < row.level]
            unit = around[-1][1] if around else heading
            if not row.has_amount and (bare_unit(name) in units or is_named_like_unit(name)):
                unit = heading = name
                around = []
        owned.append(row._replace(unit=unit if row.role != Role.TOTAL else ""))
    return owned[::-1] if below else owned
