"""What tests of rules share."""

from __future__ import annotations

import pytest

from budgetlib.checks import check
from budgetlib.findings import Finding
from made_up import Outcomes, disclosure_of


@pytest.fixture(scope="session")
def outcomes() -> Outcomes:
    """What one rule says of a document written as Markdown below the cover."""

    def of(rule_id: str, text: str) -> list[Finding]:
        return [finding for finding in check(disclosure_of(text)) if finding.rule_id == rule_id]

    return of
