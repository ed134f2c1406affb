"""A disclosure published in several files (附件1 the text, 附件2 the tables): its files as one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetlib.document import Block, Document, Paragraph, Place, Table
from budgetlib.identity import identify


def in_order(documents: Sequence[Document]) -> list[Document]:
    """The files of a disclosure with the one that says best whose it is first, the others as they were given."""

    def unsaid(document: Document) -> int:
        identity = identify(document)
        return [identity.unit_name, identity.year, identity.stage, identity.scope].count(None) + (
            not identity.unit_name
        )

    first = min(documents, key=unsaid)
    return [first, *(document for document in documents if document is not first)]


def joined(documents: Sequence[Document]) -> Document:
    """Several files as one document, in the given order.

    Pages, lines and tables are counted on from file to file, so that each number stays one place; the notes say which
    pages and lines are of which file. Name, format and hash are those of the first.
    """
    blocks: list[Block] = []
    notes: list[tuple[str, Place]] = []
    pages = lines = tables = 0
    for document in documents:
        moved = [_moved(block, pages, lines, tables) for block in document.blocks]
        notes += ((note, _moved_place(place, pages, lines, tables)) for note, place in document.notes)
        if blocks:
            notes += _whereabouts(document, moved)
        blocks += moved
        pages += document.pages or 0
        pages = max([pages, *(page for block in moved for page in _pages(block))])
        lines = max([lines, *(line for block in moved for line in _lines(block))])
        tables += sum(isinstance(block, Table) for block in moved)
    return replace(
        documents[0],
        blocks=tuple(blocks),
        pages=sum(document.pages or 0 for document in documents) or None,
        notes=tuple(notes),
    )


def _moved(block: Block, pages: int, lines: int, tables: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, page=_on(block.page, pages), line=_on(block.line, lines))
    return replace(
        block,
        number=block.number + tables,
        pages=tuple(_on(page, pages) for page in block.pages),
        lines=tuple(_on(line, lines) for line in block.lines),
    )


def _moved_place(place: Place, pages: int, lines: int, tables: int) -> Place:
    return replace(
        place, page=_on(place.page, pages), line=_on(place.line, lines), table=_on(place.table, tables)
    )


def _on(number: int | None, before: int) -> int | None:
    return None if number is None else number + before


def _pages(block: Block) -> Iterator[int]:
    return filter(None, block.pages if isinstance(block, Table) else (block.page,))


def _lines(block: Block) -> Iterator[int]:
    return filter(None, block.lines if isinstance(block, Table) else (block.line,))


def _whereabouts(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[str, Place]]:
    """Says which numbers of the whole are those of a further file."""
    for what, numbers in (
        ("pages", [page for block in blocks for page in _pages(block)]),
        ("lines", [line for block in blocks for line in _lines(block)]),
    ):
        if numbers:
            at = Place(page=numbers[0]) if what == "pages" else Place(line=numbers[0])
            yield f"{what} {numbers[0]} to {max(numbers)} are those of {document.source}", at
            return
