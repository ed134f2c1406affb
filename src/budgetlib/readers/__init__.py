"""Readers turn a file into a `Document`: one module per format, none of which knows of budgets.

A new format is one module here with a function that gives a `Document`, and one entry in `_READERS`. Reading takes
long, of pictures most of all: `recall` is asked first whether the same bytes were read before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from budgetlib.document import Document, Place, Table
from budgetlib.errors import ReadError, UnsupportedFormat
from budgetlib.readers.docx import read_docx
from budgetlib.readers.entry import cleaned
from budgetlib.readers.excel import read_excel
from budgetlib.readers.files import decode, read_bytes
from budgetlib.readers.html import read_html, read_webarchive
from budgetlib.readers.kinds import KINDS, misnamed, sniff
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.paragraphs import join_broken
from budgetlib.readers.pdf import NEEDS_OCR, read_pdf
from budgetlib.readers.recall import Recall, afresh
from budgetlib.readers.scan import REMEDY, can_recognise, read_image_file, read_picture_page
from budgetlib.readers.tables.continuation import join_continued

Reader = Callable[[Path, bytes], Document]


def read_document(path: Path, *, recall: Recall = afresh) -> Document:
    """What a file says, as a `Document`, whatever its format, which is found from its bytes.

    `Document.notes` says where the name promises another format. Raises `ReadError` where the file is missing, empty
    or damaged, and `UnsupportedFormat` where no reader knows its format.
    """
    data = read_bytes(path)
    kind = sniff(data)
    if kind not in _READERS and kind not in _PICTURE_READERS:
        what = KINDS[kind]
        raise UnsupportedFormat(f"{what.called}, which can't be read", file=path, remedy=what.remedy)
    read = partial(_read, kind, path, data, recall)
    document = read() if kind in _QUICK else recall(Document, sha256(data).hexdigest(), read)
    note = misnamed(path, kind)
    notes = ((note, Place()), *document.notes) if note else document.notes
    return replace(document, source=path.name, notes=notes)  # it may have had another name before


def _read(kind: str, path: Path, data: bytes, recall: Recall) -> Document:
    if kind in _PICTURE_READERS:
        return cleaned(_PICTURE_READERS[kind](path, data, recall))
    return cleaned(_READERS[kind](path, data))


def _read_text(path: Path, data: bytes) -> Document:
    text, encoding = decode(data, path)
    read = read_blocks(text)
    wide = next((block for block in read if isinstance(block, Table) and block.width > _WIDEST), None)
    if wide is not None:
        raise ReadError(
            f"a table of {wide.width:,} columns",
            file=path,
            place=str(wide.place()),
            remedy="check what kind of file it is",
        )
    return Document(
        source=path.name,
        format="markdown",
        sha256=sha256(data).hexdigest(),
        blocks=join_broken(join_continued(read)),
        encoding=encoding,
    )


def _read_pdf(path: Path, data: bytes, recall: Recall) -> Document:
    read_picture = partial(read_picture_page, sha256(data).hexdigest(), recall)
    return read_pdf(
        path,
        data,
        read_picture=read_picture if can_recognise() else None,
        remedy=f"{NEEDS_OCR}: {REMEDY}",
    )


_READERS: dict[str, Reader] = {
    "text": _read_text,
    "html": read_html,
    "webarchive": read_webarchive,
    "docx": read_docx,
    "xlsx": read_excel,
    "xls": read_excel,
    "ods": read_excel,
}
_PICTURE_READERS: dict[str, Callable[[Path, bytes, Recall], Document]] = {
    "pdf": _read_pdf,
    "image": read_image_file,
}
"""Of formats with pages that may be pictures, each of which is remembered by itself."""
_WIDEST = 1_000
"""No table that people write has more columns."""
_QUICK = frozenset(("text",))
"""What is read in less time than it takes to keep what it says."""
