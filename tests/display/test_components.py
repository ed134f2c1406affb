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
        (None, None, "未公开", "missing"),
        (Decimal(0), "zero", "0.00", "zero"),
    ],
)
def test_a_tile_tells_blank_zero_and_not_published_apart(
    amount: Decimal | None, state: str | None, shown: str, kind: str
) -> None:
    value = html.fromstring(parts.amount_tile("三公", amount, state=state)).find("dd")
    assert value.text_content().startswith(shown)
    assert kind in value.get("class").split()


def test_findings_come_gravest_first_and_only_those_that_failed() -> None:
    rows = [
        {
            "rule_id": "a",
            "title": "甲",
            "message": "一句",
            "outcome": "fail",
            "severity": "notice",
            "line": 231,
        },
        {
            "rule_id": "b",
            "title": "乙",
            "message": "二句",
            "outcome": "fail",
            "severity": "error",
            "page": 4.0,
            "row": 3,
        },
        {"rule_id": "c", "title": "丙", "message": "三句", "outcome": "pass", "severity": "error"},
    ]
    element = html.fromstring(parts.finding_cards(rows, {"b": "00.html#t2r3"}))
    cards = element.findall("article")
    assert [card.get("class") for card in cards] == ["finding error", "finding notice"]
    assert [card.get("id") for card in cards] == ["finding-1", "finding-2"]
    assert "数字矛盾 乙" in words(html.tostring(cards[0], encoding="unicode"))
    link = cards[0].find(".//a")
    assert (link.get("href"), link.text_content()) == ("00.html#t2r3", "第 4 页表格第 3 行")
    assert "第 231 行" in cards[1].text_content()


def test_no_finding_is_said_in_words() -> None:
    assert words(parts.finding_cards([])) == "已执行的检查均未发现问题。"


def test_a_term_can_be_reached_without_a_mouse() -> None:
    element = html.fromstring(parts.term("机关运行经费", "用财政拨款安排的公用经费"))
    assert (element.tag, element.get("class"), element.get("tabindex")) == ("dfn", "term", "0")
    assert element.find("span[@role='tooltip']").text_content() == "用财政拨款安排的公用经费"


def test_downloads_are_links_that_download() -> None:
    element = html.fromstring(parts.download_row({"CSV": "a.csv", "坏": "javascript:alert(1)"}))
    (link,) = element.findall("a")
    assert (link.get("href"), "download" in link.attrib) == ("a.csv", True)
    assert parts.download_row({}) == ""
