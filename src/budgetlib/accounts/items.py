"""What a row is about, whatever its printed name (行的含义)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple, TypeAlias

from budgetlib.accounts.described import descriptions


class Item(StrEnum):
    """What a row is about; `NONE`, the empty text, where its code or name says enough."""

    NONE = ""
    TOTAL = "total"
    CURRENT = "current"
    SUBTOTAL = "subtotal"
    CARRYOVER_IN = "carryover_in"
    CARRYOVER_OUT = "carryover_out"
    NON_FISCAL_BALANCE = "non_fiscal_balance"
    SURPLUS_DISTRIBUTION = "surplus_distribution"
    FISCAL = "fiscal"
    GENERAL_PUBLIC = "general_public"
    GOVERNMENT_FUND = "government_fund"
    STATE_CAPITAL = "state_capital"
    SPECIAL_ACCOUNT = "special_account"
    BUSINESS_INCOME = "business_income"
    OPERATING_INCOME = "operating_income"
    SUPERIOR_SUBSIDY = "superior_subsidy"
    AFFILIATE_REMITTANCE = "affiliate_remittance"
    OTHER_INCOME = "other_income"
    UNIT_FUNDS = "unit_funds"
    BASIC = "basic"
    PROJECT = "project"
    OPERATING_EXPENDITURE = "operating_expenditure"
    REMITTED_UPWARD = "remitted_upward"
    SUBSIDY_TO_AFFILIATES = "subsidy_to_affiliates"
    PERSONNEL = "personnel"
    PUBLIC = "public"
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

    @property
    def about(self) -> AboutItem:
        """What the row means."""
        return _items()[self]


class AboutItem(NamedTuple):
    """What a row means."""

    title: str
    english: str
    fund: bool = False
    """A source of money (资金来源)."""


class CarryoverOf(str):
    """The part of one source of money in what was carried over: `carryover_general_public`."""

    __slots__ = ("fund",)

    fund: Item

    def __new__(cls, fund: Item) -> CarryoverOf:
        """The text that stands in the data. Raises `ValueError` for what is no source of money."""
        if not fund.about.fund:
            raise ValueError(f"{fund} is not a source of money")
        text = super().__new__(cls, f"{_CARRYOVER}{fund}")
        text.fund = fund
        return text

    def __reduce__(self) -> tuple[type[CarryoverOf], tuple[Item]]:
        return CarryoverOf, (self.fund,)

    @property
    def about(self) -> AboutItem:
        """What the row means."""
        fund = self.fund.about
        return AboutItem(f"上年结转中的{fund.title}", f"{fund.english} carried over from last year")


AnyItem: TypeAlias = Item | CarryoverOf

ITEM_FAMILY = (
    "carryover_<source>",
    "上年结转中某一来源的部分, of what was carried over the part from one source of funds",
)
"""How the documentation of the data names `CarryoverOf`, and what it says of it."""
_CARRYOVER = "carryover_"


@cache
def to_item(text: str) -> AnyItem:
    """The item that a text of the data names. Raises `ValueError` where it names none."""
    try:
        return Item(text)
    except ValueError:
        if not text.startswith(_CARRYOVER):
            raise
        return CarryoverOf(Item(text.removeprefix(_CARRYOVER)))


@cache
def _items() -> Mapping[Item, AboutItem]:
    return descriptions(
        Item,
        "items",
        lambda _, entry: AboutItem(entry["title"], entry["english"], entry.get("fund", False)),
    )
