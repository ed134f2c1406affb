"""Changes against last year in words: as the text of a document states them, else as its tables give them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from budgetlib.display import format as fmt
from budgetlib.stories.unit_year import Row, UnitYear

_LAST_YEAR = "上年"
_FIRST, _SECOND = "一是", "二是"
_TEXT = "text"
_BASE = re.compile(
    r"(?P<year>(?:19|20)\d\d年度?|上年度?)(?P<of>(?!年初|全年).+?)(?P<kind>(?:年初|全年)?(?:预算|决算)\w*)"
)
"""A base that names the figure once more: 2025年财政拨款“三公”经费年初预算."""


class Change(NamedTuple):
    """A change of a figure, with signs. `difference_yuan` is None where only a percentage is stated."""

    difference_yuan: Decimal | None
    percent: Decimal | None
    """As printed where the document's own amounts bear it out, else worked out from them."""
    printed: bool
    """Whether the percentage is the printed one, with the decimals that the document gives it."""
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

    @property
    def percent_words(self) -> str:
        """``37.42%`` without a sign, with as many decimals as are printed; empty without a percentage."""
        if self.percent is None:
            return ""
        size = abs(self.percent)
        return fmt.percent_as_printed(size) if self.printed else fmt.percent(size)

    def words_in(self, unit: fmt.MoneyUnit | None) -> str:
        """``比上年减少 958.24 万元，下降 37.42%``; in the unit of the amount beside it where it shows there."""
        if not self.size:
            return f"与{self.base}持平"
        moved = "增长" if self.size > 0 else "下降"
        if self.difference_yuan is None:
            return f"比{self.base}{moved} {self.percent_words}"
        words = fmt.change_of(self.difference_yuan, None, base=self.base, unit=unit)
        if self.from_zero:
            return f"{words}（{self.base}没有这项金额）"
        words += f"，{moved} {self.percent_words}" if self.percent is not None else ""
        if self.misstated is not None:
            return f"{words}（文件写 {fmt.percent_as_printed(abs(self.misstated))}）"
        return words


def change_of(unit_year: UnitYear, *keys: str) -> Change | None:
    """The change of the first of some headline figures for which the document gives one."""
    return next(
        (_change(unit_year, unit_year.changes[key]) for key in keys if key in unit_year.changes), None
    )


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


def _change(unit_year: UnitYear, row: Row) -> Change:
    worked_out, stated = fmt.as_decimal(row["percent"]), fmt.as_decimal(row["stated_percent"])
    misstated = bool(row["misstated"])
    from_zero = bool(row["from_zero"])
    printed = stated is not None and not misstated and not from_zero
    return Change(
        fmt.as_decimal(row["difference_yuan"]),
        stated if printed else worked_out,
        printed,
        base_words(unit_year, str(row["base"] or "")),
        _sentence(str(row["reason"] or "")),
        row["origin"] == _TEXT,
        unit_year.evidence(row),
        from_zero,
        stated if misstated else None,
    )


def base_words(unit_year: UnitYear, base: str) -> str:
    """What a figure is compared with, as the document says but for the figure's own name; marked where a budget is
    compared with its own year."""
    own = not unit_year.is_final and unit_year.year is not None and base.startswith(str(unit_year.year))
    named = _BASE.fullmatch(base)
    short = f"{named['year']}{named['kind']}" if named else base
    return f"{short}（原文如此）" if own else short or _LAST_YEAR


def _sentence(words: str) -> str:
    """Words with a full stop, as a sentence of its own; the first of several reasons ends openly."""
    if _FIRST in words and _SECOND not in words:
        return f"{words.rstrip('。；，')}……"
    return words if not words or words[-1] in "。！？；" else f"{words}。"
