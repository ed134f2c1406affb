"""Timeliness: publication within the time that the law allows."""

from __future__ import annotations

from budgetlib.transparency.case import Case
from budgetlib.transparency.rubric import Criterion
from budgetlib.transparency.verdict import Verdict, met, missing, undeterminable

_DAYS = 20
"""Calendar days from approval to publication: 预算法 art. 14, 预算法实施条例 art. 6."""


def published_in_time(case: Case, criterion: Criterion) -> Verdict:
    """Whether the budget was published within 20 days of its approval; both dates come from outside the document."""
    published, approved = case.published, case.approved
    if published is None or approved is None:
        lacking = "、".join(
            name for name, day in (("公开日期", published), ("批复日期", approved)) if day is None
        )
        known = f"公开日期是{published.isoformat()}，" if published else ""
        return undeterminable(f"{known}不知道{lacking}，不能判断是否在批复后{_DAYS}日内公开。")
    days = (published - approved).days
    if days < 0:
        return undeterminable(
            f"公开日期{published.isoformat()}早于批复日期{approved.isoformat()}，日期有误。"
        )
    if days <= _DAYS:
        return met(f"批复后第{days}日公开（{approved.isoformat()}批复，{published.isoformat()}公开）。")
    return missing(
        f"批复后第{days}日才公开，超过{_DAYS}日（{approved.isoformat()}批复，{published.isoformat()}公开）。"
    )
