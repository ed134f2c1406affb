"""A table that is known to be a statement, ready to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from budgetlib.accounts import Kind
from budgetlib.document import Table
from budgetlib.statements.columns import Group

_DEFAULT_UNIT = "万元"


class StatementTable(NamedTuple):
    """Rows `body` to `stop` (exclusive) of a table below a header whose columns are known."""

    kind: Kind
    table: Table
    body: int
    stop: int
    groups: Sequence[Group]
    printed_unit: str | None
    """The unit of money printed for it, None where none is."""
    year: int | None
    """Year of the disclosure."""

    @property
    def money_unit(self) -> str:
        """The unit of its amounts."""
        return self.printed_unit or _DEFAULT_UNIT
