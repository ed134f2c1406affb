"""The seed as a disclosure, and the measuring of suggestions that the benchmark does."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from budgetlib.disclosure import Disclosure
from budgetlib.interpret import interpret
from budgetlib.readers import read_document


@pytest.fixture(scope="session")
def seed(seed_path: Path) -> Disclosure:
    return interpret(read_document(seed_path))


@pytest.fixture(scope="session")
def measuring(root: Path) -> ModuleType:
    """benchmarks/catalogue_matching.py"""
    spec = importlib.util.spec_from_file_location(
        "catalogue_matching", root / "benchmarks" / "catalogue_matching.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
