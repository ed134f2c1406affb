"""The header of a table: which rows it is, and the path of words above every column."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from budgetlib.document import Table
from budgetlib.money import is_blank, parse_number
from budgetlib.statements.words import GENERIC, LABELS, MEASURES, PERIODS, TOTALS, named_measure, without_unit
from budgetlib.text import remembered, squash

_SIDES = re.compile(r"(?:本年|财政拨款|部门|预算)?(?:收入|支出).*|.*(?:收入|支出)(?:预算|决算)?(?:总表)?")
_INDEX = re.compile(r"(?:\*+|\d{1,2}|[A-Za-z]|[类款项]|栏次|行次|序号|[\d=+\-()/*%]{1,24})")
_COLUMN_NUMBER = re.compile(r"(\d{1,2})(?:=.*)?")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|[①-⑳]|其中)"
)
_OF_WHICH = re.compile(r"^其中:?(?=.)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BRACKETS = re.compile(r"\(.*\)$")
_DEEPEST = 8
_KNOWN_SHARE = 0.5
_FEWEST_TOLD_APART = 2


class Header(NamedTuple):
    """The header of a region: rows `first` to `body` (exclusive), and per column its path, outermost first."""

    first: int
    body: int
    paths: tuple[tuple[str, ...], ...]
    """Squashed texts without repetition; an empty path where nothing stands above the column."""


def read_header(table: Table, start: int, stop: int) -> Header | None:
    """The header that begins at row `start`, or None where the rows from there on have none.

    Merged cells are taken from `Table.spans`; where the format does not know them, a blank cell belongs to the
    filled one on its left when something stands below it.
    """
    first = start
    while first < stop and not any(table.rows[first]):
        first += 1
    body = _body(table, first, stop)
    if body == first:
        return None
    rows = [
        _filled(table, row, first, body) for row in range(first, body) if not is_index_row(table.rows[row])
    ]
    paths = []
    for column in range(table.width):
        path: list[str] = []
        for row in rows:
            text = squash(row[column])
            if text and (not path or path[-1] != text):
                path.append(text)
        paths.append(tuple(path))
    if body < stop:
        paths = _told_apart(paths, table.rows[body])
    return Header(first, body, tuple(paths)) if any(paths) else None


def _told_apart(paths: list[tuple[str, ...]], row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths with the words of the first row of amounts where only they tell columns apart.

    合计 | 0 | 2002.80 | 合计 | 基本支出 | 项目支出: the last row of the header and the row of totals in one.
    """
    leaves = [squash(cell) if cell and not _is_amount(cell) else "" for cell in row]
    same = [
        bool(path) and (path in paths[max(at - 1, 0) : at] or path in paths[at + 1 : at + 2])
        for at, path in enumerate(paths)
    ]
    fits = [
        alike and bool(MEASURES(leaf) or GENERIC(leaf)) and label_role(path[-1]) is None
        for path, leaf, alike in zip(paths, leaves, same, strict=True)
    ]
    if sum(fits) < _FEWEST_TOLD_APART:
        return paths
    return [(*path, leaf) if fit else path for path, leaf, fit in zip(paths, leaves, fits, strict=True)]


def is_index_row(row: tuple[str, ...]) -> bool:
    """Whether a row only numbers the columns (`1 2 3`, `** 1 2`, `类 款 项 栏次 1 2=3+4`)."""
    cells = []
    for cell in row:
        if cell:
            text = squash(cell)
            if not _is_index(text):
                return False
            cells.append(text)
    if not cells:
        return False
    numbers = [int(match[1]) for match in map(_COLUMN_NUMBER.fullmatch, cells) if match]
    rising = all(after == before + 1 for before, after in itertools.pairwise(numbers))
    joined = "".join(cells)
    starred = "**" in joined and (len(numbers) == 1 or not joined.strip("*"))
    return starred or (rising and len(numbers) > 1 and numbers[0] <= 3)


