"""Temporary folders that bear the number of their process, so that those of killed ones can be told and cleared away."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "budgetlib-"
_OF_A_PROCESS = re.compile(rf"{_PREFIX}(?:\w+-)?(\d+)-")


def prefix(what: str = "") -> str:
    """What the name of a temporary folder or file of this process begins with."""
    return f"{_PREFIX}{what}{'-' if what else ''}{os.getpid()}-"


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for the length of the block."""
    with tempfile.TemporaryDirectory(prefix=prefix()) as folder:
        yield Path(folder)


def sweep() -> None:
    """Deletes temporary folders of this user's processes that are no more, as nobody else will."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            match = _OF_A_PROCESS.match(entry.name)
            if match and not _runs(int(match[1])) and entry.stat(follow_symlinks=False).st_uid == os.getuid():
                shutil.rmtree(entry.path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
