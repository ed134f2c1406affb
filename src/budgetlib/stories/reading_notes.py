"""What a reader of a file format noted, in Chinese for readers of the page that shows the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetlib.document import Place

Notes = Sequence[tuple[str, Place]]

_PARTS = re.compile(r"pages (\d+) to (\d+) are those of (.+)")
_ROWS_AND_COLUMNS = {"rows": "行", "columns": "列"}
_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (_PARTS.pattern, "第 {0} 至 {1} 页是 {2}"),
        (r"lines (\d+) to (\d+) are those of (.+)", "第 {0} 至 {1} 行是 {2}"),
        (r"the sheet “(.*)” is hidden and left out", "工作表“{0}”是隐藏的，没有读取"),
        (r"(\d+) filled (rows|columns) are hidden and left out", "有内容的 {0} {1}是隐藏的，没有读取"),
        (r"the results of (\d+) formulas are not in the file.*", "{0} 个公式的结果不在文件里，没有读到"),
        (r"the number formats can't be read.*", "数字格式读不出，小数位数可能与原件不同"),
        (r"the page is a picture: its text was recognised", "是图片，文字由光学识别得出，可能有误"),
        (r"the page is a picture without text.*", "是图片，没有读取"),
        (r"the page is damaged and left out.*", "已损坏，没有读取"),
        (r"many characters of the page have no Unicode.*", "有许多字没有编码，读出的文字不可靠"),
        (r"the name ends in (\S+) as that of .+, but this is .+", "文件名以 {0} 结尾，内容却是另一种格式"),
    )
)
_SAYS_WHERE = ("第", "工作表")
"""Notes that begin so name their place themselves."""


class Part(NamedTuple):
    """Pages of a document that come from one of its files."""

    first: int
    last: int
    file: str


def in_chinese(notes: Notes, page: str) -> Iterator[str]:
    """The notes, those that say the same of several pages as one; `page` is what a page is called (`第 {} 页`)."""
    pages: dict[str, list[int]] = {}
    for note, place in notes:
        at = pages.setdefault(_words(note), [])
        if place.page is not None and place.page not in at:
            at.append(place.page)
    for words, numbers in pages.items():
        where = page.format(_numbers(numbers)) if numbers and not words.startswith(_SAYS_WHERE) else ""
        yield f"{where}{words}"


def parts(notes: Notes) -> list[Part]:
    """Which pages are those of which file, where a document was published in several; else empty."""
    found = (_PARTS.fullmatch(note) for note, _ in notes)
    return [Part(int(match[1]), int(match[2]), match[3]) for match in found if match]


def _words(note: str) -> str:
    for pattern, words in _WORDS:
        if match := pattern.fullmatch(note):
            return words.format(*(_ROWS_AND_COLUMNS.get(group, group) for group in match.groups()))
    return note


def _numbers(pages: Sequence[int]) -> str:
    """`1 至 8` for pages that follow each other, else `1、3、8`."""
    if len(pages) > 2 and all(after == before + 1 for before, after in pairwise(pages)):
        return f"{pages[0]} 至 {pages[-1]}"
    return "、".join(map(str, pages))
