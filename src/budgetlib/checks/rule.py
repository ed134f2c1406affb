"""What a rule is, and how its comparisons become findings.

A rule is one function with its description in the decorator above it. It yields an `Outcome` for every place that it
applies to. The engine sums up what passed in one finding, so that a reader sees that it was checked and how often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from budgetlib.checks.figures import BLANK, Figure, money, tolerance, total
from budgetlib.checks.view import View
from budgetlib.document import Place
from budgetlib.findings import ARITHMETIC as ARITHMETIC
from budgetlib.findings import GOOD_PRACTICE as GOOD_PRACTICE
from budgetlib.findings import READING as READING
from budgetlib.findings import Evidence, Finding, Tier
from budgetlib.money import UNIT_FACTORS
from budgetlib.text import well_quoted


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


Check = Callable[[View], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what must hold, on whose authority, and the function that looks."""

    id: str
    title: str
    family: str
    """`inside`, `across`, `text`, `targets`, `form`, `catalogue` or `reading`."""
    severity: str
    says: str
    authority: str
    check: Check


RULES: list[Rule] = []
"""All rules, in the order in which they were written down."""


def rule(
    id: str, *, title: str, severity: str, says: str, authority: str = ARITHMETIC
) -> Callable[[Check], Check]:
    """Writes a function down as a rule; the family is the part of the id before the point."""

    def register(check: Check) -> Check:
        RULES.append(Rule(id, title, id.split(".")[0], severity, says, authority, check))
        return check

    return register


def findings_of(one: Rule, view: View) -> Iterator[Finding]:
    """What a rule says of a disclosure: every outcome that is not a pass, and one finding for all that passed."""
    passed: list[Outcome] = []
    others = 0
    for outcome in one.check(view):
        if outcome.outcome == "pass":
            passed.append(outcome)
            continue
        others += 1
        yield _finding(one, outcome)
    if passed:
        message = (
            passed[0].message if len(passed) == 1 and passed[0].message else f"核对{len(passed)}处，均相符。"
        )
        if others:
            message = f"另核对{len(passed)}处，均相符。"
        yield _finding(one, _shown(passed[0], message) if len(passed) == 1 else Outcome("pass", message))
    elif not others:
        yield _finding(one, Outcome("not_applicable", "本文件没有这条规则所涉及的内容。"))


def _shown(outcome: Outcome, message: str) -> Outcome:
    whole = outcome if outcome.in_full is None else outcome.in_full()
    return whole._replace(message=message)


def _finding(one: Rule, outcome: Outcome) -> Finding:
    difference = None
    if outcome.expected is not None and outcome.actual is not None:
        difference = outcome.actual - outcome.expected
    severity = outcome.severity or one.severity
    return Finding(
        rule_id=one.id,
        title=one.title,
        family=one.family,
        outcome=outcome.outcome,
        severity=severity if outcome.outcome == "fail" else "info",
        message=well_quoted(outcome.message),
        expected=outcome.expected,
        actual=outcome.actual,
        difference=difference,
        tolerance=outcome.tolerance,
        unit=outcome.unit,
        says=one.says,
        authority=one.authority,
        place=outcome.figures[0].place if outcome.figures else outcome.place,
        evidence=outcome.evidence or tuple(figure.evidence for figure in outcome.figures),
        tier=_tier(one, severity) if outcome.outcome == "fail" else "",
    )


def _tier(one: Rule, severity: str) -> Tier:
    if one.family == "reading":
        return Tier.READING
    return Tier.CONFIRMED if severity in ("error", "warning") else Tier.TO_REVIEW


def compare_sum(whole: Figure, parts: Sequence[Figure], *, of: str = "各项之和") -> Outcome:
    """Whether a printed total is the sum of printed parts, within what rounding allows."""
    expected = total(parts)
    allowed = tolerance([whole, *parts])
    outcome = _compared(whole, expected, allowed, (whole, *_telling(parts)), f"{of}是")
    return outcome._replace(compared=(whole, *parts))


def compare_amounts(
    whole: Decimal | None, parts: Iterable[Decimal | None], in_full: Callable[[], Outcome]
) -> Outcome:
    """What `in_full` says of a total and its parts; it is asked at once only where they don't add up exactly.

    A blank amount counts as nothing. Figures with their labels and places cost more than the sum, and few are shown.
    """
    if sum(filter(None, parts), Decimal(0)) == (whole or 0):
        return Outcome("pass", "", in_full=in_full)
    return in_full()


def compare(first: Figure, second: Figure) -> Outcome:
    """Whether two printed figures of the same thing agree, within what rounding allows."""
    allowed = tolerance([first, second])
    outcome = _compared(first, second.value, allowed, (first, second), f"{second.label}是", second.text)
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
        message = f"{figure.label}为{figure.text}，{what}{other}{ending}"
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
