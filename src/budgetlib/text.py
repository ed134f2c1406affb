"""Comparing and cleaning Chinese words as documents print them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

remembered = lru_cache(maxsize=16384)
"""For questions about single words, asked again and again: cells of a thousand documents hold the same few thousand
words. What is remembered is bounded, so memory does not grow with the number of documents."""

_SPACE_OR_QUOTE = re.compile(r"[\s\u3000\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff“”\"‘’'「」『』]+")
_INNER = {"“": "‘", "”": "’"}
_CHINESE_NUMBER = "一二三四五六七八九十百零〇"
_NUMBERING = re.compile(
    rf"(?:[{_CHINESE_NUMBER}]+[、.．,，]"  # 一、
    rf"|[(（][{_CHINESE_NUMBER}\d]+[)）][、.．]?"  # （一） (1)
    r"|\d{1,2}[、.．)）](?!\d)"  # 1、 1. but not 1.5
    r"|[①-⑳][、.．]?"
    r"|[■●◆★※·•*]+)"
)


@remembered
def squash(text: str) -> str:
    """The text for comparing: one width, no white space, no quotation marks.

    Full-width letters, digits and brackets become half-width ones; what a person reads as the same words gives
    the same result, whatever the producer of the file did to it.
    """
    return _SPACE_OR_QUOTE.sub("", unicodedata.normalize("NFKC", text))


@remembered
def without_numbering(text: str) -> str:
    """The text without the numbering in front of it: `一、教育支出` → `教育支出`, `（1）办公费` → `办公费`."""
    body = text.strip(" \u3000\t\n\r\u00a0")
    match = _NUMBERING.match(body)
    while match and match.end() < len(body):
        body = body[match.end() :].lstrip(" \u3000\u00a0")
        match = _NUMBERING.match(body)
    return body


def one_line(text: str) -> str:
    """The text on one line: breaks inside a cell fall between Chinese characters, so they leave no space."""
    return " ".join(text.split("\n")) if text.isascii() else text.replace("\n", "")


def well_quoted(sentence: str) -> str:
    """A sentence with titles and words of a document in it, as it is printed: “…‘三公’经费…” and one full stop.

    Where the quotation marks of the document do not match, they stay as they are.
    """
    if sentence.count("“") < 2:  # nothing stands within a quotation
        return sentence.replace("。”。", "。”")
    made, depth = [], 0
    for sign in sentence:
        depth += sign == "“"
        made.append(_INNER.get(sign, sign) if depth > 1 else sign)
        depth -= sign == "”"
        if depth < 0:
            break
    return ("".join(made) if not depth else sentence).replace("。”。", "。”")
