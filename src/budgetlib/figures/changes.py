"""How figures changed: every change that the text states, and those that a table's column of last year gives.

One row a change, with its sign. Of each figure one change leads: the first that the text puts a size to, else what
this year's and last year's columns of a table differ by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from budgetlib.accounts import Key
from budgetlib.disclosure import Claim
from budgetlib.figures.figures import Figures
from budgetlib.figures.values import in_yuan, yuan_of

SIGNS = {"increase": 1, "decrease": -1, "unchanged": 0}
"""Comparisons of claims that say of a figure how it moved."""
_REASONS = "reason."
_PRIOR = "three_public_prior."
_OF = "three_public."
_HUNDREDTH = Decimal("0.01")
"""Of a percent: a percentage that was cut off instead of rounded is no other one."""
_YEARS = re.compile(r"(?:19|20)\d\d")


class Against(StrEnum):
    """What a figure is compared with."""

    PRIOR = "prior"
    """An earlier year, or what the text does not name."""
    BUDGET = "budget"
    """The budget of the year that a final account is of."""


class Change(NamedTuple):
    """A change of a figure, with its sign."""

    metric: str
    """A key of headline figures where it is one, else what claims call it."""
    subject: str
    """The words that it is about, as printed; empty where a table gives it."""
    lead: bool
    """Whether it is the change of its metric: the others say the same again, or of another base or part."""
    again: bool
    """Whether the same words are listed above for another metric: 收支总预算 is income and expenditure."""
    direction: str
    """`increase`, `decrease` or `unchanged`, also where no size is stated."""
    value_yuan: Decimal | None
    """What it changed to; where the words leave it out, the headline figure."""
    difference_yuan: Decimal | None
    percent: Decimal | None
    """Worked out from the difference where that can be, else as stated; None where there was nothing before."""
    stated_percent: Decimal | None
    """The percentage as printed, with the sign of its direction."""
    misstated: bool
    """Whether the printed percentage is another one than the text's own amounts give."""
    from_zero: bool
    """Whether there was nothing before: the whole amount is the change."""
    base: str
    """What it is compared with, as printed; empty where the words do not say."""
    against: Against
    reason: str
    """As printed, empty where none is given."""
    origin: str
    """`text` where it is stated, `derived` where it is worked out from a table."""
    text: str
    page: int | None
    line: int | None
    table: int | None
    row: int | None
    read_by: str


def changes(figures: Figures) -> tuple[Change, ...]:
    """Every stated change in reading order, then what tables give of figures without one."""
    stated = list(_stated(figures))
    spoken = {change.metric for change in stated if change.lead}
    return (*stated, *(change for change in _from_prior_columns(figures) if change.metric not in spoken))


def _stated(figures: Figures) -> Iterator[Change]:
    leading: set[str] = set()
    said: set[tuple[object, ...]] = set()
    for claim in figures.disclosure.claims:
        if claim.comparison not in SIGNS or claim.metric.startswith(_REASONS):
            continue
        change = _of_claim(figures, claim)
        if change is None:
            continue
        words = (claim.subject, claim.value, claim.comparison, claim.change, claim.change_percent, claim.text, claim.page, claim.line)  # fmt: skip
        sized = change.difference_yuan is not None or change.percent is not None
        yield change._replace(lead=sized and claim.metric not in leading, again=words in said)
        said.add(words)
        if sized:
            leading.add(claim.metric)


