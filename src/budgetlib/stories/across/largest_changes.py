"""How units moved against last year, and the largest rise and fall, in words for a lead."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from budgetlib.display import format as fmt
from budgetlib.stories import prose
from budgetlib.stories.answers import names_of
from budgetlib.stories.changes import Change, change_of
from budgetlib.stories.collection import Collection
from budgetlib.stories.unit_year import UnitYear

Changes = list[tuple[UnitYear, Change]]


def changes_of(unit_years: Iterable[UnitYear], *keys: str) -> Changes:
    """The changes of a headline figure (the first of some) that the documents give, with the documents."""
    return [(each, change) for each in unit_years if (change := change_of(each, *keys)) is not None]


def moves(collection: Collection, changes: Changes, *, against: str = "") -> str:
    """``8 个增加，5 个减少，1 个持平；升幅最大的是甲局（12.00%）``, with `against` before 增加."""
    up, down = (sum((change.size or 0) * sign > 0 for _, change in changes) for sign in (1, -1))
    same = len(changes) - up - down
    counted = f"{up} 个{against}增加，{down} 个减少{f'，{same} 个持平' if same else ''}"
    return f"{counted}{largest_changes(collection, changes)}"


def largest_changes(collection: Collection, changes: Changes) -> str:
    """``；升幅最大的是甲局（12.00%），降幅最大的是乙局（37.42%）``; empty where no percentage is known."""
    known = [(change.percent, collection.label(each)) for each, change in changes if change.percent]
    said = []
    for words, end in (("升幅", max), ("降幅", min)):
        percent = end((percent for percent, _ in known), default=Decimal(0))
        if percent == end(percent, Decimal(0)) != 0:
            names = [name for known_percent, name in known if known_percent == percent]
            each = "各 " if len(names) > 1 else ""
            said.append(
                f"{words}最大的是{prose.with_note(names_of(names), f'{each}{fmt.percent(abs(percent))}')}"
            )
    return f"；{'，'.join(said)}" if said else ""
