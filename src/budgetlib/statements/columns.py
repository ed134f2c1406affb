"""What each column of a statement holds: a label, or an amount with its measure, period and side."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from budgetlib.accounts import Period, Side
from budgetlib.document import Table
from budgetlib.money import is_blank, parse_number
from budgetlib.statements.amounts import AmountColumn, amount_column, period_of, told_apart, without_year
from budgetlib.statements.header import Header, label_role
from budgetlib.statements.words import LABELS, PERIODS
from budgetlib.text import remembered, squash

_INCOME = re.compile(
    r"(?:\d{4}年)?(?:本年|当年|财政拨款|部门|预算|国有资本经营预算|政府性基金预算)?(?:预算|决算)?收入(?:预算|决算|情况|来源|项目)?"
)
_EXPENDITURE = re.compile(
    r"(?:\d{4}年)?(?:本年|当年|财政拨款|部门|预算|国有资本经营预算|政府性基金预算)?(?:预算|决算)?支出(?:预算|决算|情况|用途|项目)?"
)
_CODES = ("code", "code_class", "code_group", "code_item")
_SAMPLE = 40


@dataclass(slots=True)
class Group:
    """Columns that belong together: the labels of a row and its amounts. A 收支总表 has two or more groups."""

    side: Side = Side.NONE
    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    projects: list[int] = field(default_factory=list)
    project_codes: list[int] = field(default_factory=list)
    counterpart_codes: list[int] = field(default_factory=list)
    counterpart_names: list[int] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    unit_codes: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    """Columns that label no row: numbers of rows, remarks, and `words` under headers that are not known."""
    words: list[int] = field(default_factory=list)
    amounts: list[AmountColumn] = field(default_factory=list)

    @property
    def has_labels(self) -> bool:
        """Whether any column labels the rows."""
        return bool(self.codes or self.names or self.units or self.projects)


def read_columns(table: Table, header: Header, stop: int, year: int | None, *, final: bool) -> list[Group]:
    """The groups of columns of a region, in order. Groups without amounts are left out.

    `year` is the year of the disclosure, which tells this year's columns from the year before; `final` says that
    it is a final account.
    """
    has_both = _budget_and_final(table, header)
    outer = _common_roots(header)
    groups = [Group()]
    for index, path in enumerate(header.paths):
        if not path:
            continue
        role = _label_role(path)
        group = groups[-1]
        if role is None:
            if _holds_amounts(table, header.body, stop, index):
                told = path[1:] if len(path) > 1 and path[0] in outer else path
                period = period_of(path, year, final=final, has_both=has_both)
                group.amounts.append(amount_column(index, path, period, told=told, sided=bool(_side(told))))
                group.side = group.side or _side(path)
                continue
            if group.amounts and path[0] in outer and _side(path) not in (Side.NONE, group.side):
                group = Group(_side(path))  # the words of the other side label it, whatever they are headed
                groups.append(group)
            group.others.append(index)
            group.words.append(index)
            continue
        if group.amounts and role not in ("index", "note", "target", "project_code"):
            group = Group()
            groups.append(group)
        group.side = group.side or _side(path)
        _add_label(group, role, index)
    for group in groups:
        _part_classifications(group, header)
        _part_projects(group, header)
        if not group.has_labels:
            group.names = group.words[:1]  # what has words must be what the amounts are of
        group.amounts = told_apart(group.amounts)
    kept = [group for group in groups if group.amounts]
    _lend_labels(kept)
    if len(kept) > 1 and not any(group.side for group in kept):
        for group in kept:
            group.side = _side_of_rows(table, header.body, stop, group)
    return kept


def _side_of_rows(table: Table, body: int, stop: int, group: Group) -> Side:
    """The side that the labels of a group speak of, where no header says it; empty where they speak of both."""
    named = [squash(table.rows[index][at]) for index in range(body, stop) for at in group.names[:1]]
    income, spending = (sum(name.endswith(word) for name in named) for word in ("收入", "支出"))
    if bool(income) == bool(spending):
        return Side.NONE
    return Side.INCOME if income else Side.EXPENDITURE


def _common_roots(header: Header) -> frozenset[str]:
    """Outermost words that tell no column from another: the sides, and what stands above all amounts."""
    amounts = [path for path in header.paths if path and _label_role(path) is None]
    sides = {path[0] for path in header.paths if path and _side(path[:1])}
    found: set[str] = set()
    if {_side((word,)) for word in sides} == {Side.INCOME, Side.EXPENDITURE} and _labels_stand_below(header):
        found |= sides
    roots = {path[0] for path in amounts if len(path) > 1}
    if len(roots) == 1 and len(amounts) > 1 and all(len(path) > 1 for path in amounts):
        found |= roots
    return frozenset(found)


def _labels_stand_below(header: Header) -> bool:
    """Whether the sides of the table stand above its labels, as in 收支总表."""
    return any(_label_role(path) is not None and _side(path[:1]) for path in header.paths if len(path) > 1)


def _part_classifications(group: Group, header: Header) -> None:
    """Codes that follow the name of the first classification belong to the second one; alone it is the first.

    In lists of purchases two classifications without names may follow: that of government is the second one.
    """
    if group.codes and group.names and not group.counterpart_names:
        later = [at for at in group.codes if at > group.names[0] > group.codes[0]]
        group.codes = [at for at in group.codes if at not in later]
        group.counterpart_codes += [at for at in later if any("政府" in part for part in header.paths[at])]
        group.others += [at for at in later if at not in group.counterpart_codes]
    if group.counterpart_names and not group.has_labels:
        group.names, group.counterpart_names = group.counterpart_names, []
        group.codes, group.counterpart_codes = group.counterpart_codes, []
    if group.counterpart_names and group.names:
        later = [index for index in group.codes if index > group.names[0]]
        group.codes = [index for index in group.codes if index not in later]
        group.counterpart_codes = [*group.counterpart_codes, *later]


def _part_projects(group: Group, header: Header) -> None:
    """项目名称 beside 科目名称 names projects; alone it may name anything."""
    named = [index for index in group.names if header.paths[index][-1] == "项目名称"]
    if named and len(group.names) > len(named) and not group.projects:
        group.projects = named
        group.names = [index for index in group.names if index not in named]


def _lend_labels(groups: list[Group]) -> None:
    """A group whose labels stand in an earlier group (合计 in the middle of a header) shares them."""
    for before, group in itertools.pairwise(groups):
        if not group.has_labels and not group.side:
            group.codes, group.names = before.codes, before.names
            group.units, group.projects = before.units, before.projects


def _label_role(path: tuple[str, ...]) -> str | None:
    leaf = path[-1]
    role = label_role(leaf)
    if role is None:
        return LABELS(path[-2]) if len(path) > 1 and leaf == "栏次" else None
    if role == "code" and any(LABELS(part) == "counterpart_name" or "政府" in part for part in path):
        return "counterpart_code"
    if role == "name" and any("政府" in part and "经济" in part for part in path):
        return "counterpart_name"
    return role


def _add_label(group: Group, role: str, index: int) -> None:
    target = {
        "name": group.names,
        "unit_name": group.units,
        "project_name": group.projects,
        "project_code": group.project_codes,
        "counterpart_code": group.counterpart_codes,
        "counterpart_name": group.counterpart_names,
        "year": group.years,
        "unit_code": group.unit_codes,
        "target": group.targets,
        "index": group.others,
        "note": group.others,
    }.get(role)
    if role in _CODES:
        target = group.codes
    if role == "level_name":
        group.names.insert(0, index)
    if target is not None:
        target.append(index)


def _budget_and_final(table: Table, header: Header) -> bool:
    """Whether the table holds budget and final account: in its header, as the titles of its parts, or as rows.

    A final account that calls only some of its columns 预算数 means the others to be its own.
    """
    amounts = [path for path in header.paths if path and _label_role(path) is None]
    periods = [{_version(part) for part in path} for path in amounts]
    words = {squash(row[0]) for row in table.rows if row[0] and not any(row[1:])}
    found = set().union(*periods, {_version(word) for word in words})
    some = any(Period.BUDGET in one for one in periods) and not all(Period.BUDGET in one for one in periods)
    return Period.BUDGET in found and (Period.FINAL in found or some)


def _version(word: str) -> Period | None:
    named = PERIODS(without_year(word))
    return Period.BUDGET if named is Period.ADJUSTED else named


def _side(path: tuple[str, ...]) -> Side:
    return next(filter(None, map(_side_of_word, path[:2])), Side.NONE)


@remembered
def _side_of_word(part: str) -> Side:
    if _INCOME.fullmatch(part):
        return Side.INCOME
    return Side.EXPENDITURE if _EXPENDITURE.fullmatch(part) else Side.NONE


def _holds_amounts(table: Table, body: int, stop: int, index: int) -> bool:
    """Whether a column can be one of amounts: no more words than numbers in its first filled cells."""
    numbers = words = 0
    for row in table.rows[body : min(stop, body + _SAMPLE)]:
        cell = row[index]
        if not cell:
            continue
        if parse_number(cell) is not None:
            numbers += 1
        elif not is_blank(cell):
            words += 1
    return numbers >= words
