"""How far figures that were recognised in a picture are believed: as far as other figures of the document bear them out.

A figure printed as text is what the file says. One read from a scan may be misread, and looks no different. So it is
confirmed by an equation that it fits exactly, not merely within rounding: sums of a table, the same figure in another
table or in the text. A misread digit breaks it. What no equation confirms is kept and said to be unconfirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from budgetlib.accounts import Kind, Measure, Role
from budgetlib.checks.equations import Equation, beside_rules, of_rules
from budgetlib.checks.figures import Figure, money, of_fact, of_line, of_project, tolerance
from budgetlib.checks.misread import may_be_misread
from budgetlib.checks.view import View
from budgetlib.disclosure import BudgetLine, Disclosure, Fact, Note
from budgetlib.money import UNIT_FACTORS

_Seen: TypeAlias = tuple[int | None, int | None, int | None, Decimal, str]
"""Page, table, row, value and unit of a figure: equal figures in one row, or on one page of text, stand together."""
_PROJECTS = "projects"
_LEAST_WITNESSES = 2
"""A figure is corrected where so many equations that are broken now give the same other number."""


def confirmed(disclosure: Disclosure) -> Disclosure:
    """The disclosure with every recognised figure marked: confirmed or not, and corrected where that is certain.

    Figures of pages with text are left as they are, with `confirmed` None.
    """
    if not disclosure.recognised_pages:
        return disclosure
    disclosure = _corrected(disclosure)
    view = View(disclosure)
    believed = _believed(of_rules(view), beside_rules(view))
    lines = tuple(
        line._replace(confirmed=_key(of_line(line)) in believed) if line.read_by == "ocr" else line
        for line in disclosure.lines
    )
    disclosure = replace(disclosure, lines=lines)
    counted = _counts(disclosure, believed)
    facts = tuple(
        fact._replace(confirmed=_is_believed(fact, believed, counted)) if fact.read_by == "ocr" else fact
        for fact in disclosure.facts
    )
    return replace(disclosure, facts=facts)


def _key(figure: Figure) -> _Seen:
    page, _, table, row, *_ = (*figure.at, None, None, None)
    return page, table, row, figure.value.normalize(), figure.unit


def _believed(ruled: Sequence[Equation], others: Sequence[Equation]) -> set[_Seen]:
    """The figures that are borne out.

    A sum of several figures bears out all of them. The same figure twice does less: what is misread in one place may
    be misread alike in the next cell. It counts where no broken sum speaks against it.
    """
    sums: set[_Seen] = set()
    pairs: set[_Seen] = set()
    for equation in (*ruled, *others):
        several = sum(bool(figure.value) for figure in equation.figures) > 2
        (sums if several else pairs).update(_borne_out(equation))
    broken = {
        _key(figure)
        for equation in ruled
        if abs(equation.gap) > tolerance(equation.figures)
        for figure in equation.figures
    }
    return sums | (pairs - broken)


def _borne_out(equation: Equation) -> Iterator[_Seen]:
    """The figures that an equation gives exactly, from figures that are printed at least as finely."""
    gap = abs(equation.gap)
    steps = [figure.step for figure in equation.figures]
    for at, figure in enumerate(equation.figures):
        finest_elsewhere = max(steps[:at] + steps[at + 1 :])
        if gap == 0 or (finest_elsewhere < figure.step and gap <= figure.step / 2):
            yield _key(figure)


def _is_believed(fact: Fact, believed: set[_Seen], counted: Mapping[str, bool]) -> bool | None:
    if fact.state == "text":
        return None
    if fact.origin == "derived":
        return counted.get(fact.key, False)
    return _key(of_fact(fact, fact.key)) in believed


def _counts(disclosure: Disclosure, believed: set[_Seen]) -> dict[str, bool]:
    """Whether figures that are counted from rows are borne out: where every row is, none is missing or too many."""
    listed = [_key(of_project(project)) in believed for project in disclosure.projects]
    items = [
        bool(line.confirmed)
        for line in disclosure.lines
        if line.statement == Kind.EXPENDITURE
        and line.level == 3
        and line.role == Role.ITEM
        and line.measure in (Measure.TOTAL, Measure.CURRENT_EXPENDITURE)
    ]
    whole = bool(listed) and all(listed)
    return {
        "projects.count": whole,
        "projects.total": whole,
        "expenditure.item_rows": bool(items) and all(items),
    }


class _Correction(NamedTuple):
    line: BudgetLine
    value: Decimal


def _corrected(disclosure: Disclosure) -> Disclosure:
    """The disclosure with figures corrected that several broken equations give alike; what was read stays printed."""
    corrections = {id(one.line): one for one in _corrections(disclosure)}
    if not corrections:
        return disclosure
    lines = tuple(
        line._replace(amount_yuan=corrections[id(line)].value, repaired=True)
        if id(line) in corrections
        else line
        for line in disclosure.lines
    )
    notes = tuple(map(_note, corrections.values()))
    facts = tuple(_corrected_fact(fact, corrections.values()) for fact in disclosure.facts)
    return replace(disclosure, lines=lines, facts=facts, notes=(*disclosure.notes, *notes))


def _corrected_fact(fact: Fact, corrections: Iterable[_Correction]) -> Fact:
    for line, value in corrections:
        if fact.origin == "table" and _key(of_fact(fact, fact.key)) == _key(of_line(line)):
            shown = value / UNIT_FACTORS[fact.unit]
            return fact._replace(value=shown, state="number" if shown else "zero")
    return fact


def _corrections(disclosure: Disclosure) -> Iterator[_Correction]:
    equations = of_rules(View(disclosure))
    sound = {figure.at for one in equations if one.gap == 0 for figure in one.figures if figure.value}
    given: dict[tuple[int | None, ...], dict[Decimal, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, equation in enumerate(equations):
        if equation.gap == 0 or len({figure.step for figure in equation.figures if figure.step}) != 1:
            continue
        for figure in equation.figures:
            if figure.at not in sound:
                value = figure.value + (-equation.gap if figure is equation.whole else equation.gap)
                given[figure.at][value].add(number)
    by_place: dict[tuple[int | None, ...], BudgetLine] = {}
    for line in disclosure.lines:
        if line.read_by == "ocr" and line.amount_yuan is not None and line.statement != _PROJECTS:
            by_place[line.page, line.line, line.table, line.row, line.column] = line
    for place, values in given.items():
        certain = [value for value, witnesses in values.items() if len(witnesses) >= _LEAST_WITNESSES]
        read = by_place.get(place)
        if read is not None and len(certain) == 1 and may_be_misread(read, certain[0]):
            yield _Correction(read, certain[0])


def _note(correction: _Correction) -> Note:
    line, value = correction
    return Note(
        "repair.scan",
        f"“{line.name or line.code}”识别为“{line.printed}”，按两处以上的加总都应为"
        f"{money(value, line.unit, line.decimals)}，已按此更正。",
        value,
        line.amount_yuan,
        of_line(line).place,
        {},
    )
