"""What breakdowns are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from budgetlib.accounts import Measure, to_key
from budgetlib.disclosure import BudgetLine, Claim, Fact
from budgetlib.figures.values import State, in_yuan, state_of, yuan_of
from budgetlib.money import rounding_step


class Breakdown(StrEnum):
    """What a whole is broken down by."""

    FUNCTION = "function"
    """支出功能分类."""
    ECONOMIC = "economic"
    """支出经济分类."""
    USE = "use"
    """Basic and project spending, and what there is beside them."""
    SOURCE = "source"
    """Where income comes from."""
    THREE_PUBLIC = "three_public"
    PROCUREMENT = "procurement"


class Origin(StrEnum):
    """Where a figure comes from."""

    TABLE = "table"
    TEXT = "text"
    DERIVED = "derived"
    """Worked out: several rows added up, or what the parts leave of the whole."""


REST = "rest"
"""The key of what the parts leave of their whole."""


class Part(NamedTuple):
    """A part of a breakdown, or its whole, which comes first and has level 0."""

    breakdown: Breakdown
    of: str
    """The figure that is broken down: the key of a headline figure, else the statement with `.total`."""
    main: bool
    """Whether it is the breakdown of its kind that says most of the document: of the widest whole."""
    level: int
    """0 the whole, 1 its parts, 2 parts of the part before."""
    statement: str
    """The statement that prints it; empty where the text says it."""
    part: str
    """Which part it is: a classification code, or the item; `rest` for what the parts leave of the whole."""
    name: str
    """Its common name in Chinese."""
    amount_yuan: Decimal | None
    state: State
    whole_yuan: Decimal | None
    """The amount of the whole; the parts of level 1 add up to it."""
    origin: Origin
    page: int | None
    line: int | None
    table: int | None
    row: int | None
    column: int | None
    read_by: str = "text"
    confirmed: bool | None = None


class Measured(NamedTuple):
    """An amount with where it comes from: what parts and wholes are made of."""

    amount_yuan: Decimal | None
    origin: Origin
    statement: str
    page: int | None
    line: int | None
    table: int | None
    row: int | None
    column: int | None
    step: Decimal = Decimal(0)
    """One in the last printed place."""
    read_by: str = "text"
    confirmed: bool | None = None


NOWHERE = Measured(None, Origin.DERIVED, "", None, None, None, None, None)
"""What no place of the document states."""


def of_line(line: BudgetLine) -> Measured:
    """The amount of a cell."""
    step = Decimal(0) if line.amount_yuan is None else rounding_step(line.decimals, line.unit)
    return Measured(
        line.amount_yuan, Origin.TABLE, line.statement, line.page, line.line, line.table, line.row, line.column,
        step, line.read_by, line.confirmed,
    )  # fmt: skip


def of_fact(fact: Fact, statement: str) -> Measured:
    """The amount of a headline figure, which a statement prints."""
    yuan = yuan_of(fact)
    step = Decimal(0) if yuan is None else rounding_step(fact.decimals, fact.unit)
    return Measured(
        yuan, Origin(fact.origin), statement, fact.page, fact.line, fact.table, fact.row, None, step,
        fact.read_by, fact.confirmed,
    )  # fmt: skip


def of_claim(claim: Claim) -> Measured:
    """The amount that the text states, blank where it is no money."""
    yuan = in_yuan(claim.value, claim.value_unit)
    step = Decimal(0) if yuan is None else rounding_step(claim.decimals, claim.value_unit)
    return Measured(
        yuan, Origin.TEXT, "", claim.page, claim.line, None, None, None, step, claim.read_by, None
    )


def added_up(cells: Sequence[Measured]) -> Measured:
    """Several amounts as one, which stands where the first of them does; at least one."""
    filled = [cell for cell in cells if cell.amount_yuan is not None]
    if len(cells) == 1 or len(filled) == 1:
        return (filled or cells)[0]
    known = [cell.amount_yuan for cell in filled if cell.amount_yuan is not None]
    seen = {cell.confirmed for cell in cells}
    return cells[0]._replace(
        amount_yuan=sum(known, Decimal(0)) if known else None,
        origin=Origin.DERIVED,
        step=sum((cell.step for cell in cells), Decimal(0)),
        confirmed=False if False in seen else True if True in seen else None,
    )


def total(amounts: Iterable[Measured]) -> Decimal:
    """The sum of what has an amount."""
    return sum((one.amount_yuan for one in amounts if one.amount_yuan is not None), Decimal(0))


def gap(whole: Measured, parts: Sequence[Measured]) -> Decimal:
    """What the parts leave of the whole, 0 where rounding explains it; negative where they are more than it."""
    if whole.amount_yuan is None:
        return Decimal(0)
    left = whole.amount_yuan - total(parts)
    envelope = (whole.step + sum((part.step for part in parts), Decimal(0))) / 2
    return Decimal(0) if abs(left) <= envelope else left


class Named(NamedTuple):
    """A part before it is put into its breakdown."""

    level: int
    key: str
    name: str
    amount: Measured


def breakdown_of(
    kind: Breakdown,
    of: str,
    whole: Measured,
    parts: Sequence[Named],
    *,
    main: bool,
    fund: Measure = Measure.TOTAL,
) -> list[Part]:
    """The whole, its parts and what they leave of it; `fund` names a whole that is no headline figure.

    Parts that are all blank or zero are none of a whole that is an amount.
    """
    first = [part.amount for part in parts if part.level == 1]
    if whole.amount_yuan and not any(part.amount.amount_yuan for part in parts):
        return []
    left = gap(whole, first) if first else Decimal(0)
    named = [Named(0, of, _name(of, fund), whole), *parts]
    if left > 0:
        named.append(Named(1, REST, "其余", NOWHERE._replace(amount_yuan=left, statement=whole.statement)))
    return [_part(kind, of, whole, part, main=main) for part in named]


def _name(of: str, fund: Measure) -> str:
    try:
        return to_key(of).about.words
    except ValueError:
        return f"{fund.about.title}支出"


def _part(kind: Breakdown, of: str, whole: Measured, part: Named, *, main: bool) -> Part:
    amount = part.amount
    return Part(
        kind, of, main, part.level, amount.statement, part.key, part.name, amount.amount_yuan,
        state_of(amount.amount_yuan), whole.amount_yuan, amount.origin, amount.page, amount.line, amount.table,
        amount.row, amount.column, amount.read_by, amount.confirmed,
    )  # fmt: skip
