"""Documents from other folders and from URLs, and the website put elsewhere: nothing mixes, nothing is left over."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from made_up_project import disclosure, make_project

from budgetlib.batch.build import Outcome, build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders, documents_in
from budgetlib.batch.locations import open_location
from budgetlib.batch.steps.publish import LIST
from budgetlib.dataset import load_package
from budgetlib.errors import BudgetlibError

HERE = Options(renderer="embedded", scheduler="serial")
DATA = replace(HERE, steps=("parse", "package"))
PLAN = replace(DATA, dry_run=True)


def reasons(outcome: Outcome) -> list[str]:
    return [f"{stage} {label}: {reason}" for stage, label, reason in outcome.planned]


def units(folders: Folders) -> dict[str, str]:
    """Unit and year -> the file that the data package has it from."""
    frame = load_package(folders.package)["disclosures"]
    return {f"{row.unit_name} {row.year}": row.source_file for row in frame.itertuples()}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another folder of documents, one of which has the name of a document of the project."""
    folder = tmp_path / "other documents"
    (folder / "more").mkdir(parents=True)
    (folder / "a.md").write_text(disclosure("丙市审计局", 2022, 70), "utf-8")
    (folder / "more" / "d.md").write_text(disclosure("丁区公安局", 2024, 80), "utf-8")
    (folder / "more" / "notice.md").write_text("# 通知\n\n放假。\n", "utf-8")
    (folder / "README.md").write_text("# not a document\n", "utf-8")
    (folder / "index.csv").write_text("file,unit\na.md,丙\n", "utf-8")
    (folder / "a.json").write_text("{}", "utf-8")
    return folder


@pytest.fixture
def bucket() -> Iterator[str]:
    """A place that is not of this machine's files, with two documents in `raw`."""
    files = fsspec.filesystem("memory")
    files.pipe_file("/bucket/raw/a.md", disclosure("丙市审计局", 2022, 70).encode())
    files.pipe_file("/bucket/raw/sub folder/丁.md", disclosure("丁区公安局", 2024, 80).encode())
    files.pipe_file("/bucket/raw/index.json", b"{}")
    yield "memory://bucket"
    files.rm("/", recursive=True)


def test_what_is_a_document_is_told_by_its_name(other: Path) -> None:
    assert [path.relative_to(other).as_posix() for path in documents_in(other)] == [
        "a.md",
        "more/d.md",
        "more/notice.md",
    ]


def test_folders_with_documents_of_the_same_name_do_not_mix(tmp_path: Path, other: Path) -> None:
    own = make_project(tmp_path / "project")
    theirs = Folders.at(own.root, str(other))
    raw = {path: path.read_bytes() for path in own.raw.iterdir()}
    of_project = {"甲县财政局 2024": "a.md", "甲县财政局 2023": "b.md", "乙县教育局 2024": "c.md"}
    of_other = {"丙市审计局 2022": "a.md", "丁区公安局 2024": "more/d.md"}

    build(own, HERE)
    pages = {path.relative_to(own.site) for path in own.site.rglob("*.html")}
    outcome = build(theirs, HERE)
    assert outcome.failures == ()
    assert [each.item for each in outcome.left_out] == ["more/notice.md"]
    assert units(own) == of_other
    assert not {path.relative_to(own.site) for path in own.site.rglob("units/*/*.html")} & pages
    assert {path: path.read_bytes() for path in own.raw.iterdir()} == raw

    again = reasons(build(own, HERE))
    assert units(own) == of_project
    assert {path.relative_to(own.site) for path in own.site.rglob("*.html")} == pages
    assert [reason.split()[0] for reason in again] == ["package", "site"], "documents are not parsed again"
    assert f"documents from {other} → data/raw" in again[0]
    assert build(own, HERE).planned == ()


def test_what_is_rendered_again_comes_from_where_the_data_came_from(tmp_path: Path, other: Path) -> None:
    own = make_project(tmp_path / "project")
    build(own, DATA)
    build(Folders.at(own.root, str(other)), DATA)
    outcome = build(own, replace(HERE, steps=("notebooks", "reports", "site")))
    labels = [planned.label for planned in outcome.planned if planned.step == "notebooks"]
    assert sorted(labels) == ["丁区公安局 2024 年预算", "丙市审计局 2022 年预算"]
    assert (own.site / "originals" / "more" / "d.md").is_file()


