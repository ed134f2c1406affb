from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from lxml import html

from budgetlib.display.format import WAN_YUAN, YUAN
from budgetlib.display.tables import Column, html_table

FUNDS = pd.DataFrame(
    {
        "name": ["合计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "单位资金"],
        "amount_yuan": [Decimal("15767400"), Decimal("15767400"), Decimal(0), None, None],
        "blank": pd.array([False, False, False, True, None], dtype="boolean"),
        "role": ["total", "item", "item", "item", "item"],
        "level": [0, 1, 1, 1, 2],
        "where": ["00.html#t2r5", "00.html#t2r6", "javascript:alert(1)", None, ""],
    }
)
COLUMNS = [Column("name", "项目"), Column("amount_yuan", "金额", "amount", state="blank")]


def parsed(**options: str) -> html.HtmlElement:
    return html.fromstring(html_table(FUNDS, COLUMNS, caption="收入", anchor="income", **options))


def test_rows_without_a_name_have_no_empty_heading() -> None:
    frame = pd.DataFrame({"name": ["", ""], "amount": [10000, 500], "role": ["total", "item"]})
    table = html.fromstring(
        html_table(
            frame, [Column("name", "项目"), Column("amount", "金额", "amount")], caption="表", total="role"
        )
    )
    assert table.xpath("//tbody//th/text()") == ["合计"]
    assert [cell.text for cell in table.xpath("//tbody/tr[2]/td")] == [None, "0.05"]


def test_a_name_and_a_number_do_not_stand_a_page_apart() -> None:
    frame = pd.DataFrame({"name": ["甲"], "amount": [10000], "words": ["乙"]})
    few = html_table(frame, [Column("name", "项目"), Column("amount", "金额", "amount")], caption="表")
    assert 'class="data few"' in few
    with_words = [Column("name", "项目"), Column("words", "说明")]
    assert 'class="data"' in html_table(frame, with_words, caption="表")


def test_the_unit_is_stated_once_in_the_caption() -> None:
    table = parsed()
    assert table.find(".//caption").text_content() == "收入 单位：万元"
    assert str(table.text_content()).count("万元") == 1


def test_number_zero_blank_and_not_published_look_different() -> None:
    cells = parsed().findall(".//tbody//td")
    assert [cell.get("class") for cell in cells] == ["num", "num", "num zero", "num blank", "num missing"]
    assert [cell.text_content() for cell in cells] == ["1,576.74", "1,576.74", "0.00", "—空白", "未见"]
    assert cells[3].get("title") == "空白（原表未填）"


def test_sorting_finds_exact_values_and_none_where_there_is_no_number() -> None:
    cells = parsed().findall(".//tbody//td")
    assert [cell.get("data-order") for cell in cells] == ["15767400", "15767400", "0", "-", "-"]


def test_headers_have_scopes_and_rows_their_roles() -> None:
    table = parsed(total="role", level="level", row_anchor="name")
    assert [head.get("scope") for head in table.findall(".//thead//th")] == ["col", "col"]
    heads = table.findall(".//tbody//th")
    assert {head.get("scope") for head in heads} == {"row"}
    assert [head.get("class") for head in heads] == ["level-0", "level-1", "level-1", "level-1", "level-2"]
    rows = table.findall(".//tbody/tr")
    assert rows[0].get("class") == "total"
    assert rows[1].get("id") == "一般公共预算"


def test_evidence_links_lead_to_the_source_and_say_of_what() -> None:
    table = parsed(evidence="where")
    links = table.findall(".//a")
    assert [link.get("href") for link in links] == ["00.html#t2r5", "00.html#t2r6"]
    assert links[1].text_content() == "原文：一般公共预算"


def test_columns_in_a_group_share_a_header() -> None:
    frame = pd.DataFrame(
        {"name": ["甲"], "a": [Decimal(10)], "b": [Decimal("-5.5")], "share": [Decimal("37.42")]}
    )
    columns = [
        Column("name", "单位"),
        Column("a", "预算", "amount", group="2024年"),
        Column("b", "决算", "amount", group="2024年"),
        Column("share", "占比", "percent"),
    ]
    table = html.fromstring(html_table(frame, columns, caption="对比", unit=YUAN))
    first, second = table.findall(".//thead/tr")
    assert [(cell.text_content(), cell.get("colspan"), cell.get("rowspan")) for cell in first] == [
        ("单位", None, "2"),
        ("2024年", "2", None),
        ("占比", None, "2"),
    ]
    assert [cell.text_content() for cell in second] == ["预算", "决算"]
    assert [cell.text_content() for cell in table.findall(".//tbody//td")] == [
        "10.00",
        "\u22125.50",
        "37.42%",
    ]


def test_a_table_that_scrolls_can_be_reached_by_keyboard() -> None:
    box = parsed()
    assert (box.get("tabindex"), box.get("role"), box.get("aria-label")) == ("0", "region", "收入")


def test_a_table_is_sortable_and_a_column_filtered_only_when_asked() -> None:
    assert "data-sortable" not in parsed().find("table").attrib
    columns = [Column("name", "项目", filtered=True), COLUMNS[1]]
    table = html.fromstring(html_table(FUNDS, columns, caption="收入", sortable=True)).find("table")
    assert "data-sortable" in table.attrib
    assert ["data-filter" in head.attrib for head in table.findall(".//thead//th")] == [True, False]


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="no column 'amount'"):
        html_table(FUNDS, [Column("amount", "金额", "amount")], caption="收入")


