"""Where a project keeps things, and which files of a folder are documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Self

from budgetlib.batch.locations import is_url, local_path, location_key
from budgetlib.dataset.descriptor import WORKBOOK_NAME

SOURCES_FILE = "sources.csv"
_LONGEST_NAME = 240
"""Bytes of a name that leave room for an ending; systems allow 255."""
_NOT_DOCUMENTS = frozenset(("readme", "thumbs.db", "desktop.ini", WORKBOOK_NAME))
_OTHER_FILES = frozenset(
    (
        *(".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".log"),
        *(".sql", ".sqlite", ".db", ".parquet", ".py", ".ipynb", ".r", ".sh", ".bat", ".js", ".css"),
        *(".md5", ".sha1", ".sha256", ".sig", ".asc", ".url", ".lnk", ".part", ".crdownload", ".tmp", ".bak"),
    )
)
"""Lists, data, programs and what downloads leave behind. No reader takes them for a disclosure."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a project, all under `root`, but for documents that come from elsewhere.

    `documents_from` is a folder or URL in place of `data/raw`, as `Folders.at` gives it; empty for `data/raw`.
    What is made of its documents is kept apart from what is made of others, so that two folders that hold a
    document of the same name don't mix.
    """

    root: Path
    documents_from: str = ""

    @classmethod
    def at(cls, root: Path, documents_from: str = "") -> Self:
        """The folders of a project whose documents come from a folder or URL, given in any way."""
        if not documents_from or is_url(documents_from):
            return cls(root, documents_from.rstrip("/"))
        folder = local_path(documents_from).resolve()
        return cls(root, "" if folder == (root / "data" / "raw").resolve() else str(folder))

    @property
    def raw(self) -> Path:
        """Disclosures as published, and `sources.csv`; for those at a URL, the copy that a build keeps."""
        if is_url(self.documents_from):
            return self.kept_of_documents / "raw"
        return Path(self.documents_from) if self.documents_from else self.root / "data" / "raw"

    @property
    def package(self) -> Path:
        """The data package."""
        return self.root / "data" / "processed"

    @property
    def decisions(self) -> Path:
        """What people decided on suggested catalogue matches."""
        return self.root / "data" / "decisions.csv"

    @property
    def verdicts(self) -> Path:
        """What people said of findings."""
        return self.root / "data" / "verdicts.csv"

    @property
    def kept(self) -> Path:
        """What a build keeps for the next one: state, results of documents, executed notebooks."""
        return self.package / ".build"

    @property
    def scope(self) -> str:
        """A short name for where documents come from; empty for `data/raw`."""
        return location_key(self.documents_from) if self.documents_from else ""

    @property
    def kept_of_documents(self) -> Path:
        """What is kept of the documents that come from one place."""
        return self.kept / "from" / self.scope if self.scope else self.kept

    @property
    def state(self) -> Path:
        """What has been done from which inputs; also the lock of the folder."""
        return self.kept / "state.sqlite"

    @property
    def made_of(self) -> Path:
        """What the data package was made of."""
        return self.kept / "package.json"

    @property
    def imports(self) -> Path:
        """What modules and notebooks import, as found before."""
        return self.kept / "imports.json"

    @property
    def run_record(self) -> Path:
        """What the last command did."""
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
        folder, _, name = document.rpartition("/")
        if len(name.encode()) > _LONGEST_NAME:
            name = hashlib.sha256(name.encode()).hexdigest()
        return self.kept_of_documents / "results" / folder / f"{name}.json"

    @property
    def readings(self) -> Path:
        """What files were read as, by their hash."""
        return self.kept_of_documents / "readings"

    def executed(self, url: str) -> Path:
        """The executed notebook of the page at an address of the site, `units/u1/2024-budget.html`."""
        return _executed(self) / PurePosixPath(url).with_suffix(".ipynb")


@cache
def _executed(folders: Folders) -> Path:
    return folders.kept_of_documents / "executed"


def documents_in(folder: Path) -> Iterator[Path]:
    """The files of a folder and its subfolders that are meant to be documents, sorted."""
    for path in sorted(folder.rglob("*")):
        if is_document(PurePosixPath(path.relative_to(folder).as_posix())) and path.is_file():
            yield path


def is_document(name: PurePosixPath) -> bool:
    """Whether a file is meant to be a document, by its path within the folder of documents.

    Every file is, whatever its name, but for hidden ones, READMEs, what office programs, file managers and downloads
    leave behind, the workbook of a data package, and lists, data and programs (`_OTHER_FILES`).
    """
    if any(part.startswith((".", "~$")) for part in name.parts):
        return False
    return not (
        name.name.lower() in _NOT_DOCUMENTS
        or name.stem.lower() in _NOT_DOCUMENTS
        or name.suffix.lower() in _OTHER_FILES
    )
