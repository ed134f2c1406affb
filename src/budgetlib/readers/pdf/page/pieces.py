"""Ruling lines out of their pieces, whoever found these: in drawings of a PDF, or in the picture of a page."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlib.readers.pdf.page.geometry import Rule

SAME_LINE = 2.0
"""Pieces this close to each other are one line, in points: cells draw their borders side by side."""
_BRIDGED = 3.0
"""Gaps along a line that are bridged: corners are drawn by themselves, or not at all."""
_SHORTEST = 5.0
"""What is shorter, once all pieces are put together, is no line."""


def merged(pieces: list[Rule]) -> list[Rule]:
    """Pieces of lines of one kind, put together to whole lines, sorted by position."""
    pieces.sort()
    merged: list[Rule] = []
    at = 0
    while at < len(pieces):
        limit = pieces[at].at + SAME_LINE
        end = at + 1
        while end < len(pieces) and pieces[end].at <= limit:
            end += 1
        merged += (
            _bridged(sorted(pieces[at:end], key=lambda piece: piece.start))
            if end - at > 1
            else pieces[at:end]
        )
        at = end
    return [rule for rule in merged if rule.end - rule.start > _SHORTEST]


def _bridged(pieces: list[Rule]) -> Iterator[Rule]:
    where, start, stop = pieces[0]
    total, number = where, 1
    for piece in pieces[1:]:
        if piece.start <= stop + _BRIDGED:
            stop = max(stop, piece.end)
            total += piece.at
            number += 1
        else:
            yield Rule(total / number, start, stop)
            total, number = piece.at, 1
            start, stop = piece.start, piece.end
    yield Rule(total / number, start, stop)
