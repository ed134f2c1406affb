"""What users may import is what `budgetlib.__all__` says, and importing budgetlib is cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest

import budgetlib

HEAVY = (
    "pandas",
    "pyarrow",
    "numpy",
    "matplotlib",
    "xlsxwriter",
    "sqlite_utils",
    "papermill",
    "IPython",
    "pypandoc",
)
"""Packages that take longer to import than a document takes to read."""


def test_every_public_name_exists_and_has_a_docstring() -> None:
    for name in budgetlib.__all__:
        value = getattr(budgetlib, name)
        assert name == "__version__" or value.__doc__, name


def test_all_is_sorted_and_complete() -> None:
    assert budgetlib.__all__ == sorted(budgetlib.__all__)
    assert set(budgetlib.__all__) == {*budgetlib._HOMES, "__version__"}


def test_importing_budgetlib_imports_nothing_else() -> None:
    code = "import budgetlib, sys; print([name for name in sys.modules if name.startswith(('pandas', 'budgetlib.'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['budgetlib.lazy']"


@pytest.mark.parametrize("command", ["facts", "check"])
def test_reading_a_document_needs_no_data_frames(command: str) -> None:
    code = f"import budgetlib.cli.{command}, sys; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    assert not hasattr(budgetlib, "no_such_name")
