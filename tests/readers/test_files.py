"""What a file is, found from its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlib.errors import ReadError
from budgetlib.readers.files import decode, read_bytes
from budgetlib.readers.kinds import sniff


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (b"PK\x03\x04rest", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "ole"),
        (b"\x89PNG\r\n", "image"),
        (b"<!DOCTYPE html><html>", "html"),
        ("# 标题\n\n| 项目 | 金额 |".encode(), "text"),
    ],
)
def test_kinds(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = "2024年度单位预算公开，一般公共服务支出815.23万元。" * 20
    assert decode(text.encode(encoding), Path("x.md"))[0] == text


def test_one_damaged_byte_does_not_make_it_gb18030() -> None:
    data = bytearray(("单位预算公开说明" * 500).encode())
    data[6000] = 0xFF
    text, encoding = decode(bytes(data), Path("x.md"))
    assert encoding == "utf-8, damaged"
    assert text.count("\ufffd") <= 3


def test_what_is_no_text_is_said_with_its_place() -> None:
    with pytest.raises(ReadError, match="byte 5") as caught:
        decode("预".encode() + b"\x00\xff\xfe\x81" * 50, Path("noise.md"))
    assert caught.value.exit_status == 3


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \t\n", b"\x00\x00"])
def test_an_empty_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="the file is empty"):
        read_bytes(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_bytes(tmp_path / "none.md")
    with pytest.raises(ReadError, match="this is a folder"):
        read_bytes(tmp_path)
