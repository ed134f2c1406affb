"""A form per project: labels with their values beside them, then the table of indicators."""

from __future__ import annotations

from typing import NamedTuple

from budgetlib.disclosure import PerformanceIndicator
from budgetlib.document import Table
from budgetlib.targets.draft import TargetDraft
from budgetlib.targets.indicators import IndicatorRows, indicator_columns
from budgetlib.targets.labels import Label, label_of

_UNPLACED = "绩效目标表中有内容未归入任何栏目"
_TOO_MANY = "绩效目标表的一个栏目旁有多个内容，多出的未归入任何栏目"
_NO_AMOUNT = "绩效目标表的资金栏里不是金额"
_GOALS = "goals"


class _Entry(NamedTuple):
    """A label in a row, with the cells that stand between it and the next label."""

    label: Label
    column: int
    values: list[tuple[int, str]]


class FormReader:
    """Reads one form row by row, from one table or from several that follow each other."""

    def __init__(self, draft: TargetDraft) -> None:
        self.draft = draft
        self._indicators: list[PerformanceIndicator] = []
        self._rows: IndicatorRows | None = None
        self._first = 0
        self._caption_period = ""
        self._goal_columns: list[tuple[str, int]] = []
        self._open = ""
        """What a row without labels goes on with: a field's name, or goals."""

    def read(self, table: Table, row: int) -> None:
        """Takes one row of the form."""
        if self._rows is not None and self._is_indicator_row(table.rows[row]):
            for text in self._rows.read(table, row):
                self.draft.note(_UNPLACED, text, table.place(row))
        else:
            self._read_labels(table, row)

    def indicators(self) -> list[PerformanceIndicator]:
        """All indicators read so far."""
        return self._indicators + (self._rows.found if self._rows is not None else [])

    def _is_indicator_row(self, cells: tuple[str, ...]) -> bool:
        """Whether a row below a header of indicators is one of them, and not a label and its value."""
        filled = [cell for cell in cells[: self._first + 1] if cell]
        label = label_of(filled[0]) if filled else None
        if label is not None and label.kind == "indicators":  # the caption, repeated in every row
            label = label_of(filled[1]) if len(filled) > 1 else None
        return label is None

    def _read_labels(self, table: Table, row: int) -> None:
        cells = table.rows[row]
        labels = {
            at: label for at, cell in enumerate(cells) if cell and (label := label_of(cell)) is not None
        }
        if not labels:
            self._go_on(table, row, [(at, cell) for at, cell in enumerate(cells) if cell])
        elif not self._start_indicators(table, labels):
            self._read_entries(table, row, labels)

    def _start_indicators(self, table: Table, labels: dict[int, Label]) -> bool:
        """Begins to read indicators where the row is their header."""
        for label in labels.values():
            if label.kind == "indicators":
                self._caption_period = label.period
        periods = [period for period, _ in self._goal_columns]
        if len(periods) < 2:
            periods = ["term", "year"]
        two_sided = sum(label.name == "level3" for label in labels.values()) > 1
        if not two_sided:
            periods = ["term" if set(self.draft.goals) == {"term"} else "year"]
        columns = indicator_columns(labels, self._caption_period, periods)
        if columns is None:
            return False
        self._indicators = self.indicators()
        self._rows = IndicatorRows(self.draft.number, columns, exact=table.spans is not None)
        self._first = columns.first
        return True

    def _read_entries(self, table: Table, row: int, labels: dict[int, Label]) -> None:
        entries: list[_Entry] = []
        for at, cell in enumerate(table.rows[row]):
            if at in labels:
                label = labels[at]
                entries.append(_Entry(label, at, [(at, label.value)] if label.value else []))
            elif cell and entries:
                entries[-1].values.append((at, cell))
            elif cell:
                self.draft.note(_UNPLACED, cell, table.place(row, at))
        funds = [entry for entry in entries if entry.label.kind == "fund"]
        periods = iter(self.draft.start_funds_row([entry.label for entry in funds]) if funds else ())
        self._open = ""
        for entry in entries:
            kind = entry.label.kind
            if kind == "field":
                self._read_field(table, row, entry)
            elif kind == "fund":
                self._read_fund(table, row, entry, next(periods))
            elif kind in ("funds", "money"):
                self._read_caption(table, row, entry)
            elif kind in ("indicators", "column"):
                self._refuse(table, row, entry.values, _UNPLACED)
        goals = [entry for entry in entries if entry.label.kind == "goal"]
        if goals:
            self._read_goals(table, row, goals)

    def _read_field(self, table: Table, row: int, entry: _Entry) -> None:
        if not entry.values:
            return
        name = entry.label.name
        (at, text), *more = entry.values
        if not self.draft.set_field(name, text):
            more.insert(0, (at, text))
        self._refuse(table, row, more, _TOO_MANY)
        self._open = name

    def _read_caption(self, table: Table, row: int, entry: _Entry) -> None:
        """The caption of all funds: it states the unit, and sometimes the total stands right beside it."""
        if entry.label.unit:
            self.draft.money_unit = entry.label.unit
        if entry.values and entry.label.kind == "funds":
            total = entry.label._replace(kind="fund", name="total")
            self._read_fund(table, row, entry._replace(label=total), *self.draft.start_funds_row([total]))

    def _read_fund(self, table: Table, row: int, entry: _Entry, period: str) -> None:
        (at, printed), *more = entry.values or [(entry.column, "")]
        if not self.draft.add_fund(entry.label, period, printed, table, row):
            more.insert(0, (at, printed))
            self._refuse(table, row, more, _NO_AMOUNT)
        else:
            self._refuse(table, row, more, _TOO_MANY)

    def _read_goals(self, table: Table, row: int, entries: list[_Entry]) -> None:
        """Goals beside their label, or the heads 实施期目标 and 年度目标 of goals in the rows below."""
        heads = [(entry.label.name, entry.column) for entry in entries if not entry.values]
        named = [head for head in heads if head[0] != "any"]
        if heads:
            self._goal_columns = named or [("year", column) for _, column in heads]
        for entry in entries:
            if entry.values and entry.label.name != "any":
                for _, text in entry.values:
                    self.draft.add_goal(entry.label.name, text)
            elif entry.values:
                self._place_goals(table, row, entry.values)
        self._open = _GOALS

    def _place_goals(self, table: Table, row: int, values: list[tuple[int, str]]) -> None:
        """Gives each text to the head that it stands under: one by one, or the nearest where one is blank."""
        heads = self._goal_columns or [("year", values[0][0])]
        separator = "" if row in table.seams else "\n"
        if len(values) < len(heads):
            for at, text in values:
                period, _ = min(heads, key=lambda head: abs(head[1] - at))
                self.draft.add_goal(period, text, separator)
            return
        for (period, _), (_, text) in zip(heads, values, strict=False):
            self.draft.add_goal(period, text, separator)
        self._refuse(table, row, values[len(heads) :], _TOO_MANY)

    def _go_on(self, table: Table, row: int, values: list[tuple[int, str]]) -> None:
        """A row without any label: it goes on with the text above it."""
        if not values:
            return
        if self._open == _GOALS:
            self._place_goals(table, row, values)
        elif self._open and len(values) == 1:
            self.draft.extend_field(self._open, values[0][1], "" if row in table.seams else "\n")
        else:
            self._refuse(table, row, values, _UNPLACED)

    def _refuse(self, table: Table, row: int, values: list[tuple[int, str]], message: str) -> None:
        for at, text in values:
            self.draft.note(message, text, table.place(row, at))
