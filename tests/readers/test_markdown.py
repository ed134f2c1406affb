"""Markdown as converters make it from PDF: pipe tables, page numbers, broken paragraphs."""

from __future__ import annotations

from pathlib import Path

from budgetlib.document import Paragraph, Table
from budgetlib.readers import read_document
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.paragraphs import join_broken
from budgetlib.readers.tables.continuation import join_continued


def tables(text: str) -> list[Table]:
    return [block for block in read_blocks(text) if isinstance(block, Table)]


def texts(text: str) -> list[str]:
    return [block.text for block in join_broken(read_blocks(text)) if isinstance(block, Paragraph)]


def test_every_cell_knows_its_line() -> None:
    (table,) = tables("标题\n\n| 项目 | 金额 |\n|---|---|\n| 甲 | 1.00 |\n| 乙 | |\n")
    assert table.rows == (("项目", "金额"), ("甲", "1.00"), ("乙", ""))
    assert table.lines == (3, 5, 6)
    assert str(table.place(1, 1)) == "line 5, table 1, row 2, column 2"


def test_ragged_rows_get_the_width_of_the_widest() -> None:
    (table,) = tables("| 项目 | 金额 | 备注 |\n|---|---|\n| 甲 | 1.00 |\n| 乙 | 2.00 | 说明 | 多 |\n")
    assert {len(row) for row in table.rows} == {4}
    assert table.rows[1] == ("甲", "1.00", "", "")


def test_an_escaped_pipe_is_part_of_its_cell() -> None:
    (table,) = tables("| 项目 | 金额 |\n|---|---|\n| 甲\\|乙 | 1.00 |\n")
    assert table.rows[1] == ("甲|乙", "1.00")


def test_breaks_emphasis_and_entities_in_cells() -> None:
    (table,) = tables("| 项目 | 金额 |\n|---|---|\n| **合计** | 1&nbsp;000.00 |\n| 其他<br>支出 | &lt;5 |\n")
    assert table.rows[1:] == (("合计", "1\u00a0000.00"), ("其他\n支出", "<5"))


def test_a_table_broken_over_pages_is_one() -> None:
    text = "| 编码 | 金额 |\n|---|---|\n| 201 | 1.00 |\n\n— 2 —\n\n| | |\n|---|---|\n| 205 | 2.00 |\n"
    (table,) = [block for block in join_continued(read_blocks(text)) if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["编码", "201", "205"]
    assert table.lines == (1, 3, 9)
    assert table.seams == (2,)


def test_page_numbers_and_pictures_are_no_text() -> None:
    assert texts("第一段。\n\n— 12 —\n\n![图](a.png)\n\n- 3 -\n\n第 4 页 / 共 9 页\n\n第二段。\n") == [
        "第一段。",
        "第二段。",
    ]


def test_a_sentence_cut_by_a_page_break_is_joined() -> None:
    text = "支出包括：一般公共服务支出815.23万元、教育支出50.00万元，以及住房保障支出\n\n25.92万元等。\n\n五、说明\n"
    assert texts(text) == [
        "支出包括：一般公共服务支出815.23万元、教育支出50.00万元，以及住房保障支出25.92万元等。",
        "五、说明",
    ]


def test_headings_have_levels() -> None:
    blocks = read_blocks("# 一\n\n### 三\n\n正文\n")
    assert [(block.text, block.level) for block in blocks if isinstance(block, Paragraph)] == [
        ("一", 1),
        ("三", 3),
        ("正文", None),
    ]


def test_the_seed_has_39_tables_and_its_statements_are_whole(seed_path: Path) -> None:
    document = read_document(seed_path)
    found = list(document.tables)
    assert len(found) == 39
    assert [(len(found[at].rows), found[at].seams) for at in (2, 3)] == [(40, (25,)), (40, (37,))]
    assert found[2].rows[25][0] == "2080801"
    assert found[36].rows[0] == ("代码", "一级目录", "二级目录", "三级目录", "四级目录")


def test_gb18030_reads_like_utf_8(seed_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "gb.md"
    other.write_bytes(seed_path.read_text(encoding="utf-8").encode("gb18030"))
    first, second = read_document(seed_path), read_document(other)
    assert second.encoding == "gb18030"
    assert second.blocks == first.blocks
