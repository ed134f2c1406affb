"""The page of a document as read has an anchor for everything that evidence leads to."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from lxml import html

from budgetlib.document import Document, Paragraph, Place, Table
from budgetlib.readers import read_document
from budgetlib.statements.headings import headings
from budgetlib.stories import Collection as Disclosures
from budgetlib.stories import addresses, open_collection
from budgetlib.stories.reading_notes import in_chinese
from budgetlib.stories.source_page import source_html, source_notebook

PLACED = ("statements", "budget_lines", "key_facts", "projects", "performance_targets", "performance_indicators",
          "claims", "glossary", "catalogue_entries", "findings", "finding_evidence", "scores")  # fmt: skip


def page_of(path: Path, linked: Collection[Place] = ()) -> str:
    document = read_document(path)
    return source_html(
        document,
        title="某局",
        unit_page="/units/a/2024-budget.html",
        statements=[("收支总表", 2)],
        linked=linked,
        headings=headings(document),
    )


def places_linked(collection: Disclosures, disclosure_id: str) -> set[Place]:
    return {
        Place(*(None if pd.isna(row[name]) else int(row[name]) for name in Place.__dataclass_fields__))
        for table in ("budget_lines", "findings", "finding_evidence")
        for row in collection.table(table).to_dict("records")
        if row["disclosure_id"] == disclosure_id
    }


def anchors_wanted(collection: Disclosures, disclosure_id: str) -> set[str]:
    wanted = set()
    for table in PLACED:
        rows = collection.table(table)
        for row in rows[rows["disclosure_id"] == disclosure_id].to_dict("records"):
            wanted.add(addresses.evidence(disclosure_id, row).partition("#")[2])
    return wanted - {""}


def test_every_piece_of_evidence_of_the_seed_is_on_its_page(seed_path: Path, seed_folder: Path) -> None:
    collection, seed = open_collection(str(seed_folder)), "ua06a8213-2024-budget"
    found = set(re.findall(r' id="([^"]+)"', page_of(seed_path, places_linked(collection, seed))))
    assert anchors_wanted(collection, seed) <= found


def test_every_piece_of_evidence_of_real_documents_is_on_their_pages(real: Disclosures, corpus: Path) -> None:
    for row in real.disclosures.to_dict("records"):
        path = corpus / str(row["source_file"])
        linked = places_linked(real, str(row["disclosure_id"]))
        found = re.findall(r' id="([^"]+)"', page_of(path, linked))
        assert len(found) == len(set(found)), f"{path.name}: an anchor twice"
        missing = anchors_wanted(real, str(row["disclosure_id"])) - set(found)
        assert not missing, f"{path.name}: {sorted(missing)[:5]}"


def test_the_page_is_light(seed_path: Path, seed_folder: Path) -> None:
    linked = places_linked(open_collection(str(seed_folder)), "ua06a8213-2024-budget")
    assert len(page_of(seed_path, linked).encode()) < 440_000


def made_up(*rows: tuple[str, ...], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Document:
    table = Table(1, rows, (None,) * len(rows), (3,) * (len(rows) - 1) + (4,), spans)
    text = Paragraph('<script>alert(1)</script> "引号" \u202e反向', page=3)
    return Document("a<b.pdf", "pdf", "0" * 64, (text, table), notes=(("读不出 <img>", Place(page=3)),))


def test_what_a_document_says_stays_text() -> None:
    page = source_html(
        made_up(("<b>甲</b>", "1"), ("乙", "2")),
        title="<i>局</i>",
        unit_page="/u.html",
        statements=[("<u>表</u>", 1)],
    )
    assert not re.search(r"<(?:script|b|i|u|img)[ >]", page)
    assert "\u202e" not in page


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_counts_as_pages_in_a_workbook_are_called_sheets(kind: str) -> None:
    document = replace(made_up(("甲", "1"), ("乙", "2")), format=kind)
    page = source_html(document, title="局", unit_page="/u.html", statements=[])
    assert "第 3 张工作表" in page
    assert "左边是工作表里的行号" in page


def test_merged_cells_and_pages_are_kept() -> None:
    page = html.fromstring(
        source_html(
            made_up(("合并", "", "1"), ("乙", "2", "3"), spans={(0, 0): (1, 2)}),
            title="局",
            unit_page="/u.html",
            statements=[],
        )
    )
    rows = page.xpath("//tr[starts-with(@id, 't1-r')]")
    assert [cell.text_content() for cell in rows[0]] == ["1", "合并", "1"]
    assert rows[0][1].get("colspan") == "2"
    assert [mark.get("id") for mark in page.xpath("//*[@class='page-mark']")] == ["p3", "p4"]


def page_with(kind: str, *blocks: Paragraph) -> html.HtmlElement:
    document = Document(f"a.{kind}", kind, "0" * 64, blocks)
    return html.fromstring(source_html(document, title="局", unit_page="/u.html", statements=[]))


def table_of(
    *rows: tuple[str, ...], linked: Collection[Place] = (), spans: dict | None = None
) -> html.HtmlElement:
    document = made_up(*rows, spans=spans)
    page = source_html(
        document, title="局", unit_page="/u.html", statements=[], linked=linked, headings=headings(document)
    )
    return html.fromstring(page).xpath("//table")[0]


BY_SUBJECT = (
    ("科目编码", "科目名称", "合计", "基本支出"),
    ("201", "一般公共服务支出", "12.50", "2"),
    *((f"2010{number}", "行政运行", "1,000.00", "") for number in range(6)),
)


def test_the_heading_of_a_long_table_stands_above_its_figures() -> None:
    table = table_of(*BY_SUBJECT)
    (head,) = table.xpath("thead/tr")
    assert [cell.text_content() for cell in head.xpath("th")] == list(BY_SUBJECT[0])
    assert head.get("id") == "t1-r1"
    assert len(table.xpath("tbody/tr[starts-with(@id, 't1-r')]")) == 7


def test_figures_stand_right_and_codes_left() -> None:
    first = table_of(*BY_SUBJECT).xpath("tbody/tr")[0]
    assert [cell.get("class") for cell in first] == [None, None, None, "n", "n"]


def test_a_short_table_has_no_heading_that_stays() -> None:
    assert not table_of(*BY_SUBJECT[:4]).xpath("thead")


def test_the_cell_that_a_finding_rests_on_has_an_anchor_of_its_own() -> None:
    table = table_of(*BY_SUBJECT, linked=[Place(page=3, table=1, row=2, column=3)])
    (cell,) = table.xpath("//*[@id='t1-r2-c3']")
    assert cell.text_content() == "12.50"
    assert addresses.anchor(table=1, row=2, column=3, page=3) == "#t1-r2-c3"


def test_a_cell_that_another_covers_leads_to_the_one_that_is_shown() -> None:
    table = table_of(
        ("合并", "", "1"), ("乙", "2", "3"), spans={(0, 0): (1, 2)}, linked=[Place(table=1, row=1, column=2)]
    )
    (cell,) = table.xpath("//*[@id='t1-r1-c2']")
    assert cell.text_content() == "合并"


def test_texts_in_one_row_of_a_sheet_share_an_anchor() -> None:
    blocks = (Paragraph("编制单位：某局", page=1, line=2), Paragraph("单位：万元", page=1, line=2))
    page = page_with("xlsx", *blocks)
    assert page.xpath("string(//p[@id='p1-l2'])") == "2编制单位：某局"


def test_text_of_a_page_has_an_anchor_per_line_that_a_paragraph_begins_in() -> None:
    blocks = (Paragraph("比上年增加。", page=27, line=4), Paragraph("比上年减少。", page=28, line=4))
    page = page_with("pdf", *blocks)
    assert page.xpath("string(//p[@id='p27-l4'])") == "4比上年增加。"
    assert page.xpath("string(//p[@id='p28-l4'])") == "4比上年减少。"


def test_the_page_is_a_notebook_with_one_raw_block() -> None:
    notebook = source_notebook(
        made_up(("甲", "1"), ("乙", "2")), title="局", unit_page="/u.html", statements=[]
    )
    assert '"raw"' in notebook
    assert "{=html}" in notebook


@pytest.mark.parametrize("fence", ["```", "````"])
def test_backticks_of_a_document_can_not_close_the_block(fence: str) -> None:
    document = Document("a.md", "markdown", "0" * 64, (Paragraph(f"{fence}\n# 标题", line=1),))
    made = json.loads(source_notebook(document, title="局", unit_page="/u.html", statements=[]))
    lines = made["cells"][1]["source"]
    assert isinstance(lines, list)
    assert "".join(lines).count("`") == 6


def test_a_page_says_which_one_it_is_in_its_own_file() -> None:
    parts = ("pages 1 to 10 are those of 说明.pdf", "pages 11 to 31 are those of 表.pdf")
    document = Document(
        "表.pdf",
        "pdf",
        "0" * 64,
        (Paragraph("预算表", page=13, line=1),),
        notes=tuple((words, Place(page=page)) for words, page in zip(parts, (1, 11), strict=True)),
    )
    page = html.fromstring(source_html(document, title="局", unit_page="/u.html", statements=[]))
    assert page.xpath("string(//*[@id='p13'])") == "第 13 页（表.pdf 第 3 页）"
    assert page.xpath("//ul[@class='remark']/li/text()") == [
        "第 1 至 10 页是 说明.pdf",
        "第 11 至 31 页是 表.pdf",
    ]


@pytest.mark.parametrize(
    ("note", "pages", "said"),
    [
        (
            "the page is a picture: its text was recognised",
            (1, 2, 3),
            "第 1 至 3 页是图片，文字由光学识别得出，可能有误",
        ),
        ("the page is a picture without text: install it", (2, 5), "第 2、5 页是图片，没有读取"),
        ("3 filled rows are hidden and left out", (2,), "第 2 页有内容的 3 行是隐藏的，没有读取"),
        ("the sheet “底稿” is hidden and left out", (4,), "工作表“底稿”是隐藏的，没有读取"),
        ("something new", (), "something new"),
    ],
)
def test_notes_of_readers_are_in_chinese_and_said_once(note: str, pages: tuple[int, ...], said: str) -> None:
    notes = [(note, Place(page=page)) for page in pages or (None,)]
    assert list(in_chinese(notes, "第 {} 页")) == [said]


def test_no_note_of_a_reader_stays_english(corpus: Path) -> None:
    scan = read_document(corpus / "more" / "m16.pdf")
    assert scan.notes
    assert not any(re.search("[a-z]{3}", words) for words in in_chinese(scan.notes, "第 {} 页"))
