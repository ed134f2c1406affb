"""A file's bytes, and the text in them."""

from __future__ import annotations

from pathlib import Path

from charset_normalizer import from_bytes

from budgetlib.errors import ReadError

_FEW_DAMAGED, _BYTES_PER_DAMAGE = 4, 2_000
"""Unreadable characters that a damaged UTF-8 file may have: some few, or one in so many bytes."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `ReadError` where it is missing, empty or not to be opened."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("no such file", file=path, remedy="check the path") from None
    except IsADirectoryError:
        raise ReadError("this is a folder", file=path, remedy="name the files in it") from None
    except OSError as error:
        raise ReadError(
            f"can't be opened: {error.strerror}", file=path, remedy="check its permissions"
        ) from None
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadError("the file is empty", file=path, remedy="download it again from the publisher")
    return data


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """Text and the encoding that it was in: UTF-8 (with or without mark), UTF-16, GB18030 (hence GBK), Big5.

    Raises `ReadError` where the bytes are no text, with the place of the first byte that can't be read.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        first_bad = error.start
    # One damaged byte in a long UTF-8 file is a damaged UTF-8 file, not GB18030 that happens to decode.
    mended = data.decode("utf-8-sig", errors="replace")
    if mended.count("\ufffd") <= max(_FEW_DAMAGED, len(data) // _BYTES_PER_DAMAGE):
        return mended, "utf-8, damaged"
    if data.count(b"\x00") == 0:
        try:
            return data.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            guess = from_bytes(data).best()
            if guess is not None and guess.encoding in (
                "big5",
                "big5hkscs",
                "utf_16",
                "cp949",
                "gb2312",
                "hz",
            ):
                return str(guess), guess.encoding
    raise ReadError(
        "not text in UTF-8, GB18030 or Big5",
        file=path,
        place=f"byte {first_bad + 1}",
        remedy="save it as UTF-8, or give the original PDF, Word or Excel file",
    )
