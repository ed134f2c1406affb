"""Disclosures whose text and tables are published as two files."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from budgetlib.annexes import joined
from budgetlib.disclosure import Disclosure
from budgetlib.document import Document, Paragraph, Place, Table
from budgetlib.interpret import interpret
from budgetlib.readers import read_document


def document(name: str, *texts: str, pages: int | None = None) -> Document:
    """Paragraphs on one page each, or numbered by lines, with a table behind the last."""
    paged = pages is not None
    paragraphs = [
        Paragraph(text, page=at if paged else None, line=None if paged else at)
        for at, text in enumerate(texts, 1)
    ]
    last = len(texts)
    table = Table(1, (("a", "b"),), (None if paged else last + 1,), (last if paged else None,))
    return Document(name, "pdf" if paged else "docx", name, (*paragraphs, table), pages=pages)


def facts(disclosure: Disclosure) -> dict[str, tuple[object, str, str]]:
    return {fact.key: (fact.value, fact.unit, fact.origin) for fact in disclosure.facts}


def test_pages_lines_and_tables_count_on() -> None:
    whole = joined([document("a.pdf", "一", "二", pages=3), document("b.pdf", "三", pages=1)])
    assert [block.page for block in whole.paragraphs] == [1, 2, 4]
    assert [(table.number, table.pages) for table in whole.tables] == [(1, (2,)), (2, (4,))]
    assert whole.pages == 4
    assert (whole.source, whole.sha256) == ("a.pdf", "a.pdf")
    assert whole.notes == (
        ("pages 1 to 3 are those of a.pdf", Place(page=1)),
        ("pages 4 to 4 are those of b.pdf", Place(page=4)),
    )

    whole = joined([document("a.docx", "一", "二"), document("b.docx", "三")])
    assert [block.line for block in whole.paragraphs] == [1, 2, 4]
    assert [table.lines for table in whole.tables] == [(3,), (5,)]
    assert whole.pages is None
    assert whole.notes[1] == ("lines 4 to 5 are those of b.docx", Place(line=4))


def test_lines_of_a_page_stay_those_of_the_page() -> None:
    page = Document("a.pdf", "pdf", "a", (Paragraph("一", page=1, line=7),), pages=1)
    whole = joined([page, replace(page, source="b.pdf")])
    assert [(block.page, block.line) for block in whole.paragraphs] == [(1, 7), (2, 7)]


def test_the_file_that_says_whose_it_is_is_read_first() -> None:
    tables = document("附件2.docx", "收支总表")
    text = document("附件1.docx", "北京市审计局2026年度部门预算")
    whole = joined([tables, text])
    assert [one.text for one in whole.paragraphs] == ["北京市审计局2026年度部门预算", "收支总表"]
    assert whole.source == "附件2.docx"
    other = document("附件3.docx", "支出总表")
    assert [one.text for one in joined([tables, other]).paragraphs] == ["收支总表", "支出总表"]
    assert joined([text]) is text


@pytest.mark.parametrize("names", [("09.pdf", "more/m01.pdf"), ("more/m01.pdf", "09.pdf")])
def test_tables_and_text_of_the_audit_office(corpus: Path, names: tuple[str, str]) -> None:
    """北京市审计局 2026: 附件2 has the tables and no cover, 附件1 the text."""
    alone = interpret(read_document(corpus / "09.pdf"))
    assert alone.identity.scope is None
    both = interpret(joined([read_document(corpus / name) for name in names]))
    assert both.source == Path(names[0]).name
    assert (both.identity.unit_name, both.identity.year, both.identity.stage) == (
        "北京市审计局",
        2026,
        "budget",
    )
    assert both.identity.scope == "department", "only the text says it"
    assert [line[:12] for line in both.lines] == [line[:12] for line in alone.lines]
    known = facts(both)
    assert facts(alone).items() <= known.items()
    assert known["operating_cost.total"][2] == "text"
    assert known["assets.vehicles"] == (Decimal(17), "台", "text")
    assert "assets.vehicles" not in facts(alone)


def test_places_of_the_second_file_follow_those_of_the_first(corpus: Path) -> None:
    """江苏省委办公厅 2018: 15 pages of tables, 13 of text."""
    names = ("m18.pdf", "m19.pdf")
    tables, text = (read_document(corpus / "more" / name) for name in names)
    both = interpret(joined([tables, text]))
    assert both.pages == 28
    assert {claim.page for claim in both.claims} == {
        15 + claim.page for claim in interpret(text).claims if claim.page
    }
    assert {line.page for line in both.lines} == {line.page for line in interpret(tables).lines}
