"""The kinds of statements (报表种类) that disclosures are made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from budgetlib.accounts.described import descriptions
from budgetlib.accounts.measures import AnyMeasure, Measure, to_measure
from budgetlib.accounts.sides import Side


class Kind(StrEnum):
    """A kind of statement. Adding one: a member here, its entry in `kinds.toml`, its patterns in `layouts/`."""

    SUMMARY = "summary"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    EXPENDITURE_ECONOMIC = "expenditure_economic"
    FISCAL_SUMMARY = "fiscal_summary"
    FISCAL_EXPENDITURE = "fiscal_expenditure"
    FISCAL_BASIC = "fiscal_basic"
    GENERAL_EXPENDITURE = "general_expenditure"
    GENERAL_ECONOMIC = "general_economic"
    GENERAL_BASIC = "general_basic"
    GENERAL_BASIC_FUNCTIONAL = "general_basic_functional"
    GENERAL_BASIC_PERSONNEL = "general_basic_personnel"
    GENERAL_BASIC_PUBLIC = "general_basic_public"
    BASIC_PROJECTS = "basic_projects"
    FUND_INCOME = "fund_income"
    FUND_EXPENDITURE = "fund_expenditure"
    STATE_CAPITAL = "state_capital"
    THREE_PUBLIC = "three_public"
    OPERATING_COST = "operating_cost"
    OPERATION = "operation"
    PROJECTS = "projects"
    PROJECT_FUNCTIONAL = "project_functional"
    PROCUREMENT = "procurement"
    SERVICE_PURCHASE = "service_purchase"

    @property
    def about(self) -> AboutKind:
        """What the statement is."""
        return _kinds()[self]


class Classified(StrEnum):
    """What the rows of a statement are classified by."""

    FUNCTIONAL = "functional"
    """支出功能分类 (or the sources of income by it)."""
    ECONOMIC = "economic"
    """支出经济分类."""
    NONE = "none"


class AboutKind(NamedTuple):
    """What a statement is."""

    title: str
    """Its common Chinese title, for sentences and headings."""
    english: str
    sides: tuple[Side, ...]
    """The sides that it has as they stand in the data: two, one that every row has, or none to tell apart."""
    classified: Classified
    of: Measure
    """Whose money it is about: all of it (`total`), or that of a source such as `general_public`."""
    portion: Measure
    """Which part of that money: all of it (`total`), `basic`, `personnel`, `project`, `procurement`, ..."""
    whole: tuple[AnyMeasure, ...]
    """Columns that hold all of a row's money, the best first."""
    part_of: tuple[Kind, ...]
    """The statements that hold what this one holds and more, the narrowest first."""
    looks_like: frozenset[Kind]
    """Kinds that a title alone doesn't always tell from this one."""
    levels: bool
    """Whether its rows are functions at three levels (类, 款, 项) that may be printed without codes."""
    lists_projects: bool
    """Whether its rows are projects."""
    counts: bool
    """Whether it counts things besides money."""

    @property
    def is_spending_by_function(self) -> bool:
        """Whether it divides spending by function."""
        return self.classified is Classified.FUNCTIONAL and self.sides != (Side.INCOME,)

    @property
    def is_spending_by_economy(self) -> bool:
        """Whether it divides spending by economic class."""
        return self.classified is Classified.ECONOMIC


@cache
def _kinds() -> Mapping[Kind, AboutKind]:
    return descriptions(
        Kind,
        "kinds",
        lambda _, entry: AboutKind(
            title=entry["title"],
            english=entry["english"],
            sides=tuple(map(Side, entry.get("sides", ()))),
            classified=Classified(entry.get("classified", "none")),
            of=Measure(entry.get("of", "total")),
            portion=Measure(entry.get("portion", "total")),
            whole=tuple(map(to_measure, entry.get("whole", ["total"]))),
            part_of=tuple(map(Kind, entry.get("part_of", ()))),
            looks_like=frozenset(map(Kind, entry.get("looks_like", ()))),
            levels=entry.get("levels", False),
            lists_projects=entry.get("lists_projects", False),
            counts=entry.get("counts", False),
        ),
    )


def _depth(kind: Kind) -> int:
    """How many statements hold what a kind holds and more, one within the other."""
    return max((1 + _depth(whole) for whole in kind.about.part_of), default=0)


BY_FUNCTION = tuple(kind for kind in Kind if kind.about.classified is Classified.FUNCTIONAL)
"""Kinds whose rows are functions: of income and of spending."""

SPENDING_BY_FUNCTION = tuple(
    sorted(
        (
            kind
            for kind in Kind
            if kind.about.is_spending_by_function
            and kind.about.portion is Measure.TOTAL
            and kind.about.of in (Measure.TOTAL, Measure.FISCAL, Measure.GENERAL_PUBLIC)
        ),
        key=_depth,
    )
)
"""Kinds that divide by function what is spent in all, from fiscal appropriations, and from the general public budget;
the widest first."""

SPENDING_BY_ECONOMY = tuple(
    sorted(
        (kind for kind in Kind if kind.about.is_spending_by_economy),
        key=lambda kind: (kind.about.portion is not Measure.BASIC, -_depth(kind)),
    )
)
"""Kinds that divide spending by economic class: those of basic expenditure alone first, each time the narrowest."""
