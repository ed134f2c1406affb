"""Paragraphs with the headings that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from budgetlib.document import Block, Paragraph
from budgetlib.layouts import load
from budgetlib.narrative.figures import has_figure
from budgetlib.narrative.normal import compact, heading_text, normal, unquoted
from budgetlib.text import without_numbering

EXPLANATION, GLOSSARY, DUTIES, STATEMENTS, ATTACHMENT = (
    "explanation",
    "glossary",
    "duties",
    "statements",
    "attachment",
)
"""Parts of a document. Figures are read in the explanations, terms in the glossary, and nothing in the rest."""

CLASSIFIED = "classified"
"""Topic of headings that name a class or an item and leave the topic to the headings above them."""

UNNUMBERED = 99
"""Rank of a paragraph without numbering; 1 is 第一部分, 2 is 一、, 3 is （一）, 4 is 1., 5 is （1）."""

_PART, _LEAD_IN, _TABLE = 1, 2.5, 6
_LONGEST_HEADING = 60
_LONGEST_TITLE = 40
_LONGEST_RUN_IN = 45
_LINES_OF_A_TITLE = 2
_CHINESE = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"(?P<r1>第[{_CHINESE}\d]+(?:部分|章)[、:.]?)"
    rf"|(?P<r2>[{_CHINESE}]{{1,3}}[、.])"
    rf"|(?P<r3>\([{_CHINESE}]{{1,3}}\)[、.]?)"
    r"|(?P<r4>\d{1,2}(?:、|[.](?!\d)|[.](?=20\d\d年)))"
    r"|(?P<r5>\(\d{1,2}\)[、.]?|\d{1,2}\)|[①-⑳])"
)
_RUN_IN = re.compile(rf"[^。:，；\d]{{2,{_LONGEST_RUN_IN}}}[。:](?=.)")
_SENTENCE = re.compile(r"[。；，]")
_ENDS = "。；:！？"
_NEVER_FIRST = re.compile(r"[。，；、)%]|\((?:类|款|项|含|不含|境|套|原值)\)")
_SHORTEST_PROSE = 12
_TAIL = 60
_GOES_ON_A_FIGURE = re.compile(r"[\d,.]*\d?(?:亿元|万元|千元|元|%|平方米)")
_LIST_MARK = re.compile(r"^(?:其中|包括)")


class Passage(NamedTuple):
    """A paragraph of running text under its headings."""

    text: str
    """As printed, without white space."""
    norm: str
    """The same in the form that patterns are written for, character by character."""
    start: int
    """Where the text begins behind numbering and a heading that runs into it."""
    path: tuple[str, ...]
    """The headings, from the outermost."""
    region: str
    topic: str | None
    """What the section is about (see `layouts/narrative.toml`), None where no heading says it."""
    rank: int
    page: int | None
    line: int | None

    @property
    def title(self) -> str:
        """The innermost heading without its numbering, empty where there is none."""
        return without_numbering(self.path[-1]) if self.path else ""

    @property
    def section(self) -> str:
        """The headings on one line."""
        return " / ".join(self.path)


class _Line(NamedTuple):
    """A paragraph looked at by itself."""

    text: str
    norm: str
    start: int
    """Where its words begin behind numbering."""
    rank: int
    """Rank of its numbering."""
    heading: float | None
    """Rank as a heading, None for running text."""
    title: str
    """Its words as a heading."""
    caption: bool
    """Whether it is a title, a label or a note of a table or a picture."""


class _Heading(NamedTuple):
    rank: float
    title: str
    region: str | None
    topic: str | None


class _Headings:
    """The patterns that tell headings and what they open."""

    def __init__(self) -> None:
        wording = load("narrative")
        self.regions = _named(wording["regions"])
        self.topics = _named(wording["topics"])
        self.narrowed: dict[str, list[str]] = wording["narrowed"]
        self.title = re.compile("|".join(wording["titles"]["patterns"]))
        self.closed = re.compile(wording["titles"]["closed"])
        self.unfinished = re.compile(wording["lists"]["unfinished"])
        self.whole_words: list[str] = wording["lists"]["whole_words"]
        self.table = re.compile(wording["titles"]["tables"])
        self.caption = re.compile("|".join(wording["titles"]["captions"]))
        self._known: dict[str, tuple[str | None, str | None]] = {}

    def __call__(self, title: str) -> tuple[str | None, str | None]:
        """The region and the topic that a heading opens, None where it opens none of its own."""
        known = self._known.get(title)
        if known is None:
            words = unquoted(normal(title))
            known = self._known[title] = (_first(self.regions, words), _first(self.topics, words))
        return known


def _named(patterns: dict[str, list[str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile("|".join(words))) for name, words in patterns.items()]


def _first(patterns: list[tuple[str, re.Pattern[str]]], words: str) -> str | None:
    return next((name for name, pattern in patterns if pattern.search(words)), None)


@cache
def headings() -> _Headings:
    """What is known of headings."""
    return _Headings()


def passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """The paragraphs of the text that follows the table of contents, each with its headings."""
    stack: list[_Heading] = []
    untitled = 0
    for block, line in _mended(blocks):
        if untitled and _continues_title(line):
            stack[-1] = _heading(stack[-1].rank, heading_text(stack[-1].title + line.text))
            untitled = 0 if headings().title.search(line.norm) else untitled - 1
            continue
        untitled = 0
        heading = _heading_of(line, stack)
        if heading:
            while stack and stack[-1].rank >= heading.rank:
                stack.pop()
            stack.append(heading)
            if line.start == len(line.norm) and heading.rank == _PART:
                untitled = _LINES_OF_A_TITLE
        elif not line.caption:
            yield _passage(block, line, stack)


def _mended(blocks: Iterable[Block]) -> Iterator[tuple[Paragraph, _Line]]:
    """The paragraphs as lines; those that a page or a line break cut are whole again."""
    begun: _Growing | None = None
    for block in blocks:
        line = _line(block.text) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and line and not line.norm:
            continue
        if begun and line and _goes_on(begun, line):
            begun.add(line)
            continue
        if begun:
            yield begun.block, begun.line()
        begun = _Growing(block, line) if isinstance(block, Paragraph) and line else None
    if begun:
        yield begun.block, begun.line()


class _Growing:
    """A paragraph that may go on in the next line. It is read once, when it is whole."""

    def __init__(self, block: Paragraph, line: _Line) -> None:
        self.block = block
        self._first = line
        self._texts = [line.text]
        self.tail = line.norm[-_TAIL:]
        """Its last characters."""
        self.size = len(line.norm)
        self.is_prose = _is_prose(line.norm)

    def add(self, line: _Line) -> None:
        """Adds the line that it goes on with."""
        self._texts.append(line.text)
        self.is_prose = self.is_prose or _is_prose(self.tail + line.norm)
        self.tail = (self.tail + line.norm)[-_TAIL:]
        self.size += len(line.norm)

    def line(self) -> _Line:
        """All of it as one line."""
        return self._first if len(self._texts) == 1 else _read_line("".join(self._texts))


def _is_prose(norm: str) -> bool:
    """Whether words are a sentence or state a figure, which titles do not."""
    return _SENTENCE.search(norm) is not None or has_figure(norm)


def _line(text: str) -> _Line:
    """A paragraph as a line; short ones come again and again (单位：万元) and are remembered."""
    return _short_line(text) if len(text) <= _LONGEST_HEADING else _read_line(text)


@lru_cache(maxsize=8192)
def _short_line(text: str) -> _Line:
    return _read_line(text)


def _read_line(text: str) -> _Line:
    text = compact(text)
    norm = normal(text)
    numbering = _NUMBERING.match(norm)
    short = len(norm) <= _LONGEST_HEADING
    plain = short and not _SENTENCE.search(norm)
    heading = _rank_of_heading(norm, numbering, plain) if norm and short and not has_figure(norm) else None
    return _Line(
        text,
        norm,
        numbering.end() if numbering else 0,
        int(str(numbering.lastgroup)[1:]) if numbering else UNNUMBERED,
        heading,
        "" if heading is None else heading_text(text).rstrip(":：。"),
        plain and headings().caption.search(norm) is not None,
    )


def _rank_of_heading(norm: str, numbering: re.Match[str] | None, plain: bool) -> float | None:
    """The rank of a short line without figures that is a heading, None where it is running text.

    `plain` says that it has no comma, semicolon or full stop.
    """
    if numbering:
        if headings().closed.search(norm):
            norm = norm[:-1]
        if norm[-1] in "。；，、" or "。" in norm or norm.count("，") > 1:
            return None
        return float(str(numbering.lastgroup)[1:])
    if not plain or norm[-1] == "、" or len(norm) > _LONGEST_TITLE:
        return None
    if norm.endswith(":"):
        return None if _LIST_MARK.match(norm) else _LEAD_IN
    if headings().title.search(norm) or headings()(norm)[0] == GLOSSARY:
        return _PART
    return _TABLE if headings().table.search(norm) else None


def _goes_on(before: _Growing, line: _Line) -> bool:
    """Whether a line goes on in the middle of a sentence or a word that the one before it has begun."""
    last = before.tail[-1]
    if _NEVER_FIRST.match(line.norm):
        return last != "。"
    if line.start or line.caption or before.size < _SHORTEST_PROSE:
        return False
    if _cuts_a_word(before.tail, line.norm):
        return True
    unfinished = last not in _ENDS and before.is_prose
    return (unfinished or headings().unfinished.search(before.tail) is not None) and not (
        len(line.norm) <= _LONGEST_TITLE and headings().title.search(line.norm)
    )


def _cuts_a_word(before: str, after: str) -> bool:
    """Whether the end of a line cuts a word or a figure: 机关运｜行经费, 211｜万元."""
    if before[-1].isdigit():
        return _GOES_ON_A_FIGURE.match(after) is not None
    return any(
        before.endswith(word[:at]) and after.startswith(word[at:])
        for word in headings().whole_words
        for at in range(1, len(word))
    )


def _passage(block: Paragraph, line: _Line, stack: list[_Heading]) -> Passage:
    path = [heading.title for heading in stack]
    topics = [heading.topic for heading in stack]
    start = line.start
    run_in = _RUN_IN.match(line.norm, start) if start else None
    if run_in and not has_figure(run_in[0]):
        title = line.text[start : run_in.end() - 1]
        path.append(title)
        topics.append(headings()(title)[1])
        start = run_in.end()
    return Passage(
        text=line.text,
        norm=line.norm,
        start=start,
        path=tuple(path),
        region=next((heading.region for heading in reversed(stack) if heading.region), EXPLANATION),
        topic=_topic([topic for topic in topics if topic and topic != CLASSIFIED]),
        rank=line.rank,
        page=block.page,
        line=block.line,
    )


def _topic(topics: list[str]) -> str | None:
    """The topic of the innermost heading that has one, unless a heading above it says the same more narrowly."""
    if not topics:
        return None
    return next((outer for outer in topics if topics[-1] in headings().narrowed.get(outer, ())), topics[-1])


@lru_cache(maxsize=8192)
def _heading(rank: float, title: str) -> _Heading:
    numbering = _NUMBERING.match(normal(title))
    region, topic = headings()(title[numbering.end() :] if numbering else title)
    return _Heading(rank, title, None if rank == _TABLE else region, topic)


def _continues_title(line: _Line) -> bool:
    return len(line.norm) <= _LONGEST_TITLE and not line.start and not _SENTENCE.search(line.norm)


def _heading_of(line: _Line, stack: list[_Heading]) -> _Heading | None:
    """The heading that a line is at this place of the document, None where it is none.

    Inside a glossary the numbering counts terms: only a heading of the glossary's own rank, or one that opens
    another part of the document, ends it.
    """
    if line.heading is None:
        return None
    heading = _heading(line.heading, line.title)
    glossary = next((open_.rank for open_ in stack if open_.region == GLOSSARY), None)
    if glossary is None or heading.rank <= glossary:
        return heading
    return heading._replace(rank=glossary) if heading.region in (STATEMENTS, EXPLANATION) else None
