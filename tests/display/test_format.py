from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from budgetlib.display import format as fmt


@pytest.mark.parametrize(
    ("amount_yuan", "shown"),
    [
        (Decimal("16025300"), "1,602.53 万元"),
        (16025300.0, "1,602.53 万元"),
        (Decimal("600"), "600.00 元"),
        (Decimal("9999.995"), "10,000.00 元"),
        (Decimal("123456789012"), "1,234.57 亿元"),
        (Decimal("-9582400"), "\u2212958.24 万元"),
        (0, "0.00 万元"),
        (None, "未见"),
        (float("nan"), "未见"),
        (pd.NA, "未见"),
    ],
)
def test_an_amount_is_shown_in_a_unit_that_fits_it(amount_yuan: object, shown: str) -> None:
    assert fmt.amount(amount_yuan) == shown


def test_amounts_are_rounded_half_up_as_finance_does() -> None:
    assert fmt.number(Decimal("0.125"), 2) == "0.13"
    assert fmt.number(Decimal("-0.125"), 2) == "\u22120.13"
    assert fmt.number(Decimal("2.675"), 2) == "2.68"
    assert fmt.number(Decimal("-0.001"), 2) == "0.00"


def test_amounts_shown_together_have_the_unit_of_the_largest() -> None:
    assert fmt.money_unit([Decimal(600), None, Decimal(16025300)]) == fmt.WAN_YUAN
    assert fmt.money_unit([Decimal(-200_000_000), Decimal(0), Decimal(10_000_000)]) == fmt.YI_YUAN
    assert fmt.money_unit([Decimal(104_160_000), Decimal(4_300_000)]) == fmt.WAN_YUAN, (
        "0.04 亿元 is one figure"
    )
    assert fmt.money_unit([Decimal(200_000_000), Decimal(143_900)]) == fmt.WAN_YUAN, "0.00 亿元 says nothing"
    assert fmt.money_unit([Decimal(600)]) == fmt.YUAN
    assert fmt.money_unit([None, Decimal(0)]) == fmt.WAN_YUAN


def test_the_change_of_the_seed_against_last_year() -> None:
    assert fmt.change(Decimal("16025300"), Decimal("25607700")) == "比上年减少 958.24 万元，下降 37.42%"


def test_a_change_says_what_can_be_said() -> None:
    assert (
        fmt.change(Decimal("788400"), Decimal("786500"), base="2023年")
        == "比2023年增加 1,900.00 元，增长 0.24%"
    )
    assert fmt.change(Decimal(5), Decimal(5)) == "与上年持平"
    assert fmt.change(Decimal(0), Decimal(0)) == "与上年持平"
    assert fmt.change(Decimal(20000), Decimal(0)) == "上年为 0，比上年增加 2.00 万元"
    assert fmt.change(Decimal(10000), Decimal(-10000)) == "比上年增加 2.00 万元"
    assert fmt.change(Decimal(1), None) == "没有上年数，无法比较"
    assert fmt.change(None, Decimal(1)) == "没有本期数，无法与上年比较"
    assert fmt.change_of(Decimal("-9582400"), Decimal("37.42")) == "比上年减少 958.24 万元，下降 37.42%"


def test_shares_are_exact_and_never_divide_by_zero() -> None:
    assert fmt.share(Decimal("4220400"), Decimal("16025300")) == "26.34%"
    assert fmt.share(1, 0) == "—"
    assert fmt.share(None, 1) == "—"


def test_blank_zero_and_not_published_stay_three_things() -> None:
    assert fmt.state_of(None, True) == fmt.BLANK
    assert fmt.state_of(None, np.bool_(True)) == fmt.BLANK
    assert fmt.state_of(None, "blank") == fmt.BLANK
    assert fmt.state_of(None, pd.NA) == fmt.MISSING
    assert fmt.state_of(None) == fmt.MISSING
    assert fmt.state_of(0.0, "zero") == fmt.ZERO
    assert fmt.state_of(Decimal("0.01")) == fmt.NUMBER


def test_a_word_is_not_a_number() -> None:
    with pytest.raises(ValueError, match="详见附件"):
        fmt.as_decimal("详见附件")


def test_dates_and_lists_read_as_chinese() -> None:
    assert fmt.date("2024-03-05") == fmt.date(dt.date(2024, 3, 5)) == "2024年3月5日"
    assert fmt.joined(["货物", "工程", "服务"]) == "货物、工程和服务"
    assert fmt.joined(["货物"]) == "货物"
    assert fmt.joined([]) == ""


def test_a_change_is_given_in_the_unit_of_its_amount_where_it_shows() -> None:
    assert fmt.change_of(1900, unit=fmt.WAN_YUAN) == "比上年增加 0.19 万元"
    assert fmt.change_of(30, unit=fmt.WAN_YUAN) == "比上年增加 30.00 元"


def test_a_printed_percentage_keeps_its_own_decimals() -> None:
    assert fmt.percent_as_printed(Decimal("9.4000000000")) == "9.4%", "9.40% would say that it is not 9.36%"
    assert fmt.percent_as_printed(Decimal("22")) == "22%"
    assert fmt.percent_as_printed(Decimal("0E-10")) == "0%"
    assert fmt.percent_as_printed(Decimal("100.0")) == "100%"
    assert fmt.change_of(27_345_200, unit=fmt.YI_YUAN) == "比上年增加 2,734.52 万元"
    assert fmt.change_of(166_403_100, unit=fmt.YI_YUAN) == "比上年增加 1.66 亿元"
