"""The headline figures of a disclosure (key facts): their keys, what they are, and where tables print them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from budgetlib.accounts.described import descriptions
from budgetlib.accounts.items import AnyItem, Item, to_item
from budgetlib.accounts.kinds import Kind
from budgetlib.accounts.measures import AnyMeasure, to_measure
from budgetlib.accounts.sides import Side


class Key(StrEnum):
    """The key of a headline figure that every disclosure may have."""

    UNIT_NAME = "unit_name"
    YEAR = "year"
    STAGE = "stage"
    SUMMARY_INCOME_CURRENT = "summary.income_current"
    SUMMARY_INCOME_TOTAL = "summary.income_total"
    SUMMARY_EXPENDITURE_CURRENT = "summary.expenditure_current"
    SUMMARY_EXPENDITURE_TOTAL = "summary.expenditure_total"
    SUMMARY_CARRYOVER_IN = "summary.carryover_in"
    INCOME_TOTAL = "income.total"
    EXPENDITURE_TOTAL = "expenditure.total"
    EXPENDITURE_BASIC = "expenditure.basic"
    EXPENDITURE_PROJECT = "expenditure.project"
    EXPENDITURE_ITEM_ROWS = "expenditure.item_rows"
    FISCAL_SUMMARY_INCOME_GENERAL = "fiscal_summary.income_general"
    FISCAL_SUMMARY_INCOME_FUND = "fiscal_summary.income_fund"
    FISCAL_SUMMARY_INCOME_STATE_CAPITAL = "fiscal_summary.income_state_capital"
    FISCAL_SUMMARY_EXPENDITURE_TOTAL = "fiscal_summary.expenditure_total"
    GENERAL_EXPENDITURE_TOTAL = "general_expenditure.total"
    GENERAL_EXPENDITURE_BASIC = "general_expenditure.basic"
    GENERAL_EXPENDITURE_PROJECT = "general_expenditure.project"
    GENERAL_BASIC_TOTAL = "general_basic.total"
    GENERAL_BASIC_PERSONNEL = "general_basic.personnel"
    GENERAL_BASIC_PUBLIC = "general_basic.public"
    FUND_EXPENDITURE_TOTAL = "fund_expenditure.total"
    STATE_CAPITAL_TOTAL = "state_capital.total"
    THREE_PUBLIC_TOTAL = "three_public.total"
    THREE_PUBLIC_ABROAD = "three_public.abroad"
    THREE_PUBLIC_RECEPTION = "three_public.reception"
    THREE_PUBLIC_VEHICLE = "three_public.vehicle"
    THREE_PUBLIC_VEHICLE_PURCHASE = "three_public.vehicle_purchase"
    THREE_PUBLIC_VEHICLE_OPERATION = "three_public.vehicle_operation"
    THREE_PUBLIC_PRIOR_TOTAL = "three_public_prior.total"
    THREE_PUBLIC_PRIOR_ABROAD = "three_public_prior.abroad"
    THREE_PUBLIC_PRIOR_RECEPTION = "three_public_prior.reception"
    THREE_PUBLIC_PRIOR_VEHICLE = "three_public_prior.vehicle"
    THREE_PUBLIC_PRIOR_VEHICLE_PURCHASE = "three_public_prior.vehicle_purchase"
    THREE_PUBLIC_PRIOR_VEHICLE_OPERATION = "three_public_prior.vehicle_operation"
    THREE_PUBLIC_BUDGET_TOTAL = "three_public_budget.total"
    THREE_PUBLIC_BUDGET_ABROAD = "three_public_budget.abroad"
    THREE_PUBLIC_BUDGET_RECEPTION = "three_public_budget.reception"
    THREE_PUBLIC_BUDGET_VEHICLE = "three_public_budget.vehicle"
    THREE_PUBLIC_BUDGET_VEHICLE_PURCHASE = "three_public_budget.vehicle_purchase"
    THREE_PUBLIC_BUDGET_VEHICLE_OPERATION = "three_public_budget.vehicle_operation"
    OPERATING_COST_TOTAL = "operating_cost.total"
    PROCUREMENT_TOTAL = "procurement.total"
    PROCUREMENT_GOODS = "procurement.goods"
    PROCUREMENT_WORKS = "procurement.works"
    PROCUREMENT_SERVICES = "procurement.services"
    ASSETS_VEHICLES = "assets.vehicles"
    ASSETS_EQUIPMENT_500K = "assets.equipment_500k"
    ASSETS_EQUIPMENT_1M = "assets.equipment_1m"
    ASSETS_OFFICE_AREA = "assets.office_area"
    PROJECTS_COUNT = "projects.count"
    PROJECTS_TOTAL = "projects.total"
    PERFORMANCE_TARGET_COUNT = "performance_target.count"
    PERFORMANCE_AMOUNT = "performance.amount"
    PERFORMANCE_PROJECTS = "performance.projects"

    @property
    def about(self) -> AboutFact:
        """What the figure is."""
        return _facts()[self]


class Source(NamedTuple):
    """Where tables print a figure."""

    kinds: tuple[Kind, ...]
    """Statements, of which the first that is printed counts."""
    side: Side
    """Side of a statement with two sides."""
    row: AnyItem
    """What the row is about; `total` for the row of the whole."""
    measures: tuple[AnyMeasure, ...]
    """Columns, the best first; none for those that hold all of a row's money."""


