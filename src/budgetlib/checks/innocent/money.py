"""Explanations by amounts: a difference that is another printed figure, or a sum that counts rows more than once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from budgetlib.accounts import Item, Kind, Measure, Role
from budgetlib.checks.figures import of_line, statement_title, tolerance
from budgetlib.checks.innocent.explanation import RULED_OUT, Explanation, Given
from budgetlib.checks.outcome import Outcome
from budgetlib.checks.view import View
from budgetlib.disclosure import BudgetLine
from budgetlib.findings import Answer
from budgetlib.text import squash

_CARRIED_ITEMS = frozenset(
    (Item.CARRYOVER_IN, Item.CARRYOVER_OUT, Item.NON_FISCAL_BALANCE, Item.SURPLUS_DISTRIBUTION)
)
_OWN_ITEMS = frozenset(
    (
        Item.SPECIAL_ACCOUNT,
        Item.BUSINESS_INCOME,
        Item.OPERATING_INCOME,
        Item.SUPERIOR_SUBSIDY,
        Item.AFFILIATE_REMITTANCE,
        Item.OTHER_INCOME,
        Item.UNIT_FUNDS,
    )
)
_SUMMARIES = (Kind.SUMMARY, Kind.FISCAL_SUMMARY, Kind.INCOME)
_CARRIED_COLUMNS = frozenset((Measure.CARRYOVER, Measure.CARRYOVER_OUT))
_MOST_TOGETHER = 3
"""So many amounts outside the appropriation are tried together: of more, some sum fits by chance."""
_TELLING_DIGITS = 4
"""An amount of fewer digits stands in a document by chance."""
_LEAST_TIMES = 2
_MOST_TIMES = 6


def _carried(view: View, outcome: Outcome) -> Given:
    found = [
        line
        for line in view.disclosure.lines
        if line.amount_yuan
        and (
            (
                line.statement in _SUMMARIES
                and (line.item in _CARRIED_ITEMS or line.item.startswith("carryover"))
            )
            or (line.measure in _CARRIED_COLUMNS and line.role in (Role.TOTAL, Role.UNIT))
        )
    ]
    return _accounted_for(outcome, found, "口径可能不同：是否包括结转")


def _own(view: View, outcome: Outcome) -> Given:
    found = [
        line
        for line in view.disclosure.lines
        if line.amount_yuan
        and line.statement in _SUMMARIES
        and (
            line.item in _OWN_ITEMS or (line.measure in set(map(str, _OWN_ITEMS)) and line.role == Role.TOTAL)
        )
    ]
    return _accounted_for(outcome, found, "口径可能不同：是否包括财政拨款以外的收入")


def _accounted_for(outcome: Outcome, lines: Iterable[BudgetLine], why: str) -> Given:
    """Whether a difference is one of some amounts, or a few of them together."""
    gap, allowed = outcome.gap, tolerance(outcome.compared)
    if not gap:
        return RULED_OUT
    amounts: dict[Decimal, BudgetLine] = {}
    for line in lines:
        amounts.setdefault(abs(line.amount_yuan or Decimal(0)), line)
    for number in range(1, _MOST_TOGETHER + 1):
        for some in combinations(sorted(amounts), number):
            if abs(sum(some) - gap) <= allowed:
                named = "加".join(_named(amounts[one]) for one in some)
                answer = Answer.EXPLAINS if number == 1 else Answer.POSSIBLE
                return Given(answer, f"差额等于{named}，{why}")
    return RULED_OUT


def _named(line: BudgetLine) -> str:
    name = line.name or line.header.split(" / ")[-1] or line.code
    return f"{statement_title(line.statement)}的“{name}”{of_line(line).text}"


def _another(view: View, outcome: Outcome) -> Given:
    """Whether the difference is printed as an amount of its own in one of the tables compared.

    A row may have been taken for one that counts, or left out; whose mistake that is, a person must see.
    """
    gap, allowed = outcome.gap, tolerance(outcome.compared)
    if not gap or not _is_telling(gap):
        return RULED_OUT
    tables = {figure.place.table for figure in outcome.compared if figure.place.table is not None}
    rows = {(figure.place.table, figure.place.row) for figure in outcome.compared}
    for line in _lines_of(view, tables):
        if (
            line.amount_yuan
            and abs(abs(line.amount_yuan) - gap) <= allowed
            and (line.table, line.row) not in rows
        ):
            return Given(Answer.POSSIBLE, f"差额等于{_named(line)}")
    return RULED_OUT


def _lines_of(view: View, tables: set[int]) -> Iterator[BudgetLine]:
    return (line for line in view.disclosure.lines if line.table in tables)


def _is_telling(amount: Decimal) -> bool:
    digits = amount.normalize().as_tuple().digits
    return len(digits) >= _TELLING_DIGITS


def _repeatedly(view: View, outcome: Outcome) -> Given:
    """Whether a sum is a whole number of times its total: then rows that hold others were added with them."""
    if outcome.actual is None or outcome.expected is None or not outcome.actual or not outcome.expected:
        return RULED_OUT
    times = outcome.expected / outcome.actual
    whole = times.to_integral_value()
    allowed = tolerance(outcome.compared)
    close = abs(outcome.expected - whole * outcome.actual) <= allowed
    if _LEAST_TIMES <= whole <= _MOST_TIMES and close and len(outcome.compared) > _LEAST_TIMES:
        return Given(Answer.POSSIBLE, f"所加各数恰为合计的{whole}倍，其中可能有分组或重复的行")
    return RULED_OUT


def _another_part(view: View, outcome: Outcome) -> Given:
    """Whether a sum is too large by one of its own parts, which then may be a part of another one (其中)."""
    if outcome.actual is None or outcome.expected is None or outcome.expected <= outcome.actual:
        return RULED_OUT
    more, allowed = outcome.expected - outcome.actual, tolerance(outcome.compared)
    for part in outcome.compared[1:]:
        if part.value and abs(part.value - more) <= allowed:
            return Given(Answer.POSSIBLE, f"多出的正是所加的{part.text}，它可能是另一项的其中数")
    return RULED_OUT


def _taken_for_another(view: View, outcome: Outcome) -> Given:
    """Whether the text's figure is exactly what a table prints under another name.

    Then the words may be about that other thing, and we understood them wrongly.
    """
    said = outcome.actual
    if said is None or not said or not _is_telling(said):
        return RULED_OUT
    close = outcome.compared[0].step / 2
    words = squash("".join(outcome.sentences))
    for line in view.disclosure.lines:
        if (
            line.item == Item.FISCAL
            and outcome.metrics[:1]
            and outcome.metrics[0].startswith(Kind.FISCAL_SUMMARY)
        ):
            continue  # 收支总表 calls the same thing 财政拨款
        summed = line.item or line.role in (Role.TOTAL, Role.UNIT, Role.SUBTOTAL)
        named = summed or (len(line.name) > 1 and squash(line.name) in words)
        if named and line.amount_yuan and abs(abs(line.amount_yuan) - abs(said)) <= close:
            return Given(Answer.POSSIBLE, f"文字的数与{_named(line)}相同，说的可能是它")
    return RULED_OUT


CARRIED_OVER = Explanation("上年结转或结转下年", _carried)
OWN_INCOME = Explanation("财政拨款以外的收入", _own)
ANOTHER_AMOUNT = Explanation("差额是表中另一个数", _another)
COUNTED_REPEATEDLY = Explanation("分组的行重复相加", _repeatedly)
ANOTHER_PART = Explanation("其中数重复相加", _another_part)
TAKEN_FOR_ANOTHER = Explanation("文字说的是另一个数", _taken_for_another)
