"""How a recogniser writes numbers, and what of that may be taken for a number.

Only what can mean one thing is changed, and `taken` says when it was: what was read is kept beside it. Digits are
never changed for other digits; whether they are right is for the sums of the document to say.
"""

from __future__ import annotations

import re

_WIDTHS = str.maketrans("０１２３４５６７８９，．。·﹒﹐％－", "0123456789,...." + ",%-")
_LOOKALIKES = str.maketrans("OoQD〇○lI|丨Ss", "000000" + "1111" + "55")
_DIGITS = re.compile(r"\d")
_FIGURE = re.compile(r"[-+−]?\d[\d,.]*%?")
_PLAIN = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_GROUPS = re.compile(r"(?P<sign>[-+−]?)(?P<first>\d{1,3})(?P<rest>(?:[,.]\d+)+)(?P<percent>%?)")
_PARTED = re.compile(r"(?<=\d) (?=\d{3}(?:\D|$))|(?<=[.,]) (?=\d)|(?<=\d) (?=[.,])|(?<=^[-+−]) ")
"""Blanks that a number may have inside: at a comma or point, or where a comma belongs."""
_DASHES = re.compile(r"[-—–−_~～一－]{1,3}")
_IN_TEXT = re.compile(r"(?<=\d)\s*[，,]\s*(?=\d{3}(?:\D|$))|(?<=\d)．(?=\d)")


def taken(text: str) -> str:
    """What the text of a cell is taken for: a number where it can only be that one, else the text itself.

    Blanks inside a number go, a comma and a point change places where the digits tell which is which (`1,234,56` is
    1,234.56), and letters that look like digits (O, l) become those where everything else is a number.
    """
    body = _PARTED.sub("", text.translate(_WIDTHS).strip())
    if not _DIGITS.search(body) and body not in ("O", "o", "〇", "○"):
        return text
    if not _FIGURE.fullmatch(body):
        body = body.translate(_LOOKALIKES)
        if not _FIGURE.fullmatch(body) or 2 * len(_DIGITS.findall(text)) < len(_DIGITS.findall(body)):
            return "0" if text.strip() in ("O", "o", "〇", "○") else text
    if _PLAIN.fullmatch(body):
        return body
    return _regrouped(body) or text


def _regrouped(body: str) -> str | None:
    """A number whose commas and points were mistaken for each other; None where that has several solutions."""
    match = _GROUPS.fullmatch(body)
    if match is None:
        return None
    groups = re.findall(r"[,.](\d+)", match["rest"])
    *middle, last = groups
    if any(len(group) != 3 for group in middle):
        return None
    whole = ",".join([match["first"], *middle])
    if len(last) == 3 and middle:
        return f"{match['sign']}{whole},{last}{match['percent']}"
    if len(last) in (1, 2):
        return f"{match['sign']}{whole}.{last}{match['percent']}"
    return None


def is_dash(text: str) -> bool:
    """Whether a text is only a dash, whichever the recogniser chose."""
    return bool(_DASHES.fullmatch(text.strip()))


def in_text(text: str) -> str:
    """Running text with the commas and points of its numbers in the width of digits."""
    return _IN_TEXT.sub(lambda match: "," if match[0].strip() in "，," else ".", text)
