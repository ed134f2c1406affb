"""What an indicator aims at, as documents print it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budgetlib.targets.values import parse_value


@pytest.mark.parametrize(
    ("printed", "operator", "number", "unit"),
    [
        ("≥90%", ">=", "90", "%"),
        ("≤12380", "<=", "12380", ""),
        ("＝ 100 ％", "=", "100", "%"),
        ("53人", "=", "53", "人"),
        ("466元/月/人", "=", "466", "元/月/人"),
        ("18人·", "=", "18", "人"),
        ("12,700.50万元", "=", "12700.50", "万元"),
        ("12月", "=", "12", "月"),
        ("0", "=", "0", ""),
        ("不低于80%", ">=", "80", "%"),
        ("不少于3场", ">=", "3", "场"),
        ("大于等于95%", ">=", "95", "%"),
        ("95％以上", ">=", "95", "%"),
        ("不超过25万元", "<=", "25", "万元"),
        ("控制在210万元以内", "<=", "210", "万元"),
        ("30天内", "<=", "30", "天"),
        ("＞5次", ">", "5", "次"),
        ("小于1%", "<", "1", "%"),
    ],
)
def test_numbers(printed: str, operator: str, number: str, unit: str) -> None:
    value = parse_value(printed)
    assert (value.operator, value.number, value.unit) == (operator, Decimal(number), unit)
    assert value.text == printed


@pytest.mark.parametrize(
    "printed",
    [
        "年内",
        "是",
        "显著提高",
        "每月",
        "零投诉",
        "5月31日前",
        "12月底前",
        "12月前完成",
        "2024年",
        "3-5天",
        "10%左右",
        "LPR+50BPs",
        "",
    ],
)
def test_words_dates_and_ranges_stay_words(printed: str) -> None:
    value = parse_value(printed)
    assert (value.text, value.operator, value.number, value.unit) == (printed, "", None, "")


def test_the_unit_of_a_bare_number_stands_in_the_name() -> None:
    assert parse_value("≤12380", "考试机位数量(个)").unit == "个"
    assert parse_value("100", "保障考试正常运行率（%）").unit == "%"
    assert parse_value("5万元", "成本(元)").unit == "万元"
    assert parse_value("按时", "完成时限（天）").unit == ""