def test_the_project_s_own_folder_may_be_named_in_any_way(tmp_path: Path) -> None:
    own = make_project(tmp_path)
    assert Folders.at(tmp_path, f"{tmp_path}/data/../data/raw") == own
    assert Folders.at(tmp_path, own.raw.as_uri()) == own


def test_documents_at_a_url_are_fetched_when_they_change_and_leave_when_they_are_gone(
    tmp_path: Path, bucket: str
) -> None:
    folders = Folders.at(make_project(tmp_path).root, f"{bucket}/raw/")
    files = fsspec.filesystem("memory")
    assert reasons(build(folders, PLAN))[:2] == ["parse a.md: new", "parse sub folder/丁.md: new"]
    assert not folders.raw.exists(), "a dry run fetches nothing"
    build(folders, DATA)
    assert units(folders) == {"丙市审计局 2022": "a.md", "丁区公安局 2024": "sub folder/丁.md"}
    assert build(folders, DATA).planned == ()

    files.pipe_file("/bucket/raw/a.md", disclosure("丙市审计局", 2022, 71).encode())
    assert reasons(build(folders, PLAN))[0] == "parse a.md: a.md may change"
    assert reasons(build(folders, DATA))[0] == "parse a.md: a.md changed"
    totals = load_package(folders.package)["key_facts"].query("key == 'summary.income_total'")
    assert 71.0 in set(totals.value)

    files.rm_file("/bucket/raw/a.md")
    assert "parse a.md: removed" in reasons(build(folders, DATA))
    assert units(folders) == {"丁区公安局 2024": "sub folder/丁.md"}
    assert not (folders.raw / "a.md").exists()


def test_sources_at_a_url_are_read(tmp_path: Path, bucket: str) -> None:
    header = "file,unit,year,stage,region,publisher,retrieved,sha256,licence_note,synthetic,part_of"
    listed = f"{header}\na.md,,,,丙省丙市,,,,,,\n"
    fsspec.filesystem("memory").pipe_file("/bucket/raw/sources.csv", listed.encode())
    folders = Folders.at(make_project(tmp_path).root, f"{bucket}/raw")
    build(folders, DATA)
    frame = load_package(folders.package)["disclosures"]
    assert frame.set_index("source_file").region["a.md"] == "丙省丙市"


