"""Which figure the words around a number mean: words → metric, by the rules of `layouts/narrative_metrics.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from budgetlib.accounts import Side
from budgetlib.layouts import load
from budgetlib.narrative.figures import MONEY
from budgetlib.narrative.normal import unquoted

_MOST_REMEMBERED = 50_000
_OPPOSITE: dict[str, Side] = {Side.INCOME: Side.EXPENDITURE, Side.EXPENDITURE: Side.INCOME}
OTHER = "other"
"""The topic of sections whose headings say nothing."""


class _Rule(NamedTuple):
    keys: tuple[str, ...]
    side: Side | None
    unless: str | None
    kind: str
    words: re.Pattern[str]
    within: str | None
    last: bool
    deniable: bool
    excluded: re.Pattern[str] | None
    needed: re.Pattern[str] | None
    titled: re.Pattern[str] | None

    def allows(self, words: Words) -> bool:
        """Whether the words around the figure hold what the rule needs and nothing that it excludes."""
        has_needed = (
            self.needed is None
            or self.needed.search(words.around or words.lead)
            or (self.titled is not None and self.titled.search(words.heading))
        )
        return bool(has_needed) and not (self.excluded and self.excluded.search(words.lead))


class Words(NamedTuple):
    """The words in front of a figure; subject and lead without quotation marks."""

    subject: str
    """The clause that says what the figure is about."""
    lead: str
    """Everything since the figure before."""
    sentence: str
    """The sentence so far."""
    around: str = ""
    """The sentence so far, and that of the total in whose list the figure stands."""
    heading: str = ""
    """The nearest heading above."""

    def within(self, reach: str | None) -> str | None:
        """The words within `lead` or `sentence`, None for those near the figure."""
        return None if reach is None else self.lead if reach == "lead" else self.sentence


@dataclass(frozen=True)
class Metrics:
    """The rules, compiled once."""

    rules: dict[str, tuple[_Rule, ...]]
    """Topic -> its rules and those of the topics that it falls back on."""
    subjects: tuple[tuple[str, re.Pattern[str]], ...]
    any_subject: re.Pattern[str]
    """Fits where one of `subjects` does."""
    elliptical: dict[str, str]
    pairs: dict[str, str]
    paired_families: tuple[str, ...]
    general_pair: tuple[str, ...]
    periods: dict[str, dict[str, str]]
    families: dict[str, str]
    stand_ins: dict[str, tuple[str, ...]]
    whole_sentences: frozenset[str]
    """Topics with rules that look at the whole sentence."""
    needing: frozenset[str]
    """Topics with rules that need words around the figure."""
    known: dict[tuple[str | None, ...], tuple[str, ...]] = field(default_factory=dict, repr=False)

    def topic_of(self, subject: str) -> str | None:
        """The topic that a subject decides by itself (三公经费), whatever the section."""
        if not self.any_subject.search(subject):
            return None
        return next((topic for topic, pattern in self.subjects if pattern.search(subject)), None)

    def resolve(self, topic: str, side: Side | None, kind: str | None, words: Words) -> tuple[str, ...]:
        """The metrics that the words mean, empty where no rule knows them. `kind` None: what a declaration denies.

        Answers are remembered: 政府采购货物预算 comes in every document.
        """
        sentence = unquoted(words.sentence) if topic in self.whole_sentences else ""
        around = words.around if topic in self.needing else ""
        heading = words.heading if topic in self.needing else ""
        question = (topic, side, kind, words.subject, words.lead, sentence, around, heading)
        known = self.known.get(question)
        if known is None:
            words = words._replace(sentence=sentence, around=around, heading=heading)
            known = self._resolve(topic, side, kind, words)
            if len(self.known) < _MOST_REMEMBERED:
                self.known[question] = known
        return known

    def _resolve(self, topic: str, side: Side | None, kind: str | None, words: Words) -> tuple[str, ...]:
        fitting = [
            rule
            for rule in self.rules.get(topic, ())
            if (rule.deniable if kind is None else rule.kind == kind)
            and (rule.side is None or rule.side == side)
            and (side is None or rule.unless != side)
        ]
        for near in (words.subject,) if words.subject == words.lead else (words.subject, words.lead):
            for rule in fitting:
                if rule.words.search(words.within(rule.within) or near) and rule.allows(words):
                    return rule.keys
        return ()

    def of_period(self, metric: str, period: str) -> str:
        """The name of a metric in another period, where its family has one (三公 of the year before)."""
        family, _, rest = metric.partition(".")
        renamed = self.periods.get(period, {}).get(family)
        return f"{renamed}.{rest}" if renamed else metric

    def paired(self, metric: str) -> str | None:
        """The amount that belongs to a count: performance.projects → performance.amount, details kept."""
        if not metric.startswith(self.paired_families):
            return None
        for count, amount in self.pairs.items():
            if metric == count or metric.startswith(count + "."):
                return amount + metric[len(count) :]
        return None

    def is_paired_amount(self, metric: str) -> bool:
        """Whether a metric is the amount of some count."""
        return metric in self.pairs.values()

    def count_of(self, metric: str) -> str | None:
        """The count that belongs to an amount, the reverse of `paired`."""
        return next((count for count, amount in self.pairs.items() if amount == metric), None)


@cache
def metrics() -> Metrics:
    """The rules of `narrative_metrics.toml` with the topics of `narrative.toml`."""
    data = load("narrative_metrics")
    wording = load("narrative")
    by_topic: dict[str, list[_Rule]] = {}
    for entry in data["rules"]:
        for topic in entry["topics"]:
            by_topic.setdefault(topic, []).append(_rule(entry, topic))
    topics = [*wording["topics"], OTHER]
    rules = {topic: tuple(_with_fallbacks(topic, by_topic, wording["fallbacks"])) for topic in topics}
    return Metrics(
        rules=rules,
        whole_sentences=frozenset(
            topic for topic in topics if any(rule.within == "sentence" for rule in rules[topic])
        ),
        needing=frozenset(topic for topic in topics if any(rule.needed for rule in rules[topic])),
        subjects=tuple((topic, re.compile("|".join(words))) for topic, words in wording["subjects"].items()),
        any_subject=re.compile("|".join(word for words in wording["subjects"].values() for word in words)),
        elliptical=data["elliptical"],
        pairs=data["pairs"],
        paired_families=tuple({f"{count.partition('.')[0]}." for count in data["pairs"]}),
        general_pair=next(iter(data["pairs"].items())),
        periods=data["periods"],
        families=data["classes"]["families"],
        stand_ins={key: tuple(others) for key, others in data["stand_ins"].items()},
    )


def _rule(entry: dict[str, Any], topic: str) -> _Rule:
    """A rule of one topic; what stands under income is never meant where the words speak of spending."""
    key = entry["key"]
    return _Rule(
        keys=(key,) if isinstance(key, str) else tuple(key),
        side=Side(entry["side"]) if "side" in entry else None,
        unless=_OPPOSITE.get(topic),
        kind=entry.get("kind", MONEY),
        words=re.compile("|".join(entry["words"])),
        within=entry.get("within"),
        last=entry.get("last", False),
        deniable=entry.get("deniable", True),
        excluded=re.compile("|".join(entry["not"])) if "not" in entry else None,
        needed=re.compile("|".join(entry["needs"])) if "needs" in entry else None,
        titled=re.compile("|".join(entry["titled"])) if "titled" in entry else None,
    )


def _with_fallbacks(
    topic: str, by_topic: dict[str, list[_Rule]], fallbacks: dict[str, list[str]]
) -> Iterator[_Rule]:
    own = by_topic.get(topic, ())
    yield from (rule for rule in own if not rule.last)
    for other in fallbacks.get(topic, ()):
        yield from (rule for rule in by_topic.get(other, ()) if not rule.last)
    yield from (rule for rule in own if rule.last)


def side_of(words: str) -> Side | None:
    """`income` or `expenditure` where the words name one side only, else None."""
    income, expenditure = "收入" in words, "支出" in words
    if income == expenditure:
        return None
    return Side.INCOME if income else Side.EXPENDITURE


FRONT = re.compile(r"^.*(?:[，。；:]|用于|包括)|^\d+[、.]|^、")
"""What stands in front of the noun that a figure is about."""

_YEARS = re.compile(r"20\d\d年(?:度|末|底)?|本(?:部门|单位)|我(?:部门|单位)|当年|截至")
_TAIL = re.compile(r"(?:预算|决算)?(?:安排|总额|合计|共计|总计|共|为|是|约|达|数)+$|^[的了]|[:，、]$")
_SHORTEST_NAME, _LONGEST_NAME = 2, 40


def name_of(subject: str, topic: str) -> str:
    """A name for a figure that no rule knows: the topic of its section and the words in front of it."""
    words = _YEARS.sub("", FRONT.sub("", subject))
    short = _TAIL.sub("", words)
    words = short if len(short) >= _SHORTEST_NAME else words
    name = words[-_LONGEST_NAME:] or "unnamed"
    return f"{topic}.{name}" if topic else name
