"""Procurement lists (政府采购预算明细表): what is bought, by which unit, under which codes, and for how much.

A list prints its purchases below rows that stand for kinds (货物, 服务), units, projects and groups; these print no
item. Three classifications may stand side by side, each in columns of its own: function, economic use of the
department (部门经济科目), economic use of government (政府经济科目).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from budgetlib.accounts import OWN_PERIODS, Item, Kind, Role
from budgetlib.disclosure import BudgetLine, Purchase
from budgetlib.layouts import vocabulary
from budgetlib.money import is_blank, parse_number, to_yuan
from budgetlib.statements.header import Header, is_index_row
from budgetlib.statements.labels import CodeMemory
from budgetlib.statements.table import StatementTable
from budgetlib.statements.units import bare_unit, is_named_like_unit
from budgetlib.statements.words import TOTALS
from budgetlib.text import one_line, squash

_COLUMNS = vocabulary("purchases", "columns")
_KINDS = vocabulary("purchases", "kinds")
_ITEM = re.compile(r"\[?([ABC]\d{2,})\]?[-—_、. ]*(.*)", re.DOTALL)
_CODE_PART = re.compile(r"[类款项](?:级)?")
_KIND_OF_CODE = {"A": "goods", "B": "works", "C": "services"}
_SHORTEST_UNIT_CODE = 3


class PurchaseRow(NamedTuple):
    """What a row of a procurement list is."""

    role: Role
    unit: str = ""
    """The unit that it stands for or under."""
    item: str = ""
    """What is bought."""


class PurchaseList(NamedTuple):
    """What a procurement list gives."""

    purchases: list[Purchase]
    rows: Mapping[int, PurchaseRow]
    """Row (from 1) -> what it is."""


class _Columns(NamedTuple):
    """Columns of the list, by what they say."""

    told: Mapping[str, int]
    function: list[int]
    economic: list[int]
    government: list[int]


def read_purchases(
    statement: StatementTable, header: Header, units: frozenset[str], unit_codes: Mapping[str, str]
) -> PurchaseList:
    """The purchases of a list; none where it names no items (sums by kind or by function alone).

    `units` are names of units that the document knows, as `bare_unit` gives them, `unit_codes` their names by code.
    """
    columns = _columns(header)
    if "item" not in columns.told:
        return PurchaseList([], {})
    amount_at = _amount_column(statement)
    table = statement.table
    purchases: list[Purchase] = []
    rows: dict[int, PurchaseRow] = {}
    function, economic, government = CodeMemory(), CodeMemory(), CodeMemory()
    around = {"kind": "", "unit": "", "name": "", "economic": ""}
    filled = statement.filled_down([columns.told["item"], columns.told.get("item_code", -1)])
    for index, row in filled.items():
        if not any(table.rows[index]) or is_index_row(row):
            continue
        said = {what: one_line(row[at]) if not is_blank(row[at]) else "" for what, at in columns.told.items()}
        codes = [
            memory.join([row[at] for at in at_columns])
            for memory, at_columns in (
                (function, columns.function), (economic, columns.economic), (government, columns.government)
            )
        ]  # fmt: skip
        words = [text for text in row if text and parse_number(text) is None and not is_blank(text)]
        if any(TOTALS(squash(word)) for word in words):
            rows[index + 1] = PurchaseRow(Role.SUBTOTAL if rows else Role.TOTAL)
            continue
        if not _is_purchase(said):
            role = _enter(around, said, words, units)
            rows[index + 1] = PurchaseRow(role, around["unit"])
            continue
        number = parse_number(row[amount_at]) if amount_at is not None else None
        matched = _ITEM.fullmatch(said["item"])
        code = said.get("item_code") or (matched[1] if matched else "")
        unit = said.get("unit") or around["unit"] or unit_codes.get(said.get("unit_code", ""), "")
        purchases.append(
            Purchase(
                unit_name=unit,
                name=said.get("name") or around["name"],
                item=matched[2].strip() if matched else said["item"],
                item_code=code,
                kind=_KIND_OF_CODE.get(code[:1]) or _KINDS(squash(said.get("kind", ""))) or around["kind"],
                function_code=codes[0],
                economic_code=codes[1],
                economic_name=said.get("economic") or around["economic"],
                government_economic_code=codes[2],
                content=said.get("content", ""),
                specification=said.get("specification", ""),
                quantity=said.get("quantity", ""),
                method=said.get("method", ""),
                amount_yuan=to_yuan(number, statement.money_unit) if number is not None else None,
                printed=number.text if number is not None else "",
                unit=statement.money_unit,
                decimals=number.decimals if number is not None else 0,
                page=table.pages[index],
                line=table.lines[index],
                table=table.number,
                row=index + 1,
            )
        )
        rows[index + 1] = PurchaseRow(Role.ITEM, unit, purchases[-1].item)
    return PurchaseList(purchases, rows)


def _columns(header: Header) -> _Columns:
    told: dict[str, int] = {}
    by_part: dict[str, list[int]] = {"function": [], "economic": [], "government": []}
    for at, path in enumerate(header.paths):
        if not path:
            continue
        what = _COLUMNS(path[-1])
        if _CODE_PART.fullmatch(path[-1]):
            outer = "".join(path[:-1])
            which = "government" if "政府" in outer else "economic" if "经济" in outer else "function"
            by_part[which].append(at)
        elif what is not None:
            told.setdefault(what, at)
    return _Columns(told, by_part["function"], by_part["economic"], by_part["government"])


def _amount_column(statement: StatementTable) -> int | None:
    """The column of what is paid in all, this year."""
    own = [one for group in statement.groups for one in group.amounts if one.period in OWN_PERIODS]
    for measure in statement.kind.about.whole:
        for column in own:
            if column.measure == measure:
                return column.index
    return None


def _is_purchase(said: Mapping[str, str]) -> bool:
    """Whether a row says what is bought; an item that is not named yet may be told by its text or its size."""
    return bool(said["item"] or (said.get("name") and (said.get("content") or said.get("specification"))))


def _enter(
    around: dict[str, str], said: Mapping[str, str], words: Sequence[str], units: frozenset[str]
) -> Role:
    """Takes in what a row says of those below it, and what such a row is."""
    named = said.get("unit") or said.get("name") or (one_line(words[0]) if words else "")
    kind = next((kind for word in words if (kind := _KINDS(squash(word)))), None)
    if kind is not None:
        around.update(kind=kind, name="", economic="")
        return Role.GROUP
    coded = len(said.get("unit_code", "")) >= _SHORTEST_UNIT_CODE
    if coded or said.get("unit") or bare_unit(named) in units or is_named_like_unit(named):
        around.update(unit=named, name="", economic="")
        return Role.UNIT
    if said.get("name") and "unit_code" not in said:
        around.update(name=said["name"], economic=said.get("economic", ""))
    elif said.get("economic"):
        around.update(economic=said["economic"])
    return Role.GROUP


def of_purchases(
    lines: Sequence[BudgetLine], tables: Mapping[int, Mapping[int, PurchaseRow]]
) -> list[BudgetLine]:
    """Lines with what the rows of procurement lists turned out to be; `tables` hold the rows by number of the table."""
    several = {
        table: len({row.unit for row in rows.values() if row.unit}) > 1 for table, rows in tables.items()
    }
    told = []
    for line in lines:
        table = line.table or 0
        found = tables.get(table, {}).get(line.row or 0) if line.statement is Kind.PROCUREMENT else None
        if found is not None and line.item is Item.NONE and line.role is not Role.TOTAL:
            line = line._replace(
                role=found.role, name=line.name or found.item, unit_name=found.unit if several[table] else ""
            )
        told.append(line)
    return told
