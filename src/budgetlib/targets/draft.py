"""A performance target while it is being read: what the cells said so far."""

from __future__ import annotations

import re
from decimal import Decimal

from budgetlib.disclosure import Fund, Note, PerformanceTarget
from budgetlib.document import Place, Table
from budgetlib.money import is_blank, to_yuan
from budgetlib.targets.amounts import parse_amount
from budgetlib.targets.labels import Label
from budgetlib.targets.sources import divided
from budgetlib.text import one_line

_CODE_AND_NAME = re.compile(r"[\[【(（]?([0-9A-Za-z]*\d[0-9A-Za-z]*)[\]】)）\s.、:：_—–－-]+(\D.*)")
_PROJECT_CODE = re.compile(r"([0-9A-Z]{12,}(?=[-_—–－\s]*\D)|[0-9A-Z]{8,}(?=[-_—–－]))[-_—–－\s]*(.*)")

PROJECT, DEPARTMENT = "project", "department"
"""What a target is of, unless it is of a special fund or a transfer."""

UNREAD = "targets.unread"
"""Kind of the notes on what stands in a target table and could not be placed."""
NO_UNIT = "targets.no_unit"
"""Kind of the notes on target tables that state no unit of money."""


class TargetDraft:
    """Collects the parts of one target; `finish` makes the target of them.

    `money_unit` is the unit stated for the table, empty where none is; labels may state their own. `usual_unit`
    is the one that the other targets of the document state.
    """

    def __init__(
        self, number: int, place: Place, money_unit: str, usual_unit: str, scope: str = PROJECT
    ) -> None:
        self.scope = scope
        self.number = number
        self.place = place
        self.money_unit = money_unit
        self._usual_unit = usual_unit
        self.fields: dict[str, str] = {}
        self.goals: dict[str, str] = {}
        self.funds: list[Fund] = []
        self.notes: list[Note] = []
        self._periods: list[tuple[int, str]] = []
        """Column and period of each total."""

    @property
    def project(self) -> str:
        """Name of the project, empty as long as none was read."""
        return self.fields.get("project", "")

    @property
    def is_filled(self) -> bool:
        """Whether the form says anything: a goal, an amount, or what its project is called."""
        return bool(self.goals or self.project or any(fund.amount_yuan is not None for fund in self.funds))

    def set_field(self, name: str, text: str) -> bool:
        """Keeps the value of a field; False where the field has another value already."""
        value = one_line(text).strip()
        if name == "department":
            value = self._without_code(value, "department_code", _CODE_AND_NAME)
        elif name == "implementing_unit":
            value = self._without_code(value, "unit_code", _CODE_AND_NAME)
        elif name == "project":
            value = self._without_code(value, "project_code", _PROJECT_CODE)
        elif name == "attribute" and value and value not in self.fields.get(name, ""):
            value = "、".join(filter(None, (self.fields.pop(name, ""), value)))  # 项目性质 and 项目类别
        return self.fields.setdefault(name, value) == value

    def _without_code(self, text: str, field: str, pattern: re.Pattern[str]) -> str:
        """The name in a text that prints a code in front of it; the code is kept in `field`."""
        match = pattern.fullmatch(text)
        if match is None:
            return text
        self.fields[field] = match[1]
        return match[2]

    def extend_field(self, name: str, text: str, separator: str) -> None:
        """Adds text that stands below a field's label, or goes on below the first part of its value."""
        before = self.fields.get(name)
        self.fields[name] = one_line(text) if before is None else before + separator + one_line(text)

    def add_goal(self, period: str, text: str, separator: str = "\n") -> None:
        """Keeps a goal of `term` or `year`, below what is already known of it."""
        before = self.goals.get(period)
        self.goals[period] = one_line(text) if before is None else before + separator + one_line(text)

    def start_funds_row(self, labels: list[tuple[int, Label]]) -> list[str]:
        """The period of each label of funds in a row, given with its column.

        Totals say their period (实施期资金总额, 年度资金总额): of two side by side the first is that of the whole
        period where they don't say otherwise. The sources below follow in the same order; where one side
        is blank, the total that a source stands nearest to tells.
        """
        if any(label.name == "total" for _, label in labels):
            self._periods = _periods_of_totals(labels)
        known = self._periods or [(0, "year")]
        in_order = len(labels) == len(known)
        of_totals = dict(self._periods)
        return [
            of_totals[column]
            if label.name == "total"
            else label.period or (known[at][1] if in_order else _nearest(column, known))
            for at, (column, label) in enumerate(labels)
        ]

    def add_fund(self, label: Label, period: str, printed: str, table: Table, row: int) -> bool:
        """Keeps an amount by source; False where the cell holds something that is no amount."""
        found = parse_amount(printed)
        if found is None and not is_blank(printed):
            return False
        number = found.number if found is not None else None
        unit = (found.unit if found is not None else "") or label.unit or self.money_unit
        amount: Decimal | None = None
        if number is not None and not unit:
            unit = self._assume_unit(printed, table.place(row))
        if number is not None and unit:
            amount = to_yuan(number, unit)
        self.funds.append(
            Fund(
                period,
                label.name,
                amount,
                printed,
                unit,
                number.decimals if number is not None else 0,
                table.lines[row],
                row + 1,
            )
        )
        return True

    def _assume_unit(self, printed: str, place: Place) -> str:
        """The unit of amounts in a table that states none: the usual one, if there is one; a note says so."""
        usual = self._usual_unit
        if not any(note.kind == NO_UNIT for note in self.notes):
            how = f"按本文件其他绩效目标表的单位（{usual}）换算" if usual else "金额未换算"
            detail = {"text": printed, "project": self.project, "assumed": usual}
            self.notes.append(Note(NO_UNIT, f"绩效目标表没有说明金额单位，{how}", None, None, place, detail))
        self.money_unit = usual
        return usual

    def note(self, message: str, text: str, place: Place) -> None:
        """Records what could not be placed, with its text."""
        detail = {"text": text, "project": self.project, "target": str(self.number)}
        self.notes.append(Note(UNREAD, message, None, None, place, detail))

    def finish(self) -> PerformanceTarget:
        """The target as read so far."""
        get = self.fields.get
        return PerformanceTarget(
            number=self.number,
            project=self.project,
            department_code=get("department_code", ""),
            department=get("department", "")
            or (get("implementing_unit", "") if self.scope == DEPARTMENT else ""),
            implementing_unit=get("implementing_unit", ""),
            attribute=get("attribute", ""),
            term=get("term", "至".join(day for day in (get("begins", ""), get("ends", "")) if day)),
            funds=divided(self.funds),
            overview=get("overview", ""),
            basis=get("basis", ""),
            necessity=get("necessity", ""),
            measures=get("measures", ""),
            plan=get("plan", ""),
            term_goal=self.goals.get("term", ""),
            year_goal=self.goals.get("year", ""),
            filed=get("filed", ""),
            place=self.place,
            project_code=get("project_code", ""),
            scope=self.scope,
        )


def _periods_of_totals(labels: list[tuple[int, Label]]) -> list[tuple[int, str]]:
    """Column and period of the totals in a row of labels."""
    totals = [(column, label.period) for column, label in labels if label.name == "total"]
    stated = [period for _, period in totals]
    if len(labels) == len(totals) == 2 and stated[0] == stated[1]:
        stated = ["term", "year"]
    elif "year" in stated and len(totals) > 1:
        stated = [period or "term" for period in stated]
    return [(column, period or "year") for (column, _), period in zip(totals, stated, strict=True)]


def _nearest(column: int, known: list[tuple[int, str]]) -> str:
    """The period of the total that stands nearest to a column."""
    return min(known, key=lambda total: abs(total[0] - column))[1]
