"""Errors: one line with file, place and remedy, also across processes."""

from __future__ import annotations

import pickle

from budgetlib.errors import BudgetlibError, NotADisclosure, ReadError


def test_one_line_of_file_place_and_remedy() -> None:
    error = ReadError("not text", file="x.md", place="byte 5", remedy="save it as UTF-8")
    assert str(error) == "x.md, byte 5: not text (save it as UTF-8)"


def test_an_error_comes_whole_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(NotADisclosure("no budget", file="x.pdf", remedy="check")))
    assert (type(error), str(error), error.exit_status) == (NotADisclosure, "x.pdf: no budget (check)", 4)


def test_every_kind_has_an_exit_status_of_its_own_or_its_parents() -> None:
    statuses = {kind.__name__: kind.exit_status for kind in BudgetlibError.__subclasses__()}
    assert statuses == {
        "ReadError": 3,
        "NotADisclosure": 4,
        "DataPackageError": 5,
        "NotebookError": 6,
        "RenderError": 7,
    }
