"""Copying files so that nobody sees half of one and unchanged ones keep their time stamp, and deleting them."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from budgetlib.atomic import temporary_beside


def copy_file(source: Path, target: Path) -> bool:
    """Copies a file by atomic rename; False where size and time of change say that it is the same.

    Fit for large files: contents are never compared.
    """
    wanted = source.stat()
    with contextlib.suppress(OSError):
        found = target.stat()
        if found.st_size == wanted.st_size and found.st_mtime_ns == wanted.st_mtime_ns:
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with temporary_beside(target) as temporary:
        shutil.copy2(source, temporary)
        temporary.replace(target)
    return True


def remove_files(paths: Iterable[Path], root: Path) -> None:
    """Deletes files and then the folders up to `root` that this leaves empty."""
    for path in paths:
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == root or not folder.is_relative_to(root):
                break
            try:
                folder.rmdir()
            except OSError:
                break
