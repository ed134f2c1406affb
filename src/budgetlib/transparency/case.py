"""A disclosure as the judges of criteria look at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from budgetlib.accounts import Key, Kind, Measure
from budgetlib.checks.view import View
from budgetlib.disclosure import Announced, Claim, Disclosure, Fact, Section, Statement
from budgetlib.document import Place
from budgetlib.findings import Finding
from budgetlib.money import UNIT_FACTORS
from budgetlib.text import squash
from budgetlib.transparency.rubric import Asked

NO_TABLES = "这份文件里没有读到预算表，表格可能在另一个附件里。"
NO_TEXT = "这份文件里没有读到文字说明，说明可能在另一个附件里。"

_FEWEST_CLAIMS = 5
"""Notes under tables (注：本表为空表) are claims too; text that explains makes more of them."""
_ENOUGH_KINDS = 5
"""Kinds of statement from which on a further one that was not found is taken for one that is not there."""
_EXPLAINING = frozenset(("explanation", "duties"))


@dataclass(frozen=True)
class Case:
    """A disclosure with what was found out about it; dates are None where they are not known."""

    disclosure: Disclosure
    findings: Sequence[Finding]
    published: date | None = None
    approved: date | None = None

    @cached_property
    def view(self) -> View:
        """The lines of the disclosure, indexed."""
        return View(self.disclosure)

    @property
    def is_final(self) -> bool:
        """Whether it is a final account (决算)."""
        return self.disclosure.identity.stage == "final"

    @cached_property
    def has_tables(self) -> bool:
        """Whether the document holds the statements (they may be published in a file of their own)."""
        return bool(self.disclosure.statements)

    @cached_property
    def has_text(self) -> bool:
        """Whether the document holds the explanations (they may be published in a file of their own)."""
        return bool(self.disclosure.glossary) or len(self.disclosure.claims) >= _FEWEST_CLAIMS

    @cached_property
    def has_enough_tables(self) -> bool:
        """Whether so many kinds of statement were found that one more would have been found too."""
        return len({statement.kind for statement in self.disclosure.statements}) >= _ENOUGH_KINDS

    # --- tables

    def statement(self, *asked: Kind | Asked) -> Statement | None:
        """The first statement of those asked for, in their order."""
        for wanted in asked:
            kind, column = wanted if isinstance(wanted, Asked) else (wanted, None)
            for statement in self.disclosure.statements:
                if statement.kind is kind and (column is None or self._has_column(kind, column)):
                    return statement
        return None

    def _has_column(self, kind: Kind, measure: Measure) -> bool:
        return any(line.measure is measure for line in self.view.lines(kind))

    def announced_table(self, words: re.Pattern[str] | None) -> Announced | None:
        """The entry of the table of contents that announces a table by these words."""
        for entry in self.disclosure.announced if words else ():
            title = squash(entry.title)
            if "表" in title and "说明" not in title and words and words.search(title):
                return entry
        return None

    def announced_part(self, words: re.Pattern[str] | None) -> Announced | None:
        """The entry of the table of contents that announces a part of the text by these words."""
        for entry in self.disclosure.announced if words else ():
            title = squash(entry.title)
            if not title.endswith("表") and words and words.search(title):
                return entry
        return None

    def fact(self, key: Key) -> Fact | None:
        """The headline figure of a key, None where the document prints none."""
        return self._facts.get(key)

    @cached_property
    def _facts(self) -> dict[str, Fact]:
        return {fact.key: fact for fact in self.disclosure.facts}

    @cached_property
    def project_spending(self) -> Decimal | None:
        """Project spending in 元, None where the document does not print it."""
        for key in (Key.EXPENDITURE_PROJECT, Key.GENERAL_EXPENDITURE_PROJECT):
            fact = self.fact(key)
            if fact and isinstance(fact.value, Decimal) and fact.unit in UNIT_FACTORS:
                return fact.value * UNIT_FACTORS[fact.unit]
        return None

    # --- text

    def claim(self, metric: str) -> Claim | None:
        """The claim that states a metric best, None where the text has none."""
        return self.view.claim(metric)

    def claims(self, *families: str) -> Iterator[Claim]:
        """The claims about figures of some families (`three_public`, `summary`, ...), in reading order."""
        for claim in self.disclosure.claims:
            if claim.metric.partition(".")[0] in families:
                yield claim

    def denial(self, metric: str) -> Claim | None:
        """A claim that there is none of it, or that it is zero; None where none says so."""
        for claim in self.disclosure.claims:
            if claim.metric == metric and (claim.comparison == "none" or claim.value == 0):
                return claim
        return None

    def section(self, headings: re.Pattern[str]) -> Section | None:
        """The part of the text with such words in its own heading, else in one around it; never in the glossary."""
        fitting = [
            section
            for section in self.disclosure.sections
            if section.region in _EXPLAINING and headings.search(section.title)
        ]
        own = (section for section in fitting if headings.search(section.title.rpartition(" / ")[2]))
        return next(own, fitting[0] if fitting else None)

    def section_about(self, topic: str) -> Section | None:
        """The first part of the text about a topic (`procurement`, ...)."""
        for section in self.disclosure.sections:
            if section.topic == topic and section.region in _EXPLAINING:
                return section
        return None

    def gives_reasons(self, *topics: str) -> bool:
        """Whether any part of the text about the topics speaks of reasons."""
        return any(
            section.gives_reasons and section.topic in topics and section.region in _EXPLAINING
            for section in self.disclosure.sections
        )


def place_of(found: Claim | Section | Fact) -> Place:
    """Where a claim, a part of the text or a fact stands."""
    if isinstance(found, Fact):
        return Place(found.page, found.line, found.table, found.row)
    return Place(page=found.page, line=found.line)
