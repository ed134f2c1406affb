from __future__ import annotations

from decimal import Decimal

import pytest
from lxml import html

from budgetlib.display import components as parts


def words(markup: str) -> str:
    return " ".join(str(html.fromstring(markup).text_content()).split())


def test_a_tile_states_amount_unit_and_change() -> None:
    tile = parts.amount_tile("支出总计", Decimal("16025300"), prior_yuan=Decimal("25607700"))
    element = html.fromstring(tile)
    assert element.findtext("dt") == "支出总计"
    value, change = element.findall("dd")
    assert value.text_content() == "1,602.53 万元"
    assert change.text_content() == "比上年减少 958.24 万元，下降 37.42%"


@pytest.mark.parametrize(
    ("amount", "state", "shown", "kind"),
    [
        (None, "blank", "空白", "blank"),
        (None, None, "未见", "missing"),
        (Decimal(0), "zero", "0.00", "zero"),
    ],
)
def test_a_tile_tells_blank_zero_and_not_published_apart(
    amount: Decimal | None, state: str | None, shown: str, kind: str
) -> None:
    value = html.fromstring(parts.amount_tile("三公", amount, state=state)).find("dd")
    assert value.text_content().startswith(shown)
    assert kind in value.get("class").split()


def test_a_finding_says_how_grave_it_is_and_leads_to_its_rule_and_sources() -> None:
    sources = [parts.evidence_link(f"/sources/a.html#t1-r{n}", f"合计 {n}") for n in range(5)]
    card = html.fromstring(
        parts.finding_card(
            "收支总表",
            "相差 1 万元。",
            severity="error",
            rule="收支平衡",
            rule_href="/methods.html#rule-x",
            evidence=sources,
            anchor="finding-1",
        )
    )
    assert (card.get("class"), card.get("id")) == ("finding error", "finding-1")
    assert words(html.tostring(card.find("p"), encoding="unicode")) == "数字矛盾 收支总表"
    assert card.find(".//a").get("href") == "/methods.html#rule-x"
    shown, folded = card.find("p[@class='finding-basis']"), card.find("details")
    assert len(shown.findall(".//a[@class='evidence']")) == 3
    assert [part.get("class") for part in shown.findall("span")] == ["no-print", "no-print"]
    assert folded.find("summary").text == "另外 2 处出处"
    assert [link.get("href") for link in folded.findall("a")] == [
        "/sources/a.html#t1-r3",
        "/sources/a.html#t1-r4",
    ]


def test_a_term_can_be_reached_without_a_mouse() -> None:
    element = html.fromstring(parts.term("机关运行经费", "用财政拨款安排的公用经费"))
    assert (element.tag, element.get("class"), element.get("tabindex")) == ("dfn", "term", "0")
    assert element.find("span[@role='tooltip']").text_content() == "用财政拨款安排的公用经费"


def test_downloads_are_links_that_download() -> None:
    element = html.fromstring(parts.download_row({"CSV": "a.csv", "坏": "javascript:alert(1)"}))
    (link,) = element.findall("a")
    assert (link.get("href"), "download" in link.attrib) == ("a.csv", True)
    assert parts.download_row({}) == ""
