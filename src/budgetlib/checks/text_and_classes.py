"""Rules between the text and the rows of tables: figures of classes, groups and items of spending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetlib.accounts import OWN_PERIODS, Kind, Role, Side
from budgetlib.checks.figures import Figure, of_claim, of_line, statement_title, tolerance
from budgetlib.checks.innocent import (
    ANOTHER_SCOPE,
    ANOTHER_YEAR,
    CARRIED_OVER,
    OWN_INCOME,
    SEVERAL_FIGURES,
    TAKEN_FOR_ANOTHER,
)
from budgetlib.checks.quoting import clause
from budgetlib.checks.rule import Outcome, compare, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import BudgetLine, Claim
from budgetlib.money import UNIT_FACTORS
from budgetlib.text import squash

_TRIES = (TAKEN_FOR_ANOTHER, SEVERAL_FIGURES, ANOTHER_SCOPE, ANOTHER_YEAR, CARRIED_OVER, OWN_INCOME)
_CLASS = ".class."
_PATH = re.compile(r"(?P<first>[^()]+?)\(类\)(?P<second>[^()]+?)\(款\)(?P<third>[^()]+?)\(项\)")
_SPENT = (Kind.GENERAL_EXPENDITURE, Kind.FISCAL_EXPENDITURE, Kind.EXPENDITURE, Kind.FUND_EXPENDITURE)
_WHOLE = ("total", "current_expenditure", "general_public", "fiscal")


@rule(
    "text.classes",
    title="文字写的各类支出与表格一致",
    severity="error",
    says="文字列举的各类支出（功能分类的类），应与它所说的那张表里同一类的金额一致。",
    tries=_TRIES,
)
def classes(view: View) -> Iterator[Outcome]:
    for claim in _amounts(view):
        statement, _, name = claim.metric.partition(_CLASS)
        if not name or statement not in set(Kind):
            continue
        kind = Kind(statement)
        lines = [line for line in _whole(view, kind) if line.level == 1 and _same(line.name, name)]
        yield from _compared(claim, lines, f"{statement_title(kind)}“{name}”")


@rule(
    "text.items",
    title="文字写的各项支出与表格一致",
    severity="error",
    says="文字逐项说明的支出（写明类、款、项的），应与支出表里同一项的金额一致。",
    tries=_TRIES,
)
def items(view: View) -> Iterator[Outcome]:
    paths = {kind: _paths(view, kind) for kind in _SPENT}
    for claim in _amounts(view):
        found = _PATH.search(squash(claim.subject))
        if found is None:
            continue
        path = tuple(_core(found[part]) for part in ("first", "second", "third"))
        candidates = [lines for kind in _SPENT if (lines := paths[kind].get(path))]
        outcomes = [
            outcome
            for lines in candidates
            for outcome in _compared(claim, lines, f"{statement_title(lines[0].statement)}“{lines[0].name}”")
        ]
        if outcomes:
            yield next((one for one in outcomes if one.outcome == "pass"), outcomes[0])


def _amounts(view: View) -> Iterator[Claim]:
    for claim in view.disclosure.claims:
        money = claim.value is not None and claim.value_unit in UNIT_FACTORS
        if money and claim.period in OWN_PERIODS:
            yield claim


def _whole(view: View, kind: Kind) -> list[BudgetLine]:
    """The cells that hold all of a row's money."""
    lines = view.lines(kind, Side.EXPENDITURE if kind in (Kind.SUMMARY, Kind.FISCAL_SUMMARY) else None)
    measures = [measure for measure in _WHOLE if any(line.measure == measure for line in lines)]
    return [line for line in lines if line.measure == measures[0]] if measures else []


def _paths(view: View, kind: Kind) -> dict[tuple[str, ...], list[BudgetLine]]:
    """Names of class, group and item -> the rows of the item."""
    found: dict[tuple[str, ...], list[BudgetLine]] = {}
    above = ["", "", ""]
    for line in _whole(view, kind):
        if line.level in (1, 2, 3) and line.role == Role.ITEM:
            above[line.level - 1] = _core(line.name)
            if line.level == len(above) and line.amount_yuan is not None:
                found.setdefault(tuple(above), []).append(line)
    return found


def _core(name: str) -> str:
    return squash(name).rpartition("。")[2].removesuffix("支出").removesuffix("等").lstrip("0123456789.、")


def _same(one: str, other: str) -> bool:
    return bool(one) and _core(one) == _core(other)


def _compared(claim: Claim, lines: list[BudgetLine], label: str) -> Iterator[Outcome]:
    printed = [of_line(line, label) for line in lines if line.amount_yuan is not None]
    if not printed:
        return
    said = of_claim(claim)
    sums = [*printed, _together(printed)] if len(printed) > 1 else printed
    outcomes = [compare(said, one) for one in sums]
    outcome = next((one for one in outcomes if one.outcome == "pass"), outcomes[-1])
    yield outcome._replace(
        sentences=(clause(claim),),
        metrics=(claim.metric,),
        claim=claim,
        review="表里这个科目有几行" if len(printed) > 1 else "",
    )


def _together(figures: list[Figure]) -> Figure:
    value = sum((one.value for one in figures), Decimal(0))
    unit = figures[0].unit
    shown = value / UNIT_FACTORS.get(unit, Decimal(1))
    return figures[0]._replace(
        value=value, printed=f"{shown:,.2f}", label=f"{figures[0].label}各行之和", step=2 * tolerance(figures)
    )
