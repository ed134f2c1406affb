"""Readers turn a file into a `Document`: one module per format, none of which knows of budgets.

A new format is one module here with a function that gives a `Document`, and one entry in `_READERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from budgetlib.document import Document
from budgetlib.errors import UnsupportedFormat
from budgetlib.readers.continuation import join_continued
from budgetlib.readers.files import decode, read_bytes, sniff
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.paragraphs import join_broken
from budgetlib.readers.pdf import read_pdf

Reader = Callable[[Path, bytes], Document]

_REMEDIES = {
    "ole": "open it in Word, WPS or LibreOffice and save it as .docx or .xlsx",
    "zip": "give a .docx or .xlsx file, or unpack the archive",
    "image": "pictures need OCR, which this version does not have",
    "archive": "unpack it and give the files in it",
    "html": "web pages can't be read by this version; save the tables as Markdown or PDF",
}


def read_document(path: Path) -> Document:
    """What a file says, as a `Document`, whatever its format, which is found from its bytes.

    Raises `ReadError` where the file is missing, empty or damaged, and `UnsupportedFormat` where no reader knows
    its format.
    """
    data = read_bytes(path)
    kind = sniff(data)
    reader = _READERS.get(kind)
    if reader is None:
        raise UnsupportedFormat(
            f"no reader for this kind of file ({kind})", file=path, remedy=_REMEDIES[kind]
        )
    return reader(path, data)


def _read_text(path: Path, data: bytes) -> Document:
    text, encoding = decode(data, path)
    return Document(
        source=path.name,
        format="markdown",
        sha256=sha256(data).hexdigest(),
        blocks=join_broken(join_continued(read_blocks(text))),
        encoding=encoding,
    )


_READERS: dict[str, Reader] = {"text": _read_text, "pdf": read_pdf}
