"""A list over all projects: a column each for the project, its funds, its goal, and mostly its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from budgetlib.disclosure import Note, PerformanceIndicator, PerformanceTarget
from budgetlib.document import Table
from budgetlib.layouts import vocabulary
from budgetlib.targets.draft import NO_UNIT, PROJECT, UNREAD, TargetDraft
from budgetlib.targets.indicators import IndicatorColumns, IndicatorRows, indicator_columns
from budgetlib.targets.labels import Label, is_withheld, label_of
from budgetlib.text import one_line, squash

_ROW_WORDS = vocabulary("rows", "list")
_UNKNOWN_COLUMN = "绩效目标表有一列的表头未能识别，该列未读取"
_NO_AMOUNT = "绩效目标表的资金栏里不是金额"
_NO_PROJECT = "绩效目标表中有内容没有写明项目"
_UNPLACED = "绩效目标表中有内容未归入任何栏目"


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
    projects = [at for at, label in labels.items() if label.name == "project"]
    has_content = (
        any(kind == "goal" for kind, _ in names) or {("column", "level3"), ("column", "content")} & names
    )
    if len(names) < 3 or not projects or not has_content:
        return None
    body = row + 1
    while body < len(table.rows) and (inner := _labels(table, body)) and len(inner) == _filled(table, body):
        labels = _joined(labels, inner)
        body += 1
    while body < len(table.rows) and _is_index_row(table.rows[body]):
        body += 1
    return ListColumns(max(projects), labels, indicator_columns(labels, "year"), body)


class ListReader:
    """Reads the rows of a list, from one table or from several that follow each other."""

    def __init__(
        self,
        first_number: int,
        table: Table,
        header: int,
        columns: ListColumns,
        units: tuple[str, str],
        said: set[str],
        *,
        scope: str = PROJECT,
    ) -> None:
        """`said` holds the projects of earlier lists; those of this one are added."""
        labels = columns.labels
        self._scope = scope
        self._columns = columns
        self._width = table.width
        stated = next((label.unit for label in labels.values() if label.unit), "")
        self._units = (units[0] or stated, units[1])
        self._funds = [at for at, label in labels.items() if label.kind == "fund"]
        self._of_project = [at for at, label in labels.items() if label.kind not in ("column", "left_out")]
        self._number = first_number
        self._draft: TargetDraft | None = None
        self._name = ""
        self._key: list[str] = []
        self._rows: IndicatorRows | None = None
        self._said, self._before = said, frozenset(said)
        self.targets: list[PerformanceTarget] = []
        self.indicators: list[PerformanceIndicator] = []
        self.notes: list[Note] = list(self._unknown_columns(table, header))

    def read_table(self, table: Table, start: int) -> None:
        """Takes the rows of a table from `start` on; a later table needs no header of its own."""
        aligned = self._aligned(table)
        if aligned is None:
            self.notes.append(Note(UNREAD, _NO_PROJECT, None, None, table.place(), {}))
            return
        blocks = _merged_blocks(aligned, self._columns.project)
        for row in range(start, len(aligned.rows)):
            if any(aligned.rows[row]):
                self._read_row(aligned, row, begins_block=row in blocks)

    def finish(self) -> None:
        """Ends the project read last. A row without goal and indicators is no target."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        found = self._rows.found if self._rows is not None else []
        if not draft.project:
            draft.note(_NO_PROJECT, " ".join(indicator.level3 for indicator in found), draft.place)
        elif found or (draft.goals and not self._is_known(draft)):
            self.targets.append(draft.finish())
            self.indicators += found
            self._number += 1
        noted = any(note.kind == NO_UNIT for note in self.notes)  # once for the whole list
        self.notes += [note for note in draft.notes if not (noted and note.kind == NO_UNIT)]

    def _is_known(self, draft: TargetDraft) -> bool:
        """Whether a goal is kept back, or is one of a project that an earlier list has (key projects in the text)."""
        if all(map(is_withheld, draft.goals.values())) or draft.project in self._before:
            return True
        self._said.add(draft.project)
        return False

    def _unknown_columns(self, table: Table, header: int) -> Iterator[Note]:
        for at, cell in enumerate(table.rows[header]):
            if cell and at not in self._columns.labels:
                yield Note(UNREAD, _UNKNOWN_COLUMN, None, None, table.place(header, at), {"text": cell})

    def _aligned(self, table: Table) -> Table | None:
        """A later table on the columns of the first; None where they can't be brought together."""
        if table.width == self._width:
            return table
        return self._rows.aligned(table) if self._rows is not None else None

    def _read_row(self, table: Table, row: int, *, begins_block: bool) -> None:
        cells = table.rows[row]
        if _is_marker(cells) or _ROW_WORDS(squash(next(filter(None, cells)))) is not None:
            return
        if self._draft is None and self._is_total(cells):
            return
        name = squash(cells[self._columns.project])
        key = [cells[at] for at in self._of_project]
        at_seam = row in table.seams or row == 0
        if name and self._draft is not None and not self._draft.project and at_seam:
            self._name_draft(table, row)
        elif at_seam and self._is_cut(cells):
            self._extend(table, row)
        elif (name and not self._goes_on(name, key, at_seam)) or (begins_block and not name and not at_seam):
            self._start(table, row)
        elif self._draft is not None:
            self._add_goals(self._draft, cells)
            if not name:
                self._refuse_project_cells(self._draft, table, row)
        self._name, self._key = (
            squash(self._draft.project) if self._draft and at_seam else name or self._name,
            key,
        )
        if self._draft is None:
            self.notes.append(
                Note(UNREAD, _NO_PROJECT, None, None, table.place(row), {"text": " ".join(cells)})
            )
        elif self._rows is not None:
            for text in self._rows.read(table, row):
                self._draft.note(_UNPLACED, text, table.place(row))

    def _is_cut(self, cells: tuple[str, ...]) -> bool:
        """Whether a row on top of a page holds the rest of the texts in the row before: it has no amounts at all."""
        return (
            self._draft is not None
            and any(fund.printed for fund in self._draft.funds)
            and not any(cells[at] for at in self._funds)
        )

    def _extend(self, table: Table, row: int) -> None:
        """Adds the rest of a row that the end of a page cut to the texts that it has begun."""
        draft, cells = self._draft, table.rows[row]
        assert draft is not None
        for at in self._of_project:
            label = self._columns.labels[at]
            if (
                cells[at]
                and label.kind in ("field", "list")
                and cells[at] not in draft.fields.get(label.name, "")
            ):
                draft.extend_field(label.name, cells[at], "")
        self._add_goals(draft, cells)

    def _is_total(self, cells: tuple[str, ...]) -> bool:
        """Whether a row above all projects holds amounts alone: those of the whole list."""
        return all(at in self._funds for at, cell in enumerate(cells) if cell)

    def _goes_on(self, name: str, key: list[str], at_seam: bool) -> bool:
        """Whether a named row is of the project above: everything but the indicator is printed again, or the
        name is, at the top of a page.
        """
        if self._draft is None or self._columns.indicators is None:
            return False
        return key == self._key or (at_seam and name == self._name)

    def _start(self, table: Table, row: int) -> None:
        """Begins a target. One that is not named yet is cut by the end of a page; its name stands on the next."""
        self.finish()
        self._draft = TargetDraft(self._number, table.place(row), *self._units, scope=self._scope)
        columns = self._columns.indicators
        self._rows = IndicatorRows(self._number, columns, table) if columns else None
        if table.rows[row][self._columns.project]:
            self._name_draft(table, row)
        else:
            self._add_goals(self._draft, table.rows[row])

    def _name_draft(self, table: Table, row: int) -> None:
        """Takes what a row says of the project itself."""
        draft, cells = self._draft, table.rows[row]
        assert draft is not None
        labels = self._columns.labels
        for at in self._of_project:
            if cells[at] and labels[at].kind in ("field", "list"):
                draft.set_field(labels[at].name, cells[at])
        periods = draft.start_funds_row([(at, labels[at]) for at in self._funds])
        for at, period in zip(self._funds, periods, strict=True):
            if not draft.add_fund(labels[at], period, cells[at], table, row):
                draft.note(_NO_AMOUNT, cells[at], table.place(row, at))
        self._add_goals(draft, cells)

    def _add_goals(self, draft: TargetDraft, cells: Sequence[str]) -> None:
        """Adds the goals of a row to what the page before printed of them, unless they are printed again."""
        for at in self._of_project:
            label = self._columns.labels[at]
            period = "term" if label.name == "term" else "year"
            if label.kind == "goal" and cells[at] and one_line(cells[at]) not in draft.goals.get(period, ""):
                draft.add_goal(period, cells[at], separator="")

    def _refuse_project_cells(self, draft: TargetDraft, table: Table, row: int) -> None:
        """A row without a name may go on with a goal; anything else of a project has no place there."""
        for at in self._of_project:
            if table.rows[row][at] and self._columns.labels[at].kind != "goal":
                draft.note(_UNPLACED, table.rows[row][at], table.place(row, at))


