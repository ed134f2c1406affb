"""The documents that a command line names, and what they are called in what a command prints."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from budgetlib.errors import BudgetlibError, ReadError
from budgetlib.file_names import plain_path
from budgetlib.temporary import temporary_folder

STDIN = "-"


def shown(path: Path) -> str:
    """How a document is called in what a command prints."""
    return STDIN if path.name == STDIN else plain_path(path)


@contextlib.contextmanager
def named_documents(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """The documents that a command line names, each once: files, those of folders, and for `-` what comes in on stdin.

    Raises `ReadError` where there are none. Errors of what came in on stdin name it so.
    """
    with temporary_folder() as folder:
        taken_in = folder / STDIN
        if Path(STDIN) in paths:
            with taken_in.open("wb") as stream:
                shutil.copyfileobj(sys.stdin.buffer, stream)
        from budgetlib.batch.folders import documents_in  # late: of a single file nobody needs it

        given = (taken_in if path == Path(STDIN) else path for path in paths)
        documents = (found for path in given for found in (documents_in(path) if path.is_dir() else (path,)))
        named = list(dict.fromkeys(documents))
        if not named:
            raise ReadError(
                "there are no disclosures here", file=", ".join(map(str, paths)), remedy="name another folder"
            )
        try:
            yield named
        except BudgetlibError as error:
            if error.file != plain_path(taken_in):
                raise
            raise error.renamed(STDIN) from None
