"""The PDF reader on real disclosures: what stands in chosen cells, and what is left out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from budgetlib.document import Document, Paragraph, Table
from budgetlib.errors import ReadError
from budgetlib.readers.pdf import read_pdf


@cache
def _read(path: Path) -> Document:
    return read_pdf(path, path.read_bytes())


def _tables(document: Document, page: int) -> list[Table]:
    """Tables that begin on a page."""
    return [table for table in document.tables if table.pages[0] == page]


def _texts(document: Document, page: int | None = None) -> list[str]:
    return [one.text for one in document.paragraphs if page is None or one.page == page]


def test_summary_with_income_and_spending_side_by_side(corpus: Path) -> None:
    """上海市普陀区万里街道 2024: thin filled boxes are the lines."""
    document = _read(corpus / "01.pdf")
    (table,) = _tables(document, 10)
    assert table.rows[0] == ("本年收入", "", "本年支出", "")
    assert table.spans == {(0, 0): (1, 2), (0, 2): (1, 2)}
    assert table.rows[2] == ("一、财政拨款收入", "156,211,123", "一、一般公共服务支出", "2,932,700")
    assert table.rows[-1] == ("收入总计", "156,211,123", "支出总计", "156,211,123")
    assert _texts(document, 10) == [
        "2024年部门财务收支预算总表",
        "编制部门：上海市普陀区人民政府万里街道办事处",
        "单位：元",
    ]


def test_table_over_five_pages_is_one(corpus: Path) -> None:
    table = _tables(_read(corpus / "01.pdf"), 11)[0]
    assert (len(table.rows), table.width) == (70, 9)
    assert table.seams == (15, 33, 51, 69)
    assert [table.pages[row] for row in (0, 14, 15, 69)] == [11, 11, 12, 15]
    assert table.rows[2][:3] == ("类", "款", "项")
    assert table.rows[5] == ("201", "05", "07", "专项普查活动", "257,700", "257,700", "0", "0", "0")
    assert table.rows[-1] == ("合计", "", "", "", "156,211,123", "156,211,123", "0", "0", "0")
    assert sum(row[0] == "项目" for row in table.rows) == 1, "the header repeated on every page is dropped"


def test_merged_header_of_four_rows(corpus: Path) -> None:
    """西安市财政局 2026, 三公 for three years: 29 columns, each cell with its own pieces of lines."""
    (table,) = _tables(_read(corpus / "18.pdf"), 43)
    assert (len(table.rows), table.width) == (13, 29)
    assert table.spans is not None
    assert table.rows[0][2] == "上年"
    assert table.spans[0, 2] == (1, 9)
    assert table.rows[0][0] == "单位编码"
    assert table.spans[0, 0] == (4, 1)
    assert table.rows[2][6] == "公务用车购置及运行维护费"
    assert table.spans[2, 6] == (1, 3)
    assert table.rows[3][6:9] == ("小计", "公务用车购置费", "公务用车运行维护费")
    assert table.rows[4][2:8] == ("2,480,000.00", "265,000.00", "", "90,000.00", "175,000.00", "")
    assert (4, 4) not in table.spans, "a blank cell is not a merged one"


def test_numbers_wrapped_in_their_cells(corpus: Path) -> None:
    """杭州市司法局 2026: 21,118.5 / 1 and 12,868.1 / 9."""
    (table,) = _tables(_read(corpus / "16.pdf"), 30)
    assert table.rows[3] == ("合计", "91,842.80", "70,724.29", "58,486.35", "12,237.94", "21,118.51")
    assert table.rows[4][5] == "12,868.19"


def test_page_turned_by_a_quarter(corpus: Path) -> None:
    """江苏省委办公厅 2018: portrait sheets whose text stands sideways."""
    (table,) = _tables(_read(corpus / "more" / "m18.pdf"), 3)
    assert table.rows[0][0] == "收入"
    assert table.rows[3] == (
        "一、财政拨款", "24,458.43", "一、一般公共服务支出", "20,153.75", "一、基本支出", "10,403.11"
    )  # fmt: skip
    assert table.rows[-1] == ("收入合计", "24,458.43", "支出合计", "", "", "24,458.43")


def test_table_without_vertical_lines(corpus: Path) -> None:
    """福州市物流业运行情况 2025: three rules, names on two lines with their figures in the middle."""
    (table,) = _tables(_read(corpus / "more" / "m06.pdf"), 1)
    assert table.rows == (
        ("指标", "1季度", "上半年", "1-3季度", "年度"),
        ("一、物流业业务收入", "311.32", "753.55", "1180.19", "1891.31"),
        ("1．交通运输、仓储业、邮政业中的物流业", "219.35", "552.21", "830.81", "1261.33"),
        ("2．批发和零售业中的物流业", "91.97", "201.34", "349.38", "629.98"),
        ("二、物流业业务收入同比增长", "0.9", "5.8", "4.7", "6.2"),
        ("1．交通运输、仓储业、邮政业中的物流业", "-2.0", "4.4", "3.3", "5.1"),
        ("2．批发和零售业中的物流业", "8.5", "9.8", "8.2", "8.5"),
    )


def test_lines_inside_form_objects(corpus: Path) -> None:
    """深圳市气象局 2026: every page is drawn as one form object."""
    (table,) = _tables(_read(corpus / "11.pdf"), 38)
    assert (len(table.rows), table.width) == (6, 20)
    assert table.rows[3][:6] == ("深圳市气象局（本级）", "2025年", "19.50", "0.00", "0.00", "1.60")
    assert table.rows[5][11] == "-3.50"


def test_row_that_a_page_break_cut(corpus: Path) -> None:
    """苏州市交通运输局 2026, p. 28 and 29: a row of 政府采购支出表 in two."""
    (table,) = _tables(_read(corpus / "15.pdf"), 26)
    cut = [row for row in table.rows if row[2] == "其他商品和服务支出" and row[5] == "1.00"]
    assert cut == [
        ("", "定额", "其他商品和服务支出", "车辆加油、添加燃料服务", "集中采购", "1.00", "", "", "", "1.00")
    ]


def test_rest_of_a_row_below_fewer_columns(corpus: Path) -> None:
    """江苏省人大 2017, p. 8 and 9: 当年收入 / 小计."""
    table = _tables(_read(corpus / "06.pdf"), 7)[0]
    assert ("当年收入小计", "13,649.07", "当年支出小计", "", "", "13,649.07") in table.rows
    assert ("", "", "八、社会保障和就业支出", "1,608.51", "", "") in table.rows


def test_columns_merged_all_the_way_down_a_page(corpus: Path) -> None:
    """北京市财政局 2026: the target table runs over 27 pages; on p. 23 five columns have no line across."""
    (table,) = _tables(_read(corpus / "10.pdf"), 17)
    assert (table.pages[-1], table.width) == (43, 11)
    on_page = [row for row, page in zip(table.rows, table.pages, strict=True) if page == 23]
    assert on_page[0][1] == "37.400000"
    assert on_page[0][5:] == (
        "效益指标", "社会效益指标", "各行政事业单位内控体系完善，指导各项准则制度落地实施覆盖率", "≥", "99", "%"
    )  # fmt: skip
    assert len(on_page) == 13


def test_pieces_of_different_width_are_laid_on_common_columns(corpus: Path) -> None:
    """北京市审计局 2026, 部门整体支出绩效目标表: nine columns on p. 20, six on p. 21."""
    (table,) = _tables(_read(corpus / "09.pdf"), 20)
    assert (len(table.rows), table.width, table.seams) == (39, 9, (22,))
    assert table.rows[22] == (
        "",
        "审计管理",
        "",
        "产出指标数量指标举办理论研讨会、行业交流会等",
        "",
        "≥",
        "10",
        "",
        "次",
    )
    assert table.spans is not None
    assert table.spans[22, 1] == (1, 2)


def test_text_that_is_clipped_away_is_not_read_twice(corpus: Path) -> None:
    """上海市普陀区司法局 2026: its text is written on both pages and each shows a part."""
    duties = [
        text for text in _texts(_read(corpus / "21.pdf")) if text.startswith("（八）负责本系统警车管理工作")
    ]
    assert len(duties) == 1


def test_text_beyond_the_sheet_is_not_read(corpus: Path) -> None:
    """江苏省人大 2017, p. 11: the rest of the document stands below the edge of the page."""
    assert _texts(_read(corpus / "06.pdf"), 11) == [
        "财政拨款支出预算表",
        "部门：江苏省人大常委会办公厅",
        "单位：万元",
    ]


def test_fonts_that_claim_no_height(corpus: Path) -> None:
    """上海市普陀区财政局 2024: 、 and ， stand on the line of their words."""
    document = _read(corpus / "02.pdf")
    assert _tables(document, 6)[0].rows[6][0] == "五、事业收入"
    assert any("约束有力的预算制度，健全包括一般公共预算" in text for text in _texts(document, 4))


def test_page_numbers_are_furniture(corpus: Path) -> None:
    """重庆市水利局 2026: — 13 — below a table that goes on."""
    document = _read(corpus / "13.pdf")
    assert not [text for text in _texts(document) if text.strip("—0123456789") == ""]
    (table,) = _tables(document, 13)
    assert (len(table.rows), table.pages[-1]) == (52, 17)


def test_paragraph_over_a_page_break(corpus: Path) -> None:
    document = _read(corpus / "13.pdf")
    (duty,) = [text for text in _texts(document) if text.startswith("3.按规定制定水利工程建设有关制度")]
    assert "规模、方向、具体安排建议" in duty, "p. 1 ends with 规模、方向、 and p. 2 begins with 具体安排"


def test_titles_are_headings_by_their_size(corpus: Path) -> None:
    levels = {
        block.text: block.level for block in _read(corpus / "13.pdf").blocks if isinstance(block, Paragraph)
    }
    assert levels["2026年部门收入总体情况表"] == 1
    assert levels["单位名称：重庆市水利局"] is None


def test_title_on_two_lines(corpus: Path) -> None:
    """江苏省人大 2017, p. 20: the last word of the title is on a line of its own."""
    assert "“三公”经费、会议费、培训费支出预算表" in _texts(_read(corpus / "06.pdf"), 20)


def test_tables_with_the_same_title_stay_apart(corpus: Path) -> None:
    """西安市财政局 2026: one target form per project, each with the title of the others."""
    document = _read(corpus / "18.pdf")
    assert [len(_tables(document, page)) for page in range(44, 58)] == [1] * 14
    assert _tables(document, 44)[0].rows[0][3] == "会计类考试考务"
    assert _tables(document, 45)[0].rows[0][3] == "绩效管理"


def test_tables_are_numbered_in_reading_order(corpus: Path) -> None:
    tables = list(_read(corpus / "18.pdf").tables)
    assert [table.number for table in tables] == list(range(1, len(tables) + 1))


@pytest.mark.parametrize("name", ["m02.pdf", "m03.pdf"])
def test_scans_need_ocr(corpus: Path, name: str) -> None:
    with pytest.raises(
        ReadError, match=rf"{name}, pages 1 to \d+: no page has a text layer: a scan \(it needs OCR"
    ):
        _read(corpus / "more" / name)


def test_web_page_named_pdf(corpus: Path) -> None:
    data = (corpus / "more" / "m09.html").read_bytes()
    with pytest.raises(ReadError, match=r"x\.pdf: not a PDF, but a web page"):
        read_pdf(Path("x.pdf"), data)


def test_damaged_file(corpus: Path) -> None:
    data = (corpus / "06.pdf").read_bytes()
    with pytest.raises(ReadError, match="damaged"):
        read_pdf(Path("x.pdf"), data[:2000])


def test_text_in_a_font_that_is_not_embedded(corpus: Path) -> None:
    """北京市审计局 2026: the title is set in 方正小标宋, which the file names and does not bring."""
    document = _read(corpus / "more" / "m01.pdf")
    assert _texts(document, 1)[:3] == [
        "北京市审计局2026年度部门预算信息公开",
        "目录",
        "第一部分2026年度部门预算情况说明",
    ]
    assert _texts(document, 3)[0] == "第一部分2026年度部门预算情况说明"
