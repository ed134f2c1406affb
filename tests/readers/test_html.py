"""Web pages: what of them is text and tables, in whatever encoding."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.document import Document, Paragraph, Table
from budgetlib.errors import ReadError
from budgetlib.interpret import interpret
from budgetlib.readers import read_document
from budgetlib.readers.html import read_html


def read(body: str, head: str = "") -> Document:
    return read_html(Path("page.html"), f"<html><head>{head}</head><body>{body}</body></html>".encode())


def texts(document: Document) -> list[str]:
    return [one.text for one in document.paragraphs]


def only_table(document: Document) -> Table:
    (table,) = document.tables
    return table


def test_merged_cells() -> None:
    table = only_table(
        read(
            "<table><tr><td rowspan=2>项目</td><td colspan=2>本年收入</td></tr><tr><td>合计</td><td>财政拨款</td></tr>"
            "<tr><td>教育支出</td><td>5.00</td><td></td></tr></table>"
        )
    )
    assert table.rows == (("项目", "本年收入", ""), ("", "合计", "财政拨款"), ("教育支出", "5.00", ""))
    assert table.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}, "a blank cell is not a merged one"
    assert (table.lines, table.pages) == ((1, 2, 3), (None, None, None))


def test_spans_that_lead_out_of_the_table() -> None:
    """A title over 256 columns, a cell down to the end, and cells that would cover others."""
    table = only_table(
        read(
            "<table><tr><td colspan=256>收支总表</td></tr><tr><td rowspan=0>项目</td><td rowspan=2>甲</td><td>1</td></tr>"
            "<tr><td>2</td></tr><tr><td colspan='-1'>3</td><td rowspan='many'>4</td></tr></table>"
        )
    )
    assert table.rows == (("收支总表", "", ""), ("项目", "甲", "1"), ("", "", "2"), ("", "3", "4"))
    assert table.spans == {(0, 0): (1, 3), (1, 0): (3, 1), (1, 1): (2, 1)}

    table = only_table(
        read(
            "<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td></tr><tr><td>d</td><td>e</td></tr></table>"
        )
    )
    assert table.rows == (("a", "b"), ("c", ""), ("d", "e"))
    assert table.spans == {(0, 1): (2, 1)}, "one place is in one cell only"


def test_rows_of_header() -> None:
    marked = read(
        "<table><thead><tr><td>项目</td><td>金额</td></tr></thead><tr><td>教育</td><td>1</td></tr></table>"
    )
    assert only_table(marked).header_rows == 1
    by_cells = read("<table><tr><th>项目<th>金额<tr><th>合计<th>小计<tr><th>教育<td>1</table>")
    assert only_table(by_cells).header_rows == 2
    assert only_table(read("<table><tr><td>项目</td><td>1</td></tr></table>")).header_rows is None


def test_cells_written_by_word() -> None:
    """A paragraph in every cell, lines of the source wrapped in the middle of words, indentation by spaces."""
    table = only_table(
        read(
            "<table><tr><td><p class=MsoNormal>一般公共预算<span>\n  财政拨款</span><o:p></o:p></p></td>"
            "<td><p>事业单位</p><p>经营收入</p></td></tr><tr><td>&nbsp;&nbsp;其中：</td><td>1,576<b>.74</b></td></tr></table>"
        )
    )
    assert table.rows == (("一般公共预算财政拨款", "事业单位\n经营收入"), ("其中：", "1,576.74"))


def test_line_breaks_and_entities() -> None:
    document = read(
        "<p>第一行<br>第二行&lt;b&gt;&amp;&#20803;</p><table><tr><td>甲<br/>乙</td><td>&yen;1</td></tr></table>"
    )
    assert texts(document) == ["第一行", "第二行<b>&元"]
    assert only_table(document).rows == (("甲\n乙", "¥1"),)


def test_headings() -> None:
    document = read("<h1>某局2024年部门预算</h1><div>第一部分<h3>概况</h3>职责</div>")
    assert [(one.text, one.level, one.line) for one in document.paragraphs] == [
        ("某局2024年部门预算", 1, 1),
        ("第一部分", None, 2),
        ("概况", 3, 3),
        ("职责", None, 4),
    ]


def test_tables_that_arrange_the_page() -> None:
    """A page laid out by a table: its text and the table of data in it are read in order."""
    document = read(
        "<table><tr><td><a href='/x'>首页</a></td><td><table><caption>收支总表</caption><tr><td>项目</td><td>金额</td></tr>"
        "<tr><td>教育支出</td><td>5.00</td></tr></table><p>注：单位万元</p></td></tr></table>"
    )
    assert [block.text if isinstance(block, Paragraph) else block.rows for block in document.blocks] == [
        "首页",
        "收支总表",
        (("项目", "金额"), ("教育支出", "5.00")),
        "注：单位万元",
    ]
    framed = read(f"<table><tr><td>说明</td></tr><tr><td>{'本年收入增加。' * 20}</td></tr></table>")
    assert not list(framed.tables)
    assert texts(framed)[0] == "说明"
    marked = read(
        "<table role=presentation><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert texts(marked) == ["甲", "乙", "丙", "丁"]


def test_small_table_in_a_cell_of_data() -> None:
    outer = "".join(f"<tr><td>绩效指标{at}的完成情况与说明</td><td>≥{at}%</td></tr>" for at in range(5))
    table = only_table(
        read(
            f"<table>{outer}<tr><td>备注</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
        )
    )
    assert table.rows[-1] == ("备注", "a b")


def test_what_is_not_shown_and_what_stands_on_every_page() -> None:
    links = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("首页", "政务公开", "互动交流"))
    document = read(
        f"<script>alert(1)</script><style>p {{}}</style><nav>导航</nav><div><ul>{links}</ul></div><header>网站</header>"
        "<article><header><h1>某局预算</h1></header><p>本年收入<span style='display: none'>99</span>5万元。</p>"
        "<ul><li><a href='#a'>一、职责</a></li><li><a href='#b'>二、机构</a></li><li><a href='#c'>三、预算</a></li></ul>"
        "<p hidden>草稿</p><select><option>2023</option></select><p>完</p></article><aside>热点</aside><footer>版权</footer>"
        "<!-- 注释 -->"
    )
    assert texts(document) == ["某局预算", "本年收入5万元。", "一、职责", "二、机构", "三、预算", "完"]


def test_page_inside_one_large_form() -> None:
    """Old pages are a form from beginning to end: only what asks for input is left out."""
    search = "<form><input value='搜索'>站内搜索</form>"
    document = read(
        f"{search}<form id='aspnetForm'><input value='x'><p>某局2024年部门预算公开说明</p></form>"
    )
    assert texts(document) == ["某局2024年部门预算公开说明"]


def test_hostile_text_stays_text() -> None:
    document = read(
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; {{&lt; include x &gt;}}</p><p onclick='x()'>=cmd()</p>"
    )
    assert texts(document) == ["<script>alert(1)</script> {{< include x >}}", "=cmd()"]


def test_elements_nested_beyond_reason() -> None:
    document = read("<p>前</p>" + "<div>" * 10_000 + "深" + "</div>" * 10_000)
    assert texts(document)[0] == "前"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "gb18030", "utf-8", "big5"])
def test_encodings(charset: str) -> None:
    words = "單位預算" if charset == "big5" else "单位预算，教育支出"
    page = f"<html><head><meta charset={charset}></head><body><p>{words * 9}</p></body></html>"
    assert texts(read_html(Path("x.html"), page.encode(charset))) == [words * 9]


def test_declared_encoding_that_is_not_the_one_used() -> None:
    """Browsers save as UTF-8 and leave the old declaration."""
    page = "<html><head><meta charset=gb2312></head><body><p>单位预算</p></body></html>"
    document = read_html(Path("x.html"), page.encode())
    assert (texts(document), document.encoding) == (["单位预算"], "utf-8")
    undeclared = read_html(Path("x.html"), f"<html><body><p>{'单位预算' * 9}</p></body></html>".encode("gbk"))
    assert (texts(undeclared), undeclared.encoding) == (["单位预算" * 9], "gb18030")


def test_title_that_the_text_does_not_have() -> None:
    body = "<p>本年收入5万元。</p>"
    assert texts(read(body, "<title>某市审计局2024年部门预算</title>"))[0] == "某市审计局2024年部门预算"
    named = "<meta name=ArticleTitle content='某市审计局2024年部门预算'><title>某市人民政府</title>"
    assert texts(read(body, named))[0] == "某市审计局2024年部门预算"
    printed = read(
        f"<h2>某市审计局2024年部门预算</h2>{body}", "<title>某市审计局2024年部门预算_政务公开</title>"
    )
    assert texts(printed) == ["某市审计局2024年部门预算", "本年收入5万元。"]


def test_what_stands_above_the_title_is_the_way_to_the_page() -> None:
    head = "<title>某市审计局2024年部门预算_某市人民政府</title>"
    document = read("<p>首页 &gt; 公开</p><h2>某市审计局 2024年部门预算</h2><p>一、职责</p>", head)
    assert texts(document) == ["某市审计局 2024年部门预算", "一、职责"]
    other = read("<p>附件1</p><h2>2024年部门预算说明</h2>", head)
    assert texts(other) == ["某市审计局2024年部门预算_某市人民政府", "附件1", "2024年部门预算说明"]


def test_page_without_text() -> None:
    with pytest.raises(ReadError, match=r"page\.html: a program makes the web page"):
        read("<script>load()</script>")


def test_page_named_as_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "预算.pdf"
    path.write_text("<!DOCTYPE html><html><body><p>页面不存在</p></body></html>", "utf-8")
    document = read_document(path)
    assert document.format == "html"
    assert [note for note, _ in document.notes] == [
        "the name ends in .pdf as that of a PDF, but this is a web page"
    ]


def test_saved_page_with_text_only(corpus: Path) -> None:
    """昆明市审计局 2026, saved from the city's website with all of its menus and links."""
    document = read_document(corpus / "more" / "m10.html")
    assert texts(document)[0] == "昆明市审计局（汇总）2026年预算公开"
    assert not any("国家税务总局" in text or "ICP" in text for text in texts(document))
    disclosure = interpret(document)
    facts = {fact.key: (fact.value, fact.unit) for fact in disclosure.facts}
    assert facts["three_public.total"] == (Decimal("203702.18"), "元")
    assert facts["operating_cost.total"] == (Decimal("10690192.36"), "元")
    assert (disclosure.identity.unit_name, disclosure.identity.year) == ("昆明市审计局（汇总）", 2026)


