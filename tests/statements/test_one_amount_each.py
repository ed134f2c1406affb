"""In every document at hand: one amount for each statement, unit, row, label, measure and period."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from at_hand import real_documents
from budgetlib import read_disclosure
from budgetlib.errors import NotADisclosure


@pytest.mark.parametrize("path", real_documents(), ids=lambda path: path.name)
def test_no_two_amounts_of_a_document_are_the_same_thing(path: Path) -> None:
    """But for what the data says is printed twice."""
    try:
        disclosure = read_disclosure(path)
    except NotADisclosure as reason:
        pytest.skip(str(reason))
    seen = Counter(
        (
            line.statement, line.unit_name, line.table, line.row, line.side, line.code, line.name,
            line.counterpart_code, line.counterpart_name, line.measure, line.period,
        )
        for line in disclosure.lines
        if not line.repeated
    )  # fmt: skip
    assert [key for key, times in seen.items() if times > 1] == []