def _of_claim(figures: Figures, claim: Claim) -> Change | None:
    """The change that a claim states; None where it is of something that is no money and has no percentage."""
    sign = SIGNS[claim.comparison]
    own = in_yuan(claim.value, claim.value_unit)
    difference = in_yuan(claim.change, claim.change_unit)
    stated = None if claim.change_percent is None else sign * abs(claim.change_percent)
    if sign == 0:
        difference = stated = Decimal(0)
    elif own is None and difference is None and stated is None:
        return None
    elif difference is not None:
        difference = sign * abs(difference)
    value = own
    if value is None:  # 其中基本支出增加79.26万元: of the figure that is stated elsewhere
        fact = figures.fact(claim.metric)
        value = None if fact is None else yuan_of(fact)
    from_zero = bool(value) and value == difference
    worked_out = None if from_zero else _percent(value, difference)
    return Change(
        metric=claim.metric,
        subject=claim.subject,
        lead=False,
        again=False,
        direction=claim.comparison,
        value_yuan=value,
        difference_yuan=difference,
        percent=None if from_zero else stated if worked_out is None else worked_out,
        stated_percent=stated if claim.change_percent is not None else None,
        misstated=worked_out is not None and stated is not None and not _same(stated, worked_out, claim),
        from_zero=from_zero,
        base=claim.base,
        against=_against(figures, claim.base),
        reason=claim.reason,
        origin="text",
        text=claim.text,
        page=claim.page,
        line=claim.line,
        table=None,
        row=None,
        read_by=claim.read_by,
    )


def _against(figures: Figures, base: str) -> Against:
    """年初预算 and 全年预算数 in a final account are its budget, 上年预算数 is not."""
    identity = figures.disclosure.identity
    own = all(year == str(identity.year) for year in _YEARS.findall(base))
    budget = identity.stage == "final" and "预算" in base and "上年" not in base and own
    return Against.BUDGET if budget else Against.PRIOR


def _percent(value: Decimal | None, difference: Decimal | None) -> Decimal | None:
    """The percentage that a difference amounts to; None where nothing, or less, was there before."""
    if value is None or difference is None or value - difference <= 0:
        return None
    return difference * 100 / (value - difference)


def _same(stated: Decimal, worked_out: Decimal, claim: Claim) -> bool:
    """Whether a percentage is the other one to its own decimals, as far as rounded amounts tell."""
    step = Decimal(1).scaleb(-_decimals(stated))
    return abs(stated - worked_out) <= max(step / 2, _HUNDREDTH) + _leeway(claim)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _leeway(claim: Claim) -> Decimal:
    """By how much a percentage may be off because the amounts that it comes from are rounded."""
    if not claim.value or claim.change is None or claim.change_unit != claim.value_unit:
        return Decimal(0)
    before = claim.value - claim.change * SIGNS[claim.comparison]
    step = Decimal(1).scaleb(-claim.decimals)
    return 100 * step * (1 + abs(claim.change / before)) / abs(before) if before else Decimal(0)


def _from_prior_columns(figures: Figures) -> Iterator[Change]:
    for key in _with_prior_column():
        if key == Key.THREE_PUBLIC_TOTAL and not all(_holds_its_parts(figures, of) for of in (_OF, _PRIOR)):
            continue
        now, before = figures.fact(key), figures.fact(key.replace(_OF, _PRIOR))
        value, prior = (None if fact is None else yuan_of(fact) for fact in (now, before))
        if before is None or value is None or prior is None:
            continue
        difference = value - prior
        yield Change(
            metric=key,
            subject="",
            lead=True,
            again=False,
            direction="increase" if difference > 0 else "decrease" if difference else "unchanged",
            value_yuan=value,
            difference_yuan=difference,
            percent=_percent(value, difference),
            stated_percent=None,
            misstated=False,
            from_zero=bool(difference) and not prior,
            base="",
            against=Against.PRIOR,
            reason="",
            origin="derived",
            text="",
            page=before.page,
            line=before.line,
            table=before.table,
            row=before.row,
            read_by=before.read_by,
        )


def _holds_its_parts(figures: Figures, of: str) -> bool:
    """Whether a sum of “三公”经费 is no less than its parts in the same column; else one of them is not what it says."""
    whole, *parts = (
        None if fact is None else yuan_of(fact)
        for fact in (figures.fact(f"{of}{part}") for part in ("total", "abroad", "vehicle", "reception"))
    )
    return whole is None or whole >= sum((part for part in parts if part is not None), Decimal(0))


def _with_prior_column() -> Sequence[Key]:
    return [key for key in Key if key.startswith(_OF)]
