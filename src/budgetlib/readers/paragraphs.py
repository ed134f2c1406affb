"""Paragraphs that a page break has cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetlib.document import Block, Paragraph

_ENDS = "。；;：:！!？?…”）)》】」』.、"
_STARTS_ANEW = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|第[一二三四五六七八九十\d]+(?:部分|章|节|条)"
    r"|\d{1,2}[、.．](?!\d)|[①-⑳]|注[:：]|附[件表录]|表[一二三四五六七八九十\d]|单位[:：名]|金额单位)"
)
_SHORTEST_RUNNING_TEXT = 24


def join_broken(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks, with a paragraph that stops in the middle of a sentence joined to the next one.

    Only running text is joined: a line shorter than 24 characters may be a title or a label of its own, and
    what begins with numbering begins something new.
    """
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and _runs_on(last, block):
            joined[-1] = Paragraph(last.text + block.text, last.page, last.line, last.level)
        else:
            joined.append(block)
    return tuple(joined)


def _runs_on(first: Paragraph, second: Paragraph) -> bool:
    if first.level is not None or second.level is not None or not second.text or not first.text:
        return False
    if len(first.text) < _SHORTEST_RUNNING_TEXT or first.text[-1] in _ENDS:
        return False
    return _STARTS_ANEW.match(second.text) is None and ("，" in first.text or "。" in first.text)
