"""The website from a staged project, by Quarto or by the embedded renderer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from budgetlib.errors import RenderError
from budgetlib.site.embedded.records import Records
from budgetlib.site.embedded.renderer import SideBySide, render_embedded
from budgetlib.site.link_check import dead_links
from budgetlib.site.project import Project, page_url
from budgetlib.site.quarto import find_quarto, render_with_quarto, require_quarto
from budgetlib.site.report import RenderReport

Renderer = Literal["auto", "quarto", "embedded"]


def render_site(
    build_dir: Path,
    *,
    renderer: Renderer = "auto",
    side_by_side: SideBySide | None = None,
    anew: bool = False,
) -> RenderReport:
    """Renders the Quarto website project in `build_dir` to its output folder.

    `auto` takes Quarto where a recent one is installed and the embedded renderer otherwise. Both write the same
    URLs; the embedded renderer renders only pages that changed (all with `anew`), `side_by_side` where that is given. A page that fails
    is in the report; the others
    are rendered. Afterwards every link within the site is followed. Raises RenderError for a project that can't be
    read, and where `quarto` is asked for and missing or too old.
    """
    if anew:
        Records(build_dir).forget()
    report = _rendered(build_dir, renderer, side_by_side)
    project = Project.read(build_dir)
    dead = dead_links(project.output_dir, map(page_url, project.pages()))
    return replace(report, dead_links=tuple(dead))


def _rendered(build_dir: Path, renderer: Renderer, side_by_side: SideBySide | None) -> RenderReport:
    if renderer == "embedded":
        return render_embedded(build_dir, side_by_side)
    if renderer == "quarto":
        return render_with_quarto(build_dir, require_quarto())
    if renderer != "auto":
        raise RenderError(f"no renderer is called {renderer!r}", remedy="auto, quarto or embedded")
    quarto = find_quarto()
    if quarto is not None and quarto.supported:
        return render_with_quarto(build_dir, quarto)
    return render_embedded(build_dir, side_by_side)
