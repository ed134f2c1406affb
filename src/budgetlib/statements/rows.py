"""The rows of a statement as budget lines: one per cell that can hold an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from budgetlib.accounts import AnyItem, CarryoverOf, Item, Kind, Period, Role, Side
from budgetlib.disclosure import BudgetLine, Note
from budgetlib.document import Place
from budgetlib.money import is_blank, parse_number, to_yuan
from budgetlib.statements.columns import Group
from budgetlib.statements.counts import is_count
from budgetlib.statements.header import is_index_row
from budgetlib.statements.labels import CodeMemory, Label, read_label
from budgetlib.statements.table import StatementTable
from budgetlib.statements.words import MEASURES, PERIODS, named_item
from budgetlib.text import remembered, squash

_STARTS_EXPENDITURE = ("支出", "本年支出", "一般公共服务支出")
_STARTS_INCOME = ("收入", "本年收入")
_PERIOD_NAME = re.compile(r"(?:((?:19|20)\d\d)年?(?:度)?)?(.{1,8})")
_FUND_ITEMS = frozenset(
    (
        Item.GENERAL_PUBLIC, Item.GOVERNMENT_FUND, Item.STATE_CAPITAL, Item.SPECIAL_ACCOUNT, Item.UNIT_FUNDS,
        Item.FISCAL,
    )
)  # fmt: skip
"""What may be listed below 上年结转 as the parts of it."""
_SHARED_ITEMS = frozenset((Item.TOTAL, Item.CURRENT, Item.CARRYOVER_OUT))
_IDENTITY = attrgetter(
    "row", "side", "code", "name", "counterpart_code", "counterpart_name", "measure", "period"
)
"""What tells an amount of a table from all others."""
_NO_LABEL = Label("", "", None, Role.ITEM, "", "", "", None)
"""The label of a table that prints nothing: one blank line per column says that it is there."""


class _Row(NamedTuple):
    """A row of amounts and what it is the row of."""

    at: int
    side: Side
    item: AnyItem
    label: Label


def read_rows(statement: StatementTable) -> tuple[list[BudgetLine], list[Note]]:
    """Budget lines of a statement and notes on cells that hold words instead of amounts.

    Rows without a label and without an amount are left out. A blank cell is a line whose `blank` is true.
    """
    lines: list[BudgetLine] = []
    notes: list[Note] = []
    labels: dict[int, Label] = {}
    for group in statement.groups:
        rows = list(_rows(statement, group, labels))
        found = [line for row in rows for line in _lines(statement, group, row)]
        notes += (_unreadable(line) for line in found if line.amount_yuan is None and not line.blank)
        if not found:
            found = _nothing_printed(statement, group)
        elif _is_two_sided(statement):
            found = _settle_totals(found)
        lines += found
    return _with_repetition(lines), notes


def _rows(statement: StatementTable, group: Group, labels: dict[int, Label]) -> Iterator[_Row]:
    """The rows that have a label or an amount in a group of columns. `labels` holds those of the groups before."""
    memory = CodeMemory()
    periods = _periods_of_rows(statement, group)
    stacked = _is_stacked(statement)
    side = _first_side(statement, group)
    carried = False
    for index in range(statement.body, statement.stop):
        row = statement.table.rows[index]
        if not any(row) or is_index_row(row):
            continue
        label = read_label(row, group, memory, statement.year)
        if index in periods:
            label = label._replace(period=periods[index])
        if not label.name and not label.code and _is_shared(labels.get(index), statement.kind, side):
            label = labels[index]  # printed once, on the left, for what stands on the right too
        labels[index] = label
        if not label.name and not label.code and all(is_blank(row[one.index]) for one in group.amounts):
            continue
        if stacked:
            side = _stacked_side(label, side)
        if statement.kind.about.counts and is_count(squash(label.name)):
            continue
        item = _item(statement.kind, side, label)
        if side is Side.INCOME and carried and isinstance(item, Item) and item in _FUND_ITEMS:
            item = CarryoverOf(item)
        carried = carried or item is Item.CARRYOVER_IN
        yield _Row(index, side, item, label)


def _is_two_sided(statement: StatementTable) -> bool:
    return len(statement.kind.about.sides) > 1


def _is_stacked(statement: StatementTable) -> bool:
    """Whether income stands above expenditure instead of beside it."""
    return _is_two_sided(statement) and not any(group.side is Side.EXPENDITURE for group in statement.groups)


def _first_side(statement: StatementTable, group: Group) -> Side:
    """The side that the first row of a group stands on."""
    if _is_stacked(statement):
        return Side.INCOME
    return group.side if _is_two_sided(statement) else next(iter(statement.kind.about.sides), Side.NONE)


def _periods_of_rows(statement: StatementTable, group: Group) -> dict[int, Period]:
    """The periods of rows by index where rows are periods: 预算数 above 决算数, 2023年预算数 above 2024年预算数."""
    found: dict[int, Period] = {}
    year = statement.year
    own_year = False
    for index in range(statement.body, statement.stop) if group.names else ():
        printed, named = _period_named(squash(statement.table.rows[index][group.names[0]]))
        if printed is not None and year is not None and printed == year - 1:
            found[index] = Period.PRIOR
        elif named is not None and named is not Period.CURRENT:
            found[index] = named
        own_year = own_year or named is Period.CURRENT or (printed is not None and printed == year)
    periods = set(found.values())
    if {Period.BUDGET, Period.FINAL} <= periods:
        return found
    return (
        {index: one for index, one in found.items() if one is not Period.BUDGET}
        if Period.PRIOR in periods and own_year
        else {}
    )


@remembered
def _period_named(name: str) -> tuple[int | None, Period | None]:
    """The year and the period that the name of a row tells, None for what it does not."""
    match = _PERIOD_NAME.fullmatch(name)
    if match is None:
        return None, None
    named = PERIODS(match[2]) or MEASURES(match[2])
    return int(match[1]) if match[1] else None, named if isinstance(named, Period) else None


def _settle_totals(lines: list[BudgetLine]) -> list[BudgetLine]:
    """Where no row is called 总计, the last of several 合计 is it: 收入合计 below 本年收入合计 and 上年结转."""
    rows = list(dict.fromkeys(line.row for line in lines if line.item is Item.CURRENT))
    if len(rows) < 2 or any(line.item is Item.TOTAL for line in lines):
        return lines
    return [
        line._replace(item=Item.TOTAL, level=0)
        if line.item is Item.CURRENT and line.row == rows[-1]
        else line
        for line in lines
    ]


def _lines(statement: StatementTable, group: Group, row: _Row) -> Iterator[BudgetLine]:
    """A row's lines, one per column of amounts."""
    table, label, index = statement.table, row.label, row.at
    for column in group.amounts:
        printed = table.rows[index][column.index]
        number = parse_number(printed) if printed else None
        unit = "%" if column.period is Period.CHANGE_PERCENT else column.unit or statement.money_unit
        amount = None
        if number is not None:
            amount = number.value if unit == "%" else to_yuan(number, unit)
        # fmt: off
        yield BudgetLine(
            statement.kind, row.side, label.code, label.name, row.item, label.level, column.measure,
            label.period or column.period, amount, printed, number is None and is_blank(printed), unit,
            0 if number is None else number.decimals, table.pages[index], table.lines[index], table.number, index + 1,
            column.index + 1, column.header, label.role, label.counterpart_code, label.counterpart_name, False, unit_name=label.unit,
        )
        # fmt: on


