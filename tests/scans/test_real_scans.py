"""Real pages: those of text PDFs as an office scanner gives them, and scans that were published as such."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from budgetlib.checks import confirmed
from budgetlib.disclosure import Fact
from budgetlib.document import Document, Table
from budgetlib.interpret import assemble
from budgetlib.money import is_blank, parse_number
from budgetlib.readers import read_document
from budgetlib.text import squash
from scanned import scanned

pytestmark = pytest.mark.usefixtures("ocr")


def pages_of(source: Path, target: Path, pages: list[int]) -> Path:
    """Some pages of a PDF as a PDF of their own."""
    document = pypdfium2.PdfDocument.new()
    original = pypdfium2.PdfDocument(source)
    document.import_pages(original, [page - 1 for page in pages])
    document.save(target)
    original.close()
    document.close()
    return target


def amounts(document: Document) -> Iterator[tuple[int, int, int, Decimal]]:
    """Table, row, column and value of every number in the tables."""
    for number, table in enumerate(document.tables):
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                found = parse_number(cell)
                if found is not None:
                    yield number, row, column, found.value


def alike(read: Table, printed: Table) -> float:
    """The share of cells that say the same, blanks included."""
    pairs = [
        (squash(one), squash(other))
        for cells, others in zip(read.rows, printed.rows, strict=True)
        for one, other in zip(cells, others, strict=True)
    ]
    return sum(one == other or (is_blank(one) and is_blank(other)) for one, other in pairs) / len(pairs)


@pytest.mark.parametrize(
    ("name", "page", "dpi"), [("01.pdf", 19, 150), ("06.pdf", 12, 200), ("17.pdf", 17, 150)]
)
def test_a_scanned_table_is_the_printed_one(
    corpus: Path, tmp_path: Path, name: str, page: int, dpi: int
) -> None:
    """Every amount in its place, and the same merged cells and blanks."""
    printed = read_document(pages_of(corpus / name, tmp_path / name, [page]))
    scan = read_document(scanned(corpus / name, tmp_path / "scan.pdf", dpi=dpi, pages=[page]))
    assert [(len(table.rows), table.width) for table in scan.tables] == [
        (len(table.rows), table.width) for table in printed.tables
    ]
    assert list(amounts(scan)) == list(amounts(printed))
    assert [table.spans for table in scan.tables] == [table.spans for table in printed.tables]
    for read, table in zip(scan.tables, printed.tables, strict=True):
        assert alike(read, table) > 0.95
    assert scan.scan.read == (1,)


def test_what_a_scan_of_small_print_confirms_is_right(corpus: Path, tmp_path: Path) -> None:
    """北京市审计局 2026, print of 6 points at 150 dpi: much is misread, and nothing of that is confirmed."""
    pages = [1, 2, 4]
    printed = read_document(pages_of(corpus / "09.pdf", tmp_path / "printed.pdf", pages))
    scan = read_document(scanned(corpus / "09.pdf", tmp_path / "scan.pdf", dpi=150, pages=pages))
    right = {fact.key: fact for fact in assemble(printed).facts}
    facts: list[Fact] = [fact for fact in confirmed(assemble(scan)).facts if fact.confirmed]
    assert len(facts) >= 5
    assert [(fact.key, fact.value) for fact in facts] == [(fact.key, right[fact.key].value) for fact in facts]


def test_a_published_scan(corpus: Path, tmp_path: Path) -> None:
    """北京市政务服务和数据管理局 2026: eight pages of text, of which those with its figures are read here."""
    path = pages_of(corpus / "more" / "m02.pdf", tmp_path / "m02.pdf", [1, 7])
    disclosure = confirmed(assemble(read_document(path)))
    assert disclosure.identity.unit_name == "北京市政务服务和数据管理局"
    assert (disclosure.identity.year, disclosure.identity.stage) == (2026, "budget")
    facts = {fact.key: fact for fact in disclosure.facts}
    found = {key: (str(fact.value), fact.confirmed) for key, fact in facts.items() if fact.state == "number"}
    assert found["three_public.total"] == ("80.11", True)  # 51.3 + 7.25 + 21.56
    assert found["three_public.vehicle_operation"] == ("9.03", True)
    assert found["operating_cost.total"] == ("760.36", False)  # said once


def test_pages_of_a_notice_with_stamps_and_a_blank_table(corpus: Path, tmp_path: Path) -> None:
    """A notice on titles of auditors, published as a budget: red head, two stamps, a table to fill in."""
    document = read_document(pages_of(corpus / "more" / "m03.pdf", tmp_path / "m03.pdf", [1, 10, 19]))
    texts = [one.text for one in document.paragraphs]
    assert "评审工作的通知" in "".join(texts)
    assert any("2025年7月11" in squash(text) for text in texts)  # under a stamp
    (table,) = document.tables
    assert table.rows[0][:3] == ("序号", "姓名", "性别")
    assert [row[0] for row in table.rows[1:]] == [str(number) for number in range(1, 14)]
    assert {cell for row in table.rows[1:] for cell in row[1:]} == {""}
