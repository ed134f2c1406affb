"""What is known of layouts, as data: the words that name columns, rows and statements.

Adding a provincial layout means adding patterns to the TOML files here; no code needs a new branch. Patterns are
matched against text made comparable by `budgetlib.text.squash`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from budgetlib.text import remembered

Vocabulary: TypeAlias = Callable[[str], str | None]
"""Names for words: the key of a text that is already squashed, or None where no pattern of the vocabulary fits."""


def load(name: str) -> dict[str, Any]:
    """A data file of this package, by its name without the ending."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def vocabulary(file: str, section: str) -> Vocabulary:
    """The vocabulary in a section of a data file. A section that is only `patterns` knows one key, its own name."""
    content = load(file)[section]
    return _vocabulary(content if "patterns" not in content else {section: content["patterns"]})


def _vocabulary(patterns: Mapping[str, Sequence[str]]) -> Vocabulary:
    """The vocabulary of an ordered mapping from keys to patterns; the first key whose pattern fits wins."""
    keys = {f"key{at}": key for at, key in enumerate(patterns)}
    alternatives = (
        f"(?P<{group}>{_any(words)})" for group, words in zip(keys, patterns.values(), strict=True)
    )
    pattern = re.compile("|".join(alternatives))  # alternatives are tried in order, as keys are

    @remembered
    def key_of(text: str) -> str | None:
        match = pattern.fullmatch(text)
        return keys[str(match.lastgroup)] if match else None

    return key_of


def _any(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
