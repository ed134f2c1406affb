"""The whole website in a browser: from disk and over HTTP, for the eye, the keyboard and the screen reader."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from whole_site import HOSTILE

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")

UNIT = "units/ua06a8213/2024-budget.html"
SOURCE = "sources/u379660d5-2024-budget.html"
KINDS = (
    "index.html", "budget.html", "three-public.html", "procurement.html", "catalogue.html", "findings.html",
    "transparency.html", "methods.html", "examples.html", UNIT, "units/uf8983cbb/2025-budget.html", SOURCE,
    "failed.html",
)  # fmt: skip
"""A page of every kind."""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_FIRST_OF_EACH = """() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    const more = "tbody tr:nth-child(n+7), .document > p:nth-of-type(n+30), .findings > :nth-child(n+7)";
    for (const like of document.querySelectorAll(more)) like.remove();
}"""
"""Opens what is folded and leaves the first rows of each table: the others are made alike, and axe takes its time."""
_AXE = """rules => axe.run({runOnly: rules, resultTypes: ["violations"], preload: false})
    .then(result => result.violations.map(each => [each.id, each.nodes[0].html.slice(0, 200)]))"""
_MOST_SHEETS = 3


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site over HTTP."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails the test for what a reader would never see: errors, dialogs, requests to elsewhere."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: wrong.append(f"not loaded: {request.url}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    own = ("file:", "data:", "blob:", "http://127.0.0.1:")
    page.on("request", lambda request: None if request.url.startswith(own) else wrong.append(request.url))
    yield page
    page.close()
    assert wrong == []


def opened(page: Any, root: str, name: str) -> Any:
    page.goto(f"{root}/{name}")
    if page.locator("table[data-sortable]").count():
        page.wait_for_selector(".table-tools", state="attached")
    return page


@pytest.mark.parametrize("name", KINDS)
def test_accessible_without_a_violation(page: Any, site: Path, name: str) -> None:
    axe = files(pytest.importorskip("axe_playwright_python", reason="axe is not installed")).joinpath(
        "axe.min.js"
    )
    every = ((1440, "light"), (360, "dark"), (1440, "dark"), (360, "light"))
    for width, scheme in every if name in {"index.html", UNIT} else every[:2]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        opened(page, site.as_uri(), name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"wider than {width}"
        page.evaluate(_FIRST_OF_EACH)
        page.evaluate(axe.read_text("utf-8"))
        assert page.evaluate(_AXE, _RULES) == [], f"{width}, {scheme}"


@pytest.mark.parametrize("name", KINDS)
def test_pages_work_over_http_too(page: Any, address: str, name: str) -> None:
    opened(page, address, name)
    assert page.title()
    assert "stolen" not in page.title()


@pytest.mark.parametrize("over_http", [False, True])
def test_evidence_leads_to_the_very_row_and_marks_it(
    page: Any, site: Path, address: str, *, over_http: bool
) -> None:
    opened(page, address if over_http else site.as_uri(), UNIT)
    plain = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".tile-value a").first.click()
    page.wait_for_url("**/sources/ua06a8213-2024-budget.html#t*")
    row = page.locator("tr:target")
    assert "1602.53" in row.inner_text()
    assert row.locator("td").first.inner_text().isdigit(), "the number of the line stands beside the row"
    assert row.locator("td").nth(1).evaluate("cell => getComputedStyle(cell).backgroundColor") != plain
    top = row.evaluate("row => row.getBoundingClientRect().top")
    assert 0 < top < 900, "the row is in sight"
    if not over_http:  # from disk the browser opens the file instead of saving it
        return
    with page.expect_download() as download:
        page.get_by_role("link", name="下载原文件").click()
    assert Path(download.value.path()).read_bytes() == (site / "originals" / "00.md").read_bytes()


def test_the_first_table_filters_and_leads_on(page: Any, site: Path) -> None:
    opened(page, site.as_uri(), "index.html")
    tools = page.locator(".table-tools", has=page.locator("xpath=following::table[@id='documents']")).first
    page.get_by_role("button", name="支出总计").click()
    page.wait_for_selector("#documents th[aria-sort=ascending]")
    assert tools.count() == 1
    page.locator("#documents a").last.click()
    assert page.locator("h1").inner_text().startswith("河阳县教育局")


def test_search_finds_a_document_from_disk(page: Any, site: Path) -> None:
    opened(page, site.as_uri(), "index.html")
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="搜索").fill("河阳县")
    page.locator(".site-search-results a").first.click()
    page.wait_for_url("**/units/uf8983cbb/**")


def test_hostile_text_is_read_as_it_stands(page: Any, site: Path) -> None:
    opened(page, site.as_uri(), "units/uf8983cbb/2025-budget.html")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    rows = page.locator("#projects tbody th").all_inner_texts()
    assert {HOSTILE["project"], HOSTILE["formula"]} <= set(rows)
    with page.expect_download() as download:
        page.locator("#projects").locator("xpath=following::button[text()='CSV'][1]").click()
    saved = Path(download.value.path()).read_text("utf-8-sig")
    assert "\"'=HYPERLINK(" in saved


def test_everything_can_be_reached_by_keyboard(page: Any, site: Path) -> None:
    opened(page, site.as_uri(), UNIT)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#quarto-document-content"
    assert skip.evaluate("link => link.getBoundingClientRect().top") >= 0, (
        "the skip link shows when it has the focus"
    )
    for _ in range(4):
        page.keyboard.press("Tab")
        outline = page.locator(":focus").evaluate("each => getComputedStyle(each).outlineStyle")
        assert outline != "none"
    term = page.locator("dfn.term").first
    term.focus()
    assert term.locator(".term-definition").is_visible()
    page.keyboard.press("Escape")
    assert not term.locator(".term-definition").is_visible()
    fold = page.locator("details.fold > summary").first
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("summary => summary.parentElement.open")


def test_a_word_is_explained_by_tap(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    opened(page, site.as_uri(), UNIT)
    term = page.locator("dfn.term").first
    term.tap()
    assert term.locator(".term-definition").is_visible()
    context.close()


def test_a_phone_shows_no_tall_empty_rows(page: Any, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    opened(page, site.as_uri(), UNIT)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    tallest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('table.data > tbody > tr')].map(row => row.offsetHeight))"
    )
    assert tallest < 300, "long words in a narrow column make the other columns of their row empty"


def test_nothing_moves_for_those_who_ask_for_rest(page: Any, site: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, site.as_uri(), f"{SOURCE}#t1-r2")
    moving = "document.getAnimations().length"
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize(
    "name", [UNIT, "units/u379660d5/2024-final.html", "units/uf8983cbb/2025-budget.html"]
)
def test_a_page_prints_on_three_sheets(page: Any, site: Path, name: str) -> None:
    opened(page, site.as_uri(), name)
    printed: bytes = page.pdf(prefer_css_page_size=True)
    sheets = printed.count(b"/Type /Page\n") or printed.count(b"/Type /Page ")
    assert 1 <= sheets <= _MOST_SHEETS
