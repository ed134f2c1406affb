"""Runs gathered into lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from budgetlib.readers.pdf.page.geometry import FIRST_WIDE, Rule, Run

_SAME_LINE = 0.5
_WORD_GAP = 0.2
_APART = 2.5
"""Text this many font sizes from the text before it is another thing, not a part of the sentence."""
_ABOVE, _BELOW = 0.86, 0.14
"""How far characters reach over and under their baseline, in font sizes."""
_FIRST = 24
"""So many parts of lines at the top of a page keep their runs."""
_BELOW_LINE = 0.4
"""An underline is not further below the baseline than this many font sizes."""
_BEYOND = 4.0
"""Nor does it reach so many font sizes beyond the text on its two sides."""
_left = attrgetter("left")
_baseline = attrgetter("baseline")


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Lines from top to bottom, the runs of each from left to right."""
    lines: list[list[Run]] = []
    baseline = size = 0.0
    for run in sorted(runs, key=_baseline):
        if lines and run.baseline - baseline < _SAME_LINE * min(size, run.size):
            lines[-1].append(run)
        else:
            lines.append([run])
            baseline, size = run.baseline, run.size
    for line in lines:
        if len(line) > 1:
            line.sort(key=_left)
    return lines


def join_runs(line: Sequence[Run]) -> str:
    """The text of runs on one line: spaces only where words of letters or digits stand apart."""
    text = line[0].text
    right = line[0].right
    for before, run in pairwise(line):
        if run.text == before.text and run.left - before.left < 0.3 * (before.right - before.left):
            continue  # printed twice to look bold
        if run.left - right > _WORD_GAP * run.size and _is_word(text[-1]) and _is_word(run.text[0]):
            text += " "
        text += run.text
        right = run.right
    return text


def _is_word(character: str) -> bool:
    return character < "ɐ" and character.isalnum()


class TextLine(NamedTuple):
    """A line of text outside tables, or a part of one that stands apart from the rest.

    `top` and `bottom` are those of the whole line, `size` is about the size of the font. `alone` is false
    where other text stands on the same height. `runs` are kept of the first lines of a page, which may be rows of a
    table that goes on from the page before.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int
    alone: bool = True
    runs: tuple[Run, ...] = ()


def text_lines(lines: Sequence[Sequence[Run]], underlines: Sequence[Rule], page: int) -> list[TextLine]:
    """Lines of text from top to bottom; what stands far apart on a line becomes lines of their own.

    `underlines` are horizontal rules sorted by height: a blank that is underlined does not set text apart.
    """
    result: list[TextLine] = []
    for line in lines:
        parts = _parts(line, underlines)
        top = min(run.baseline - _ABOVE * run.size for run in line)
        bottom = max(run.baseline + _BELOW * run.size for run in line)
        for part in parts:
            left, right = part[0].left, part[-1].right
            text = join_runs(part)
            kept = tuple(part) if len(result) < _FIRST else ()
            result.append(TextLine(text, left, right, top, bottom, _size(part), page, len(parts) == 1, kept))
    return result


def _size(part: Sequence[Run]) -> float:
    """Font size of the Chinese text of a line where it has any: it is measured, that of letters is claimed."""
    chinese = [run.size for run in part if any(ord(character) >= FIRST_WIDE for character in run.text)]
    return max(chinese or [run.size for run in part])


def _parts(line: Sequence[Run], underlines: Sequence[Rule]) -> list[list[Run]]:
    parts = [[line[0]]]
    for run in line[1:]:
        before = parts[-1]
        gap = run.left - before[-1].right
        # Titles are spread out character by character (目　　录), and what a label names may stand far from it.
        spread = len(run.text) == 1 and len(before[-1].text) == 1
        label = before[-1].text[-1] in "：:"
        if (
            gap > _APART * run.size
            and not spread
            and not label
            and not _underlined(before[-1], run, underlines)
        ):
            parts.append([run])
        else:
            before.append(run)
    return parts


def _underlined(before: Run, run: Run, underlines: Sequence[Rule]) -> bool:
    """Whether a rule runs below the gap between two runs, and not much further: the border of a table does."""
    left, right = before.right, run.left
    beyond = _BEYOND * run.size
    for at, start, end in underlines[bisect_left(underlines, (before.baseline,)) :]:
        if at > before.baseline + _BELOW_LINE * before.size:
            return False
        if 2 * (min(end, right) - max(start, left)) > right - left:
            return start > left - beyond and end < run.right + beyond
    return False
