"""Where a sentence gives a reason: 主要原因是…, 原因是…, 主要是… up to the end of the sentence."""

from __future__ import annotations

from typing import NamedTuple

from budgetlib.narrative.figures import PERCENT, figures
from budgetlib.narrative.wording import Wording

_CLAUSE_BREAKS = "，。；:()"
_REACH = 400
"""So many characters in front of a reason it can refer to; without a bound reading were quadratic."""
_AROUND = "，。；:：、"


class Reason(NamedTuple):
    """A span of a sentence that gives a reason; `words` is where the reason itself begins."""

    start: int
    words: int
    end: int


def reasons(sentence: str, wording: Wording, *, follows: bool) -> list[Reason]:
    """The reasons in a sentence (normal text), in reading order.

    A reason runs to the end of the sentence, or to a semicolon behind which another figure is stated. `follows`
    says that the sentence before compares something, so that this one may begin with 主要是.
    """
    found: list[Reason] = []
    at = 0
    strong = _strong(sentence, at, wording)
    while at < len(sentence):
        if strong and strong[0] < at:
            strong = _strong(sentence, at, wording)
        weak = _weak(sentence, at, strong[0] if strong else len(sentence), wording, follows)
        marker = weak or strong
        if marker is None:
            break
        end = _end(sentence, marker[1], wording)
        found.append(Reason(marker[0], marker[1], end))
        at = end + 1
    return found


def reason_words(text: str) -> str:
    """The words of a reason without the punctuation around them."""
    return text.strip(_AROUND)


def _strong(sentence: str, at: int, wording: Wording) -> tuple[int, int] | None:
    """Where 原因 begins a reason, with the words that belong to it on both sides."""
    for word in wording.reason_word.finditer(sentence, at):
        place = word.start()
        near = max(at, place - _REACH)
        clause = max(max(sentence.rfind(mark, near, place) for mark in _CLAUSE_BREAKS) + 1, near)
        before = sentence[clause:place]
        after = wording.reason_after.match(sentence, place)
        if after:
            own = wording.reason_before.search(before)
            return clause + (own.start() if own else len(before)), after.end()
        if wording.reason_bare.fullmatch(before):
            return clause, word.end()
    return None


def _weak(sentence: str, at: int, end: int, wording: Wording, follows: bool) -> tuple[int, int] | None:
    """Where 主要是 and the like stand behind a comparison and so begin a reason."""
    if not wording.reason_weak_words.search(sentence, at, end):
        return None
    for match in wording.reason_weak.finditer(sentence, at, end):
        near = max(at, match.start() - _REACH)
        part = max(sentence.rfind("；", near, match.start()) + 1, near)
        compares = wording.any_direction.search(sentence, part, match.start())
        compares = compares or wording.relating.search(sentence, part, match.start())
        if compares or (follows and not match.start()):
            return match.span()
    return None


def _end(sentence: str, at: int, wording: Wording) -> int:
    stop = sentence.find("；", at)
    while stop >= 0:
        following = sentence.find("；", stop + 1)
        part_end = following if following >= 0 else len(sentence)
        if not wording.reason_goes_on.match(sentence, stop + 1):
            if wording.reason_word.search(sentence, stop, part_end):
                return stop
            part = sentence[stop + 1 : part_end]
            first = next(iter(figures(part)), None)
            if first and first.kind != PERCENT and not wording.direction.search(part[: first.start]):
                return stop
        stop = following
    return len(sentence)
