from __future__ import annotations

import pytest

from budgetlib.stories import addresses


def test_pages_of_a_document() -> None:
    assert addresses.unit_page("ua06a8213-2024-budget") == "/units/ua06a8213/2024-budget.html"
    assert addresses.source_page("ua06a8213-2024-budget") == "/sources/ua06a8213-2024-budget.html"


def test_whatever_a_file_is_called_it_can_be_downloaded() -> None:
    assert addresses.original_file("更多/决算 #1 (100%)?.pdf") == "/originals/更多/决算 %231 (100%25)%3F.pdf"


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        ({"page": 5, "line": None, "table": 3, "row": 7}, "#t3-r7"),
        ({"page": 5, "table": 3, "row": None}, "#t3"),
        ({"page": None, "line": 564}, "#l564"),
        ({"page": 27, "line": 4}, "#p27-l4"),
        ({"page": 5.0, "line": float("nan")}, "#p5"),
        ({}, ""),
    ],
)
def test_evidence_leads_as_near_as_is_known(place: dict[str, object], anchor: str) -> None:
    assert addresses.evidence("u1-2024-final", place) == f"/sources/u1-2024-final.html{anchor}"


def test_rules_have_anchors_that_need_no_escaping() -> None:
    assert addresses.rule("inside.three_public") == "/methods.html#rule-inside-three-public"


@pytest.mark.parametrize(
    ("file", "published"),
    [
        ("更多/决算 #1 (100%)?.pdf", "更多/决算 #1 (100%)?.pdf"),
        ("表.XLSX", "表.XLSX"),
        ("公开.html", "公开.html.txt"),
        ("公开.mht", "公开.mht.txt"),
        ("没有后缀", "没有后缀.txt"),
    ],
)
def test_what_could_run_is_published_as_text(file: str, published: str) -> None:
    assert addresses.published_name(file) == published


@pytest.mark.parametrize("file", ["a\\b.pdf", "a\tb\n.pdf", ".x/_y.pdf", "\udcff.pdf", "\u202efdp.exe.pdf"])
def test_a_name_that_is_no_address_is_published_under_another(file: str) -> None:
    published = addresses.published_name(file)
    assert published.endswith(".pdf")
    assert not set(published) & set("\\\t\n\udcff\u202e")
    assert not any(part.startswith((".", "_")) for part in published.split("/"))
    assert addresses.published_name(file + "x") != published, "two files stay two"
