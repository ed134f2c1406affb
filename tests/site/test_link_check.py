"""After rendering, every link within the site is followed."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from sample_pages import markdown, notebook, raw

from budgetlib.batch.steps import site as site_stage
from budgetlib.cli.app import app
from budgetlib.site import render_site
from budgetlib.site.link_check import dead_links

PAGE = PurePosixPath("units/zzb/2024-budget.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, content in {
        "index.html": '<p id="all">',
        "units/zzb/index.html": "",
        "sources/a b.html": "<tr id='t2-r5'><td id=\"p1&amp;2\">",
        "originals/100%.pdf": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def dead(site: Path, html: str) -> list[str]:
    (site / PAGE).write_text(html, encoding="utf-8")
    return [link.address for link in dead_links(site, [PAGE])]


@pytest.mark.parametrize(
    "address",
    [
        "../../index.html",
        "../../index.html#all",
        "/index.html",
        "./",
        "",
        "#",
        "#top",
        "#here",
        "../../sources/a%20b.html#t2-r5",
        "../../sources/a%20b.html?x=1#p1%262",
        "../../originals/100%25.pdf",
        "../../originals/100%25.pdf#page=3",
        "../../../elsewhere/index.html",
        "https://example.org/#x",
        "//example.org/x",
        "mailto:a@example.org",
        "javascript:void(0)",
    ],
)
def test_a_link_that_leads_somewhere_is_no_matter(site: Path, address: str) -> None:
    assert dead(site, f'<h2 class="x" id="here"></h2><a class="y" href="{address}">') == []


@pytest.mark.parametrize(
    "address",
    [
        "../../missing.html",
        "../../index.html#gone",
        "#nowhere",
        "../../sources/a%20b.html#t2-r6",
        "../../originals/",
        "2023-final.html",
        "../../originals/100.pdf",
    ],
)
@pytest.mark.parametrize("tag", ['<a href="{}">', "<A class='x' href='{}'>", '<img alt="" src="{}">'])
def test_a_link_that_leads_nowhere_is_found_once(site: Path, tag: str, address: str) -> None:
    assert dead(site, tag.format(address) * 2) == [address]


def test_what_scripts_and_comments_hold_is_no_link(site: Path) -> None:
    assert (
        dead(site, "<script>x = '<a href=\"gone\">'</script><!-- <a href='gone'> -->&lt;a href='gone'>") == []
    )
    assert dead(site, '<script src="gone.js"></script>') == ["gone.js"]


def test_a_site_with_a_dead_link_is_rendered_and_says_so(project: Path) -> None:
    (project / "index.ipynb").write_bytes(
        notebook(raw("---\ntitle: 总览\n---"), markdown("## 节 {#a}\n\n[b](b.qmd#c)"))
    )
    (project / "b.ipynb").write_bytes(notebook(markdown("[a](index.ipynb#a)\n\n[x](x.html)")))
    for _ in range(2):  # also where nothing is to be rendered
        report = render_site(project, renderer="embedded")
        assert report.failed == ()
        assert sorted((str(link.page), link.address) for link in report.dead_links) == [
            ("b.html", "x.html"),
            ("index.html", "b.html#c"),
        ]


def test_the_command_names_the_page_and_ends_with_its_own_status(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "_quarto.yml").write_text("project: {type: website}\n", encoding="utf-8")
    (reports / "index.md").write_text("---\ntitle: 总览\n---\n\n[x](x.html#y)\n", encoding="utf-8")
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "unit_year.ipynb").write_bytes(
        (root / "notebooks" / "unit_year.ipynb").read_bytes()
    )
    (tmp_path / "data" / "raw" / "00.md").write_bytes((root / "data" / "raw" / "00.md").read_bytes())
    done = CliRunner().invoke(
        app, ["build", "--project", str(tmp_path), "--renderer", "embedded", "--scheduler", "serial"]
    )
    assert done.exit_code == 7, done.output
    assert f"{site_stage.NAME}: website, index.html: the link 'x.html#y' leads nowhere" in done.output
