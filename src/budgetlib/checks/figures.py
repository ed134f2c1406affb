"""Figures as printed, and how far sums of them may be off by rounding alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgetlib.accounts import Kind, to_key
from budgetlib.disclosure import BudgetLine, Claim, Fact, Project
from budgetlib.document import Place
from budgetlib.findings import Evidence
from budgetlib.money import UNIT_FACTORS, rounding_step

BLANK = "空白"
"""How a blank cell is named in sentences."""


class Figure(NamedTuple):
    """A printed figure: its value (元 for money), the value of one step in its last printed place, its source."""

    label: str
    value: Decimal
    step: Decimal
    printed: str
    unit: str
    """The unit it is printed in."""
    at: tuple[int | None, ...]
    """Page, line, table, row and column, as far as they are known: thousands are compared and few are shown."""
    name: str = ""
    """What the row is called, by itself; empty where there is no such row."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(*self.at)

    @property
    def text(self) -> str:
        """The figure as a person writes it: `25.79万元`."""
        return f"{self.printed}{self.unit}"

    @property
    def where(self) -> str:
        """Its page, in brackets for a sentence; empty where the file has none."""
        return f"（第{self.place.page}页）" if self.place.page else ""

    def in_unit(self, unit: str) -> str:
        """The figure as printed, and in another unit of money behind it, where that is not its own."""
        if self.unit == unit or self.unit not in UNIT_FACTORS or unit not in UNIT_FACTORS:
            return self.text
        return f"{self.text}（即{money(self.value, unit)}）"

    @property
    def evidence(self) -> Evidence:
        """The figure as a finding quotes it."""
        return Evidence(self.label, self.text, self.place)


def statement_title(kind: Kind) -> str:
    """The common Chinese title of a kind of statement."""
    return kind.about.title


def fact_title(key: str) -> str:
    """How sentences name a headline figure; raises `ValueError` where the key is none."""
    return to_key(key).about.words


def of_line(line: BudgetLine, label: str = "") -> Figure:
    """A budget line's figure. A blank cell counts as nothing (0) and is exact."""
    blank = line.amount_yuan is None
    name = label or f"{statement_title(line.statement)}“{line.name or line.code}”"
    return Figure(
        label=name,
        value=line.amount_yuan or Decimal(0),
        step=Decimal(0) if blank else rounding_step(line.decimals, line.unit),
        printed=BLANK if blank else line.printed,
        unit="" if blank else line.unit,
        at=(line.page, line.line, line.table, line.row, line.column),
        name=line.name,
    )


def of_project(project: Project) -> Figure:
    """A project's total amount."""
    return Figure(
        label=f"项目“{project.name}”",
        value=project.total_yuan or Decimal(0),
        step=rounding_step(project.decimals, project.unit),
        printed=project.printed or BLANK,
        unit=project.unit if project.printed else "",
        at=(project.page, project.line, project.table, project.row),
        name=project.name,
    )


def of_claim(claim: Claim, label: str = "") -> Figure:
    """The figure of a claim in the text: 元 for money, otherwise as it counts."""
    value = claim.value if claim.value is not None else Decimal(0)
    factor = UNIT_FACTORS.get(claim.value_unit, Decimal(1))
    return Figure(
        label=label or f"文字说明“{claim.subject}”",
        value=value * factor,
        step=factor.scaleb(-claim.decimals),
        printed=f"{value:,}",
        unit=claim.value_unit,
        at=(claim.page, claim.line),
    )


def of_fact(fact: Fact, label: str) -> Figure:
    """A headline figure: 元 for money, otherwise as it counts. A blank counts as nothing (0) and is exact."""
    value = fact.value if isinstance(fact.value, Decimal) else Decimal(0)
    return Figure(
        label=label,
        value=value * UNIT_FACTORS.get(fact.unit, Decimal(1)),
        step=rounding_step(fact.decimals, fact.unit) if fact.unit in UNIT_FACTORS else Decimal(0),
        printed=f"{value:,}" if fact.value is not None else BLANK,
        unit=fact.unit if fact.value is not None else "",
        at=(fact.page, fact.line, fact.table, fact.row),
    )


def tolerance(figures: Iterable[Figure]) -> Decimal:
    """The rounding envelope of figures that should add up: half a step in the last printed place of each.

    A sum of n printed figures and its printed total are each off by at most half a step, so together by (n+1)
    halves; figures printed exactly (in 元 without decimals a half 元) bring their own.
    """
    return sum((figure.step for figure in figures), Decimal(0)) / 2


def total(figures: Sequence[Figure]) -> Decimal:
    """The sum of the values."""
    return sum((figure.value for figure in figures), Decimal(0))


def spoken(value: Decimal, unit: str) -> str:
    """An amount as one says it: in its unit, and 万元 for tens of thousands of 元, which nobody can read in 元."""
    return money(value, "万元" if unit == "元" and abs(value) >= UNIT_FACTORS["万元"] else unit)


def money(value: Decimal, unit: str, places: int = 2) -> str:
    """An amount in 元 written in a unit, with as many decimals as needed up to `places` or its own."""
    shown = value / UNIT_FACTORS.get(unit, Decimal(1))
    return f"{shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}{unit}"
