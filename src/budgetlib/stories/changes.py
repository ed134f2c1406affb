"""Changes against last year: as the text states them, else from the column that a table prints for last year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from budgetlib.display import format as fmt
from budgetlib.stories.unit_year import Row, UnitYear

SIGNS = {"increase": 1, "decrease": -1, "unchanged": 0}
_LAST_YEAR = "上年"
_FIRST, _SECOND = "一是", "二是"
_HUNDREDTH = Decimal("0.01")
"""Of a percent: a percentage that was cut off instead of rounded is no other one."""
_BASE = re.compile(
    r"(?P<year>(?:19|20)\d\d年度?|上年度?)(?P<of>(?!年初|全年).+?)(?P<kind>(?:年初|全年)?(?:预算|决算)\w*)"
)
"""A base that names the figure once more: 2025年财政拨款“三公”经费年初预算."""


class Change(NamedTuple):
    """A change of a figure, with signs. `difference_yuan` is None where only a percentage is stated; else the percentage
    is worked out from the difference, so that it is right to the last decimal shown."""

    difference_yuan: Decimal | None
    percent: Decimal | None
    base: str
    reason: str
    stated: bool
    """Whether the text states it; else it is worked out from a table."""
    href: str
    from_zero: bool = False
    """Whether there was nothing before: the whole amount is the change, and a percentage says nothing."""
    misstated: Decimal | None = None
    """The percentage that the text states where its own amounts give another one."""

    @property
    def size(self) -> Decimal | None:
        """Its direction and, among changes in the same unit, its size: the difference, else the percentage."""
        return self.percent if self.difference_yuan is None else self.difference_yuan

    def words_in(self, unit: fmt.MoneyUnit | None) -> str:
        """``比上年减少 958.24 万元，下降 37.42%``; in the unit of the amount beside it where it shows there."""
        if self.difference_yuan is None and self.percent is not None:
            if not self.percent:
                return f"与{self.base}持平"
            direction = "增长" if self.percent > 0 else "下降"
            return f"比{self.base}{direction} {fmt.percent_as_printed(abs(self.percent))}"
        words = fmt.change_of(self.difference_yuan, self.percent, base=self.base, unit=unit)
        if self.misstated is not None:
            return f"{words}（文件写 {fmt.percent_as_printed(self.misstated)}）"
        return f"{words}（{self.base}没有这项金额）" if self.from_zero else words


def change_of(unit_year: UnitYear, *keys: str) -> Change | None:
    """The change of the first of some headline figures for which the document gives one."""
    for key in keys:
        found = _stated(unit_year, key) or _from_prior_column(unit_year, key)
        if found is not None:
            return found
    return None


def change_words(unit_year: UnitYear, *keys: str, unit: fmt.MoneyUnit | None = None) -> str:
    """The change in words; empty where the document gives none. In `unit`, else in that of the figure beside it, else
    in 万元, in which documents count what is less too."""
    found = change_of(unit_year, *keys)
    if found is None:
        return ""
    figure = unit_year.figure(*keys)
    if unit is None and figure.yuan is not None:
        unit = fmt.money_unit([figure.yuan])
    if (
        unit is None
        and found.difference_yuan is not None
        and abs(found.difference_yuan) < fmt.WAN_YUAN.factor
    ):
        unit = fmt.WAN_YUAN
    return found.words_in(unit)


def _stated(unit_year: UnitYear, key: str) -> Change | None:
    for claim in unit_year.claims.get(key, ()):
        sign = SIGNS.get(str(claim["comparison"]))
        if sign is None:
            continue
        difference, percent = fmt.as_decimal(claim["change_yuan"]), fmt.as_decimal(claim["change_percent"])
        if sign == 0:
            difference = percent = Decimal(0)
        if difference is None and percent is None:
            continue
        difference = None if difference is None else sign * abs(difference)
        value = fmt.as_decimal(claim["value_yuan"])
        if value is None:  # 其中基本支出增加79.26万元: of the figure that the page shows beside it
            value = unit_year.figure(key).yuan
        from_zero = bool(value) and value == difference
        stated = None if percent is None else sign * abs(percent)
        worked_out = _percent(value, difference)
        misstated = None
        if from_zero:
            percent = None  # documents print 100% here
        elif worked_out is None:
            percent = stated
        else:
            percent = worked_out
            if stated is not None and not _same(stated, worked_out, _leeway(claim)):
                misstated = abs(stated)
        return Change(
            difference,
            percent,
            base_words(unit_year, str(claim["base"])),
            _sentence(str(claim["reason"])),
            True,
            _href(unit_year, claim),
            from_zero,
            misstated,
        )
    return None


def base_words(unit_year: UnitYear, base: str) -> str:
    """What a figure is compared with, as the document says but for the figure's own name; marked where a budget is
    compared with its own year."""
    own = not unit_year.is_final and unit_year.year is not None and base.startswith(str(unit_year.year))
    named = _BASE.fullmatch(base)
    short = f"{named['year']}{named['kind']}" if named else base
    return f"{short}（原文如此）" if own else short or _LAST_YEAR


def _same(stated: Decimal, worked_out: Decimal, leeway: Decimal) -> bool:
    """Whether a percentage is the other one to its own decimals; `leeway` is what rounded amounts leave open."""
    step = Decimal(1).scaleb(-fmt.decimals_of(stated))
    return abs(stated - worked_out) <= max(step / 2, _HUNDREDTH) + leeway


def _leeway(claim: Row) -> Decimal:
    """By how much a percentage may be off because the amounts that it comes from are rounded."""
    value, change = fmt.as_decimal(claim["value"]), fmt.as_decimal(claim["change"])
    decimals = fmt.as_decimal(claim["decimals"])
    if not value or change is None or decimals is None or claim["change_unit"] != claim["value_unit"]:
        return Decimal(0)
    before = value - change * SIGNS[str(claim["comparison"])]
    step = Decimal(1).scaleb(-int(decimals))
    return 100 * step * (1 + abs(change / before)) / abs(before) if before else Decimal(0)


def _percent(value: Decimal | None, difference: Decimal | None) -> Decimal | None:
    """The percentage that a stated difference amounts to."""
    if value is None or difference is None or value - difference <= 0:
        return None
    return fmt.ratio(difference, value - difference)


def _from_prior_column(unit_year: UnitYear, key: str) -> Change | None:
    group, _, rest = key.partition(".")
    now, before = unit_year.figure(key), unit_year.figure(f"{group}_prior.{rest}")
    if now.yuan is None or before.yuan is None:
        return None
    difference = now.yuan - before.yuan
    percent = fmt.ratio(difference, before.yuan) if before.yuan > 0 else None
    return Change(
        difference, percent, _LAST_YEAR, "", False, before.href, bool(difference) and not before.yuan
    )


def _href(unit_year: UnitYear, claim: Row) -> str:
    return unit_year.evidence({"page": claim["page"], "line": claim["line"]})


def _sentence(words: str) -> str:
    """Words with a full stop, as a sentence of its own; the first of several reasons ends openly."""
    if _FIRST in words and _SECOND not in words:
        return f"{words.rstrip('。；，')}……"
    return words if not words or words[-1] in "。！？；" else f"{words}。"
