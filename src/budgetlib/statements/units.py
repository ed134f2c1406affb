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


class _Block(NamedTuple):
    """Consecutive rows of a table, the first of which stands for a unit and the others under it."""

    name: str
    """Empty for rows before the first unit."""
    rows: list[list[BudgetLine]]
    numbers: Mapping[AnyMeasure, Number | None]
    """What is printed for the unit itself; empty as long as it is only headed, or its amounts of last year are read."""


def with_units(lines: Sequence[BudgetLine], units: frozenset[str]) -> list[BudgetLine]:
    """The lines of one table with the unit that each row stands for or under; none where all are of one unit.

    `units` are names of units that the document knows, as `bare_unit` gives them. A row that sums up all units of
    the table is of none of them.
    """
    blocks = _blocks([list(run) for _, run in groupby(lines, key=attrgetter("row"))], units)
    wholes = _wholes(blocks)
    told: list[BudgetLine] = []
    unit = ""
    for at, block in enumerate(blocks):
        unit = "" if at in wholes else block.name
        for row in block.rows:
            first = row[0]
            stands = _stands_for_unit(first, units)
            if not stands and first.unit_name:
                unit = first.unit_name
            of_all = first.role is Role.TOTAL
            role = Role.UNIT if stands else first.role
            told += [line._replace(unit_name="" if of_all else unit, role=role) for line in row]
    several = len({line.unit_name for line in told if line.unit_name}) > 1
    return told if several else [line._replace(unit_name="") for line in told]


def _blocks(rows: Sequence[list[BudgetLine]], units: frozenset[str]) -> list[_Block]:
    blocks = [_Block("", [], {})]
    for row in rows:
        first = row[0]
        last = blocks[-1]
        numbers = _own_numbers(row)
        if _stands_for_unit(first, units) and (first.name != last.name or last.numbers):
            blocks.append(_Block(first.name, [row], numbers))
            continue
        last.rows.append(row)
        if last.name and not last.numbers and (first.name in ("", last.name)) and not first.code:
            blocks[-1] = last._replace(numbers=numbers)
    return blocks


def _stands_for_unit(line: BudgetLine, units: frozenset[str]) -> bool:
    named = line.role is Role.ITEM and not line.level and bare_unit(line.name) in units
    return line.role is Role.UNIT or named


def _wholes(blocks: Sequence[_Block]) -> frozenset[int]:
    """Positions of the blocks of all units of the table: what the others add up to, or the only one."""
    heads = [at for at, block in enumerate(blocks) if block.numbers]
    if len(heads) < 2:
        return frozenset(at for at, block in enumerate(blocks) if block.name and len(blocks) == 2)
    rows = (row for block in blocks for row in block.rows if row[0].role is Role.TOTAL)
    printed = [numbers for row in rows if (numbers := _own_numbers(row))][:1]
    amounts, steps = in_steps([*(blocks[at].numbers for at in heads), *printed])
    entries = [Entry(one, Lean.GROUP) for one in amounts[: len(heads)]]
    tree = read_tree(entries, amounts[len(heads) :], steps)
    found: list[int] = []
    depth = 0
    while tree and tree.depths.count(depth) == 1 and tree.sums[tree.depths.index(depth)]:
        found.append(heads[tree.depths.index(depth)])
        depth += 1
    parts = len(heads) - len(found)
    same = len({bare_unit(blocks[at].name) for at in heads}) == 1
    return frozenset(found if printed or parts > 1 or same else ())


def _own_numbers(row: Sequence[BudgetLine]) -> Mapping[AnyMeasure, Number | None]:
    """What a row prints of this year, by measure; empty where it prints nothing."""
    numbers = {
        line.measure: parse_number(line.printed) for line in reversed(row) if line.period in OWN_PERIODS
    }
    return numbers if any(numbers.values()) else {}
