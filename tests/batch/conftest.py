"""The made-up project that tests of the batch build."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_project import make_project

from budgetlib.batch.folders import Folders


@pytest.fixture
def project(tmp_path: Path) -> Folders:
    return make_project(tmp_path)
