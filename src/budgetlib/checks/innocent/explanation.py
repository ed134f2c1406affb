"""What an innocent explanation is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from budgetlib.findings import Answer, Tried

if TYPE_CHECKING:
    from budgetlib.checks.outcome import Outcome
    from budgetlib.checks.view import View


class Given(NamedTuple):
    """What trying an explanation gave."""

    answer: Answer
    detail: str = ""
    """What was found, in a sentence that stands by itself."""


RULED_OUT = Given(Answer.RULED_OUT)


class Explanation(NamedTuple):
    """An innocent explanation: what it is called in Chinese, and the function that tries it."""

    title: str
    look: Callable[[View, Outcome], Given]

    def tried(self, view: View, outcome: Outcome) -> Tried:
        """What trying it on an outcome that failed gave."""
        return Tried(self.title, *self.look(view, outcome))