def test_words_lead_where_their_column_says() -> None:
    frame = pd.DataFrame({"name": ["甲", "乙"], "page": ["/a.html", "javascript:alert(1)"]})
    shown = html.fromstring(html_table(frame, [Column("name", "单位", href="page")], caption="单位"))
    cells = shown.findall(".//tbody/tr/th")
    assert (cells[0].find("a").get("href"), cells[0].text_content()) == ("/a.html", "甲")
    assert (cells[1].find("a"), cells[1].text_content()) == (None, "乙")


def test_short_words_are_not_broken_and_long_ones_not_squeezed() -> None:
    frame = pd.DataFrame({"name": ["甲"], "kind": ["已公开"], "why": ["因为" * 20]})
    shown = html.fromstring(
        html_table(
            frame, [Column("name", "单位"), Column("kind", "状态"), Column("why", "原因")], caption="单位"
        )
    )
    assert [cell.get("class") for cell in shown.findall(".//tbody/tr/td")] == ["short", "long"]
    assert [cell.get("class") for cell in shown.findall(".//thead/tr/th")] == ["short", "short", "long"]


def test_what_can_not_be_worked_out_is_no_missing_publication() -> None:
    frame = pd.DataFrame({"name": ["甲"], "share": [None]})
    column = Column("share", "占比", "percent", absent="无法计算")
    (cell,) = html.fromstring(html_table(frame, [Column("name", "单位"), column], caption="占比")).findall(
        ".//td"
    )
    assert (cell.text, cell.get("class")) == ("无法计算", "num")


def test_what_rounding_would_make_nothing_is_no_zero() -> None:
    frame = pd.DataFrame({"name": ["甲"], "amount": [Decimal(12)], "share": [Decimal("0.004")]})
    columns = [Column("name", "名"), Column("amount", "金额", "amount"), Column("share", "占", "percent")]
    shown = str(html_table(frame, columns, caption="表", unit=WAN_YUAN))
    assert "&lt;0.01<" in shown
    assert "&lt;0.01%" in shown
    assert ">0.00" not in shown


def test_words_are_sorted_by_the_number_they_begin_with() -> None:
    frame = pd.DataFrame({"name": ["甲", "乙"], "range": ["2—10", "11"], "best": [2.0, 11.0]})
    columns = [Column("name", "单位"), Column("range", "名次", order="best")]
    table = html.fromstring(html_table(frame, columns, caption="排名"))
    assert table.xpath("//tbody//td/@data-order") == ["2", "11"]


def test_a_long_heading_of_a_row_may_be_broken_anywhere() -> None:
    frame = pd.DataFrame({"message": ["“JY20101”2,363.20万元、“JY20101”1,950.00万元"], "year": ["2024"]})
    table = html.fromstring(
        html_table(frame, [Column("message", "发现"), Column("year", "年度")], caption="发现")
    )
    assert table.xpath("//tbody//th/@class") == ["long"]


def test_a_place_in_words_is_printed_and_a_bare_link_is_not() -> None:
    frame = FUNDS.assign(at=["第 3 页", "第 3 页表格第 2 行", "", "", ""])
    bare = html.fromstring(html_table(frame, COLUMNS, caption="收入", evidence="where"))
    said = html.fromstring(html_table(frame, COLUMNS, caption="收入", evidence="where", place="at"))
    assert bare.xpath("//tbody/tr[2]/td[last()]/@class") == ["short no-print"]
    assert said.xpath("//tbody/tr[2]/td[last()]/@class") == ["short"]
    assert said.xpath("string(//tbody/tr[2]/td[last()]/a)").startswith("第 3 页表格第 2 行")
    assert said.xpath("string(//tbody/tr[3]/td[last()]/a)") == ""
