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
from typing import Any, TypeAlias, TypeVar, overload

from budgetlib.text import remembered

Word = TypeVar("Word")
Vocabulary: TypeAlias = Callable[[str], Word | None]
"""Names for words: what a text that is already squashed means, or None where no pattern of the vocabulary fits."""


@cache
def load(name: str) -> dict[str, Any]:
    """A data file of this package, by its name without the ending."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@overload
def vocabulary(file: str, section: str) -> Vocabulary[str]: ...
@overload
def vocabulary(file: str, section: str, to_word: Callable[[str], Word]) -> Vocabulary[Word]: ...
def vocabulary(file: str, section: str, to_word: Callable[[str], Any] = str) -> Vocabulary[Any]:
    """The vocabulary in a section of a data file. A section that is only `patterns` knows one key, its own name.

    `to_word` makes the key of the file into what it means (`Measure`); it raises `ValueError` for one that means
    nothing.
    """
    content = load(file)[section]
    return _vocabulary(content if "patterns" not in content else {section: content["patterns"]}, to_word)


def _vocabulary(patterns: Mapping[str, Sequence[str]], to_word: Callable[[str], Word]) -> Vocabulary[Word]:
    """The vocabulary of an ordered mapping from keys to patterns; the first key whose pattern fits wins."""
    words = {f"key{at}": to_word(key) for at, key in enumerate(patterns)}
    alternatives = (
        f"(?P<{group}>{_any(choices)})" for group, choices in zip(words, patterns.values(), strict=True)
    )
    pattern = re.compile("|".join(alternatives))  # alternatives are tried in order, as keys are

    @remembered
    def word_of(text: str) -> Word | None:
        match = pattern.fullmatch(text)
        return words[str(match.lastgroup)] if match else None

    return word_of


def _any(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
