"""The label of a row: its code, its name, its level, and what it is the row of."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetlib.accounts import Period, Role
from budgetlib.statements.columns import Group
from budgetlib.statements.words import TOTALS
from budgetlib.text import one_line, remembered, squash, without_numbering

_DIGITS = re.compile(r"\d+")
_CODE_AND_NAME = re.compile(r"\[?(\d{3,9})\]?[-—_\s.、:：]*([^\d\s].*)")
_NAME_AND_CODE = re.compile(r"(.*[^\d\s])\s*[(（\[](\d{3,9})[)）\]]")
_OF_WHICH = re.compile(r"^其中\s*[:：]?\s*")
_LEVELS = {3: 1, 5: 2, 7: 3, 9: 4}


class Label(NamedTuple):
    """What stands to the left of a row's amounts."""

    code: str
    name: str
    level: int | None
    role: Role
    counterpart_code: str
    counterpart_name: str
    unit: str
    period: Period | None
    """`prior` for a row of the year before, in tables with a row per year; else None."""


class CodeMemory:
    """The code parts last seen: in tables with a column each for 类, 款 and 项, blanks repeat the row above."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def join(self, cells: list[str]) -> str:
        """The full code of a row from its parts, outermost first."""
        parts = [_digits(cell) for cell in cells]
        parts[1:] = [part.zfill(2) if part else "" for part in parts[1:]]
        if not any(parts):
            return ""
        deepest = max(at for at, part in enumerate(parts) if part)
        if len(parts[deepest]) >= 5 or deepest == 0:
            self._parts = [parts[deepest]]
            return parts[deepest]
        known = self._parts
        full = [
            part or (known[at] if at < len(known) else "") for at, part in enumerate(parts[: deepest + 1])
        ]
        self._parts = full
        return "".join(full)


def read_label(row: tuple[str, ...], group: Group, memory: CodeMemory, year: int | None = None) -> Label:
    """The label of a row in one group of columns."""
    code = memory.join([row[at] for at in group.codes]) if group.codes else ""
    name = _first(row, group.projects) or _first(row, group.names)
    unit = _first(row, group.units)
    if not code:
        code, name = split_code(name)
    if not name and not unit:
        words = [
            row[at] for at in (*group.codes, *group.unit_codes) if len(row[at]) > 1 and not _digits(row[at])
        ]
        name = one_line(words[0]) if words else _total_anywhere(row, group)
    role = Role.ITEM
    of_which = "其" in name and squash(name).startswith("其中")
    plain = without_numbering(_OF_WHICH.sub("", name.strip()) if of_which else name)
    listed = TOTALS(squash(plain)) if not code else None
    if listed is None and not name:
        listed = TOTALS(squash(unit))
    if listed:
        role = listed
    elif of_which:
        role = Role.OF_WHICH
    elif not code and not name and unit:
        role = Role.UNIT
    counterpart_code = counterpart_name = ""
    if group.counterpart_codes or group.counterpart_names:
        counterpart_code = _digits("".join(row[at] for at in group.counterpart_codes))
        counterpart_name = _first(row, group.counterpart_names)
        if not counterpart_code:
            counterpart_code, counterpart_name = split_code(counterpart_name)
    level = 0 if role is Role.TOTAL else _LEVELS.get(len(code)) if code else None
    return Label(
        code,
        plain or unit,
        level,
        role,
        counterpart_code,
        counterpart_name,
        unit,
        _period(row, group, year),
    )


def _total_anywhere(row: tuple[str, ...], group: Group) -> str:
    """合计 in a column that labels no row (序号, 预算项目, 政府经济科目); empty where there is none."""
    columns = (*group.others, *group.counterpart_names)
    return next((row[at] for at in columns if row[at] and TOTALS(squash(row[at]))), "")


def _period(row: tuple[str, ...], group: Group, year: int | None) -> Period | None:
    printed = _first(row, group.years)
    return Period.PRIOR if year is not None and printed.startswith(str(year - 1)) else None


@remembered
def split_code(text: str) -> tuple[str, str]:
    """`2010601-行政运行` and `行政运行（2010601）` -> (`2010601`, `行政运行`); a text without a code stays as it is."""
    text = text.strip()
    match = _CODE_AND_NAME.fullmatch(text)
    if match is not None and len(match[1]) in _LEVELS:
        return match[1], match[2].strip()
    match = _NAME_AND_CODE.fullmatch(text) if text.endswith((")", "）", "]")) else None
    if match is not None and len(match[2]) in _LEVELS:
        return match[2], match[1].strip()
    return "", text


@remembered
def _digits(cell: str) -> str:
    body = squash(cell).strip("[]()【】")
    return body if _DIGITS.fullmatch(body) else ""


def _first(row: tuple[str, ...], columns: list[int]) -> str:
    for at in columns:
        if row[at]:
            return one_line(row[at])
    return ""
