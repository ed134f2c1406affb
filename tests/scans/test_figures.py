"""How recognised numbers are taken: only what can mean one thing is changed."""

from __future__ import annotations

import pytest

from budgetlib.money import is_blank, parse_number
from budgetlib.readers.scan import figures


@pytest.mark.parametrize(
    ("recognised", "taken"),
    [
        ("1，234.56", "1,234.56"),
        ("１，２３４．５６", "1,234.56"),
        ("1,234,56", "1,234.56"),  # two digits after the last comma: it is the point
        ("1.234.567", "1,234,567"),
        ("1.234,56", "1,234.56"),
        ("12,34", "12.34"),
        ("1 234.56", "1234.56"),
        ("106. 580000", "106.580000"),
        ("313.1o", "313.10"),
        ("l2.50", "12.50"),
        ("O", "0"),
        ("－5.30", "-5.30"),
        ("- 5.30", "-5.30"),
    ],
)
def test_what_can_only_be_one_number_is_taken_for_it(recognised: str, taken: str) -> None:
    assert figures.taken(recognised) == taken
    assert parse_number(taken) is not None


@pytest.mark.parametrize(
    "text",
    [
        "12.345",  # twelve and a bit, or twelve thousand: the sums say, not the reader
        "1,234.5.6",
        "12 34",
        "2024 2023",
        "12.",
        "办公费",
        "A10",
        "2013年",
        "301-工资福利支出",
        "I类",
    ],
)
def test_what_may_be_something_else_stays_as_recognised(text: str) -> None:
    assert figures.taken(text) == text


@pytest.mark.parametrize("text", ["一", "—", "-", "_", "——"])
def test_dashes_of_every_kind_are_blanks(text: str) -> None:
    assert figures.is_dash(text)
    assert is_blank("-")


def test_numbers_in_running_text() -> None:
    assert figures.in_text("共1， 234.56万元，2023年12．5") == "共1,234.56万元，2023年12.5"
    assert figures.in_text("共12。2023年") == "共12。2023年"
