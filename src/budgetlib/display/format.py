"""Numbers, amounts, changes and dates as a Chinese reader expects them.

Amounts come in 元 (as everywhere in the data package) and are exact: they are rounded once, here, half up, as
public finance does (四舍五入), and never through a float. A negative number is printed with a true minus sign
(U+2212), which screen readers speak and a hyphen is not. A missing value is None here, whatever pandas calls
it (NaN, NA, NaT).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

BLANK = "blank"
ZERO = "zero"
MISSING = "missing"
NUMBER = "number"

STATE_WORDS = {BLANK: "空白", ZERO: "0.00", MISSING: "未见"}
"""What stands for a value that is no ordinary number: in the cell or beside the bar."""

STATE_REASONS = {BLANK: "原表未填", ZERO: "原表填写为 0", MISSING: "没有读到这一项"}
"""What each of them means."""

STATE_EXPLANATIONS = {state: f"{word}（{STATE_REASONS[state]}）" for state, word in STATE_WORDS.items()}
"""Both together, for captions, alternative texts and hints."""

STAGE_WORDS = {"budget": "预算", "final": "决算"}

MINUS = "\u2212"


class MoneyUnit(NamedTuple):
    """A unit in which amounts are shown: its name, what it is in 元, and how many decimals are shown."""

    name: str
    factor: Decimal
    decimals: int


YUAN = MoneyUnit("元", Decimal(1), 2)
WAN_YUAN = MoneyUnit("万元", Decimal(10_000), 2)
YI_YUAN = MoneyUnit("亿元", Decimal(100_000_000), 2)


def as_decimal(value: object) -> Decimal | None:
    """A cell of a frame as an exact number; None where it holds none. Raises `ValueError` for other words."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(float(value))) if math.isfinite(value) else None
    text = str(value).strip()
    if text in {"", "nan", "NaN", "NaT", "<NA>", "None"}:
        return None
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError(f"not a number: {text!r}") from None


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value with that many decimals, halves rounded away from zero; never a negative zero."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return result or abs(result)


def number(value: Decimal | int, decimals: int = 0) -> str:
    """A number with thousands separators: 1602.53 -> ``1,602.53``."""
    return f"{rounded(Decimal(value), decimals):,.{decimals}f}".replace("-", MINUS)


def money_unit(amounts_yuan: Iterable[object]) -> MoneyUnit:
    """The one unit for amounts that are shown together: that of the largest, 万元 when there is none.

    A chart or a table changes its unit nowhere inside, so that numbers can be compared by eye. 亿元 only where it
    tells every amount apart: 431.21 万元 would be 0.04 亿元, and 14.39 万元 look like nothing.
    """
    sizes = [abs(amount) for value in amounts_yuan if (amount := as_decimal(value))]
    largest = max(sizes, default=Decimal(0))
    if largest >= YI_YUAN.factor and min(sizes) >= YI_YUAN.factor / 10:
        return YI_YUAN
    return YUAN if 0 < largest < WAN_YUAN.factor else WAN_YUAN


def in_unit(amount_yuan: Decimal, unit: MoneyUnit) -> str:
    """The number alone: ``1,602.53`` for 16025300 元 in 万元."""
    return number(amount_yuan / unit.factor, unit.decimals)


def amount(amount_yuan: object, unit: MoneyUnit | None = None) -> str:
    """An amount with its unit, chosen by its size unless given: ``1,602.53 万元``; ``未见`` for none."""
    value = as_decimal(amount_yuan)
    if value is None:
        return STATE_WORDS[MISSING]
    chosen = unit or money_unit([value])
    return f"{in_unit(value, chosen)} {chosen.name}"


def percent(value: Decimal, decimals: int = 2) -> str:
    """A number of percent: 37.42 -> ``37.42%``."""
    return f"{number(value, decimals)}%"


def decimals_of(value: Decimal) -> int:
    """How many decimals a number needs: 2 for 37.420."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def percent_as_printed(value: Decimal) -> str:
    """A number of percent with no more decimals than it has: 9.4 -> ``9.4%``, which 9.36 may have been rounded to."""
    return percent(value, decimals_of(value))


def ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    """What percentage `part` is of `whole`; None where the whole is zero."""
    return part * 100 / whole if whole else None


def share(part: object, whole: object, decimals: int = 2) -> str:
    """The share of a part in words: ``26.34%``; ``—`` where it can't be worked out."""
    numerator, denominator = as_decimal(part), as_decimal(whole)
    if numerator is None or denominator is None:
        return "—"
    result = ratio(numerator, denominator)
    return "—" if result is None else percent(result, decimals)


def change(current_yuan: object, prior_yuan: object, *, base: str = "上年") -> str:
    """The change between two amounts in words: ``比上年减少 958.24 万元，下降 37.42%``.

    Says what it can: without one of the amounts that there is nothing to compare, from zero no percentage.
    """
    current, prior = as_decimal(current_yuan), as_decimal(prior_yuan)
    if current is None:
        return f"没有本期数，无法与{base}比较"
    if prior is None:
        return f"没有{base}数，无法比较"
    if not prior and current:
        return f"{base}为 0，{change_of(current, base=base)}"
    return change_of(current - prior, ratio(current - prior, prior) if prior > 0 else None, base=base)


def change_of(
    difference_yuan: object,
    difference_percent: object = None,
    *,
    base: str = "上年",
    unit: MoneyUnit | None = None,
) -> str:
    """The same from a change that is known as such (as texts state it); the percentage may be missing.

    The sign of the percentage is that of the amount, whichever way it was printed. `unit` is that of the amount
    beside it; a change too small to be told in it (less than 1 亿元, or nothing at two decimals) is given in its own.
    """
    difference, by_percent = as_decimal(difference_yuan), as_decimal(difference_percent)
    if difference is None:
        return f"没有{base}数，无法比较"
    if not difference:
        return f"与{base}持平"
    words = ("增加", "增长") if difference > 0 else ("减少", "下降")
    # 0.24 亿元 would round away what documents tell in 万元, and readers look up there
    least = unit.factor if unit == YI_YUAN else None if unit is None else unit.factor / 200
    fits = least is not None and abs(difference) >= least
    text = f"比{base}{words[0]} {amount(abs(difference), unit if fits else None)}"
    return text if by_percent is None else f"{text}，{words[1]} {percent(abs(by_percent))}"


def state_of(value: object, state: object = None) -> str:
    """Which of the states a cell is in: `number`, `zero`, `blank` or `missing`.

    `state` is what the data package says (`key_facts.state`) or whether the cell is blank
    (`budget_lines.blank`); a value that is not there and was never said to be blank is `missing`.
    """
    found = as_decimal(value)
    if found is not None:
        return NUMBER if found else ZERO
    return BLANK if str(state) in {"True", BLANK} else MISSING


def date(day: dt.date | str) -> str:
    """A day in Chinese: ``2024年3月5日``. Raises `ValueError` for a text that is no ISO date."""
    value = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{value.year}年{value.month}月{value.day}日"


def joined(words: Iterable[str]) -> str:
    """A list in Chinese: ``甲、乙和丙``."""
    items = list(words)
    return "和".join(filter(None, ("、".join(items[:-1]), items[-1]))) if items else ""
