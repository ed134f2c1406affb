"""The website as `budgetlib build` makes it from the seed and two made-up documents of one unit."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from budgetlib.batch.build import Options, build
from budgetlib.batch.folders import Folders

ROOT = Path(__file__).resolve().parents[2]
LIGHT = 500_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("project")
    for folder in ("notebooks", "reports"):
        shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns("_build", "_site"))
    raw = ROOT / "data" / "raw"
    chosen = [raw / "00.md", *sorted((raw / "synthetic").glob("unit-0000-2024-*.md"))]
    for path in (raw / "sources.csv", *chosen):
        target = project / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    outcome = build(Folders(project), Options(renderer="embedded"))
    assert outcome.failures == ()
    assert outcome.index is not None
    return outcome.index.parent


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(site).as_posix(): html.parse(path).getroot()
        for path in site.rglob("*.html")
        if "site_libs" not in path.parts
    }


def test_the_pages_are_there(pages: dict[str, html.HtmlElement]) -> None:
    assert {"index.html", "budget.html", "units/ua06a8213/2024-budget.html"} <= pages.keys()
    assert sum(name.startswith("sources/") for name in pages) == 3


def test_every_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, html.HtmlElement]) -> None:
    anchors = {name: set(root.xpath("//@id")) for name, root in pages.items()}
    broken = []
    for name, root in pages.items():
        for address in root.xpath("//main//a/@href | //nav//a/@href"):
            parts = urlsplit(urljoin(name, str(address)))
            if parts.scheme:
                continue
            path, fragment = unquote(parts.path), unquote(parts.fragment)
            if not (site / path).is_file() or (
                path in anchors and fragment and fragment not in anchors[path]
            ):
                broken.append(f"{name}: {address}")
    assert not broken, broken[:10]


def test_evidence_leads_to_rows_of_the_source(pages: dict[str, html.HtmlElement]) -> None:
    links = pages["units/ua06a8213/2024-budget.html"].xpath("//a[@class='evidence']/@href")
    assert all(link.startswith("../../sources/ua06a8213-2024-budget.html") for link in links)
    assert sum("#t" in link for link in links) > 150


def test_pages_are_light_and_load_nothing_from_elsewhere(
    site: Path, pages: dict[str, html.HtmlElement]
) -> None:
    for name, root in pages.items():
        assert (site / name).stat().st_size < LIGHT, name
        loaded = root.xpath("//script/@src | //link/@href | //img/@src")
        assert not [address for address in loaded if urlsplit(address).netloc], name


def test_no_page_shows_a_failure_or_what_only_python_understands(pages: dict[str, html.HtmlElement]) -> None:
    for name, root in pages.items():
        text = root.text_content()
        assert "本页没有全部生成" not in text, name
        if not name.startswith("sources/"):
            assert "Traceback" not in text, name
            assert "<NA>" not in text, name


def test_made_up_documents_stay_out_of_real_figures(pages: dict[str, html.HtmlElement]) -> None:
    assert "（虚构）" not in pages["budget.html"].find(".//main").text_content()
    assert "（虚构）" in pages["examples.html"].find(".//main").text_content()


def test_anchors_are_unique(pages: dict[str, html.HtmlElement]) -> None:
    for name, root in pages.items():
        ids = root.xpath("//@id")
        assert len(ids) == len(set(ids)), name
