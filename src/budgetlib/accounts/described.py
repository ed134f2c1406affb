"""The descriptions of a vocabulary: one TOML file with an entry for each of its words, no more and no fewer."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Any, TypeVar

Word = TypeVar("Word", bound=StrEnum)
Description = TypeVar("Description")


def content(name: str) -> dict[str, Any]:
    """A data file of this package, by its name without the ending."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def descriptions(
    vocabulary: type[Word], file: str, describe: Callable[[Word, Mapping[str, Any]], Description]
) -> Mapping[Word, Description]:
    """Every word of a vocabulary with its description, in the order of the file.

    Raises `ValueError` for a word without an entry, an entry without a word, and what `describe` refuses.
    """
    entries = content(file)
    missing = [word.value for word in vocabulary if word not in entries]
    if missing:
        raise ValueError(f"{file}.toml: no entry for {', '.join(missing)}")
    found = {}
    for key, entry in entries.items():
        try:
            found[vocabulary(key)] = describe(vocabulary(key), entry)
        except (KeyError, TypeError, ValueError) as reason:
            raise ValueError(f"{file}.toml: [{key}]: {reason}") from None
    return found
