"""Brackets with figures of their own: parts of the figure in front of them; behind, the talk goes on as before."""

from __future__ import annotations

import re
from collections import deque
from typing import NamedTuple

from budgetlib.narrative.context import Sentence
from budgetlib.narrative.drafts import Draft
from budgetlib.narrative.figures import has_figure

_INSIDE = re.compile(r"\((?:[^()]|\([^()]*\))*\)")


class _Open(NamedTuple):
    end: int
    current: Draft
    total: Draft | None
    opened: bool
    by_commas: bool


class Brackets:
    """The brackets of a sentence that hold figures."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._spans = deque(
            match.span()
            for match in (_INSIDE.finditer(sentence.norm) if "(" in sentence.norm else ())
            if has_figure(match[0])
        )
        """Begin and end of those that are not reached yet, in reading order."""
        self._open: list[_Open] = []

    def step(self, place: int) -> None:
        """Goes on to a place in the sentence, into or out of brackets."""
        if not self._spans and not self._open:
            return
        sentence, thread = self._sentence, self._sentence.thread
        while self._open and place >= self._open[-1].end:
            left = self._open.pop()
            thread.current = left.current
            thread.total, thread.opened, thread.by_commas = left.total, left.opened, left.by_commas
            sentence.at = max(sentence.at, left.end)
        while self._spans and self._spans[0][0] < place:
            begin, end = self._spans.popleft()
            if place < end and begin >= sentence.at and thread.current:
                self._open.append(_Open(end, thread.current, thread.total, thread.opened, thread.by_commas))
                thread.begin_list(thread.current, opened=True)
                sentence.at = begin + 1
