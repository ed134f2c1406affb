"""What a page is made from: reading notebooks and front matter, and stating front matter in either."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from budgetlib.errors import RenderError
from budgetlib.site.project import Settings, load_yaml

NOTEBOOK = ".ipynb"
REMOVED = "remove-cell"
"""Tag of a cell that is no part of the page."""

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

# What a text must not do in Markdown: have a meaning there, or run a shortcode.
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~^$@&:])")

Notebook = dict[str, Any]


def read_notebook(path: Path) -> Notebook:
    """A notebook, the texts of its cells joined. Raises RenderError for a file that is missing or is none."""
    try:
        notebook: Notebook = json.loads(path.read_bytes())
        for cell in notebook["cells"]:
            cell["source"] = joined(cell["source"])
    except FileNotFoundError:
        raise RenderError("the executed notebook is missing", file=path, remedy="run it") from None
    except (ValueError, KeyError, TypeError) as error:
        raise RenderError("not a notebook", file=path, remedy="run it again") from error
    return notebook


def read_front_matter(path: Path) -> Settings:
    """The front matter of a page: the raw first cell of a notebook, or what a text file begins with."""
    if path.suffix == NOTEBOOK:
        return notebook_front_matter(read_notebook(path), path)[0]
    return split_front_matter(path.read_text(encoding="utf-8"), path)[0]


def notebook_front_matter(notebook: Notebook, path: Path) -> tuple[Settings, str]:
    """The front matter in the first cell of a notebook, and the text after it in that cell."""
    first = next(iter(notebook["cells"]), None)
    if first is None or first["cell_type"] not in {"raw", "markdown"}:
        return {}, ""
    return split_front_matter(first["source"], path)


def split_front_matter(text: str, path: Path) -> tuple[Settings, str]:
    """The front matter at the beginning of a text, and the text after it; `path` is named in errors."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    try:
        loaded = load_yaml(match.group(1) or "")
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise RenderError(f"the front matter is not readable as YAML: {problem}", file=path) from error
    return (loaded if isinstance(loaded, dict) else {}), text[match.end() :]


def state_front_matter(notebook: Notebook, stated: Mapping[str, object], path: Path) -> None:
    """Sets fields of a notebook's front matter, over those it has; texts are plain text, not Markdown."""
    found, rest = notebook_front_matter(notebook, path)
    cells = notebook["cells"]
    if found and rest.strip():
        cells[0] = {"cell_type": "markdown", "id": "after-front-matter", "metadata": {}, "source": rest}
    elif found:
        del cells[0]
    values = {key: plain_text(value) if isinstance(value, str) else value for key, value in stated.items()}
    text = yaml.safe_dump({**found, **values}, allow_unicode=True, sort_keys=False, width=10_000)
    cells.insert(0, {"cell_type": "raw", "id": "front-matter", "metadata": {}, "source": f"---\n{text}---"})


def plain_text(words: str) -> str:
    """Text as Markdown that shows exactly it, on one line, and runs no shortcode."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", " ".join(words.split()))


def joined(text: str | list[str]) -> str:
    """A text of a notebook, which may be stored as a list of lines."""
    return text if isinstance(text, str) else "".join(text)


def notebook_text(notebook: Notebook) -> str:
    """A notebook as JSON, every text in it as a list of lines.

    A text in one piece is as valid, but Quarto (1.5 to 1.11) splits it without its line ends, and headings, front
    matter and raw blocks of that cell become running text.
    """
    cells = [_in_lines(cell) for cell in notebook["cells"]]
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1)


def _in_lines(cell: dict[str, Any]) -> dict[str, Any]:
    stored = {**cell, "source": _lines(cell["source"])}
    if "outputs" in cell:
        stored["outputs"] = [_output_in_lines(output) for output in cell["outputs"]]
    return stored


def _output_in_lines(output: dict[str, Any]) -> dict[str, Any]:
    stored = dict(output)
    if "text" in output:
        stored["text"] = _lines(output["text"])
    if "data" in output:
        stored["data"] = {
            mime: _lines(data) if isinstance(data, str) and _is_text(mime) else data
            for mime, data in output["data"].items()
        }
    return stored


def _is_text(mime: str) -> bool:
    return mime.startswith("text/") or mime == "image/svg+xml"


def _lines(text: str | list[str]) -> list[str]:
    return joined(text).splitlines(keepends=True)
