"""Readers turn a file into a `Document`: one module per format, none of which knows of budgets.

A new format is one module here with a function that gives a `Document`, and one entry in `_READERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from budgetlib.document import Document, Place
from budgetlib.errors import UnsupportedFormat
from budgetlib.readers.continuation import join_continued
from budgetlib.readers.docx import read_docx
from budgetlib.readers.excel import read_excel
from budgetlib.readers.files import decode, read_bytes
from budgetlib.readers.html import read_html, read_webarchive
from budgetlib.readers.kinds import KINDS, misnamed, sniff
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.paragraphs import join_broken
from budgetlib.readers.pdf import NEEDS_OCR, read_pdf
from budgetlib.readers.scan import REMEDY, can_recognise, read_image_file, read_picture_page

Reader = Callable[[Path, bytes], Document]


def read_document(path: Path) -> Document:
    """What a file says, as a `Document`, whatever its format, which is found from its bytes.

    `Document.notes` says where the name promises another format. Raises `ReadError` where the file is missing, empty
    or damaged, and `UnsupportedFormat` where no reader knows its format.
    """
    data = read_bytes(path)
    kind = sniff(data)
    reader = _READERS.get(kind)
    if reader is None:
        what = KINDS[kind]
        raise UnsupportedFormat(f"{what.called}, which can't be read", file=path, remedy=what.remedy)
    document = reader(path, data)
    note = misnamed(path, kind)
    return replace(document, notes=((note, Place()), *document.notes)) if note else document


def _read_text(path: Path, data: bytes) -> Document:
    text, encoding = decode(data, path)
    return Document(
        source=path.name,
        format="markdown",
        sha256=sha256(data).hexdigest(),
        blocks=join_broken(join_continued(read_blocks(text))),
        encoding=encoding,
    )


def _read_pdf(path: Path, data: bytes) -> Document:
    return read_pdf(
        path,
        data,
        read_picture=read_picture_page if can_recognise() else None,
        remedy=f"{NEEDS_OCR}: {REMEDY}",
    )


_READERS: dict[str, Reader] = {
    "text": _read_text,
    "pdf": _read_pdf,
    "html": read_html,
    "webarchive": read_webarchive,
    "docx": read_docx,
    "xlsx": read_excel,
    "xls": read_excel,
    "ods": read_excel,
    "image": read_image_file,
}
