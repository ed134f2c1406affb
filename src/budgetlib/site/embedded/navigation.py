"""The bar at the top and the footer, as `website` in `_quarto.yml` describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from budgetlib.site.embedded.links import relative_address
from budgetlib.site.embedded.pandoc import inline_html
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


def read_navigation(project: Project, title_of: Callable[[PurePosixPath], str]) -> Navigation:
    """The navigation of a project; `title_of` gives the title of a page whose entry has no text."""
    website = project.website
    navbar = as_settings(website.get("navbar"))
    title = navbar.get("title", website.get("title", ""))
    search = navbar.get("search", website.get("search", True))
    return Navigation(
        title=inline_html(str(title)) if title else "",
        left=tuple(_items(navbar.get("left"), title_of)),
        right=tuple(_items(navbar.get("right"), title_of)),
        searchable=search is not False,
        footer=_footer(website.get("page-footer"), title_of),
    )


def _items(entries: object, title_of: Callable[[PurePosixPath], str]) -> Iterable[Item]:
    for entry in as_list(entries):
        yield _item(entry if isinstance(entry, dict) else {"href": str(entry)}, title_of)


def _item(entry: Settings, title_of: Callable[[PurePosixPath], str]) -> Item:
    href = str(entry.get("href") or entry.get("file") or "").removeprefix("/")
    if not href and str(entry.get("text", "")).startswith("---"):
        return Item("")
    text: Any = entry.get("text")
    if text is None and not entry.get("icon"):
        text = title_of(PurePosixPath(href))
    label = str(entry.get("aria-label") or "")
    # icons are a web font of Quarto's; here their label stands for them
    return Item(
        inline_html(str(text)) if text is not None else inline_html(label or str(entry["icon"])),
        href,
        label,
        tuple(_items(entry.get("menu"), title_of)),
    )


def _footer(footer: object, title_of: Callable[[PurePosixPath], str]) -> dict[str, str]:
    regions = footer if isinstance(footer, dict) else {"center": footer} if footer else {}
    shown = {}
    for region in ("left", "center", "right"):
        content = regions.get(region)
        if isinstance(content, list):
            links = (f'<a href="/{item.href}">{item.html}</a>' for item in _items(content, title_of))
            shown[region] = " ".join(links)
        elif content:
            shown[region] = inline_html(str(content))
    return shown
