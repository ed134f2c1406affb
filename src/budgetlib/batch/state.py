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

_FORMAT = 3
_TABLES = f"""
    CREATE TABLE IF NOT EXISTS tasks (
        step TEXT, item TEXT, inputs TEXT, result TEXT, outputs TEXT, failure TEXT, left_out TEXT,
        PRIMARY KEY (step, item)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS files (
        path TEXT PRIMARY KEY, size INTEGER, changed TEXT, digest TEXT
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

    def __init__(self, path: Path | None, *, shared: Collection[str] = (), verify: bool = False) -> None:
        """The state in a file, which is made where it is missing; one in memory for None."""
        self.scope = ""
        self._shared = shared
        self._verify = verify
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._database = _connected(path)
        try:
            self._take()
        except sqlite3.DatabaseError as error:
            self._database.close()
            if "locked" in str(error):
                raise BudgetlibError(
                    "another build is at work in this folder", file=path, remedy="wait until it has ended"
                ) from None
            if path is None or not _is_damaged(error):
                raise
            for ending in ("", "-wal", "-shm"):  # it says nothing that can't be found out again
                path.with_name(path.name + ending).unlink(missing_ok=True)
            self._database = _connected(path)
            self._take()
        self._entries = {
            (step, item): Entry(
                json.loads(inputs),
                json.loads(result),
                json.loads(outputs),
                failure,
                json.loads(left_out),
            )
            for step, item, inputs, result, outputs, failure, left_out in self._database.execute(
                "SELECT * FROM tasks"
            )
        }
        self._files: dict[str, tuple[int, str, str]] = {
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
        values: tuple[Any, ...] = (entry.inputs, entry.result, entry.outputs, entry.left_out)
        inputs, result, outputs, left_out = (json.dumps(value, ensure_ascii=False) for value in values)
        self._database.execute(
            "INSERT OR REPLACE INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, inputs, result, outputs, entry.failure, left_out),
        )

    def forget(self, step: str, item: str) -> None:
        """Forgets a task whose item is no more."""
        step = self._scoped(step)
        del self._entries[step, item]
        self._database.execute("DELETE FROM tasks WHERE step = ? AND item = ?", (step, item))

    def _scoped(self, step: str) -> str:
        return f"{self.scope}:{step}" if self.scope and step not in self._shared else step

    def digest(self, path: Path) -> str:
        """The digest of a file's bytes, read again only when its size or one of its time stamps changed.

        One of them says when the file itself was last touched and can't be set. With `verify` every file is read.
        """
        found = path.stat()
        changed_now = f"{found.st_mtime_ns} {found.st_ctime_ns}"
        name = os.path.abspath(path)  # noqa: PTH100  (`resolve` looks at every folder above)
        size, changed, known = self._files.get(name, (0, "", ""))
        if known and not self._verify and (size, changed) == (found.st_size, changed_now):
            return known
        digest = file_digest(path)
        if time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > _SETTLED_NS:
            self._files[name] = (found.st_size, changed_now, digest)
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


def _connected(path: Path | None) -> sqlite3.Connection:
    return sqlite3.connect(path or ":memory:", timeout=0, isolation_level=None)


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    return any(
        word in str(error) for word in ("not a database", "malformed", "no such column", "has no column")
    )
