"""What tests of rules share."""

from __future__ import annotations

import pytest

from budgetlib.checks import RULES
from budgetlib.checks.judgement import findings_of
from budgetlib.checks.view import View
from budgetlib.findings import Finding
from made_up import Outcomes, disclosure_of


@pytest.fixture(scope="session")
def outcomes() -> Outcomes:
    """What one rule says of a document written as Markdown below the cover."""

    def of(rule_id: str, text: str) -> list[Finding]:
        (rule,) = (one for one in RULES if one.id == rule_id)
        return list(findings_of([rule], View(disclosure_of(text))))

    return of
