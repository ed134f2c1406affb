"""Finding and running the `quarto` program, with a stand-in for it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from sample_pages import notebook, raw

from budgetlib.errors import RenderError
from budgetlib.site import find_quarto, render_site

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a #! line")

STAND_IN = """#!{python}
import json, os, pathlib, sys
arguments = sys.argv[1:]
if arguments == ["--version"]:
    print("{version}")
    sys.exit()
build = pathlib.Path(arguments[1])
(build / "arguments.json").write_text(json.dumps(arguments))
site = build / "_site"
site.mkdir(exist_ok=True)
for page in sorted(build.glob("*.ipynb")):
    if page.stem == "broken":
        log = os.environ["QUARTO_LOG"]
        entry = {{"levelName": "ERROR", "msg": "\\u001b[31mYAML is bad\\u001b[0m\\n  in broken.ipynb"}}
        pathlib.Path(log).write_text(json.dumps({{"levelName": "INFO", "msg": "x"}}) + "\\n" + json.dumps(entry))
        sys.exit(1)
    (site / page.with_suffix(".html").name).write_text("by quarto")
"""


@pytest.fixture
def quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Installs a stand-in for Quarto of a given version, and points QUARTO_PATH at it."""

    def install(version: str = "1.9.38") -> Path:
        program = tmp_path / "bin" / "quarto"
        program.parent.mkdir(exist_ok=True)
        program.write_text(STAND_IN.format(python=sys.executable, version=version), encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("QUARTO_PATH", str(program))
        return program

    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    return install


@pytest.fixture
def build(project: Path) -> Path:
    (project / "index.ipynb").write_bytes(notebook(raw("---\ntitle: 总览\n---")))
    return project


def test_quarto_is_taken_where_there_is_one(quarto, build: Path) -> None:  # type: ignore[no-untyped-def]
    assert find_quarto() is None
    assert render_site(build).renderer == "embedded"
    quarto()
    report = render_site(build)
    assert report.renderer == "quarto"
    assert report.index.read_text() == "by quarto"
    arguments = json.loads((build / "arguments.json").read_text())
    assert arguments == ["render", str(build), "--to", "html", "--no-execute"]


def test_neither_renderer_takes_pages_of_the_other_for_its_own(quarto, build: Path) -> None:  # type: ignore[no-untyped-def]
    page = build / "_site/index.html"
    render_site(build, renderer="embedded")
    made_here = page.read_text(encoding="utf-8")
    quarto()
    render_site(build, renderer="quarto")
    assert page.read_text(encoding="utf-8") == "by quarto"
    render_site(build, renderer="embedded")
    assert page.read_text(encoding="utf-8") == made_here


def test_quarto_is_found_on_the_path_and_in_a_folder(  # type: ignore[no-untyped-def]
    quarto, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = quarto("1.4.549")
    monkeypatch.setenv("QUARTO_PATH", str(program.parent.parent))
    found = find_quarto()
    assert found is not None
    assert found.version == "1.4.549"
    assert found.supported
    monkeypatch.delenv("QUARTO_PATH")
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_quarto() == found


def test_an_old_quarto_is_passed_over_unless_it_is_asked_for(quarto, build: Path) -> None:  # type: ignore[no-untyped-def]
    quarto("1.3.450")
    assert render_site(build).renderer == "embedded"
    with pytest.raises(RenderError, match=r"Quarto 1\.3\.450 is too old .*1\.4 or later"):
        render_site(build, renderer="quarto")


def test_a_missing_quarto_is_said_in_one_line(quarto, build: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RenderError, match=r"^Quarto is not installed \(install"):
        render_site(build, renderer="quarto")
    monkeypatch.setenv("QUARTO_PATH", "/nowhere/quarto")
    with pytest.raises(RenderError, match=r"^/nowhere/quarto: QUARTO_PATH names no program"):
        render_site(build)


def test_what_quarto_says_of_a_bad_page_is_the_reason(quarto, build: Path) -> None:  # type: ignore[no-untyped-def]
    quarto()
    (build / "broken.ipynb").write_bytes(notebook())
    (build / "a.ipynb").write_bytes(notebook())
    report = render_site(build, renderer="quarto")
    assert [str(page) for page in report.rendered] == ["a.ipynb"]
    assert {str(failure.source): failure.reason for failure in report.failed} == {
        "broken.ipynb": "YAML is bad in broken.ipynb",
        "index.ipynb": "YAML is bad in broken.ipynb",
    }
    (build / "a.ipynb").unlink()
    (build / "_site/a.html").unlink()
    with pytest.raises(RenderError, match=r"quarto render failed: YAML is bad in broken\.ipynb"):
        render_site(build, renderer="quarto")
