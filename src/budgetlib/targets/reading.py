"""All project performance targets of a document, whatever shapes they have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetlib.disclosure import Note, PerformanceIndicator, PerformanceTarget
from budgetlib.document import Document, Paragraph, Table
from budgetlib.money import UNIT_FACTORS
from budgetlib.targets.draft import DEPARTMENT, PROJECT, UNREAD, TargetDraft
from budgetlib.targets.forms import FormReader
from budgetlib.targets.labels import (
    Label,
    is_continued,
    is_evaluation_labelled,
    is_evaluation_titled,
    is_level1,
    is_level2,
    is_title,
    is_title_row,
    label_of,
    money_unit_in,
    name_in_heading,
    project_in_title,
    scope_labelled,
    scope_titled,
)
from budgetlib.targets.lists import ListReader, list_columns
from budgetlib.text import squash, without_numbering

OTHER_FORM = "targets.other_form"
"""Kind of the notes on forms that are no targets: evaluations, and forms that nobody filled in."""

_EVALUATION = "evaluation"
_EVALUATED = "项目支出绩效自评表，是执行结果的评价，不是绩效目标，未计入"
_BLANK = "绩效目标表是空表，没有填写内容"
_NO_PROJECT = "绩效目标表没有写明项目"
_NOTHING = Label("", "", "", "", "")
_OTHER_COLUMNS = "绩效目标表的续表列数与前页不同，未读取"
_FIRST_ROWS = 12
"""A form or list shows what it is in its first rows."""
_SPEAKING_ROWS = 40
"""Every target table uses the word 绩效 in its first rows."""
_HEAD_LINES = 6
"""So many paragraphs above a table may belong to its head."""
_LONGEST_LINE = 120
"""A longer paragraph is text, and no label of a form."""


class TargetsRead(NamedTuple):
    """What a document says about the performance targets of its projects."""

    targets: tuple[PerformanceTarget, ...]
    indicators: tuple[PerformanceIndicator, ...]
    notes: tuple[Note, ...]


def read_targets(document: Document) -> TargetsRead:
    """Every performance target of a document, with its funds and indicators.

    Reads one form per project and lists over all projects; forms of a whole department, of a special fund or of a
    transfer say so in `scope`. Evaluations of earlier targets and blank forms each give a note of kind
    `targets.other_form`. What stands in a target table and can't be placed gives a note of kind `targets.unread`,
    with its place.
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


class _Shape(NamedTuple):
    """What a table is: a `list` or a `form`, an `evaluation`, a `part` (indicators of something that began above it,
    or a form that doesn't name its project), or none of these (empty)."""

    kind: str
    row: int
    """The row that shows it."""
    title: str
    """Its title, which may stand above it or inside."""
    scope: str
    """What it is the target of, empty where it doesn't say."""


