"""The website as `budgetlib build` makes it from the seed, two made-up documents of one unit, and a hostile one."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html
from whole_site import HOSTILE

from budgetlib import __version__

LIGHT = 500_000


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page but the one that shows how a failure looks."""
    return {
        path.relative_to(site).as_posix(): html.parse(path).getroot()
        for path in site.rglob("*.html")
        if "site_libs" not in path.parts and path.name != "failed.html"
    }


def test_the_pages_are_there(pages: dict[str, html.HtmlElement]) -> None:
    assert {"index.html", "budget.html", "units/ua06a8213/2024-budget.html"} <= pages.keys()
    assert sum(name.startswith("sources/") for name in pages) == 4


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


def test_hostile_text_is_text_on_every_page_and_in_what_they_search(
    site: Path, pages: dict[str, html.HtmlElement]
) -> None:
    told = [name for name, root in pages.items() if HOSTILE["project"] in root.text_content()]
    pages_of_it = {"units/uf8983cbb/2025-budget.html", "sources/uf8983cbb-2025-budget.html"}
    assert {"budget.html", *pages_of_it} <= set(told)
    for name, root in pages.items():
        assert not root.xpath("//script[contains(., 'stolen')] | //img[@src='x'] | //*[@onerror]"), name
        assert not [link for link in root.xpath("//@href") if link.lower().startswith("javascript:")], name
        assert "root:x:0" not in root.text_content(), name
        if not name.startswith("sources/"):
            assert "\u202e" not in root.text_content(), name
    index = next(site.rglob("search-index.js")).read_text("utf-8")
    assert "</script" not in index.lower()
    rows = next((site / "data").glob("projects.csv")).read_text("utf-8-sig")
    assert not [line for line in rows.splitlines() if ",=HYPERLINK" in line or line.startswith("=")]
    assert not [path for path in site.rglob("*") if ".." in path.name]


def test_every_page_says_when_its_data_was_read_and_by_what(pages: dict[str, html.HtmlElement]) -> None:
    for name, root in pages.items():
        said = root.find(".//main").text_content()
        if name not in {"examples.html", "methods.html"} and not name.startswith("sources/"):
            assert re.search(r"(?:数据读取)?于 \d{4}年\d+月\d+日", said), name
            assert __version__ in said, name
