"""One document of the data package: the budget or final account of one unit for one year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from budgetlib.accounts import Key
from budgetlib.dataset import Package, load_package
from budgetlib.display import format as fmt
from budgetlib.errors import DataPackageError
from budgetlib.figures import REST, Breakdown
from budgetlib.stories import addresses
from budgetlib.stories.run import day_of_build

INCOME = (Key.SUMMARY_INCOME_TOTAL, Key.INCOME_TOTAL)
EXPENDITURE = (Key.SUMMARY_EXPENDITURE_TOTAL, Key.EXPENDITURE_TOTAL)
"""Headline figures of the whole, the surest first."""
NO_NAME = "名称不详的单位"
"""What stands for the name of a unit that the document does not give."""

Row = Mapping[Any, Any]
"""A row of a table: column -> value."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A headline figure of a document: a number, a zero, a blank cell, or not published at all.

    `value` is in `unit`; `yuan` is the same in 元 where it is money. `href` leads to its place in the source.
    """

    key: str
    value: Decimal | None = None
    yuan: Decimal | None = None
    unit: str = ""
    state: str = fmt.MISSING
    origin: str = ""
    href: str = ""
    unconfirmed: bool = False
    """Whether it was recognised in a scan and no other figure bears it out."""

    def __bool__(self) -> bool:
        """Whether the document has the figure, blank or not."""
        return self.state != fmt.MISSING


@dataclass(frozen=True)
class Division:
    """A whole and its parts: rows of `breakdowns` with the address of each. Falsy where nothing is divided."""

    rows: pd.DataFrame

    def __bool__(self) -> bool:
        return bool(len(self.rows))

    @property
    def whole(self) -> pd.Series:
        """The row of the whole."""
        return self.rows.iloc[0]

    @property
    def whole_yuan(self) -> Decimal | None:
        """The amount of the whole; None where the document states none."""
        return fmt.as_decimal(self.whole["amount_yuan"]) if self else None

    @property
    def of(self) -> str:
        """What the whole is, in running text: 支出, 一般公共预算支出."""
        return str(self.whole["name"]).removesuffix("合计") if self else ""

    @property
    def statement(self) -> str:
        """The statement that prints the parts; empty where the text says them."""
        return str(self.rows["statement"].iloc[-1] or "") if self else ""

    def parts(self, level: int = 1, *, rest: bool = True) -> pd.DataFrame:
        """The parts of a level, in the order of their whole; `rest` keeps what the document does not divide."""
        parts = self.rows[self.rows["level"] == level]
        return parts if rest else parts[parts["part"] != REST]


@dataclass(frozen=True)
class UnitYear:
    """A document, its tables and its headline figures. Made by `open_unit_year`."""

    info: Row
    """Its row in `disclosures`."""
    load: Callable[[str], pd.DataFrame] = field(repr=False, compare=False)
    """Gives its rows of a table."""
    siblings: tuple[UnitYear, ...] = field(default=(), repr=False, compare=False)
    """Documents of the same unit for other years or stages, in order of the year, budgets first."""
    read_on: str = field(default="", kw_only=True, compare=False)
    """The day on which it was read, in Chinese; may be empty."""
    load_rows: Callable[[str], Sequence[Row]] | None = field(
        default=None, repr=False, compare=False, kw_only=True
    )
    """Gives the same rows as mappings, where that is quicker: pandas takes long to make them of small frames."""
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Its `disclosure_id`."""
        return str(self.info["disclosure_id"])

    @property
    def unit_name(self) -> str:
        """The unit, or words for one that the document does not name."""
        return str(self.info["unit_name"] or NO_NAME)

    @property
    def year(self) -> int | None:
        """The year that it is for."""
        year = fmt.as_decimal(self.info["year"])
        return None if year is None else int(year)

    @property
    def stage(self) -> str:
        """`budget`, `final`, or empty where the document does not say."""
        return str(self.info["stage"] or "")

    @property
    def scope(self) -> str:
        """`department` (with the units under it), `unit`, or empty where the document does not say."""
        return str(self.info["scope"] or "")

    @property
    def is_final(self) -> bool:
        """Whether it is a final account."""
        return self.stage == "final"

    @property
    def stage_word(self) -> str:
        """预算 or 决算."""
        return fmt.STAGE_WORDS.get(self.stage, "预算")

    @property
    def period(self) -> str:
        """Year and stage in words: ``2024年预算``."""
        return f"{f'{self.year}年' if self.year else ''}{self.stage_word}"

    @property
    def source(self) -> str:
        """What the page's figures come from, in words."""
        return f"{self.unit_name}{self.period}公开文件"

    def table(self, name: str) -> pd.DataFrame:
        """The rows of a table that come from this document; amounts are exact decimals."""
        if name not in self._tables:
            self._tables[name] = self.load(name)
        return self._tables[name]

    def rows(self, name: str) -> Iterator[Row]:
        """The same as mappings."""
        if self.load_rows is not None:
            return iter(self.load_rows(name))
        return iter(self.table(name).to_dict("records"))

    def evidence(self, row: Row) -> str:
        """The address of the place in the source that a row comes from."""
        return addresses.evidence(self.id, row)

    def with_evidence(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows with a column `href`: the address of each one's place in the source."""
        return frame.assign(href=addresses.evidence_of(frame.assign(disclosure_id=self.id)))

    def division(self, breakdown: Breakdown) -> Division:
        """How the document makes up a whole; without parts where it does not."""
        rows = self.table("breakdowns")
        rows = rows[(rows["breakdown"] == breakdown) & rows["main"].astype(bool)]
        return Division(self.with_evidence(rows))

    def figure(self, *keys: str) -> Figure:
        """The first of some headline figures that the document gives; one that is `missing` where it has none.

        A cell left blank gives way to the same figure in a table further on.
        """
        found = [self._figures[key] for key in keys if key in self._figures]
        return next(
            (figure for figure in found if figure.state != fmt.BLANK), next(iter(found), Figure(keys[0]))
        )

    @cached_property
    def changes(self) -> Mapping[str, Row]:
        """How figures changed, one row of `changes` for each metric."""
        return {str(row["metric"]): row for row in self.rows("changes") if row["lead"]}

    @cached_property
    def claims(self) -> Mapping[str, list[Row]]:
        """What the text says, by metric, in reading order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows("claims"):
            found.setdefault(str(row["metric"]), []).append(row)
        return found

    def figures(self, prefix: str) -> dict[str, Figure]:
        """All headline figures whose key begins so, by the rest of their key."""
        return {
            key.removeprefix(prefix): figure
            for key, figure in self._figures.items()
            if key.startswith(prefix)
        }

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {
            str(row["key"]): Figure(
                str(row["key"]),
                fmt.as_decimal(row["value"]),
                fmt.as_decimal(row["value_yuan"]),
                str(row["unit"]),
                str(row["state"]),
                str(row["origin"]),
                self.evidence(row),
                pd.notna(row["confirmed"]) and not row["confirmed"],
            )
            for row in self.rows("key_facts")
        }


def open_unit_year(
    data: str, *, unit: str = "", year: int | None = None, stage: str | None = None, disclosure_id: str = ""
) -> UnitYear:
    """The document of a unit for a year in a data package; what is not given does not matter.

    Raises `DataPackageError` where no document fits, or more than one.
    """
    package = load_package(data)
    frame = package["disclosures"]
    wanted = {"disclosure_id": disclosure_id, "unit_name": unit, "year": year, "stage": stage}
    if disclosure_id:
        wanted = {"disclosure_id": disclosure_id}
    for column, value in wanted.items():
        if value not in ("", None):
            frame = frame[(frame[column] == value).fillna(False)]
    given = ", ".join(f"{name} {value}" for name, value in wanted.items() if value not in ("", None))
    if frame.empty:
        raise DataPackageError(f"has no document with {given or 'anything'}", file=data)
    if len(frame) > 1:
        raise DataPackageError(
            f"has {len(frame)} documents with {given or 'any name'}",
            file=data,
            remedy=f"give disclosure_id, one of {', '.join(frame['disclosure_id'])}",
        )
    info = frame.to_dict("records")[0]
    return replace(
        _unit_year_of(package, info),
        siblings=tuple(_siblings(package, info)),
        read_on=day_of_build(package.path, package.created),
    )


def _unit_year_of(package: Package, info: Row) -> UnitYear:
    """The document of a row in `disclosures`; its tables are read from the package when they are asked for."""
    identifier = str(info["disclosure_id"])
    return UnitYear(info, lambda name: package.table(name, disclosure_id=identifier, exact=True))


def _siblings(package: Package, info: Row) -> list[UnitYear]:
    frame = package["disclosures"]
    same_unit = (frame["unit_name"] == info["unit_name"]) & (frame["region"] == info["region"])
    others = frame[same_unit & (frame["disclosure_id"] != info["disclosure_id"]) & (frame["unit_name"] != "")]
    return [_unit_year_of(package, row) for row in others.sort_values(["year", "stage"]).to_dict("records")]
