"""Whose row it is: which rows stand for a unit, and under which unit the others stand, in tables that list several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from budgetlib.accounts import OWN_PERIODS, AnyMeasure, Role
from budgetlib.disclosure import BudgetLine
from budgetlib.layouts import vocabulary
from budgetlib.money import Number, parse_number
from budgetlib.statements.sums import Entry, Lean, in_steps, read_tree
from budgetlib.text import remembered, squash

_SCOPE = re.compile(r"\((?:部门|本级|单位|机关|汇总|本部)\)$")
_ORGANS = vocabulary("grouping", "units")


def bare_unit(name: str) -> str:
    """A unit's name without the note on its scope: 组织部（部门） and 组织部 are one."""
    return _SCOPE.sub("", squash(name))


def bare_units(names: Iterable[str | None]) -> frozenset[str]:
    """The names as `bare_unit` gives them, those that are given."""
    return frozenset(bare_unit(name) for name in names if name)


@remembered
def is_named_like_unit(name: str) -> bool:
    """Whether a row is called what units are called (某某局, 某某中心), whoever they are."""
    return _ORGANS(squash(name)) is not None


class _Row(NamedTuple):
    """The lines of one row."""

    lines: list[BudgetLine]
    stands_for_unit: bool


def with_units(lines: Sequence[BudgetLine], units: frozenset[str]) -> list[BudgetLine]:
    """The lines of one table with the unit that each row stands for or under; none where all are of one unit.

    `units` are names of units that the document knows, as `bare_unit` gives them. A row that sums up all units of
    the table is of none of them.
    """
    rows = [_row(list(run), units) for _, run in groupby(lines, key=attrgetter("row"))]
    wholes = _wholes(rows)
    told: list[BudgetLine] = []
    last, unit = "", ""
    for at, row in enumerate(rows):
        first = row.lines[0]
        if row.stands_for_unit:
            goes_on = first.name == last and not any(_own_numbers(row).values())  # its amounts of last year
            unit = "" if at in wholes else unit if goes_on else first.name
            last = first.name
        elif first.unit_name:
            unit = first.unit_name
        role = Role.UNIT if row.stands_for_unit else first.role
        told += [line._replace(unit_name="" if role is Role.TOTAL else unit, role=role) for line in row.lines]
    several = len({line.unit_name for line in told if line.unit_name}) > 1
    return told if several else [line._replace(unit_name="") for line in told]


def _row(lines: list[BudgetLine], units: frozenset[str]) -> _Row:
    first = lines[0]
    named = first.role is Role.ITEM and not first.level and bare_unit(first.name) in units
    return _Row(lines, first.role is Role.UNIT or named)


def _wholes(rows: Sequence[_Row]) -> frozenset[int]:
    """Positions of the rows of units that stand for all units of the table: what the others add up to, or the only one."""
    heads = [at for at, row in enumerate(rows) if row.stands_for_unit and any(_own_numbers(row).values())]
    if len(heads) < 2:
        return frozenset(heads)
    printed = [row for row in rows if row.lines[0].role is Role.TOTAL and any(_own_numbers(row).values())][:1]
    amounts, steps = in_steps([_own_numbers(row) for row in (*(rows[at] for at in heads), *printed)])
    entries = [Entry(one, Lean.GROUP) for one in amounts[: len(heads)]]
    tree = read_tree(entries, amounts[len(heads) :], steps)
    found: list[int] = []
    depth = 0
    while tree and tree.depths.count(depth) == 1 and tree.sums[tree.depths.index(depth)]:
        found.append(heads[tree.depths.index(depth)])
        depth += 1
    parts = len(heads) - len(found)
    same = len({bare_unit(rows[at].lines[0].name) for at in heads}) == 1
    return frozenset(found if printed or parts > 1 or same else ())


def _own_numbers(row: _Row) -> Mapping[AnyMeasure, Number | None]:
    """What a row prints of this year, by measure."""
    return {
        line.measure: parse_number(line.printed) for line in reversed(row.lines) if line.period in OWN_PERIODS
    }
