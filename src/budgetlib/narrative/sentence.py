"""One sentence to claims: its figures, declarations and comparisons, in reading order."""

from __future__ import annotations

import re
from collections import deque

from budgetlib.narrative.brackets import Brackets
from budgetlib.narrative.changes import (
    state_base,
    state_base_in_brackets,
    state_change,
    state_fulfilled,
    state_share,
    state_unchanged,
)
from budgetlib.narrative.comparisons import base_in_brackets, base_only, comparison
from budgetlib.narrative.context import Sentence, last_clause
from budgetlib.narrative.declarations import Denial, denials, deny
from budgetlib.narrative.explanations import count_on, give_reason, mention
from budgetlib.narrative.figures import MONEY, PERCENT, Figure, figures
from budgetlib.narrative.reasons import reasons
from budgetlib.narrative.values import state_value

_Event = Figure | Denial | re.Match[str]

_QUOTED_TITLE = "《"
"""A sentence that quotes a title describes how a table is filled in (与《…表》的数一致); it compares no years."""


def read_sentence(sentence: Sentence) -> None:
    """Adds the claims of a sentence to its thread."""
    found = figures(sentence.norm) if sentence.explains else []
    count_on(sentence, states=bool(found))
    if not found and not sentence.wording.telling.search(sentence.norm):
        return
    thread = sentence.thread
    thread.begin_sentence()
    given = reasons(sentence.norm, sentence.wording, follows=thread.compares()) if sentence.explains else []
    brackets = Brackets(sentence)
    to_come = deque(given)
    behind = 0
    for place, end, event in _events(sentence, found):
        while to_come and to_come[0].end <= place:
            behind = to_come.popleft().end
        reason = to_come[0] if to_come and to_come[0].start <= place else None
        if reason:
            if isinstance(event, Figure):
                mention(sentence, event, reason)
            continue
        brackets.step(place)
        lead = sentence.norm[max(sentence.at, behind) : place]
        if isinstance(event, Figure):
            _read_figure(sentence, event, lead)
        elif isinstance(event, Denial):
            deny(sentence, event)
        else:
            state_unchanged(sentence, event, lead)
        sentence.at = max(sentence.at, end)
    for reason in given:
        give_reason(sentence, reason)


def _events(sentence: Sentence, found: list[Figure]) -> list[tuple[int, int, _Event]]:
    events: list[tuple[int, int, _Event]] = [(figure.start, figure.end, figure) for figure in found]
    norm = sentence.norm
    events += [(denial.start, denial.end, denial) for denial in denials(norm, sentence.wording)]
    if sentence.explains and _QUOTED_TITLE not in norm and sentence.wording.same.search(norm):
        events += [(*match.span(), match) for match in sentence.wording.unchanged.finditer(norm)]
    if len(events) > len(found):
        events.sort(key=lambda event: event[:2])
    return events


def _read_figure(sentence: Sentence, figure: Figure, lead: str) -> None:
    if figure.kind == PERCENT and state_share(sentence, figure, lead):
        return
    in_brackets = base_in_brackets(lead, sentence.wording) if figure.kind == MONEY else None
    if in_brackets:
        state_base_in_brackets(sentence, figure, in_brackets)
        return
    stated = comparison(lead, sentence.wording)
    if stated:
        state_change(sentence, figure, stated)
        return
    current = sentence.thread.current
    if current and figure.kind == current.kind and sentence.wording.fulfilled.fullmatch(last_clause(lead)):
        state_fulfilled(sentence, figure, current)
        return
    base = base_only(lead, sentence.wording) if figure.kind == MONEY and current else None
    if base and current:
        state_base(sentence, figure, base, current)
    else:
        state_value(sentence, figure, lead)
