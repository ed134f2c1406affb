"""What is known of layouts, as data: the words that name columns, rows and statements.

Adding a provincial layout means adding patterns to the TOML files here; no code needs a new branch. Patterns are
matched against text made comparable by `budgetlib.text.squash`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """A data file of this package, by its name without the ending."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


class Vocabulary:
    """Names for words: an ordered mapping from keys to patterns; the first key whose pattern fits wins.

    Answers are remembered, since the same words come again in every document.
    """

    def __init__(self, patterns: Mapping[str, Sequence[str]]) -> None:
        self._keys = tuple(patterns)
        alternatives = (f"(?P<key{at}>{_any(words)})" for at, words in enumerate(patterns.values()))
        self._pattern = re.compile("|".join(alternatives))  # alternatives are tried in order, as keys are
        self._known: dict[str, str | None] = {}

    def __call__(self, text: str) -> str | None:
        """The key for a text (already squashed), or None where no pattern fits."""
        try:
            return self._known[text]
        except KeyError:
            match = self._pattern.fullmatch(text)
            key = self._keys[int(str(match.lastgroup).removeprefix("key"))] if match else None
            if len(self._known) < 100_000:
                self._known[text] = key
            return key


def _any(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def vocabulary(file: str, section: str) -> Vocabulary:
    """The vocabulary in a section of a data file. A section that is only `patterns` knows one key, its own name."""
    content = load(file)[section]
    return Vocabulary(content if "patterns" not in content else {section: content["patterns"]})
