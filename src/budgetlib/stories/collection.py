"""The documents that a page compares: all of the data package, or those of some units, years or regions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd

from budgetlib.dataset import Package, load_package
from budgetlib.display import format as fmt
from budgetlib.display.tables import Column
from budgetlib.figures import Breakdown
from budgetlib.stories import addresses
from budgetlib.stories.unit_year import EXPENDITURE, NO_NAME, Row, UnitYear

_MOST_COMPARED = 25
"""So many units have their names beside their bars on one screen."""
_SCOPES = {"department": "部门", "unit": "单位"}
_PART_OF_REGION = "(?:^|(?<=[省市区州盟]))"
_NAMING = {"unit_name": "document_unit", "period": "document_period", "page": "document_page"}


@dataclass(frozen=True)
class Collection:
    """Some documents of a data package. Made by `open_collection`."""

    package: Package
    disclosures: pd.DataFrame
    """Their rows in `disclosures`, newest year first, with a `period` (2024年预算) and a `page` of each."""
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _parts: dict[str, dict[str, pd.DataFrame]] = field(default_factory=dict, repr=False, compare=False)
    _rows: dict[str, Mapping[str, list[Row]]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.disclosures)

    @cached_property
    def unit_years(self) -> list[UnitYear]:
        """Each document by itself, in the order of `disclosures`."""
        return [
            UnitYear(row, partial(self._part, identifier), load_rows=partial(self._rows_of, identifier))
            for row in self.disclosures.to_dict("records")
            for identifier in (str(row["disclosure_id"]),)
        ]

    @cached_property
    def main_period(self) -> list[UnitYear]:
        """The documents of the year, stage and scope that most of them are for (the newest of several): they compare.

        A department with all its units is never set beside a single unit.
        """
        counts = Counter(map(_alike, self.unit_years))
        if not counts:
            return []
        main = max(counts, key=lambda alike: (counts[alike], alike))
        return [unit_year for unit_year in self.unit_years if _alike(unit_year) == main]

    @property
    def main_period_words(self) -> str:
        """What they are of: ``2026年预算，13 个部门``; the period alone for a single one."""
        first, count = self.main_period[0], len(self.main_period)
        return f"{first.period}，{count} 个{_SCOPES.get(first.scope, '单位')}" if count > 1 else first.period

    @cached_property
    def compared(self) -> list[UnitYear]:
        """Those of the main period that a chart can hold: all, or the ones that spend most."""
        spending = [
            (unit_year.figure(*EXPENDITURE).yuan or 0, number)
            for number, unit_year in enumerate(self.main_period)
        ]
        chosen = {number for _, number in sorted(spending, reverse=True)[:_MOST_COMPARED]}
        return [unit_year for number, unit_year in enumerate(self.main_period) if number in chosen]

    @property
    def compared_words(self) -> str:
        """The same for them."""
        if len(self.compared) == len(self.main_period):
            return self.main_period_words
        return f"{self.main_period_words}中支出最多的 {len(self.compared)} 个"

    @property
    def unit_count(self) -> int:
        """How many units they are of."""
        return int(self.disclosures["unit_name"].nunique())

    @property
    def nobody_beside(self) -> str:
        """Why there is no chart of the main period where it has a single document."""
        return f"{self.main_period[0].period}只收录了一份文件，没有单位可以并排比较；各份文件见下表。"

    @property
    def none_of_them(self) -> str:
        """What a sentence about something that is nowhere begins with."""
        return "在这份文件里没有读到" if len(self) == 1 else "在收录的文件里都没有读到"

    @property
    def years(self) -> list[int]:
        """The years that they are for, in order."""
        return sorted({int(year) for year in self.disclosures["year"].dropna()})

    def table(self, name: str) -> pd.DataFrame:
        """The rows of a table that come from these documents, with the columns of `unit_columns`."""
        if name not in self._tables:
            self._tables[name] = self.package[name].merge(self.named, on="disclosure_id", how="inner")
        return self._tables[name]

    def divisions(self, breakdown: Breakdown) -> pd.DataFrame:
        """The main rows of a breakdown of all documents, exact, with the columns of `unit_columns` and `href`."""
        rows = self._every("breakdowns")
        rows = rows[(rows["breakdown"] == breakdown) & rows["main"].astype(bool)]
        rows = rows.merge(self.named, on="disclosure_id", how="inner")
        return rows.assign(href=addresses.evidence_of(rows))

    @cached_property
    def named(self) -> pd.DataFrame:
        """A row per document, by its identifier, with the columns of `unit_columns`."""
        names = self.disclosures.rename(columns=_NAMING).set_index("disclosure_id")
        return names[list(_NAMING.values())]

    def naming(self, unit_year: UnitYear) -> dict[str, object]:
        """The same for one document, as a part of a row."""
        return {
            "document_unit": unit_year.unit_name,
            "document_period": unit_year.period,
            "document_page": addresses.unit_page(unit_year.id),
        }

    def label(self, unit_year: UnitYear) -> str:
        """The unit's name in a chart."""
        return unit_year.unit_name

    def source(self, what: str = "公开文件") -> str:
        """What a chart of all documents is drawn from, in words that hold where the chart is shown alone."""
        made_up = "（虚构的示例数据）" if self.disclosures["synthetic"].any() else ""
        return f"各单位{what}{made_up}"

    def unit_columns(self) -> list[Column]:
        """The columns that tell the documents apart: the unit, and the period where there are several."""
        unit = Column("document_unit", "单位", href="document_page", filtered=self.unit_count > 1)
        several = self.disclosures["period"].nunique() > 1
        return [unit, Column("document_period", "年度", filtered=True)] if several else [unit]

    def detail_columns(self) -> list[Column]:
        """The same for tables with many rows of a document: none where all rows are of the same."""
        return self.unit_columns() if len(self) > 1 else []

    def _part(self, disclosure_id: str, name: str) -> pd.DataFrame:
        """The rows of one document, from one reading of the table for all of them."""
        if name not in self._parts:
            every = self._every(name)
            texts = [column for column, kind in every.dtypes.items() if isinstance(kind, pd.StringDtype)]
            every = every.astype(dict.fromkeys(texts, object))  # of which pandas takes rows in one go
            by_document = {str(key): part for key, part in every.groupby("disclosure_id")}
            self._parts[name] = {"": every.iloc[:0], **by_document}
        parts = self._parts[name]
        return parts.get(disclosure_id, parts[""])

    def _rows_of(self, disclosure_id: str, name: str) -> list[Row]:
        """The same as mappings."""
        if name not in self._rows:
            self._rows[name] = _by_document(self._every(name))
        return self._rows[name].get(disclosure_id, [])

    def _every(self, name: str) -> pd.DataFrame:
        return self.package.table(name, exact=True)


