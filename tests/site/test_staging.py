"""The build folder: a complete project, untouched where nothing changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
import yaml
from sample_pages import code, markdown, notebook, raw, shown

from budgetlib.errors import RenderError
from budgetlib.site import render_site, stage_site, staging_folder
from budgetlib.site.files import copy_file
from budgetlib.site.project import Project
from budgetlib.site.sources import Notebook, read_notebook
from budgetlib.site.staging_folder import authored_files

SETTINGS = """
project: {type: website, resources: [assets]}
lang: zh
website:
  title: 样站
  navbar: {left: [index.qmd, {text: 预算, href: budget.qmd}, {text: 别处, href: other.qmd}]}
execute: {echo: false}
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    for name, content in {
        "_quarto.yml": SETTINGS,
        "index.qmd": "---\ntitle: 总览\n---\n```{python}\n1\n```\n",
        "budget.qmd": "",
        "budget.quarto_ipynb": "{}",
        "README.md": "给作者",
        "styles/base.css": "body {}",
        "assets/site.js": "",
        "about.md": "---\ntitle: 关于\n---\n正文",
        "_build/old.html": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture
def executed(tmp_path: Path) -> dict[str, Path]:
    pages = {
        "index.html": notebook(
            raw("---\ntitle: 总览\n---"), markdown("[预算](budget.qmd#x) [别处](other.qmd)")
        ),
        "budget.html": notebook(raw("---\ntitle: 预算\n---")),
        "units/zzb/2024-budget.html": notebook(
            code("x", shown(text_markdown='```{=html}\n<a href="../../budget.qmd">预算</a>\n```'))
        ),
    }
    found = {}
    for number, (url, content) in enumerate(pages.items()):
        found[url] = tmp_path / f"{number}.ipynb"
        found[url].write_bytes(content)
    return found


def test_the_build_is_a_project_in_which_nothing_runs(reports: Path, executed: dict[str, Path]) -> None:
    staged = stage_site(reports, executed)
    assert staged.build_dir == reports / "_build"
    assert staged.pages == tuple(
        PurePosixPath(name) for name in ("budget.ipynb", "index.ipynb", "units/zzb/2024-budget.ipynb")
    )
    settings = yaml.safe_load((staged.build_dir / "_quarto.yml").read_text(encoding="utf-8"))
    assert settings["execute"] == {"echo": False, "enabled": False}
    assert settings["website"]["navbar"]["left"] == [
        "index.ipynb",
        {"text": "预算", "href": "budget.ipynb"},
        {"text": "别处", "href": "other.qmd"},
    ]
    files = {
        path.relative_to(staged.build_dir).as_posix()
        for path in staged.build_dir.rglob("*")
        if path.is_file()
    }
    assert files == {
        "_quarto.yml", ".staged.json", "about.md", "assets/site.js", "styles/base.css",
        "budget.ipynb", "index.ipynb", "units/zzb/2024-budget.ipynb", "old.html",
    }  # fmt: skip


def test_links_to_authored_pages_lead_to_the_executed_ones(reports: Path, executed: dict[str, Path]) -> None:
    build = stage_site(reports, executed).build_dir
    index = json.loads((build / "index.ipynb").read_text(encoding="utf-8"))
    assert "".join(index["cells"][1]["source"]) == "[预算](budget.ipynb#x) [别处](other.qmd)"
    unit = (build / "units/zzb/2024-budget.ipynb").read_text(encoding="utf-8")
    assert "../../budget.ipynb" in unit
    assert render_site(build, renderer="embedded").failed == ()
    assert 'href="../../budget.html"' in (build / "_site/units/zzb/2024-budget.html").read_text(
        encoding="utf-8"
    )


def test_every_text_is_a_list_of_lines(reports: Path, executed: dict[str, Path]) -> None:
    """Of a source in one piece Quarto loses the line ends, and with them headings, front matter and raw blocks."""
    executed["budget.html"].write_bytes(
        notebook(
            raw("---\ntitle: 预算\n---\n给读者"),
            code(
                "1", shown(text_markdown="一\n二"), {"output_type": "stream", "name": "stdout", "text": "x\n"}
            ),
        )
    )
    stated = {"budget.html": {"title": "预算二"}}
    build = stage_site(reports, executed, front_matter=stated).build_dir
    front, rest, code_cell = json.loads((build / "budget.ipynb").read_text(encoding="utf-8"))["cells"]
    assert front["source"] == ["---\n", "title: 预算二\n", "---"]
    assert rest["source"] == ["给读者"]
    markdown_output, printed = code_cell["outputs"]
    assert markdown_output["data"]["text/markdown"] == ["一\n", "二"]
    assert printed["text"] == ["x\n"]


def test_what_did_not_change_is_not_touched(reports: Path, executed: dict[str, Path]) -> None:
    build = stage_site(reports, executed).build_dir
    before = {path: path.stat().st_mtime_ns for path in build.rglob("*") if path.is_file()}
    assert stage_site(reports, executed).changed == ()
    assert {path: path.stat().st_mtime_ns for path in build.rglob("*") if path.is_file()} == before
    executed["budget.html"].write_bytes(notebook(raw("---\ntitle: 预算二\n---")))
    assert stage_site(reports, executed).changed == (PurePosixPath("budget.ipynb"),)


def test_only_notebooks_of_which_something_changed_are_read_again(
    reports: Path, executed: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noting(path: Path) -> Notebook:
        read.append(path.name)
        return read_notebook(path)

    monkeypatch.setattr(staging_folder, "read_notebook", noting)
    stage_site(reports, executed)
    of_url = "units/zzb/2024-budget.html"
    of_document, other = executed[of_url], tmp_path / "other.ipynb"
    other.write_bytes(notebook())
    assert read.count(of_document.name) == 2, "for the build, and beside the pages of authors"
    stated: dict[str, dict[str, str]] = {}
    in_build = reports / "_build" / "units" / "zzb" / "2024-budget.ipynb"
    changes: dict[str, tuple[Callable[[], object], int]] = {
        "nothing": (lambda: None, 0),
        "the notebook": (lambda: of_document.write_bytes(notebook(code("y", shown(text_plain="2")))), 2),
        "what was put there": (lambda: in_build.write_bytes(b"{}"), 1),
        "what is stated of it": (lambda: stated.update({of_url: {"title": "组织部"}}), 2),
        "which pages of authors there are": (lambda: executed.pop("budget.html"), 1),
        "which pages of documents there are": (lambda: executed.update({"units/b.html": other}), 0),
    }
    for what, (change, times) in changes.items():
        read.clear()
        change()
        stage_site(reports, executed, front_matter=stated)
        assert read.count(of_document.name) == times, what
    assert "组织部" in in_build.read_text("utf-8")


def test_what_an_earlier_version_staged_is_not_taken_for_an_authors(
    reports: Path, executed: dict[str, Path]
) -> None:
    stage_site(reports, executed)
    manifest = reports / ".staged.json"
    manifest.write_text(json.dumps(list(json.loads(manifest.read_text("utf-8")))), "utf-8")
    del executed["units/zzb/2024-budget.html"]
    stage_site(reports, executed)
    assert not (reports / "units").exists()


def test_pages_whose_source_is_gone_disappear_from_build_and_site(
    reports: Path, executed: dict[str, Path]
) -> None:
    build = stage_site(reports, executed).build_dir
    render_site(build, renderer="embedded")
    page = build / "_site/units/zzb/2024-budget.html"
    assert page.is_file()
    del executed["units/zzb/2024-budget.html"]
    assert stage_site(reports, executed).removed == (PurePosixPath("units/zzb/2024-budget.ipynb"),)
    report = render_site(build, renderer="embedded")
    assert report.removed == (PurePosixPath("units/zzb/2024-budget.ipynb"),)
    assert not page.parent.parent.exists()
    assert not (build / "units").exists()


def test_resources_become_part_of_the_site(reports: Path, executed: dict[str, Path], tmp_path: Path) -> None:
    data = tmp_path / "package"
    data.mkdir()
    (data / "budget_lines.csv").write_text("x\n")
    for name in ("notes.md", "analysis.ipynb"):
        (data / name).write_text("not a page")
    (data / ".lock").write_text("")
    build = stage_site(
        reports, executed, resources={"data": data, "sources/00.pdf": data / "budget_lines.csv"}
    ).build_dir
    report = render_site(build, renderer="embedded")
    assert (build / "_site/data/budget_lines.csv").read_text() == "x\n"
    assert (build / "_site/sources/00.pdf").is_file()
    assert not (build / "_site/data/.lock").exists()
    assert (build / "_site/data/notes.md").read_text() == "not a page"
    assert not list((build / "_site/data").glob("*.html"))
    assert report.failed == ()


def test_front_matter_is_plain_text_whatever_it_says(reports: Path, executed: dict[str, Path]) -> None:
    hostile = (
        "*某*局 {{< include /etc/passwd >}} <script>alert(1)</script> [x](javascript:1) \n---\ntoc: true"
    )
    build = stage_site(
        reports, executed, front_matter={"units/zzb/2024-budget.html": {"title": hostile, "toc": False}}
    ).build_dir
    assert "{{<" not in (build / "units/zzb/2024-budget.ipynb").read_text(encoding="utf-8")
    render_site(build, renderer="embedded")
    page = (build / "_site/units/zzb/2024-budget.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert (
        "*某*局 {{&lt; include /etc/passwd &gt;}} &lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:1) --- toc: true"
        in page
    )


@pytest.mark.parametrize("url", ["../x.html", "/x.html", "a/../../x.html", "_site/x.html", "a\\b.html", ""])
def test_no_page_can_leave_the_site(reports: Path, executed: dict[str, Path], url: str) -> None:
    with pytest.raises(RenderError, match="address within the site"):
        stage_site(reports, {url: executed["index.html"]})


def test_what_is_missing_is_named_in_one_line(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"gone\.ipynb: the executed notebook is missing \(run it\)"):
        stage_site(reports, {"index.html": tmp_path / "gone.ipynb"})
    with pytest.raises(RenderError, match="there is no Quarto project here"):
        stage_site(tmp_path / "nowhere", {})
    (reports / "_quarto.yml").write_text("a: [1\nb: 2", encoding="utf-8")
    with pytest.raises(RenderError, match=r"_quarto\.yml, line 2: not readable as YAML"):
        stage_site(reports, {})


def test_authors_find_the_pages_of_documents_beside_theirs(
    reports: Path, executed: dict[str, Path], tmp_path: Path
) -> None:
    data = tmp_path / "budget_lines.csv"
    data.write_text("x\n")
    stage_site(reports, executed, resources={"data/budget_lines.csv": data})
    unit = (reports / "units/zzb/2024-budget.ipynb").read_text(encoding="utf-8")
    assert "../../budget.qmd" in unit  # the page that Quarto finds there
    assert (reports / "data/budget_lines.csv").read_text() == "x\n"
    assert not list(reports.glob("*.ipynb"))  # two sources of one page would be an error

    # what was put there is not taken for the authors' own the next time, and goes when its source does
    build = stage_site(reports, {"index.html": executed["index.html"]}).build_dir
    assert not (reports / "units").exists()
    assert not (reports / "data").exists()
    assert not (build / "data").exists()
    assert (reports / "about.md").is_file()


def test_quarto_finds_all_pages_in_the_authors_project_and_no_document_as_published(
    root: Path, executed: dict[str, Path], tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in authored_files(root / "reports"):
        copy_file(root / "reports" / name, reports / name)
    authored = set(Project.read(reports).pages())
    stage_site(reports, {"units/u1/2024-budget.html": executed["units/zzb/2024-budget.html"]}, resources={
        "originals/00.md": root / "data/raw/00.md", "originals/own.ipynb": executed["index.html"],
    })  # fmt: skip
    assert set(Project.read(reports).pages()) - authored == {PurePosixPath("units/u1/2024-budget.ipynb")}
    assert PurePosixPath("originals/00.md") in Project.read(reports).resources()
