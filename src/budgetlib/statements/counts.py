"""What a table counts or measures instead of pricing it: vehicles, large equipment, floor space.

Final accounts print it in 机构运行信息表 (车辆数合计（辆）), budgets and final accounts in tables of the assets a unit
holds. A count is a fact, never a line of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetlib.disclosure import Fact
from budgetlib.document import Table
from budgetlib.layouts import vocabulary
from budgetlib.money import is_blank, parse_number
from budgetlib.statements.header import Header
from budgetlib.statements.words import COUNTS
from budgetlib.text import squash, without_numbering

_COUNTED_ROW = vocabulary("rows", "counted")
_UNIT = re.compile(r"\((?:单位:)?(平方米|㎡|辆|台|套|个|台[,、/]?套|台\(套\)|辆、台)\)$")
_PRICED = "assets.equipment"
_COUNTED = re.compile(r"(?:实有|账面|期末|年末)?数量(?:\(.*\))?|(?:决算)?统计数|个数|台数|面积(?:\(.*\))?")
_PASSED_OVER = re.compile(
    r"行次|序号|编号|(?:计量)?单位|(?:全年)?预算数?|(?:账面)?(?:价值|金额|原值|净值)(?:\(.*\))?"
)


def is_count(name: str) -> bool:
    """Whether a row label (squashed, without numbering) is one of things that are counted."""
    return COUNTS(name) is not None or _COUNTED_ROW(name) is not None


def read_counts(table: Table, header: Header, stop: int) -> Iterator[Fact]:
    """The counts of a table: for each known label the first column of counts to its right.

    A column holds counts where its header says so (数量, 统计数), or where the label itself names a unit (辆) or a price
    above which things are counted (单价100万元以上设备) and a whole number stands there.
    """
    counting = {at for at, path in enumerate(header.paths) if any(_COUNTED.fullmatch(word) for word in path)}
    passed = {
        at for at, path in enumerate(header.paths) if any(_PASSED_OVER.fullmatch(word) for word in path)
    }
    for index in range(header.body, stop):
        row = table.rows[index]
        for at, cell in enumerate(row):
            label = squash(without_numbering(cell)) if cell else ""
            key = COUNTS(label) if label else None
            if key is None:
                continue
            unit = _UNIT.search(label)
            named = unit is not None or key.startswith(_PRICED)
            right = [
                column
                for column in range(at + 1, table.width)
                if column in counting or (named and not counting and column not in passed)
            ]
            number = parse_number(row[right[0]]) if right else None
            if not right or (number is None and not is_blank(row[right[0]])):
                continue
            if number is not None and number.decimals and not (unit or right[0] in counting):
                continue
            yield Fact(
                key,
                number.value if number else None,
                unit[1] if unit else "",
                "blank" if number is None else "number" if number.value else "zero",
                number.decimals if number else 0,
                table.pages[index],
                table.lines[index],
                table.number,
                index + 1,
                "table",
            )


def without_repetition(counts: list[Fact]) -> tuple[Fact, ...]:
    """The first of each key that holds a number, else the first."""
    found: dict[str, Fact] = {}
    for fact in counts:
        if fact.key not in found or (found[fact.key].value is None and isinstance(fact.value, Decimal)):
            found[fact.key] = fact
    return tuple(found.values())
