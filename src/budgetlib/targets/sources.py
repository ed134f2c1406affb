"""Which amounts by source in a performance target are parts of another: nothing is to be counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetlib.disclosure import Fund
from budgetlib.money import rounding_step

_TOTAL, _FISCAL = "total", "fiscal"
_PURPOSES = ("basic", "project")
_OF_FISCAL = frozenset(
    (
        "central", "provincial", "city_county", "city", "county", "township", "carryover",
        "general_public", "government_fund", "state_capital", "own_level", "to_lower_levels",
    )
)  # fmt: skip
"""What 财政拨款 may be divided into."""


def divided(funds: Sequence[Fund]) -> tuple[Fund, ...]:
    """The funds of a target with `within` filled in: `fiscal` for what 财政拨款 is divided into, `total` for a second
    division of the whole (基本支出, 项目支出) beside that by sources.

    Forms print 财政拨款 as one source among others, or as a whole with its parts below. The printed amounts tell:
    where all sources add up to the total none is a part, where those outside of 财政拨款 do, the others are its parts.
    Where neither reading adds up, none is called a part.
    """
    nested = {at for period in ("term", "year") for at in _parts_of_fiscal(funds, period)}
    return tuple(fund._replace(within=_FISCAL) if at in nested else fund for at, fund in enumerate(funds))


def _parts_of_fiscal(funds: Sequence[Fund], period: str) -> list[int]:
    """The places of the funds of a period that are parts of its 财政拨款."""
    own = [(at, fund) for at, fund in enumerate(funds) if fund.period == period]
    totals = [fund for _, fund in own if fund.source == _TOTAL]
    sources = [(at, fund) for at, fund in own if fund.source != _TOTAL]
    fiscal = next((at for at, fund in sources if fund.source == _FISCAL), None)
    if not totals or fiscal is None or _adds_up(totals[0], (fund for _, fund in sources)):
        return []
    inner = [at for at, fund in sources if at != fiscal and fund.source in (_FISCAL, *_OF_FISCAL)]
    outer = [fund for at, fund in sources if at not in inner]
    return inner if inner and _adds_up(totals[0], outer) else []


def _adds_up(total: Fund, parts: Iterable[Fund]) -> bool:
    """Whether amounts add up to a total within what rounding explains."""
    if total.amount_yuan is None:
        return False
    known = [part for part in parts if part.amount_yuan is not None]
    slack = sum((rounding_step(one.decimals, one.unit) for one in (total, *known)), Decimal(0)) / 2
    found = sum((part.amount_yuan or Decimal(0) for part in known), Decimal(0))
    return abs(found - total.amount_yuan) <= slack
