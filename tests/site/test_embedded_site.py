"""A whole site by the embedded renderer: what is rendered again, what fails, what goes with the pages."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from lxml import html
from sample_pages import markdown, notebook, raw

from budgetlib.site import RenderReport, render_site


def page(title: str, text: str = "正文") -> bytes:
    return notebook(raw(f"---\ntitle: {title}\n---"), markdown(text))


def render(folder: Path) -> RenderReport:
    return render_site(folder, renderer="embedded")


def names(paths: tuple[PurePosixPath, ...]) -> list[str]:
    return [str(path) for path in paths]


@pytest.fixture
def three(project: Path) -> Path:
    (project / "units").mkdir()
    for name in ("index", "budget", "units/a"):
        (project / f"{name}.ipynb").write_bytes(page(name))
    return project


def test_addresses_follow_the_sources(three: Path) -> None:
    report = render(three)
    assert names(report.rendered) == ["budget.ipynb", "index.ipynb", "units/a.ipynb"]
    assert report.index == three / "_site/index.html"
    assert (three / "_site/units/a.html").is_file()


def test_only_what_changed_is_rendered_again(three: Path) -> None:
    render(three)
    assert render(three).rendered == ()
    (three / "budget.ipynb").write_bytes(page("budget", "改过"))
    report = render(three)
    assert names(report.rendered) == ["budget.ipynb"]
    assert names(report.skipped) == ["index.ipynb", "units/a.ipynb"]


def test_a_changed_project_or_a_lost_file_is_made_good(three: Path) -> None:
    render(three)
    (three / "_site/index.html").unlink()
    assert names(render(three).rendered) == ["index.ipynb"]
    settings = three / "_quarto.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("首页", "主页"), encoding="utf-8")
    assert len(render(three).rendered) == 3


def test_a_page_that_fails_stops_no_other_and_keeps_what_it_had(three: Path) -> None:
    render(three)
    before = (three / "_site/budget.html").read_text(encoding="utf-8")
    (three / "budget.ipynb").write_text("{", encoding="utf-8")
    (three / "index.ipynb").write_bytes(page("新首页"))
    report = render(three)
    assert names(report.rendered) == ["index.ipynb"]
    assert [(str(failure.source), failure.reason) for failure in report.failed] == [
        ("budget.ipynb", f"{three / 'budget.ipynb'}: not a notebook (run it again)")
    ]
    assert (three / "_site/budget.html").read_text(encoding="utf-8") == before
    assert [str(failure.source) for failure in render(three).failed] == ["budget.ipynb"]


def test_bad_options_and_code_that_never_ran_name_their_place(project: Path) -> None:
    bad = notebook({"cell_type": "code", "metadata": {}, "source": "#| label: [\nx", "outputs": []})
    (project / "options.ipynb").write_bytes(bad)
    (project / "code.qmd").write_text("---\ntitle: x\n---\n\n文\n\n```{python}\n1\n```\n", encoding="utf-8")
    (project / "good.md").write_text("文", encoding="utf-8")
    report = render(project)
    assert names(report.rendered) == ["good.md"]
    reasons = {str(failure.source): failure.reason for failure in report.failed}
    assert "options.ipynb, code cell 1: its #| options are not readable as YAML" in reasons["options.ipynb"]
    assert "code.qmd, line 7: the page holds code that was not run" in reasons["code.qmd"]


def test_navigation_is_relative_and_marks_the_page(three: Path) -> None:
    (three / "_quarto.yml").write_text(
        "website:\n  title: 样站\n  navbar:\n    left:\n      - index.ipynb\n"
        "      - text: 单位\n        menu: [{href: units/a.ipynb, text: 甲}, {text: '---'}, {href: 'https://example.org', text: 外}]\n"
        "  page-footer: {left: '[方法](/budget.qmd)'}\n",
        encoding="utf-8",
    )
    render(three)
    tree = html.fromstring((three / "_site/units/a.html").read_text(encoding="utf-8"))
    links = {link.text_content().strip(): link for link in tree.xpath("//nav[contains(@class, 'navbar')]//a")}
    assert links["index"].get("href") == "../index.html"  # without a text, the title of the page
    assert links["甲"].get("aria-current") == "page"
    assert links["外"].get("href") == "https://example.org"
    assert tree.xpath("//footer//a/@href") == ["../budget.html"]


def test_pages_bring_the_local_files_they_address_and_no_others(project: Path) -> None:
    (project / "img").mkdir()
    (project / "img/a.png").write_bytes(b"png")
    (project / "secret.txt").write_text("x")
    (project.parent / "outside.txt").write_text("x")
    (project / "p.ipynb").write_bytes(
        page("p", "![](img/a.png) [x](../outside.txt) [笔记本](p.ipynb){download=''}")
    )
    render(project)
    assert (project / "_site/img/a.png").read_bytes() == b"png"
    assert (project / "_site/p.ipynb").is_file()
    assert not (project / "_site/secret.txt").exists()
    assert not (project / "outside.txt").exists()


def test_search_finds_sections_and_their_text(three: Path) -> None:
    (three / "units/a.ipynb").write_bytes(page("某局", "开头\n\n## 三公经费\n\n接待费 $5 </script>\n"))
    render(three)
    index = (three / "_site/site_libs/embedded/search-index.js").read_text(encoding="utf-8")
    assert '["units/a.html","某局","","开头"]' in index
    assert '["units/a.html#三公经费","某局","三公经费","接待费 $5' in index
    assert "</script" not in index


def test_a_page_may_keep_out_of_the_search(three: Path) -> None:
    (three / "long.md").write_text(
        "---\ntitle: 原文\nsearch: false\n---\n\n## 第一页\n\n找不到的字\n", "utf-8"
    )
    render(three)
    index = (three / "_site/site_libs/embedded/search-index.js").read_text(encoding="utf-8")
    assert "units/a.html" in index
    assert "long.html" not in index
    assert "找不到的字" in (three / "_site/long.html").read_text("utf-8")


def test_render_patterns_choose_the_pages(three: Path) -> None:
    (three / "_quarto.yml").write_text('project: {render: ["**/*.ipynb", "!units/**"]}\n', encoding="utf-8")
    (three / "README.md").write_text("不是页面")
    (three / "_draft.md").write_text("不是页面")
    assert names(render(three).rendered) == ["budget.ipynb", "index.ipynb"]


def test_no_whole_page_is_ever_half_written(three: Path) -> None:
    render(three)
    assert not list((three / "_site").rglob(".writing-*"))


def test_every_page_is_rendered_again_on_demand(three: Path) -> None:
    render(three)
    assert render(three).rendered == ()
    assert len(render_site(three, renderer="embedded", anew=True).rendered) == 3


def test_no_page_holds_a_script_and_none_may_run_there(sample_site: Path) -> None:
    for path in sample_site.rglob("*.html"):
        page = html.fromstring(path.read_text(encoding="utf-8"))
        assert all(script.get("src") and not script.text for script in page.iter("script")), path
        assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")], path
        policies = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "script-src 'self' file:" in policies, path
        assert any("object-src 'none'" in policy and "base-uri 'none'" in policy for policy in policies), path
