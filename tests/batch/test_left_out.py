"""A file that is no disclosure is known as such: named in every build, apart from what failed, and read once."""

from __future__ import annotations

import json

import pytest
from made_up_project import disclosure

from budgetlib import interpret
from budgetlib.batch.folders import Folders
from budgetlib.cli import main
from budgetlib.document import Document
from budgetlib.errors import BudgetlibError

HERE = ("--scheduler", "serial", "--max-seconds", "0", "--max-memory", "0", "--max-output", "0")
"""Everything is done in this process, where a test can look on."""
LETTER = "# 通知\n\n各单位：请按时报送。\n"
WHY = "this is neither a budget nor a final-account disclosure, but a notice or letter by its title: 通知"


class Builds:
    """Runs `budgetlib build` up to the data package; gives its status and what it says on stderr."""

    def __init__(self, folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
        self.folders = folders
        self._capsys = capsys

    def __call__(self, *options: str) -> tuple[int, list[str]]:
        words = ["build", "--project", str(self.folders.root), *HERE, *options]
        with pytest.raises(SystemExit) as ended:
            main(words)
        lines = self._capsys.readouterr().err.splitlines()
        return int(ended.value.code or 0), [line for line in lines if " done in " not in line]


@pytest.fixture
def builds(project: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Builds:
    monkeypatch.setattr("budgetlib.cli.build.EVERYTHING", ("parse", "package"))
    return Builds(project, capsys)


@pytest.fixture
def interpreted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were interpreted, as long as the test runs."""
    names: list[str] = []
    real = interpret.interpret

    def watched(read: Document, **more: bool) -> object:
        names.append(read.source)
        return real(read, **more)

    monkeypatch.setattr(interpret, "interpret", watched)
    return names


def test_it_is_told_with_its_reason_once_and_then_in_one_line(builds: Builds, interpreted: list[str]) -> None:
    (builds.folders.raw / "letter.md").write_text(LETTER, "utf-8")
    status, lines = builds()
    assert status == 4
    assert lines[-2] == "left out, 1 file that is no disclosure:"
    assert lines[-1].startswith(f"  letter.md: {WHY}")
    for options in ((), ("--only", "year=2023")):
        assert builds(*options) == (
            4,
            [
                "nothing to do: everything is up to date",
                "left out as before, 1 file that is no disclosure: letter.md (run.json says why)",
            ],
        )
    assert interpreted == ["a.md", "b.md", "c.md", "letter.md"]
    status, lines = builds("--dry-run")
    assert (status, lines[0]) == (0, "nothing to do: everything is up to date")


def test_a_line_names_twenty_at_most_and_the_record_all(builds: Builds) -> None:
    for number in range(23):
        (builds.folders.raw / f"letter-{number:02}.md").write_text(f"{LETTER}{number}", "utf-8")
    builds()
    _, lines = builds()
    assert lines[-1].endswith(", letter-19.md and 3 more (run.json says why)")
    record = json.loads(builds.folders.run_record.read_text("utf-8"))
    assert [each["item"] for each in record["left_out"]] == [f"letter-{number:02}.md" for number in range(23)]
    assert {each["problem"] for each in record["left_out"]} == {WHY}
    assert record["failures"] == []


def test_what_failed_is_told_apart_and_gives_the_status(builds: Builds) -> None:
    (builds.folders.raw / "letter.md").write_text(LETTER, "utf-8")
    (builds.folders.raw / "empty.md").write_bytes(b"")
    status, lines = builds()
    assert status == 8
    assert lines[-2:] == [
        "budgetlib: 1 failed, everything else is done:",
        "  parse: empty.md: the file is empty (download it again from the publisher)",
    ]
    (builds.folders.raw / "empty.md").unlink()
    status, lines = builds()
    assert status == 4
    assert lines[-1] == "left out as before, 1 file that is no disclosure: letter.md (run.json says why)"


def test_it_is_read_again_when_its_bytes_change_and_forgotten_when_it_is_gone(builds: Builds) -> None:
    letter = builds.folders.raw / "letter.md"
    letter.write_text(LETTER, "utf-8")
    builds()
    letter.write_text(disclosure("丙县水利局", 2024, 50), "utf-8")
    assert builds()[0] == 0
    letter.write_text(LETTER, "utf-8")
    assert builds()[0] == 4
    letter.unlink()
    status, lines = builds()
    assert (status, any("letter.md" in line for line in lines)) == (0, False)


def test_programs_are_told_of_it_as_an_event(builds: Builds) -> None:
    (builds.folders.raw / "letter.md").write_text(LETTER, "utf-8")
    for _ in range(2):
        status, lines = builds("--log-format", "json")
        events = [json.loads(line) for line in lines]
        (said,) = [event for event in events if event["event"] == "left_out"]
        assert (said["item"], said["problem"]) == ("letter.md", WHY)
        assert not [event for event in events if event["event"] == "failure"]
        assert (status, events[-1]["failed"], events[-1]["left_out"]) == (4, 0, 1)


def test_a_document_that_crashes_is_tried_again_every_time(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def crash(read: Document, **more: bool) -> object:
        tried.append(read.source)
        raise BudgetlibError("took longer than ten minutes")

    monkeypatch.setattr(interpret, "interpret", crash)
    assert [builds()[0] for _ in range(2)] == [8, 8]
    assert tried == ["a.md", "b.md", "c.md"] * 2
