"""Choosing at random, the same on every machine and version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

STEP = 100
"""Every amount is a multiple of so many 元: exact in 万元 with the two decimals that most documents print."""


class Draws:
    """A stream of choices that depends on the words of its seed alone.

    Only `Random.random` is promised to give the same numbers in every version of Python, so nothing else is used.
    """

    def __init__(self, *seed: object) -> None:
        self._random = Random("/".join(str(part) for part in seed))

    def between(self, low: float, high: float) -> float:
        """A number between two others."""
        return low + (high - low) * self._random.random()

    def integer(self, low: int, high: int) -> int:
        """A whole number between two others, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def amount(self, low: float, high: float) -> int:
        """An amount of money in 元."""
        return round_to_step(self.between(low, high))

    def chance(self, share: float) -> bool:
        """True so often."""
        return self._random.random() < share

    def choice(self, options: Sequence[T]) -> T:
        """One of some things."""
        return options[self.integer(0, len(options) - 1)]

    def some(self, options: Sequence[T], number: int) -> list[T]:
        """So many of some things (or all that there are), each once, in their order."""
        left = list(range(len(options)))
        while len(left) > number:
            left.pop(self.integer(0, len(left) - 1))
        return [options[at] for at in left]

    def split(self, amount: int, parts: int) -> list[int]:
        """An amount cut into so many parts, none of them empty."""
        found = []
        for left in range(parts, 1, -1):
            part = round_to_step(amount / left * self.between(0.5, 1.4))
            found.append(part)
            amount -= part
        return [*found, amount]


def round_to_step(amount: float) -> int:
    """The multiple of `STEP` nearest to an amount."""
    return round(amount / STEP) * STEP
