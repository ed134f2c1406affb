"""The claims of a text: its paragraphs, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from budgetlib.disclosure import Claim, Note
from budgetlib.narrative.context import Sentence
from budgetlib.narrative.passages import ATTACHMENT, DUTIES, GLOSSARY, Passage
from budgetlib.narrative.sentence import read_sentence
from budgetlib.narrative.thread import Thread
from budgetlib.narrative.wording import wording

_SENTENCE = re.compile(r".+?(?:。(?!\))|$)")
_WITHOUT_CLAIMS = frozenset((GLOSSARY, DUTIES, ATTACHMENT))


class ClaimsRead(NamedTuple):
    """The claims of a text, and what reading found wrong with it."""

    claims: tuple[Claim, ...]
    notes: tuple[Note, ...]


def read_claims(passages: Iterable[Passage], year: int | None) -> ClaimsRead:
    """The claims that the explanations make, in reading order. `year` is the document's own year.

    Between statements only declarations are read (注：本单位无“三公”经费预算), in the glossary, in lists of
    duties and in attached papers nothing.
    """
    thread = Thread(year)
    words = wording()
    for passage in passages:
        if passage.region in _WITHOUT_CLAIMS:
            continue
        thread.enter(passage)
        for match in _SENTENCE.finditer(passage.norm, passage.start):
            start, end = match.span()
            read_sentence(Sentence(thread, passage, match[0].rstrip("。"), passage.text[start:end], words))
        thread.leave(passage, hangs=words.hangs.search(passage.norm) is not None)
    return ClaimsRead(
        tuple(claim for draft in thread.drafts for claim in draft.claims()), tuple(thread.notes)
    )
