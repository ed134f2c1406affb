"""The documents of a build, wherever they are: in `data/raw`, in another folder, or at a URL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from budgetlib.batch.folders import SOURCES_FILE, Folders, documents_in, is_document
from budgetlib.batch.locations import RemoteFile, RemoteFolder, is_url
from budgetlib.batch.progress import Progress
from budgetlib.batch.state import State
from budgetlib.batch.tasks import Entry
from budgetlib.errors import BudgetlibError, ReadError
from budgetlib.file_names import named_file, plain_name

_FETCHED = "fetched"
_STEP = "fetch"


class RawDocuments:
    """The names of all documents, relative to their folder and sorted, and what their bytes are.

    Those at a URL are copied into a folder that the build keeps, `folders.raw`, each time they changed. A dry run
    copies nothing. `failures` says which could not be copied; what was copied of them before stays.
    """

    def __init__(self, folders: Folders, state: State, progress: Progress, *, dry: bool) -> None:
        self._folder = folders.raw
        self._state = state
        self._unknown: frozenset[str] = frozenset()
        self.failures: dict[str, BudgetlibError] = {}
        if is_url(folders.documents_from):
            self.names = self._fetched(folders.documents_from, progress, dry=dry)
        else:
            self.names = self._found(folders)

    def digest(self, name: str) -> str | None:
        """The digest of a document's bytes; None where a dry run would have to fetch it first."""
        return None if name in self._unknown else self._state.digest(named_file(self._folder, name))

    def skip(self, names: Iterable[str]) -> list[str]:
        """Takes files out that are not to be read; returns those of them that are there."""
        unwanted = set(names)
        skipped = [name for name in self.names if name in unwanted]
        self.names = [name for name in self.names if name not in unwanted]
        return skipped

    def _found(self, folders: Folders) -> list[str]:
        if self._folder.is_dir():
            return sorted(
                plain_name(path.relative_to(self._folder).as_posix()) for path in documents_in(self._folder)
            )
        if folders.documents_from:
            raise ReadError("there is no such folder", file=self._folder, remedy="check what --raw says")
        raise ReadError(
            "there is no data/raw here",
            file=folders.root,
            remedy="run budgetlib in the project's folder, or name it with --project",
        )

    def _fetched(self, url: str, progress: Progress, *, dry: bool) -> list[str]:
        elsewhere = RemoteFolder(url)
        there = {
            name: file
            for name, file in elsewhere.files().items()
            if name == SOURCES_FILE or is_document(PurePosixPath(name))
        }
        stale = {name: file for name, file in there.items() if not self._is_here(name, file)}
        if dry:
            self._unknown = frozenset(stale)
            return sorted(set(there) - {SOURCES_FILE})
        self._forget_all_but(there)
        progress.begin(_STEP, len(stale), len(there) - len(stale))
        for name, error in elsewhere.fetch(stale, self._folder):
            if error is None:
                self._state.put(_FETCHED, name, Entry({"stamp": there[name].stamp}, {}))
            else:
                self.failures[name] = error
            progress.done(name, f"{name}: {error}" if error else "")
        progress.end()
        return sorted(name for name in there if name != SOURCES_FILE and (self._folder / name).is_file())

    def _is_here(self, name: str, file: RemoteFile) -> bool:
        known = self._state.entry(_FETCHED, name)
        unchanged = known is not None and bool(file.stamp) and known.inputs["stamp"] == file.stamp
        return unchanged and (self._folder / name).is_file()

    def _forget_all_but(self, there: Mapping[str, RemoteFile]) -> None:
        for name in set(self._state.items(_FETCHED)) - set(there):
            (self._folder / name).unlink(missing_ok=True)
            self._state.forget(_FETCHED, name)
