"""A page as Quarto reads it, for trying without it what becomes of one.

Follows Quarto 1.9: `jupyterToMarkdown` in src/core/jupyter/jupyter.ts makes Markdown of the cells, and
bootstrapHtmlPostprocessor in src/format/html/format-html-bootstrap.ts changes what Pandoc made of that.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypandoc
from lxml import html

from budgetlib.site.project import Project, as_settings

Cell = dict[str, Any]

# tagMapping: tags of code cells; Markdown cells have none that Quarto looks at
_DROPPED = frozenset(("remove-cell", "hide-cell"))


def main_of(page: Path, project: Project) -> html.HtmlElement:
    """The text of a page between its title and its footer, the title left out."""
    cells = json.loads(page.read_bytes())["cells"]
    markdown = "\n".join(_markdown(cell) for cell in cells)
    settings = as_settings(as_settings(project.settings["format"])["html"])
    written = pypandoc.convert_text(
        markdown, "html5", str(settings["from"]), extra_args=["--section-divs", "--wrap=none", "--mathml"]
    )
    return _with_bootstrap(html.fragment_fromstring(written, create_parent="main"))


def _markdown(cell: Cell) -> str:
    if cell["cell_type"] != "code":
        return f"{_source(cell)}\n"
    if not _DROPPED.isdisjoint(cell["metadata"].get("tags", ())):
        return ""
    outputs = "".join(_output(output) for output in cell["outputs"])
    return f"::: {{#{cell['id']} .cell execution_count=1}}\n{outputs}:::\n" if outputs else ""


def _source(cell: Cell) -> str:
    """jupyterCellSrcAsLines, joined as mdFromContentCell does: a source in one piece loses its line ends."""
    source = cell["source"]
    return "".join(re.split(r"\r?\n", source) if isinstance(source, str) else source)


def _output(output: Cell) -> str:
    """mdMarkdownOutput, which knows lists of lines alone."""
    shown = output["data"]["text/markdown"]
    assert isinstance(shown, list)
    shown = "".join(shown)
    return f"\n::: {{.cell-output .cell-output-display .cell-output-markdown}}\n{shown}\n:::\n"


def _with_bootstrap(main: html.HtmlElement) -> html.HtmlElement:
    for figure in main.iter("figure"):
        figure.classes.add("figure")
        for caption in figure.iter("figcaption"):
            caption.classes.add("figure-caption")
    for quotation in main.iter("blockquote"):
        quotation.classes.add("blockquote")
    return main