def _alike(unit_year: UnitYear) -> tuple[int, str, str]:
    """What documents must have in common to stand side by side."""
    return unit_year.year or 0, unit_year.stage, unit_year.scope


def _by_document(rows: pd.DataFrame) -> Mapping[str, list[Row]]:
    """Rows as mappings, by their `disclosure_id`."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.to_dict("records"):
        found[str(row["disclosure_id"])].append(row)
    return found


def figure_column(name: str, label: str) -> Column:
    """The column of a headline figure, each number a link to its row of the source: `name`, `name_state` and
    `name_href` of a row are the figure's amount, state and address."""
    return Column(name, label, "amount", state=f"{name}_state", href=f"{name}_href")


def _beginning_with(regions: Sequence[str]) -> str:
    """The pattern of regions of which a part begins with one of these names."""
    return f"{_PART_OF_REGION}(?:{'|'.join(map(re.escape, regions))})"


def open_collection(
    data: str,
    *,
    units: Sequence[str] = (),
    years: Sequence[int] = (),
    regions: Sequence[str] = (),
    synthetic: bool = False,
) -> Collection:
    """The documents of a data package; an empty list of units, years or regions means all of them.

    A region fits where a document's region, or the city or county in it, begins with it: 山西, 朔州市 and 山阴 all fit
    山西省朔州市山阴县. Either the real documents or, with `synthetic`, the made-up ones instead of them: the two are never
    compared with each other or added up. Raises `DataPackageError` where there is no package.
    """
    package = load_package(data)
    frame = package["disclosures"]
    frame = frame[frame["synthetic"].astype(bool) == synthetic]
    if units:
        frame = frame[frame["unit_name"].isin(units)]
    if years:
        frame = frame[frame["year"].isin(years)]
    if regions:
        frame = frame[frame["region"].str.contains(_beginning_with(regions))]
    frame = frame.sort_values(["year", "region", "unit_name", "stage"], ascending=[False, True, True, True])
    frame = frame.assign(unit_name=frame["unit_name"].replace("", NO_NAME)).reset_index(drop=True)
    years_in_words = [
        f"{year}年" if known else "" for year, known in zip(frame["year"], frame["year"].notna(), strict=True)
    ]
    stages = [fmt.STAGE_WORDS.get(stage, fmt.STAGE_WORDS["budget"]) for stage in frame["stage"]]
    return Collection(
        package,
        frame.assign(
            period=[f"{year}{stage}" for year, stage in zip(years_in_words, stages, strict=True)],
            page=[addresses.unit_page(identifier) for identifier in frame["disclosure_id"]],
        ),
    )
