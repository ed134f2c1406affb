"""The bar at the top and the footer, as `website` in `_quarto.yml` describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from budgetlib.site.embedded.links import relative_address
from budgetlib.site.project import Project, Settings, as_list, as_settings, page_url


@dataclass(frozen=True)
class Item:
    """An entry of the navigation: a link, a heading or separator in a menu, or a menu of entries."""

    html: str
    href: str = ""
    aria_label: str = ""
    menu: tuple[Item, ...] = ()

    def on(self, page: PurePosixPath) -> Item:
        """The entry as it stands on a page: addresses relative to it."""
        href = relative_address(f"/{self.href}", page) if self._local else self.href
        return Item(self.html, href, self.aria_label, tuple(item.on(page) for item in self.menu))

    def leads_to(self, page: PurePosixPath) -> bool:
        """Whether the entry, or one in its menu, is the page."""
        own = self._local and page_url(PurePosixPath(self.href)) == page
        return own or any(item.leads_to(page) for item in self.menu)

    @property
    def _local(self) -> bool:
        return bool(self.href) and "://" not in self.href and not self.href.startswith(("#", "mailto:"))


@dataclass(frozen=True)
class Navigation:
    """The entries and texts that all pages share."""

    title: str
    left: tuple[Item, ...]
    right: tuple[Item, ...]
    searchable: bool
    footer: dict[str, str]
    """`left`, `center` and `right` → HTML."""


@dataclass(frozen=True)
class Words:
    """How the navigation gets its words: Markdown as HTML, and the title of a page whose entry has no text."""

    html: Callable[[str], str]
    title_of: Callable[[PurePosixPath], str]


def read_navigation(project: Project, words: Words) -> Navigation:
    """The navigation of a project."""
    website = project.website
    navbar = as_settings(website.get("navbar"))
    title = navbar.get("title", website.get("title", ""))
    search = navbar.get("search", website.get("search", True))
    return Navigation(
        title=words.html(str(title)) if title else "",
        left=tuple(_items(navbar.get("left"), words)),
        right=tuple(_items(navbar.get("right"), words)),
        searchable=search is not False,
        footer=_footer(website.get("page-footer"), words),
    )


def _items(entries: object, words: Words) -> Iterable[Item]:
    for entry in as_list(entries):
        yield _item(entry if isinstance(entry, dict) else {"href": str(entry)}, words)


def _item(entry: Settings, words: Words) -> Item:
    href = str(entry.get("href") or entry.get("file") or "").removeprefix("/")
    if not href and str(entry.get("text", "")).startswith("---"):
        return Item("")
    text: Any = entry.get("text")
    if text is None and not entry.get("icon"):
        text = words.title_of(PurePosixPath(href))
    label = str(entry.get("aria-label") or "")
    # icons are a web font of Quarto's; here their label stands for them
    return Item(
        words.html(str(text if text is not None else label or entry["icon"])),
        href,
        label,
        tuple(_items(entry.get("menu"), words)),
    )


def _footer(footer: object, words: Words) -> dict[str, str]:
    regions = footer if isinstance(footer, dict) else {"center": footer} if footer else {}
    shown = {}
    for region in ("left", "center", "right"):
        content = regions.get(region)
        if isinstance(content, list):
            links = (f'<a href="/{item.href}">{item.html}</a>' for item in _items(content, words))
            shown[region] = " ".join(links)
        elif content:
            shown[region] = words.html(str(content))
    return shown
