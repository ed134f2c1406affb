"""The rows of a statement as budget lines: one per cell that can hold an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetlib.disclosure import BudgetLine, Note
from budgetlib.document import Table
from budgetlib.layouts import Vocabulary, vocabulary
from budgetlib.money import is_blank, parse_number, to_yuan
from budgetlib.statements.columns import AmountColumn, Group
from budgetlib.statements.counts import is_count
from budgetlib.statements.header import is_index_row
from budgetlib.statements.labels import CodeMemory, Label, read_label
from budgetlib.text import remembered, squash

_ITEMS: dict[str, str] = {
    "three_public": "three_public",
    "operating_cost": "three_public",
    "operation": "operation",
    "procurement": "procurement",
    "general_basic": "basic",
    "fiscal_basic": "basic",
    "income": "income",
    "expenditure": "expenditure",
}
"""Statements with one side -> the vocabulary of rows that they know."""
_TWO_SIDED = frozenset(("summary", "fiscal_summary", "state_capital"))
_ONE_SIDED = {
    "income": "income",
    "fund_income": "income",
}
_PERIODS = vocabulary("columns", "periods")
_MEASURES = vocabulary("columns", "measures")
_PERIOD_NAME = re.compile(r"(?:((?:19|20)\d\d)年?(?:度)?)?(.{1,8})")
_CHANGES = ("change", "change_percent")
_DEFAULT_UNIT = "万元"
_FUND_ITEMS = frozenset(
    ("general_public", "government_fund", "state_capital", "special_account", "unit_funds", "fiscal")
)
_SHARED_ITEMS = frozenset(("total", "current", "carryover_out"))
_NO_LABEL = Label("", "", None, "item", "", "", "", None)
"""The label of a table that prints nothing: one blank line per column says that it is there."""


def read_rows(
    kind: str,
    table: Table,
    body: int,
    stop: int,
    groups: Sequence[Group],
    money_unit: str | None,
    year: int | None,
) -> tuple[list[BudgetLine], list[Note]]:
    """Budget lines of rows `body` to `stop` (exclusive) and notes on cells that hold words instead of amounts.

    Rows without a label and without an amount are left out. A blank cell is a line whose `blank` is true.
    """
    lines: list[BudgetLine] = []
    notes: list[Note] = []
    unit = money_unit or _DEFAULT_UNIT
    stacked = kind in _TWO_SIDED and not any(group.side == "expenditure" for group in groups)
    labels: dict[int, Label] = {}
    for group in groups:
        memory = CodeMemory()
        periods = _periods_of_rows(table, body, stop, group, year)
        side = "income" if stacked else group.side if kind in _TWO_SIDED else _ONE_SIDED.get(kind, "")
        carried = False
        first_line = len(lines)
        for index in range(body, stop):
            row = table.rows[index]
            if not any(row) or is_index_row(row):
                continue
            label = read_label(row, group, memory, year)
            if index in periods:
                label = label._replace(period=periods[index])
            if not label.name and not label.code and _is_shared(labels.get(index), kind, side):
                label = labels[index]  # printed once, on the left, for what stands on the right too
            labels[index] = label
            if not label.name and not label.code and all(is_blank(row[one.index]) for one in group.amounts):
                continue
            if stacked:
                side = _stacked_side(label, side)
            item = _item(kind, side, label)
            if item == "counted" or (kind == "operation" and is_count(squash(label.name))):
                continue
            if side == "income" and carried and item in _FUND_ITEMS:
                item = f"carryover_{item}"
            carried = carried or item == "carryover_in"
            _add(lines, notes, kind, side, label, item, group, table, index, unit)
        if kind in _TWO_SIDED:
            lines[first_line:] = _settle_totals(lines[first_line:])
        if len(lines) == first_line:
            # Nothing below the header, or no row at all: one blank line per column says that the table is there.
            _add(lines, [], kind, side, _NO_LABEL, "", group, table, min(body, stop - 1), unit)
            lines[first_line:] = (
                line._replace(amount_yuan=None, printed="", blank=True, decimals=0)
                for line in lines[first_line:]
            )
    return lines, notes


def _periods_of_rows(table: Table, body: int, stop: int, group: Group, year: int | None) -> dict[int, str]:
    """The periods of rows by index where rows are periods: 预算数 above 决算数, 2023年预算数 above 2024年预算数."""
    found: dict[int, str] = {}
    own_year = False
    for index in range(body, stop) if group.names else ():
        printed, named = _period_named(squash(table.rows[index][group.names[0]]))
        if printed is not None and year is not None and printed == year - 1:
            found[index] = "prior"
        elif named is not None and named != "current":
            found[index] = named
        own_year = own_year or named == "current" or (printed is not None and printed == year)
    periods = set(found.values())
    if {"budget", "final"} <= periods:
        return found
    return (
        {index: one for index, one in found.items() if one != "budget"}
        if "prior" in periods and own_year
        else {}
    )


@remembered
def _period_named(name: str) -> tuple[int | None, str | None]:
    """The year and the period that the name of a row tells, None for what it does not."""
    match = _PERIOD_NAME.fullmatch(name)
    if match is None:
        return None, None
    named = _PERIODS(match[2]) or (_MEASURES(match[2]) if _MEASURES(match[2]) in _CHANGES else None)
    return int(match[1]) if match[1] else None, named


def _settle_totals(lines: list[BudgetLine]) -> list[BudgetLine]:
    """Where no row is called 总计, the last of several 合计 is it: 收入合计 below 本年收入合计 and 上年结转."""
    rows = list(dict.fromkeys(line.row for line in lines if line.item == "current"))
    if len(rows) < 2 or any(line.item == "total" for line in lines):
        return lines
    return [
        line._replace(item="total", level=0) if line.item == "current" and line.row == rows[-1] else line
        for line in lines
    ]


def _add(
    lines: list[BudgetLine],
    notes: list[Note],
    kind: str,
    side: str,
    label: Label,
    item: str,
    group: Group,
    table: Table,
    index: int,
    unit: str,
) -> None:
    """Adds a row's lines, one per column of amounts."""
    row = table.rows[index]
    for column in group.amounts:
        printed = row[column.index]
        number = parse_number(printed) if printed else None
        cell_unit = "%" if column.period == "change_percent" else unit
        amount = None
        if number is not None:
            amount = number.value if cell_unit == "%" else to_yuan(number, unit)
        blank = number is None and is_blank(printed)
        if number is None and not blank:
            notes.append(_unreadable(kind, label, column, table, index))
        # fmt: off
        lines.append(BudgetLine(
            kind, side, label.code, label.name, item, label.level, column.measure, label.period or column.period,
            amount, printed, blank, cell_unit, 0 if number is None else number.decimals,
            table.pages[index], table.lines[index], table.number, index + 1, column.index + 1, column.header,
            label.role, label.counterpart_code, label.counterpart_name, False,
        ))
        # fmt: on


