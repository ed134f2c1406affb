"""Titles that say the answer: worked out from the data, and true for ties and for a single row too."""

from __future__ import annotations

import statistics
from decimal import Decimal

import pandas as pd

from budgetlib.display import format as fmt
from budgetlib.stories import prose

_NAMED = 3
"""So many names of those that tie are said."""
_ENOUGH_FOR_A_MEDIAN = 5


def highest(frame: pd.DataFrame, what: str) -> str:
    """Which unit has the highest amount: ``甲支出总计最高，2.00 亿元；中位数 1.00 亿元``.

    `frame` has `name` and `amount_yuan`, which is missing where a unit gives none.
    """
    known = frame[frame["amount_yuan"].notna()]
    if known.empty:
        return f"没有单位填写{what}"
    amounts = list(known["amount_yuan"])
    top = max(amounts)
    first = list(known[known["amount_yuan"] == top]["name"])
    if len(known) == 1:
        return f"{first[0]}{what} {fmt.amount(top)}"
    if len(first) == len(known):
        return f"{len(first)} 个单位的{what}都是 {fmt.amount(top)}"
    verb = "并列最高，各 " if len(first) > 1 else "最高，"
    median = (
        f"；中位数 {fmt.amount(statistics.median(amounts))}" if len(known) >= _ENOUGH_FOR_A_MEDIAN else ""
    )
    return f"{names_of(first)}{what}{verb}{fmt.amount(top)}{median}"


def extremes(frame: pd.DataFrame, what: str) -> str:
    """Both ends: ``支出总计最多的是甲（2.00 亿元），最少的是乙（0.36 亿元）``; empty without amounts.

    `frame` is as for `highest`.
    """
    known = frame[frame["amount_yuan"].notna()]
    if known.empty:
        return ""
    top, bottom = max(known["amount_yuan"]), min(known["amount_yuan"])
    if top == bottom:
        return highest(frame, what)
    most, least = (names_of(list(known[known["amount_yuan"] == end]["name"])) for end in (top, bottom))
    most, least = (
        prose.with_note(most, fmt.amount(top)),
        prose.with_note(least, fmt.amount(bottom)),
    )
    return f"{what}最多的是{most}，最少的是{least}"


def largest_share(frame: pd.DataFrame, what: str, whole: Decimal) -> str:
    """Which part takes the largest share of a whole: ``甲占支出的 50.00%，与乙合占 75.00%``."""
    ranked = frame.sort_values("amount_yuan", ascending=False)
    top = ranked["amount_yuan"].iloc[0]
    first = list(ranked[ranked["amount_yuan"] == top]["name"])
    if not top:
        return f"各项{what}均为 0"
    if len(frame) == 1 and top == whole:
        return f"{what}全部用于{first[0]}，{fmt.amount(whole)}"
    if len(first) > 1:
        return f"{names_of(first)}并列{what}首位，各占 {fmt.share(top, whole)}"
    if len(frame) == 1:
        return f"{first[0]}占{what}的 {fmt.share(top, whole)}"
    second = ranked["amount_yuan"].iloc[1]
    tied = (ranked["amount_yuan"] == second).sum() > 1
    if len(frame) == 2 or not second or tied:
        return f"{first[0]}占{what}的 {fmt.share(top, whole)}"
    both = fmt.share(top + second, whole)
    return f"{first[0]}占{what}的 {fmt.share(top, whole)}，与{_beside(ranked['name'].iloc[1])}合占 {both}"


def _beside(name: str) -> str:
    """A name behind another one: 与其他支出合占 would mean all others, not the class of that name."""
    return f"“{name}”" if name.startswith("其他") else name


def names_of(names: list[str]) -> str:
    """Names that share a place; of many the first three and how many they are."""
    return f"{fmt.joined(names[:_NAMED])}{f'等 {len(names)} 个' if len(names) > _NAMED else ''}"
