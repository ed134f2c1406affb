"""The rows of a statement as budget lines: one per cell that can hold an amount."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlib.disclosure import BudgetLine, Note
from budgetlib.document import Table
from budgetlib.layouts import Vocabulary, vocabulary
from budgetlib.money import UNIT_FACTORS, is_blank, parse_number
from budgetlib.statements.columns import AmountColumn, Group
from budgetlib.statements.header import is_index_row
from budgetlib.statements.labels import CodeMemory, Label, read_label
from budgetlib.text import squash

_ITEMS: dict[str, str] = {
    "three_public": "three_public",
    "procurement": "procurement",
    "operating_cost": "three_public",
}
_TWO_SIDED = frozenset(("summary", "fiscal_summary", "state_capital"))
_ONE_SIDED = {
    "income": "income",
    "fund_income": "income",
}
_DEFAULT_UNIT = "万元"


def read_rows(
    kind: str, table: Table, body: int, stop: int, groups: Sequence[Group], money_unit: str | None
) -> tuple[list[BudgetLine], list[Note]]:
    """Budget lines of rows `body` to `stop` (exclusive) and notes on cells that hold words instead of amounts.

    Rows without a label and without an amount are left out. A blank cell is a line whose `blank` is true.
    """
    lines: list[BudgetLine] = []
    notes: list[Note] = []
    unit = money_unit or _DEFAULT_UNIT
    stacked = kind in _TWO_SIDED and not any(group.side == "expenditure" for group in groups)
    first_labels: dict[int, Label] = {}
    for group in groups:
        memory = CodeMemory()
        side = (
            group.side
            if kind in _TWO_SIDED and not stacked
            else _ONE_SIDED.get(kind, "" if not stacked else "income")
        )
        for index in range(body, stop):
            row = table.rows[index]
            if not any(row) or is_index_row(row):
                continue
            label = read_label(row, group, memory)
            if group is groups[0]:
                first_labels[index] = label
            elif not label.name and not label.code and first_labels[index].role == "total":
                label = first_labels[index]  # 合计 is printed once, on the left, for both sides
            if not label.name and not label.code and not any(row[column.index] for column in group.amounts):
                continue
            if stacked:
                side = _stacked_side(label, side)
            item = _item(kind, side, label)
            for column in group.amounts:
                line, note = _line(kind, side, label, item, column, table, index, unit)
                lines.append(line)
                if note is not None:
                    notes.append(note)
    return lines, notes


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


def _line(
    kind: str, side: str, label: Label, item: str, column: AmountColumn, table: Table, index: int, unit: str
) -> tuple[BudgetLine, Note | None]:
    printed = table.rows[index][column.index]
    number = parse_number(printed) if printed else None
    note = None
    blank = number is None and is_blank(printed)
    if column.period == "change_percent":
        amount, cell_unit = (number.value if number else None), "%"
    else:
        amount, cell_unit = (number.value * UNIT_FACTORS[unit] if number else None), unit
    if number is None and not blank:
        note = Note(
            kind="cell.unreadable",
            message=f"金额栏“{column.leaf}”里写的不是数字：“{printed[:40]}”",
            expected=None,
            actual=None,
            place=table.place(index, column.index),
            detail={"statement": kind, "name": label.name, "printed": printed},
        )
    line = BudgetLine(
        kind,
        side,
        label.code,
        label.name,
        item,
        label.level,
        column.measure,
        column.period,
        amount,
        printed,
        blank,
        cell_unit,
        number.decimals if number else 0,
        table.pages[index],
        table.lines[index],
        table.number,
        index + 1,
        column.index + 1,
        column.header,
        label.role,
        label.counterpart_code,
        label.counterpart_name,
        False,
    )
    return line, note
