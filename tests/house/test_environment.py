"""environment.yml, pyproject.toml and the constraints say the same thing about what is needed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CONDA_ONLY = {"python", "pip", "quarto"}
OF_EXTRAS = {extra: f"constraints-{extra}.txt" for extra in ("ocr", "browser", "mutants")}


def _requirements(texts: list[str]) -> dict[str, str]:
    """Canonical name -> version specifier."""
    parsed = [Requirement(text) for text in texts]
    return {canonicalize_name(each.name): str(each.specifier) for each in parsed}


@pytest.fixture(scope="module")
def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def conda(root: Path) -> list:
    return yaml.safe_load((root / "environment.yml").read_text("utf-8"))["dependencies"]


def test_conda_environment_lists_the_dependencies_of_the_project(project: dict, conda: list) -> None:
    (by_pip,) = (entry["pip"] for entry in conda if isinstance(entry, dict))
    listed = _requirements([entry for entry in conda if isinstance(entry, str)])
    listed |= _requirements([entry for entry in by_pip if not entry.startswith("-e")])
    needed = _requirements(project["dependencies"])
    assert {name: spec for name, spec in listed.items() if name not in CONDA_ONLY} == needed


def test_conda_environment_installs_the_checkout_and_quarto_from_conda(project: dict, conda: list) -> None:
    (by_pip,) = (entry["pip"] for entry in conda if isinstance(entry, dict))
    listed = _requirements([entry for entry in conda if isinstance(entry, str)])
    assert "-e ." in by_pip
    assert listed["python"] == project["requires-python"]
    assert "quarto" in listed


def _pins(path: Path) -> dict[str, list[Version]]:
    """Canonical name -> the versions pinned (several where they differ by Python version)."""
    versions: dict[str, list[Version]] = {}
    for line in path.read_text("utf-8").splitlines():
        if pin := re.match(r"([\w.-]+)==([^\s;]+)", line):
            versions.setdefault(canonicalize_name(pin[1]), []).append(Version(pin[2]))
    return versions


@pytest.mark.parametrize(
    ("file", "extras"),
    [("constraints.txt", [None, "dev"]), *((file, [extra]) for extra, file in OF_EXTRAS.items())],
)
def test_constraints_pin_everything_that_is_asked_for(
    root: Path, project: dict, file: str, extras: list[str | None]
) -> None:
    pins = _pins(root / file)
    asked = [
        text
        for extra in extras
        for text in (project["optional-dependencies"][extra] if extra else project["dependencies"])
    ]
    for requirement in map(Requirement, asked):
        versions = pins.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not in {file}: make constraints"
        assert all(version in requirement.specifier for version in versions), requirement


@pytest.mark.parametrize(
    ("extra", "shared"), [("ocr", {"numpy", "pillow", "pyyaml", "requests"}), ("browser", set())]
)
def test_extras_are_pinned_in_step_with_the_rest(root: Path, extra: str, shared: set[str]) -> None:
    """They are installed into the same environment: what both files pin, both pin alike."""
    pins, of_extra = _pins(root / "constraints.txt"), _pins(root / OF_EXTRAS[extra])
    both = pins.keys() & of_extra.keys()
    assert shared <= both
    assert {name: of_extra[name] for name in both} == {name: pins[name] for name in both}


@pytest.mark.parametrize("file", ["constraints.txt", *OF_EXTRAS.values()])
def test_every_pin_has_hashes_and_no_place_to_download_from(root: Path, file: str) -> None:
    text = (root / file).read_text("utf-8")
    for block in re.split(r"\n(?=\S)", text):
        if "==" in block:
            assert "--hash=sha256:" in block, block
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links|-f)\b", text, re.MULTILINE)
