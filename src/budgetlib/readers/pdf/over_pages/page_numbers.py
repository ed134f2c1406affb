"""Page furniture: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent

_PAGE_NUMBER = re.compile(
    r"(?P<left>[-—–－―─_·•~～\s]*(?:第\s*)?)(?:\d{1,4}|[ivxlcIVXLCⅠ-Ⅻ]{1,6})(?:\s*页)?"
    r"(?:\s*[,，]?\s*[/／共]+\s*\d{1,4}\s*页?)?[-—–－―─_·•~～\s]*"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+")
_NUMBER_ZONE = 0.13
_MARKED_NUMBER_ZONE = 0.2
"""Page numbers stand in this share of the page at its foot or head; those set between dashes (— 9 —) may
stand further from the edge."""
_HEADER_ZONE = 0.10
_LEAST_PAGES = 3
_SHARE_OF_PAGES = 0.4
"""A running header stands on at least so many pages, and on this share of all pages."""


def without_furniture(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages without page numbers and without headers and footers that run through the document.

    What runs through it at the head of its pages stands on the first one as its title, and stays there.
    """
    edges = [list(_edge_lines(page)) for page in pages]
    seen = Counter(text for lines in edges for text in {_masked(line) for line in lines})
    least = max(_LEAST_PAGES, _SHARE_OF_PAGES * len(pages))
    running = {
        text for text, number in seen.items() if number >= least and "：" not in text and ":" not in text
    }
    result = []
    for page, lines in zip(pages, edges, strict=True):
        dropped = {
            line
            for line in lines
            if _masked(line) in running and not (page is pages[0] and _at_head(line, page))
        }
        dropped.update(_page_numbers(page))
        if dropped:
            page = page._replace(
                items=[item for item in page.items if not isinstance(item, TextLine) or item not in dropped]
            )
        result.append(page)
    return result


def _at_head(line: TextLine, page: PageContent) -> bool:
    return line.bottom < _HEADER_ZONE * page.height


def _masked(line: TextLine) -> str:
    return _DIGITS.sub("#", line.text)


def _edge_lines(page: PageContent) -> Iterator[TextLine]:
    """The outermost lines at the head and the foot of a page."""
    lines = [item for item in page.items if isinstance(item, TextLine)]
    if not lines:
        return
    head, foot = lines[0], lines[-1]
    for line in lines:
        if (line.bottom <= head.bottom + 1 and _at_head(line, page)) or (
            line.top >= foot.top - 1 and line.top > (1 - _HEADER_ZONE) * page.height
        ):
            yield line


def _page_numbers(page: PageContent) -> Iterator[TextLine]:
    lines = [item for item in page.items if isinstance(item, TextLine)]
    for line in lines[:2] + lines[-3:]:
        number = _PAGE_NUMBER.fullmatch(line.text)
        if number and not _YEAR.fullmatch(line.text):
            zone = (_MARKED_NUMBER_ZONE if number["left"] else _NUMBER_ZONE) * page.height
            if line.bottom < zone or line.top > page.height - zone:
                yield line
