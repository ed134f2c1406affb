"""Scores of real disclosures. What is `missing` or `partial` here was looked for in the printed pages by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlib.checks import check
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from budgetlib.transparency import score

NOT_IN_A_SHANGHAI_BUDGET = {
    "depth.projects": "missing",
    "narrative.targets": "missing",
    "narrative.service_purchase": "missing",
}
LACKING = {
    "01.pdf": {
        "depth.projects": "partial",  # p. 33 describes one project in words
        "narrative.targets": "partial",
        "narrative.service_purchase": "missing",
    },
    "02.pdf": {"narrative.service_purchase": "missing"},
    "04.pdf": {"completeness.empty_tables": "partial", **NOT_IN_A_SHANGHAI_BUDGET},
    "06.pdf": {
        "completeness.state_capital": "missing",
        "depth.projects": "missing",
        "narrative.assets": "missing",
        "narrative.performance": "missing",
        "narrative.targets": "missing",
        "narrative.service_purchase": "missing",
    },
    "08.pdf": {},  # its tables are pictures
    "10.pdf": {"depth.projects": "partial"},  # tables and 39 target tables, no text
    "13.pdf": {
        "completeness.state_capital": "missing",
        "completeness.contents": "missing",
        "depth.projects": "partial",  # three target tables
        "narrative.assets": "partial",  # vehicles alone
        "narrative.service_purchase": "missing",
    },
    "16.pdf": {"depth.codes": "missing", "narrative.service_purchase": "missing"},
    "18.pdf": {
        "completeness.state_capital": "partial",  # the text says that there is none
    },
    "20.pdf": {"narrative.service_purchase": "missing"},
    "21.pdf": {
        "depth.projects": "partial",  # p. 23 describes one project in words
        "narrative.targets": "partial",
        "narrative.service_purchase": "missing",
    },
    "more/m18.pdf": {"completeness.state_capital": "missing", "depth.projects": "missing"},
    "more/m19.pdf": {"narrative.assets": "missing"},
    "more/m22.pdf": NOT_IN_A_SHANGHAI_BUDGET,
}


@pytest.mark.parametrize("file", LACKING)
def test_what_is_lacking_is_lacking_in_print(corpus: Path, file: str) -> None:
    disclosure = interpret(read_document(corpus / file))
    found = {
        one.criterion: one.state
        for one in score(disclosure, check(disclosure))
        if one.state in ("missing", "partial") and one.dimension != "consistency"
    }
    assert found == LACKING[file]
