"""Markdown of a page → the parts of its web page, by Pandoc and the Lua modules beside this file."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pypandoc

from budgetlib.errors import RenderError

_SCRIPT = Path(__file__).parent / "lua" / "main.lua"
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
    """The parts of a page as HTML; `plain_title` is text."""

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


class Pandoc:
    """Converts pages by running processes of Pandoc, as many as threads ask at once; to be used with `with`."""

    def __init__(self) -> None:
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()

    def __enter__(self) -> Pandoc:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while not self._idle.empty():
            self._idle.get().stop()

    def convert(
        self,
        markdown: str,
        front_matter: Mapping[str, Any],
        options: Mapping[str, Any],
        labels: Mapping[str, str],
        source: Path,
    ) -> Converted:
        """Converts a page; `source` is named in errors.

        `front_matter` gives title, subtitle and description, `options` what else applies (`from`, `toc-depth`).
        Raises RenderError where Pandoc fails; the next page is none the worse for it.
        """
        request = {
            "markdown": markdown,
            "reader": str(options.get("from") or "markdown") + _READER_WITHOUT,
            "labels": labels,
            "toc_depth": int(options.get("toc-depth") or 3),
            **{
                name: str(front_matter[name])
                for name in ("title", "subtitle", "description")
                if front_matter.get(name) is not None
            },
        }
        answer = self._ask(request, source)
        if "error" in answer:
            raise RenderError(f"Pandoc failed: {answer['error']}", file=source)
        return Converted(
            **{name: answer[name] for name in ("body", "title", "plain_title", "subtitle", "description")},
            toc=tuple(TocEntry(**entry) for entry in answer["toc"]),
            warnings=tuple(answer["warnings"]),
        )

    def inline_html(self, markdown: str, source: Path) -> str:
        """A line of Markdown (a navigation entry, a footer) as HTML without a paragraph around it."""
        return self.convert("", {"title": markdown}, {}, {}, source).title

    def _ask(self, request: Mapping[str, Any], source: Path) -> dict[str, Any]:
        try:
            process = self._idle.get_nowait()
        except queue.Empty:
            process = _Process()
        try:
            answer = process.ask(request)
        except OSError as error:
            process.stop()
            raise RenderError(f"Pandoc stopped: {error}", file=source) from error
        self._idle.put(process)
        return answer


class _Process:
    """A Pandoc that runs and answers one request at a time."""

    def __init__(self) -> None:
        # a file, as a pipe nobody reads would fill up and block it
        self.stderr = tempfile.TemporaryFile()  # noqa: SIM115  (closed in `stop`)
        self.running = subprocess.Popen(
            [pandoc_path(), "lua", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.stderr,
        )

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer; OSError with what Pandoc said where it ends or stays silent."""
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        limit = threading.Timer(_TIMEOUT_SECONDS, self.running.kill)
        limit.start()
        try:
            self.running.stdin.write(json.dumps(request, ensure_ascii=False).encode() + b"\n")
            self.running.stdin.flush()
            line = self.running.stdout.readline()
        finally:
            limit.cancel()
        if not line:
            self.stderr.seek(0)
            said = self.stderr.read().decode("utf-8", "replace").strip().splitlines()
            raise OSError(said[-1] if said else "no message")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        self.running.kill()
        self.running.communicate()
        self.stderr.close()
