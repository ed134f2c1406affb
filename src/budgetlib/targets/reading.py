"""All project performance targets of a document, whatever shapes they have."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from budgetlib.disclosure import Note, PerformanceIndicator, PerformanceTarget
from budgetlib.document import Document, Paragraph, Table
from budgetlib.money import UNIT_FACTORS
from budgetlib.targets.draft import UNREAD, TargetDraft
from budgetlib.targets.forms import FormReader
from budgetlib.targets.labels import (
    Label,
    is_level1,
    is_level2,
    is_title,
    is_year,
    label_of,
    money_unit_in,
    other_form_labelled,
    other_form_titled,
    project_in_title,
)
from budgetlib.targets.lists import ListReader, list_columns
from budgetlib.text import squash

OTHER_FORM = "targets.other_form"
"""Kind of the notes on forms of goals that are not of one project."""

_EVALUATION = "evaluation"
_OTHER_FORMS = {
    "department": "部门（单位）整体绩效目标表，不是项目绩效目标，未计入",
    "transfer": "转移支付绩效目标表，不是本部门项目的绩效目标，未计入",
    _EVALUATION: "项目支出绩效自评表，是执行结果的评价，不是绩效目标，未计入",
}
_NO_PROJECT = "有绩效指标的表没有写明项目，未读取"
_NOTHING = Label("", "", "", "", "")
_OTHER_COLUMNS = "绩效目标表的续表列数与前页不同，未读取"
_FIRST_ROWS = 12
"""A form or list shows what it is in its first rows."""
_SPEAKING_ROWS = 40
"""Every target table uses the word 绩效 in its first rows."""
_HEAD_LINES = 6
"""So many paragraphs above a table may belong to its head."""


class TargetsRead(NamedTuple):
    """What a document says about the performance targets of its projects."""

    targets: tuple[PerformanceTarget, ...]
    indicators: tuple[PerformanceIndicator, ...]
    notes: tuple[Note, ...]


def read_targets(document: Document) -> TargetsRead:
    """Every project performance target of a document, with its funds and indicators.

    Reads one form per project and lists over all projects. Forms of a whole department or of transfer payments
    are no targets of a project; each gives a note of kind `targets.other_form`. What stands in a target table
    and can't be placed gives a note of kind `targets.unread`, with its place.
    """
    reader = _TargetTables()
    head: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            head.append(block.text)
        else:
            reader.read(block, head[-_HEAD_LINES:])
            head = []
    return reader.result()


class _TargetTables:
    """Goes through the tables of a document and keeps what it reads."""

    def __init__(self) -> None:
        self._targets: list[PerformanceTarget] = []
        self._indicators: list[PerformanceIndicator] = []
        self._notes: list[Note] = []
        self._form: FormReader | None = None
        self._list: ListReader | None = None
        self._passed_over = ""
        self._said: set[str] = set()

    def read(self, table: Table, head: list[str]) -> None:
        """Takes a table with the paragraphs above it."""
        title = next((text for text in reversed(head) if is_title(text)), "")
        if not title and not self._is_reading and not _speaks_of_targets(table):
            return
        shape, row, title = _recognise(table, title)
        is_part = shape == "part" or (shape in _OTHER_FORMS and shape == self._passed_over)
        if is_part and not title and self._is_reading:
            self._go_on(table)
            return
        self._end()
        if shape == "list":
            self._read_list(table, row, self._units(table, row, head))
        elif shape == "form":
            self._read_forms(table, title, self._units(table, 0, head))
        elif shape in _OTHER_FORMS:
            self._passed_over = shape
            self._add_note(OTHER_FORM, _OTHER_FORMS[shape], table, {"form": shape, "title": title})
        elif shape == "part":
            self._add_note(UNREAD, _NO_PROJECT, table, {"title": title})

    def result(self) -> TargetsRead:
        """Everything read."""
        self._end()
        return TargetsRead(tuple(self._targets), tuple(self._indicators), tuple(self._notes))

    @property
    def _is_reading(self) -> bool:
        return self._form is not None or self._list is not None or self._passed_over != ""

    def _units(self, table: Table, row: int, head: list[str]) -> tuple[str, str]:
        """The unit of money stated for a table, and the one that the target before it states."""
        before = self._targets[-1].funds if self._targets else ()
        return _money_unit(table, row, head), next((fund.unit for fund in before if fund.unit), "")

    def _read_list(self, table: Table, header: int, units: tuple[str, str]) -> None:
        columns = list_columns(table, header)
        assert columns is not None
        self._list = ListReader(len(self._targets) + 1, table, header, columns, units, self._said)
        self._list.read_table(table, columns.body)

    def _read_forms(self, table: Table, title: str, units: tuple[str, str]) -> None:
        """A table with one form, or with several below each other."""
        self._form = FormReader(TargetDraft(len(self._targets) + 1, table.place(0), *units))
        for row in range(len(table.rows)):
            if not self._form.read(table, row):
                self._end()
                self._form = FormReader(TargetDraft(len(self._targets) + 1, table.place(row), *units))
                self._form.read(table, row)
        if not self._form.draft.project:
            self._form.draft.set_field("project", project_in_title(title))

    def _go_on(self, table: Table) -> None:
        """The next part of a form or list that a page broke; of a form that is passed over, nothing is read."""
        if self._form is not None and self._form.fits(table):
            for row in range(len(table.rows)):
                self._form.read(table, row)
        elif self._form is not None:
            self._add_note(UNREAD, _OTHER_COLUMNS, table, {"project": self._form.draft.project})
        elif self._list is not None:
            self._list.read_table(table, 0)

    def _add_note(self, kind: str, message: str, table: Table, detail: dict[str, str]) -> None:
        self._notes.append(Note(kind, message, None, None, table.place(), detail))

    def _end(self) -> None:
        """Ends the form or list being read."""
        if self._form is not None:
            self._targets.append(self._form.draft.finish())
            self._indicators += self._form.indicators()
            self._notes += self._form.draft.notes
        if self._list is not None:
            self._list.finish()
            self._targets += self._list.targets
            self._indicators += self._list.indicators
            self._notes += self._list.notes
        self._form = self._list = None
        self._passed_over = ""


def _speaks_of_targets(table: Table) -> bool:
    return any("绩效" in "".join(cells) for cells in table.rows[:_SPEAKING_ROWS])


def _recognise(table: Table, title: str) -> tuple[str, int, str]:
    """What a table is, the row that shows it, and its title, which may stand inside the table.

    It is a `list` or a `form`, one of `_OTHER_FORMS`, a `part` (indicators of something that began above it),
    or none of these (empty).
    """
    shape, found = "", 0
    for row, cells in enumerate(table.rows[:_FIRST_ROWS]):
        kinds = [kind for cell in cells if cell and (kind := other_form_labelled(cell))]
        if _EVALUATION in kinds:
            shape = _EVALUATION
            break
        if shape in ("list", "form"):
            continue
        if _is_title_row(cells):
            title = next((cell for cell in cells if is_title(cell)), title)
        elif list_columns(table, row) is not None:
            shape, found = "list", row
        elif _names_project(cells) and not shape:
            shape, found = "form", row
        elif kinds and not shape:
            shape = kinds[0]
    if title and (titled := other_form_titled(title)):
        shape = titled
    if not shape and _has_indicators(table):
        shape = "form" if project_in_title(title) else "part"
    return shape, found, title


def _has_indicators(table: Table) -> bool:
    """Whether a table begins with indicators: a header of them, or the words of the two upper levels."""
    return any(
        is_level1(cell)
        or is_level2(cell)
        or ((label := label_of(cell)) is not None and label.name == "level3")
        for cells in table.rows[:_FIRST_ROWS]
        for cell in cells
        if cell
    )


def _names_project(cells: tuple[str, ...]) -> bool:
    """Whether a row says 项目名称 and then the name, rather than the name of another column."""
    labels = [label_of(cell) for cell in cells if cell]
    return any(
        label is not None and label[:2] == ("field", "project") and (label.value != "" or after is None)
        for label, after in pairwise((*labels, _NOTHING))
    )


def _is_title_row(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and (is_title(filled[0]) or is_year(filled[0]))


def _money_unit(table: Table, row: int, head: list[str]) -> str:
    """The unit of money stated in the rows above `row`, else in the lines above the table."""
    inside = (cell for cells in table.rows[:row] for cell in cells if "元" in cell)
    above = [text for text in reversed(head) if "元" in text]
    alone = (unit for text in above if (unit := squash(text)) in UNIT_FACTORS)
    return next((unit for text in (*inside, *above) if (unit := money_unit_in(text))), next(alone, ""))
