"""A whole site: which pages are stale, rendering them side by side, and the files that go with them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeAlias

from budgetlib.atomic import write_bytes, write_text
from budgetlib.errors import BudgetlibError
from budgetlib.site.embedded import search
from budgetlib.site.embedded.cells import CellDefaults, read_source
from budgetlib.site.embedded.labels import labels_for
from budgetlib.site.embedded.links import rewrite_addresses
from budgetlib.site.embedded.navigation import Navigation, Words, read_navigation
from budgetlib.site.embedded.pandoc import Pandoc, pandoc_version
from budgetlib.site.embedded.records import Record, Records
from budgetlib.site.embedded.template import page_html
from budgetlib.site.files import copy_file, remove_files
from budgetlib.site.fingerprints import digest, files_digest, value_digest
from budgetlib.site.project import PAGE_SUFFIXES, PROJECT_FILE, Project, Settings, as_settings, page_url
from budgetlib.site.report import PageFailure, RenderReport
from budgetlib.site.sources import NOTEBOOK, read_front_matter

_OWN_FILES = Path(__file__).parent
_ASSETS = _OWN_FILES / "assets"
ASSETS_URL = PurePosixPath("site_libs/embedded")
_MANY_PAGES = 8
"""Pages that are worth the time that processes take to start."""


class Rendered(NamedTuple):
    """A page that was written."""

    source: PurePosixPath
    warnings: tuple[str, ...]


class PageJob(NamedTuple):
    """A page to be rendered in any process: the project's folder, what its pages share, and the page."""

    root: Path
    shared_fingerprint: str
    source: PurePosixPath
    fingerprint: str


PageOutcome: TypeAlias = Rendered | PageFailure
SideBySide: TypeAlias = Callable[[Callable[[PageJob], PageOutcome], Sequence[PageJob]], Iterable[PageOutcome]]
"""Does a function for all jobs, several at a time, and gives what came of each, in any order."""


def render_embedded(build_dir: Path, side_by_side: SideBySide | None = None) -> RenderReport:
    """Renders the project in `build_dir`; pages whose inputs did not change are left as they are.

    `side_by_side` does the work where there are many pages; threads of this process otherwise, of which one at a
    time runs what is not Pandoc. A page that fails is reported and does not stop the others. Raises RenderError
    where the project itself can't be read.
    """
    started = time.monotonic()
    with Pandoc() as pandoc:
        site = _Site.open(build_dir, pandoc)
        sources = site.project.pages()
        stale = {source: print_ for source in sources if (print_ := site.stale_fingerprint(source))}
        if side_by_side is not None and len(stale) >= _MANY_PAGES:
            jobs = [
                PageJob(build_dir, site.shared_fingerprint, source, fingerprint)
                for source, fingerprint in stale.items()
            ]
            outcomes = list(side_by_side(render_page, jobs))
        else:
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                render = partial(site.render, pandoc)
                outcomes = list(threads.map(render, stale, stale.values()))
    records = {source: record for source in sources if (record := site.records.read(source))}
    removed = site.remove_all_but(sources)
    site.copy_shared_files(records.values())
    write_text(
        site.output / ASSETS_URL / "search-index.js",
        search.index_script(records) if site.navigation.searchable else "",
    )
    failed = tuple(
        sorted(
            (outcome for outcome in outcomes if isinstance(outcome, PageFailure)),
            key=lambda failure: failure.source,
        )
    )
    return RenderReport(
        renderer="embedded",
        index=site.output / "index.html",
        rendered=tuple(sorted(outcome.source for outcome in outcomes if isinstance(outcome, Rendered))),
        skipped=tuple(source for source in sources if source not in stale),
        failed=failed,
        removed=tuple(removed),
        warnings=tuple(
            sorted(
                (outcome.source, warning)
                for outcome in outcomes
                if isinstance(outcome, Rendered)
                for warning in outcome.warnings
            )
        ),
        seconds=time.monotonic() - started,
    )


