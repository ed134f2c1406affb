"""The data package after changes: only what changed is read, and its bytes are those of one made from nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from budgetlib.batch import packaging
from budgetlib.batch.packaging import KeptDocument, PackageJob, write
from budgetlib.batch.progress import Progress
from budgetlib.coverage import Decision
from budgetlib.dataset import DocumentResult, load_package, load_result, save_result
from budgetlib.dataset.schema import package_schema
from budgetlib.interpret import interpret
from budgetlib.readers import read_document

NAMES = [f"{name}-2024-budget" for name in "abcdefghij"]


@pytest.fixture(scope="module")
def result(seed_path: Path) -> DocumentResult:
    """The seed with five of everything but lines, so that packages of it are written quickly."""
    disclosure = interpret(read_document(seed_path))
    many = {
        field.name: value[:5]
        for field in fields(disclosure)
        if isinstance(value := getattr(disclosure, field.name), tuple) and field.name != "lines"
    }
    return DocumentResult(replace(disclosure, **many))


class Results:
    """The kept results of some documents, each with as many lines as its version says."""

    def __init__(self, folder: Path, result: DocumentResult) -> None:
        self.folder = folder
        self.versions: dict[str, int] = {}
        self._result = result

    def put(self, name: str, version: int) -> None:
        """Adds or changes a document. Version 0 has no amounts at all."""
        disclosure = replace(
            self._result.disclosure,
            disclosure_id=name,
            source=f"{name}.md",
            lines=tuple(
                line._replace(name=f"{line.name}{version}")
                for line in self._result.disclosure.lines[:version]
            ),
            glossary=self._result.disclosure.glossary[: version % 3],
        )
        save_result(replace(self._result, disclosure=disclosure), self.folder / f"{name}.json")
        self.versions[name] = version

    def job(
        self, out: Path, decisions: tuple[Decision, ...] = (), *, way: str = "", anew: bool = False
    ) -> PackageJob:
        documents = tuple(
            KeptDocument(name, f"version {version}", f"{name}.md", self.folder / f"{name}.json")
            for name, version in sorted(self.versions.items())
        )
        out.mkdir(exist_ok=True)
        return PackageJob(documents, decisions, out, "", out.with_suffix(".made"), way, anew)


@pytest.fixture
def results(tmp_path: Path, result: DocumentResult, monkeypatch: pytest.MonkeyPatch) -> Results:
    """Ten documents, with row groups so small that each table has several."""
    monkeypatch.setattr("budgetlib.dataset.parquet.ROW_GROUP", 40)
    kept = Results(tmp_path / "results", result)
    for version, name in enumerate(NAMES):
        kept.put(name, 3 * version)
    return kept


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The documents whose results were read since the list was last cleared."""
    names: list[str] = []

    def reading(path: Path) -> DocumentResult:
        names.append(path.stem)
        return load_result(path)

    monkeypatch.setattr(packaging, "load_result", reading)
    return names


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fresh(results: Results, folder: Path) -> dict[str, bytes]:
    write(results.job(folder, anew=True), Progress())
    return files(folder)


