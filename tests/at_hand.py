"""The real documents that tests can look at."""

from __future__ import annotations

import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_FORMATS = (".pdf", ".docx", ".html", ".xlsx", ".xls", ".md")


def real_documents() -> list[Path]:
    """The document that the project ships and, where there are any, the corpus and others collected beside it."""
    corpus = Path(os.environ.get("BUDGETLIB_CORPUS", _ROOT.parent / "shared" / "corpus"))
    folders = (corpus, corpus.parent / "trials" / "documents", corpus.parent / "trials" / "findings")
    found = [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in _FORMATS]
    return [_ROOT / "data" / "raw" / "00.md", *found]
