"""A website built once for all tests that look at one."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_site import copy_project

from budgetlib.batch.build import build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the website."""
    project = tmp_path_factory.mktemp("project")
    copy_project(project)
    outcome = build(Folders(project), Options(renderer="embedded"))
    assert outcome.failures == ()
    assert outcome.index is not None
    return outcome.index.parent
