"""Reasons: the claims that they explain, and the figures that they mention themselves."""

from __future__ import annotations

import re

from budgetlib.narrative.comparisons import comparison
from budgetlib.narrative.context import REACH, Sentence
from budgetlib.narrative.drafts import REASON
from budgetlib.narrative.figures import MONEY, PERCENT, Figure
from budgetlib.narrative.reasons import Reason, reason_words
from budgetlib.narrative.subjects import metrics_of
from budgetlib.narrative.wording import DECREASE, INCREASE

_BRACKETS = re.compile(r"\([^()]*\)")
_FIRST, _SECOND = "一是", "二是"
_COUNTED_ON = re.compile(r"[二三四五六七八九]是")


def give_reason(sentence: Sentence, reason: Reason) -> None:
    """Adds a reason to the claims that it explains."""
    opening = sentence.norm[reason.start : reason.words]
    _compare(sentence, opening)
    said = reason_words(sentence.text[reason.words : reason.end])
    if not said:
        sentence.note("remark.reason", "文字说明里写了“原因是”，后面没有内容：“{}”。", reason.words)
    begin = max(reason.start - REACH, 0)
    aside = [match.span() for match in _BRACKETS.finditer(sentence.norm, begin, reason.start)]
    before = _BRACKETS.sub(lambda match: " " * len(match[0]), sentence.norm[begin : reason.start])
    part = begin + before.rfind("；") + 1
    direction = sentence.wording.direction_in(opening)
    explained = sentence.thread.unexplained(sentence.first, reason.start, part, direction, aside)
    for draft in explained:
        draft.reason = said
    begun = _FIRST in said and _SECOND not in said
    sentence.thread.counting, sentence.thread.between = (explained if begun else []), []


def count_on(sentence: Sentence, *, states: bool) -> None:
    """Adds a sentence that counts on (二是…) to the reasons that an earlier one of the paragraph began to count (一是…),
    with what stands between; `states` says that the sentence has figures, which end a list of reasons."""
    thread = sentence.thread
    if not thread.counting:
        return
    if _COUNTED_ON.match(sentence.norm):
        more = reason_words(sentence.text)
        for draft in thread.counting:
            draft.reason = f"{draft.reason}。{''.join(thread.between)}{more}"
        thread.between = []
    elif states:
        thread.counting = []
    else:
        thread.between.append(sentence.text)


def _compare(sentence: Sentence, opening: str) -> None:
    """决算数小于预算数的主要原因：the opening of a reason may itself state a comparison."""
    stated = comparison(opening.partition("的")[0], sentence.wording)
    if stated and stated.base:
        target = sentence.target(stated.subject, MONEY, "change")
        if target.wants_comparison:
            target.compare(stated.direction, stated.base)


def mention(sentence: Sentence, figure: Figure, reason: Reason) -> None:
    """Takes up a figure inside a reason: a claim of its own, told apart by its metric."""
    thread = sentence.thread
    lead = sentence.norm[max(sentence.at, reason.words) : figure.start]
    sentence.at = figure.end
    last = thread.drafts[-1] if len(thread.drafts) > sentence.first else None
    previous = last if last and last.metrics[0].startswith(REASON) else None
    stated = comparison(lead, sentence.wording)
    subject = sentence.subject(stated.subject if stated else lead, figure.start)
    words = subject.words or figure.noun
    if figure.kind == PERCENT and stated and previous and not subject.words:
        previous.percent = figure.value
        return
    kind = MONEY if figure.kind == PERCENT and stated else figure.kind
    keys = (
        tuple(key.removeprefix(REASON) for key in previous.metrics)
        if previous and not words
        else metrics_of(subject, kind, sentence.passage, None, None, figure.noun)
    )
    draft = sentence.draft(tuple(REASON + key for key in keys), words, kind, figure.start)
    draft.year = subject.year
    moved = sentence.wording.leading_direction.match(subject.words)
    if stated:
        draft.compare(stated.direction, stated.base)
        draft.set_change(figure)
    elif moved:
        draft.compare(INCREASE if moved["up"] else DECREASE, "")
        draft.set_change(figure)
    else:
        sentence.set_value(draft, figure)
    thread.drafts.append(draft)
