"""Keeping the result of each document in a file of its own, so that only changed documents are parsed again.

The file has two lines of JSON: the version of the model, and the result. It is exact: what is loaded equals what was
saved, decimals with their zeros at the end included.
"""

from __future__ import annotations

import json
from pathlib import Path

from budgetlib.atomic import write_text
from budgetlib.dataset.codec import decode, encode, fingerprint
from budgetlib.dataset.result import DocumentResult
from budgetlib.errors import DataPackageError

_REMEDY = "delete the file and parse the document again"


def save_result(result: DocumentResult, path: Path) -> None:
    """Writes a result to a file, which appears whole or not at all. Makes the folder where it is missing."""
    head = {"model": fingerprint(DocumentResult)}
    write_text(path, f"{json.dumps(head)}\n{encode(result)}\n", durable=False)


def load_result(path: Path) -> DocumentResult:
    """The result that `save_result` wrote.

    Raises `DataPackageError` when the file is missing, damaged or made by another version of the model.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            _require_model(stream.readline(), path)
            result: DocumentResult = decode(DocumentResult, stream.readline())
    except (OSError, ValueError, TypeError, IndexError) as error:
        raise DataPackageError(f"can't be read: {error}", file=path, remedy=_REMEDY) from None
    return result


def _require_model(line: str, path: Path) -> None:
    head = json.loads(line)
    if not isinstance(head, dict) or head.get("model") != fingerprint(DocumentResult):
        raise DataPackageError("was saved by another version of the library", file=path, remedy=_REMEDY)
