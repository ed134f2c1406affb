"""Office files are zip archives of XML parts."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from budgetlib.errors import ReadError

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/main")
"""Namespaces of the strict form of the format, which differs from the usual one in nothing that is read here."""
_DOWNLOAD_AGAIN = "download it again from the publisher"
_MOST_UNPACKED = 1 << 29
"""Bytes. No disclosure is that large, but a file made to exhaust memory is."""


class Package:
    """The parts of an office file by name. Raises `ReadError` where the archive or a part is damaged."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
            raise ReadError("the file is damaged", file=path, remedy=_DOWNLOAD_AGAIN) from None
        if sum(part.file_size for part in self._archive.infolist()) > _MOST_UNPACKED:
            raise ReadError(
                f"unpacks to more than {_MOST_UNPACKED >> 20} MB",
                file=path,
                remedy="check what kind of file it is",
            )

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None where the file has no such part."""
        try:
            return self._archive.read(name)
        except KeyError:
            return None
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ):
            raise ReadError(
                "the file is damaged", file=self._path, place=name, remedy=_DOWNLOAD_AGAIN
            ) from None

    def xml(self, name: str) -> Any | None:
        """The root element of a part, None where the file has no such part."""
        content = self.part(name)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            return etree.fromstring(
                _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/main", content), parser
            )
        except etree.XMLSyntaxError:
            raise ReadError(
                "the file is damaged", file=self._path, place=name, remedy=_DOWNLOAD_AGAIN
            ) from None