def _joined(outer: Mapping[int, Label], inner: Mapping[int, Label]) -> dict[int, Label]:
    """The labels of two header rows: the inner one counts, but 合计 under the name of a source is that source."""
    joined = dict(outer)
    for at, label in inner.items():
        above = outer.get(at)
        is_source = above is not None and above.kind == "fund" and above.name != "total"
        joined[at] = above if above is not None and is_source and label.name == "total" else label
    return joined


def _merged_blocks(table: Table, column: int) -> set[int]:
    """The rows in which a cell of a column begins that is merged over several rows."""
    return {row for (row, at), (height, _) in (table.spans or {}).items() if at == column and height > 1}


def _labels(table: Table, row: int) -> dict[int, Label]:
    return {
        at: label for at, cell in enumerate(table.rows[row]) if cell and (label := label_of(cell)) is not None
    }


def _is_marker(cells: tuple[str, ...]) -> bool:
    """Whether a row only marks columns (**)."""
    return set("".join(cells)) <= {"*"}


def _filled(table: Table, row: int) -> int:
    return sum(1 for cell in table.rows[row] if cell)


def _is_index_row(cells: tuple[str, ...]) -> bool:
    """Whether a row only numbers the columns."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 2 and [str(number) for number in range(1, len(filled) + 1)] == filled
