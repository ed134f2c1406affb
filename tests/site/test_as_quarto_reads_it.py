"""A page is the same, whichever of the two renderers made it: same text, sections, anchors and links."""

from __future__ import annotations

from pathlib import Path

import as_quarto
import pandas as pd
import pytest
from lxml import html
from sample_pages import code, markdown, notebook, raw, spending_table
from sample_pages import html as shown_html

from budgetlib.display.charts import ranked_bars
from budgetlib.readers import read_document
from budgetlib.site import render_site, stage_site
from budgetlib.site.project import Project, page_url
from budgetlib.stories.source_page import source_notebook

STORY = (
    raw("---\ntitle: “三公”经费\ntoc: false\npage-layout: full\n---"),
    markdown("# 给作者\n\n改下面的参数。") | {"metadata": {"tags": ["remove-cell"]}},
    code("unit = 'x'", shown_html("<p>参数</p>"), tags=["parameters", "remove-cell"]),
    markdown("单价 $5 到 $7 不是公式，见[各项](#parts)。\n\n## 钱从哪里来\n\n- 一般公共预算\n- 政府性基金"),
    code("table()", shown_html(spending_table(12))),
    markdown('## “三公”经费\n\n"引号"和 --- 破折号。\n\n### 公开了什么，没有公开什么\n\n## 各项 {#parts}'),
    code("quote()", shown_html("<blockquote><p>`A=B` ```{python}` 因公出国（境）费</p></blockquote>")),
    markdown("## 钱从哪里来\n\n同名的一节。"),
)


@pytest.fixture(scope="module")
def build(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "_quarto.yml").write_bytes((root / "reports" / "_quarto.yml").read_bytes())
    document = read_document(root / "data" / "raw" / "00.md")
    chart = ranked_bars(
        pd.DataFrame([{"name": name, "amount_yuan": 10_000 * len(name)} for name in ("一般", "社会保障")]),
        subtitle="2024 年", source="表 5",
    )  # fmt: skip
    pages = {
        "three-public.html": notebook(*STORY, code("chart()", shown_html(chart.html()))),
        "sources/00.html": source_notebook(
            document, title="原文", unit_page="/three-public.html", statements=[("收支总表", 1)]
        ).encode(),
    }
    executed = {}
    for number, (url, content) in enumerate(pages.items()):
        executed[url] = folder / f"{number}.ipynb"
        executed[url].write_bytes(content)
    staged = stage_site(reports, executed)
    assert render_site(staged.build_dir, renderer="embedded").failed == ()
    return staged.build_dir


@pytest.fixture(params=["three-public.ipynb", "sources/00.ipynb"])
def pair(build: Path, request: pytest.FixtureRequest) -> tuple[html.HtmlElement, html.HtmlElement]:
    """The text of a page by the embedded renderer, and as Quarto reads it."""
    project = Project.read(build)
    source = build / request.param
    written = project.output_dir / page_url(source.relative_to(build))  # type: ignore[arg-type]
    ours = html.fromstring(written.read_text(encoding="utf-8")).find(".//main")
    for title in ours.findall("header"):
        title.drop_tree()
    return ours, as_quarto.main_of(source, project)


def words(element: html.HtmlElement) -> str:
    return "".join(element.text_content().split())


def test_the_text_is_the_same(pair: tuple[html.HtmlElement, html.HtmlElement]) -> None:
    ours, quartos = pair
    assert words(ours) == words(quartos)
    assert len(words(ours)) > 150
    assert "参数" not in words(ours)


def test_every_anchor_is_there(pair: tuple[html.HtmlElement, html.HtmlElement]) -> None:
    ours, quartos = (
        [element.get("id") for element in main.xpath(".//*[@id][not(contains(@class, 'cell'))]")]
        for main in pair
    )
    assert ours == quartos
    assert len(ours) > 10


def test_sections_are_the_same(pair: tuple[html.HtmlElement, html.HtmlElement]) -> None:
    ours, quartos = (
        [
            (heading.tag, words(heading), heading.getparent().get("id"))
            for heading in main.xpath(".//section/*[1]")
        ]
        for main in pair
    )
    assert ours == quartos


def test_links_lead_to_the_same(pair: tuple[html.HtmlElement, html.HtmlElement]) -> None:
    """Those to other pages are made relative later, by either."""
    ours, quartos = ([link.get("href").rsplit("/", 1)[-1] for link in main.iter("a")] for main in pair)
    assert ours == quartos


def test_tables_keep_their_classes_and_attributes(pair: tuple[html.HtmlElement, html.HtmlElement]) -> None:
    ours, quartos = ([dict(table.attrib) for table in main.iter("table")] for main in pair)
    assert ours == quartos
    assert ours


def test_the_body_says_where_the_text_has_all_the_room_that_it_asks_for(tmp_path: Path) -> None:
    """Quarto: bootstrapHtmlFinalizer; a full layout makes a column of the text, so there is more than the body."""
    (tmp_path / "_quarto.yml").write_text(
        "project: {type: website}\nformat: {html: {toc: true}}", encoding="utf-8"
    )
    for name, settings in {
        "full": "toc: false\npage-layout: full",
        "alone": "toc: false",
        "toc": "toc: true",
    }.items():
        (tmp_path / f"{name}.ipynb").write_bytes(
            notebook(raw(f"---\n{settings}\n---"), markdown("## 一节\n\n文字"))
        )
    assert render_site(tmp_path, renderer="embedded").failed == ()
    bodies = {
        page.stem: html.parse(str(page)).find(".//body") for page in (tmp_path / "_site").glob("*.html")
    }
    assert {name for name, body in bodies.items() if "fullcontent" in body.get("class").split()} == {"alone"}


def test_tags_of_code_cells_mean_what_they_mean_to_quarto(tmp_path: Path) -> None:
    """Of a project that was not staged; in Quarto, a Markdown cell is shown whatever its tags say."""
    (tmp_path / "_quarto.yml").write_text("project: {type: website}\n", encoding="utf-8")
    cells = [
        code(f"cell_{number} = 1", shown_html(f"<p>结果{number}</p>"), tags=[tag])
        for number, tag in enumerate(
            ["remove-cell", "hide-cell", "hide-code", "hide-output", "remove-input", "other"]
        )
    ]
    shown = markdown("文字") | {"metadata": {"tags": ["remove-cell"]}}
    (tmp_path / "index.ipynb").write_bytes(notebook(*cells, shown))
    assert render_site(tmp_path, renderer="embedded").failed == ()
    text = words(html.fromstring((tmp_path / "_site/index.html").read_text(encoding="utf-8")).find(".//main"))
    assert text == "结果2cell_3=1cell_4=1结果4cell_5=1结果5文字"
