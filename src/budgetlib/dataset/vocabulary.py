"""Rows of the table of words: what the values of the package's columns are called in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budgetlib.accounts.documented import VOCABULARIES, documented
from budgetlib.figures import MAIN_FIGURES


def vocabulary() -> Iterator[dict[str, Any]]:
    """Every word of public accounts, then the main figures, in the order of their vocabularies."""
    for name in VOCABULARIES:
        for word, meaning in documented(name).items():
            chinese, _, english = meaning.partition(", ")
            yield {"vocabulary": name, "word": word, "name": chinese, "name_en": english}
    for main in MAIN_FIGURES:
        yield {"vocabulary": "figures", "word": main.name, "name": main.title, "name_en": main.english}
