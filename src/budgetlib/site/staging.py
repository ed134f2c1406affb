"""The build folder: a complete Quarto website project made of `_quarto.yml`, styles and executed notebooks.

The project in `reports/` is for authors: its pages are `.qmd` with code. The build folder holds the same project
with every page executed, at the URL it will have, and with execution off. Files that did not change keep their
time stamp, so that rendering can tell what is new.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from budgetlib.errors import RenderError
from budgetlib.site.files import copy_file, remove_files, write_bytes, write_text
from budgetlib.site.project import PAGE_SUFFIXES, PROJECT_FILE, Project, Settings, as_list, as_settings
from budgetlib.site.sources import NOTEBOOK, joined, read_notebook, state_front_matter

_MANIFEST = ".staged.json"

# A link to an authored page, in Markdown or in raw HTML: `](budget.qmd#x)`, `href="../budget.qmd"`
_LINK_TO_QMD = re.compile(r"""(\]\(<?|href=["'])([^)"'<>#?\s]+)\.qmd(?=[)"'<>#?\s])""")


@dataclass(frozen=True)
class StagedSite:
    """A build folder that is ready to be rendered."""

    build_dir: Path
    pages: tuple[PurePosixPath, ...]
    changed: tuple[PurePosixPath, ...]
    """Files that were written anew."""
    removed: tuple[PurePosixPath, ...]


def stage_site(
    reports_dir: Path,
    executed: Mapping[str, Path],
    build_dir: Path | None = None,
    *,
    resources: Mapping[str, Path] | None = None,
    front_matter: Mapping[str, Mapping[str, object]] | None = None,
) -> StagedSite:
    """Builds the project to be rendered, in `reports/_build` unless told otherwise.

    `executed` gives, for the URL of each page within the site (`budget.html`, `units/zzb/2024-budget.html`),
    its executed notebook. `resources` gives files or folders that become part of the site (`data/package.zip`
    → a path). `front_matter` sets fields of a page, by its URL: texts in it are plain text, made safe here.
    Files in `reports_dir` other than its pages (styles, assets, `.md` pages) are copied.

    What an earlier staging put there and this one doesn't is removed. Raises RenderError for a URL that leaves
    the site and for a source that is missing.
    """
    build = build_dir or reports_dir / "_build"
    project = Project.read(reports_dir)
    pages = {_source_name(url): path for url, path in executed.items()}
    shared = {name: path for name, path in _shared_files(reports_dir, build) if name not in pages}
    extra = dict(_resource_files(resources or {}))
    staged = _Staging(build)
    staged.text(PurePosixPath(PROJECT_FILE), _staged_settings(project.settings, set(pages), shared, extra))
    for name, path in {**shared, **extra}.items():
        staged.copy(name, path)
    stated = {_source_name(url): values for url, values in (front_matter or {}).items()}
    for name, path in pages.items():
        staged.notebook(name, path, set(pages), stated.get(name, {}))
    removed = staged.finish()
    return StagedSite(build, tuple(sorted(pages)), tuple(sorted(staged.changed)), tuple(removed))


class _Staging:
    """Puts files into the build folder and remembers them."""

    def __init__(self, build: Path) -> None:
        self.build = build
        self.names: set[PurePosixPath] = set()
        self.changed: set[PurePosixPath] = set()

    def text(self, name: PurePosixPath, content: str) -> None:
        self._note(name, write_text(self.build / name, content))

    def copy(self, name: PurePosixPath, source: Path) -> None:
        self._note(name, copy_file(source, self.build / name))

    def notebook(
        self, name: PurePosixPath, source: Path, pages: set[PurePosixPath], stated: Mapping[str, object]
    ) -> None:
        """A notebook as it was executed, but for links to `.qmd` pages and for the front matter given."""
        notebook = read_notebook(source)
        if stated:
            state_front_matter(notebook, stated, source)
        _link_to_notebooks(notebook["cells"], name, pages)
        content = json.dumps(notebook, ensure_ascii=False, indent=1).encode()
        self._note(name, write_bytes(self.build / name, content))

    def finish(self) -> list[PurePosixPath]:
        """Removes what an earlier staging left and this one didn't make."""
        manifest = self.build / _MANIFEST
        try:
            before = {PurePosixPath(name) for name in json.loads(manifest.read_bytes())}
        except (OSError, ValueError):
            before = set()
        gone = sorted(before - self.names)
        remove_files((self.build / name for name in gone), self.build)
        write_text(manifest, json.dumps(sorted(map(str, self.names)), ensure_ascii=False))
        return gone

    def _note(self, name: PurePosixPath, changed: bool) -> None:
        self.names.add(name)
        if changed:
            self.changed.add(name)


def _source_name(url: str) -> PurePosixPath:
    """The notebook in the build folder that becomes the page at `url`."""
    return _within_site(url).with_suffix(NOTEBOOK)


def _within_site(url: str) -> PurePosixPath:
    path = PurePosixPath(url)
    hidden = any(part.startswith((".", "_")) for part in path.parts)
    if not path.parts or path.is_absolute() or "\\" in url or hidden:
        raise RenderError(f"{url!r} can't be an address within the site")
    return path


def _shared_files(reports: Path, build: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """Everything in the project that is no page with code: styles, assets, pages in plain Markdown."""
    for path in sorted(reports.rglob("*")):
        relative = PurePosixPath(path.relative_to(reports).as_posix())
        hidden = any(part.startswith((".", "_")) for part in relative.parts)
        # a README is for authors, and a page with code is staged executed or not at all
        is_page = path.suffix in PAGE_SUFFIXES - {".md"} or path.stem == "README"
        if path.is_file() and not hidden and not is_page and not path.is_relative_to(build):
            yield relative, path


def _resource_files(resources: Mapping[str, Path]) -> Iterator[tuple[PurePosixPath, Path]]:
    for url, path in resources.items():
        name = _within_site(url)
        if path.is_dir():
            yield from (
                (name / member.relative_to(path).as_posix(), member)
                for member in sorted(path.rglob("*"))
                if member.is_file()
                and not any(part.startswith(".") for part in member.relative_to(path).parts)
            )
        elif path.is_file():
            yield name, path
        else:
            raise RenderError("a file that belongs to the site is missing", file=path)


def _staged_settings(
    settings: Settings,
    pages: set[PurePosixPath],
    shared: Iterable[PurePosixPath],
    resources: Iterable[PurePosixPath],
) -> str:
    """`_quarto.yml` of the build: nothing is executed, notebooks are the pages, navigation leads to them.

    A notebook or Markdown file among the resources is something to take away and no page.
    """
    project = dict(as_settings(settings.get("project")))
    project["render"] = [
        f"**/*{NOTEBOOK}",
        *(str(name) for name in shared if name.suffix in PAGE_SUFFIXES),
        *(f"!{name}" for name in resources if name.suffix == NOTEBOOK),
    ]
    project["resources"] = [*as_list(project.get("resources")), *map(str, resources)]
    staged = _with_notebook_links(settings, pages)
    staged |= {"project": project, "execute": {**as_settings(settings.get("execute")), "enabled": False}}
    return yaml.safe_dump(staged, allow_unicode=True, sort_keys=False, width=110)


def _with_notebook_links(value: Any, pages: set[PurePosixPath]) -> Any:
    """Settings with `href: budget.qmd` as `budget.ipynb`, wherever they stand."""
    if isinstance(value, dict):
        return {key: _with_notebook_links(member, pages) for key, member in value.items()}
    if isinstance(value, list):
        return [_with_notebook_links(member, pages) for member in value]
    if isinstance(value, str) and value.endswith(".qmd"):
        notebook = PurePosixPath(value.removeprefix("/")).with_suffix(NOTEBOOK)
        return str(notebook) if notebook in pages else value
    return value


def _link_to_notebooks(cells: list[dict[str, Any]], page: PurePosixPath, pages: set[PurePosixPath]) -> None:
    """Turns links to `x.qmd` into links to `x.ipynb`, in Markdown cells and outputs in Markdown."""

    def staged(match: re.Match[str]) -> str:
        path = match.group(2)
        beside = path.lstrip("/") if path.startswith("/") else posixpath.join(page.parent, path)
        target = PurePosixPath(posixpath.normpath(beside) + NOTEBOOK)
        return f"{match.group(1)}{path}{NOTEBOOK if target in pages else '.qmd'}"

    for cell in cells:
        if cell["cell_type"] == "markdown":
            cell["source"] = _LINK_TO_QMD.sub(staged, cell["source"])
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/markdown" in data:
                data["text/markdown"] = _LINK_TO_QMD.sub(staged, joined(data["text/markdown"]))
