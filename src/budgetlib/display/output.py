"""How a piece of HTML becomes the output of a notebook cell.

Two readers want two things, and giving both of them both is no way out:

- **JupyterLab** shows `text/html` as it is, and would show a raw HTML block in Markdown as code.
- **Quarto** loads requirejs and jquery from a network as soon as a page has one `text/html` output, and
  passes a raw HTML block (a fence marked `{=html}`) in `text/markdown` through untouched, as the embedded
  renderer does. Nothing inside such a block is read as Markdown, shortcode or mathematics.

So the output depends on who runs the notebook. The batch runner says so with `BUDGETLIB_RENDER=1`; Quarto,
running a document by itself (`quarto preview`), sets `QUARTO_PROJECT_ROOT` (older ones `QUARTO_PROJECT_DIR`).
Anyone else is a person at a notebook, who also gets a small style sheet with it.
"""

from __future__ import annotations

import os
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from budgetlib.display import markup

RENDER_VARIABLE = "BUDGETLIB_RENDER"
_QUARTO_VARIABLES = ("QUARTO_PROJECT_ROOT", "QUARTO_PROJECT_DIR")


def rendering() -> bool:
    """Whether the notebook runs for the website, and not in front of a person."""
    said = os.environ.get(RENDER_VARIABLE)
    if said is not None:
        return said not in {"", "0"}
    return any(os.environ.get(name) for name in _QUARTO_VARIABLES)


def raw_block(html: str) -> str:
    """Markdown that holds the HTML untouched, but for characters that have no place in a text.

    Backticks and double braces become character references. No row of backticks ends the block; and Quarto, which
    looks for code blocks and shortcodes in the text before Pandoc reads it, finds neither: with braces before a tag
    (`{{</td>`) it would take what follows for a shortcode, and drop the rest of the page where none ends.
    """
    # as a plain string: `Markup` would escape the references
    harmless = str(markup.cleaned(Markup(html))).replace("`", "&#96;").replace("{{", "&#123;&#123;")
    return f"```{{=html}}\n{harmless}\n```\n"


@cache
def notebook_style() -> str:
    """The style sheet that stands in for the website's while a person works in a notebook."""
    return files("budgetlib.display").joinpath("notebook.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class HtmlOutput:
    """HTML that displays itself as the last value of a cell, or through IPython's `display`."""

    html: Markup

    def __repr__(self) -> str:
        # IPython keeps this beside every output: the HTML itself would double the size of each page's notebook.
        return f"<HTML of {len(self.html)} characters>"

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        if rendering():
            return {"text/markdown": raw_block(self.html)}
        style = Markup("<style>{}</style>").format(Markup(notebook_style()))
        return {
            "text/html": f'{style}<div class="budgetlib">{self.html}</div>',
            "text/plain": self.html.striptags(),
        }


def show_html(*parts: Markup) -> HtmlOutput:
    """Pieces of HTML, made by `tables` and `components`, as one output of a notebook cell.

    Takes `Markup` alone: a plain string is escaped, so that text from a document can't slip through.
    """
    return HtmlOutput(markup.cleaned(markup.join(markup.text(part) for part in parts)))
