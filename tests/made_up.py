"""Disclosures as small as a rule needs them, written as Markdown."""

from __future__ import annotations

from collections.abc import Callable

from budgetlib.disclosure import Disclosure
from budgetlib.document import Document
from budgetlib.findings import Finding
from budgetlib.interpret import assemble
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.tables.continuation import join_continued

COVER = "某某县财政局\n\n2024年度单位预算公开\n\n单位：万元\n\n"
"""Says whose budget it is, of which year, and in which unit."""

Outcomes = Callable[[str, str], list[Finding]]


def disclosure_of(text: str, *, cover: str = COVER) -> Disclosure:
    return assemble(
        Document(
            source="made-up.md",
            format="markdown",
            sha256="0" * 64,
            blocks=join_continued(read_blocks(cover + text)),
        )
    )
