"""Pages put together to one document, in passes over all of them, each of which needs what the one before it did.

1. `without_furniture`: page numbers and running headers go first, because to all that follows a page begins and ends with
   its own content.
2. `align_continued`: pieces of a table without lines are laid on the columns that all its pages show, so that pieces can be
   compared at all; last rows that looked like text become rows.
3. `rejoin_columns`: further columns of a wide sheet go back to the right of their rows, before anything is joined
   downwards: the pages between both parts are out of the way then.
4. `mend_broken_rows`: a row that a page break cut is one again, while it is still known where pages end.
5. `_blocks`: lines become paragraphs, and `join_continued` makes one table of pieces below each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from budgetlib.document import Block, Document, Place, Scan
from budgetlib.readers.pdf.over_pages.broken_rows import mend_broken_rows
from budgetlib.readers.pdf.over_pages.further_columns import rejoin_columns
from budgetlib.readers.pdf.over_pages.page_numbers import without_furniture
from budgetlib.readers.pdf.over_pages.same_columns import align_continued
from budgetlib.readers.pdf.page.lines import TextLine
from budgetlib.readers.pdf.pages import PageContent
from budgetlib.readers.pdf.prose import Margins, margins_of, paragraph, runs_on, sizes_of
from budgetlib.readers.tables.continuation import join_continued

DOWNLOAD_AGAIN = "download it again from the publisher"
NEEDS_OCR = "it needs OCR"


def document_of(path: Path, data: bytes, format: str, read: Sequence[PageContent]) -> Document:
    """The document that pages make; `path` and `data` are of their file, `format` is the reader's name."""
    pages = without_furniture(read)
    whole = mend_broken_rows(rejoin_columns(align_continued(pages)))
    return Document(
        source=path.name,
        format=format,
        sha256=sha256(data).hexdigest(),
        blocks=_blocks(whole),
        pages=len(pages),
        notes=tuple(_notes(pages)),
        scan=Scan(
            read=tuple(page.number for page in pages if page.scanned),
            unread=tuple(page.number for page in pages if page.has_picture and not page.scanned),
            reread=tuple(one for page in pages for one in page.reread),
        ),
    )


def _notes(pages: Sequence[PageContent]) -> Iterator[tuple[str, Place]]:
    for page in pages:
        if page.damaged:
            yield f"the page is damaged and left out: {DOWNLOAD_AGAIN}", Place(page=page.number)
        elif page.has_picture and not page.scanned:
            yield f"the page is a picture without text: {NEEDS_OCR}", Place(page=page.number)
        elif page.has_picture:
            yield "the page is a picture: its text was recognised", Place(page=page.number)
        elif page.is_garbled:
            yield (
                "many characters of the page have no Unicode: its text can't be trusted",
                Place(page=page.number),
            )


def _blocks(pages: Sequence[PageContent]) -> tuple[Block, ...]:
    sizes = sizes_of(item for page in pages for item in page.items if isinstance(item, TextLine))
    blocks: list[Block] = []
    edges: dict[int, Sequence[float]] = {}
    lines: list[TextLine] = []
    first = 0
    before: Margins | None = None
    for page in pages:
        margins = margins_of(page)
        number = 0
        for item in page.items:
            if isinstance(item, TextLine):
                number += 1
                if lines and not runs_on(lines, item, before, margins):
                    blocks.append(paragraph(lines, sizes, first))
                    lines = []
                if not lines:
                    first = number
                lines.append(item)
                before = margins
            else:
                if lines:
                    blocks.append(paragraph(lines, sizes, first))
                    lines = []
                blocks.append(item.table)
                edges[item.table.number] = item.xs
    if lines:
        blocks.append(paragraph(lines, sizes, first))
    return join_continued(blocks, edges)
