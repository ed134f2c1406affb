"""A claim while the sentence that makes it is being read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetlib.accounts import Period, Side
from budgetlib.disclosure import Claim
from budgetlib.narrative.figures import PERCENT, Figure
from budgetlib.narrative.metrics import metrics
from budgetlib.narrative.passages import Passage
from budgetlib.narrative.wording import DECREASE, INCREASE, SHARE, UNCHANGED

REASON = "reason."
"""What the metric of a figure inside a reason begins with: it explains another figure and is no total."""


@dataclass(slots=True)
class Draft:
    """What has been read of a claim so far. `metrics` lists several where one figure states them all."""

    metrics: tuple[str, ...]
    subject: str
    kind: str
    passage: Passage
    text: str
    sentence: int
    start: int
    """Where the figure stands in its sentence."""
    side: Side | None = None
    value: Decimal | None = None
    unit: str = ""
    decimals: int = 0
    comparison: str = ""
    base: str = ""
    change: Decimal | None = None
    change_unit: str = ""
    percent: Decimal | None = None
    share: Decimal | None = None
    share_of: str = ""
    part_of: str = ""
    reason: str = ""
    year: int | None = None
    period: Period = Period.CURRENT
    scope: str = ""
    """What part of the document's money it is of (see `scopes`), empty for all of it."""
    detail: bool = False
    """Whether its metric is that of its total with words added (procurement.total.其中一般公共预算拨款)."""

    def set_value(self, figure: Figure, unit: str) -> None:
        """Takes the figure as the value of the claim, in its unit as printed."""
        self.value, self.unit, self.decimals = figure.value, unit, figure.decimals

    def compare(self, direction: str, base: str) -> None:
        """Notes a direction and what is compared with; what was noted before is kept where nothing new is said."""
        self.comparison = direction or self.comparison
        self.base = base or self.base

    def set_change(self, figure: Figure) -> None:
        """Takes the figure as the change of the claim: an amount, or a percentage."""
        if figure.kind == PERCENT:
            self.percent = figure.value
        else:
            self.change, self.change_unit = figure.value, figure.unit

    def is_consistent(self) -> bool | None:
        """Whether value, change and percentage agree, None where one of them is missing.

        The base is worked out from value and change, and its percentage is compared with the printed one.
        """
        if (
            self.value is None
            or not self.change
            or self.percent is None
            or self.comparison not in (INCREASE, DECREASE)
        ):
            return None
        base = self.value - self.change if self.comparison == INCREASE else self.value + self.change
        if self.unit != self.change_unit or base <= 0:
            return False
        return abs(self.change / base * 100 - self.percent) < _CLOSE

    def take_comparison(self, other: Draft) -> None:
        """Takes over what another claim says of a change."""
        self.comparison, self.base, self.change = other.comparison, other.base, other.change
        self.change_unit, self.percent = other.change_unit, other.percent

    def drop_comparison(self) -> None:
        """Says nothing of a change any more."""
        self.comparison, self.base, self.change, self.change_unit, self.percent = "", "", None, "", None

    @property
    def wants_comparison(self) -> bool:
        """Whether no comparison has been read for it yet."""
        return not self.comparison

    def claims(self) -> Iterator[Claim]:
        """The claims of the model: one for every metric that the figure states."""
        comparison = self.comparison or (SHARE if self.share is not None else "")
        if comparison in (INCREASE, DECREASE) and self.change == 0 and not self.percent:
            comparison = UNCHANGED
        for metric in self.metrics:
            yield Claim(
                section=self.passage.section,
                metric=metrics().of_period(metric, self.period),
                subject=self.subject,
                value=self.value,
                value_unit=self.unit,
                decimals=self.decimals,
                comparison=comparison,
                base=self.base,
                change=self.change,
                change_unit=self.change_unit,
                change_percent=self.percent,
                reason=self.reason,
                text=_excerpt(self.text, self.start),
                page=self.passage.page,
                line=self.passage.line,
                year=self.year,
                period=Period(self.period),
                share_percent=self.share,
                share_of=self.share_of,
                part_of=self.part_of,
                scope=self.scope,
            )


_CLOSE = Decimal("0.5")

_LONGEST_TEXT = 2000
"""A longer sentence is kept in part by each of its claims: all of it would be kept once for every claim."""


def _excerpt(text: str, at: int) -> str:
    """The sentence around a place, cut at semicolons where that is near."""
    if len(text) <= _LONGEST_TEXT:
        return text
    begin = max(at - _LONGEST_TEXT // 2, 0)
    end = min(begin + _LONGEST_TEXT, len(text))
    first = text.find("；", begin, at) + 1 if begin else 0
    last = text.rfind("；", at, end) + 1 if end < len(text) else end
    return text[first or begin : last or end]