def test_saved_page_of_the_publicity_department(corpus: Path) -> None:
    """中共重庆市委宣传部 2026: the text is one div among many."""
    document = read_document(corpus / "more" / "m09.html")
    assert "理响重庆" not in "".join(texts(document))
    facts = {fact.key: (fact.value, fact.unit) for fact in interpret(document).facts}
    assert facts["three_public.total"] == (Decimal("275.80"), "万元")
    assert facts["unit_name"][0] == "中共重庆市委宣传部"


@pytest.mark.parametrize(
    "cell",
    [
        "<td colspan=1000>x",
        "<tr><td rowspan=0>x",
        "<tr><td rowspan=65534 colspan=1000>x",
        "<tr><td>x<td colspan=9>",
    ],
)
def test_spans_made_to_exhaust_memory(cell: str) -> None:
    assert read(f"<table><tr>{cell * 20_000}</table>").blocks


def _web_archive(*pages: str, charset: str = "gb2312") -> bytes:
    head = b'From: <Saved by IE>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_part"\r\n\r\n'
    parts = [
        f'--=_part\r\nContent-Type: text/html; charset="{charset}"\r\n'.encode()
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + b64encode(page.encode("gb18030"))
        + b"\r\n"
        for page in pages
    ]
    picture = b"--=_part\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n"
    return head + b"".join(parts) + picture + b"--=_part--\r\n"


