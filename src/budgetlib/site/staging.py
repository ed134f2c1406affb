"""The build folder: a complete Quarto website project made of `_quarto.yml`, styles and executed notebooks.

The project in `reports/` is for authors: its pages are `.qmd` with code. The build folder holds the same project
with every page executed, at the URL it will have, and with execution off. The pages that have no `.qmd`, those of
documents, are put into the authors' project too: `quarto preview reports` shows the whole site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from budgetlib.site.project import PAGE_SUFFIXES, PROJECT_FILE, Project, Settings, as_list, as_settings
from budgetlib.site.sources import NOTEBOOK
from budgetlib.site.staging_folder import StagingFolder, authored_files, resource_files, source_name


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
    Files in `reports_dir` other than its pages (styles, assets, `.md` pages) are copied. What `reports_dir` has no
    source of is put there too.

    What an earlier staging put there and this one doesn't is removed. Raises RenderError for a URL that leaves
    the site and for a source that is missing.
    """
    build = build_dir or reports_dir / "_build"
    project = Project.read(reports_dir)
    pages = {source_name(url): path for url, path in executed.items()}
    extra = dict(resource_files(resources or {}))
    stated = {source_name(url): values for url, values in (front_matter or {}).items()}
    authored = [
        name for name in authored_files(reports_dir) if not (reports_dir / name).is_relative_to(build)
    ]
    shared = {name: reports_dir / name for name in authored if _is_shared(name) and name not in pages}

    stems = {name.with_suffix("") for name in authored if name.suffix in PAGE_SUFFIXES}
    of_authors = {name for name in pages if name.with_suffix("") in stems}
    staged = StagingFolder(build, of_authors)
    staged.text(PurePosixPath(PROJECT_FILE), _staged_settings(project.settings, set(pages), shared, extra))
    _stage(staged, pages, {**shared, **extra}, stated)

    beside = StagingFolder(reports_dir)
    _stage(beside, {name: pages[name] for name in pages if name not in of_authors}, extra, stated)
    beside.finish()
    return StagedSite(build, tuple(sorted(pages)), tuple(sorted(staged.changed)), tuple(staged.finish()))


def _stage(
    folder: StagingFolder,
    pages: Mapping[PurePosixPath, Path],
    files: Mapping[PurePosixPath, Path],
    stated: Mapping[PurePosixPath, Mapping[str, object]],
) -> None:
    for name, path in files.items():
        folder.copy(name, path)
    for name, path in pages.items():
        folder.notebook(name, path, stated.get(name, {}))


def _is_shared(name: PurePosixPath) -> bool:
    """Whether a file belongs to the site as it is.

    A page with code is staged executed or not at all; a README and what begins with `_` are for authors.
    """
    return (
        name.suffix not in PAGE_SUFFIXES - {".md"} and name.stem != "README" and not name.name.startswith("_")
    )


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
    published = as_list(project.get("resources"))
    project["resources"] = published + [f"/{name}" for name in _not_in(published, resources)]
    staged = _with_notebook_links(settings, pages)
    staged |= {"project": project, "execute": {**as_settings(settings.get("execute")), "enabled": False}}
    return yaml.safe_dump(staged, allow_unicode=True, sort_keys=False, width=110)


def _not_in(patterns: Iterable[Any], names: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """The names that are in none of the folders among the patterns.

    Quarto looks through the whole project for every entry, and takes brackets in a name for a pattern.
    """
    folders = {PurePosixPath(str(pattern).strip("/")) for pattern in patterns}
    return [name for name in names if folders.isdisjoint(name.parents)]


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
