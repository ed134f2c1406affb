from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from sample_pages import notebook, write_pages

from budgetlib.site import render_site, stage_site

PROJECT = """
project: {type: website, output-dir: _site}
lang: zh
website: {title: 样站, navbar: {left: [{href: index.ipynb, text: 首页}]}}
format: {html: {toc: true, from: markdown-tex_math_dollars}}
execute: {echo: false}
crossref: {title-delim: ""}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a small `_quarto.yml` and no pages yet."""
    (tmp_path / "_quarto.yml").write_text(PROJECT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def rendered(project: Path) -> Callable[..., html.HtmlElement]:
    """Renders cells as a page and gives its HTML as a tree."""

    def render(*cells: dict[str, object], name: str = "page") -> html.HtmlElement:
        (project / f"{name}.ipynb").write_bytes(notebook(*cells))
        report = render_site(project, renderer="embedded")
        assert report.failed == ()
        return html.fromstring((project / "_site" / f"{name}.html").read_text(encoding="utf-8"))

    return render


@pytest.fixture(scope="session")
def sample_site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the sample pages, made with the project's own `_quarto.yml`, styles and scripts."""
    folder = tmp_path_factory.mktemp("site")
    staged = stage_site(root / "reports", write_pages(folder), folder / "build")
    report = render_site(staged.build_dir, renderer="embedded")
    assert report.failed == ()
    return report.index.parent
