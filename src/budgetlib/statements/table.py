"""A table that is known to be a statement, ready to be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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

    def filled_down(self, columns: Collection[int]) -> dict[int, tuple[str, ...]]:
        """The rows by index, with the texts that a merged cell of some columns prints once for several rows."""
        rows = {index: self.table.rows[index] for index in range(self.body, self.stop)}
        for (top, left), (height, _) in (self.table.spans or {}).items():
            if left in columns and top >= self.body:
                for index in range(top + 1, min(top + height, self.stop)):
                    rows[index] = (*rows[index][:left], self.table.rows[top][left], *rows[index][left + 1 :])
        return rows
