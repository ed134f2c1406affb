"""Clauses that say that there is none of something: 无“三公”经费预算, 没有使用政府性基金预算安排的支出."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetlib.narrative.figures import has_figure
from budgetlib.narrative.wording import Wording


class Denial(NamedTuple):
    """What a clause denies, and where it stands in its sentence."""

    start: int
    end: int
    what: str
    whole: bool
    """Whether the sentence says nothing else."""


_LONGEST_SUBJECT = 40


def denials(sentence: str, words: Wording) -> Iterator[Denial]:
    """The things that a sentence (normal text) says there is none of; a list of things gives each of them."""
    if words.bare_denial.fullmatch(sentence):
        yield Denial(0, len(sentence), "", True)
        return
    for match in words.denies.finditer(sentence):
        what = match["what"]
        if what.count(")") > what.count("("):
            what = what[: what.rindex(")")]
        if has_figure(sentence, match.start(), match.end()) or words.unspoken.search(what):
            continue
        start = match.start()
        clause = max(sentence.rfind(mark, 0, start) for mark in "，。；:") + 1
        whole = start - clause <= _LONGEST_SUBJECT and clause == 0 and match.end() == len(sentence)
        for part in words.denial_splits.split(what):
            if part:
                yield Denial(start, match.end(), part, whole)
