"""Packages that several tests read."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_results import full_result

from budgetlib.dataset import DocumentResult, Package, load_package, write_package
from budgetlib.interpret import interpret
from budgetlib.readers import read_document


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of two made-up documents with hostile texts."""
    folder = tmp_path_factory.mktemp("sample")
    write_package([full_result("b-2024-budget"), full_result("a-2024-budget")], folder)
    return folder


@pytest.fixture(scope="session")
def sample_package(sample_folder: Path) -> Package:
    return load_package(sample_folder)


@pytest.fixture(scope="session")
def seed_result(seed_path: Path) -> DocumentResult:
    """What the disclosure that the project ships gives, before any check."""
    return DocumentResult(interpret(read_document(seed_path)))


@pytest.fixture(scope="session")
def seed_folder(seed_result: DocumentResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed")
    write_package([seed_result], folder)
    return folder
