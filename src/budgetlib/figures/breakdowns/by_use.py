"""Spending by use: basic (基本支出) and project (项目支出), and what there is beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetlib.accounts import Key, Kind, Measure, Period
from budgetlib.disclosure import BudgetLine
from budgetlib.figures.breakdowns.part import (
    NOWHERE,
    Breakdown,
    Measured,
    Named,
    Part,
    breakdown_of,
    gap,
    of_claim,
    of_fact,
    of_line,
    total,
)
from budgetlib.figures.figures import Figures
from budgetlib.figures.statement_lines import StatementLines, total_of

USES = (
    Measure.BASIC,
    Measure.PROJECT,
    Measure.OPERATING_EXPENDITURE,
    Measure.REMITTED_UPWARD,
    Measure.SUBSIDY_TO_AFFILIATES,
    Measure.RESERVE,
    Measure.CARRYOVER_OUT,
)
"""What all spending consists of, in the order of the official table."""
_OF_BASIC = (Measure.PERSONNEL, Measure.PUBLIC)
_BESIDE = USES[2:]


class _Spending(NamedTuple):
    """Spending that may be divided, by the keys of its figures."""

    whole: Key
    basic: Key
    project: Key
    of_basic: tuple[Key, ...] = ()


_OWN = _Spending(Key.EXPENDITURE_TOTAL, Key.EXPENDITURE_BASIC, Key.EXPENDITURE_PROJECT)
_GENERAL = _Spending(
    Key.GENERAL_EXPENDITURE_TOTAL,
    Key.GENERAL_EXPENDITURE_BASIC,
    Key.GENERAL_EXPENDITURE_PROJECT,
    (Key.GENERAL_BASIC_PERSONNEL, Key.GENERAL_BASIC_PUBLIC),
)


def by_use(figures: Figures) -> Iterator[Part]:
    """All spending by use, and that of 一般公共预算; the first that the document divides is the main one."""
    own = _parts(figures, _OWN)
    general = _parts(figures, _GENERAL)
    whole = _figure(figures, _OWN.whole)
    own += _beside(figures, whole, own) if own else []
    if own:
        yield from breakdown_of(Breakdown.USE, _OWN.whole, whole, own, main=True)
    if general:
        whole = _figure(figures, _GENERAL.whole)
        yield from breakdown_of(Breakdown.USE, _GENERAL.whole, whole, general, main=not own)


def _parts(figures: Figures, spending: _Spending) -> list[Named]:
    """Basic and project spending; where basic spending is printed in its two sides alone, these."""
    basic, project = figures.fact(spending.basic), figures.fact(spending.project)
    parts = []
    if basic is not None:
        amount = _figure(figures, spending.basic)
        parts = [
            Named(1, Measure.BASIC, Measure.BASIC.about.title, amount),
            *_of_basic(figures, spending, amount),
        ]
    elif spending is _OWN:
        parts = [
            Named(1, measure, f"基本支出中的{measure.about.title}", of_line(cell))
            for measure in _OF_BASIC
            if (cell := _total_cell(figures.lines, measure)) is not None
        ]
    if project is not None:
        name = Measure.PROJECT.about.title
        parts.append(Named(1, Measure.PROJECT, name, _figure(figures, spending.project)))
    return parts


def _of_basic(figures: Figures, spending: _Spending, basic: Measured) -> list[Named]:
    """The two sides of basic spending where they make it up."""
    sides = [_figure(figures, key) for key in spending.of_basic if figures.fact(key) is not None]
    if len(sides) != len(_OF_BASIC) or not total(sides) or gap(basic, sides):
        return []
    return [
        Named(2, measure, measure.about.title, side) for measure, side in zip(_OF_BASIC, sides, strict=True)
    ]


def _beside(figures: Figures, whole: Measured, parts: Sequence[Named]) -> list[Named]:
    """What else spending consists of, by its table, else the text; only where that makes up the whole."""
    left = gap(whole, [part.amount for part in parts if part.level == 1])
    if left <= 0:
        return []
    found = []
    for measure in _BESIDE:
        cell = _total_cell(figures.lines, measure)
        claim = next(
            (one for one in figures.claims(f"expenditure.{measure}") if one.period != Period.PRIOR), None
        )
        amount = of_line(cell) if cell is not None else of_claim(claim) if claim is not None else NOWHERE
        if amount.amount_yuan:
            found.append(Named(1, measure, measure.about.title, amount))
    rest = whole._replace(amount_yuan=left)
    return found if found and not gap(rest, [part.amount for part in found]) else []


def _total_cell(lines: StatementLines, measure: Measure) -> BudgetLine | None:
    return total_of(lines.column(Kind.EXPENDITURE, measure))


def _figure(figures: Figures, key: Key) -> Measured:
    fact = figures.fact(key)
    return NOWHERE if fact is None else of_fact(fact, figures.statement_of(fact))
