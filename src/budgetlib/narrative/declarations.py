"""Clauses that say that there is none of something: 无“三公”经费预算, 没有使用政府性基金预算安排的支出."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetlib.narrative.context import REACH, Sentence, is_known
from budgetlib.narrative.figures import has_figure
from budgetlib.narrative.scopes import scope_of
from budgetlib.narrative.subjects import denied_metrics
from budgetlib.narrative.wording import NONE, Wording

_MARKS = "，。；:"
_LONGEST_SUBJECT = 40


class Denial(NamedTuple):
    """What a clause denies, and where it stands in its sentence."""

    start: int
    end: int
    what: str
    whole: bool
    """Whether the sentence says nothing else."""
    listed: str
    """The whole list of things that it stands in, whose scope (2021年结转的…) holds for all of them."""


def denials(sentence: str, wording: Wording) -> Iterator[Denial]:
    """The things that a sentence (normal text) says there is none of; a list of things gives each of them."""
    if not wording.denying.search(sentence):
        return
    if wording.bare_denial.fullmatch(sentence):
        yield Denial(0, len(sentence), "", True, "")
        return
    for match in wording.denies.finditer(sentence):
        what = match["what"]
        if what.count(")") > what.count("("):
            what = what[: what.rindex(")")]
        if has_figure(match[0]) or wording.unspoken.search(what):
            continue
        start = match.start()
        clause = max(sentence.rfind(mark, 0, start) for mark in _MARKS) + 1
        whole = start <= _LONGEST_SUBJECT and clause == 0 and match.end() == len(sentence)
        for part in wording.denial_splits.split(what):
            if part:
                yield Denial(start, match.end(), part, whole, what)


def deny(sentence: Sentence, denial: Denial) -> None:
    """Takes up a declaration, where it denies a figure known by a rule or is all that its sentence says."""
    keys = denied_metrics(denial.what, sentence.passage)
    if not (is_known(keys[0]) or (denial.whole and sentence.explains)):
        return
    thread = sentence.thread
    own = thread.since(sentence.first)
    if any(draft.metrics == keys and draft.comparison == NONE for draft in own):
        return
    draft = sentence.draft(keys, denial.what, "", denial.end)
    draft.scope = scope_of(denial.listed or denial.what, sentence.passage.path, keys[0])
    draft.compare(NONE, "")
    draft.year = sentence.subject(
        sentence.norm[max(denial.start - REACH, 0) : denial.start], denial.start
    ).year
    thread.add(draft)
