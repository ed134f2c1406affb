"""A disclosure as rules look at it: its lines found by statement, row and column without searching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from budgetlib.disclosure import BudgetLine, Claim, Disclosure
from budgetlib.document import Place
from budgetlib.facts import OWN_PERIODS
from budgetlib.narrative import best_claim

Row = list[BudgetLine]
"""Lines of one row of one side of a statement: one per column."""


@dataclass(frozen=True)
class View:
    """A disclosure with its lines indexed."""

    disclosure: Disclosure
    _statements: dict[str, list[BudgetLine]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_statement: dict[str, list[BudgetLine]] = defaultdict(list)
        for line in self.disclosure.lines:
            by_statement[line.statement].append(line)
        object.__setattr__(self, "_statements", by_statement)

    def has(self, kind: str) -> bool:
        """Whether the document prints a statement of this kind."""
        return bool(self._statements.get(kind))

    def lines(self, kind: str, side: str | None = None) -> Sequence[BudgetLine]:
        """This year's lines of a statement, in reading order."""
        own = self._statements.get(kind, [])
        return [line for line in own if line.period in OWN_PERIODS and (side is None or line.side == side)]

    def tables(self, kind: str) -> Iterator[list[Row]]:
        """The rows of every table of a kind, each table and side by itself."""
        grouped: dict[tuple[int | None, str], dict[tuple[int | None, str, str], Row]] = {}
        for line in self.lines(kind):
            rows = grouped.setdefault((line.table, line.side), {})
            # The label tells the halves of a table that has two lists side by side.
            rows.setdefault((line.row, line.code, line.name), []).append(line)
        for rows in grouped.values():
            yield list(rows.values())

    def total(self, kind: str, *measures: str, side: str | None = None) -> BudgetLine | None:
        """The cell in the row of totals, in the first of the measures that the statement has."""
        lines = self.lines(kind, side)
        for measure in measures:
            for line in lines:
                if line.role in ("total", "unit") and line.measure == measure:
                    return line
        return None

    def item(self, kind: str, side: str, item: str, *measures: str) -> BudgetLine | None:
        """The cell of a known row (`carryover_in`, `total`, ...) of a two-sided statement."""
        for measure in measures or ("total",):
            for line in self.lines(kind, side):
                if line.item == item and line.measure == measure:
                    return line
        return None

    def claim(self, metric: str) -> Claim | None:
        """The claim of the text that states the figure of a metric best; None where the text has none."""
        return best_claim(self.disclosure.claims, metric)

    @staticmethod
    def place_of(claim: Claim) -> Place:
        """Where a claim stands."""
        return Place(page=claim.page, line=claim.line)

    @cached_property
    def has_other_income(self) -> bool:
        """Whether the unit has income or carry-over besides 财政拨款, by 收支总表."""
        others = {
            "special_account",
            "business_income",
            "operating_income",
            "superior_subsidy",
            "affiliate_remittance",
            "other_income",
            "unit_funds",
            "non_fiscal_balance",
        }
        return any(line.item in others and line.amount_yuan for line in self.lines("summary", "income"))


def cell(row: Row, *measures: str) -> BudgetLine | None:
    """The cell of a row in the first of the measures that it has."""
    for measure in measures:
        for line in row:
            if line.measure == measure:
                return line
    return None