def _unreadable(kind: str, label: Label, column: AmountColumn, table: Table, index: int) -> Note:
    printed = table.rows[index][column.index]
    return Note(
        kind="cell.unreadable",
        message=f"金额栏“{column.leaf}”里写的不是数字：“{printed[:40]}”",
        expected=None,
        actual=None,
        place=table.place(index, column.index),
        detail={"statement": kind, "name": label.name, "printed": printed},
    )


def _is_shared(label: Label | None, kind: str, side: str) -> bool:
    """Whether a label to the left can be meant for this side too: a total, printed once for all."""
    return label is not None and (label.role == "total" or _item(kind, side, label) in _SHARED_ITEMS)


def _stacked_side(label: Label, side: str) -> str:
    """In a table with income above expenditure, the side changes where a row says so."""
    text = squash(label.name)
    if text.startswith(("支出", "本年支出", "一般公共服务支出")):
        return "expenditure"
    return "income" if text.startswith(("收入", "本年收入")) else side


def _item(kind: str, side: str, label: Label) -> str:
    words = _vocabulary(kind, side)
    return (words(squash(label.name)) or "") if words else ""


def _vocabulary(kind: str, side: str) -> Vocabulary | None:
    if kind in _ITEMS:
        return vocabulary("rows", _ITEMS[kind])
    return vocabulary("rows", side) if kind in _TWO_SIDED and side else None
