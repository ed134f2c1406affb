"""The parts of a page put into the HTML around them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from markupsafe import Markup

from budgetlib import __version__
from budgetlib.errors import RenderError
from budgetlib.site.embedded.navigation import Navigation
from budgetlib.site.embedded.pandoc import Converted, TocEntry
from budgetlib.site.project import Project, Settings, as_list


@dataclass
class TocNode:
    """A heading in the table of contents with those below it."""

    id: str
    html: str
    level: int
    children: list[TocNode] = field(default_factory=list)


def page_html(
    project: Project,
    url: PurePosixPath,
    page: Converted,
    options: Settings,
    labels: Mapping[str, str],
    navigation: Navigation,
) -> str:
    """The whole page; addresses that begin with `/` still have to be made relative."""
    site_title = str(project.website.get("title") or "")
    window_title = " – ".join(part for part in (page.plain_title, site_title) if part)
    theme = options.get("theme")
    root = "../" * (len(url.parts) - 1)
    return _template().render(
        page=page,
        url=url,
        root=root or "./",
        version=__version__,
        language=project.language,
        window_title=site_title if page.plain_title == site_title else window_title,
        description_text=unescape(Markup(page.description).striptags()),
        layout=options.get("page-layout") or "article",
        toc=nested_toc(page.toc) if options.get("toc") else [],
        date=date_in_words(options.get("date"), project.language),
        stylesheets=[str(sheet).removeprefix("/") for sheet in as_list(options.get("css"))],
        favicon=project.website.get("favicon"),
        dark_theme=isinstance(theme, dict) and {"light", "dark"} <= theme.keys(),
        navigation=navigation if options.get("navbar") is not False else None,
        labels=labels,
        include_in_header=_included(project, options.get("include-in-header")),
        include_before_body=_included(project, options.get("include-before-body")),
        include_after_body=_included(project, options.get("include-after-body")),
    )


def nested_toc(entries: Iterable[TocEntry]) -> list[TocNode]:
    """The headings of a page as a tree."""
    top: list[TocNode] = []
    above: list[TocNode] = []
    for entry in entries:
        node = TocNode(entry.id, entry.html, entry.level)
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].children if above else top).append(node)
        above.append(node)
    return top


def date_in_words(date: object, language: str) -> str:
    """A date from front matter as Quarto's `long` format writes it; what is no date stays as it is."""
    if date is None:
        return ""
    try:
        day = date if isinstance(date, datetime.date) else datetime.date.fromisoformat(str(date))
    except ValueError:
        return str(date)
    if language.startswith("zh"):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day:%B} {day.day}, {day.year}"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("page.html.j2")


def _included(project: Project, entries: Any) -> str:
    """HTML that `include-…` names: `text:`, `file:` or the path of a file, or a list of them."""
    parts = []
    for entry in as_list(entries):
        if isinstance(entry, dict) and "text" in entry:
            parts.append(str(entry["text"]))
            continue
        name = str(entry.get("file", "") if isinstance(entry, dict) else entry).removeprefix("/")
        try:
            parts.append((project.root / name).read_text(encoding="utf-8"))
        except OSError as error:
            raise RenderError("a file to be included is missing", file=project.root / name) from error
    return "\n".join(parts)
