"""The words in front of a figure: which of them are its subject, and which metric that makes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from budgetlib.accounts import Period, Side
from budgetlib.narrative.classification import classified
from budgetlib.narrative.drafts import Draft
from budgetlib.narrative.figures import MONEY
from budgetlib.narrative.metrics import OTHER, Words, metrics, name_of, side_of
from budgetlib.narrative.normal import normal, unquoted
from budgetlib.narrative.passages import Passage
from budgetlib.narrative.wording import Wording

_BREAK = re.compile(r"[，。；:]")
_LONGEST_SUBJECT = 60
_LONGEST_CLAUSE = 200
_REMARK = re.compile(r"\([^()]{4,}\)")
"""What a name says of itself in brackets is not what the figure is: 行政运行（行政单位基本支出）."""
_SHORTEST_PLAIN = 3
_YEAR = re.compile(r"(20\d\d)年")
_AS_OF = re.compile(r"截[至止][^，。]*?(?:日|底|末|月|年)，?")
_BEFORE = re.compile(r"(?:上年|去年|上一年)(?!结[转余]|末|底)")
_BUDGETED = re.compile(r"(?:预算|安排)(?:数|金额)?[为是]?$")
_SPENT = re.compile(r"决算(?:数|金额|支出)?[为是]?$|支出决算")


class Subject(NamedTuple):
    """What a figure is about."""

    words: str
    """The clause in front of the figure as printed (normal text), empty where it goes on about the one before."""
    lead: str
    """Everything since the figure before, without quotation marks."""
    sentence: str
    """The sentence so far."""
    year: int | None
    period: Period


def subject_of(
    lead: str,
    sentence: str,
    wording: Wording,
    document_year: int | None,
    *,
    beside_final: bool = False,
    counted: bool = False,
) -> Subject:
    """The subject in the words in front of a figure: the last clause that says what it is about.

    `sentence` is the sentence so far; `beside_final` says that all of it speaks of a final account, so that 预算数
    is the budget beside it. Where the figure counts something that is named behind it (`counted`), only
    the last clause is looked at.
    """
    if "截" in lead:
        lead = _AS_OF.sub("", lead)
    clauses = _BREAK.split(lead)
    own = ""
    for clause in clauses[-1:] if counted else reversed(clauses):
        if not clause:
            continue
        clause = wording.leading.sub("", clause.lstrip("、"))
        if not wording.is_empty(clause):
            own = clause if len(clause) <= _LONGEST_SUBJECT else clause[clause.rfind("、") + 1 :]
            own = own[-_LONGEST_CLAUSE:]
            break
    years = (_YEAR.findall(clauses[-1]) or _YEAR.findall(lead)) if "年" in lead else None
    year = int(years[-1]) if years else None
    period = _period(clauses[-1], year, document_year, beside_final=beside_final)
    return Subject(own, unquoted(lead), sentence, year, period)


def _period(clause: str, year: int | None, document_year: int | None, *, beside_final: bool) -> Period:
    if (year and document_year and year < document_year) or ("年" in clause and _BEFORE.search(clause)):
        return Period.PRIOR
    if not beside_final:
        return Period.CURRENT
    if _BUDGETED.search(clause):
        return Period.BUDGET
    return Period.FINAL if _SPENT.search(clause) else Period.CURRENT


def metrics_of(
    subject: Subject, kind: str, passage: Passage, total: Draft | None, side: Side | None, noun: str = ""
) -> tuple[str, ...]:
    """The metrics of a figure with words of its own; a name made of the words where no rule knows them.

    `total` is the claim in whose list (其中：…) the figure stands, `side` the side that list is about: its topic
    comes before the section's.
    """
    words = unquoted(subject.words)
    side = (
        side_of(words)
        or side_of(subject.lead)
        or (side if total else None)
        or _side_of_headings(passage.path)
    )
    found = classified(words, passage.path) if kind == MONEY else None
    plain, lead = _REMARK.sub("", words), _REMARK.sub("", subject.lead)
    if len(plain) < _SHORTEST_PLAIN:
        plain, lead = words, subject.lead
    topics = _topics(plain, passage, total)
    heading = passage.path[-1] if passage.path else ""
    around = subject.sentence if total is None else total.text[-_LONGEST_CLAUSE:] + subject.sentence
    family = _family(passage.topic or OTHER, *topics) if found else None
    if family:
        return (f"{family}.{found}",)
    for topic in topics:
        if noun:
            keys = metrics().resolve(
                topic, side, kind, Words(noun, lead + noun, subject.sentence, around + noun, heading)
            )
            if keys:
                return keys
        keys = metrics().resolve(topic, side, kind, Words(plain, lead, subject.sentence, around, heading))
        if keys:
            return keys
    return (name_of(noun or words, topics[-1]),)


def _family(*topics: str) -> str | None:
    """The family that classes belong to in the first of the topics whose spending is listed by class."""
    return next((metrics().families[topic] for topic in topics if topic in metrics().families), None)


@lru_cache(maxsize=1024)
def _side_of_headings(path: tuple[str, ...]) -> Side | None:
    return next((found for title in reversed(path) if (found := side_of(title))), None)


def _topics(words: str, passage: Passage, total: Draft | None) -> list[str]:
    own = metrics().topic_of(words)
    if own:
        return [own]
    family = total.metrics[0].partition(".")[0] if total else None
    section = passage.topic or OTHER
    return [family, section] if family and family != section else [section]


def metric_of_heading(passage: Passage, kind: str) -> tuple[str, ...]:
    """The metrics that the innermost heading speaks of, for a figure that has no words of its own."""
    for title in reversed(passage.path):
        words = unquoted(normal(title))
        side = side_of(words)
        topic = metrics().topic_of(words) or passage.topic
        if topic is None:
            continue
        found = classified(words, passage.path)
        family = _family(topic) if found else None
        if family:
            return (f"{family}.{found}",)
        keys = metrics().resolve(topic, side, kind, Words(words, words, words))
        if keys:
            return keys
        if topic in metrics().elliptical:
            return (metrics().elliptical[topic],)
    return (name_of(passage.title, passage.topic or OTHER),)


def denied_metrics(what: str, passage: Passage) -> tuple[str, ...]:
    """The metrics that a declaration denies; without words of its own, those that the heading speaks of."""
    words = unquoted(what)
    if not words:
        return metric_of_heading(passage, MONEY)
    topic = metrics().topic_of(words) or passage.topic or OTHER
    keys = metrics().resolve(topic, side_of(words) or Side.EXPENDITURE, None, Words(words, words, words))
    return keys or (name_of(words, topic),)
