"""The figures of a disclosure: the one that is asked for, and where it was taken from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from budgetlib.accounts import FactKey
from budgetlib.disclosure import Claim, Disclosure, Fact
from budgetlib.figures.statement_lines import StatementLines


@dataclass(frozen=True)
class Figures:
    """A disclosure with its figures indexed."""

    disclosure: Disclosure

    @cached_property
    def lines(self) -> StatementLines:
        """Its own amounts, by statement, table and row."""
        return StatementLines(self.disclosure.lines)

    def fact(self, *keys: FactKey | str) -> Fact | None:
        """The first of some headline figures that the document prints; a blank one gives way to a number."""
        found = [self._facts[key] for key in keys if key in self._facts]
        return next((fact for fact in found if fact.value is not None), found[0] if found else None)

    def claims(self, metric: str) -> Sequence[Claim]:
        """What the text says of a figure, in reading order."""
        return self._claims.get(metric, ())

    def statement_of(self, fact: Fact) -> str:
        """The kind of statement that a headline figure was taken from; empty where it is from the text."""
        return self._statements.get(fact.table, "") if fact.table is not None else ""

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return {fact.key: fact for fact in self.disclosure.facts}

    @cached_property
    def _claims(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.disclosure.claims:
            found.setdefault(claim.metric, []).append(claim)
        return found

    @cached_property
    def _statements(self) -> Mapping[int, str]:
        return {
            table: statement.kind
            for statement in reversed(self.disclosure.statements)
            for table in statement.tables
        }
