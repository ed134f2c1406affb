"""What of a disclosure was recognised in pictures of its pages, and is marked so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from budgetlib.disclosure import BudgetLine, Claim, Disclosure, Fact, Note, Project, Purchase
from budgetlib.document import Place, Scan

_Row = TypeVar("_Row", BudgetLine, Claim, Fact, Project, Purchase)


def marked(disclosure: Disclosure) -> Disclosure:
    """The disclosure with the rows of its recognised pages marked by `read_by`."""
    pages = frozenset(disclosure.recognised_pages)
    if not pages:
        return disclosure
    return replace(
        disclosure,
        lines=marked_rows(disclosure.lines, pages),
        projects=marked_rows(disclosure.projects, pages),
        purchases=marked_rows(disclosure.purchases, pages),
        claims=marked_rows(disclosure.claims, pages),
    )


def marked_rows(rows: Sequence[_Row], pages: Collection[int]) -> tuple[_Row, ...]:
    """The rows, those that stand on one of the pages marked as recognised."""
    return (
        tuple(row._replace(read_by="ocr") if row.page in pages else row for row in rows)
        if pages
        else tuple(rows)
    )


def scan_notes(scan: Scan) -> Iterator[Note]:
    """What a reader of the data must know of the pages that are pictures."""
    if scan.unread:
        yield Note(
            "scan.unread",
            f"第{page_ranges(scan.unread)}页是没有文字层的图片，没有读取，其中的数字不在数据里；"
            "安装 budgetlib[ocr] 后可以识别。",
            None,
            None,
            Place(page=scan.unread[0]),
            {},
        )
    if scan.read:
        yield Note(
            "scan.read",
            f"第{page_ranges(scan.read)}页是图片，文字由光学识别（OCR）得出，数字以能相互印证的为准。",
            None,
            None,
            Place(page=scan.read[0]),
            {},
        )
    for page, recognised, taken in scan.reread:
        yield Note(
            "repair.reread",
            f"识别出的“{recognised}”按数字的写法读作“{taken}”。",
            None,
            None,
            Place(page=page),
            {},
        )


def page_ranges(pages: Sequence[int], between: str = "、") -> str:
    """Page numbers as people write them: 1-3、7."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1].append(page)
        else:
            ranges.append([page])
    return between.join(f"{one[0]}-{one[-1]}" if len(one) > 1 else str(one[0]) for one in ranges)
