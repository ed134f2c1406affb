"""What each column of a statement holds: a label, or an amount with its measure, period and side."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace

from budgetlib.accounts import FUNDS, AnyMeasure, Measure, Period, Side, measure_of
from budgetlib.document import Table
from budgetlib.money import is_blank, parse_number
from budgetlib.statements.header import Header, label_role
from budgetlib.statements.words import GENERIC, LABELS, MEASURES, PERIODS
from budgetlib.text import remembered, squash

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|预算|决算|执行|$)")
_INCOME = re.compile(
    r"(?:\d{4}年)?(?:本年|当年|财政拨款|部门|预算|国有资本经营预算|政府性基金预算)?(?:预算|决算)?收入(?:预算|决算|情况|来源|项目)?"
)
_EXPENDITURE = re.compile(
    r"(?:\d{4}年)?(?:本年|当年|财政拨款|部门|预算|国有资本经营预算|政府性基金预算)?(?:预算|决算)?支出(?:预算|决算|情况|用途|项目)?"
)
_QUALIFIERS = frozenset(
    (
        Measure.CARRYOVER, Measure.PROCUREMENT, Measure.ABROAD, Measure.RECEPTION, Measure.VEHICLE,
        Measure.VEHICLE_PURCHASE, Measure.VEHICLE_OPERATION, Measure.MEETING, Measure.TRAINING, Measure.OPERATING_COST,
    )
)  # fmt: skip
"""Measures further out that make a fund further in something else: carry-over from general_public funds."""
_PARTS = frozenset((Measure.BASIC, Measure.PROJECT, Measure.PERSONNEL, Measure.PUBLIC))
"""Measures that are parts of the spending of whatever fund stands further out."""
_NOT_SPENT = (Measure.CURRENT_INCOME, Measure.CARRYOVER, Measure.CARRYOVER_OUT)
"""What may stand further out and hold the same parts as spending."""
_CODES = ("code", "code_class", "code_group", "code_item")
_SAMPLE = 40
_YEAR_PREFIX = re.compile(r"^(?:19|20)\d\d年?(?:度)?")


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts."""

    index: int
    measure: AnyMeasure
    period: Period
    header: str
    leaf: str


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
            told = path[1:] if len(path) > 1 and path[0] in outer else path
            amount = _amount_column(index, path, told, year, final=final, has_both=has_both)
            if _holds_amounts(table, header.body, stop, index):
                group.amounts.append(amount)
                group.side = group.side or _side(path)
            else:
                group.others.append(index)
                group.words.append(index)
            continue
        if group.amounts and role not in ("index", "note", "target", "project_code"):
            group = Group()
            groups.append(group)
        group.side = group.side or _side(path)
        _add_label(group, role, index)
    for group in groups:
        _part_classifications(group)
        _part_projects(group, header)
        if not group.has_labels:
            group.names = group.words[:1]  # what has words must be what the amounts are of
        group.amounts = _told_apart(group.amounts)
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


def _part_classifications(group: Group) -> None:
    """Codes that follow the name of the first classification belong to the second one."""
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


def _told_apart(columns: list[AmountColumn]) -> list[AmountColumn]:
    """Says of 基本支出, 项目支出, 人员 and 公用 what they are parts of, where they aren't parts of all that is spent.

    Below 一般公共预算 they are that fund's where other columns hold other funds; below 本年收入 or 年末结转 they are no
    spending at all.
    """
    outer = [{MEASURES(part) for part in column.header.split(" / ")[:-1]} for column in columns]
    funds = [
        next((named for part in column.header.split(" / ") if (named := _alone(part)) in FUNDS), None)
        for column in columns
    ]
    several = len({fund for fund in funds if fund} - {Measure.FISCAL}) > 1
    told = []
    for column, around, fund in zip(columns, outer, funds, strict=True):
        whole = next((named for named in _NOT_SPENT if named in around), fund if several else None)
        if whole and isinstance(column.measure, Measure) and column.measure in _PARTS:
            column = replace(column, measure=measure_of(column.measure, whole))
        told.append(column)
    return told


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


