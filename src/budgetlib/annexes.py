"""A disclosure published in several files (附件1 the text, 附件2 the tables): its files as one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from budgetlib.document import Block, Document, Paragraph, Place, Scan, Table
from budgetlib.identity import identify
from budgetlib.readers import read_document
from budgetlib.readers.recall import Recall, afresh


def read_files(path: Path, annexes: Sequence[Path] = (), *, recall: Recall = afresh) -> Document:
    """A file and its annexes as one document. Raises `ReadError` where one of them can't be read."""
    return joined([read_document(each, recall=recall) for each in (path, *annexes)])


def joined(documents: Sequence[Document]) -> Document:
    """Several files as one document, whose name, format and hash are those of the first.

    The file that says best whose disclosure it is is read first, the others follow as given. Pages, lines and tables
    count on from file to file, so that each number stays one place; notes say which are of which file.
    """
    if len(documents) == 1:
        return documents[0]
    blocks: list[Block] = []
    notes: list[tuple[str, Place]] = []
    scans: list[Scan] = []
    pages = lines = tables = 0
    for document in sorted(documents, key=_unsaid):
        moved = [_moved(block, pages, lines, tables) for block in document.blocks]
        last_page = max([pages + (document.pages or 0), *(page for block in moved for page in _pages(block))])
        last_line = max([lines, *(line for block in moved for line in _lines(block))])
        notes.append(_whereabouts(document.source, (pages + 1, last_page), (lines + 1, last_line)))
        notes += ((note, _moved_place(place, pages, lines, tables)) for note, place in document.notes)
        scans.append(_moved_scan(document.scan, pages))
        blocks += moved
        pages, lines = last_page, last_line
        tables += sum(isinstance(block, Table) for block in moved)
    return replace(
        documents[0],
        blocks=tuple(blocks),
        pages=sum(document.pages or 0 for document in documents) or None,
        notes=tuple(notes),
        scan=Scan(
            read=tuple(page for scan in scans for page in scan.read),
            unread=tuple(page for scan in scans for page in scan.unread),
            reread=tuple(one for scan in scans for one in scan.reread),
        ),
    )


def _unsaid(document: Document) -> int:
    """How much a file leaves open of whose disclosure it is."""
    identity = identify(document)
    return sum(not part for part in (identity.unit_name, identity.year, identity.stage, identity.scope))


def _moved(block: Block, pages: int, lines: int, tables: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, page=_on(block.page, pages), line=_line_on(block.line, block.page, lines))
    return replace(
        block,
        number=block.number + tables,
        pages=tuple(_on(page, pages) for page in block.pages),
        lines=tuple(_line_on(*at, lines) for at in zip(block.lines, block.pages, strict=True)),
    )


def _moved_place(place: Place, pages: int, lines: int, tables: int) -> Place:
    return replace(
        place,
        page=_on(place.page, pages),
        line=_line_on(place.line, place.page, lines),
        table=_on(place.table, tables),
    )


def _moved_scan(scan: Scan, pages: int) -> Scan:
    return Scan(
        tuple(page + pages for page in scan.read),
        tuple(page + pages for page in scan.unread),
        tuple(one._replace(page=one.page + pages) for one in scan.reread),
    )


def _line_on(line: int | None, page: int | None, before: int) -> int | None:
    """A line further on, where lines are counted through the document; on a page they begin anew."""
    return line if page is not None else _on(line, before)


def _on(number: int | None, before: int) -> int | None:
    return None if number is None else number + before


def _pages(block: Block) -> Iterator[int]:
    return filter(None, block.pages if isinstance(block, Table) else (block.page,))


def _lines(block: Block) -> Iterator[int]:
    """The lines of a block, where they are counted through the document."""
    if isinstance(block, Table):
        return (line for line, page in zip(block.lines, block.pages, strict=True) if line and page is None)
    return filter(None, (block.line if block.page is None else None,))


def _whereabouts(name: str, pages: tuple[int, int], lines: tuple[int, int]) -> tuple[str, Place]:
    """Says which pages of the whole (lines, where the file has no pages) are those of a file."""
    first, last = pages
    if first <= last:
        return f"pages {first} to {last} are those of {name}", Place(page=first)
    first, last = lines
    return f"lines {first} to {last} are those of {name}", Place(line=first)
