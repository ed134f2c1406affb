"""Indicators: rows under 一级指标, 二级指标, 三级指标, 指标值, once or side by side for the period and the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from budgetlib.disclosure import PerformanceIndicator
from budgetlib.document import Table
from budgetlib.targets.labels import Label, is_level1, is_level2
from budgetlib.targets.values import parse_value
from budgetlib.text import one_line


class Side(NamedTuple):
    """The columns of one set of indicators: of the whole period, or of the year. None for a column not there."""

    period: str
    level2: int | None
    level3: int | None
    value: int | None
    operator: int | None
    unit: int | None


class IndicatorColumns(NamedTuple):
    """Which column of a table holds what of its indicators."""

    level1: int | None
    sides: tuple[Side, ...]

    @property
    def first(self) -> int:
        """The leftmost column of indicators; what stands to its left is the caption."""
        side = self.sides[0]
        return min(at for at in (self.level1, side.level2, side.level3, side.value) if at is not None)


def indicator_columns(
    labels: Mapping[int, Label], caption_period: str, periods: Sequence[str]
) -> IndicatorColumns | None:
    """The columns that a header row names, or None for a row that is no header of indicators.

    `labels` are the labels of the row by column. A column named a second time begins the second side. The period
    of a side is what its own header says, else what the caption says (年度绩效指标), else `periods` in order.
    """
    found: list[dict[str, int]] = [{}]
    stated: list[str] = [""]
    for at, label in labels.items():
        if label.kind != "column":
            continue
        if label.name in found[-1]:
            found.append({})
            stated.append("")
        found[-1][label.name] = at
        stated[-1] = stated[-1] or label.period
    if not {"level3", "value"} & found[0].keys() or len(found[0]) < 2:
        return None
    sides = []
    for number, columns in enumerate(found):
        ordered = periods[min(number, len(periods) - 1)]
        period = stated[number] or (caption_period if len(found) == 1 and caption_period else ordered)
        get = columns.get
        sides.append(Side(period, get("level2"), get("level3"), get("value"), get("operator"), get("unit")))
    return IndicatorColumns(found[0].get("level1"), tuple(sides))


class IndicatorRows:
    """Reads the indicator rows of one target, one after the other.

    Levels left blank repeat the row above. In a table without spans (pipe tables) a row may have lost blank cells
    at its left, which moves the rest; such rows are read by the words of the two upper levels.
    """

    def __init__(self, target: int, columns: IndicatorColumns, exact: bool) -> None:
        self._target = target
        self._columns = columns
        self._exact = exact
        self._level1 = ""
        self._level2 = [""] * len(columns.sides)
        self.found: list[PerformanceIndicator] = []

    def read(self, table: Table, row: int) -> tuple[str, ...]:
        """Takes the indicators of a row; returns the texts in it that have no place in an indicator."""
        cells = table.rows[row]
        if self._exact or not self._is_shifted(cells):
            self._read_by_column(table, row, cells)
            return ()
        return self._read_by_words(table, row, cells)

    def _is_shifted(self, cells: Sequence[str]) -> bool:
        """Whether words of the upper levels stand in other columns than the header says."""
        if any(cell and (is_level1(cell) or is_level2(cell)) for cell in cells[: self._columns.first]):
            return True
        blank_before = False
        for _, level2, level3, value, _, _ in self._columns.sides:
            if level2 is None or level3 is None or value is None:
                continue
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

    def _read_by_column(self, table: Table, row: int, cells: Sequence[str]) -> None:
        columns = self._columns
        if columns.level1 is not None and (level1 := cells[columns.level1]):
            self._enter_level1(level1)
        for number, side in enumerate(columns.sides):
            if side.level2 is not None and (level2 := cells[side.level2]):
                self._level2[number] = one_line(level2)
            name = cells[side.level3] if side.level3 is not None else ""
            value = cells[side.value] if side.value is not None else ""
            if side.operator is not None and value:
                value = _joined(
                    cells[side.operator], value, cells[side.unit] if side.unit is not None else ""
                )
            elif side.unit is not None and value:
                value = _joined("", value, cells[side.unit])
            if name or value:
                self._add(table, row, number, name, value)

    def _read_by_words(self, table: Table, row: int, cells: Sequence[str]) -> tuple[str, ...]:
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
        return tuple(rest)

    def _enter_level1(self, cell: str) -> None:
        level1 = one_line(cell)
        if level1 != self._level1:
            self._level1 = level1
            self._level2 = [""] * len(self._level2)

    def _add(self, table: Table, row: int, side: int, name: str, printed: str) -> None:
        name = one_line(name)
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
    if left is None or right is None:
        return [words, []]
    shift = left - filled[starts[0]][0] if starts else 0
    return [
        [cell for at, cell in filled if at < right - shift],
        [cell for at, cell in filled if at >= right - shift],
    ]


def _joined(operator: str, value: str, unit: str) -> str:
    """A value whose operator and unit have columns of their own: `≥`, `98`, `%` → `≥98%`.

    A word that is no operator (定性) says only that the value is one in words.
    """
    if parse_value(value).number is None:
        return value
    symbol = operator if parse_value(operator + "1").number == 1 else ""
    return f"{symbol}{value}{unit}"
