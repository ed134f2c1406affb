"""A page's source as Markdown that Pandoc reads: notebooks with their stored outputs, `.qmd` and `.md`.

Makes of an executed notebook the Markdown that Quarto makes of it: each code cell a div `.cell` with its code
(where that is shown) and a div `.cell-output` per output; images become files beside the page. What depends on
the whole page (numbers of figures, callouts, tabs) is left to the Lua side.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from budgetlib.errors import RenderError
from budgetlib.site.project import Settings, as_list, load_yaml
from budgetlib.site.sources import (
    NOTEBOOK,
    REMOVED,
    joined,
    notebook_front_matter,
    read_notebook,
    split_front_matter,
)

_CODE_OPTION = re.compile(r"#\|\s?(.*)\n?")
_BACKTICKS = re.compile("`+")
_EXECUTABLE = re.compile(r"^[ \t]*(`{3,}|~{3,})\s*\{[a-zA-Z]", re.MULTILINE)
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

# In the order of Quarto: the first that an output has is shown, after HTML and Markdown.
_IMAGE_SUFFIXES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


# What tags of a code cell stand for (Quarto: `tagMapping` in src/core/jupyter/jupyter.ts).
_HIDDEN_BY_TAG = {
    REMOVED: "include",
    "hide-cell": "include",
    "hide-code": "echo",
    "hide-output": "output",
    "hide-warnings": "warning",
}


@dataclass
class Source:
    """What a page is made of: its front matter, its Markdown, and files it brings along (name → bytes)."""

    front_matter: Settings = field(default_factory=dict)
    markdown: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class CellDefaults:
    """What applies to cells that don't say otherwise: `execute` and `code-fold` of the page or project."""

    echo: bool = True
    output: bool = True
    warning: bool = True
    include: bool = True
    code_fold: str = ""
    code_summary: str = ""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> CellDefaults:
        """From the options of a page."""
        execute = options.get("execute") or {}
        fold = options.get("code-fold", False)
        return cls(
            echo=execute.get("echo", True) is not False,
            output=execute.get("output", True) is not False,
            warning=execute.get("warning", True) is not False,
            include=execute.get("include", True) is not False,
            code_fold=str(fold).lower() if fold else "",
            code_summary=str(options.get("code-summary") or ""),
        )


def read_source(path: Path, defaults: CellDefaults, files_folder: str) -> Source:
    """The page at `path` as Markdown; images it stores go into `files_folder`, relative to the page."""
    if path.suffix == NOTEBOOK:
        return _Notebook(path, defaults, files_folder).read()
    text = path.read_text(encoding="utf-8")
    front_matter, markdown = split_front_matter(text, path)
    if path.suffix == ".qmd" and (match := _EXECUTABLE.search(markdown)):
        line = text.count("\n", 0, len(text) - len(markdown) + match.start(1)) + 1
        raise RenderError(
            "the page holds code that was not run", file=path, place=f"line {line}",
            remedy="execute it to a notebook first: budgetlib run",
        )  # fmt: skip
    return Source(front_matter, markdown)