def _amount_column(
    index: int,
    path: tuple[str, ...],
    told: tuple[str, ...],
    year: int | None,
    *,
    final: bool,
    has_both: bool,
) -> AmountColumn:
    """The column under a header path, of which `told` is the part that tells it from the others."""
    measure = _measure(told)
    period = _period(path, year, final=final, has_both=has_both)
    if isinstance(measure, Period):
        outer = _measure(told[:-1]) if len(told) > 1 else Measure.TOTAL
        period = measure
        measure = Measure.TOTAL if isinstance(outer, Period) or outer is Measure.OTHER else outer
    return AmountColumn(index, measure, period, " / ".join(path), path[-1])


def _alone(word: str) -> Measure | None:
    """The measure that a word of a header names by itself."""
    named = MEASURES(word)
    return named if isinstance(named, Measure) else None


def _measure(path: tuple[str, ...]) -> AnyMeasure | Period:
    """The measure that a header path names, or the change; `total` where it only says that it is an amount."""
    found: Measure | Period | None = None
    for depth in range(len(path) - 1, -1, -1):
        part = _without_year(path[depth]) or path[depth]
        if depth == len(path) - 1 and part.startswith("其中") and len(part) > len("其中:"):
            part = part.removeprefix("其中").lstrip(":")
            if MEASURES(part) is None:
                return Measure.OF_WHICH
        named = MEASURES(part)
        if named is None or (found is not None and named is Period.CHANGE):
            continue
        if found is None:
            found = named
        elif (
            isinstance(named, Measure)
            and named in _QUALIFIERS
            and isinstance(found, Measure)
            and found in FUNDS
        ):
            if found is Measure.GENERAL_PUBLIC and named is not Measure.CARRYOVER:
                return named
            return measure_of(named, found)
    if found is not None:
        return found
    known = any(GENERIC(part) or PERIODS(part) for part in path) or _side(path)
    return Measure.TOTAL if known else Measure.OTHER


def _period(path: tuple[str, ...], year: int | None, *, final: bool, has_both: bool) -> Period:
    own = Period.FINAL if final else Period.CURRENT
    for part in reversed(path):
        match = _YEAR.search(part)
        if match and year is not None and int(match[0]) == year - 1:
            return Period.PRIOR
        if PERIODS(part) is Period.PRIOR:
            return Period.PRIOR
    if final and has_both:
        for part in reversed(path):
            named = PERIODS(_without_year(part))
            if named in (Period.BUDGET, Period.FINAL):
                return named
    return own


def _budget_and_final(table: Table, header: Header) -> bool:
    """Whether the table holds budget and final account: in its header, as the titles of its parts, or as rows.

    A final account that calls only some of its columns 预算数 means the others to be its own.
    """
    amounts = [path for path in header.paths if path and _label_role(path) is None]
    periods = [{PERIODS(_without_year(part)) for part in path} for path in amounts]
    words = {squash(row[0]) for row in table.rows if row[0] and not any(row[1:])}
    found = set().union(*periods, {PERIODS(_without_year(word)) for word in words})
    some = any(Period.BUDGET in one for one in periods) and not all(Period.BUDGET in one for one in periods)
    return Period.BUDGET in found and (Period.FINAL in found or some)


def _side(path: tuple[str, ...]) -> Side:
    return next(filter(None, map(_side_of_word, path[:2])), Side.NONE)


@remembered
def _side_of_word(part: str) -> Side:
    if _INCOME.fullmatch(part):
        return Side.INCOME
    return Side.EXPENDITURE if _EXPENDITURE.fullmatch(part) else Side.NONE


@remembered
def _without_year(part: str) -> str:
    return _YEAR_PREFIX.sub("", part)


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
