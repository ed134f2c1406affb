"""What the embedded renderer makes of a page: the HTML that Quarto makes, in what readers and styles rely on."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from lxml.html import HtmlElement
from sample_pages import ONE_PIXEL_PNG, code, html, markdown, raw, shown, stream

Render = Callable[..., HtmlElement]


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


def test_front_matter_is_the_title_block(rendered: Render) -> None:
    page = rendered(
        raw("---\ntitle: 三公*经费*\nsubtitle: 2024 年\ndescription: 下降 5%\ndate: 2024-03-01\n---")
    )
    assert words(page.find_class("title")[0]) == "三公经费"
    assert page.find_class("title")[0].find("em") is not None
    assert words(page.find_class("subtitle")[0]) == "2024 年"
    assert words(page.find_class("date")[0]) == "2024年3月1日"
    assert page.findtext("head/title") == "三公经费 – 样站"
    assert page.xpath("//meta[@name='description']/@content") == ["下降 5%"]
    assert page.get("lang") == "zh-Hans"


def test_a_leading_heading_is_the_title_where_none_is_given(rendered: Render) -> None:
    page = rendered(markdown("# 总览\n\n正文"))
    assert words(page.find_class("title")[0]) == "总览"
    assert len(page.xpath("//h1")) == 1


def test_table_of_contents_lists_headings_but_not_tabs_or_callouts(rendered: Render) -> None:
    page = rendered(
        markdown(
            "## 一\n\n### 一之一\n\n## 二 {.unlisted}\n\n## 三\n\n"
            "::: {.panel-tabset}\n## 页签\n文\n:::\n\n::: {.callout-note}\n## 提示题\n文\n:::"
        )
    )
    links = page.xpath("//nav[@id='TOC']//a")
    assert [words(link) for link in links] == ["一", "一之一", "三"]
    assert {link.get("href")[1:] for link in links} <= set(page.xpath("//section/@id"))
    assert links[1].getparent().getparent().getparent().tag == "li"


def test_figures_are_numbered_captioned_and_referred_to(rendered: Render) -> None:
    page = rendered(
        markdown("见 @fig-two、@fig-one 和 @tbl-sums。"),
        code(
            "#| label: fig-one\n#| fig-cap: 甲“占”八成\n#| fig-alt: 条形图\nplot()", shown(image_svg="<svg/>")
        ),
        code(
            "#| label: fig-two\n#| fig-cap: 乙\nplot()",
            shown(image_png=base64.b64encode(ONE_PIXEL_PNG).decode(), text_plain="<Figure>"),
        ),
        code("#| label: tbl-sums\n#| tbl-cap: 合计\nsums()", html("<table><tr><td>1</td></tr></table>")),
    )
    assert [words(link) for link in page.find_class("quarto-xref")] == ["图 2", "图 1", "表 1"]
    first = page.get_element_by_id("fig-one")
    assert words(first.find(".//figcaption")) == "图 1 甲“占”八成"
    image = first.find(".//img")
    assert image.get("alt") == "条形图"
    assert image.get("src") == "page_files/figure-html/fig-one-output-1.svg"
    table = page.get_element_by_id("tbl-sums")
    assert [child.tag for child in table.find("figure")] == ["figcaption", "div"]
    assert words(table.find(".//figcaption")) == "表 1 合计"


def test_images_become_files_beside_the_page(rendered: Render, project) -> None:  # type: ignore[no-untyped-def]
    rendered(code("x", shown(image_png=base64.b64encode(ONE_PIXEL_PNG).decode())), name="units")
    assert (project / "_site/units_files/figure-html/cell-2-output-1.png").read_bytes() == ONE_PIXEL_PNG


def test_markdown_tables_and_figures_can_be_labelled_too(rendered: Render) -> None:
    page = rendered(markdown("见 @tbl-a。\n\n| 项 | 数 |\n|---|--:|\n| 人 | 1 |\n\n: 人数 {#tbl-a}\n"))
    assert words(page.get_element_by_id("tbl-a").find(".//figcaption")) == "表 1 人数"
    assert page.xpath("//div[@class='table-scroll']/table[contains(@class, 'table')]")


def test_a_reference_to_nothing_stays_visible_and_is_reported(rendered: Render, project) -> None:  # type: ignore[no-untyped-def]
    from budgetlib.site import render_site

    page = rendered(markdown("见 @fig-none，写信给 @someone。"))
    assert "?@fig-none" in words(page)
    assert "@someone" in words(page)
    (project / "page.ipynb").touch()
    (project / "_site/page.html").unlink()
    report = render_site(project, renderer="embedded")
    assert [warning for _, warning in report.warnings] == ["nothing on the page has the label fig-none"]


@pytest.mark.parametrize(
    ("kind", "title"),
    [("note", "注记"), ("tip", "提示"), ("important", "重要"), ("warning", "警告"), ("caution", "注意")],
)
def test_callouts_have_a_chinese_title(rendered: Render, kind: str, title: str) -> None:
    page = rendered(markdown(f"::: {{.callout-{kind}}}\n正文\n:::"))
    callout = page.find_class(f"callout-{kind}")[0]
    assert words(callout.find_class("callout-title-container")[0]) == title
    assert words(callout.find_class("callout-body")[0]) == "正文"


def test_a_callout_takes_its_title_from_a_heading_or_an_attribute_and_can_be_folded(rendered: Render) -> None:
    page = rendered(
        markdown(
            '::: {.callout-note collapse="true"}\n## 折叠\n甲\n:::\n\n::: {.callout-tip title="怎样"}\n乙\n:::'
        )
    )
    folded, titled = page.find_class("callout")
    assert words(folded.find("details/summary")) == "折叠"
    assert folded.find("details").get("open") is None
    assert words(titled.find_class("callout-title-container")[0]) == "怎样"
    assert "title" not in titled.attrib


def test_tabs_may_span_cells_and_carry_their_roles(rendered: Render) -> None:
    page = rendered(
        markdown("::: {.panel-tabset}\n\n## 表"),
        code("t()", html("<p id='in-tab'>表</p>")),
        markdown("## 图\n\n图\n\n:::"),
    )
    tabs = page.xpath("//*[@role='tab']")
    assert [(words(tab), tab.get("aria-selected")) for tab in tabs] == [("表", "true"), ("图", "false")]
    panes = [page.get_element_by_id(tab.get("aria-controls")) for tab in tabs]
    assert [pane.get("role") for pane in panes] == ["tabpanel", "tabpanel"]
    assert panes[0].xpath(".//p[@id='in-tab']")
    assert words(panes[1]) == "图"


def test_code_is_hidden_unless_asked_for_and_can_be_folded(rendered: Render) -> None:
    page = rendered(
        code("hidden = 1", stream("一")),
        code("#| echo: true\nshown = 2"),
        code("#| echo: true\n#| code-fold: true\n#| code-summary: 怎么算\nfolded = 3"),
        code("secret = 4", stream("二"), tags=["remove-cell"]),
        code("#| include: false\nsetup = 5", stream("三")),
        code("#| output: false\nquiet = 6", stream("四")),
    )
    text = words(page.find(".//main"))
    assert "shown = 2" in text
    assert "#|" not in text
    for absent in ("hidden", "secret", "二", "setup", "三", "quiet", "四"):
        assert absent not in text
    assert words(page.find(".//details/summary")) == "怎么算"


def test_outputs_of_every_kind_are_readable(rendered: Render) -> None:
    page = rendered(
        code("a", stream("印出 <b>\n")),
        code("b", stream("注意\n", "stderr")),
        code("c", shown(text_plain="Decimal('1')")),
        code("d", shown(text_html="<b>粗</b>", text_plain="粗")),
        code(
            "e",
            {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": ["\x1b[31mKeyError\x1b[0m: 'x'"]},
        ),
    )  # fmt: skip
    assert words(page.find_class("cell-output-stdout")[0]) == "印出 <b>"
    assert words(page.find_class("cell-output-stderr")[0]) == "注意"
    assert words(page.find_class("cell-output-plain")[0]) == "Decimal('1')"
    assert page.xpath("//main//b[text()='粗']")
    assert words(page.find_class("cell-output-error")[0]) == "KeyError: 'x'"


def test_dollars_shortcodes_and_metadata_in_text_stay_text(rendered: Render) -> None:
    page = rendered(
        markdown("单价 $5 到 $7。\n\n{{< meta title >}}\n\n---\ntitle: 冒充\n---\n\n文"),
        code("x", shown(text_markdown="---\ntitle: 再冒充\n---\n\n{{< include /etc/passwd >}}")),
    )
    text = words(page.find(".//main"))
    assert "单价 $5 到 $7。" in text
    assert "{{< meta title >}}" in text
    assert "{{< include /etc/passwd >}}" in text
    assert page.find_class("title") == []
    assert page.findtext("head/title") == "样站"


def test_raw_html_passes_through_untouched(rendered: Render) -> None:
    table = '<table class="data" id="t"><tbody><tr id="r1"><td class="num" data-order="5.00">5 $ {{&lt; x &gt;}} *a*</td></tr></tbody></table>'
    page = rendered(code("x", html(table)))
    cell = page.xpath("//table[@id='t']//tr[@id='r1']/td")[0]
    assert cell.get("data-order") == "5.00"
    assert cell.text == "5 $ {{< x >}} *a*"


def test_grids_margin_notes_and_footnotes(rendered: Render) -> None:
    page = rendered(
        markdown(
            ":::: {.grid}\n::: {.g-col-6}\n左\n:::\n::: {.g-col-6}\n右\n:::\n::::\n\n"
            "::: {.column-margin}\n旁注\n:::\n\n句。[^1]\n\n[^1]: 依据"
        )
    )
    assert [words(column) for column in page.find_class("g-col-6")] == ["左", "右"]
    assert words(page.find_class("column-margin")[0]) == "旁注"
    assert "依据" in words(page.find_class("footnotes")[0])


def test_a_term_can_be_written_in_markdown(rendered: Render) -> None:
    page = rendered(markdown('[机关运行经费]{.term data-def="为保障运行的资金"}'))
    assert page.find_class("term")[0].get("data-def") == "为保障运行的资金"
