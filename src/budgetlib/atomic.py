"""Files that appear whole or not at all: written beside their place under another name, then renamed."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = ".writing-"


@contextlib.contextmanager
def temporary_beside(path: Path) -> Iterator[Path]:
    """An empty file in the same folder, to be written and renamed to `path`. Deleted where that doesn't happen.

    Its name is its own, so that two may write the same file at the same time.
    """
    handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    temporary.chmod(0o644)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes, *, durable: bool = True) -> bool:
    """Puts `content` at `path` by atomic rename; False, touching nothing, where it is there already.

    What is `durable` is on the disk before the name is: a loss of power leaves the old file or the new one. What heals
    by itself, as it is known by its digest, need not wait for that.
    """
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with temporary_beside(path) as temporary:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        temporary.replace(path)
    return True


def write_text(path: Path, content: str, *, durable: bool = True) -> bool:
    """Like `write_bytes`, in UTF-8 with the line ends as given."""
    return write_bytes(path, content.encode("utf-8"), durable=durable)


def remove_partial(*roots: Path) -> None:
    """Deletes what writers that were killed left below some folders. Nobody may be writing there."""
    for root in roots:
        for path in root.rglob(f"{_PREFIX}*"):
            path.unlink(missing_ok=True)
