"""Consistency: how many of the rules of a family hold."""

from __future__ import annotations

from decimal import Decimal

from budgetlib.findings import Finding
from budgetlib.transparency.case import NO_TABLES, NO_TEXT, Case
from budgetlib.transparency.rubric import Criterion
from budgetlib.transparency.verdict import HALF, Verdict, by_share, not_applicable, undeterminable

_CREDIT = {"error": Decimal(0), "warning": HALF}
"""What a rule that fails still counts: figures that contradict each other weigh more than an expectation not met.
Failures of other severities are notices, which are not counted."""
_MOST_QUOTED = 3


def rules_hold(case: Case, criterion: Criterion) -> Verdict:
    """The share of the rules of the criterion's family that hold, a failed one counting by its severity."""
    credit: dict[str, Decimal] = {}
    failed: dict[str, Finding] = {}
    for finding in case.findings:
        if finding.family != criterion.family:
            continue
        if finding.outcome == "pass":
            credit.setdefault(finding.rule_id, Decimal(1))
        elif finding.outcome == "fail" and finding.severity in _CREDIT:
            earned = _CREDIT[finding.severity]
            credit[finding.rule_id] = min(earned, credit.get(finding.rule_id, earned))
            failed.setdefault(finding.rule_id, finding)
    if not credit:
        return _nothing_to_check(case, criterion.family)
    share = sum(credit.values(), Decimal(0)) / len(credit)
    if not failed:
        return by_share(share, f"核对{len(credit)}条规则，都成立。")
    titles = "、".join(f"“{finding.title}”" for finding in list(failed.values())[:_MOST_QUOTED])
    more = "等" if len(failed) > _MOST_QUOTED else ""
    first = next(iter(failed.values()))
    words = f"核对{len(credit)}条规则，{len(failed)}条不成立：{titles}{more}。"
    return by_share(share, words, first.place)


def _nothing_to_check(case: Case, family: str) -> Verdict:
    if family in ("inside", "across") and not case.has_tables:
        return undeterminable(NO_TABLES)
    if family == "text" and not (case.has_text and case.has_tables):
        return undeterminable(NO_TEXT if case.has_tables else NO_TABLES)
    return not_applicable("文件里没有这类规则可以核对的内容。")
