"""Amounts of a form that stand below the names of their sources: the whole of a department, and its tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from budgetlib.document import Table
from budgetlib.money import is_blank
from budgetlib.targets.amounts import parse_amount
from budgetlib.targets.labels import Label, label_of

_HEADER_ROWS = 3
_PURPOSES = ("basic", "project")
"""基本支出 and 项目支出 may be the names of rows."""


class FundTable(NamedTuple):
    """Columns of amounts inside a form."""

    columns: Mapping[int, Label]
    """Column -> the source whose amounts stand in it."""
    heads: frozenset[str]
    """All texts of its header."""
    unit: str
    """Unit of money that its header states, empty when none."""
    body: int
    """First row of amounts, counted from 0."""


class FundRow(NamedTuple):
    """A row of amounts."""

    name: str
    """The task that it is of, empty where it has none."""
    content: str
    cells: tuple[tuple[Label, int], ...]
    """Source and column of each amount."""
    is_whole: bool
    """Whether it is the sum, or the only row."""


def fund_table(table: Table, row: int) -> FundTable | None:
    """The columns of amounts whose header begins in a row; None where none does.

    The header's rows name sources and hold no numbers, the row below holds amounts under two of them at least. Of
    two header rows the inner one counts: 合计 under a source is that source, and what else stands
    under one (基本支出, 项目支出) is a part of it that is left out.
    """
    columns: dict[int, Label] = {}
    heads: set[str] = set()
    at = row
    while at < min(row + _HEADER_ROWS, len(table.rows)) and _is_header(table.rows[at]):
        columns = _joined(columns, table.rows[at])
        heads.update(filter(None, table.rows[at]))
        at += 1
    if at == row or at == len(table.rows) or len(columns) < 2:
        return None
    body = table.rows[at]
    amounts = [column for column in columns if parse_amount(body[column])]
    is_labelled = any(_is_source(label) for label in map(label_of, filter(None, body)))
    if len(amounts) < 2 or is_labelled:
        return None
    unit = next((label.unit for label in map(label_of, heads) if label is not None and label.unit), "")
    return FundTable(columns, frozenset(heads), unit, at)


def fund_row(funds: FundTable, table: Table, row: int) -> FundRow | None:
    """A row of the body; None where the table of amounts has ended."""
    cells = table.rows[row]
    words = [
        cell
        for at, cell in enumerate(cells)
        if at not in funds.columns
        and cell not in funds.heads
        and not is_blank(cell)
        and not parse_amount(cell)
    ]
    labels = [label_of(word) for word in words]
    has_amount = any(parse_amount(cells[at]) for at in funds.columns)
    is_whole = not words or (labels[0] is not None and labels[0][:2] == ("fund", "total"))
    is_labelled = any(label is not None and label.name not in _PURPOSES for label in labels)
    if not has_amount or (is_labelled and not is_whole):
        return None
    name, *content = words or [""]
    amounts = tuple((label, at) for at, label in funds.columns.items())
    return FundRow("" if is_whole else name, "".join(content), amounts, is_whole)


def _is_source(label: Label | None) -> bool:
    return label is not None and label.kind == "fund" and label.name not in _PURPOSES


def _is_header(cells: tuple[str, ...]) -> bool:
    labels = [label_of(cell) for cell in cells if cell]
    names = any(label is not None and label.kind == "fund" for label in labels)
    return names and not any(parse_amount(cell) for cell in cells if cell)


def _joined(outer: Mapping[int, Label], cells: tuple[str, ...]) -> dict[int, Label]:
    """The columns of a header row below the columns of the rows above it."""
    inner = {at: label_of(cell) for at, cell in enumerate(cells) if cell}
    named = {at: label for at, label in inner.items() if label is not None and label.kind == "fund"}
    if not outer:
        return named
    joined = {at: label for at, label in outer.items() if at not in inner}
    for at in inner:
        above = next((outer[left] for left in range(at, -1, -1) if left in outer), None)
        if at in named:
            if above is None or above.name == "total":
                joined[at] = named[at]
            elif named[at].name == "total":
                joined[at] = above
        elif at in outer:
            joined.pop(at, None)
    return joined
