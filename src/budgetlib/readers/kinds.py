"""What a file is, found from its bytes: names and extensions are often wrong."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
)
_PARTS_OF_ZIP = (
    (b"word/document.xml", "docx"),
    (b"word/styles.xml", "docx"),  # the main part may have another name
    (b"word/document", "docx"),
    (b"xl/workbook.", "xlsx"),
    (b"opendocument.spreadsheet", "ods"),
    (b"opendocument.text", "odt"),
    (b"ppt/presentation.xml", "slides"),
    (b"OFD.xml", "ofd"),
)
"""Names of parts (and, in OpenDocument, the type) stand uncompressed in the archive."""
_STREAMS_OF_OLE = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
)
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")
_XML_SIGNS = (
    (b'progid="excel.sheet"', "xml"),
    (b'progid="word.document"', "xml"),
    (b"schemas-microsoft-com:office:spreadsheet", "xml"),
)
_SIGN_WINDOW = 2048
_WEB_ARCHIVE = (b"mime-version:", b"multipart/related")


class Kind(NamedTuple):
    """A kind of file: what it is called, the endings that such a file's name may have, and, where no reader knows
    it, what to do about it."""

    called: str
    endings: tuple[str, ...]
    remedy: str = ""


KINDS: Mapping[str, Kind] = {
    "pdf": Kind("a PDF", (".pdf",)),
    "html": Kind("a web page", (".html", ".htm", ".xhtml", ".shtml")),
    "webarchive": Kind("a web archive", (".mht", ".mhtml")),
    "docx": Kind("a Word file", (".docx", ".docm")),
    "xlsx": Kind("an Excel workbook", (".xlsx", ".xlsm", ".xlsb")),
    "xls": Kind("an old Excel workbook", (".xls", ".et")),
    "ods": Kind("an OpenDocument workbook", (".ods",)),
    "text": Kind("a text", (".md", ".markdown", ".txt")),
    "doc": Kind("an old Word file", (), "open it in Word, WPS or LibreOffice and save it as .docx"),
    "odt": Kind("an OpenDocument text", (), "open it in Word, WPS or LibreOffice and save it as .docx"),
    "rtf": Kind("an RTF text", (), "open it in Word, WPS or LibreOffice and save it as .docx"),
    "xml": Kind(
        "an Office file in XML of 2003", (), "open it in Excel, WPS or LibreOffice and save it as .xlsx"
    ),
    "other xml": Kind(
        "a file in XML", (), "open it in WPS or LibreOffice and save it as .docx, .xlsx or PDF"
    ),
    "encrypted": Kind(
        "an Office file with a password", (), "open it with the password and save it without one"
    ),
    "ole": Kind("an old Office file", (), "open it in WPS or LibreOffice and save it as .docx or .xlsx"),
    "slides": Kind("a presentation", (), "give the document itself"),
    "ofd": Kind("an OFD file", (), "open it in WPS or an OFD reader and save it as PDF"),
    "zip": Kind("a zip archive", (), "unpack it and give the files in it"),
    "archive": Kind("an archive", (), "unpack it and give the files in it"),
    "image": Kind("a picture", (".png", ".jpg", ".jpeg", ".tif", ".tiff")),
}


def sniff(data: bytes) -> str:
    """The key in `KINDS` of what the bytes are; `text` where nothing tells otherwise."""
    head = data[:_SIGN_WINDOW]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind == "zip":
                return next((part for sign, part in _PARTS_OF_ZIP if sign in data), "zip")
            if kind == "ole":
                return next(
                    (part for name, part in _STREAMS_OF_OLE if name.encode("utf-16-le") in data), "ole"
                )
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", errors="ignore").encode("utf-8")
    lowered = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if all(sign in lowered for sign in _WEB_ARCHIVE):
        return "webarchive"
    if not lowered.startswith(b"<"):
        return "text"  # Markdown may hold tables in HTML
    office = next((kind for sign, kind in _XML_SIGNS if sign in lowered), None)
    if office is not None and b"<html" not in lowered:
        return office
    if any(sign in lowered for sign in _HTML_SIGNS):
        return "html"
    return "other xml" if lowered.startswith(b"<?xml") else "text"


def misnamed(path: Path, kind: str) -> str | None:
    """What to note where a file's name ends as that of another kind; None where it fits or ends in nothing known."""
    ending = path.suffix.lower()
    for other, (called, endings, _) in KINDS.items():
        if ending in endings and other != kind:
            return f"the name ends in {path.suffix} as that of {called}, but this is {KINDS[kind].called}"
    return None
