"""Breakdowns of which every part is a headline figure: “三公”经费 and government procurement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetlib.accounts import Key
from budgetlib.figures.breakdowns.part import (
    NOWHERE,
    Breakdown,
    Measured,
    Named,
    Part,
    added_up,
    breakdown_of,
    of_fact,
)
from budgetlib.figures.figures import Figures

_VEHICLE = (Key.THREE_PUBLIC_VEHICLE_PURCHASE, Key.THREE_PUBLIC_VEHICLE_OPERATION)


def of_three_public(figures: Figures) -> Iterator[Part]:
    """“三公”经费: travel abroad, vehicles (bought and run) and reception; added up where no sum is printed."""
    known = {key: amount for key in Key if key.startswith("three_public.") and (amount := _of(figures, key))}
    vehicle = known.get(Key.THREE_PUBLIC_VEHICLE)
    order = (Key.THREE_PUBLIC_ABROAD, Key.THREE_PUBLIC_VEHICLE, *_VEHICLE, Key.THREE_PUBLIC_RECEPTION)
    parts = [
        _named(2 if key in _VEHICLE and vehicle is not None else 1, key, known[key])
        for key in order
        if key in known
    ]
    yield from _breakdown(
        Breakdown.THREE_PUBLIC, Key.THREE_PUBLIC_TOTAL, known.get(Key.THREE_PUBLIC_TOTAL), parts
    )


def of_procurement(figures: Figures) -> Iterator[Part]:
    """Government procurement: goods, works and services."""
    keys = (Key.PROCUREMENT_GOODS, Key.PROCUREMENT_WORKS, Key.PROCUREMENT_SERVICES)
    parts = [_named(1, key, amount) for key in keys if (amount := _of(figures, key)) is not None]
    whole = _of(figures, Key.PROCUREMENT_TOTAL)
    yield from _breakdown(Breakdown.PROCUREMENT, Key.PROCUREMENT_TOTAL, whole, parts)


def _breakdown(kind: Breakdown, of: Key, whole: Measured | None, parts: Sequence[Named]) -> Iterator[Part]:
    if whole is None and any(part.amount.amount_yuan is not None for part in parts):
        whole = added_up([part.amount for part in parts if part.level == 1])
    if parts:
        yield from breakdown_of(kind, of, whole or NOWHERE, parts, main=True)


def _named(level: int, key: Key, amount: Measured) -> Named:
    return Named(level, key.partition(".")[2], key.about.title.rpartition("：")[2], amount)


def _of(figures: Figures, key: Key) -> Measured | None:
    fact = figures.fact(key)
    return None if fact is None else of_fact(fact, figures.statement_of(fact))
