"""Runs gathered into lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from budgetlib.readers.pdf.geometry import Run

_SAME_LINE = 0.5
_WORD_GAP = 0.2
_APART = 2.5
"""Text this many line heights from the text before it is another thing, not a part of the sentence."""
_SIZE_OF_HEIGHT = 0.88
_left = attrgetter("left")
_top = attrgetter("middle")


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Lines from top to bottom, the runs of each from left to right."""
    lines: list[list[Run]] = []
    middle = 0.0
    reach = 0.0
    for run in sorted(runs, key=_top):
        height = run.bottom - run.top
        if lines and run.middle - middle < _SAME_LINE * min(height, reach):
            lines[-1].append(run)
        else:
            lines.append([run])
            middle = run.middle
            reach = height
    for line in lines:
        if len(line) > 1:
            line.sort(key=_left)
    return lines


def join_runs(line: Sequence[Run]) -> str:
    """The text of runs on one line: spaces only where words of letters or digits stand apart."""
    text = line[0].text
    right = line[0].right
    for before, run in itertools.pairwise(line):
        if run.text == before.text and run.left - before.left < 0.3 * (before.right - before.left):
            continue  # printed twice to look bold
        gap = run.left - right
        if gap > _WORD_GAP * run.height and _is_word(text[-1]) and _is_word(run.text[0]):
            text += " "
        text += run.text
        right = run.right
    return text


def _is_word(character: str) -> bool:
    return character < "ɐ" and character.isalnum()


class TextLine(NamedTuple):
    """A line of text outside tables, or a part of one that stands apart from the rest.

    `size` is about the size of the font. `alone` is false where other text stands on the same height.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int
    alone: bool = True


def text_lines(runs: Sequence[Run], page: int) -> list[TextLine]:
    """Lines of text from top to bottom; what stands far apart on a line becomes lines of their own."""
    result: list[TextLine] = []
    for line in lines_of(runs):
        parts = _parts(line)
        result += [_text_line(part, page, len(parts) == 1) for part in parts]
    return result


def _parts(line: Sequence[Run]) -> list[list[Run]]:
    parts = [[line[0]]]
    for run in line[1:]:
        before = parts[-1]
        gap = run.left - before[-1].right
        # Titles are spread out character by character (目　　录); labels that stand apart are longer.
        if gap > _APART * run.height and (len(run.text) > 1 or len(before[-1].text) > 1):
            parts.append([run])
        else:
            before.append(run)
    return parts


def _text_line(part: Sequence[Run], page: int, alone: bool) -> TextLine:
    return TextLine(
        join_runs(part),
        part[0].left,
        part[-1].right,
        min(run.top for run in part),
        max(run.bottom for run in part),
        _font_size(part),
        page,
        alone,
    )


def _font_size(part: Sequence[Run]) -> float:
    """Chinese characters are as wide as their font is high; without them the height of the line must do."""
    longest = max(part, key=lambda run: len(run.text))
    if all(character > "⺀" for character in longest.text):
        return (longest.right - longest.left) / len(longest.text)
    return max(run.height for run in part) * _SIZE_OF_HEIGHT
