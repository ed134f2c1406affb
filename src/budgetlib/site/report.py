"""What became of the pages of a site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from budgetlib.site.link_check import DeadLink


@dataclass(frozen=True)
class PageFailure:
    """A page that could not be rendered, and why, in one line."""

    source: PurePosixPath
    reason: str


@dataclass(frozen=True)
class RenderReport:
    """The outcome of rendering a site.

    Pages are named by their source, relative to the project. A failed page keeps the file it had before, and is
    tried again next time. `warnings` are pairs of a page and a sentence: a reference to a figure that isn't
    there.
    """

    renderer: str
    """`quarto` or `embedded`."""
    index: Path
    rendered: tuple[PurePosixPath, ...] = ()
    skipped: tuple[PurePosixPath, ...] = ()
    failed: tuple[PageFailure, ...] = ()
    removed: tuple[PurePosixPath, ...] = ()
    warnings: tuple[tuple[PurePosixPath, str], ...] = ()
    dead_links: tuple[DeadLink, ...] = ()
    """Links within the site that lead nowhere, on any of its pages."""
    seconds: float = 0.0
