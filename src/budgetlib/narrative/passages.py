"""Paragraphs with the headings that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from budgetlib.document import Block, Paragraph
from budgetlib.layouts import load
from budgetlib.narrative.figures import has_figure
from budgetlib.narrative.normal import compact, heading_text, normal, unquoted

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

_PART, _LEAD_IN = 1, 2.5
_LONGEST_HEADING = 60
_LONGEST_TITLE = 40
_LONGEST_RUN_IN = 45
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
    def section(self) -> str:
        """The headings on one line."""
        return " / ".join(self.path)


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
        self.title = re.compile("|".join(wording["titles"]["patterns"]))
        self.closed = re.compile(wording["titles"]["closed"])
        self.unfinished = re.compile(wording["lists"]["unfinished"])
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
    for block, text, norm in _mended(blocks):
        if untitled and _continues_title(norm):
            stack[-1] = _heading(stack[-1].rank, heading_text(stack[-1].title + text))
            untitled = 0 if headings().title.search(norm) else untitled - 1
            continue
        untitled = 0
        numbering = _NUMBERING.match(norm)
        rank = _rank_of_heading(block, norm, numbering)
        outer = _glossary_rank(stack)
        if rank is not None and (outer is None or rank <= outer):
            while stack and stack[-1].rank >= rank:
                stack.pop()
            stack.append(_heading(rank, heading_text(text).rstrip(":：。")))
            if numbering and numbering.end() == len(norm) and rank == _PART:
                untitled = 2
            continue
        if _is_caption(norm):
            continue
        yield _passage(block, text, norm, numbering, stack)


def _mended(blocks: Iterable[Block]) -> Iterator[tuple[Paragraph, str, str]]:
    """The paragraphs with their compact and normal text; those that a page or a line break cut are whole again."""
    last: tuple[Paragraph, str, str] | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            text = compact(block.text)
            norm = normal(text)
            if not norm:
                continue
            if last and _goes_on(last[2], norm):
                last = (last[0], last[1] + text, last[2] + norm)
                continue
            if last:
                yield last
            last = (block, text, norm)
        elif last:
            yield last
            last = None
    if last:
        yield last


def _goes_on(before: str, norm: str) -> bool:
    """Whether a paragraph goes on in the middle of a sentence that the one before it has begun."""
    if _NEVER_FIRST.match(norm):
        return before[-1] != "。"
    unfinished = before[-1] not in _ENDS and (_SENTENCE.search(before) is not None or has_figure(before))
    return (
        len(before) >= _SHORTEST_PROSE
        and (unfinished or headings().unfinished.search(before) is not None)
        and not _NUMBERING.match(norm)
        and not _is_caption(norm)
        and not (len(norm) <= _LONGEST_TITLE and headings().title.search(norm))
    )


def _is_caption(norm: str) -> bool:
    return (
        len(norm) <= _LONGEST_HEADING
        and not _SENTENCE.search(norm)
        and headings().caption.search(norm) is not None
    )


def _passage(
    block: Paragraph, text: str, norm: str, numbering: re.Match[str] | None, stack: list[_Heading]
) -> Passage:
    start = numbering.end() if numbering else 0
    path = [heading.title for heading in stack]
    topics = [heading.topic for heading in stack]
    run_in = _RUN_IN.match(norm, start) if numbering else None
    if run_in and not has_figure(run_in[0]):
        title = text[start : run_in.end() - 1]
        path.append(title)
        topics.append(headings()(title)[1])
        start = run_in.end()
    return Passage(
        text=text,
        norm=norm,
        start=start,
        path=tuple(path),
        region=next((heading.region for heading in reversed(stack) if heading.region), EXPLANATION),
        topic=next((topic for topic in reversed(topics) if topic and topic != CLASSIFIED), None),
        rank=int(str(numbering.lastgroup)[1:]) if numbering else UNNUMBERED,
        page=block.page,
        line=block.line,
    )


def _heading(rank: float, title: str) -> _Heading:
    numbering = _NUMBERING.match(normal(title))
    region, topic = headings()(title[numbering.end() :] if numbering else title)
    return _Heading(rank, title, region, topic)


def _rank_of_heading(block: Paragraph, norm: str, numbering: re.Match[str] | None) -> float | None:
    """The rank of a paragraph that is a heading, None where it is running text."""
    if len(norm) > _LONGEST_HEADING or has_figure(norm):
        return None
    if numbering and headings().closed.search(norm):
        norm = norm[:-1]
    if norm[-1] in "。；，、":
        return None
    if numbering:
        if "。" in norm or norm.count("，") > 1:
            return None
        return float(str(numbering.lastgroup)[1:])
    if _SENTENCE.search(norm) or len(norm) > _LONGEST_TITLE:
        return None
    if norm.endswith(":"):
        return None if _LIST_MARK.match(norm) else _LEAD_IN
    if headings().title.search(norm) or headings()(norm)[0] == GLOSSARY:
        return _PART
    return None


def _continues_title(norm: str) -> bool:
    return len(norm) <= _LONGEST_TITLE and not _NUMBERING.match(norm) and not _SENTENCE.search(norm)


def _glossary_rank(stack: list[_Heading]) -> float | None:
    """Inside a glossary the numbering counts terms: only a heading of the glossary's own rank ends it."""
    return next((heading.rank for heading in stack if heading.region == GLOSSARY), None)
