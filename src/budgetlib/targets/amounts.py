"""Amounts in the cells of target tables, which may carry their own unit: 31.5万元."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetlib.money import UNIT_FACTORS, Number, parse_number

_WITH_UNIT = re.compile(rf"(.*?)({'|'.join(sorted(UNIT_FACTORS, key=len, reverse=True))})")


class Amount(NamedTuple):
    """A printed amount and the unit that its cell states, empty where it states none."""

    number: Number
    unit: str


def parse_amount(printed: str) -> Amount | None:
    """The amount that a cell holds, None where it holds none."""
    number = parse_number(printed)
    if number is not None:
        return Amount(number, "")
    with_unit = _WITH_UNIT.fullmatch(printed.strip())
    number = parse_number(with_unit[1]) if with_unit else None
    return Amount(number, with_unit[2]) if with_unit is not None and number is not None else None
