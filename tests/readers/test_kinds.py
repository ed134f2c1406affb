"""What can't be read is said in one line with a remedy; a wrong name is noted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from budgetlib.errors import UnsupportedFormat
from budgetlib.readers import read_document
from budgetlib.readers.kinds import KINDS, misnamed, sniff

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le")


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        for name in names:
            whole.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (ole("WordDocument"), "an old Word file, which can't be read (open it in Word, WPS or LibreOffice and save it as .docx)"),
        (ole("EncryptedPackage"), "an Office file with a password, which can't be read (open it with the password and save it without one)"),
        (ole("VisioDocument"), "an old Office file, which can't be read (open it in WPS or LibreOffice and save it as .docx or .xlsx)"),
        (archive("预算.pdf"), "a zip archive, which can't be read (unpack it and give the files in it)"),
        (archive("OFD.xml"), "an OFD file, which can't be read (open it in WPS or an OFD reader and save it as PDF)"),
        (archive("ppt/presentation.xml"), "a presentation, which can't be read (give the document itself)"),
        (b"Rar!\x1a\x07\x00rest", "an archive, which can't be read (unpack it and give the files in it)"),
        (rb"{\rtf1\ansi}", "an RTF text, which can't be read (open it in Word, WPS or LibreOffice and save it as .docx)"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
            "an Office file in XML of 2003, which can't be read (open it in Excel, WPS or LibreOffice and save it as .xlsx)",
        ),
        (
            b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis"/>',
            "a file in XML, which can't be read (open it in WPS or LibreOffice and save it as .docx, .xlsx or PDF)",
        ),
    ],
)  # fmt: skip
def test_one_line_with_a_remedy(tmp_path: Path, data: bytes, line: str) -> None:
    path = tmp_path / "预算.doc"
    path.write_bytes(data)
    with pytest.raises(UnsupportedFormat) as caught:
        read_document(path)
    assert str(caught.value) == f"{path}: {line}"
    assert caught.value.exit_status == 3


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (archive("xl/workbook.bin"), "xlsx"),
        (ole("Workbook"), "xls"),
        ("\ufeff<!DOCTYPE html><html>".encode("utf-16-le"), "html"),
        (b"\xef\xbb\xbf\r\n <HTML><body>", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        ("# 预算\n\n<table><tr><td>1</td></tr></table>".encode(), "text"),
    ],
)
def test_sniffed(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_wrong_names() -> None:
    assert misnamed(Path("a.pdf"), "pdf") is None
    assert misnamed(Path("a.HTM"), "html") is None
    assert misnamed(Path("a"), "docx") is None
    assert misnamed(Path("2024.预算"), "docx") is None
    assert misnamed(Path("a.xls"), "html") == (
        "the name ends in .xls as that of an old Excel workbook, but this is a web page"
    )


def test_every_kind_without_reader_has_a_remedy(tmp_path: Path) -> None:
    read_here = {"pdf", "html", "docx", "xlsx", "xls", "ods", "webarchive", "text", "image"}
    assert {name for name, kind in KINDS.items() if not kind.remedy} == read_here
