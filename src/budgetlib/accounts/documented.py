"""The vocabularies as the documentation of the data lists them: each value with its Chinese title and its English.

What stands in `<>` differs from value to value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from budgetlib.accounts.facts import CLASS_FAMILY, Key
from budgetlib.accounts.items import ITEM_FAMILY, Item
from budgetlib.accounts.kinds import Kind
from budgetlib.accounts.measures import FURTHER_FAMILIES, Measure, measure_families
from budgetlib.accounts.periods import Period
from budgetlib.accounts.roles import Role
from budgetlib.accounts.sides import Side


class _About(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def english(self) -> str: ...


def documented(vocabulary: str) -> Mapping[str, str]:
    """Value -> its meaning, of `kinds`, `measures`, `items`, `keys`, `periods`, `roles` or `sides`.

    Raises `KeyError` for any other name.
    """
    return _DOCUMENTED[vocabulary]


def _described(words: Iterable[tuple[str, _About]], *families: tuple[str, str]) -> Mapping[str, str]:
    """The words in their order and the families of further ones; the empty text is no value of the data."""
    return {word: f"{about.title}, {about.english}" for word, about in words if word} | dict(families)


_DOCUMENTED = {
    "kinds": _described((kind.value, kind.about) for kind in Kind),
    "measures": _described(
        ((measure.value, measure.about) for measure in Measure),
        *((family.name, family.meaning) for family in measure_families()),
        *FURTHER_FAMILIES,
    ),
    "items": _described(((item.value, item.about) for item in Item), ITEM_FAMILY),
    "keys": _described(((key.value, key.about) for key in Key), CLASS_FAMILY),
    "periods": _described((period.value, period.about) for period in Period),
    "roles": _described((role.value, role.about) for role in Role),
    "sides": _described((side.value, side.about) for side in Side),
}

VOCABULARIES = tuple(_DOCUMENTED)
"""The names of the vocabularies."""