def test_web_archive(tmp_path: Path) -> None:
    """A page saved with its pictures in one file; frames of advertisements after it are left out."""
    path = tmp_path / "预算公开.mht"
    table = "<table><tr><td>项目<td>预算数<tr><td>办公费<td>12.50</table>"
    path.write_bytes(
        _web_archive(f"<html><body><p>收支总表{table}</body></html>", "<html><body><p>专题</html>")
    )
    document = read_document(path)
    assert document.format == "html"
    assert [one.text for one in document.paragraphs] == ["收支总表"]
    assert only_table(document).rows == (("项目", "预算数"), ("办公费", "12.50"))
    assert document.notes == ()


def test_workbook_saved_as_a_web_archive(tmp_path: Path) -> None:
    """Excel writes a frame set and one page per sheet, and many name the file .xls."""
    path = tmp_path / "预算.xls"
    frames = "<html><frameset><frame src='sheet001.htm'><noframes>此页使用了框架</noframes></frameset></html>"
    sheets = [
        f"<html><body><table><tr><td colspan=2>表{at}<tr><td>项目<td>金额<tr><td>第{at}张<td>{at}.00</table>"
        for at in (1, 2)
    ]
    path.write_bytes(_web_archive(frames, *sheets))
    document = read_document(path)
    assert [table.rows[2] for table in document.tables] == [("第1张", "1.00"), ("第2张", "2.00")]
    assert [note for note, _ in document.notes] == [
        "the name ends in .xls as that of an old Excel workbook, but this is a web archive"
    ]
