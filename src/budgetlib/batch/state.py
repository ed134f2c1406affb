"""The state of a build: what was made from which inputs, in one SQLite file that is also the folder's lock.

Every entry is committed as soon as its task has ended, so that a run killed at any moment loses nothing that was
finished. Only one process can hold the file; the operating system lets go of it when that process ends, however
it ends.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from budgetlib.batch.fingerprints import file_digest
from budgetlib.batch.tasks import Entry
from budgetlib.errors import BudgetlibError

_FORMAT = 2
_TABLES = f"""
    CREATE TABLE IF NOT EXISTS tasks (
        step TEXT, item TEXT, inputs TEXT, result TEXT, sizes TEXT, failure TEXT, left_out TEXT,
        PRIMARY KEY (step, item)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (
        path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, digest TEXT
    ) WITHOUT ROWID;
    PRAGMA user_version = {_FORMAT};
"""
_UNDER_WAY = ("build", "under way")
"""The entry that is there as long as somebody holds the state."""
_SETTLED_NS = 2_000_000_000
"""A file younger than this may change again without changing its time stamp; its digest is not kept."""


class State:
    """What has been done in a project's folder. Held for the length of its `with` block.

    Tasks of documents that come from different places are kept apart by `scope`, which may be set at any time; those
    of steps that are named in `shared` are the same for all.

    Raises `BudgetlibError` where another process holds it.
    """

    def __init__(self, path: Path | None, *, shared: Collection[str] = ()) -> None:
        """The state in a file, which is made where it is missing; one in memory for None."""
        self.scope = ""
        self._shared = shared
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path or ":memory:", timeout=0, isolation_level=None)
        try:
            self._take()
        except sqlite3.DatabaseError as error:
            self._database.close()
            if "locked" in str(error):
                raise BudgetlibError(
                    "another build is at work in this folder", file=path, remedy="wait until it has ended"
                ) from None
            raise BudgetlibError(
                f"the state of the build can't be read: {error}",
                file=path,
                remedy="delete this file; everything is then made again",
            ) from None
        self._entries = {
            (step, item): Entry(
                json.loads(inputs),
                json.loads(result),
                tuple(json.loads(sizes)),
                failure,
                json.loads(left_out),
            )
            for step, item, inputs, result, sizes, failure, left_out in self._database.execute(
                "SELECT * FROM tasks"
            )
        }
        self._files: dict[str, tuple[int, int, str]] = {
            path: (size, changed, digest)
            for path, size, changed, digest in self._database.execute("SELECT * FROM files")
        }
        self.interrupted = bool(self._entries.pop(_UNDER_WAY, None))
        """Whether the last one to hold it was killed."""
        self._write(_UNDER_WAY, Entry({}, {}))

    def _take(self) -> None:
        run = self._database.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("BEGIN IMMEDIATE")  # takes the lock, which locking_mode then keeps
        (form,) = run("PRAGMA user_version").fetchone()
        run("COMMIT")
        if form not in (0, _FORMAT):
            self._database.executescript("DROP TABLE IF EXISTS tasks; DROP TABLE IF EXISTS files;")
        self._database.executescript(_TABLES)

    def entry(self, step: str, item: str) -> Entry | None:
        """What is known of a task; None where it never ran."""
        return self._entries.get((self._scoped(step), item))

    def items(self, step: str) -> list[str]:
        """All tasks of a step that ever ran and were not forgotten."""
        wanted = self._scoped(step)
        return [item for of, item in self._entries if of == wanted]

    def put(self, step: str, item: str, entry: Entry) -> None:
        """Remembers what came of a task."""
        step = self._scoped(step)
        self._entries[step, item] = entry
        self._write((step, item), entry)

    def _write(self, key: tuple[str, str], entry: Entry) -> None:
        values: tuple[Any, ...] = (entry.inputs, entry.result, entry.sizes, entry.left_out)
        inputs, result, sizes, left_out = (json.dumps(value, ensure_ascii=False) for value in values)
        self._database.execute(
            "INSERT OR REPLACE INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, inputs, result, sizes, entry.failure, left_out),
        )

    def forget(self, step: str, item: str) -> None:
        """Forgets a task whose item is no more."""
        step = self._scoped(step)
        del self._entries[step, item]
        self._database.execute("DELETE FROM tasks WHERE step = ? AND item = ?", (step, item))

    def _scoped(self, step: str) -> str:
        return f"{self.scope}:{step}" if self.scope and step not in self._shared else step

    def digest(self, path: Path) -> str:
        """The digest of a file's bytes, read again only when its size or time stamp changed."""
        found = path.stat()
        name = os.path.abspath(path)  # noqa: PTH100  (`resolve` looks at every folder above)
        size, changed, known = self._files.get(name, (0, 0, ""))
        if known and (size, changed) == (found.st_size, found.st_mtime_ns):
            return known
        digest = file_digest(path)
        if time.time_ns() - found.st_mtime_ns > _SETTLED_NS:
            self._files[name] = (found.st_size, found.st_mtime_ns, digest)
            self._database.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (name, *self._files[name])
            )
        return digest

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._database.execute("DELETE FROM tasks WHERE step = ? AND item = ?", _UNDER_WAY)
        self._database.close()
