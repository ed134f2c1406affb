"""A list over all projects: a column each for the project, its funds, its goal, and mostly its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from budgetlib.disclosure import Note, PerformanceIndicator, PerformanceTarget
from budgetlib.document import Table
from budgetlib.layouts import vocabulary
from budgetlib.targets.draft import UNREAD, TargetDraft
from budgetlib.targets.indicators import IndicatorColumns, IndicatorRows, indicator_columns
from budgetlib.targets.labels import Label, is_level1, label_of
from budgetlib.text import squash

_ROW_WORDS = vocabulary("rows", "list")
_UNKNOWN_COLUMN = "绩效目标表有一列的表头未能识别，该列未读取"
_NO_AMOUNT = "绩效目标表的资金栏里不是金额"
_NO_PROJECT = "绩效目标表中有一行不属于任何项目"


class ListColumns(NamedTuple):
    """What the columns of a list hold."""

    project: int
    labels: Mapping[int, Label]
    indicators: IndicatorColumns | None
    body: int
    """First row below the header, counted from 0."""


def list_columns(table: Table, row: int) -> ListColumns | None:
    """The columns of a list whose header begins in a row, or None where no such header begins there.

    A header of several rows is joined: the innermost label of a column counts.
    """
    labels = _labels(table, row)
    names = {(label.kind, label.name) for label in labels.values()}
    has_content = any(kind == "goal" for kind, _ in names) or ("column", "level3") in names
    if len(names) < 3 or ("field", "project") not in names or not has_content:
        return None
    body = row + 1
    while body < len(table.rows) and (inner := _labels(table, body)) and len(inner) == _filled(table, body):
        labels |= inner
        body += 1
    while body < len(table.rows) and _is_index_row(table.rows[body]):
        body += 1
    project = max(at for at, label in labels.items() if label.name == "project")
    return ListColumns(project, labels, indicator_columns(labels, "year"), body)


class ListReader:
    """Reads the rows of a list, from one table or from several that follow each other."""

    def __init__(
        self, first_number: int, table: Table, header: int, columns: ListColumns, money_unit: str
    ) -> None:
        self._columns = columns
        self._width = table.width
        stated = next((label.unit for label in columns.labels.values() if label.unit), "")
        self._money_unit = money_unit or stated
        self._number = first_number
        self._draft: TargetDraft | None = None
        self._key: tuple[str, ...] = ()
        self._rows: IndicatorRows | None = None
        self.targets: list[PerformanceTarget] = []
        self.indicators: list[PerformanceIndicator] = []
        self.notes: list[Note] = list(self._unknown_columns(table, header))

    def read_table(self, table: Table, start: int) -> None:
        """Takes the rows of a table from `start` on; a later table needs no header of its own."""
        aligned = self._aligned(table)
        if aligned is None:
            self.notes.append(Note(UNREAD, _NO_PROJECT, None, None, table.place(), {}))
            return
        for row in range(start, len(aligned.rows)):
            self._read_row(aligned, row)

    def finish(self) -> None:
        """Ends the project read last. A row without goal and indicators is no target."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        found = self._rows.found if self._rows is not None else []
        if draft.goals or found:
            self.targets.append(draft.finish())
            self.indicators += found
            self.notes += draft.notes
            self._number += 1

    def _unknown_columns(self, table: Table, header: int) -> Iterator[Note]:
        for at, cell in enumerate(table.rows[header]):
            if cell and at not in self._columns.labels:
                yield Note(UNREAD, _UNKNOWN_COLUMN, None, None, table.place(header, at), {"text": cell})

    def _aligned(self, table: Table) -> Table | None:
        """A later table on the columns of the first; None where they can't be brought together."""
        if table.width == self._width:
            return table
        columns = self._columns.indicators
        if columns is None or columns.level1 < 0 or not table.rows:
            return None
        here = next((at for at, cell in enumerate(table.rows[0]) if is_level1(cell)), None)
        missing = columns.level1 - here if here is not None else 0
        if missing <= 0 or table.width + missing != self._width:
            return None
        return replace(table, rows=tuple(("",) * missing + row for row in table.rows), spans=None)

    def _read_row(self, table: Table, row: int) -> None:
        cells = table.rows[row]
        if not any(cells):
            return
        name = cells[self._columns.project]
        if _ROW_WORDS(squash(name)) is not None:
            return
        indicator_places = self._indicator_places()
        key = tuple(cell for at, cell in enumerate(cells) if at not in indicator_places)
        if name and not self._is_same(table, row, key):
            self._start(table, row, key)
        elif self._draft is not None and not name:
            self._extend_goal(table, row)
        if self._draft is None:
            self.notes.append(
                Note(
                    UNREAD, _NO_PROJECT, None, None, table.place(row), {"text": " ".join(filter(None, cells))}
                )
            )
        elif self._rows is not None:
            for text in self._rows.read(table, row):
                self._draft.note(_NO_PROJECT, text, table.place(row))

    def _indicator_places(self) -> set[int]:
        return {at for at, label in self._columns.labels.items() if label.kind in ("column", "left_out")}

    def _is_same(self, table: Table, row: int, key: tuple[str, ...]) -> bool:
        """Whether a row goes on with the project above: everything but the indicator is printed again, or its
        name is, at the top of a page.
        """
        if self._draft is None or self._columns.indicators is None:
            return False
        if key == self._key:
            return True
        at_seam = row in table.seams or row == 0
        project = self._columns.project
        return at_seam and squash(table.rows[row][project]) == squash(self._draft.fields.get("project", ""))

    def _start(self, table: Table, row: int, key: tuple[str, ...]) -> None:
        self.finish()
        draft = TargetDraft(self._number, table.place(row), self._money_unit)
        cells = table.rows[row]
        labels = self._columns.labels
        funds = [at for at, label in labels.items() if label.kind == "fund"]
        periods = draft.start_funds_row([labels[at] for at in funds]) if funds else []
        for at, label in labels.items():
            if label.kind == "field" and cells[at]:
                draft.set_field(label.name, cells[at])
            elif label.kind == "goal" and cells[at]:
                draft.add_goal("term" if label.name == "term" else "year", cells[at])
        for at, period in zip(funds, periods, strict=True):
            if not draft.add_fund(labels[at], period, cells[at], table, row):
                draft.note(_NO_AMOUNT, cells[at], table.place(row, at))
        self._draft = draft
        self._key = key
        columns = self._columns.indicators
        self._rows = IndicatorRows(self._number, columns, table.spans is not None) if columns else None

    def _extend_goal(self, table: Table, row: int) -> None:
        """A goal that goes on in a row of its own: the page ended inside its cell."""
        assert self._draft is not None
        for at, label in self._columns.labels.items():
            text = table.rows[row][at]
            if text and label.kind == "goal":
                self._draft.add_goal("term" if label.name == "term" else "year", text, separator="")


def _labels(table: Table, row: int) -> dict[int, Label]:
    return {
        at: label for at, cell in enumerate(table.rows[row]) if cell and (label := label_of(cell)) is not None
    }


def _filled(table: Table, row: int) -> int:
    return sum(1 for cell in table.rows[row] if cell)


def _is_index_row(cells: tuple[str, ...]) -> bool:
    """Whether a row only numbers the columns."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 2 and [str(number) for number in range(1, len(filled) + 1)] == filled
