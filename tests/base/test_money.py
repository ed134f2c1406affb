"""Numbers as printed, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetlib.money import is_blank, parse_number, rounding_step, to_yuan


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("1576.74", "1576.74", 2),
        ("1,576.74", "1576.74", 2),
        ("１，５７６．７４", "1576.74", 2),
        ("44,156.640120", "44156.640120", 6),
        ("-12.5", "-12.5", 1),
        ("（12.5）", "-12.5", 1),
        ("－12.5", "-12.5", 1),
        ("0", "0", 0),
        ("0.00", "0", 2),
        (".5", "0.5", 1),
        ("7.50%", "7.50", 2),
        (" 25.79 ", "25.79", 2),
    ],
)
def test_numbers(printed: str, value: str, decimals: int) -> None:
    number = parse_number(printed)
    assert number is not None
    assert (number.value, number.decimals, number.text) == (Decimal(value), decimals, printed)


@pytest.mark.parametrize("printed", ["", "-", "—", "2024年", "12万吨", "1,57.74", "1.2.3", "合计", "1-2"])
def test_what_is_no_number(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    ("text", "blank"),
    [("", True), ("  ", True), ("—", True), ("-", True), ("0", False), ("0.00", False), ("见附件", False)],
)
def test_blank_is_not_zero(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_units_and_steps() -> None:
    number = parse_number("25.79")
    assert number is not None
    assert to_yuan(number, "万元") == 257900
    assert rounding_step(2, "万元") == 100
    assert rounding_step(0, "元") == 1
    with pytest.raises(KeyError):
        to_yuan(number, "公顷")
