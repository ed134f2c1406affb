"""Word files: paragraphs, automatic numbers, merged cells, and what Word keeps but does not show."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from rewritten import docx, word_runs, word_table

from budgetlib.document import Document, Table
from budgetlib.errors import ReadError
from budgetlib.readers.docx import read_docx
from budgetlib.readers.docx.numbering import written


def read(body: str, *, numbering: str = "", styles: str = "") -> Document:
    return read_docx(Path("x.docx"), docx(body, numbering=numbering, styles=styles))


def texts(document: Document) -> list[str]:
    return [one.text for one in document.paragraphs]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{word_runs(text)}</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def only_table(document: Document) -> Table:
    (table,) = document.tables
    return table


def test_headings_by_style_and_by_outline() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="公文标题"/><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    )
    document = read(
        p("某局2024年部门预算", '<w:pStyle w:val="t"/>')
        + p("概况", '<w:pStyle w:val="a3"/>')
        + p("职责", '<w:outlineLvl w:val="2"/>')
        + p("正文", '<w:pStyle w:val="H1"/><w:outlineLvl w:val="9"/>'),
        styles=styles,
    )
    assert [(one.text, one.level, one.line) for one in document.paragraphs] == [
        ("某局2024年部门预算", 1, 1),
        ("概况", 2, 2),
        ("职责", 3, 3),
        ("正文", None, 4),
    ]


def test_automatic_numbers_are_printed() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
        '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="节"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'

    def item(text: str, level: int) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>')

    document = read(
        p("收入", '<w:pStyle w:val="n"/>')
        + item("来源", 1)
        + item("拨款", 2)
        + item("结转", 2)
        + item("去向", 1)
        + item("人员", 2)
        + p("支出", '<w:pStyle w:val="n"/>')
        + item("总体", 1)
        + item("点", 3)
        + p("无", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        numbering=numbering,
        styles=styles,
    )
    assert texts(document) == [
        "一、收入", "（一）来源", "3.拨款", "4.结转", "（二）去向", "3.人员", "二、支出", "（一）总体", "点", "无"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "style", "expected"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCounting", "一零五"),
        (3, "decimalEnclosedCircle", "③"),
        (2, "upperLetter", "B"),
        (9, "lowerRoman", "ix"),
        (7, "cardinalText", "7"),
    ],
)
def test_number_formats(count: int, style: str, expected: str) -> None:
    assert written(count, style) == expected


def test_merged_cells() -> None:
    down, goes_on, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    document = read(
        "<w:tbl>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{tc('项目', down)}{tc('本年收入', two)}</w:tr>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{tc('', goes_on)}{tc('合计')}{tc('其中：拨款')}</w:tr>"
        f"<w:tr>{tc('教育支出', down)}{tc('5.00')}{tc('')}</w:tr>"
        f"<w:tr>{tc('', goes_on)}{tc('6.00')}{tc('6.00')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("7.00")}{tc("7.00")}</w:tr>'
        "</w:tbl>"
    )
    table = only_table(document)
    assert table.rows == (
        ("项目", "本年收入", ""),
        ("", "合计", "其中：拨款"),
        ("教育支出", "5.00", ""),
        ("", "6.00", "6.00"),
        ("", "7.00", "7.00"),
    )
    assert table.spans == {(0, 0): (2, 1), (0, 1): (1, 2), (2, 0): (2, 1)}
    assert table.header_rows == 2


def test_frame_around_text_is_no_table() -> None:
    document = read(f"<w:tbl><w:tr><w:tc>{p('一、职责')}{p('主管审计工作。' * 20)}</w:tc></w:tr></w:tbl>")
    assert not list(document.tables)
    assert texts(document)[0] == "一、职责"


def test_revisions_hidden_text_and_fields() -> None:
    document = read(
        "<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>10</w:delText><w:t>10</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>万元</w:t></w:r>'
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:hyperlink><w:r><w:t>见附表</w:t></w:r></w:hyperlink></w:p>"
    )
    assert texts(document) == ["预算12万元见附表"]


def test_content_controls_breaks_and_text_boxes() -> None:
    box = f"<w:txbxContent>{p('某市审计局')}</w:txbxContent>"
    twice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    document = read(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>2024年</w:t><w:br/><w:t>部门预算</w:t><w:br w:type='page'/></w:r><w:r>{twice}</w:r></w:p>"
    )
    assert texts(document) == ["目录", "2024年", "部门预算", "某市审计局"]


def test_strict_form_of_the_format() -> None:
    usual = zipfile.ZipFile(io.BytesIO(docx(p("某局预算"))))
    strict = io.BytesIO()
    with zipfile.ZipFile(strict, "w") as archive:
        for name in usual.namelist():
            content = usual.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            archive.writestr(name, content)
    assert texts(read_docx(Path("x.docx"), strict.getvalue())) == ["某局预算"]


def test_entities_are_not_expanded() -> None:
    """A file made to read other files or to fill the memory gives text without them, or an error; never their contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            "<w:p><w:r><w:t>预算&x;</w:t></w:r></w:p></w:body></w:document>",
        )
    assert texts(read_docx(Path("x.docx"), file.getvalue())) == ["预算"]


def test_damaged_and_empty_files() -> None:
    whole = docx(p("某局预算"))
    with pytest.raises(ReadError, match=r"x\.docx: the file is damaged \(download it again"):
        read_docx(Path("x.docx"), whole[: len(whole) // 2])
    with pytest.raises(ReadError, match="the Word file holds no text"):
        read("")
    with pytest.raises(ReadError, match=r"x\.docx, word/document\.xml: the file is damaged"):
        read("<w:p>")


def test_tables_that_a_converter_cut_into_pages() -> None:
    """Converters from PDF begin a table anew on each page and repeat its header."""
    first = Table(1, (("项目", "金额", "基本"), ("教育支出", "5.00", "5.00")), (None,) * 2, (None,) * 2, {})
    second = Table(2, (("项目", "金额", "基本"), ("合计", "5.00", "5.00")), (None,) * 2, (None,) * 2, {})
    table = only_table(read(word_table(first) + "<w:p/>" + word_table(second)))
    assert [row[0] for row in table.rows] == ["项目", "教育支出", "合计"]
    assert table.lines == (1, 2, 4)


def test_boxes_to_tick_and_characters_with_their_sound() -> None:
    """Symbols are numbers in a font of their own: 是☑ 否□."""
    tick, box = (f'<w:r><w:sym w:font="Wingdings 2" w:char="F0{number}"/></w:r>' for number in ("52", "A3"))
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert texts(read(f"<w:p>{word_runs('是')}{tick}{word_runs('否')}{box}{ruby}</w:p>")) == ["是☑否□拼"]


def test_cells_joined_to_the_one_on_their_left() -> None:
    """Some programs keep all cells of a merged one."""
    head = tc("收入", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + tc("支出")
    body = tc("办公费") + tc("1.00") + tc("2.00")
    table = only_table(read(f"<w:tbl><w:tr>{head}</w:tr><w:tr>{body}</w:tr></w:tbl>"))
    assert table.rows == (("收入", "", "支出"), ("办公费", "1.00", "2.00"))
    assert table.spans == {(0, 0): (1, 2)}


def test_damage_inside_a_part() -> None:
    """The archive is whole, what is packed in it is not."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document>" + "预算公开" * 200)
    data = bytearray(file.getvalue())
    data[50:60] = b"\xff" * 10
    with pytest.raises(ReadError, match=r"x\.docx, word/document\.xml: the file is damaged"):
        read_docx(Path("x.docx"), bytes(data))
