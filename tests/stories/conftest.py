"""Packages that the stories are told from: the seed, the seed beside others, nothing at all, real documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from telling import renamed

from budgetlib.batch.document import process_document
from budgetlib.dataset import DocumentResult, write_package
from budgetlib.errors import BudgetlibError
from budgetlib.stories import Collection, UnitYear, open_collection, open_unit_year


@pytest.fixture(scope="session")
def seed_result(seed_path: Path) -> DocumentResult:
    return process_document(seed_path)


@pytest.fixture(scope="session")
def seed_folder(seed_result: DocumentResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed")
    write_package([seed_result], folder)
    return folder


@pytest.fixture(scope="session")
def seed(seed_folder: Path) -> UnitYear:
    return open_unit_year(str(seed_folder))


@pytest.fixture(scope="session")
def seed_alone(seed_folder: Path) -> Collection:
    return open_collection(str(seed_folder))


@pytest.fixture(scope="session")
def three(seed_result: DocumentResult, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Two units with the same budget of 2024, and the final account of one of them."""
    folder = tmp_path_factory.mktemp("three")
    results = [
        renamed(seed_result, "ua-2024-budget", "甲局", 2024, "budget"),
        renamed(seed_result, "ub-2024-budget", "乙局", 2024, "budget"),
        renamed(seed_result, "ua-2024-final", "甲局", 2024, "final"),
    ]
    write_package(results, folder)
    return open_collection(str(folder))


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("nothing")
    write_package([], folder)
    return open_collection(str(folder))


@pytest.fixture(scope="session")
def real(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """All real documents at hand, of several provinces, years and stages."""
    results = []
    for path in sorted([*corpus.glob("*.md"), *corpus.glob("*.pdf")]):
        if path.stem.isdigit():
            try:
                results.append(process_document(path))
            except BudgetlibError:
                continue
    folder = tmp_path_factory.mktemp("real")
    write_package(results, folder)
    return open_collection(str(folder))
