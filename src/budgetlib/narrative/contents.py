"""The table of contents: what a document announces, and where its text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlib.disclosure import Announced
from budgetlib.document import Block, Paragraph
from budgetlib.narrative.normal import compact, heading_text, normal
from budgetlib.text import squash

_HEADING = re.compile(r"目录")
_SEARCHED = 60
"""Blocks at the beginning of a document among which a table of contents is looked for."""
_WIDEST = 3
"""Columns of a table of contents; a wider table is a statement."""
_ENTRY = re.compile(r"(?P<title>.+?)(?:[.…·•。_\-—─]{2,}|\s+)?(?P<page>\d{1,3})?")
_DOTS = re.compile(r"[.…·•_]{3,}|…")
_PART = re.compile(r"第[一二三四五六七八九十\d]+(?:部分|章)")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十\d]+(?:部分|章|[、.．)）])|[(（][一二三四五六七八九十\d]+[)）]|附[件表录]|表[一二三四五六七八九十\d]"
)
_LONGEST, _LONGEST_CLOSED = 80, 25
"""Longest entry, and longest entry that may end with a full stop."""
_FULL_LINE, _REST_OF_LINE = 18, 12


def read_contents(blocks: tuple[Block, ...]) -> tuple[tuple[Announced, ...], int]:
    """The entries of the table of contents, and the index of the first block behind it (0 where there is none).

    The contents may be a table (title, page) or lines with dots and page numbers, or lines alone. They end where
    running text begins or where a title that they announced comes again as a heading. Lines without number and
    page at their end belong to what follows.
    """
    first = next((index for index, block in enumerate(blocks[:_SEARCHED]) if _is_heading(block)), None)
    if first is None:
        return (), 0
    entries: list[Announced] = []
    titles: set[str] = set()
    unsure: list[int] = []
    closed = False
    end = first + 1
    for block in blocks[first + 1 :]:
        lines = list(_lines(block))
        if not lines or _is_behind(block, lines[0][0], titles):
            break
        sure = False
        for text, line in lines:
            entry = _entry(text, line)
            goes_on = not closed and _goes_on(entries, entry)
            closed = _DOTS.search(text) is not None  # dots lead to the end of an entry, page number or not
            if goes_on:
                entries[-1] = entries[-1]._replace(title=entries[-1].title + entry.title)
                continue
            sure = sure or bool(entry.page_label) or _looks_announced(text)
            entries.append(entry)
            titles.update((squash(entry.title), *_PART.findall(entry.title)))
        unsure = [] if sure else [*unsure, len(entries)]
        end += 1
    if unsure:
        entries = entries[: unsure[0] - 1]
        end -= len(unsure)
    return tuple(entry for entry in entries if entry.title), end


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and _HEADING.fullmatch(squash(block.text)[:3]) is not None


def _is_behind(block: Block, first_line: str, titles: set[str]) -> bool:
    """Whether a block stands behind the contents."""
    if not isinstance(block, Paragraph):
        return block.width > _WIDEST
    return squash(_entry(first_line, None).title) in titles or _is_sentence(block.text)


def _lines(block: Block) -> Iterator[tuple[str, int | None]]:
    if isinstance(block, Paragraph):
        for line in block.text.split("\n"):
            if line.strip():
                yield line, block.line
    else:
        for row, place in zip(block.rows, block.lines, strict=True):
            text = " ".join(cell for cell in row if cell)
            if text:
                yield text, place


def _entry(text: str, line: int | None) -> Announced:
    match = _ENTRY.fullmatch(text.strip())
    if match is None:
        return Announced(heading_text(text), "", line)
    return Announced(heading_text(match["title"]).rstrip(".…·•_-—─。"), match["page"] or "", line)


def _looks_announced(text: str) -> bool:
    return _DOTS.search(text) is not None or _NUMBERED.match(text.strip()) is not None


def _goes_on(entries: list[Announced], entry: Announced) -> bool:
    """Whether a short line without number goes on with a title that filled the line before."""
    return (
        bool(entries)
        and not entries[-1].page_label
        and len(entries[-1].title) >= _FULL_LINE
        and len(entry.title) <= _REST_OF_LINE
        and not _NUMBERED.match(entry.title)
    )


def _is_sentence(text: str) -> bool:
    norm = normal(compact(text))
    if len(norm) > _LONGEST or norm.endswith("；"):
        return True
    stops = "。" in (norm if len(norm) > _LONGEST_CLOSED else norm[:-1])
    return stops and not _DOTS.search(norm)
