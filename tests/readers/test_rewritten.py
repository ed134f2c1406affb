"""The same disclosure from every format: real tables of PDFs, written as web pages, Word files and workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from rewritten import as_docx, as_html, as_xls, as_xlsx

from budgetlib.checks import check
from budgetlib.disclosure import Disclosure
from budgetlib.document import Document, Table
from budgetlib.interpret import interpret
from budgetlib.readers import read_document

FORMATS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "html": (".html", as_html),
    "html in GBK": (".html", partial(as_html, charset="gbk")),
    "docx": (".docx", as_docx),
    "xlsx": (".xlsx", as_xlsx),
    "xls": (".xls", as_xls),
}
DOCUMENTS = ("01.pdf", "10.pdf", "13.pdf", "20.pdf")
"""上海 (three code columns), 北京 (indicator lists over pages), 重庆 (summary in one table), 烟台 (29 columns)."""


def without_page_breaks(document: Document) -> Document:
    """The document as a format without pages can hold it: no cut rows to be mended, and every span said."""
    return replace(
        document,
        blocks=tuple(
            replace(block, seams=(), spans=block.spans or {}) if isinstance(block, Table) else block
            for block in document.blocks
        ),
    )


def said(disclosure: Disclosure) -> dict[str, Counter[Any]]:
    """What a disclosure says, without where it stands."""
    identity = disclosure.identity
    return {
        "identity": Counter(
            [identity.unit_name, identity.year, identity.stage, identity.scope, identity.region, disclosure.money_unit]
        ),
        "statements": Counter(
            (one.kind, one.money_unit, one.row_count, one.empty, one.empty_note) for one in disclosure.statements
        ),
        "lines": Counter(
            (
                line.statement, line.side, line.code, line.name, line.item, line.measure, line.period, line.amount_yuan,
                line.blank, line.decimals,
            )
            for line in disclosure.lines
        ),
        "projects": Counter((one.name, one.funding, one.total_yuan) for one in disclosure.projects),
        "targets": Counter((one.project, len(one.funds), one.year_goal) for one in disclosure.targets),
        "indicators": Counter((one.level1, one.level3, one.operator, one.number) for one in disclosure.indicators),
        "claims": Counter((one.metric, one.value, one.value_unit, one.change) for one in disclosure.claims),
        "facts": Counter((fact.key, fact.value, fact.unit, fact.state) for fact in disclosure.facts),
        "findings": Counter(
            (one.rule_id, one.outcome, one.severity, one.expected, one.actual, one.tolerance)
            for one in check(disclosure)
        ),
    }  # fmt: skip


@cache
def reference(path: Path) -> tuple[Document, dict[str, Counter[Any]]]:
    document = without_page_breaks(read_document(path))
    return document, said(interpret(document))


def assert_same(original: Path, form: str, folder: Path) -> None:
    ending, write = FORMATS[form]
    document, expected = reference(original)
    assert expected["lines"].total() > 100
    copy = folder / f"copy{ending}"
    copy.write_bytes(write(document))
    read = read_document(copy)
    assert read.notes == ()
    found = said(interpret(read))
    for part, rows in expected.items():
        assert found[part] == rows, part


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_same_as_from_pdf(corpus: Path, tmp_path: Path, name: str, form: str) -> None:
    assert_same(corpus / name, form, tmp_path)


@pytest.mark.parametrize("form", FORMATS)
def test_same_as_from_markdown(seed_path: Path, tmp_path: Path, form: str) -> None:
    assert_same(seed_path, form, tmp_path)


@pytest.mark.parametrize("name", ["01.pdf", "13.pdf", "20.pdf"])
def test_page_breaks_say_nothing_in_these(corpus: Path, name: str) -> None:
    """What the comparison leaves out of the original makes no difference to it."""
    assert reference(corpus / name)[1] == said(interpret(read_document(corpus / name)))
