"""Words compared whatever the producer of a file did to them."""

from __future__ import annotations

import pytest

from budgetlib.text import one_line, squash, well_quoted, without_numbering


def test_width_space_and_quotation_marks_do_not_count() -> None:
    assert squash("“三公”　经费（ 决算 ）") == squash("三公经费(决算)") == "三公经费(决算)"


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("一、一般公共预算", "一般公共预算"),
        ("二十一、粮油物资储备支出", "粮油物资储备支出"),
        ("（一）办公费", "办公费"),
        ("1.一般公共预算", "一般公共预算"),
        ("①公务用车购置费", "公务用车购置费"),
        ("1.5倍", "1.5倍"),
        ("教育支出", "教育支出"),
        ("一、", "一、"),
    ],
)
def test_numbering(printed: str, bare: str) -> None:
    assert without_numbering(printed) == bare


def test_a_line_break_between_characters_is_no_space() -> None:
    assert one_line("其他\n支出") == "其他支出"
    assert one_line("GB\n18030") == "GB 18030"


def test_a_title_in_quotation_marks_keeps_single_ones() -> None:
    assert well_quoted("有“2024年“三公”经费表”（空表）。") == "有“2024年‘三公’经费表”（空表）。"
    assert well_quoted("“三公”经费和“会议费”。") == "“三公”经费和“会议费”。"
    assert well_quoted("后面没有内容：“主要原因是。”。") == "后面没有内容：“主要原因是。”"
    assert well_quoted("只有一半的“引号。") == "只有一半的“引号。"
