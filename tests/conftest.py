"""Where tests find real documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_FORMATS = (".pdf", ".docx", ".html", ".xlsx", ".xls", ".md")


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


def real_documents() -> list[Path]:
    """The real documents at hand: the seed and, beside the corpus, others that were collected; the seed alone where
    there are none."""
    corpus = Path(os.environ.get("BUDGETLIB_CORPUS", ROOT.parent / "shared" / "corpus"))
    folders = (corpus, corpus.parent / "trials" / "documents", corpus.parent / "trials" / "findings")
    found = [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in _FORMATS]
    return [ROOT / "data" / "raw" / "00.md", *found]
