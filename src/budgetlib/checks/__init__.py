"""Rules that a disclosure must satisfy, and the findings that they give.

One file per family; a rule is one function there, with its title, words, severity and authority in the decorator.
A rule that finds nothing to look at says `not_applicable`; one that lacks a figure says `undeterminable`.
"""

from __future__ import annotations

from budgetlib.checks import (  # noqa: F401 - their rules register themselves
    across_tables,
    counts,
    form,
    inside_summaries,
    inside_tables,
    odd_rows,
    prose,
    reading,
    targets_and_projects,
    text_alone,
    text_and_classes,
    text_and_tables,
    text_and_years,
)
from budgetlib.checks.confirmed import confirmed
from budgetlib.checks.judgement import findings_of
from budgetlib.checks.rule import RULES, Rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Disclosure
from budgetlib.findings import Finding

__all__ = ["RULES", "Rule", "check", "confirmed"]

# Importing these modules has written their rules into RULES, in the order of the imports; readers see this one.
_ORDER = ("inside", "across", "text", "targets", "form", "catalogue", "reading")
RULES.sort(key=lambda one: _ORDER.index(one.family))


def check(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Findings of every rule: failures first, by what is at stake, the gravest first; the rest in the order of
    `RULES`."""
    return findings_of(RULES, View(disclosure))
