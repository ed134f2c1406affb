"""The documents that a page compares: all of the data package, or those of some units, years or regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd

from budgetlib.dataset import Package, load_package
from budgetlib.display import format as fmt
from budgetlib.stories import addresses
from budgetlib.stories.document import Document


@dataclass(frozen=True)
class Collection:
    """Some documents of a data package. Made by `open_collection`."""

    package: Package
    disclosures: pd.DataFrame
    """Their rows in `disclosures`, newest year first, with a `label` that tells them apart and a `page`."""
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    _parts: dict[str, dict[str, pd.DataFrame]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.disclosures)

    @cached_property
    def documents(self) -> list[Document]:
        """Each document by itself, in the order of `disclosures`."""
        return [
            Document(row, partial(self._part, str(row["disclosure_id"])))
            for row in self.disclosures.to_dict("records")
        ]

    @property
    def unit_count(self) -> int:
        """How many units they are of."""
        return int(self.disclosures["unit_name"].nunique())

    @property
    def years(self) -> list[int]:
        """The years that they are for, in order."""
        return sorted({int(year) for year in self.disclosures["year"].dropna()})

    def table(self, name: str) -> pd.DataFrame:
        """The rows of a table that come from these documents, with `label` and `page` of each."""
        if name not in self._tables:
            frame = self.package[name]
            named = self.disclosures[["disclosure_id", "label", "page"]]
            named = named.rename(columns={"page": "unit_page"})
            self._tables[name] = frame.merge(named, on="disclosure_id", how="inner")
        return self._tables[name]

    def _part(self, disclosure_id: str, name: str) -> pd.DataFrame:
        """The rows of one document, from one reading of the table for all of them."""
        if name not in self._parts:
            every = self.package.table(name, exact=True)
            by_document = {str(key): part for key, part in every.groupby("disclosure_id")}
            self._parts[name] = {"": every.iloc[:0], **by_document}
        parts = self._parts[name]
        return parts.get(disclosure_id, parts[""])

    @cached_property
    def main_period(self) -> list[Document]:
        """The documents of the year and stage that most of them are for (the newest of several): they compare."""
        counts = Counter((document.year or 0, document.stage) for document in self.documents)
        if not counts:
            return []
        main = max(counts, key=lambda period: (counts[period], period))
        return [document for document in self.documents if (document.year or 0, document.stage) == main]

    def label(self, document: Document) -> str:
        """The shortest words that tell a document from the others."""
        return self._labels[document.id]

    @cached_property
    def _labels(self) -> dict[str, str]:
        return dict(zip(self.disclosures["disclosure_id"], self.disclosures["label"], strict=True))


def open_collection(
    data: str, *, units: Sequence[str] = (), years: Sequence[int] = (), regions: Sequence[str] = ()
) -> Collection:
    """The documents of a data package; an empty list of units, years or regions means all of them.

    A region fits where a document's region begins with it. Raises `DataPackageError` where there is no package.
    """
    package = load_package(data)
    frame = package["disclosures"]
    if units:
        frame = frame[frame["unit_name"].isin(units)]
    if years:
        frame = frame[frame["year"].isin(years)]
    if regions:
        frame = frame[frame["region"].str.startswith(tuple(regions))]
    frame = frame.sort_values(["year", "region", "unit_name", "stage"], ascending=[False, True, True, True])
    frame = frame.reset_index(drop=True)
    pages = [addresses.unit_page(identifier) for identifier in frame["disclosure_id"]]
    return Collection(package, frame.assign(label=_labels(frame), page=pages))


def _labels(frame: pd.DataFrame) -> list[str]:
    """The shortest words that tell the documents apart: the unit, and year and stage where they differ."""
    one_period = frame[["year", "stage"]].drop_duplicates().shape[0] <= 1
    labels = []
    for unit, year, stage in zip(frame["unit_name"], frame["year"], frame["stage"], strict=True):
        when = "" if one_period or pd.isna(year) else f"{year}年{fmt.STAGE_WORDS.get(stage, '')}"
        labels.append(f"{unit or '名称不详的单位'}{f'（{when}）' if when else ''}")
    return labels
