"""What a column of amounts measures (列的含义): all of a row's money, a source of it, or a use of it.

`Measure` names what headers say alone, `MeasureOf` what they say together: 基本支出 below 一般公共预算. Both are texts,
the ones that stand in the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeAlias

from budgetlib.accounts.described import content, descriptions


class Measure(StrEnum):
    """What a column of amounts measures."""

    TOTAL = "total"
    CURRENT_INCOME = "current_income"
    CURRENT_EXPENDITURE = "current_expenditure"
    CURRENT_YEAR = "current_year"
    FISCAL = "fiscal"
    GENERAL_PUBLIC = "general_public"
    GOVERNMENT_FUND = "government_fund"
    STATE_CAPITAL = "state_capital"
    SPECIAL_ACCOUNT = "special_account"
    EDUCATION_FEES = "education_fees"
    BUSINESS_INCOME = "business_income"
    OPERATING_INCOME = "operating_income"
    SUPERIOR_SUBSIDY = "superior_subsidy"
    AFFILIATE_REMITTANCE = "affiliate_remittance"
    OTHER_INCOME = "other_income"
    UNIT_FUNDS = "unit_funds"
    CARRYOVER = "carryover"
    CARRYOVER_OUT = "carryover_out"
    NON_FISCAL_BALANCE = "non_fiscal_balance"
    ACCOUNT_BALANCE = "account_balance"
    BASIC = "basic"
    PERSONNEL = "personnel"
    PUBLIC = "public"
    PROJECT = "project"
    PROJECT_CAPITAL = "project_capital"
    OPERATING_EXPENDITURE = "operating_expenditure"
    REMITTED_UPWARD = "remitted_upward"
    SUBSIDY_TO_AFFILIATES = "subsidy_to_affiliates"
    RESERVE = "reserve"
    THREE_PUBLIC = "three_public"
    ABROAD = "abroad"
    VEHICLE = "vehicle"
    VEHICLE_PURCHASE = "vehicle_purchase"
    VEHICLE_OPERATION = "vehicle_operation"
    RECEPTION = "reception"
    MEETING = "meeting"
    TRAINING = "training"
    OPERATING_COST = "operating_cost"
    PROCUREMENT = "procurement"
    GOODS = "goods"
    WORKS = "works"
    SERVICES = "services"
    SME_RESERVED = "sme_reserved"
    SMALL_MICRO_RESERVED = "small_micro_reserved"
    OF_WHICH = "of_which"
    OTHER = "other"

    @property
    def about(self) -> AboutMeasure:
        """What the measure means."""
        return _measures()[self]


class AboutMeasure(NamedTuple):
    """What a measure means."""

    title: str
    english: str
    fund: bool = False
    """A source of money (资金来源)."""
    part_of: Measure | None = None
    """The measure that it is a part of."""


class MeasureOf(str):
    """A measure within another one: `basic_general_public` is the basic spending of the general public budget.

    Made by `measure_of`; `MEASURE_FAMILIES` says which there are.
    """

    __slots__ = ("measure", "of")

    measure: Measure
    of: Measure

    def __new__(cls, measure: Measure, of: Measure) -> MeasureOf:
        """The text that stands in the data, with its two parts."""
        text = super().__new__(cls, f"{measure}_{of}")
        text.measure, text.of = measure, of
        return text

    def __reduce__(self) -> tuple[type[MeasureOf], tuple[Measure, Measure]]:
        return MeasureOf, (self.measure, self.of)

    @property
    def about(self) -> AboutMeasure:
        """What the two mean together."""
        family = _family(self.measure, self.of)
        words = {"measure": self.measure.about, "of": self.of.about}
        return AboutMeasure(
            family.title.format(**{name: about.title for name, about in words.items()}),
            family.english.format(**{name: about.english for name, about in words.items()}),
            part_of=self.of,
        )


class FurtherMeasure(str):
    """A further column of a table that only its header tells from the ones before: `other_2`, `of_which_2`."""

    __slots__ = ("measure", "number")

    measure: Measure
    number: int

    def __new__(cls, measure: Measure, number: int) -> FurtherMeasure:
        """The text that stands in the data. Raises `ValueError` for a measure that tells columns apart by itself."""
        if measure not in _UNTOLD or number < 2:
            raise ValueError(f"{measure}_{number} is not a measure")
        text = super().__new__(cls, f"{measure}_{number}")
        text.measure, text.number = measure, number
        return text

    def __reduce__(self) -> tuple[type[FurtherMeasure], tuple[Measure, int]]:
        return FurtherMeasure, (self.measure, self.number)

    @property
    def about(self) -> AboutMeasure:
        """What the measure means."""
        first = self.measure.about
        return AboutMeasure(f"{first.title}（第{self.number}列）", f"{first.english} (column {self.number})")


AnyMeasure: TypeAlias = Measure | MeasureOf | FurtherMeasure

_UNTOLD = frozenset((Measure.OTHER, Measure.OF_WHICH))


def known_measure(measure: AnyMeasure) -> Measure | MeasureOf | None:
    """The measure, or None where no layout knows what a column holds."""
    return None if measure in _UNTOLD or isinstance(measure, FurtherMeasure) else measure


class MeasureFamily(NamedTuple):
    """Measures that may stand within others."""

    name: str
    """The family as the documentation of the data names it: `carryover_<fund>`."""
    measures: frozenset[Measure]
    of: frozenset[Measure]
    title: str
    """Template of the titles of its members, with `{measure}` and `{of}`; `english` likewise."""
    english: str
    meaning: str
    """What they have in common, in Chinese and English."""


@cache
def measure_families() -> tuple[MeasureFamily, ...]:
    """All families of measures within measures."""
    return tuple(
        MeasureFamily(
            entry["name"],
            frozenset(map(Measure, entry["measures"])),
            FUNDS if entry["of"] == "funds" else frozenset(map(Measure, entry["of"])),
            entry["title"],
            entry["english"],
            entry["meaning"],
        )
        for entry in content("measure_families")["family"]
    )


@cache
def measure_of(measure: Measure, of: Measure) -> MeasureOf:
    """A measure within another. Raises `ValueError` for two that no family puts together."""
    _family(measure, of)
    return MeasureOf(measure, of)


@cache
def to_measure(text: str) -> AnyMeasure:
    """The measure that a text of the data names. Raises `ValueError` where it names none."""
    try:
        return Measure(text)
    except ValueError:
        measure, _, number = text.rpartition("_")
        if number.isdecimal():
            return FurtherMeasure(Measure(measure), int(number))
        for at in (at for at, character in enumerate(text) if character == "_"):
            try:
                return measure_of(Measure(text[:at]), Measure(text[at + 1 :]))
            except ValueError:
                continue
        raise


@cache
def _family(measure: Measure, of: Measure) -> MeasureFamily:
    for family in measure_families():
        if measure in family.measures and of in family.of:
            return family
    raise ValueError(f"{measure} of {of} is not a measure")


@cache
def _measures() -> Mapping[Measure, AboutMeasure]:
    return descriptions(
        Measure,
        "measures",
        lambda _, entry: AboutMeasure(
            entry["title"],
            entry["english"],
            entry.get("fund", False),
            Measure(entry["part_of"]) if "part_of" in entry else None,
        ),
    )


FUNDS = frozenset(measure for measure in Measure if measure.about.fund)
"""Sources of money (资金来源)."""

FURTHER_FAMILIES = tuple(
    (f"{measure}_<n>", f"{measure.about.title}的第n列, the n-th such column of a table")
    for measure in Measure
    if measure in _UNTOLD
)
"""How the documentation of the data names `FurtherMeasure`, and what it says of it."""
