"""What a judge says of a criterion: its state, why, and where to look."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgetlib.document import Place

MET, PARTIAL, MISSING = "met", "partial", "missing"
NOT_APPLICABLE, UNDETERMINABLE = "not_applicable", "undeterminable"
"""The states. These two leave the denominator, the three above count."""

HALF = Decimal("0.5")
NOWHERE = Place()
"""The document as a whole."""
_CENT = Decimal("0.01")


class Verdict(NamedTuple):
    """A state with its reason. `share` is the part of the points that a criterion met in part earns (0 to 1)."""

    state: str
    message: str
    place: Place = NOWHERE
    share: Decimal = HALF

    def points(self, possible: Decimal) -> Decimal | None:
        """Points earned of those possible, None where the criterion does not count."""
        if self.state == MET:
            return possible
        if self.state == PARTIAL:
            return (possible * self.share).quantize(_CENT, ROUND_HALF_UP)
        return Decimal(0) if self.state == MISSING else None


def met(message: str, place: Place = NOWHERE) -> Verdict:
    """What is asked for is there."""
    return Verdict(MET, message, place)


def partial(message: str, place: Place = NOWHERE, share: Decimal = HALF) -> Verdict:
    """Part of what is asked for is there."""
    return Verdict(PARTIAL, message, place, share)


def missing(message: str, place: Place = NOWHERE) -> Verdict:
    """What is asked for is not there, and it would have been seen if it were."""
    return Verdict(MISSING, message, place)


def not_applicable(message: str, place: Place = NOWHERE) -> Verdict:
    """There is nothing that could be given."""
    return Verdict(NOT_APPLICABLE, message, place)


def undeterminable(message: str, place: Place = NOWHERE) -> Verdict:
    """The document does not tell: it is one part of a disclosure, or what is printed could not be read."""
    return Verdict(UNDETERMINABLE, message, place)


def by_share(share: Decimal, message: str, place: Place = NOWHERE) -> Verdict:
    """Met where the share is whole, missing where it is nothing, else met in part."""
    if share >= 1:
        return met(message, place)
    return partial(message, place, share) if share > 0 else missing(message, place)
