"""A folder of a Quarto project into which executed notebooks and files are put, and from which they disappear again.

Files that did not change keep their time stamp, so that rendering can tell what is new. What was put there is written
down, so that the next time finds what is to be removed, and nothing that somebody else put there is touched; and of
each notebook, what it was made of, so that only those are read again of which something changed.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from budgetlib.atomic import write_text
from budgetlib.errors import RenderError
from budgetlib.site.files import copy_file, remove_files
from budgetlib.site.fingerprints import files_digest, value_digest
from budgetlib.site.project import Project
from budgetlib.site.sources import NOTEBOOK, REMOVED, joined, notebook_text, read_notebook, state_front_matter

_MANIFEST = ".staged.json"

# What Quarto keeps beside a document while it executes it
_PASSING = ".quarto_ipynb"

# A link to an authored page, in Markdown or in raw HTML: `](budget.qmd#x)`, `href="../budget.qmd"`
_LINK_TO_QMD = re.compile(r"""(\]\(<?|href=["'])([^)"'<>#?\s]+)\.qmd(?=[)"'<>#?\s])""")


class StagingFolder:
    """Puts files into a folder and remembers them.

    `executed` are the notebooks in it of pages that authors wrote as `.qmd`: links to those lead to these.
    """

    def __init__(self, root: Path, executed: Collection[PurePosixPath] = ()) -> None:
        self.root = root
        self.changed: set[PurePosixPath] = set()
        self._executed = executed
        self._common = value_digest(_own_fingerprint(), sorted(map(str, executed)))
        self._before = _staged_before(root)
        self._made_of: dict[PurePosixPath, str] = {}
        """Every file that was put there; of a notebook, what it was made of and what came of it, else empty."""

    def text(self, name: PurePosixPath, content: str) -> None:
        """A text in UTF-8."""
        self._note(name, write_text(self.root / name, content))

    def copy(self, name: PurePosixPath, source: Path) -> None:
        """A file as it is."""
        self._note(name, copy_file(source, self.root / name))

    def notebook(self, name: PurePosixPath, source: Path, stated: Mapping[str, object]) -> None:
        """A notebook as it was executed, but for the front matter stated, removed cells, and links to `.qmd` pages.

        Cells tagged `remove-cell` go here, as Quarto knows the tag on code cells alone.
        """
        made_of = value_digest(self._common, _state_of(source), stated)
        if self._before.get(name) == f"{made_of} {_state_of(self.root / name)}":
            self._made_of[name] = self._before[name]
            return
        notebook = read_notebook(source)
        notebook["cells"] = [
            cell for cell in notebook["cells"] if REMOVED not in cell["metadata"].get("tags", ())
        ]
        if stated:
            state_front_matter(notebook, stated, source)
        _link_to_notebooks(notebook["cells"], name, self._executed)
        self._note(name, write_text(self.root / name, notebook_text(notebook)))
        self._made_of[name] = f"{made_of} {_state_of(self.root / name)}"

    def finish(self) -> list[PurePosixPath]:
        """Removes what an earlier staging left and this one didn't make."""
        gone = sorted(self._before.keys() - self._made_of.keys())
        remove_files((self.root / name for name in gone), self.root)
        manifest = {str(name): made_of for name, made_of in sorted(self._made_of.items())}
        write_text(self.root / _MANIFEST, json.dumps(manifest, ensure_ascii=False))
        return gone

    def _note(self, name: PurePosixPath, changed: bool) -> None:
        self._made_of[name] = ""
        if changed:
            self.changed.add(name)


def authored_files(folder: Path) -> Iterator[PurePosixPath]:
    """Every file of a project that was not staged into it, relative to it; none that is hidden or in a `_folder`."""
    staged = {str(name) for name in _staged_before(folder)}
    found = []
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        relative = os.path.relpath(here, folder).replace(os.sep, "/")
        beside = "" if relative == "." else f"{relative}/"
        found += [
            f"{beside}{name}" for name in files if not name.startswith(".") and not name.endswith(_PASSING)
        ]
    yield from sorted(PurePosixPath(name) for name in found if name not in staged)


def authored_pages(folder: Path) -> list[PurePosixPath]:
    """The pages of the project in a folder that authors wrote, sorted: those that were not staged into it.

    Raises RenderError where there is no project or it can't be read.
    """
    staged = _staged_before(folder)
    return [page for page in Project.read(folder).pages() if page not in staged]


def source_name(url: str) -> PurePosixPath:
    """The notebook that becomes the page at `url`. Raises RenderError for a URL that leaves the site."""
    return _within_site(url).with_suffix(NOTEBOOK)


def _within_site(url: str) -> PurePosixPath:
    path = PurePosixPath(url)
    hidden = any(part.startswith((".", "_")) for part in path.parts)
    if not path.parts or path.is_absolute() or "\\" in url or hidden:
        raise RenderError(f"{url!r} can't be an address within the site")
    return path


def resource_files(resources: Mapping[str, Path]) -> Iterator[tuple[PurePosixPath, Path]]:
    """The files that `resources` names by their URLs, one by one; a folder stands for all that is not hidden in it.

    Raises RenderError for a URL that leaves the site and for a file that is missing.
    """
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


def _staged_before(folder: Path) -> dict[PurePosixPath, str]:
    """What an earlier staging put into a folder: name -> what it was made of."""
    try:
        staged = json.loads((folder / _MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    if isinstance(staged, list):  # names alone, as a checkout that was built before may have them
        staged = dict.fromkeys(staged, "")
    return {PurePosixPath(name): str(made_of) for name, made_of in staged.items()}


def _state_of(path: Path) -> str:
    """What changes when a file does; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


@cache
def _own_fingerprint() -> str:
    """Changes whenever the code that stages does."""
    return files_digest(Path(__file__).parent.glob("*.py"))


def _link_to_notebooks(
    cells: list[dict[str, Any]], page: PurePosixPath, pages: Collection[PurePosixPath]
) -> None:
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