@pytest.mark.parametrize("seed", range(4))
def test_no_history_is_in_the_bytes(seed: int, results: Results, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for step in range(6):
        for name in chance.sample(NAMES, chance.randint(1, 4)):
            if name in results.versions and len(results.versions) > 1 and chance.random() < 0.4:
                del results.versions[name]
            else:
                results.put(name, chance.randint(0, 60))
        write(results.job(tmp_path / "package"), Progress())
        assert files(tmp_path / "package") == fresh(results, tmp_path / f"fresh {step}")


def test_only_changed_documents_are_read(results: Results, tmp_path: Path, read: list[str]) -> None:
    out = tmp_path / "package"
    write(results.job(out), Progress())
    assert read == NAMES
    read.clear()
    results.put(NAMES[4], 17)
    del results.versions[NAMES[6]]
    write(results.job(out), Progress())
    assert read == [NAMES[4]]
    counts = load_package(out)["budget_lines"].groupby("disclosure_id").size()
    assert counts[NAMES[4]] == 17
    assert counts[NAMES[5]] == 15
    assert NAMES[6] not in counts
    read.clear()
    write(results.job(out, anew=True), Progress())
    assert len(read) == 9, "everything, where that is asked for"


def _another_parquet(out: Path) -> None:
    content = (out / "projects.parquet").read_bytes()
    (out / "projects.parquet").write_bytes(content.replace(b"parquet-cpp", b"parquet-xpp"))


def _another_package(out: Path) -> None:
    file = out / "datapackage.json"
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")


@pytest.mark.parametrize(
    "happened",
    [
        _another_parquet,
        _another_package,
        lambda out: (out / "claims.parquet").unlink(),
        lambda out: (out / "datapackage.json").unlink(),
        lambda out: out.with_suffix(".made").unlink(),
        lambda out: out.with_suffix(".made").write_text('{"way": "", "pack', "utf-8"),
        lambda out: out.with_suffix(".made").write_text("[]", "utf-8"),
    ],
)
def test_nothing_is_taken_from_a_package_that_is_not_the_one_that_was_made(
    happened, results: Results, tmp_path: Path, read: list[str]
) -> None:
    out = tmp_path / "package"
    write(results.job(out), Progress())
    made = files(out)
    happened(out)
    read.clear()
    write(results.job(out), Progress())
    assert read == NAMES
    assert files(out) == made


def test_nothing_is_taken_from_what_other_code_made(
    results: Results, tmp_path: Path, read: list[str]
) -> None:
    write(results.job(tmp_path / "package", way="budgetlib 0.1"), Progress())
    read.clear()
    write(results.job(tmp_path / "package", way="budgetlib 0.2"), Progress())
    assert read == NAMES


def test_a_run_killed_after_the_package_was_moved_is_no_reason_to_trust_it(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    out = tmp_path / "package"
    write(results.job(out), Progress())
    results.put(NAMES[0], 9)
    with monkeypatch.context() as patch:
        patch.setattr(packaging, "keep_documents_made", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            write(results.job(out), Progress())
    results.put(NAMES[0], 12)
    read.clear()
    write(results.job(out), Progress())
    assert read == NAMES
    assert files(out) == fresh(results, tmp_path / "fresh")


def test_decisions_that_fit_nothing_are_told_of_again_where_they_stand_now(
    results: Results, tmp_path: Path, read: list[str]
) -> None:
    def decision(name: str, line: int) -> Decision:
        return Decision(name, "没有这个项目", "A", "A01", "rejected", "甲", "2024-03-01", "", line)

    out = tmp_path / "package"
    told = write(results.job(out, (decision(NAMES[2], 2), decision("nobody-2024-budget", 3))), Progress())
    assert told["unused_decisions"] == [2, 3]
    read.clear()
    told = write(results.job(out, (decision("nobody-2024-budget", 2), decision(NAMES[2], 5))), Progress())
    assert told["unused_decisions"] == [2, 5]
    assert read == [], "which it is was found out before"


class Told(Progress):
    """What was told, in order."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, stage: str, stale: int, fresh: int) -> None:
        self.lines.append(f"{stage}: {stale} to do, {fresh} up to date")

    def done(self, label: str, failure: str) -> None:
        self.lines.append(label)

    def end(self) -> None:
        self.lines.append("end")


def test_documents_that_are_read_are_told_of_and_tables_that_are_written(
    results: Results, tmp_path: Path
) -> None:
    write(results.job(tmp_path / "package"), Progress())
    results.put(NAMES[3], 30)
    told = Told()
    write(results.job(tmp_path / "package"), told)
    assert told.lines[:4] == [
        "documents: 1 to do, 9 up to date",
        f"{NAMES[3]}.md",
        "end",
        f"tables: {len(package_schema().tables)} to do, 0 up to date",
    ]
    assert len(told.lines) == 4 + len(package_schema().tables) + 1