@dataclass(frozen=True)
class _Site:
    project: Project
    navigation: Navigation
    records: Records
    shared_fingerprint: str

    @classmethod
    def open(cls, root: Path, pandoc: Pandoc) -> _Site:
        project = Project.read(root)

        def title_of(source: PurePosixPath) -> str:
            path = root / source
            title = read_front_matter(path).get("title") if path.is_file() else None
            return str(title or source.stem)

        def html(markdown: str) -> str:
            return pandoc.inline_html(markdown, root / PROJECT_FILE)

        navigation = read_navigation(project, Words(html, title_of))
        # navigation is part of it, as entries without a text carry the title of another page
        shared = [_own_fingerprint(), pandoc_version(), _of_pages(project), repr(navigation)]
        shared += [digest(path.read_bytes()) for path in _included_files(project)]
        return cls(project, navigation, Records(root), value_digest(*shared))

    @property
    def output(self) -> Path:
        return self.project.output_dir

    def stale_fingerprint(self, source: PurePosixPath) -> str:
        """The fingerprint of a page's inputs if it has to be rendered, else an empty text."""
        content = (self.project.root / source).read_bytes()
        fingerprint = digest(content + self.shared_fingerprint.encode())
        record = self.records.read(source)
        current = record is not None and record.fingerprint == fingerprint
        whole = record is not None and all((self.output / file).is_file() for file in record.files)
        return "" if current and whole else fingerprint

    def render(self, pandoc: Pandoc, source: PurePosixPath, fingerprint: str) -> PageOutcome:
        """Renders one page and keeps its record."""
        try:
            return self._render(pandoc, source, fingerprint)
        except BudgetlibError as error:
            return PageFailure(source, str(error))
        except Exception as error:  # a page must never stop the others, whatever is wrong with it
            return PageFailure(source, f"{source}: {type(error).__name__}: {error}")

    def _render(self, pandoc: Pandoc, source: PurePosixPath, fingerprint: str) -> Rendered:
        path = self.project.root / source
        options = self.project.options(read_front_matter(path))
        url = page_url(source)
        folder = f"{url.stem}_files"
        page = read_source(path, CellDefaults.of(options), folder)
        labels = labels_for(self.project.language, options)
        converted = pandoc.convert(page.markdown, page.front_matter, options, labels, path)
        addressed: set[PurePosixPath] = set()
        html = rewrite_addresses(
            page_html(self.project, url, converted, options, labels, self.navigation), url, addressed.add
        )
        files = {url.parent / folder / name: content for name, content in page.files.items()}
        for name, content in files.items():
            write_bytes(self.output / name, content)
        previous = self.records.read(source)
        write_text(self.output / url, html)
        written = (str(url), *map(str, files))
        if previous:
            remove_files((self.output / file for file in set(previous.files) - set(written)), self.output)
        record = Record(
            fingerprint,
            converted.plain_title,
            files=written,
            addressed=tuple(sorted(map(str, addressed))),
            sections=search.sections_of(converted.body) if page.front_matter.get("search", True) else (),
        )
        self.records.write(source, record)
        return Rendered(source, converted.warnings)

    def remove_all_but(self, sources: Iterable[PurePosixPath]) -> list[PurePosixPath]:
        """Deletes the pages whose source is gone, with their files."""
        kept = set(sources)
        gone = [source for source in self.records.sources() if source not in kept]
        for source in gone:
            record = self.records.read(source)
            if record:
                remove_files((self.output / file for file in record.files), self.output)
            self.records.remove(source)
        return gone

    def copy_shared_files(self, records: Iterable[Record]) -> None:
        """Copies the renderer's own files, the project's resources, style sheets, and what pages address."""
        for asset in _ASSETS.rglob("*"):
            if asset.is_file():
                write_bytes(self.output / ASSETS_URL / asset.relative_to(_ASSETS), asset.read_bytes())
        addressed = {PurePosixPath(address) for record in records for address in record.addressed}
        for name in {*self.project.resources(), *filter(self._may_be_taken_away, addressed)}:
            copy_file(self.project.root / name, self.output / name)

    def _may_be_taken_away(self, name: PurePosixPath) -> bool:
        """Whether a file that a page addresses is one of the project, and neither private nor a page's source."""
        path = self.project.root / name
        is_private = any(part.startswith(("_", ".")) for part in name.parts)
        is_source = path.suffix in PAGE_SUFFIXES - {NOTEBOOK}
        if is_private or is_source or not path.is_file():
            return False
        return path.resolve().is_relative_to(self.project.root.resolve())


def render_page(job: PageJob) -> PageOutcome:
    """Renders one page, by the Pandoc of this process."""
    return _opened(job.root, job.shared_fingerprint).render(_own_pandoc(), job.source, job.fingerprint)


@lru_cache(maxsize=1)
def _opened(root: Path, shared_fingerprint: str) -> _Site:
    """The site in a folder, read once as long as what its pages share stays the same."""
    return _Site.open(root, _own_pandoc())


@cache
def _own_pandoc() -> Pandoc:
    """A Pandoc for as long as this process lives: it ends when nobody is left to ask it."""
    return Pandoc()


def _of_pages(project: Project) -> Settings:
    """The settings that show on pages: not which files the site has."""
    files = {
        key: value
        for key, value in as_settings(project.settings.get("project")).items()
        if key not in ("render", "resources")
    }
    return project.settings | {"project": files}


def _included_files(project: Project) -> list[Path]:
    """Files that `include-…` of the project names: every page holds their content."""
    options = project.options({})
    found = []
    for key in ("include-in-header", "include-before-body", "include-after-body"):
        entries = options.get(key)
        for entry in entries if isinstance(entries, list) else [entries]:
            name = entry.get("file") if isinstance(entry, dict) else entry
            if isinstance(name, str) and (project.root / name).is_file():
                found.append(project.root / name)
    return found


@cache
def _own_fingerprint() -> str:
    """Changes whenever the renderer's own code or template does."""
    return files_digest(
        path for path in _OWN_FILES.rglob("*") if path.suffix in {".py", ".lua", ".j2"} and path.is_file()
    )
