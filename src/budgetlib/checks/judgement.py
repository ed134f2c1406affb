"""From the outcomes of rules to findings: doubts of reading first, then innocent explanations, then what is left."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from budgetlib.checks.causes import Judged, one_per_cause
from budgetlib.checks.doubts import doubt, misread_tables
from budgetlib.checks.rule import Outcome, Rule
from budgetlib.checks.view import View
from budgetlib.findings import Answer, Evidence, Finding, Tier
from budgetlib.text import well_quoted

_GRAVE = ("error", "warning")
_TIERS = (Tier.CONFIRMED, Tier.TO_REVIEW, Tier.READING)
_SEVERITIES = ("error", "warning", "notice", "info")
_DIGITS_OF_ID = 10
_SHARE_PLACES = Decimal("0.0001")


def findings_of(rules: Sequence[Rule], view: View) -> tuple[Finding, ...]:
    """Failures first, by what is at stake, the gravest first; then, rule by rule, what else there is to say."""
    asked = [(rule, outcome) for rule in rules for outcome in rule.check(view)]
    misread = misread_tables(asked)
    judged = [_judged(view, rule, outcome, misread) for rule, outcome in asked]
    failures = one_per_cause([one for one in judged if one.outcome.outcome == "fail"])
    found = sorted((_finding(view, failure) for failure in failures), key=_by_stake)
    others: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if one.outcome.outcome != "fail":
            others[one.rule.id].append(one)
    failed = {one.rule.id for one in judged} - {
        one.rule.id for one in judged if one.outcome.outcome != "fail"
    }
    failed |= {one.rule.id for one in failures}
    rest = (
        finding
        for rule in rules
        for finding in _of_others(view, rule, others[rule.id], some_failed=rule.id in failed)
    )
    return (*found, *rest)


def _judged(view: View, rule: Rule, outcome: Outcome, misread: Mapping[int, str]) -> Judged:
    """What an outcome comes to, once doubts of reading and innocent explanations are heard."""
    severity = outcome.severity or rule.severity
    if outcome.outcome != "fail":
        return Judged(rule, outcome, "info", "")
    if rule.family == "reading":
        return Judged(rule, outcome, severity, Tier.READING)
    unsure = doubt(view, outcome) or (_in_misread(outcome, misread) if rule.structural else "")
    if unsure:
        return Judged(rule, outcome._replace(outcome="undeterminable", message=unsure), "info", "")
    if severity not in _GRAVE:
        return Judged(rule, outcome, severity, Tier.TO_REVIEW)
    if not outcome.is_grave:
        return Judged(rule, outcome, "info", Tier.TO_REVIEW)
    tried = tuple(explanation.tried(view, outcome) for explanation in rule.tries)
    settled = next((one for one in tried if one.answer == Answer.EXPLAINS), None)
    if settled is not None:
        message = f"{outcome.message.rstrip('。')}；{settled.detail}，不算矛盾。"
        return Judged(rule, outcome._replace(outcome="pass", message=message), "info", "", tried)
    possible = [one.detail for one in tried if one.answer == Answer.POSSIBLE]
    possible += [outcome.review] if outcome.review else []
    if possible:
        message = f"{outcome.message.rstrip('。')}；{'；'.join(possible)}，待人工复核。"
        return Judged(rule, outcome._replace(message=message), "notice", Tier.TO_REVIEW, tried)
    return Judged(rule, outcome, severity, Tier.CONFIRMED, tried)


def _in_misread(outcome: Outcome, misread: Mapping[int, str]) -> str:
    tables = (figure.place.table for figure in outcome.compared)
    return next((misread[table] for table in tables if table is not None and table in misread), "")


def _of_others(view: View, rule: Rule, judged: Sequence[Judged], *, some_failed: bool) -> Iterator[Finding]:
    """What passed, in one finding, so that a reader sees that it was checked and how often; and what else there is."""
    passed = [one for one in judged if one.outcome.outcome == "pass"]
    others = [one for one in judged if one.outcome.outcome != "pass"]
    for one in others:
        yield _finding(view, one)
    if passed:
        only = passed[0]
        message = f"核对{len(passed)}处，均相符。"
        if some_failed or others:
            message = f"另核对{len(passed)}处，均相符。"
        elif len(passed) == 1 and only.outcome.message:
            message = only.outcome.message
        if len(passed) > 1:
            yield _finding(view, Judged(rule, Outcome("pass", message), "info", ""))
        else:
            outcome = only.outcome if only.outcome.in_full is None else only.outcome.in_full()
            yield _finding(view, only._replace(outcome=outcome._replace(message=message)))
    elif not others and not some_failed:
        yield _finding(
            view, Judged(rule, Outcome("not_applicable", "本文件没有这条规则所涉及的内容。"), "info", "")
        )


def _finding(view: View, judged: Judged) -> Finding:
    rule, outcome = judged.rule, judged.outcome
    difference = None
    if outcome.expected is not None and outcome.actual is not None:
        difference = outcome.actual - outcome.expected
    evidence = outcome.evidence or tuple(figure.evidence for figure in outcome.figures)
    failed = outcome.outcome == "fail"
    stake = _stake(outcome) if failed else None
    whole = view.total_spending
    return Finding(
        rule_id=rule.id,
        title=rule.title,
        family=rule.family,
        outcome=outcome.outcome,
        severity=judged.severity,
        message=well_quoted(outcome.message),
        expected=outcome.expected,
        actual=outcome.actual,
        difference=difference,
        tolerance=outcome.tolerance,
        unit=outcome.unit,
        says=rule.says,
        authority=rule.authority,
        place=outcome.figures[0].place if outcome.figures else outcome.place,
        evidence=(*evidence, *judged.follows),
        tier=judged.tier,
        finding_id=_id(view, rule, outcome, evidence) if failed else "",
        stake_yuan=stake,
        stake_share=(stake / whole).quantize(_SHARE_PLACES) if stake is not None and whole else None,
        tried=judged.tried,
    )


def _stake(outcome: Outcome) -> Decimal | None:
    if outcome.stake is not None:
        return outcome.stake
    return outcome.gap if outcome.unit == "元" and outcome.expected is not None else None


def _id(view: View, rule: Rule, outcome: Outcome, evidence: Sequence[Evidence]) -> str:
    """A name that stays as long as document, rule and figures do, however the sentence is worded or pages counted."""
    figures = [f"{one.label}={one.printed}" for one in evidence] or [outcome.message]
    if outcome.compared:
        figures = [f"{one.name or one.label}={one.printed}{one.unit}" for one in outcome.compared]
    text = "\n".join((view.disclosure.disclosure_id, rule.id, *figures))
    return f"{rule.id}-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS_OF_ID]}"


def _by_stake(finding: Finding) -> tuple[int, int, Decimal, Decimal]:
    """What is graver comes first; of equals what is about more money, and a larger share of the unit's."""
    return (
        _TIERS.index(Tier(finding.tier)),
        _SEVERITIES.index(finding.severity),
        -(finding.stake_yuan or Decimal(0)),
        -(finding.stake_share or Decimal(0)),
    )
