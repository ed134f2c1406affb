"""Rules within the text: changes, percentages, directions, shares and reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetlib.accounts import OPERATING_RULES, OWN_PERIODS, Period
from budgetlib.checks.figures import Figure, fact_title, of_claim, of_fact, tolerance
from budgetlib.checks.innocent import ANOTHER_SUBJECT, ANOTHER_YEAR
from budgetlib.checks.quoting import clause, quoted, subject
from budgetlib.checks.rule import GOOD_PRACTICE, Outcome, rule
from budgetlib.checks.view import View
from budgetlib.disclosure import Claim
from budgetlib.findings import Evidence
from budgetlib.money import UNIT_FACTORS
from budgetlib.text import squash

_JUST_BEFORE = 6
_LEAST_WORDS = 4
_HALF = Decimal("0.5")
_YEAR = re.compile(r"20\d\d")
_THREE_PUBLIC = "three_public.total"
_MORE_THAN_IT = re.compile("会议|培训|预算|决算")
"""Words by which the whole of a share is more than 三公 alone, or another column of it."""
_CHANGED = {True: "增长", False: "下降"}
_DIRECTIONS = {"increase": "增加", "decrease": "减少"}
_MINUS = re.compile(r"(?:增加|增长|上升|减少|下降|降低)了?[-－−]\d[\d.,]*(?:万元|元|亿元|%)")
_SIGNED = re.compile("增减")
"""Words after which a minus says that it fell."""
_MINOR = Decimal("0.1")
"""Percentage points: a share or a change that is off by less is a slip of rounding, worth a notice only."""


@rule(
    "text.changes",
    title="增减幅度与增减额相符",
    severity="error",
    says="比上年增减的百分比，应等于增减额除以上年数（由本年数和增减额推算），按各数的小数位数留出舍入余地。",
    tries=(ANOTHER_SUBJECT, ANOTHER_YEAR),
)
def changes(view: View) -> Iterator[Outcome]:
    for claim in _once(view):
        prior = _prior(view, claim)
        if (
            prior is None
            or claim.change_percent is None
            or not claim.value
            or claim.period not in OWN_PERIODS
        ):
            continue
        base, change, step = prior
        if base <= 0:
            continue
        expected = change / base * 100
        allowed = _percent_step(claim) * _HALF + 100 * step * (1 + change / base) / base
        stated = abs(claim.change_percent)
        agrees = abs(stated - expected) <= allowed
        word = _CHANGED[claim.comparison == "increase"]
        really = _CHANGED[claim.value > base]
        turned = really if really != word else ""
        if turned and _wrong_direction(claim, _stated_before(view, claim)):
            continue  # one slip of the pen, which `text.direction` reports
        yield Outcome(
            outcome="pass" if agrees else "fail",
            message=""
            if agrees
            else (
                f"文字说明“{subject(claim)}”{word}{stated}%，"
                f"按上年{_shown(base, claim)}、本年{_shown(claim.value, claim)}推算是{turned}{expected:.2f}%。"
            ),
            place=view.place_of(claim),
            severity="info" if _is_slight(stated, expected) else "",
            sentences=(clause(claim),),
            claim=claim,
            stake=abs(stated - expected) * base / 100 * UNIT_FACTORS.get(claim.value_unit, Decimal(0)),
            expected=expected.quantize(Decimal("0.0001")),
            actual=stated,
            tolerance=allowed.quantize(Decimal("0.000001")),
            unit="%",
            evidence=(Evidence("原文", claim.text, view.place_of(claim)),),
        )


def _is_slight(stated: Decimal, expected: Decimal) -> bool:
    """Whether a percentage is off by rounding alone: to whole percents where it has no other digits, or to a tenth."""
    whole = stated == stated.to_integral_value()
    return abs(stated - expected) <= (1 if whole else _MINOR)


def _once(view: View) -> Iterator[Claim]:
    """The claims, each figure of a sentence once: 收支总预算 is a figure of income and of spending."""
    seen = set()
    for claim in view.disclosure.claims:
        figure = (claim.text, claim.subject, claim.value, claim.change, claim.change_percent)
        if figure not in seen:
            seen.add(figure)
            yield claim


def _prior(view: View, claim: Claim) -> tuple[Decimal, Decimal, Decimal] | None:
    """Last year's figure, the change (both in the claim's unit, the change without sign), and a rounding step."""
    if claim.comparison not in ("increase", "decrease") or claim.value is None:
        return None
    step = Decimal(1).scaleb(-claim.decimals)
    if claim.change is not None and claim.change_unit == claim.value_unit:
        change = abs(claim.change)
        return claim.value + (-change if claim.comparison == "increase" else change), change, step
    beside = [
        one
        for one in view.disclosure.claims
        if one.period == Period.PRIOR and one.text == claim.text and one.value_unit == claim.value_unit
    ]
    if len(beside) != 1 or beside[0].value is None:
        return None
    return beside[0].value, abs(claim.value - beside[0].value), step


def _percent_step(claim: Claim) -> Decimal:
    exponent = (claim.change_percent or Decimal(0)).as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _shown(value: Decimal, claim: Claim) -> str:
    return f"{value:,.{claim.decimals}f}{claim.value_unit}"


@rule(
    "text.direction",
    title="增减的说法与数字方向一致",
    severity="error",
    says="写“增加”的，本年数应大于上年数；写“减少”的应小于上年数；增减额不应为负。",
)
def direction(view: View) -> Iterator[Outcome]:
    for paragraph in view.disclosure.paragraphs:
        found = _MINUS.search(squash(paragraph.text))
        if found:
            yield Outcome(
                "fail",
                f"文字写“{found[0]}”：增减额写成负数，是增是减不明。",
                paragraph.place,
                evidence=(Evidence("原文", found[0], paragraph.place),),
                severity="notice",
            )
    for claim in _once(view):
        if claim.comparison not in _DIRECTIONS or claim.value is None:
            continue
        before = _stated_before(view, claim)
        wrong = _wrong_direction(claim, before)
        if wrong:
            yield _wrong_way(view, claim, wrong)
        elif claim.change is not None or before is not None:
            yield Outcome("pass", "")


def _stated_before(view: View, claim: Claim) -> Decimal | None:
    """The figure of the year before that the sentence states beside the one of a claim, where it is the only one."""
    group = claim.metric.split(".")[0]
    beside = [
        one.value
        for one in view.disclosure.claims
        if one.period == Period.PRIOR and one.text == claim.text and one.metric.startswith(group)
    ]
    return beside[0] if len(beside) == 1 else None


def _wrong_direction(claim: Claim, before: Decimal | None) -> str:
    """What is wrong with the direction that a claim states, in words; empty where nothing is. `before` is the figure
    of the year before that stands beside it."""
    if claim.comparison not in _DIRECTIONS or claim.value is None:
        return ""
    word = _DIRECTIONS[claim.comparison]
    if claim.change is not None:
        signed = claim.change < 0 and _SIGNED.search(claim.text) is None
        return f"{word}{claim.change}{claim.change_unit}" if signed else ""
    if before is None or claim.value == before or (claim.value > before) == (claim.comparison == "increase"):
        return ""
    said = f"由{_shown(before, claim)}到{_shown(claim.value, claim)}，却写{word}"
    percent = claim.change_percent
    if not percent:
        return said
    factor = 1 + (abs(percent) if claim.comparison == "increase" else -abs(percent)) / 100
    implied = (
        f"；按所写的{abs(percent)}%推算，上年应约为{_shown(claim.value / factor, claim)}"
        if factor > 0
        else ""
    )
    return f"{said}{abs(percent)}%{implied}"


def _wrong_way(view: View, claim: Claim, what: str) -> Outcome:
    return Outcome(
        "fail",
        f"文字说明“{subject(claim)}”的增减方向写反：{what}。",
        view.place_of(claim),
        evidence=(Evidence("原文", claim.text, view.place_of(claim)),),
    )


@rule(
    "text.base_year",
    title="与上年比较，而不是与本年自己比较",
    severity="warning",
    says="预算的增减应与上年相比；写成与本年度自己的预算相比的，多为笔误。",
    authority=GOOD_PRACTICE,
)
def base_year(view: View) -> Iterator[Outcome]:
    own = view.disclosure.identity
    if own.stage != "budget" or own.year is None:
        return
    compared = [
        claim
        for claim in view.disclosure.claims
        if claim.comparison in ("increase", "decrease", "unchanged") and _YEAR.search(claim.base)
    ]
    wrong = [claim for claim in compared if str(own.year) in _YEAR.findall(claim.base)]
    if compared and not wrong:
        yield Outcome("pass", f"核对{len(compared)}处比较，都与上年相比。")
    if wrong:
        sentences = list(dict.fromkeys(claim.text for claim in wrong))
        yield Outcome(
            outcome="fail",
            message=f"{own.year}年预算有{len(sentences)}句写成与“{wrong[0].base}”相比，例如“{quoted(wrong[0])}”。",
            place=view.place_of(wrong[0]),
            evidence=tuple(
                Evidence("原文", claim.text, view.place_of(claim))
                for claim in wrong
                if claim.text in sentences
            ),
        )


@rule(
    "text.shares",
    title="占比与数字相符",
    severity="error",
    says="文字写明的占比应等于该项除以所在合计，按各数的小数位数留出舍入余地。",
)
def shares(view: View) -> Iterator[Outcome]:
    totals: dict[str, Figure] = {}
    named: list[Claim] = []
    for claim in view.disclosure.claims:
        if claim.value is not None and claim.share_percent is not None:
            whole = _named_whole(view, claim, named) if claim.share_of else totals.get(claim.part_of)
            if whole is not None:
                yield from _share(view, claim, whole)
        if claim.value is not None:
            totals[claim.metric] = of_claim(claim)
            named.append(claim)


def _named_whole(view: View, claim: Claim, before: Sequence[Claim]) -> Figure | None:
    """What a share names as its whole: 占“三公”经费的8.75%, or the figure of these words just before it (占政府采购支出
    总额的83.33%). Other words may mean another sum than they say."""
    words = squash(claim.share_of)
    for other in reversed(before[-_JUST_BEFORE:]):
        subject = squash(other.subject)
        said = other.period == claim.period and other.value_unit == claim.value_unit and other is not claim
        if said and len(words) >= _LEAST_WORDS and "预算" not in words and subject.endswith(words):
            return of_claim(other)
    part_of_it = claim.metric.startswith("three_public.") and claim.metric != _THREE_PUBLIC
    if not part_of_it or "三公" not in claim.share_of or _MORE_THAN_IT.search(claim.share_of):
        return None
    found = (fact for fact in view.disclosure.facts if fact.key == _THREE_PUBLIC and fact.value)
    return next((of_fact(fact, fact_title(fact.key)) for fact in found), None)


def _share(view: View, claim: Claim, total: Figure) -> Iterator[Outcome]:
    part = of_claim(claim)
    if total.value <= 0 or claim.share_percent is None:
        return
    exponent = claim.share_percent.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    expected = part.value / total.value * 100
    allowed = step * _HALF + 100 * tolerance([part, total]) / total.value
    agrees = abs(claim.share_percent - expected) <= allowed
    of = f"{claim.share_of}的" if claim.share_of else ""
    yield Outcome(
        outcome="pass" if agrees else "fail",
        message=""
        if agrees
        else (
            f"文字说明“{claim.subject}”{part.text}占{of}{claim.share_percent}%，"
            f"按合计{total.text}推算是{expected:.2f}%。"
        ),
        place=view.place_of(claim),
        severity="info" if _is_slight(claim.share_percent, expected) else "",
        expected=expected.quantize(Decimal("0.0001")),
        actual=claim.share_percent,
        tolerance=allowed.quantize(Decimal("0.000001")),
        unit="%",
        evidence=(part.evidence, total.evidence),
        stake=abs(part.value - total.value * claim.share_percent / 100),
        cause=f"{claim.text} {total.value}",
    )


@rule(
    "text.reasons",
    title="“三公”经费增减说明原因",
    severity="warning",
    says="“三公”经费比上年有增减的，应说明原因。",
    authority=OPERATING_RULES,
)
def reasons(view: View) -> Iterator[Outcome]:
    changed = [
        claim
        for claim in view.disclosure.claims
        if claim.metric.startswith("three_public.")
        and claim.comparison in ("increase", "decrease")
        and (claim.change or claim.change_percent)
    ]
    if not changed:
        return
    explained = any(claim.reason for claim in changed)
    first = changed[0]
    yield Outcome(
        outcome="pass" if explained else "fail",
        message="" if explained else f"“三公”经费有增减而没有说明原因：“{quoted(first)}”。",
        place=view.place_of(first),
        evidence=(Evidence("原文", first.text, view.place_of(first)),),
    )