class _TargetTables:
    """Goes through the tables of a document and keeps what it reads."""

    def __init__(self) -> None:
        self._targets: list[PerformanceTarget] = []
        self._indicators: list[PerformanceIndicator] = []
        self._notes: list[Note] = []
        self._form: FormReader | None = None
        self._list: ListReader | None = None
        self._title = ""
        self._section_scope = ""
        self._passes_over = False
        self._said: set[str] = set()

    def read(self, table: Table, head: list[str]) -> None:
        """Takes a table with the paragraphs above it."""
        title = next((text for text in reversed(head) if is_title(text)), "")
        self._section_scope = next(
            (
                scope_titled(text)
                for text in reversed(head)
                if is_title(text) and without_numbering(text) != text
            ),
            self._section_scope,
        )
        if not title and not self._is_reading and not _speaks_of_targets(table):
            return
        shape = _recognise(table, title)
        if self._is_reading and self._is_part(table, shape, head):
            self._go_on(table)
            return
        self._end()
        self._title = shape.title
        if shape.kind == "list":
            self._read_list(table, shape, self._units(table, shape.row, head))
        elif shape.kind == "form" or (shape.kind == "part" and _is_whole_form(table)):
            self._read_forms(table, shape, head)
        elif shape.kind == _EVALUATION:
            self._passes_over = True
            self._add_note(OTHER_FORM, _EVALUATED, table, {"form": _EVALUATION, "title": shape.title})
        elif shape.kind == "part":
            self._add_note(UNREAD, _NO_PROJECT, table, {"title": shape.title})

    def result(self) -> TargetsRead:
        """Everything read."""
        self._end()
        return TargetsRead(tuple(self._targets), tuple(self._indicators), tuple(self._notes))

    @property
    def _is_reading(self) -> bool:
        return self._form is not None or self._list is not None or self._passes_over

    def _is_part(self, table: Table, shape: _Shape, head: list[str]) -> bool:
        """Whether a table goes on with what is being read: it names no project, and no heading begins another form."""
        if shape.kind != "part" and not (shape.kind == _EVALUATION and self._passes_over):
            return False
        if shape.title and squash(shape.title) != squash(self._title) and not is_continued(shape.title):
            return False
        return not (self._form is not None and (_fields(head) or self._form.begins_anew(table)))

    def _units(self, table: Table, row: int, head: list[str]) -> tuple[str, str]:
        """The unit of money stated for a table, and the one that the target before it states."""
        before = self._targets[-1].funds if self._targets else ()
        return _money_unit(table, row, head), next((fund.unit for fund in before if fund.unit), "")

    def _scope(self, shape: _Shape) -> str:
        return shape.scope or self._section_scope or PROJECT

    def _read_list(self, table: Table, shape: _Shape, units: tuple[str, str]) -> None:
        columns = list_columns(table, shape.row)
        assert columns is not None
        scope = self._scope(shape)
        self._list = ListReader(
            len(self._targets) + 1, table, shape.row, columns, units, self._said, scope=scope
        )
        self._list.read_table(table, columns.body)

    def _read_forms(self, table: Table, shape: _Shape, head: list[str]) -> None:
        """A table with one form, or with several below each other."""
        self._form = self._new_form(table, 0, shape.title, self._scope(shape), self._units(table, 0, head))
        for name, value in _fields(head):
            self._form.draft.set_field(name, value)
        self._form.heading = next((text for text in map(name_in_heading, reversed(head)) if text), "")
        self._feed(self._form, table)

    def _new_form(self, table: Table, row: int, title: str, scope: str, units: tuple[str, str]) -> FormReader:
        draft = TargetDraft(len(self._targets) + 1, table.place(row), *units, scope=scope)
        return FormReader(draft, title)

    def _feed(self, form: FormReader, table: Table) -> None:
        """Gives the rows of a table to a form, and to the forms that begin inside of it."""
        scope = form.draft.scope
        for row in range(len(table.rows)):
            if form.read(table, row):
                continue
            self._end()
            units = (_money_unit(table, 0, []), form.draft.money_unit)
            self._form = form = self._new_form(table, row, "", scope, units)
            form.read(table, row)

    def _go_on(self, table: Table) -> None:
        """The next part of a form or list that a page broke; of an evaluation nothing is read."""
        if self._form is not None:
            aligned = self._form.aligned(table)
            if aligned is None:
                self._add_note(UNREAD, _OTHER_COLUMNS, table, {"project": self._form.draft.project})
            else:
                self._feed(self._form, aligned)
        elif self._list is not None:
            self._list.read_table(table, 0)

    def _add_note(self, kind: str, message: str, table: Table, detail: dict[str, str]) -> None:
        self._notes.append(Note(kind, message, None, None, table.place(), detail))

    def _end(self) -> None:
        """Ends the form or list being read."""
        if self._form is not None:
            self._end_form(self._form)
        if self._list is not None:
            self._list.finish()
            self._targets += self._list.targets
            self._indicators += self._list.indicators
            self._notes += self._list.notes
        self._form = self._list = None
        self._passes_over = False

    def _end_form(self, form: FormReader) -> None:
        target, indicators = form.finish()
        if target is None:
            detail = {"form": "blank", "title": self._title}
            self._notes.append(Note(OTHER_FORM, _BLANK, None, None, form.draft.place, detail))
            return
        self._targets.append(target)
        self._indicators += indicators
        self._notes += form.draft.notes
        if not target.project and target.scope != DEPARTMENT:
            detail = {"title": self._title}
            self._notes.append(Note(UNREAD, _NO_PROJECT, None, None, form.draft.place, detail))


def _fields(head: Sequence[str]) -> list[tuple[str, str]]:
    """Fields of a form that stand above its table: 项目名称：某项目."""
    found = [label_of(part) for text in head if len(text) < _LONGEST_LINE for part in text.split()]
    return [(label.name, label.value) for label in found if label and label.kind == "field" and label.value]


def _is_whole_form(table: Table) -> bool:
    """Whether a table that names no project is more than the rest of one: it has goals or funds of its own."""
    labels = [label_of(cell) for cells in table.rows[:_FIRST_ROWS] for cell in cells if cell]
    return any(label is not None and label.kind in ("goal", "fund", "field") for label in labels)


def _speaks_of_targets(table: Table) -> bool:
    return any("绩效" in "".join(cells) for cells in table.rows[:_SPEAKING_ROWS])


def _recognise(table: Table, title: str) -> _Shape:
    """What a table is. Its title may stand inside the table."""
    kind, found, labelled, has_content = "", 0, "", False
    for row, cells in enumerate(table.rows[:_FIRST_ROWS]):
        if any(is_evaluation_labelled(cell) for cell in cells if cell):
            kind = _EVALUATION
            break
        if kind:
            continue
        if is_title_row(cells):
            title = title if has_content else next((cell for cell in cells if is_title(cell)), title)
            continue
        has_content = True
        if list_columns(table, row) is not None:
            kind, found = "list", row
        elif _names_project(cells):
            kind, found = "form", row
        labelled = labelled or next((scope for cell in cells if cell and (scope := scope_labelled(cell))), "")
    if title and is_evaluation_titled(title):
        kind = _EVALUATION
    if not kind and (
        (labelled and _has_content(table)) or (project_in_title(title) and _has_indicators(table))
    ):
        kind = "form"
    elif kind and labelled == DEPARTMENT:
        labelled = ""  # a form of a project may begin with the name of the department
    if not kind and _has_indicators(table):
        kind = "part"
    return _Shape(kind, found, title, scope_titled(title) or labelled)


def _has_content(table: Table) -> bool:
    """Whether a table has goals or indicators, as every target has."""
    return any(
        (label := label_of(cell)) is not None and label.kind in ("goal", "column", "indicators")
        for cells in table.rows
        for cell in cells
        if cell
    )


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


def _money_unit(table: Table, row: int, head: list[str]) -> str:
    """The unit of money stated in the rows above `row`, else in the lines above the table."""
    inside = (cell for cells in table.rows[:row] for cell in cells if "元" in cell)
    above = [text for text in reversed(head) if "元" in text]
    alone = (unit for text in above if (unit := squash(text)) in UNIT_FACTORS)
    return next((unit for text in (*inside, *above) if (unit := money_unit_in(text))), next(alone, ""))
