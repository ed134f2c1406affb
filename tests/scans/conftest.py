"""What tests of scans share."""

from __future__ import annotations

import pytest

from budgetlib.readers.scan import REMEDY, can_recognise


@pytest.fixture(scope="session")
def ocr() -> None:
    """Tests that recognise print skip where the extra is not installed."""
    if not can_recognise():
        pytest.skip(f"OCR is not installed: {REMEDY}")
