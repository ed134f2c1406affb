"""Where a project keeps things, and which files in `data/raw` are documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from budgetlib.errors import ReadError

SOURCES_FILE = "sources.csv"
_NOT_DOCUMENTS = frozenset((SOURCES_FILE, "thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a project, all under `root`."""

    root: Path

    @property
    def raw(self) -> Path:
        """Disclosures as published, and `sources.csv`."""
        return self.root / "data" / "raw"

    @property
    def package(self) -> Path:
        """The data package."""
        return self.root / "data" / "processed"

    @property
    def decisions(self) -> Path:
        """What people decided on suggested catalogue matches."""
        return self.root / "data" / "decisions.csv"

    @property
    def kept(self) -> Path:
        """What a build keeps for the next one: state, results of documents, executed notebooks."""
        return self.package / ".build"

    @property
    def state(self) -> Path:
        """What has been done from which inputs; also the lock of the folder."""
        return self.kept / "state.sqlite"

    @property
    def run_record(self) -> Path:
        """What the last build did."""
        return self.package / "run.json"

    @property
    def notebook(self) -> Path:
        """The notebook that is executed for every unit and year."""
        return self.root / "notebooks" / "unit_year.ipynb"

    @property
    def reports(self) -> Path:
        """The Quarto website project."""
        return self.root / "reports"

    @property
    def build(self) -> Path:
        """The website project with its pages executed, made from `reports`."""
        return self.reports / "_build"

    @property
    def site(self) -> Path:
        """The website."""
        return self.build / "_site"

    def result(self, document: str) -> Path:
        """The kept result of a document, which is named relative to `raw`."""
        return self.kept / "results" / f"{document}.json"

    def executed(self, url: str) -> Path:
        """The executed notebook of the page at an address of the site, `units/u1/2024-budget.html`."""
        return self.kept / "executed" / PurePosixPath(url).with_suffix(".ipynb")

    def documents(self) -> list[str]:
        """All documents in `raw`, relative to it and sorted.

        Raises `ReadError` where there is no such folder.
        """
        if not self.raw.is_dir():
            raise ReadError(
                "there is no data/raw here",
                file=self.root,
                remedy="run budgetlib in the project's folder, or name it with --project",
            )
        return [path.relative_to(self.raw).as_posix() for path in documents_in(self.raw)]


def documents_in(folder: Path) -> Iterator[Path]:
    """The files of a folder and its subfolders that are meant to be documents, sorted.

    Every file is, whatever its name, but for hidden ones, READMEs, `sources.csv` and what office programs and
    file managers leave behind.
    """
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        name = path.name.lower()
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if path.is_file() and not hidden and name not in _NOT_DOCUMENTS and path.stem.lower() != "readme":
            yield path
