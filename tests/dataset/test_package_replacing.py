"""A package is replaced as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_results import disclosure, full_result, line

from budgetlib.dataset import DocumentResult, Unchanged, load_package, write_package
from budgetlib.errors import DataPackageError


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package that stands already."""
    write_package([full_result()], tmp_path)
    return tmp_path


def test_a_new_package_replaces_the_old_one(folder: Path) -> None:
    write_package([DocumentResult(disclosure("new", lines=(line(),)))], folder)
    package = load_package(folder)
    assert package["disclosures"].disclosure_id.tolist() == ["new"]
    assert len(package["findings"]) == 0


def test_other_files_of_the_folder_are_left_alone(folder: Path) -> None:
    (folder / ".gitkeep").touch()
    write_package([], folder)
    assert (folder / ".gitkeep").exists()


@pytest.mark.parametrize("error", [RuntimeError("no more"), KeyboardInterrupt()])
def test_an_error_in_the_middle_leaves_the_old_package_whole(folder: Path, error: BaseException) -> None:
    before = _bytes(folder)

    def results() -> Iterator[DocumentResult]:
        yield DocumentResult(disclosure("new", lines=(line(),) * 20_000))
        raise error

    with pytest.raises(type(error)):
        write_package(results(), folder)
    assert _bytes(folder) == before


def test_a_file_that_is_open_elsewhere_leaves_the_old_package_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace = _bytes(folder), Path.replace

    def locked(self: Path, target: Path) -> Path:
        """As on Windows while Excel shows the workbook."""
        if self == folder / "budgetlib.xlsx":
            raise PermissionError(13, "The process cannot access the file", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(DataPackageError, match=r"budgetlib\.xlsx: can't be written: .*close the programs"):
        write_package([], folder)
    assert _bytes(folder) == before


def test_a_killed_run_is_seen_and_the_next_one_mends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target.name == "findings.csv" and target.parent == folder:
            raise SystemExit  # nothing is put back, as after a power cut
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(SystemExit):
            write_package([full_result("new")], folder)
    with pytest.raises(DataPackageError, match="there is no data package here"):
        load_package(folder)
    write_package([full_result("new")], folder)
    assert load_package(folder)["disclosures"].disclosure_id.tolist() == ["new"]


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataPackageError, match=r"file.*: can't be written: ") as caught:
        write_package([], tmp_path / "file" / "package")
    assert "\n" not in str(caught.value)


def test_a_document_is_not_unchanged_that_was_never_there(folder: Path) -> None:
    before = _bytes(folder)
    with pytest.raises(DataPackageError, match="holds no new, which is said to be unchanged"):
        write_package([Unchanged("new", "new.md")], folder)
    assert _bytes(folder) == before
