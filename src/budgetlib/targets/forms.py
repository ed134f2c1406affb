"""A form per project: labels with their values beside them, then the table of indicators."""

from __future__ import annotations

from typing import NamedTuple

from budgetlib.disclosure import PerformanceIndicator, PerformanceTarget
from budgetlib.document import Table
from budgetlib.targets.draft import DEPARTMENT, TargetDraft
from budgetlib.targets.fund_tables import FundTable, fund_row, fund_table
from budgetlib.targets.indicators import IndicatorRows, indicator_columns
from budgetlib.targets.labels import Label, is_title, is_title_row, is_year, label_of, name_in_title
from budgetlib.text import squash

_UNPLACED = "绩效目标表中有内容未归入任何栏目"
_TOO_MANY = "绩效目标表的一个栏目旁有多个内容，多出的未归入任何栏目"
_NO_AMOUNT = "绩效目标表的资金栏里不是金额"
_GOALS, _TASKS = "goals", "tasks"


class _Entry(NamedTuple):
    """A label in a row, with the cells that stand between it and the next label."""

    label: Label
    column: int
    values: list[tuple[int, str]]


class FormReader:
    """Reads one form row by row, from one table or from several that follow each other."""

    def __init__(self, draft: TargetDraft, title: str = "") -> None:
        self.draft = draft
        self._title = title
        self.heading = ""
        """What the heading above the form's table calls the project, where nothing else names it."""
        self._indicators: list[PerformanceIndicator] = []
        self._rows: IndicatorRows | None = None
        self._first = 0
        self._project_label = ""
        self._caption_period = ""
        self._goal_columns: list[tuple[str, int]] = []
        self._open = ""
        """What a row without labels goes on with: a field's name, or goals."""
        self._amounts: tuple[Table, FundTable] | None = None
        """Columns of amounts, and the table that they stand in."""

    def aligned(self, table: Table) -> Table | None:
        """A table that goes on with the form, on the columns of the indicators begun; None where it can't be."""
        return table if self._rows is None else self._rows.aligned(table)

    def read(self, table: Table, row: int) -> bool:
        """Takes one row of the form; False, and nothing taken, where the row begins the next form."""
        if self._rows is not None and self._is_indicator_row(table.rows[row]):
            for text in self._rows.read(table, row):
                self.draft.note(_UNPLACED, text, table.place(row))
            return True
        if self._begins_next_form(table.rows[row]):
            return False
        if self._read_amounts(table, row):
            return True
        self._read_labels(table, row)
        return True

    def finish(self) -> tuple[PerformanceTarget | None, list[PerformanceIndicator]]:
        """The target and its indicators; None and nothing for a form that nobody filled in."""
        found = self.indicators()
        if not self.draft.project and self.draft.scope != DEPARTMENT:
            self.draft.set_field("project", name_in_title(self._title) or self.heading)
        is_blank = not self.draft.is_filled and not any(one.level3 or one.value_text for one in found)
        return (None, []) if is_blank else (self.draft.finish(), found)

    def indicators(self) -> list[PerformanceIndicator]:
        """All indicators read so far."""
        return self._indicators + (self._rows.found if self._rows is not None else [])

    def begins_anew(self, table: Table) -> bool:
        """Whether a table begins another form of the same kind, rather than going on with this one."""
        first = next((row for row in table.rows if any(row) and not is_title_row(row)), None)
        return first is not None and self._begins_next_form(first)

    def _begins_next_form(self, cells: tuple[str, ...]) -> bool:
        """Whether a row has what this form has already: a title, the name of a project, or funds after indicators."""
        has_content = bool(self.draft.funds or self.draft.goals or self._rows)
        if is_title_row(cells):
            title = next(cell for cell in cells if cell)
            self._title = self._title or title
            return has_content and is_title(title)
        labels = [(label_of(cell), cell) for cell in cells if cell]
        for label, cell in labels:
            if label is None:
                continue
            if label.kind == "field" and label.name == "project" and self._begins_next(cell):
                return True
            if label.kind in ("funds", "fund") and self._rows is not None and self.draft.funds:
                return True
        return False

    def _read_amounts(self, table: Table, row: int) -> bool:
        """Takes a row of amounts that stand below the names of their sources, or the header of such rows."""
        begun = self._amounts[1] if self._amounts is not None and self._amounts[0] is table else None
        if begun is None:
            labels = filter(None, map(label_of, filter(None, table.rows[row])))
            if any(label.kind == "field" and label.name != "overview" for label in labels):
                return False
            begins = fund_table(table, row)
            if begins is None:
                return False
            self._amounts = (table, begins)
            self.draft.money_unit = begins.unit or self.draft.money_unit
            return True
        if row < begun.body:
            return True
        found = fund_row(begun, table, row)
        if found is None:
            self._amounts = None
            return False
        if found.is_whole:
            for label, at in found.cells:
                period = label.period or "year"
                if not self.draft.add_fund(label, period, table.rows[row][at], table, row):
                    self._refuse(table, row, [(at, table.rows[row][at])], _NO_AMOUNT)
        else:
            self._add_task([text for text in (found.name, found.content) if text])
        return True

    def _is_indicator_row(self, cells: tuple[str, ...]) -> bool:
        """Whether a row below a header of indicators is one of them, and no label, title or second header."""
        filled = [cell for cell in cells[: self._first + 1] if cell]
        if not filled or (self._rows is not None and self._rows.fits(cells)):
            return True
        label = label_of(filled[0])
        if label is not None and label.kind == "indicators":  # the caption, repeated in every row
            label = label_of(filled[1]) if len(filled) > 1 else None
        return label is None and not is_title(filled[0])

    def _read_labels(self, table: Table, row: int) -> None:
        """Takes a row of labels and values."""
        entries: list[_Entry] = []
        loose: list[tuple[int, str]] = []
        is_header = False
        for at, cell in enumerate(table.rows[row]):
            if not cell:
                continue
            label = label_of(cell)
            if label is not None:
                is_header = is_header or label.kind == "column"
                entries.append(_Entry(label, at, [(at, label.value)] if label.value else []))
            elif entries:
                entries[-1].values.append((at, cell))
            else:
                loose.append((at, cell))
        if not entries:
            self._go_on(table, row, loose)
        elif not (
            is_header and self._start_indicators(table, {entry.column: entry.label for entry in entries})
        ):
            self._refuse(table, row, loose, _UNPLACED)
            self._read_entries(table, row, entries)

    def _begins_next(self, cell: str) -> bool:
        """Whether the label of a project's name stands for a second time."""
        if self.draft.project and squash(cell) == self._project_label:
            return True
        self._project_label = self._project_label or squash(cell)
        return False

    def _start_indicators(self, table: Table, labels: dict[int, Label]) -> bool:
        """Begins to read indicators where the row is their header."""
        for label in labels.values():
            if label.kind == "indicators":
                self._caption_period = label.period
        goals = self.draft.goals.keys()
        alone = self._caption_period or ("term" if goals == {"term"} else "year")
        side_by_side = [period for period, _ in self._goal_columns]
        if len(side_by_side) < 2:
            side_by_side = ["term", "year"]
        columns = indicator_columns(labels, alone, side_by_side)
        if columns is None:
            return False
        self._indicators = self.indicators()
        self._rows = IndicatorRows(self.draft.number, columns, table)
        self._first = columns.first
        return True

    def _read_entries(self, table: Table, row: int, entries: list[_Entry]) -> None:
        self._open = ""
        if (
            all(entry.label.kind in ("tasks", "fund", "field") for entry in entries)
            and entries[0].label.kind == "tasks"
        ):
            self._open = _TASKS
            self._add_task([text for entry in entries for _, text in entry.values])
            return
        funds: list[_Entry] = []
        goals: list[_Entry] = []
        for entry in entries:
            kind = entry.label.kind
            if kind == "field":
                self._read_field(table, row, entry)
            elif kind == "fund":
                funds.append(entry)
            elif kind == "goal":
                goals.append(entry)
            elif kind in ("funds", "money"):
                self._read_caption(table, row, entry)
            elif kind != "left_out":
                if kind == "indicators":
                    self._caption_period = entry.label.period
                self._refuse(table, row, entry.values, _UNPLACED)
        heads = [
            entry for entry in funds if entry.label.name == "total" and entry.label.unit and not entry.values
        ]
        if len(heads) > 1:  # 预算金额（万元） twice, above the amounts of two columns
            self.draft.money_unit = heads[0].label.unit
            funds = [entry for entry in funds if entry not in heads]
        if funds:
            periods = self.draft.start_funds_row([(entry.column, entry.label) for entry in funds])
            for entry, period in zip(funds, periods, strict=True):
                self._read_fund(table, row, entry, period)
        if goals:
            self._read_goals(table, row, goals)

    def _add_task(self, texts: list[str]) -> None:
        """Keeps one of the year's tasks: its name, and what else its row says."""
        if texts:
            self.draft.extend_field("overview", "：".join(texts), "\n")

    def _read_field(self, table: Table, row: int, entry: _Entry) -> None:
        name = self._open = entry.label.name
        if not entry.values:
            return
        (at, text), *more = entry.values
        if not self.draft.set_field(name, text):
            more.insert(0, (at, text))
        self._refuse(table, row, more, _TOO_MANY)

    def _read_caption(self, table: Table, row: int, entry: _Entry) -> None:
        """The caption of all funds: it states the unit, and sometimes the total stands right beside it."""
        if entry.label.unit:
            self.draft.money_unit = entry.label.unit
        if entry.values and entry.label.kind == "funds":
            total = entry.label._replace(kind="fund", name="total")
            (period,) = self.draft.start_funds_row([(entry.column, total)])
            self._read_fund(table, row, entry._replace(label=total), period)

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
        """A row without any label: it goes on with the text above it, unless it is a title inside the frame."""
        if not values or (len(values) == 1 and self._is_heading(values[0][1])):
            return
        if self._open == _GOALS:
            self._place_goals(table, row, values)
        elif self._open == _TASKS:
            self._add_task([text for _, text in values])
        elif self._open and len(values) == 1:
            self.draft.extend_field(self._open, values[0][1], "" if row in table.seams else "\n")
        else:
            self._refuse(table, row, values, _UNPLACED)

    def _is_heading(self, text: str) -> bool:
        """Whether the only text of a row stands above the form: before its first label, or a title or year."""
        return not (self.draft.fields or self._open) or is_title(text) or is_year(text)

    def _refuse(self, table: Table, row: int, values: list[tuple[int, str]], message: str) -> None:
        for at, text in values:
            self.draft.note(message, text, table.place(row, at))
