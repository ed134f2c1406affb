"""Whether pages that are pictures can be read: the extra `ocr`."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

REMEDY = "pip install 'budgetlib[ocr]'"
"""How to get it."""
_MODULES = ("rapidocr", "onnxruntime", "cv2")


@lru_cache(maxsize=1)
def can_recognise() -> bool:
    """Whether everything is installed that reading pictures needs."""
    return all(find_spec(name) for name in _MODULES)
