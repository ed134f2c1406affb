"""Everything that budgetlib raises on purpose, and the exit status it turns into.

::

    BudgetlibError                  1   something failed and the message says what
    ├── ReadError                   3   a file can't be read: missing, empty, damaged, unknown format
    │   ├── UnsupportedFormat       3   a format that has no reader here
    │   └── LimitExceeded           3   reading it takes more time, memory or output than a document may
    ├── NotADisclosure              4   a file was read, and it is not a budget or final-account disclosure
    ├── DataPackageError            5   a data package is missing, or was made by another version
    ├── NotebookError               6   a notebook failed; the cell and its error are in the message
    └── RenderError                 7   a page could not be rendered

Exit status 2 is a wrong command line, 8 says that some documents of several failed, 130 that the run was
interrupted. ``budgetlib check`` ends with 9 when a rule failed. 4 also ends a command on several files of which none
failed, but some were left out because they are no disclosures.

A finding about a document (a sum that doesn't add up, a number that can't be read) is data, not an exception.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import ClassVar

from budgetlib.file_names import plain_path, showable

EXIT_PARTLY_FAILED = 8
EXIT_RULES_FAILED = 9
EXIT_INTERRUPTED = 130


class BudgetlibError(Exception):
    """What every deliberate error derives from.

    The message is one line of three parts: the file (or object), the place in it where there is one, and what
    to do about it.
    """

    exit_status: ClassVar[int] = 1

    def __init__(
        self, problem: str, *, file: str | Path | None = None, place: str | None = None, remedy: str = ""
    ) -> None:
        self.problem = showable(problem)
        self.file = plain_path(file) if file is not None else None
        self.place = showable(place) if place is not None else None
        self.remedy = showable(remedy)
        self.trace = ""
        """Python's traceback of it, where it comes from another process."""
        where = ", ".join(part for part in (self.file, self.place) if part)
        line = f"{where}: {self.problem}" if where else self.problem
        super().__init__(f"{line} ({self.remedy})" if remedy else line)

    def of(self, file: str | Path) -> BudgetlibError:
        """The same error of a file, where it names none."""
        return self if self.file else self.renamed(file)

    def renamed(self, file: str | Path) -> BudgetlibError:
        """The same error of another file."""
        return _rebuild(type(self), self.problem, str(file), self.place, self.remedy, self.trace)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.problem, self.file, self.place, self.remedy, self.trace))


def _rebuild(
    kind: type[BudgetlibError], problem: str, file: str | None, place: str | None, remedy: str, trace: str
) -> BudgetlibError:
    """Makes the same error in another process: keyword-only arguments don't survive pickling by themselves."""
    error = kind(problem, file=file, place=place, remedy=remedy)
    error.trace = trace
    return error


_OF_THE_SYSTEM = {
    errno.ENOSPC: ("the disk is full", "make room, and do it again"),
    errno.EDQUOT: ("the quota of the disk is used up", "make room, and do it again"),
    errno.EROFS: ("can't be written: the disk is read-only", "choose another folder"),
    errno.EACCES: ("may not be read or written", "check its permissions"),
    errno.EPERM: ("may not be read or written", "check its permissions"),
    errno.ENOENT: ("is not there, or is no more", "check the path; if it vanished meanwhile, do it again"),
    errno.ENOTDIR: ("is no folder", "check the path"),
    errno.EISDIR: ("is a folder where a file was to be", "move it away"),
    errno.ENAMETOOLONG: ("has a name that is too long for this disk", "rename it"),
    errno.EMFILE: ("too many files are open", "choose fewer --workers"),
    errno.EIO: ("the disk could not be read or written", "check the disk"),
}


def of_the_system(error: BaseException) -> BudgetlibError | None:
    """What the operating system refused, in a sentence; None for any other error."""
    if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
        problem, remedy = _OF_THE_SYSTEM[error.errno]
        return BudgetlibError(problem, file=os.fsdecode(error.filename or "") or None, remedy=remedy)
    if type(error).__module__ == "sqlite3":
        for word, number in (
            ("full", errno.ENOSPC),
            ("readonly", errno.EROFS),
            ("disk I/O", errno.EIO),
            ("open", errno.EACCES),
        ):
            if word in str(error):
                problem, remedy = _OF_THE_SYSTEM[number]
                return BudgetlibError(problem, file="the state of the build", remedy=remedy)
    return None


class ReadError(BudgetlibError):
    """A file can't be read: it is missing, empty, damaged, or in a format that no reader knows."""

    exit_status = 3


class UnsupportedFormat(ReadError):
    """A file whose format has no reader."""


class LimitExceeded(ReadError):
    """A file that can't be read within the limits of time, memory and output for one document."""


class NotADisclosure(BudgetlibError):
    """A readable file that is neither a budget nor a final-account disclosure."""

    exit_status = 4


class DataPackageError(BudgetlibError):
    """A data package that is missing, incomplete, or made by another version of the library."""

    exit_status = 5


class NotebookError(BudgetlibError):
    """A notebook failed while it ran."""

    exit_status = 6


class RenderError(BudgetlibError):
    """A page could not be rendered."""

    exit_status = 7