class AboutFact(NamedTuple):
    """What a headline figure is."""

    title: str
    english: str
    words: str
    """How sentences name it."""
    spoken: bool
    """Whether the text of a disclosure may state it where no table does."""
    unit: str
    """`money`, `count`, `area`, or `text` for what identifies the document."""
    sources: tuple[Source, ...]
    """Where tables print it, the best place first; none where it is found in a way of its own."""


class ClassKey(str):
    """The key of the expenditure of one functional class: `expenditure.class.208`."""

    __slots__ = ("name",)

    name: str
    """The 3-digit code of the class, or its printed name where no code is printed."""

    def __new__(cls, name: str) -> ClassKey:
        """The key of a class by its code or printed name."""
        text = super().__new__(cls, f"{CLASS_PREFIX}{name}")
        text.name = name
        return text

    def __reduce__(self) -> tuple[type[ClassKey], tuple[str]]:
        return ClassKey, (self.name,)

    @property
    def about(self) -> AboutFact:
        """What the figure is."""
        title, english = CLASS_FAMILY[1].split(", ")
        return AboutFact(
            f"{title}：{self.name}", f"{english}: {self.name}", f"“{self.name}”支出", True, "money", ()
        )


FactKey: TypeAlias = Key | ClassKey

CLASS_PREFIX = "expenditure.class."
CLASS_FAMILY = (f"{CLASS_PREFIX}<code>", "支出按类, expenditure of a functional class")
"""How the documentation of the data names `ClassKey`, and what it says of it."""


def to_key(text: str) -> FactKey:
    """The key that a text of the data names. Raises `ValueError` where it names none."""
    return ClassKey(text.removeprefix(CLASS_PREFIX)) if text.startswith(CLASS_PREFIX) else Key(text)


@cache
def _facts() -> Mapping[Key, AboutFact]:
    return descriptions(
        Key,
        "facts",
        lambda _, entry: AboutFact(
            title=entry["title"],
            english=entry["english"],
            words=entry.get("words", entry["title"]),
            spoken=entry.get("spoken", False),
            unit=entry.get("unit", "money"),
            sources=tuple(map(_source, entry.get("from", ()))),
        ),
    )


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(
        tuple(map(Kind, entry["kinds"])),
        Side(entry.get("side", "")),
        to_item(entry.get("row", Item.TOTAL)),
        tuple(map(to_measure, entry.get("measures", ()))),
    )
