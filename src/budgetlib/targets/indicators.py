"""Indicators: rows under 一级指标, 二级指标, 三级指标, 指标值, once or side by side for the period and the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import NamedTuple

from budgetlib.disclosure import PerformanceIndicator
from budgetlib.document import Table
from budgetlib.targets.labels import Label, is_level1, is_level2, label_of, levels_in_front
from budgetlib.targets.values import parse_value
from budgetlib.text import one_line

_ABSENT = -1
"""The place of a column that a table doesn't have: rows are read with a blank cell added at their end."""


class Side(NamedTuple):
    """The columns of one set of indicators, of the whole period or of the year; -1 for a column not there."""

    period: str
    level2: int
    level3: int
    value: int
    operator: int
    unit: int


_ROLES = Side._fields[1:]


class IndicatorColumns(NamedTuple):
    """Which column of a table holds what of its indicators; -1 for a column not there."""

    first: int
    """The leftmost column of indicators; what stands to its left is a caption, or belongs to the project."""
    level1: int
    sides: tuple[Side, ...]
    labelled: frozenset[int]
    """All columns whose label is understood, those left out of the data included."""


def indicator_columns(
    labels: Mapping[int, Label], alone: str, side_by_side: Sequence[str] = ("term", "year")
) -> IndicatorColumns | None:
    """The columns that a header row names, or None for a row that is no header of indicators.

    `labels` are the labels of the row by column. After the value, a column named a second time begins a second
    side; one that has only a value of its own shares the names of the first (实施期指标值 | 年度指标值). The period of
    a side is what its own header says, else `alone` for the only side, else its turn in `side_by_side`.
    """
    labels = _with_names(labels)
    found: list[dict[str, int]] = [{}]
    stated: list[str] = [""]
    for at, label in labels.items():
        if label.kind != "column":
            continue
        if label.name in found[-1] and "value" in found[-1]:
            found.append({})
            stated.append("")
        found[-1].setdefault(label.name, at)
        stated[-1] = stated[-1] or label.period
    first = found[0]
    if not {"level3", "value"} & first.keys() or len(first) < 2:
        return None
    turns = repeat(alone) if len(found) == 1 else chain(side_by_side, repeat(side_by_side[-1]))
    sides = tuple(
        Side(said or turn, *((own if "level3" in own else first | own).get(name, _ABSENT) for name in _ROLES))
        for own, said, turn in zip(found, stated, turns, strict=False)
    )
    used = {at for own in found for at in own.values()}
    left_out = {at for at, label in labels.items() if label.kind != "column"}
    return IndicatorColumns(min(used), first.get("level1", _ABSENT), sides, frozenset(used | left_out))


def _with_names(labels: Mapping[int, Label]) -> dict[int, Label]:
    """The labels of a header row with one column for the names of indicators.

    Where no column says 三级指标, 指标内容 or else 绩效指标 (which is mostly the caption of all) holds the names.
    """
    for kind, name in (("column", "level3"), ("column", "content"), ("indicators", "caption")):
        if any(label[:2] == (kind, name) for label in labels.values()):
            break
    named: dict[int, Label] = {}
    for at, label in labels.items():
        if label[:2] == (kind, name):
            named[at] = label._replace(kind="column", name="level3")
        elif label.name == "content":
            named[at] = label._replace(kind="left_out")
        else:
            named[at] = label
    return named


