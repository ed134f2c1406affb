"""How figures are written in the wild, and what is not to be taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetlib.money import parse_number, to_yuan


@pytest.mark.parametrize(
    "text",
    [
        "1,286.45", "１，２８６．４５", "1 286.45", "1\u00a0286.45", "1\u2009286.45", "1\u202f286.45", "1'286.45", "1’286.45",
        "1,286\n.45", "1,2\n86.45", "1,286.\n45", "1,286.4\n5", "1,\u200b286.45", "1,28\u00ad6.45", "1,286。45", "1,286·45",
        "1.28645E+03", "1.28645e3", "¥1,286.45", "￥1286.45", "1,286.45万元", "1286.45 万元",
    ],
)  # fmt: skip
def test_one_figure_in_many_writings(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.decimals) == (Decimal("1286.45"), 2)


@pytest.mark.parametrize(
    "text", ["-35.20", "−35.20", "–35.20", "△35.20", "▲35.20", "负35.20", "35.20-", "(35.20)", "（35.20）"]
)
def test_negatives(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.value == Decimal("-35.20")


@pytest.mark.parametrize(
    "text",
    [
        "120.00\n35.00",
        "12\n86.45",
        "2024\n12",
        "1,286.45.1",
        "12'86.45",
        "12-8",
        "3-5",
        "9" * 29,
        "1E+400",
        "≥5",
    ],
)
def test_what_is_not_one_figure(text: str) -> None:
    assert parse_number(text) is None


def test_the_unit_behind_a_figure_is_its_own() -> None:
    number = parse_number("12,864,500元")
    assert number is not None
    assert to_yuan(number, "万元") == Decimal(12_864_500)
    bare = parse_number("1,286.45")
    assert bare is not None
    assert to_yuan(bare, "万元") == Decimal("12864500.00")
