"""Quoting claims in the sentences of findings."""

from __future__ import annotations

import re

from budgetlib.disclosure import Claim

_MARKS = re.compile(r"[，。；：](?!\d{3})")
_LONGEST = 60
_SHORT = 24


def quoted(claim: Claim) -> str:
    """The sentence of a claim, cut where it is long."""
    text = claim.text.rstrip("。")
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip("，。；：、") + "……"


def clause(claim: Claim) -> str:
    """The part of the sentence, between its marks, in which the figure of a claim stands; its words where that is not
    found."""
    if claim.value is None:
        return claim.text
    digits = f"{claim.value:.{claim.decimals}f}"
    for part in _MARKS.split(claim.text):
        if digits in part.replace(",", "").replace("，", ""):
            return part
    return claim.subject


def subject(claim: Claim) -> str:
    """What a claim is about, in its own words; the beginning of the sentence where those are none."""
    words = claim.subject.strip('“”"')
    return words or claim.text[:_SHORT].rstrip("，。；：") + "……"
