"""Addresses on pages: sources become pages, and everything is relative, so that a site works from disk."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from budgetlib.site.embedded.links import relative_address, rewrite_addresses

UNIT_PAGE = PurePosixPath("units/zzb/2024-budget.html")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../../methods.qmd", "../../methods.html"),
        ("../../methods.ipynb#repairs", "../../methods.html#repairs"),
        ("/budget.qmd?x=1#y", "../../budget.html?x=1#y"),
        ("/assets/site.js", "../../assets/site.js"),
        ("2023-final.ipynb", "2023-final.html"),
        ("/", "../.."),
        ("#row-3", "#row-3"),
        ("https://example.org/a.qmd", "https://example.org/a.qmd"),
        ("//example.org/a.qmd", "//example.org/a.qmd"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("data:image/png;base64,AA.md", "data:image/png;base64,AA.md"),
        ("页面.qmd", "页面.html"),
        ("", ""),
    ],
)
def test_addresses_lead_to_pages_from_where_they_stand(address: str, expected: str) -> None:
    assert relative_address(address, UNIT_PAGE) == expected


def test_raw_html_is_rewritten_in_its_tags_alone() -> None:
    found: list[PurePosixPath] = []
    page = (
        '<p>写作 href="a.qmd"</p><a class="x" href="a.qmd">a</a><img src="/img/b.png">'
        '<a href="../data.ipynb" download>d</a><script src=\'/s.js\'></script><a href="../../../../etc/passwd">x</a>'
    )
    rewritten = rewrite_addresses(page, PurePosixPath("u/p.html"), found.append)
    assert rewritten == (
        '<p>写作 href="a.qmd"</p><a class="x" href="a.html">a</a><img src="../img/b.png">'
        '<a href="../data.ipynb" download>d</a><script src="../s.js"></script><a href="../../../../etc/passwd">x</a>'
    )
    assert found == [PurePosixPath(name) for name in ("u/a.html", "img/b.png", "data.ipynb", "s.js")]
