"""Markdown of a page → the parts of its web page, by Pandoc and the Lua modules beside this file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc

from budgetlib.errors import RenderError

_SCRIPT = Path(__file__).parent / "lua" / "page.lua"
_TIMEOUT_SECONDS = 300

# Front matter is read before Pandoc sees the page, and a document's own text must not become metadata.
_READER_WITHOUT = "-yaml_metadata_block-pandoc_title_block"


@dataclass(frozen=True)
class TocEntry:
    """A heading in the table of contents; `html` is what stands in it."""

    id: str
    level: int
    html: str


@dataclass(frozen=True)
class Converted:
    """The parts of a page as HTML."""

    body: str
    title: str
    plain_title: str
    subtitle: str
    description: str
    toc: tuple[TocEntry, ...]
    warnings: tuple[str, ...]


@cache
def pandoc_path() -> str:
    """The Pandoc program: the one that came with the `pypandoc_binary` wheel, or one that is installed."""
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise RenderError("Pandoc is missing", remedy="pip install pypandoc_binary") from error


@cache
def pandoc_version() -> str:
    """The version of Pandoc, such as `3.9`."""
    return str(pypandoc.get_pandoc_version())


def convert(markdown: str, front_matter: Mapping[str, Any], options: Mapping[str, Any], labels: Mapping[str, str],
            source: Path) -> Converted:  # fmt: skip
    """Converts a page; `source` is named in errors.

    `front_matter` gives title, subtitle and description, `options` what else applies (`from`, `toc-depth`).
    """
    reader = str(options.get("from") or "markdown")
    request = {
        "markdown": markdown,
        "reader": reader + _READER_WITHOUT,
        "labels": labels,
        "toc_depth": int(options.get("toc-depth") or 3),
        **{
            name: str(front_matter[name])
            for name in ("title", "subtitle", "description")
            if front_matter.get(name) is not None
        },
    }
    answer = _run_pandoc(json.dumps(request, ensure_ascii=False), source)
    return Converted(
        **{name: answer[name] for name in ("body", "title", "plain_title", "subtitle", "description")},
        toc=tuple(TocEntry(**entry) for entry in answer["toc"]),
        warnings=tuple(answer["warnings"]),
    )


def inline_html(markdown: str) -> str:
    """A line of Markdown (a navigation entry, a footer) as HTML without a paragraph around it."""
    converted = convert("", {"title": markdown}, {}, {}, Path("_quarto.yml"))
    return converted.title


def _run_pandoc(request: str, source: Path) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [pandoc_path(), "lua", str(_SCRIPT)],
            input=request.encode("utf-8"),
            capture_output=True,
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"Pandoc gave no answer in {_TIMEOUT_SECONDS} s", file=source) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no message"]
        raise RenderError(f"Pandoc failed: {said[0]}", file=source)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
