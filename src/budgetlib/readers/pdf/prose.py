"""Lines of text put together to paragraphs and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from budgetlib.document import Paragraph
from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.page.numbering import begins_item, begins_section
from budgetlib.readers.pdf.pages import PageContent

_INDENT = 0.7
"""A line that begins so many font sizes right of the margin begins a paragraph."""
_PARAGRAPH_INDENT = 2.5
_RAGGED = 1.6
"""A line that ends within so many font sizes of the right margin is full."""
_SPACING = 1.5
"""Lines of a paragraph are not further apart than this many font sizes."""
_PROSE_WIDTH = 0.55
"""Lines wider than this share of the page show where its margins are."""
_HEADING_SIZE = 1.15
_LONGEST_HEADING = 60
_MOST_LEVELS = 6
_LEADER = re.compile(r"…{3}|[.．·]{5}")
_WORD = re.compile(r"[!-~]*")
_ENDS = "。；;：:！!？?"
_CENTERED = 1.0
"""Lines whose middles are within this many font sizes of each other are set to one axis."""


class Margins(NamedTuple):
    """Where running text begins and ends on a page; None where there is none."""

    left: float
    right: float


class Sizes(NamedTuple):
    """The font sizes of a document: of running text, and those of headings from the largest down."""

    body: float
    headings: tuple[float, ...]


def margins_of(page: PageContent) -> Margins | None:
    """The margins that the wide lines of a page keep to."""
    wide = [
        item
        for item in page.items
        if isinstance(item, TextLine) and item.right - item.left > _PROSE_WIDTH * page.width
    ]
    if not wide:
        return None
    return Margins(min(line.left for line in wide), max(line.right for line in wide))


def sizes_of(lines: Iterable[TextLine]) -> Sizes:
    """Font sizes by how many characters are set in them."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[_rounded(line.size)] += len(line.text)
    if not weights:
        return Sizes(0.0, ())
    body = weights.most_common(1)[0][0]
    larger = sorted((size for size in weights if size >= _HEADING_SIZE * body), reverse=True)
    return Sizes(body, tuple(larger))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def paragraph(lines: Sequence[TextLine], sizes: Sizes, number: int) -> Paragraph:
    """A paragraph made of its lines; a heading where its font is larger than that of running text.

    `number` is that of its first line on the page.
    """
    text = lines[0].text
    for line in lines[1:]:
        if text[-1].isascii() and line.text[0].isascii() and text[-1].isalnum() and line.text[0].isalpha():
            text += " "
        text += line.text
    level = None
    size = _rounded(lines[0].size)
    if size in sizes.headings and len(text) <= _LONGEST_HEADING and text[-1] not in "。；":
        level = min(sizes.headings.index(size) + 1, _MOST_LEVELS)
    return Paragraph(text, page=lines[0].page, line=number, level=level)


def runs_on(
    lines: Sequence[TextLine], line: TextLine, before: Margins | None, margins: Margins | None
) -> bool:
    """Whether `line` goes on with the paragraph whose lines so far are `lines`.

    `before` are the margins of the page of the last line, `margins` those of the page of `line`.
    """
    last = lines[-1]
    if before is None or margins is None or not (last.alone and line.alone) or begins_section(line.text):
        return False
    if abs(last.size - line.size) > 0.15 * line.size or _LEADER.search(last.text):
        return False
    if last.page == line.page and line.top - last.bottom > _SPACING * line.size:
        return False
    if last.right + _unbreakable(line) < before.right - _RAGGED * line.size:
        return False
    if line.left > margins.left + _INDENT * line.size:
        return _is_wrapped_title(last, line, margins)
    indented = lines[0].left > before.left + _INDENT * line.size
    ended = last.text[-1] in _ENDS
    return not (ended and (not indented or begins_item(line.text)))


def _is_wrapped_title(last: TextLine, line: TextLine, margins: Margins) -> bool:
    """Whether a short line below a full one is centred under it, further in than a paragraph begins."""
    apart = abs((last.left + last.right) - (line.left + line.right)) / 2
    return (
        last.page == line.page
        and last.text[-1] not in _ENDS
        and line.left > margins.left + _PARAGRAPH_INDENT * line.size
        and apart < _CENTERED * line.size
    )


def _unbreakable(line: TextLine) -> float:
    """Width of the number or word at the head of a line, which no line break may cut."""
    word = _WORD.match(line.text)
    return 0.5 * line.size * len(word[0]) if word else 0.0
