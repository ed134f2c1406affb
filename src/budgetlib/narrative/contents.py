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
_ENTRY = re.compile(r"(?P<title>.+?)(?:[.…·•。_\-—─]{2,}|\s+)?(?P<page>\d{1,3})?")
_DOTS = re.compile(r"[.…·•_]{3,}|…")
_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十\d]+(?:部分|章|[、.．)）])|[(（][一二三四五六七八九十\d]+[)）]|附[件表录]|表[一二三四五六七八九十\d]"
)
_LONGEST = 80


def read_contents(blocks: tuple[Block, ...]) -> tuple[tuple[Announced, ...], int]:
    """The entries of the table of contents, and the index of the first block behind it (0 where there is none).

    The contents may be a table (title, page) or lines with dots and page numbers, or lines alone. They end where
    running text begins or where a title that they announced comes again as a heading.
    """
    first = next(
        (
            index
            for index, block in enumerate(blocks[:_SEARCHED])
            if isinstance(block, Paragraph) and _HEADING.fullmatch(squash(block.text)[:3])
        ),
        None,
    )
    if first is None:
        return (), 0
    entries: list[Announced] = []
    titles: set[str] = set()
    unsure = 0
    end = len(blocks)
    paged = False
    for index in range(first + 1, len(blocks)):
        block = blocks[index]
        lines = list(_lines(block))
        if isinstance(block, Paragraph) and (
            (lines and squash(_entry(lines[0][0], None).title) in titles) or _is_sentence(block.text)
        ):
            end = index
            break
        if not isinstance(block, Paragraph) and (block.width > 3 or not lines):
            end = index
            break
        for text, line in lines:
            entry = _entry(text, line)
            paged = paged or bool(entry.page_label)
            entries.append(entry)
            titles.add(squash(entry.title))
        sure = any(_DOTS.search(text) or _NUMBERED.match(text.strip()) for text, _ in lines) or (
            bool(entries) and bool(entries[-1].page_label)
        )
        unsure = 0 if sure else unsure + 1
    if unsure and end < len(blocks):
        end -= unsure
        entries = entries[: len(entries) - unsure]
    return tuple(entry for entry in entries if entry.title), end


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


def _is_sentence(text: str) -> bool:
    norm = normal(compact(text))
    return len(norm) > _LONGEST or ("。" in norm and not _DOTS.search(norm)) or norm.endswith("；")
