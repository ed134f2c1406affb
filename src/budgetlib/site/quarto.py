"""Rendering by the `quarto` program, where it is installed.

Flags as in https://quarto.org/docs/cli/render.html: `--to html`, and `--no-execute` because every notebook brings
its outputs. The log is asked for as JSON lines, so that an error can be told from progress.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from budgetlib.errors import RenderError
from budgetlib.site.embedded.records import Records
from budgetlib.site.project import Project, page_url
from budgetlib.site.report import PageFailure, RenderReport

MINIMUM_VERSION = (1, 4)

_INSTALL = "install Quarto 1.4 or later (conda: environment.yml), or use the embedded renderer"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_SECONDS_FOR_VERSION = 60


@dataclass(frozen=True)
class Quarto:
    """An installed Quarto."""

    path: Path
    version: str

    @property
    def supported(self) -> bool:
        """Whether it is recent enough."""
        return _numbers(self.version) >= MINIMUM_VERSION


def find_quarto() -> Quarto | None:
    """The Quarto to use: the one `QUARTO_PATH` names (the program or its folder), else the one on `PATH`.

    Raises RenderError where `QUARTO_PATH` names none, or where what is found doesn't tell its version.
    """
    named = os.environ.get("QUARTO_PATH")
    if named:
        candidates = [named, str(Path(named) / "quarto"), str(Path(named) / "bin" / "quarto")]
        found = next((path for candidate in candidates if (path := shutil.which(candidate))), None)
        if found is None:
            raise RenderError("QUARTO_PATH names no program", file=named, remedy="correct it or unset it")
    else:
        found = shutil.which("quarto")
        if found is None:
            return None
    try:
        said = subprocess.run(
            [found, "--version"], capture_output=True, text=True, check=True, timeout=_SECONDS_FOR_VERSION
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError) as error:
        raise RenderError("does not tell its version", file=found, remedy=_INSTALL) from error
    return Quarto(Path(found), said)


def require_quarto() -> Quarto:
    """The Quarto to use; RenderError where there is none or it is too old."""
    quarto = find_quarto()
    if quarto is None:
        raise RenderError("Quarto is not installed", remedy=_INSTALL)
    if not quarto.supported:
        raise RenderError(f"Quarto {quarto.version} is too old", file=quarto.path, remedy=_INSTALL)
    return quarto


def render_with_quarto(build_dir: Path, quarto: Quarto) -> RenderReport:
    """Renders the whole project; what Quarto did not write is reported as failed with what it said.

    Quarto stops at the first page that fails. Raises RenderError where it writes no page at all.
    """
    project = Project.read(build_dir)
    started = time.monotonic()
    began = time.time()
    Records(build_dir).forget()  # else the embedded renderer would take Quarto's pages for its own
    said = _run(quarto, build_dir)
    sources = project.pages()
    written = [
        source
        for source in sources
        if (page := project.output_dir / page_url(source)).is_file() and page.stat().st_mtime >= began - 1
    ]
    missing = [source for source in sources if source not in set(written)]
    if sources and not written:
        raise RenderError(f"quarto render failed: {said or 'no message'}", file=build_dir)
    reason = said or "Quarto wrote no page and gave no reason"
    return RenderReport(
        renderer="quarto",
        index=project.output_dir / "index.html",
        rendered=tuple(written),
        failed=tuple(PageFailure(source, reason) for source in missing),
        seconds=time.monotonic() - started,
    )


def _run(quarto: Quarto, build_dir: Path) -> str:
    """Runs `quarto render`; the first error it logged, or an empty text where it ended well."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "quarto.log"
        logging = {"QUARTO_LOG": str(log), "QUARTO_LOG_FORMAT": "json-stream", "QUARTO_LOG_LEVEL": "info"}
        done = subprocess.run(
            [str(quarto.path), "render", str(build_dir), "--to", "html", "--no-execute"],
            env=os.environ | logging,
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            return ""
        logged = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.is_file() else []
        return _first_error(logged) or _last_line(done.stderr) or f"exit status {done.returncode}"


def _first_error(lines: Iterable[str]) -> str:
    """The first message of level ERROR in Quarto's JSON log, on one line."""
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if str(entry.get("levelName", "")).upper() in {"ERROR", "CRITICAL"}:
            return " ".join(_ANSI.sub("", str(entry.get("msg", ""))).split())
    return ""


def _last_line(stderr: bytes) -> str:
    lines = _ANSI.sub("", stderr.decode("utf-8", "replace")).strip().splitlines()
    return lines[-1].strip() if lines else ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
