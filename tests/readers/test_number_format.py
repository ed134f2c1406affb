"""Numbers as a sheet shows them: decimals are neither invented nor lost."""

from __future__ import annotations

import datetime as dt

import pytest

from budgetlib.money import is_blank, parse_number
from budgetlib.readers.excel.number_format import Value, shown

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        # own digits, whatever binary arithmetic adds to them
        (1576.74, "General", "1576.74"),
        (50.0, "General", "50"),
        (0.1 + 0.2, "General", "0.3"),
        (1576.7400000000002, "General", "1576.74"),
        (123456789012.34, "General", "123456789012.34"),
        (1e15, "General", "1000000000000000"),
        (100.1 - 100.1 + 1.4e-14, "General", "0"),
        (-3.5, "G/通用格式", "-3.5"),
        # zeros that the format shows
        (50.0, "0.00", "50.00"),
        (1576.7, "0.00_ ", "1576.70"),
        (1576.74, "#,##0.00", "1,576.74"),
        (156211123.0, "#,##0", "156,211,123"),
        (0.5, "#.##", "0.5"),
        # and codes
        (2.0, "00", "02"),
        (205.0, "00", "205"),
        (-7.5, "000.0", "-007.5"),
        # decimals that the format hides are no less in the file
        (1576.74, "0", "1576.74"),
        (1576.743210, "#,##0.00", "1,576.74321"),
        # but for those of a division
        (100 / 3, "0.00", "33.33"),
        (2 / 3, "#,##0.0", "0.7"),
        (1.4e-14, "0.00", "0.00"),
        # negative numbers, zero and nothing
        (-1234.5, "#,##0.00_);(#,##0.00)", "-1,234.50"),
        (-1234.5, "#,##0.00;[Red]#,##0.00", "-1,234.50"),
        (0.0, "0.00", "0.00"),
        (0.0, "#,##0.00;-#,##0.00;", ""),
        (0.0, ACCOUNTING, "-"),
        (5.0, ACCOUNTING, "5.00"),
        (0.0, "#,##0.00;-#,##0.00;0.0", "0.0"),
        (5.0, ";;;", ""),
        (0.0, "#", ""),
        # percent, scale, words
        (0.0523, "0.00%", "5.23%"),
        (0.052345678901, "0.00%", "5.23%"),
        (0.5, "0%", "50%"),
        (15767400.0, "#,##0.00,", "15,767.40"),
        (15767400.0, "0!.0000", "1576.7400"),
        (15767421.0, '0"."0,"万元"', "1576.7421"),
        (15.0, '0"台"', "15"),
        (1576.74, '"¥"#,##0.00', "1,576.74"),
        (1576.74, "[$¥-804]#,##0.00", "1,576.74"),
        (1576.74, "[Red]0.00", "1576.74"),
        # left as they are
        (1576.7, '[>=1000]0.00"千";0', "1576.7"),
        (0.25, "# ?/?", "0.25"),
        (12345.0, "0.00E+00", "12345"),
        (2010301.0, "@", "2010301"),
        (7, "General", "7"),
        (float("nan"), "0.00", ""),
        # what is no number
        ("  教育支出 ", "0.00", "教育支出"),
        ("0201", "@", "0201"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        (dt.date(2024, 3, 1), 'yyyy"年"m"月"d"日"', "2024年3月1日"),
        (dt.datetime(2024, 3, 1), "yyyy/m/d;@", "2024/3/1"),
        (dt.date(2024, 3, 1), "yy-mm-dd", "24-03-01"),
        (dt.datetime(2024, 3, 1, 8, 30), "h:mm", "2024-03-01 08:30:00"),
        (dt.date(2024, 3, 1), "General", "2024-03-01"),
        (dt.time(8, 30), "h:mm", "08:30:00"),
    ],
)
def test_shown(value: Value, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_what_is_shown_reads_as_the_same_amount() -> None:
    assert is_blank(shown(0.0, ACCOUNTING))
    for value in (1576.74, 50.0, -0.05, 156211123.0, 0.0, 99999.99):
        number = parse_number(shown(value, "#,##0.00"))
        assert number is not None
        assert (float(number.value), number.decimals) == (value, 2)