def test_a_document_that_cannot_be_fetched_stops_no_other(
    tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders.at(make_project(tmp_path).root, f"{bucket}/raw")
    memory = type(fsspec.filesystem("memory"))
    read = memory.cat_file

    def denied(self: object, path: str, **options: object) -> bytes:
        if path.endswith("a.md"):
            raise PermissionError(13, "Permission denied")
        return read(self, path, **options)

    with monkeypatch.context() as patched:
        patched.setattr(memory, "cat_file", denied)
        outcome = build(folders, DATA)
    assert [str(failure) for failure in outcome.failures] == [
        "a.md: can't be fetched: Permission denied (the next build tries again)"
    ]
    assert units(folders) == {"丁区公安局 2024": "sub folder/丁.md"}
    assert build(folders, DATA).failures == ()
    assert len(units(folders)) == 2


@pytest.mark.parametrize("kind", ["folder", "url"])
def test_a_website_is_put_elsewhere_and_kept_in_step(kind: str, tmp_path: Path, bucket: str) -> None:
    folders = make_project(tmp_path / "project")
    output = str(tmp_path / "served") if kind == "folder" else f"{bucket}/site"
    options = replace(HERE, output=output)
    there = open_location(output)
    assert build(folders, options).failures == ()
    listed = json.loads(there.read(LIST) or b"")
    files = {
        path.relative_to(folders.site).as_posix(): path for path in folders.site.rglob("*") if path.is_file()
    }
    assert set(listed) == set(files)
    assert all(there.read(name) == path.read_bytes() for name, path in files.items())
    assert "data/datapackage.json" in listed
    assert build(folders, options).planned == ()

    there.write("of-others.html", b"not ours")
    gone = [name for name in files if name.startswith("units/") and "2023" in name]
    assert gone
    (folders.raw / "b.md").unlink()
    outcome = build(folders, options)
    assert outcome.counts["publish"].run == 1
    assert all(there.read(name) is None for name in gone)
    assert there.read("of-others.html") == b"not ours"
    assert there.read("data/datapackage.json") == (folders.package / "datapackage.json").read_bytes()


def test_a_place_that_lost_its_files_gets_them_again(tmp_path: Path, bucket: str) -> None:
    folders = make_project(tmp_path)
    options = replace(HERE, output=f"{bucket}/site")
    build(folders, options)
    fsspec.filesystem("memory").rm("/bucket/site", recursive=True)
    assert reasons(build(folders, options)) == [f"publish {bucket}/site: new"]
    assert open_location(f"{bucket}/site").read("index.html") == (folders.site / "index.html").read_bytes()


def test_a_stopped_publication_is_taken_up_again(
    tmp_path: Path, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = make_project(tmp_path)
    options = replace(HERE, output=f"{bucket}/site")
    memory = fsspec.filesystem("memory")
    sent: list[str] = []
    put_file = type(memory).put_file

    def until_the_network_fails(self: object, lpath: str, rpath: str, **given: object) -> None:
        sent.append(rpath)
        if len(sent) > 5:
            raise ConnectionError("the cable was pulled")
        put_file(self, lpath, rpath, **given)

    with monkeypatch.context() as patched:
        patched.setattr(type(memory), "put_file", until_the_network_fails)
        outcome = build(folders, options)
    assert [str(failure) for failure in outcome.failures] == [
        f"{bucket}/site: can't be reached: the cable was pulled (check the address, the credentials and the network)"
    ]
    assert open_location(f"{bucket}/site").read("data/datapackage.json") is None, "the description comes last"
    (folders.raw / "b.md").unlink()  # a page that was perhaps sent must not stay
    assert build(folders, options).failures == ()
    there = {path.removeprefix("/bucket/site/") for path in memory.find("/bucket/site")} - {LIST}
    assert there == {
        path.relative_to(folders.site).as_posix() for path in folders.site.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("nowhere", r"nowhere: there is no such folder \(check what --raw says\)"),
        ("memory://nothing", r"memory://nothing: there are no disclosures here"),
        ("gopher://x/y", r"gopher://x/y: is no address that can be used: Protocol not known"),
    ],
)
def test_a_place_without_documents_is_one_line(tmp_path: Path, raw: str, says: str) -> None:
    root = make_project(tmp_path).root
    with pytest.raises(BudgetlibError, match=says):
        build(Folders.at(root, raw), DATA)


@pytest.mark.skipif(importlib.util.find_spec("s3fs") is not None, reason="is about a missing s3fs")
def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(BudgetlibError, match=r"s3://b/raw: a package .*s3fs.*pip install 'budgetlib\[s3\]'"):
        build(Folders.at(make_project(tmp_path).root, "s3://b/raw"), DATA)


def test_the_website_is_not_put_among_what_a_build_reads(tmp_path: Path, bucket: str) -> None:
    own = make_project(tmp_path)
    for output in (own.raw / "site", own.package, own.root):
        with pytest.raises(BudgetlibError, match="can't be put where a build reads from"):
            build(own, replace(HERE, output=str(output)))
    with pytest.raises(BudgetlibError, match="can't be put where a build reads from"):
        build(Folders.at(own.root, f"{bucket}/raw"), replace(HERE, output=f"{bucket}/raw/site"))


@pytest.mark.parametrize("content", ["[1, 2]", '{"../kept.txt": ""}'], ids=["no list", "of files elsewhere"])
def test_a_list_of_others_is_not_overwritten_nor_believed(tmp_path: Path, content: str) -> None:
    folders = make_project(tmp_path / "project")
    served = tmp_path / "served"
    served.mkdir()
    (tmp_path / "kept.txt").write_text("of somebody else", "utf-8")
    (served / LIST).write_text(content, "utf-8")
    with pytest.raises(BudgetlibError, match=r"\.budgetlib\.json is not the list that a build writes"):
        build(folders, replace(HERE, output=str(served)))
    assert (tmp_path / "kept.txt").is_file()