@remembered
def _is_index(text: str) -> bool:
    return _INDEX.fullmatch(text) is not None


@remembered
def label_role(text: str) -> str | None:
    """What a column labels whose header is this squashed text, with or without a note: 单位名称(科目)."""
    return LABELS(text) or LABELS(_BRACKETS.sub("", text))


@remembered
def is_header_word(text: str) -> bool:
    """Whether a squashed cell text is one that headers are made of."""
    text = without_unit(_OF_WHICH.sub("", text))
    return bool(
        label_role(text)
        or MEASURES(text)
        or named_measure(text)
        or GENERIC(text)
        or PERIODS(text)
        or _SIDES.fullmatch(text)
    )


def _body(table: Table, first: int, stop: int) -> int:
    """The first row that is no longer header."""
    covered = first + 1
    spans = table.spans or {}
    last = min(stop, first + _DEEPEST)
    row = first
    while row < last:
        cells = table.rows[row]
        if is_index_row(cells):
            row += 1
            # Numbers of columns end a header, unless more of it follows.
            if row < last and not _reads_as_header(table, row, first):
                return row
            continue
        if any(_is_amount(cell) for cell in cells if cell):
            return row
        if row >= covered and not _reads_as_header(table, row, first):
            return row
        for column in range(table.width):
            span = spans.get((row, column))
            if span and cells[column] and span[0] > 1 and span[0] <= _DEEPEST:
                covered = max(covered, row + span[0])
        row += 1
    return row


def _is_amount(cell: str) -> bool:
    return parse_number(cell) is not None and _YEAR.fullmatch(cell.strip()) is None


def _reads_as_header(table: Table, row: int, first: int) -> bool:
    cells = table.rows[row]
    filled = [(column, squash(cell)) for column, cell in enumerate(cells) if cell]
    if not filled:
        return False
    if row == first:
        return True
    if any(is_blank(text) for _, text in filled):
        return False  # a dash stands for an amount
    column, text = filled[0]
    above = [table.rows[upper][column] for upper in range(first, row)]
    if _NUMBERED.match(text) and not is_header_word(text):
        return False
    sides = len(filled) > 1 and all(PERIODS(text) for _, text in filled)  # 预算数 | 决算数 | 预算数 | 决算数
    if any(above) and not above[-1] and table.spans is None and not sides:
        return False  # the header of this column has ended further up
    label_column = any(label_role(squash(cell)) for cell in above if cell)
    if label_column and TOTALS(text) and not any(MEASURES(other) for _, other in filled):
        return False
    if all(label_role(text) is None for _, text in filled) and _only_in_label_columns(
        table, filled, first, row
    ):
        return False
    known = sum(1 for _, text in filled if is_header_word(text))
    return known >= _KNOWN_SHARE * len(filled)


def _only_in_label_columns(table: Table, filled: list[tuple[int, str]], first: int, row: int) -> bool:
    return all(
        any(
            label_role(squash(table.rows[upper][column]))
            for upper in range(first, row)
            if table.rows[upper][column]
        )
        for column, _ in filled
    )


def _filled(table: Table, row: int, first: int, body: int) -> list[str]:
    """A header row with the text of merged cells in every place that they cover."""
    cells = list(table.rows[row])
    if table.spans is not None:
        for (top, left), (height, across) in table.spans.items():
            if top <= row < top + height and top >= first:
                cells[left : left + across] = [table.rows[top][left]] * across
        return cells
    for column in range(1, table.width):
        if cells[column] or not cells[column - 1]:
            continue
        below = any(table.rows[lower][column] for lower in range(row + 1, body))
        above = [table.rows[upper][column] for upper in range(first, row)]
        if below and not any(above[-1:]):
            cells[column] = cells[column - 1]
        elif not below and row == first and body - first == 1:
            continue
        elif row == first and not below and not any(above):
            cells[column] = cells[column - 1]
    return cells
