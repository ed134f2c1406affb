"""The documents that a data package holds, as the later stages need to know them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from budgetlib.batch.fingerprints import file_digest
from budgetlib.dataset.descriptor import FILE_NAME
from budgetlib.dataset.package import load_package
from budgetlib.errors import DataPackageError
from budgetlib.stories import addresses

_COLUMNS = ("disclosure_id", "unit_name", "year", "stage", "source_file", "extra_sources")
_STAGES = {"budget": "预算", "final": "决算"}


class PackagedDocument(NamedTuple):
    """A document of the data package.

    `digest` changes when anything known about the document does; None where only a real run will tell.
    """

    disclosure_id: str
    unit: str
    year: int | None
    stage: str
    digest: str | None
    file: str
    """Its path in `data/raw`."""
    annexes: tuple[str, ...] = ()
    """Paths of the further files of the same disclosure."""

    def known(self) -> dict[str, object]:
        """What a selection may ask for."""
        return {name: getattr(self, name) for name in ("disclosure_id", "unit", "year", "stage", "file")}

    @property
    def unit_slug(self) -> str:
        """The unit's part of the identifier, which is `<unit>-<year>-<stage>`."""
        return self.disclosure_id.rsplit("-", 2)[0]

    @property
    def url(self) -> str:
        """Address of the document's page within the site."""
        return addresses.unit_page(self.disclosure_id).removeprefix("/")

    @property
    def source_url(self) -> str:
        """Address of the page that shows the document as read."""
        return addresses.source_page(self.disclosure_id).removeprefix("/")

    @property
    def title(self) -> str:
        """Unit, year and stage for people, in Chinese."""
        year = f"{self.year} 年" if self.year else ""
        return f"{self.unit} {year}{_STAGES.get(self.stage, '预算')}".strip()


def same_disclosure(first: str, identifier: str) -> DataPackageError:
    """What is wrong with a second document of the same unit, year and stage."""
    return DataPackageError(
        f"is the same disclosure as {first} by unit, year and stage ({identifier})",
        remedy="keep one of the two files; if one is an annex of the other, say so in sources.csv (part_of)",
    )


def package_digest(folder: Path) -> str:
    """The digest of a data package's description, which holds those of all its files; empty without one."""
    file = folder / FILE_NAME
    return file_digest(file) if file.is_file() else ""


def documents_in_package(folder: Path) -> list[PackagedDocument]:
    """What the data package in a folder holds, whoever made it.

    Nothing tells the documents' contents apart here, so each has the digest of the whole package. Raises
    `DataPackageError` where there is no package.
    """
    package = load_package(folder)
    digest = package_digest(folder)
    frame = package.table("disclosures", columns=_COLUMNS)
    return [
        PackagedDocument(
            identifier,
            unit,
            None if year is None else int(year),
            stage,
            digest,
            file,
            tuple(extra.split(";")) if extra else (),
        )
        for identifier, unit, year, stage, file, extra in (
            frame.astype(object).where(frame.notna(), None).to_numpy()
        )
    ]
