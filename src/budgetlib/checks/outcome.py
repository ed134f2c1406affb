"""One comparison of a rule, and how sums and pairs of figures are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetlib.checks.figures import BLANK, Figure, money, tolerance, total
from budgetlib.disclosure import Claim
from budgetlib.document import Place
from budgetlib.findings import Evidence
from budgetlib.money import UNIT_FACTORS


class Outcome(NamedTuple):
    """One comparison of a rule."""

    outcome: str
    message: str
    place: Place = Place()
    expected: Decimal | None = None
    actual: Decimal | None = None
    tolerance: Decimal | None = None
    unit: str = ""
    evidence: tuple[Evidence, ...] = ()
    severity: str = ""
    """Empty for the rule's own severity."""
    figures: tuple[Figure, ...] = ()
    """The figures compared, where `place` and `evidence` are those of them and no others."""
    in_full: Callable[[], Outcome] | None = None
    """Makes the outcome with its figures, where only its passing was told: of hundreds that pass none is shown."""
    compared: tuple[Figure, ...] = ()
    """A figure and all those whose sum it is held against, blanks and zeros included."""
    table: int | None = None
    """The table that is compared with itself, where only its passing was told."""
    sentences: tuple[str, ...] = ()
    """The sentences of the text that it rests on."""
    metrics: tuple[str, ...] = ()
    """What figures of the text that it rests on are about."""
    claim: Claim | None = None
    """The claim of the text that is held against itself."""
    stake: Decimal | None = None
    """The amount at stake in 元, where it is not the difference."""
    cause: str = ""
    """What tells outcomes of one rule that have one cause, where they don't show it by their amounts."""
    doubt: str = ""
    """Why we can't be sure of what was read, in a sentence: the outcome is then `undeterminable`."""
    review: str = ""
    """Why a person must look before anything is said, in a sentence."""

    @property
    def gap(self) -> Decimal:
        """By how much the two sides differ; 0 where there are no two."""
        if self.expected is None or self.actual is None:
            return Decimal(0)
        return abs(self.actual - self.expected)

    @property
    def is_grave(self) -> bool:
        """Whether two figures differ by more than a slip of rounding: two steps in the last place of the coarser."""
        step = max((figure.step for figure in self.compared), default=Decimal(0))
        return self.unit != "元" or not self.compared or self.gap > (self.tolerance or 0) + 2 * step


def compare_sum(whole: Figure, parts: Sequence[Figure], *, of: str = "各项之和") -> Outcome:
    """Whether a printed total is the sum of printed parts, within what rounding allows."""
    expected = total(parts)
    allowed = tolerance([whole, *parts])
    outcome = _compared(whole, expected, allowed, (whole, *_telling(parts)), f"{of}是")
    return outcome._replace(compared=(whole, *parts))


def compare_amounts(
    whole: Decimal | None,
    parts: Iterable[Decimal | None],
    in_full: Callable[[], Outcome],
    table: int | None = None,
) -> Outcome:
    """What `in_full` says of a total and its parts; it is asked at once only where they don't add up exactly.

    A blank amount counts as nothing. Figures with their labels and places cost more than the sum, and few are shown.
    """
    if sum(filter(None, parts), Decimal(0)) == (whole or 0):
        return Outcome("pass", "", in_full=in_full, table=table if whole else None)
    return in_full()


def compare(first: Figure, second: Figure) -> Outcome:
    """Whether two printed figures of the same thing agree, within what rounding allows."""
    allowed = tolerance([first, second])
    outcome = _compared(
        first,
        second.value,
        allowed,
        (first, second),
        f"{second.label}{second.where}是",
        second.in_unit(first.unit),
    )
    return outcome._replace(compared=(first, second))


def _telling(parts: Sequence[Figure]) -> list[Figure]:
    return [part for part in parts if part.value]


def _compared(
    figure: Figure,
    expected: Decimal,
    allowed: Decimal,
    evidence: Sequence[Figure],
    what: str,
    shown: str = "",
) -> Outcome:
    agrees = abs(figure.value - expected) <= allowed
    message = ""
    if not agrees:
        unit = figure.unit or next((one.unit for one in evidence if one.unit), "元")
        printed_steps = [one.step for one in evidence if one.step and one.unit == unit]
        places = _places(min(printed_steps), unit) if printed_steps else 2
        gap = money(abs(figure.value - expected), unit, places)
        other = shown or money(expected, unit, places)
        ending = f"，相差{gap}。" if other != BLANK else "。"
        message = f"{figure.label}{figure.where}为{figure.text}，{what}{other}{ending}"
    return Outcome(
        outcome="pass" if agrees else "fail",
        message=message,
        expected=expected,
        actual=figure.value,
        tolerance=allowed,
        unit="元",
        figures=tuple(evidence),
    )


def _places(step: Decimal, unit: str) -> int:
    """Decimals that show a step in a unit: 100 元 in 万元 needs two."""
    ratio = step / UNIT_FACTORS.get(unit, Decimal(1))
    exponent = ratio.normalize().as_tuple().exponent
    return max(0, min(6, -exponent)) if isinstance(exponent, int) else 2
