"""Digests of what pages are made of, by which staging and rendering tell what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def digest(content: bytes) -> str:
    """The digest of some bytes."""
    return hashlib.sha256(content).hexdigest()


def value_digest(*values: object) -> str:
    """The digest of values; those without a JSON form count as they print."""
    return digest(json.dumps(values, default=str).encode())


def files_digest(paths: Iterable[Path]) -> str:
    """The digest of the bytes of files, in whatever order they are given."""
    return digest(b"\0".join(path.read_bytes() for path in sorted(paths)))
