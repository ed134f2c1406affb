"""The text of paragraphs in the one form that patterns are written for."""

from __future__ import annotations

import re

_RARE, _PLAIN = "０１２３４５６７８９．％﹣−－～;", "0123456789.%---~；"
_ANY_RARE = re.compile(f"[{_RARE}]")
_ONE_WIDTH = str.maketrans(_RARE, _PLAIN)
_COMMA = re.compile(r",(?!\d{3})|(?<!\d),")
_WIDE_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}\.\d\d)")
_QUOTES = re.compile(r"[“”\"‘’'「」『』《》]")
_PART = re.compile(r"^(第[一二三四五六七八九十\d]+(?:部分|章))(?=[^、:：.．\s])")


def compact(text: str) -> str:
    """The text as printed without white space: breaks and spaces between Chinese words mean nothing."""
    return "".join(text.split())


def normal(text: str) -> str:
    """A compact text in the form that patterns are written for, character by character (the length stays).

    Digits, full stops of numbers, brackets, colons and percent signs become half-width; semicolons and the commas
    of the text (not those inside numbers) become full-width.
    """
    text = text.replace("（", "(").replace("）", ")").replace("：", ":")
    if _ANY_RARE.search(
        text
    ):  # translating a whole text takes far longer than looking for the rare characters
        text = text.translate(_ONE_WIDTH)
    if "," in text:
        text = _COMMA.sub("，", text)
    if "，" in text:
        text = _WIDE_THOUSANDS.sub(",", text)
    return text


def unquoted(text: str) -> str:
    """The text without quotation marks, which documents put around “三公” or leave out."""
    return _QUOTES.sub("", text)


def heading_text(text: str) -> str:
    """A heading on one line, without white space but for one space behind 第一部分."""
    return _PART.sub(r"\1 ", compact(text))
