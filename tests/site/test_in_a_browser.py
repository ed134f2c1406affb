"""The website in a browser, opened from disk: what scripts and styles promise a reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")

PAGES = ("index.html", "methods.html", "units/zzb/2024-budget.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """A window on the site that remembers what went wrong."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page = page
        self.site = site
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        page.on("requestfailed", lambda request: self.problems.append(f"not found: {request.url}"))
        page.on("request", self._note_request)

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((self.site.as_uri(), "data:")):
            self.problems.append(f"leaves the site: {request.url}")

    def open(self, name: str) -> Any:
        self.page.goto(f"{self.site.as_uri()}/{name}")
        if self.page.locator("table[data-sortable]").count():
            self.page.wait_for_selector(".table-tools", state="attached")
        return self.page


@pytest.fixture
def reader(browser: Any, sample_site: Path) -> Iterator[Reader]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    reader = Reader(page, sample_site)
    yield reader
    page.close()
    assert reader.problems == []


@pytest.mark.parametrize("width", [1440, 768, 360])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(reader: Reader, name: str, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 800})
    page = reader.open(name)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def amounts(page: Any) -> list[str]:
    return page.locator("table#spending tbody tr td:nth-child(3)").all_inner_texts()  # type: ignore[no-any-return]


def test_tables_sort_by_the_exact_value(reader: Reader) -> None:
    page = reader.open("units/zzb/2024-budget.html")
    page.get_by_role("button", name="2024 年预算").first.click()
    page.wait_for_selector("table#spending th[aria-sort=ascending]")  # tables sort a moment later
    assert amounts(page)[:2] == ["123.46", "246.91"]
    page.get_by_role("button", name="2024 年预算").first.press("Enter")
    page.wait_for_selector("table#spending th[aria-sort=descending]")
    assert amounts(page)[:2] == ["3,209.88", "3,086.42"]
    heading = page.locator("table#spending th", has_text="2024 年预算")
    assert heading.get_attribute("aria-sort") == "descending"
    assert page.locator("table#spending th.group button, table#spending th.group [role=button]").count() == 0


def test_tables_filter_by_words_and_by_the_values_of_a_column(reader: Reader) -> None:
    page = reader.open("index.html")
    tools = page.locator(".table-tools")
    assert tools.locator("output").inner_text() == "共 130 行"
    tools.get_by_label("筛选").fill("201377")
    assert tools.locator("output").inner_text() == "1 行符合，共 130 行"
    tools.get_by_label("筛选").fill("")
    tools.get_by_label("科目").select_option("行政运行")
    assert tools.locator("output").inner_text() == "22 行符合，共 130 行"
    assert set(page.locator("table#spending tbody th").all_inner_texts()) == {"行政运行"}
    tools.get_by_label("科目").select_option("")
    assert tools.locator("output").inner_text() == "共 130 行"


def test_long_tables_have_pages_and_a_link_finds_its_row_on_any(reader: Reader) -> None:
    page = reader.open("index.html#row-77")
    row = page.locator("#row-77")
    row.wait_for()
    assert row.locator("td").first.inner_text() == "201377"
    assert page.locator(".table-pages [aria-current=page]").inner_text() == "4"
    assert row.evaluate(
        "row => row.getBoundingClientRect().top > 0 && row.getBoundingClientRect().top < innerHeight"
    )
    assert "arrived" in row.get_attribute("class")
    page.get_by_role("button", name="第 6 页").click()
    assert len(amounts(page)) == 5


def test_a_wide_table_scrolls_in_its_box_and_says_so(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 360, "height": 800})
    page = reader.open("units/zzb/2024-budget.html")
    box = page.locator(".table-scroll").first
    assert "overflows" in box.get_attribute("class")
    assert box.get_attribute("tabindex") == "0"
    said = box.evaluate("box => getComputedStyle(box, '::before').content")
    assert "左右滑动" in said


def test_tabs_work_by_mouse_and_keyboard(reader: Reader) -> None:
    page = reader.open("units/zzb/2024-budget.html")
    first, second, third = page.get_by_role("tab").all()
    assert page.get_by_role("tabpanel").count() == 1
    second.click()
    assert "人员经费 612.40" in page.get_by_role("tabpanel").inner_text()
    second.press("ArrowRight")
    assert third.get_attribute("aria-selected") == "true"
    third.press("ArrowRight")
    assert first.get_attribute("aria-selected") == "true"
    assert first.evaluate("tab => tab === document.activeElement")


def test_a_link_into_a_tab_opens_it(reader: Reader) -> None:
    page = reader.open("units/zzb/2024-budget.html")
    page.get_by_role("tab").nth(1).click()
    page.evaluate("location.hash = '#short-row-2'")
    page.locator("#short-row-2").wait_for(state="visible")


def test_search_works_from_disk(reader: Reader) -> None:
    page = reader.open("units/zzb/2024-budget.html")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("searchbox", name="搜索").fill("更正")
    link = page.locator(".site-search-results a", has_text="方法与数据：更正")
    link.click()
    page.wait_for_url("**/methods.html#repairs")
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="搜索").fill("没有这种词语")
    page.get_by_text("没有结果").wait_for()


def test_terms_are_explained_by_keyboard_and_stay_in_the_window(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 360, "height": 800})
    page = reader.open("units/zzb/2024-budget.html")
    term = page.locator("dfn.term").first
    definition = term.locator(".term-definition")
    assert not definition.is_visible()
    term.focus()
    assert "用于购买货物和服务" in definition.inner_text()
    box = definition.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Escape")
    assert not definition.is_visible()