def _nothing_printed(statement: StatementTable, group: Group) -> list[BudgetLine]:
    """One blank line per column, which says that the table is there: nothing below the header, or no row at all."""
    row = _Row(min(statement.body, statement.stop - 1), _first_side(statement, group), Item.NONE, _NO_LABEL)
    return [
        line._replace(amount_yuan=None, printed="", blank=True, decimals=0)
        for line in _lines(statement, group, row)
    ]


def _with_repetition(lines: Sequence[BudgetLine]) -> list[BudgetLine]:
    """The lines of a table, those marked that print once more what another line of the row says."""
    keys = list(map(_IDENTITY, lines))
    if len(set(keys)) == len(keys):
        return list(lines)
    holders: dict[tuple[object, ...], BudgetLine] = {}
    for key, line in zip(keys, lines, strict=True):
        known = holders.get(key)
        if known is None or (known.amount_yuan is None and line.amount_yuan is not None):
            holders[key] = line
    return [
        line if holders[key] is line else line._replace(repeated=True)
        for key, line in zip(keys, lines, strict=True)
    ]


def _unreadable(line: BudgetLine) -> Note:
    """A note on a cell that holds words where an amount is expected."""
    return Note(
        kind="cell.unreadable",
        message=f"金额栏“{line.header.rpartition(' / ')[2]}”里写的不是数字：“{line.printed[:40]}”",
        expected=None,
        actual=None,
        place=Place(line.page, line.line, line.table, line.row, line.column),
        detail={"statement": line.statement.value, "name": line.name, "printed": line.printed},
    )


def _is_shared(label: Label | None, kind: Kind, side: Side) -> bool:
    """Whether a label to the left can be meant for this side too: a total, printed once for all."""
    return label is not None and (label.role is Role.TOTAL or _item(kind, side, label) in _SHARED_ITEMS)


def _stacked_side(label: Label, side: Side) -> Side:
    """In a table with income above expenditure, the side changes where a row says so."""
    text = squash(label.name)
    if text.startswith(_STARTS_EXPENDITURE):
        return Side.EXPENDITURE
    return Side.INCOME if text.startswith(_STARTS_INCOME) else side


def _item(kind: Kind, side: Side, label: Label) -> AnyItem:
    return named_item(kind, side, squash(label.name))