def _fence(text: str, info: str) -> str:
    """A fenced block that nothing in the text can close."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{info}\n{text.rstrip()}\n{fence}"


def _attribute(name: str, value: object) -> str:
    text = " ".join(str(value).split()).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return f'{name}="{text}"'


def _preformatted(text: str, classes: str) -> str:
    return _fence(f'<pre class="{classes}"><code>{escape(_ANSI.sub("", text))}</code></pre>', "{=html}")


class _Notebook:
    """One pass over the cells of a notebook."""

    def __init__(self, path: Path, defaults: CellDefaults, files_folder: str) -> None:
        self.path = path
        self.defaults = defaults
        self.files_folder = files_folder
        self.source = Source()
        self.code_cells = 0

    def read(self) -> Source:
        notebook = read_notebook(self.path)
        cells = notebook["cells"]
        self.source.front_matter, rest = notebook_front_matter(notebook, self.path)
        if cells and cells[0]["cell_type"] in {"raw", "markdown"}:
            cells[0] = {**cells[0], "source": rest}
        self.source.markdown = "\n\n".join(part for cell in cells for part in self._cell(cell))
        return self.source

    def _cell(self, cell: dict[str, Any]) -> Iterator[str]:
        kind = cell["cell_type"]
        mime = str(cell["metadata"].get("raw_mimetype") or "")
        if kind == "markdown" or (kind == "raw" and not mime):
            yield self._markdown(cell)
        elif kind == "raw" and "html" in mime:
            yield _fence(cell["source"], "{=html}")
        elif kind == "code":
            self.code_cells += 1
            yield from self._code(cell)

    def _markdown(self, cell: dict[str, Any]) -> str:
        """The text of a Markdown cell, images attached to it written as files."""
        text: str = cell["source"]
        for name, bundle in (cell.get("attachments") or {}).items():
            for mime, data in bundle.items():
                if mime in _IMAGE_SUFFIXES:
                    text = text.replace(
                        f"attachment:{name}", self._image_file(f"attached-{name}", mime, data)
                    )
        return text

    def _code(self, cell: dict[str, Any]) -> Iterator[str]:
        options, code = self._options(cell)
        if options.get("include", self.defaults.include) is False:
            return
        label = str(options.get("label") or "")
        attributes = [f"#cell-{label}"] if label else []
        attributes += [".cell", *(f".{name}" for name in _classes(options))]
        attributes += [
            _attribute(name, options[name])
            for name in ("label", "fig-cap", "fig-alt", "tbl-cap")
            if options.get(name)
        ]
        parts = []
        if options.get("echo", self.defaults.echo) is not False and code.strip():
            parts.append(self._shown_code(code, options))
        if options.get("output", self.defaults.output) is not False:
            name = label or f"cell-{self.code_cells + 1}"
            for number, output in enumerate(cell.get("outputs") or (), 1):
                parts += self._output(output, f"{name}-output-{number}", options)
        if parts:
            yield "\n\n".join((f"::: {{{' '.join(attributes)}}}", *parts, ":::"))

    def _options(self, cell: dict[str, Any]) -> tuple[Settings, str]:
        """The options of a cell, from its tags and over them its `#|` lines, and its code without these."""
        lines = []
        rest: str = cell["source"].lstrip("\n")
        while match := _CODE_OPTION.match(rest):
            lines.append(match.group(1))
            rest = rest[match.end() :]
        try:
            options = load_yaml("\n".join(lines)) if lines else {}
        except yaml.YAMLError as error:
            raise RenderError(
                "its #| options are not readable as YAML",
                file=self.path,
                place=f"code cell {self.code_cells}",
            ) from error
        stated = options if isinstance(options, dict) else {}
        meant = {
            _HIDDEN_BY_TAG[tag]: False for tag in cell["metadata"].get("tags") or () if tag in _HIDDEN_BY_TAG
        }
        return {**meant, **stated}, rest

    def _shown_code(self, code: str, options: Settings) -> str:
        fold = options.get("code-fold", self.defaults.code_fold)
        summary = options.get("code-summary", self.defaults.code_summary)
        attributes = [".python", ".cell-code"]
        if fold:
            attributes.append(_attribute("code-fold", "show" if str(fold).lower() == "show" else "true"))
            if summary:
                attributes.append(_attribute("code-summary", summary))
        return _fence(code, f"{{{' '.join(attributes)}}}")

    def _output(self, output: dict[str, Any], name: str, options: Settings) -> Iterator[str]:
        kind = output["output_type"]
        if kind == "stream":
            if output["name"] == "stdout" or options.get("warning", self.defaults.warning) is not False:
                shown = _preformatted(joined(output["text"]), f"cell-output-{output['name']}")
                yield _div(f"cell-output-{output['name']}", shown)
        elif kind == "error":
            trace = "\n".join(output.get("traceback") or [f"{output['ename']}: {output['evalue']}"])
            yield _div("cell-output-error", _preformatted(trace, "cell-error"))
        elif kind in {"display_data", "execute_result"}:
            yield from self._display(output.get("data") or {}, name)

    def _display(self, data: dict[str, Any], name: str) -> Iterator[str]:
        if "text/html" in data:
            yield _div("cell-output-display", _fence(joined(data["text/html"]), "{=html}"))
        elif "text/markdown" in data:
            yield _div("cell-output-display cell-output-markdown", joined(data["text/markdown"]).strip("\n"))
        elif mime := next((mime for mime in _IMAGE_SUFFIXES if mime in data), None):
            address = self._image_file(name, mime, data[mime])
            yield _div("cell-output-display", f"![]({address})")
        elif "text/plain" in data:
            yield _div("cell-output-display", _preformatted(joined(data["text/plain"]), "cell-output-plain"))

    def _image_file(self, name: str, mime: str, data: str | list[str]) -> str:
        """The address of an image, relative to the page; keeps its bytes to be written there."""
        content = joined(data)
        safe = re.sub(r"[^\w.-]", "-", name)
        file = f"figure-html/{safe}.{_IMAGE_SUFFIXES[mime]}"
        try:
            self.source.files[file] = (
                content.encode() if mime == "image/svg+xml" else base64.b64decode(content, validate=False)
            )
        except binascii.Error as error:
            raise RenderError(
                f"its {mime} output is damaged", file=self.path, place=f"code cell {self.code_cells}"
            ) from error
        return quote(f"{self.files_folder}/{file}")


def _classes(options: Settings) -> list[str]:
    names = [str(name) for name in as_list(options.get("classes"))]
    column = options.get("column")
    return names + ([f"column-{column}"] if column else [])


def _div(classes: str, content: str) -> str:
    names = " ".join(f".{name}" for name in ("cell-output", *classes.split()))
    return f"::: {{{names}}}\n\n{content}\n\n:::"
