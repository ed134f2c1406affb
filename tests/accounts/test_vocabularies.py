"""Every word of the vocabularies is described once, and what words make together can be read back."""

from __future__ import annotations

import pickle
from enum import StrEnum

import pytest

from budgetlib.accounts import (
    OWN_PERIODS,
    REQUIRED_STATEMENTS,
    ClassKey,
    FurtherMeasure,
    Item,
    Key,
    Kind,
    Measure,
    Period,
    Role,
    Side,
    known_measure,
    measure_of,
    requirements_of,
    to_item,
    to_key,
    to_measure,
)
from budgetlib.accounts.described import descriptions


@pytest.mark.parametrize("vocabulary", [Kind, Measure, Item, Period, Role, Side, Key])
def test_every_word_is_described(vocabulary: type[StrEnum]) -> None:
    for word in vocabulary:
        assert word.about.title
        assert word.about.english


def test_a_word_without_an_entry_and_an_entry_without_a_word_are_named() -> None:
    class More(StrEnum):
        ITEM = "item"
        HEADING = "heading"

    with pytest.raises(ValueError, match=r"roles.toml: no entry for heading"):
        descriptions(More, "roles", lambda word, _: word)

    class Fewer(StrEnum):
        ITEM = "item"

    with pytest.raises(ValueError, match=r"roles.toml: \[total\]"):
        descriptions(Fewer, "roles", lambda word, _: word)


def test_measures_within_measures_are_read_back_from_their_text() -> None:
    basic = to_measure("basic_general_public")
    assert basic == measure_of(Measure.BASIC, Measure.GENERAL_PUBLIC)
    assert basic.about.title == "一般公共预算中的基本支出"
    running = to_measure("vehicle_operation_government_fund")
    assert (running.measure, running.of) == (Measure.VEHICLE_OPERATION, Measure.GOVERNMENT_FUND)
    assert to_measure("carryover_out") is Measure.CARRYOVER_OUT
    for wrong in ("basic_reception", "affiliate_remitance", "general_public_basic"):
        with pytest.raises(ValueError, match=wrong.split("_")[0]):
            to_measure(wrong)


def test_columns_that_only_their_header_tells_apart_are_numbered() -> None:
    third = to_measure("other_3")
    assert third == FurtherMeasure(Measure.OTHER, 3)
    assert known_measure(third) is None
    assert known_measure(Measure.OF_WHICH) is None
    assert known_measure(Measure.BASIC) is Measure.BASIC
    for wrong in ("other_1", "total_2"):
        with pytest.raises(ValueError, match="is not a measure"):
            to_measure(wrong)


def test_carried_over_items_are_of_a_source_of_money() -> None:
    assert to_item("carryover_general_public").about.title == "上年结转中的一般公共预算"
    assert to_item("carryover_in") is Item.CARRYOVER_IN
    with pytest.raises(ValueError, match="not a source of money"):
        to_item("carryover_reception")


def test_keys_of_classes_are_an_open_family() -> None:
    assert to_key("expenditure.class.208").name == "208"
    assert to_key("general_basic.total") is Key.GENERAL_BASIC_TOTAL
    with pytest.raises(ValueError, match=r"general_basic\.totl"):
        to_key("general_basic.totl")


def test_open_families_survive_being_sent_to_another_process() -> None:
    for word in (
        to_measure("basic_carryover"),
        to_measure("of_which_2"),
        to_item("carryover_fiscal"),
        ClassKey("社会保障和就业"),
    ):
        again = pickle.loads(pickle.dumps(word))
        assert (again, again.about, type(again)) == (word, word.about, type(word))


def test_who_requires_a_statement() -> None:
    assert len(REQUIRED_STATEMENTS) == 8
    assert [one.title for one in requirements_of(Kind.FISCAL_BASIC)] == ["一般公共预算基本支出表"]
    assert "143号" in requirements_of(Kind.OPERATION)[0].authority
    assert requirements_of(Kind.PROCUREMENT) == ()


def test_statements_are_never_parts_of_each_other() -> None:
    def wholes(kind: Kind) -> set[Kind]:
        return {kind, *(above for whole in kind.about.part_of for above in wholes(whole))}

    for kind in Kind:
        assert all(kind not in wholes(whole) for whole in kind.about.part_of)
        assert all(kind in other.about.looks_like for other in kind.about.looks_like)


def test_own_periods_are_no_comparisons() -> None:
    assert {Period.CURRENT, Period.FINAL} == OWN_PERIODS
    assert not any(period.about.compares for period in OWN_PERIODS)