def test_dark_follows_the_system_until_the_reader_chooses(browser: Any, sample_site: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((sample_site / "index.html").as_uri())
    toggle = page.get_by_role("button", name="切换深色模式")
    assert toggle.get_attribute("aria-pressed") == "true"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    toggle.click()
    page.reload()
    assert page.evaluate("document.body.classList.contains('quarto-light')")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    context.close()


def test_without_scripts_everything_can_be_read(browser: Any, sample_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample_site / "units/zzb/2024-budget.html").as_uri())
    assert page.get_by_text("两种分类合计相同").is_visible()
    assert (
        page.get_by_role("navigation", name="网站导航")
        .get_by_role("link", name="预算", exact=True)
        .is_visible()
    )
    assert page.locator("#TOC a").first.is_visible()
    context.close()


def test_filters_stand_in_the_order_of_their_columns_before_the_search(reader: Reader) -> None:
    tools = reader.open("index.html").locator(".table-tools label")
    assert [each.split("\n")[0].strip() for each in tools.all_inner_texts()] == ["科目", "筛选"]


def test_paper_says_which_rows_of_a_long_table_it_shows(reader: Reader) -> None:
    page = reader.open("index.html")
    said = page.locator(".on-paper")
    assert not said.is_visible()
    page.emulate_media(media="print")
    assert said.inner_text() == "这里印出第 1 至 25 行，共 130 行；其余见网页。"
    assert not page.locator(".table-pages nav").is_visible()


def test_a_title_breaks_after_a_comma_and_a_number_stays_with_its_unit(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 360, "height": 800})
    page = reader.open("index.html")
    lines = page.evaluate(
        """() => {
          const title = document.querySelector("h1");
          title.textContent = "政府预算，读得懂、查得到";
          const range = document.createRange();
          range.setStart(title.firstChild, 0);
          range.setEnd(title.firstChild, 5);
          return range.getClientRects().length + title.getClientRects().length;
        }"""
    )
    assert lines == 2, "the first clause stands on one line"
    assert page.locator("main .nobr").count() > 0
    wraps = page.evaluate(
        "[...document.querySelectorAll('main .nobr')].filter((each) => each.getClientRects().length > 1).length"
    )
    assert wraps == 0


def test_words_stand_beside_a_chart_on_a_wide_page_and_above_it_on_others(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    page = reader.open("units/zzb/2024-budget.html")
    page.evaluate("document.querySelector('#quarto-content').classList.add('page-layout-full')")
    places = """() => {
      const figure = document.querySelector("figure.chart");
      const [words, picture] = [figure.querySelector("figcaption"), figure.querySelector("svg.chart-wide, svg.chart-narrow")]
        .map((each) => each.getBoundingClientRect());
      return [words.right <= picture.left, words.bottom <= picture.top + 1];
    }"""
    assert page.evaluate(places) == [True, False]
    page.set_viewport_size({"width": 768, "height": 900})
    assert page.evaluate(places) == [False, True]


def test_on_paper_tabs_lie_open_and_navigation_is_gone(reader: Reader) -> None:
    page = reader.open("units/zzb/2024-budget.html")
    page.emulate_media(media="print")
    assert page.get_by_text("两种分类合计相同").is_visible()
    assert not page.locator("#quarto-header").is_visible()
    assert not page.locator(".table-tools").first.is_visible()


# Of Bootstrap and of Quarto's own rules, what meets our elements: tags that Quarto gives classes, and sizes in rem.
QUARTO = """
:root { font-size: 17px; }
.figure { display: inline-block; }
.figure-caption { font-size: 0.9rem; text-align: center; color: #6c757d; }
.badge { display: inline-block; padding: 0.35em 0.65em; font-size: 0.75em; text-align: center; color: #fff; }
.blockquote { margin-bottom: 1rem; font-size: 1.25rem; }
.table > :not(caption) > * > * { padding: 0.5rem; color: #000; background: #eee; border-bottom: 3px solid; }
section:target::before { content: ""; display: block; height: 60px; margin: -60px 0 0; }
"""
AS_QUARTO = """(rules) => {
  document.head.insertAdjacentHTML("afterbegin", `<style>${rules}</style>`);
  for (const figure of document.querySelectorAll("main figure")) figure.classList.add("figure");
  for (const caption of document.querySelectorAll("main figcaption")) caption.classList.add("figure-caption");
  for (const quotation of document.querySelectorAll("main blockquote")) quotation.classList.add("blockquote");
  for (const table of document.querySelectorAll("main table")) table.classList.add("table");
}"""
LOOKS = """() => ["body", "main figure.chart", "figure.chart > figcaption", "main .badge", "main blockquote",
  "table.data td.num", "main section:target"].map((found) => {
    const element = document.querySelector(found);
    const { fontSize, textAlign, color, paddingTop, backgroundColor, borderBottomWidth } = getComputedStyle(element);
    const { width } = element.getBoundingClientRect();
    return [found, fontSize, textAlign, color, paddingTop, backgroundColor, borderBottomWidth, width];
})"""


@pytest.mark.parametrize("media", ["screen", "print"])
def test_what_quarto_lays_under_our_style_sheets_changes_nothing(reader: Reader, media: str) -> None:
    page = reader.open("units/zzb/2024-budget.html#钱花在哪里")
    page.emulate_media(media=media)
    before = page.evaluate(LOOKS)
    assert {look[0]: look[7] for look in before}["main figure.chart"] > 500
    page.evaluate(AS_QUARTO, QUARTO)
    assert page.evaluate(LOOKS) == before