class IndicatorRows:
    """Reads the indicator rows of one target, one after the other.

    Levels left blank repeat the row above. In a table without spans (pipe tables) a row may have lost blank cells
    at its left, which moves the rest; such rows are read by the words of the two upper levels.
    """

    def __init__(self, target: int, columns: IndicatorColumns, table: Table) -> None:
        self.width = table.width
        self._target = target
        self._columns = columns
        self._exact = table.spans is not None
        self._unlabelled = [at for at in range(columns.first, self.width) if at not in columns.labelled]
        self._level1 = ""
        self._level2 = [""] * len(columns.sides)
        self.found: list[PerformanceIndicator] = []

    def aligned(self, table: Table) -> Table | None:
        """A table that goes on with the rows, on the columns of their header.

        Blank columns at the edges may be missing there; the words of the second level show how the rest is moved.
        None where that can't be told.
        """
        if table.width == self.width:
            return table
        known = self._columns.sides[0].level2
        here = next((at for row in table.rows for at, cell in enumerate(row) if is_level2(cell)), None)
        if here is None or known == _ABSENT:
            return None
        left, right = known - here, self.width - table.width - (known - here)
        if left < 0 or right < 0:
            return None
        rows = tuple(("",) * left + row + ("",) * right for row in table.rows)
        return replace(table, rows=rows, spans=None)

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row has a name and a value of an indicator where the header says, whatever else it holds."""
        side = self._columns.sides[0]
        if side.level3 == _ABSENT or side.value == _ABSENT:
            return False
        return bool(cells[side.value] and cells[side.level3]) and label_of(cells[side.level3]) is None

    def read(self, table: Table, row: int) -> Sequence[str]:
        """Takes the indicators of a row; returns the texts in it that have no place in an indicator."""
        cells = (*table.rows[row], "")
        if self._exact or not self._is_shifted(cells):
            return self._read_by_column(table, row, cells)
        return self._read_by_words(table, row, cells)

    def _is_shifted(self, cells: Sequence[str]) -> bool:
        """Whether words of the upper levels stand in other columns than the header says."""
        for cell in cells[: self._columns.first]:
            if cell and (is_level1(cell) or is_level2(cell)):
                return True
        blank_before = False
        for _, level2, level3, value, _, _ in self._columns.sides:
            word = cells[level2]
            if not word:
                blank_before = True
            elif not is_level2(word) and (
                is_level2(cells[value])
                or is_level2(cells[level3])
                or (blank_before and not cells[value])  # both sides of a row print level 2, or neither does
            ):
                return True
        return False

    def _read_by_column(self, table: Table, row: int, cells: Sequence[str]) -> Sequence[str]:
        columns = self._columns
        if level1 := cells[columns.level1]:
            self._enter_level1(level1)
        for number, (_, level2, level3, value, operator, unit) in enumerate(columns.sides):
            if cells[level2]:
                self._level2[number] = one_line(cells[level2])
            printed = cells[value]
            if printed and (operator != _ABSENT or unit != _ABSENT):
                printed = _joined(cells[operator], printed, cells[unit])
            if printed or cells[level3]:
                self._add(table, row, number, cells[level3], printed)
        return [cells[at] for at in self._unlabelled if cells[at]]

    def _read_by_words(self, table: Table, row: int, cells: Sequence[str]) -> Sequence[str]:
        """A shifted row: each side is a word of level 2 (perhaps none), then the name, then the value."""
        rest: list[str] = []
        for number, words in enumerate(_halves(cells, self._columns)):
            if words and is_level1(words[0]) and (not is_level2(words[0]) or any(map(is_level2, words[1:2]))):
                self._enter_level1(words.pop(0))
            if words and is_level2(words[0]):
                self._level2[number] = one_line(words.pop(0))
            name, value = (*words, "", "")[:2]
            if name or value:
                self._add(table, row, number, name, value)
            rest += words[2:]
        return rest

    def _enter_level1(self, cell: str) -> None:
        level1 = one_line(cell)
        if level1 != self._level1:
            self._level1 = level1
            self._level2 = [""] * len(self._level2)

    def _without_levels(self, side: int, name: str) -> str:
        """The name in a cell that prints the two upper levels in front of it, where no column is theirs."""
        if self._columns.level1 != _ABSENT or self._columns.sides[side].level2 != _ABSENT:
            return name
        split = levels_in_front(name)
        if split is None:
            return name
        self._enter_level1(split[0])
        self._level2[side] = split[1]
        return split[2]

    def _add(self, table: Table, row: int, side: int, name: str, printed: str) -> None:
        name = one_line(self._without_levels(side, name))
        value = parse_value(printed, name)
        self.found.append(
            PerformanceIndicator(
                self._target,
                self._columns.sides[side].period,
                self._level1,
                self._level2[side],
                name,
                value.text,
                value.operator,
                value.number,
                value.unit,
                table.pages[row],
                table.lines[row],
                table.number,
                row + 1,
            )
        )


def _halves(cells: Sequence[str], columns: IndicatorColumns) -> list[list[str]]:
    """The filled cells of a shifted row, side by side: the second side begins at its word of level 2."""
    filled = [(at, cell) for at, cell in enumerate(cells) if cell]
    words = [cell for _, cell in filled]
    if len(columns.sides) == 1:
        return [words]
    starts = [
        number
        for number, (at, cell) in enumerate(filled)
        if is_level2(cell)
        # 成本指标 成本指标 side by side: the first is of level 1
        and not any(is_level2(after) for there, after in filled[number + 1 : number + 2] if there == at + 1)
    ]
    if len(starts) > 1:
        return [words[: starts[1]], words[starts[1] :]]
    left, right = columns.sides[0].level2, columns.sides[1].level2
    shift = left - filled[starts[0]][0] if starts else 0
    return [
        [cell for at, cell in filled if at < right - shift],
        [cell for at, cell in filled if at >= right - shift],
    ]


def _joined(operator: str, value: str, unit: str) -> str:
    """A value whose operator and unit have columns of their own: `≥`, `98`, `%` → `≥98%`.

    A word that is no operator (定性) says only that the value is one in words; what the value holds already is
    not added again.
    """
    read = parse_value(value)
    if read.number is None:
        return value
    symbol = operator if value[0].isdigit() and parse_value(operator + "1").number == 1 else ""
    return f"{symbol}{value}{'' if read.unit else unit}"
