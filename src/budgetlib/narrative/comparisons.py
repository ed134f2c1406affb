"""What the words in front of a figure say of its relation to another figure."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetlib.narrative.wording import DECREASE, INCREASE, Wording

_BREAK = re.compile(r"[，。；:]")
_YEAR = re.compile(r"20\d\d|上年|去年")
_AGGREGATE = re.compile(r"(?:各|均|共|同比|总体|相应|随之|合计|也|预计|略有?|再)+$")


class Comparison(NamedTuple):
    """A change that a figure states: 比上年减少, 下降, 与上年相比收支总计各增加."""

    direction: str
    """`increase`, `decrease`, or empty where the words leave it open (比上年1.43万元)."""
    base: str
    subject: str
    """What changes, where the clause says it; else empty and the figure goes on about what stands before."""
    placeholder: bool
    """The form's own words were left standing: 增加（减少）0万元."""
    signed: bool = False
    """The sign of the figure is the direction: 增减-2.50万元."""


def comparison(lead: str, wording: Wording) -> Comparison | None:
    """The comparison that the words in front of a figure end with, or None where the figure is a plain value."""
    directed = lead[-1:] in wording.direction_ends
    if not directed and not wording.relating.search(lead):
        return None
    clause, before = _last_clause(lead)
    match = wording.signed.search(clause) if directed else None
    if match:
        base, subject = _base(_AGGREGATE.sub("", clause[: match.start()]), before, wording)
        return Comparison("", base, subject, placeholder=False, signed=True)
    match = wording.direction.search(clause) if directed else None
    if match:
        direction = INCREASE if match["up"] else DECREASE
        rest = _AGGREGATE.sub("", clause[: match.start()])
        base, subject = _base(rest, before, wording)
        return Comparison(direction, base, subject, "(" in match["after"])
    match = wording.relation.search(clause)
    if match:
        return Comparison(
            INCREASE if match["up"] else DECREASE, match["base"], clause[: match.start()], False
        )
    return None


def base_only(lead: str, wording: Wording) -> str | None:
    """The base in 比上年1.43万元, 比2025年年初预算数30385.62万元; None where the lead doesn't end with one."""
    match = wording.base_only.search(lead) if "比" in lead or "较" in lead else None
    return match["base"] if match else None


def base_in_brackets(lead: str, wording: Wording) -> Comparison | None:
    """The comparison whose base is about to be stated in brackets: 支出与2016年度相比（2016年度支出安排为."""
    begin = lead.rfind("(")
    if begin < 0 or ")" in lead[begin:]:
        return None
    clause, _ = _last_clause(lead[:begin])
    match = wording.compared.match(clause)
    if match is None or not match["against"] or match["subject"] or not _YEAR.search(lead, begin):
        return None
    return Comparison("", match["against"], match["before"], False)


def _base(rest: str, before: str, wording: Wording) -> tuple[str, str]:
    """Base and subject from a clause without its direction, and from the clause before it."""
    match = wording.compared.match(rest)
    if match:
        subject = match["before"] + match["subject"]
        return match["against"] or match["than"], subject
    match = wording.compared.match(before) if before else None
    if match and match["against"] and not match["subject"]:
        return match["against"], match["before"] + rest
    return "", rest


def _last_clause(lead: str) -> tuple[str, str]:
    """The words behind the last comma or stop, and the clause before them when only a comma is between."""
    start = 0
    previous = ""
    for match in _BREAK.finditer(lead):
        previous = lead[start : match.start()] if match[0] == "，" else ""
        start = match.end()
    return lead[start:], previous
