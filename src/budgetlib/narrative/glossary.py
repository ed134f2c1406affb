"""Terms that a document explains (名词解释)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from budgetlib.disclosure import Term
from budgetlib.narrative.passages import GLOSSARY, Passage

_CHINESE = "一二三四五六七八九十"
_NUMBER = (
    rf"(?:[{_CHINESE}]{{1,3}}[、.]|\([{_CHINESE}]{{1,3}}\)[、.]?|\d{{1,2}}(?:、|[.](?!\d))|\(\d{{1,2}}\))"
)
_TERM = re.compile(
    rf"(?P<number>{_NUMBER})?(?P<term>[^:。，]{{2,70}}?)"
    r"(?::(?:是指|专指|指的是|指|是)?|(?:是指|专指|指的是|指|是)(?=.{4}))[:，]?"
)
_NEXT = re.compile(rf"(?<=。)(?={_NUMBER}[^。，]{{2,70}}?(?::|是指|指))")
_NO_TERM = ("其中", "注")


def read_terms(passages: Iterable[Passage]) -> tuple[Term, ...]:
    """The terms of a document in reading order, each with its definition as printed.

    A definition may run over several paragraphs: where the terms are numbered, a paragraph without a number goes
    on with the term before it.
    """
    terms: list[Term] = []
    numbered = False
    for passage in passages:
        if passage.region != GLOSSARY:
            continue
        for text, norm in _entries(passage):
            match = _TERM.match(norm)
            if match and (match["number"] or not numbered) and not match["term"].startswith(_NO_TERM):
                numbered = numbered or bool(match["number"])
                term = text[match.start("term") : match.end("term")]
                terms.append(Term(term, text[match.end() :], passage.page, passage.line))
            elif terms:
                terms[-1] = terms[-1]._replace(definition=terms[-1].definition + text)
    return tuple(term for term in terms if term.definition)


def _entries(passage: Passage) -> Iterator[tuple[str, str]]:
    """The terms that one paragraph holds, where a reader has run several together."""
    start = 0
    for match in _NEXT.finditer(passage.norm):
        yield passage.text[start : match.start()], passage.norm[start : match.start()]
        start = match.start()
    yield passage.text[start:], passage.norm[start:]
