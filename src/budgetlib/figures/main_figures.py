"""The main figures of a disclosure, one number each, whatever its layout: what a panel of units and years is made of.

A figure may stand in several statements and in the text. The first of its places that holds a number counts; it is
confirmed where a second place gives the same amount, or where the parts that are printed of it add up to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from budgetlib.accounts import OWN_PERIODS, Key
from budgetlib.figures.breakdowns import REST, Origin, Part
from budgetlib.figures.figures import Figures
from budgetlib.figures.from_tables import cells_of
from budgetlib.figures.values import in_yuan, state_of, yuan_of
from budgetlib.money import rounding_step


class Printed(StrEnum):
    """Whether a document prints a figure."""

    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"
    ABSENT = "absent"
    """No place of it was found."""


class MainFigure(NamedTuple):
    """A figure that most disclosures have, by its name in a panel."""

    name: str
    keys: tuple[Key, ...]
    """The headline figures that it is, the surest first."""
    same: tuple[Key, ...] = ()
    """Headline figures that are the same amount in most documents: where they are, they confirm it."""
    general: tuple[Key, ...] = ()
    """What it is where all spending is of 一般公共预算 and only that is divided."""

    @property
    def title(self) -> str:
        """Chinese name, for headings."""
        return self.keys[0].about.words

    @property
    def keys_in_words(self) -> str:
        """Its keys as documentation lists them."""
        return ", ".join(f"`{key}`" for key in self.keys)

    @property
    def english(self) -> str:
        """English name."""
        return self.keys[0].about.english


MAIN_FIGURES = (
    MainFigure("income", (Key.SUMMARY_INCOME_TOTAL, Key.INCOME_TOTAL), (Key.SUMMARY_EXPENDITURE_TOTAL,)),
    MainFigure("income_current", (Key.SUMMARY_INCOME_CURRENT,), (Key.INCOME_TOTAL,)),
    MainFigure("carryover_in", (Key.SUMMARY_CARRYOVER_IN,)),
    MainFigure(
        "expenditure", (Key.SUMMARY_EXPENDITURE_TOTAL, Key.EXPENDITURE_TOTAL), (Key.SUMMARY_INCOME_TOTAL,)
    ),
    MainFigure("expenditure_current", (Key.SUMMARY_EXPENDITURE_CURRENT, Key.EXPENDITURE_TOTAL)),
    MainFigure(
        "basic", (Key.EXPENDITURE_BASIC,), general=(Key.GENERAL_BASIC_TOTAL, Key.GENERAL_EXPENDITURE_BASIC)
    ),
    MainFigure(
        "project", (Key.EXPENDITURE_PROJECT,), (Key.PROJECTS_TOTAL,), (Key.GENERAL_EXPENDITURE_PROJECT,)
    ),
    MainFigure("fiscal_expenditure", (Key.FISCAL_SUMMARY_EXPENDITURE_TOTAL,)),
    MainFigure("general_income", (Key.FISCAL_SUMMARY_INCOME_GENERAL,), (Key.GENERAL_EXPENDITURE_TOTAL,)),
    MainFigure("general_expenditure", (Key.GENERAL_EXPENDITURE_TOTAL,), (Key.FISCAL_SUMMARY_INCOME_GENERAL,)),
    MainFigure("general_basic", (Key.GENERAL_BASIC_TOTAL, Key.GENERAL_EXPENDITURE_BASIC)),
    MainFigure("general_project", (Key.GENERAL_EXPENDITURE_PROJECT,)),
    MainFigure("personnel", (Key.GENERAL_BASIC_PERSONNEL,)),
    MainFigure("public", (Key.GENERAL_BASIC_PUBLIC,)),
    MainFigure("fund_expenditure", (Key.FUND_EXPENDITURE_TOTAL,), (Key.FISCAL_SUMMARY_INCOME_FUND,)),
    MainFigure("state_capital", (Key.STATE_CAPITAL_TOTAL,), (Key.FISCAL_SUMMARY_INCOME_STATE_CAPITAL,)),
    MainFigure("three_public", (Key.THREE_PUBLIC_TOTAL,)),
    MainFigure("abroad", (Key.THREE_PUBLIC_ABROAD,)),
    MainFigure("vehicle", (Key.THREE_PUBLIC_VEHICLE,)),
    MainFigure("vehicle_purchase", (Key.THREE_PUBLIC_VEHICLE_PURCHASE,)),
    MainFigure("vehicle_operation", (Key.THREE_PUBLIC_VEHICLE_OPERATION,)),
    MainFigure("reception", (Key.THREE_PUBLIC_RECEPTION,)),
    MainFigure("operating_cost", (Key.OPERATING_COST_TOTAL,)),
    MainFigure("procurement", (Key.PROCUREMENT_TOTAL,)),
    MainFigure("projects_listed", (Key.PROJECTS_TOTAL,), (Key.EXPENDITURE_PROJECT,)),
)
"""The figures of a panel, in the order of its columns."""


_Cell: TypeAlias = tuple[Decimal | None, int | None, int | None, int | None, int | None]
"""An amount with its page, line, table and row."""
_Place: TypeAlias = tuple[int | None, int | None, int | None]
"""A table, or the page and line where the text says it: two figures of one table are one place."""


class Taken(NamedTuple):
    """A main figure as a document gives it."""

    yuan: Decimal | None
    state: Printed
    statement: str
    """The statement that it was taken from, `text` for the text, empty where it is absent."""
    confirmed: bool | None
    """Whether a second place gives the same amount; None without one to confirm."""


def taken(figures: Figures, parts: Sequence[Part]) -> Mapping[str, Taken]:
    """Every main figure of a disclosure by its name; `parts` are its breakdowns."""
    borne_out = {_cell_of(part) for part in _adding_up(parts)}
    return {main.name: _taken(figures, main, borne_out) for main in MAIN_FIGURES}


def _taken(figures: Figures, main: MainFigure, borne_out: Collection[_Cell]) -> Taken:
    keys = main.keys if not (main.general and _is_all_general(figures)) else (*main.keys, *main.general)
    fact = figures.fact(*keys)
    if fact is None:
        return Taken(None, Printed.ABSENT, "", None)
    yuan = yuan_of(fact)
    statement = figures.statement_of(fact) or ("text" if fact.origin == Origin.TEXT else "")
    if yuan is None:
        return Taken(None, Printed.BLANK, statement, None)
    step = rounding_step(fact.decimals, fact.unit)
    here = _place(fact.table, fact.page, fact.line)
    again = any(
        place != here and abs(amount - yuan) <= (step + other) / 2
        for place, amount, other in _places(figures, main)
    )
    cell = (yuan, fact.page, fact.line, fact.table, fact.row)
    return Taken(yuan, Printed(state_of(yuan)), statement, again or cell in borne_out)


def _is_all_general(figures: Figures) -> bool:
    """Whether all spending of the year is of 一般公共预算."""
    wholes = (
        figures.fact(*keys)
        for keys in (
            (Key.EXPENDITURE_TOTAL, Key.SUMMARY_EXPENDITURE_CURRENT),
            (Key.GENERAL_EXPENDITURE_TOTAL,),
        )
    )
    whole, general = (None if fact is None else yuan_of(fact) for fact in wholes)
    return whole is not None and whole == general


def _place(table: int | None, page: int | None, line: int | None) -> _Place:
    return (table, None, None) if table is not None else (None, page, line)


def _places(figures: Figures, main: MainFigure) -> Iterator[tuple[_Place, Decimal, Decimal]]:
    """Every place of a figure with its amount and the step of its last printed digit."""
    for key in (*main.keys, *main.same):
        for line in cells_of(figures.lines, key):
            if line.amount_yuan is not None:
                yield (
                    _place(line.table, None, None),
                    line.amount_yuan,
                    rounding_step(line.decimals, line.unit),
                )
        fact = figures.fact(key)
        yuan = None if fact is None else yuan_of(fact)
        if fact is not None and yuan is not None and fact.table is not None:
            yield _place(fact.table, None, None), yuan, rounding_step(fact.decimals, fact.unit)
        for claim in figures.claims(key):
            said = in_yuan(claim.value, claim.value_unit)
            if said is not None and claim.period in OWN_PERIODS:
                place = _place(None, claim.page, claim.line)
                yield place, said, rounding_step(claim.decimals, claim.value_unit)


def _adding_up(parts: Sequence[Part]) -> Iterator[Part]:
    """Wholes with their parts, of breakdowns that print two parts or more and leave nothing of a printed whole."""
    run: list[Part] = []
    for part in (*parts, None):
        if part is not None and part.level:
            run.append(part)
            continue
        filled = [one for one in run if one.level == 1 and one.amount_yuan]
        whole = run[0] if run else None
        printed = whole is not None and whole.level == 0 and whole.origin != Origin.DERIVED
        if printed and len(filled) > 1 and not any(one.part == REST for one in run):
            yield from run
        run = [] if part is None else [part]


def _cell_of(part: Part) -> _Cell:
    return part.amount_yuan, part.page, part.line, part.table, part.row
