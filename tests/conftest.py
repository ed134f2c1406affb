"""Where tests find real documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """The disclosure that the project ships: 中国共产党山阴县委员会组织部, budget of 2024."""
    return ROOT / "data" / "raw" / "00.md"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A folder of further real disclosures with labelled facts; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("BUDGETLIB_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not (folder / "facts").is_dir():
        pytest.skip(f"no corpus of real disclosures at {folder}")
    return folder
