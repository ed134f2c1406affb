"""What was rendered from what, so that only pages whose inputs changed are rendered again.

One small file per page in `.rendered/` of the project, written after the page itself: a run that is killed
leaves pages without a record, which are rendered again.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from budgetlib.atomic import write_text

FOLDER = ".rendered"


@dataclass(frozen=True)
class SearchEntry:
    """A section of a page for the search: its anchor (empty for the page's beginning), heading and text."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Record:
    """A rendered page: the fingerprint of its inputs, the files it wrote, what it addresses, what search finds."""

    fingerprint: str
    title: str
    files: tuple[str, ...]
    addressed: tuple[str, ...]
    sections: tuple[SearchEntry, ...]


class Records:
    """The records of a project, on disk."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def read(self, source: PurePosixPath) -> Record | None:
        """The record of a page; None where there is none that can be used."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            loaded = json.loads(self._path(source).read_bytes())
            return Record(
                loaded["fingerprint"],
                loaded["title"],
                files=tuple(loaded["files"]),
                addressed=tuple(loaded["addressed"]),
                sections=tuple(SearchEntry(**section) for section in loaded["sections"]),
            )
        return None

    def write(self, source: PurePosixPath, record: Record) -> None:
        """Keeps the record of a page."""
        write_text(self._path(source), json.dumps(asdict(record), ensure_ascii=False))

    def remove(self, source: PurePosixPath) -> None:
        """Forgets a page."""
        self._path(source).unlink(missing_ok=True)

    def forget(self) -> None:
        """Forgets all pages: somebody else wrote them."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def sources(self) -> list[PurePosixPath]:
        """All pages there is a record of."""
        return sorted(
            PurePosixPath(path.relative_to(self.folder).as_posix().removesuffix(".json"))
            for path in self.folder.rglob("*.json")
        )

    def _path(self, source: PurePosixPath) -> Path:
        return self.folder / f"{source}.json"
