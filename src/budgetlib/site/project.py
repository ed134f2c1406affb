"""A Quarto website project as its `_quarto.yml` describes it: what is a page, where output goes, what applies."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from budgetlib.errors import RenderError

Settings = dict[str, Any]

PROJECT_FILE = "_quarto.yml"
PAGE_SUFFIXES = frozenset((".ipynb", ".qmd", ".md"))


def read_settings(path: Path) -> Settings:
    """The contents of a YAML file that holds a mapping; RenderError naming the line where it can't be read."""
    try:
        loaded = load_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RenderError(
            "there is no Quarto project here", file=path, remedy=f"the folder needs a {PROJECT_FILE}"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else None
        problem = getattr(error, "problem", None) or str(error)
        raise RenderError(f"not readable as YAML: {problem}", file=path, place=place) from error
    if not isinstance(loaded, dict):
        raise RenderError("not a mapping of settings", file=path)
    return loaded


def load_yaml(text: str) -> Any:
    """What a YAML text says, read by libyaml where PyYAML has it: many times faster, and every page has some."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(frozen=True)
class Project:
    """A folder with a `_quarto.yml`."""

    root: Path
    settings: Settings

    @classmethod
    def read(cls, root: Path) -> Project:
        """The project in the folder `root`. Raises RenderError where there is none or it can't be read."""
        return cls(root, read_settings(root / PROJECT_FILE))

    @property
    def website(self) -> Settings:
        """What stands under `website`."""
        return as_settings(self.settings.get("website"))

    @property
    def language(self) -> str:
        """The language of the pages, `zh-Hans` for `zh` as Quarto writes it."""
        language = str(self.settings.get("lang") or "en")
        return "zh-Hans" if language == "zh" else language

    @property
    def output_dir(self) -> Path:
        """Where pages are written."""
        return self.root / str(as_settings(self.settings.get("project")).get("output-dir") or "_site")

    def pages(self) -> list[PurePosixPath]:
        """The sources of all pages, relative to the project and sorted.

        Those that `project: render` matches, else every notebook and Markdown file; never what is in the
        output folder or has a name that begins with `_` or `.`, nor a README.
        """
        patterns = as_list(as_settings(self.settings.get("project")).get("render")) or ["**/*"]
        wanted = {
            path for pattern in patterns if not pattern.startswith("!") for path in self._match(pattern)
        }
        unwanted = {
            path for pattern in patterns if pattern.startswith("!") for path in self._match(pattern[1:])
        }
        return sorted(wanted - unwanted)

    def resources(self) -> list[PurePosixPath]:
        """The files that `project: resources` names, relative to the project; a folder stands for all in it."""
        found: set[PurePosixPath] = set()
        for pattern in as_list(as_settings(self.settings.get("project")).get("resources")):
            found.update(map(PurePosixPath, self._files(pattern)))
        return sorted(found)

    def options(self, front_matter: Mapping[str, Any]) -> Settings:
        """What applies to a page: its front matter over the project's settings, for HTML.

        What stands under `format: html` applies like what stands beside it; `execute` is joined key by key.
        """
        merged: Settings = {}
        for source in (self.settings, front_matter):
            html = as_settings(as_settings(source.get("format")).get("html"))
            for layer in ({key: value for key, value in source.items() if key != "format"}, html):
                merged = _merge(merged, layer)
        return merged

    def _match(self, pattern: str) -> Iterator[PurePosixPath]:
        for name in self._files(pattern):
            path = PurePosixPath(name)
            hidden = any(part.startswith(("_", ".")) for part in path.parts)
            if path.suffix in PAGE_SUFFIXES and not hidden and path.stem != "README":
                yield path

    def _files(self, pattern: str) -> Iterator[str]:
        """Files that a path or pattern names, relative to the project; a folder stands for all files in it."""
        pattern = pattern.strip("/")
        named = [self.root / pattern] if (self.root / pattern).exists() else self.root.glob(pattern)
        for path in named:
            relative = path.relative_to(self.root).as_posix()
            if path.is_file():
                yield relative
            for here, _, names in os.walk(
                path
            ):  # nothing where it is no folder; a site has thousands of pages
                below = os.path.relpath(here, path).replace(os.sep, "/")
                folder = "/".join(part for part in (relative, below) if part != ".")
                yield from (f"{folder}/{name}" if folder else name for name in names)


def page_url(source: PurePosixPath) -> PurePosixPath:
    """Where the page of a source stands in the site: `units/a/2024-budget.ipynb` → `….html`."""
    return source.with_suffix(".html")


def as_settings(value: object) -> Settings:
    """A mapping of settings, empty for what is none: `html: default` says nothing."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """A list, where Quarto lets a single value stand for a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _merge(under: Settings, over: Mapping[str, Any]) -> Settings:
    merged = dict(under)
    for key, value in over.items():
        known = merged.get(key)
        merged[key] = _merge(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
