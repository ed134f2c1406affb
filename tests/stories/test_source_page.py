"""The page of a document as read has an anchor for everything that evidence leads to."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from budgetlib.document import Document, Paragraph, Place, Table
from budgetlib.readers import read_document
from budgetlib.stories import Collection, addresses, open_collection
from budgetlib.stories.source_page import source_html, source_notebook

PLACED = ("statements", "budget_lines", "key_facts", "projects", "performance_targets", "performance_indicators",
          "claims", "glossary", "catalogue_entries", "findings", "finding_evidence", "scores")  # fmt: skip


def page_of(path: Path) -> str:
    return source_html(
        read_document(path), title="某局", unit_page="/units/a/2024-budget.html", statements=[("收支总表", 2)]
    )


def anchors_wanted(collection: Collection, disclosure_id: str) -> set[str]:
    wanted = set()
    for table in PLACED:
        rows = collection.table(table)
        for row in rows[rows["disclosure_id"] == disclosure_id].to_dict("records"):
            wanted.add(addresses.evidence(disclosure_id, row).partition("#")[2])
    return wanted - {""}


def test_every_piece_of_evidence_of_the_seed_is_on_its_page(seed_path: Path, seed_folder: Path) -> None:
    found = set(re.findall(r' id="([^"]+)"', page_of(seed_path)))
    assert anchors_wanted(open_collection(str(seed_folder)), "ua06a8213-2024-budget") <= found


def test_every_piece_of_evidence_of_real_documents_is_on_their_pages(real: Collection, corpus: Path) -> None:
    for row in real.disclosures.to_dict("records"):
        path = corpus / str(row["source_file"])
        found = re.findall(r' id="([^"]+)"', page_of(path))
        assert len(found) == len(set(found)), f"{path.name}: an anchor twice"
        missing = anchors_wanted(real, str(row["disclosure_id"])) - set(found)
        assert not missing, f"{path.name}: {sorted(missing)[:5]}"


def test_the_page_is_light(seed_path: Path) -> None:
    assert len(page_of(seed_path).encode()) < 470_000


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


def test_text_of_a_page_has_an_anchor_per_line_that_a_paragraph_begins_in() -> None:
    blocks = (Paragraph("比上年增加。", page=27, line=4), Paragraph("比上年减少。", page=28, line=4))
    page = html.fromstring(
        source_html(
            Document("a.pdf", "pdf", "0" * 64, blocks), title="局", unit_page="/u.html", statements=[]
        )
    )
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
    assert made["cells"][1]["source"].count("`") == 6
