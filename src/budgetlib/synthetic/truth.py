"""What a made-up disclosure says: a unit's year with amounts that agree at every level.

All amounts are whole 元. Everything that a document prints is a sum of what stands here, so it can only disagree
where an error was written into it on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from budgetlib.synthetic.organs import CLASSES, GROUPS, MARK, Organ

BUDGET, FINAL = "budget", "final"
COUNTY, METROPOLIS = "county", "metropolis"
PERSONNEL, PUBLIC = "personnel", "public"
GENERAL, FUND, OWN = "general_public", "government_fund", "unit_funds"
CURRENT, CARRYOVER = "current", "carryover"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and what stays the same from year to year.

    `layout` is `county` (万元, as in `data/raw/00.md`) or `metropolis` (元, codes in three columns).
    """

    number: int
    place: str
    organ: Organ
    layout: str
    staff: int
    retired: int
    cars: int
    receives_guests: bool
    travels: bool
    trains: bool
    has_fund: bool
    has_own_funds: bool
    carries_over: bool

    @property
    def region(self) -> str:
        """Where it is."""
        return f"示例省{self.place}县" if self.layout == COUNTY else f"示例市{self.place}区"

    @property
    def name(self) -> str:
        """Its name, marked as made up."""
        return f"{self.region}{self.organ.name}{MARK}"

    @property
    def group_names(self) -> dict[str, str]:
        """款 -> name, for every 款 that it may spend in."""
        return {**GROUPS, self.organ.group: self.organ.group_name}


@dataclass(frozen=True, slots=True)
class Item:
    """Spending in one 项, by what pays for it.

    `unspent` is what a final account keeps of the year's appropriation for the next year.
    """

    code: str
    name: str
    basic: int = 0
    project: int = 0
    carried: int = 0
    fund: int = 0
    own: int = 0
    unspent: int = 0

    @property
    def general(self) -> int:
        """From this year's 一般公共预算."""
        return self.basic + self.project

    @property
    def fiscal(self) -> int:
        """From this year's 财政拨款."""
        return self.general + self.fund

    @property
    def projects(self) -> int:
        """项目支出 from every source."""
        return self.project + self.carried + self.fund + self.own

    @property
    def total(self) -> int:
        """All of it."""
        return self.basic + self.projects


@dataclass(frozen=True, slots=True)
class Cost:
    """Basic spending by economic 款; `kind` is `personnel` or `public`."""

    code: str
    name: str
    kind: str
    amount: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project, its money and its target. `funding` is `current` or `carryover`; `years` is its term."""

    name: str
    amount: int
    funding: str
    source: str
    years: int
    provincial: int
    """How much of it the province pays, in 元."""
    visits: int
    """A number for its first indicator."""


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """三公: travel abroad, reception, buying and running cars."""

    abroad: int = 0
    reception: int = 0
    purchase: int = 0
    operation: int = 0

    @property
    def vehicle(self) -> int:
        """公务用车购置及运行费."""
        return self.purchase + self.operation

    @property
    def total(self) -> int:
        """合计."""
        return self.abroad + self.reception + self.vehicle


@dataclass(frozen=True)
class UnitYear:
    """A budget or a final account of a unit. `before` is the same of last year, to compare with in the text."""

    unit: Unit
    year: int
    stage: str
    items: tuple[Item, ...]
    costs: tuple[Cost, ...]
    projects: tuple[Project, ...]
    three_public: ThreePublic
    procurement: tuple[int, int, int]
    """Goods, works, services."""
    before: UnitYear | None = None
    planned: ThreePublic = ThreePublic()
    """三公 as budgeted, in a final account."""

    def sum(self, what: str) -> int:
        """The sum of an amount over all items: `basic`, `total`, ..."""
        return total(self.items, what)

    @property
    def income(self) -> int:
        """本年收入合计."""
        return self.general_income + self.sum("fund") + self.sum("own")

    @property
    def general_income(self) -> int:
        """一般公共预算拨款收入 of this year."""
        return self.sum("general") + self.sum("unspent")

    @property
    def fiscal_income(self) -> int:
        """财政拨款收入 of this year."""
        return self.general_income + self.sum("fund")

    @property
    def whole(self) -> int:
        """收入总计, which is 支出总计."""
        return self.income + self.sum("carried")

    @property
    def fiscal_whole(self) -> int:
        """The same for 财政拨款."""
        return self.fiscal_income + self.sum("carried")

    @cached_property
    def personnel(self) -> int:
        """人员经费."""
        return sum(cost.amount for cost in self.costs if cost.kind == PERSONNEL)

    @cached_property
    def public(self) -> int:
        """公用经费, which is 机关运行经费 here."""
        return sum(cost.amount for cost in self.costs if cost.kind == PUBLIC)

    @cached_property
    def classes(self) -> dict[str, tuple[Item, ...]]:
        """类 -> its items, in the order of codes."""
        codes = sorted({item.code[:3] for item in self.items})
        return {code: tuple(item for item in self.items if item.code.startswith(code)) for code in codes}

    def outline(self, items: Iterable[Item] | None = None) -> list[tuple[str, str, Sequence[Item]]]:
        """The rows of a table by 类, 款 and 项: code, name, and the items that each sums up."""
        chosen = tuple(self.items if items is None else items)
        names = {**CLASSES, **self.unit.group_names, **{item.code: item.name for item in chosen}}
        codes = sorted({item.code[:length] for item in chosen for length in (3, 5, 7)})
        return [(code, names[code], [one for one in chosen if one.code.startswith(code)]) for code in codes]


def total(items: Iterable[Item], what: str) -> int:
    """The sum of an amount over items."""
    return sum(getattr(item, what) for item in items)
