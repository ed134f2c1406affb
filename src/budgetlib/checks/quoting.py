"""Quoting claims in the sentences of findings."""

from __future__ import annotations

from budgetlib.disclosure import Claim

_LONGEST = 60
_SHORT = 24


def quoted(claim: Claim) -> str:
    """The sentence of a claim, cut where it is long."""
    text = claim.text.rstrip("。")
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip("，。；：、") + "……"


def subject(claim: Claim) -> str:
    """What a claim is about, in its own words; the beginning of the sentence where those are none."""
    words = claim.subject.strip('“”"')
    return words or claim.text[:_SHORT].rstrip("，。；：") + "……"
