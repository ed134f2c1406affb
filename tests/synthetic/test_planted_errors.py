"""Documents without errors are found to have none; every error written on purpose is found by the right rules."""

from __future__ import annotations

from collections import defaultdict

import pytest
from reading import failed_rules

from budgetlib.checks import RULES
from budgetlib.synthetic.draws import Draws
from budgetlib.synthetic.faults import FAULTS, Fault, possible_faults, write_fault
from budgetlib.synthetic.generate import draft_of, generate
from budgetlib.synthetic.invent import invent_budget, invent_final, invent_unit
from budgetlib.synthetic.truth import UnitYear

CLEAN_UNITS = 45
TRIES = 60
EACH = 3
_OF_SAME_CAUSE = frozenset(("inside.summary", "inside.summary_items", "reading.unreadable"))
"""Rules that see what many slips do to the sums of a summary or of a project list."""
_TOLD_OTHERWISE = frozenset(("inside.summary", "across.expenditure"))
"""Rules whose errors break a sum inside the summary, which then tells of them."""


_BY_HAND = frozenset(
    (
        "across.three_public_items",
        "form.attachments",
        "form.foreign_name",
        "inside.negative",
        "inside.procurement",
        "inside.repeated",
        "inside.summary_items",
        "text.classes",
        "text.completion",
        "text.counts",
        "text.items",
        "text.list",
        "text.mixed_words",
        "text.small_firms",
        "text.two_years",
        "text.unit_slip",
        "text.vehicles_bought",
    )
)


def test_no_rule_raises_a_false_alarm() -> None:
    alarms = {
        document.file: failed
        for document in generate(CLEAN_UNITS, [2023], seed=11)
        if (failed := failed_rules(document.text))
    }
    assert alarms == {}


def _truths() -> list[UnitYear]:
    units = [(seed, invent_unit(seed, number)) for seed in range(4) for number in range(TRIES // 4)]
    return [invent(seed, unit, 2022) for seed, unit in units for invent in (invent_budget, invent_final)]


@pytest.fixture(scope="module")
def truths() -> list[UnitYear]:
    return _truths()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.name)
def test_every_error_is_found_by_its_rules_and_no_others(fault: Fault, truths: list[UnitYear]) -> None:
    found: dict[str, set[str]] = {}
    for number, truth in enumerate(truths):
        if fault not in possible_faults(truth) or len(found) == EACH:
            continue
        draft = draft_of(truth)
        written = write_fault(fault, draft, truth, Draws("errors", number))
        if written:
            found[f"{truth.unit.name} {truth.stage}: {written.what}"] = failed_rules(draft.text())
    assert len(found) == EACH, "too few documents can have it"
    # One cause is one finding, told by one of the rules that see it.
    assert all(rules and rules <= {*fault.rules, *_OF_SAME_CAUSE} for rules in found.values()), found
    assert any(rules & set(fault.rules) for rules in found.values()) or fault.rules[0] in _TOLD_OTHERWISE, (
        found
    )


def test_errors_name_rules_that_exist_and_most_rules_have_an_error() -> None:
    known = {rule.id for rule in RULES}
    named = {rule for fault in FAULTS for rule in fault.rules}
    assert named <= known
    without = known - named
    # What these look for is not an error that a table or text can be given without breaking its form.
    assert without == {
        "catalogue.lint",
        "form.money_unit",
        "reading.pictures",  # of scans
        "reading.remark",
        "reading.unconfirmed",  # of scans
        "targets.measurable",
        "text.base_year",
        # Their errors are written by hand in tests/checks/test_words_and_counts.py.
        *_BY_HAND,
    }


def test_the_share_of_documents_with_errors_is_about_what_was_asked_for() -> None:
    documents = list(generate(60, [2024], errors=0.25))
    written = [one.fault for one in documents if one.fault]
    assert 0.15 < len(written) / len(documents) < 0.35
    by_rule = defaultdict(int)
    for fault in written:
        by_rule[fault.rules[0]] += 1
    assert len(by_rule) > 10


def test_an_error_changes_nothing_but_its_own_document() -> None:
    clean = {one.file: one.text for one in generate(20, [2024])}
    for one in generate(20, [2024], errors=0.5):
        assert (one.text == clean[one.file]) is (one.fault is None), one.file
