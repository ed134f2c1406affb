"""Names of files, and texts from elsewhere, in a form that can be written, linked and shown anywhere.

A name may be no text at all (GBK in an archive), hold backslashes (what Windows archives leave on other systems), tabs,
line ends, or sequences that make a terminal do things. Such characters of a name are percent-encoded as in addresses,
where files enter, and decoded where a file is opened; everything between sees plain text.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

_CONTROLS = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
)
_UNFIT_FOR_NAMES = re.compile(rf"[\\{_CONTROLS}]|%(?=[0-9A-Fa-f]{{2}})")
_UNFIT_FOR_PATHS = re.compile(rf"[{_CONTROLS}]")
_UNFIT_FOR_SHOWING = re.compile(rf"(?![\t\n])[{_CONTROLS}]")
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")


def plain_name(path: str) -> str:
    """A path as plain text: what can't be in one is percent-encoded. Slashes stay."""
    return _UNFIT_FOR_NAMES.sub(_percent, path)


def plain_path(path: str | Path) -> str:
    """A path of this machine as it is shown in a message; one that was made plain stays as it is."""
    return _UNFIT_FOR_PATHS.sub(_percent, str(path))


def named_file(folder: Path, name: str) -> Path:
    """The file in a folder that `plain_name` named."""
    if not _ENCODED.search(name):
        return folder / name
    return folder / os.fsdecode(unquote_to_bytes(name))


def showable(text: str) -> str:
    """A text without what a terminal or a browser would obey: controls, overrides and halves of characters are �."""
    return _UNFIT_FOR_SHOWING.sub("\ufffd", text)


def showable_json(text: str) -> str:
    """A text in JSON in which the same characters are written as escapes, so that what it says stays the same."""
    return _UNFIT_FOR_SHOWING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogateescape"))
