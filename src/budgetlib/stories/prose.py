"""Sentences, folds and links as HTML: what stands between charts and tables."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.charts import Chart
from budgetlib.display.markup import element, join, link, text
from budgetlib.display.output import HtmlOutput, show_html

_NOTHING = {
    fmt.BLANK: "“—”是原表空白",
    fmt.MISSING: "“未见”是没有读到这一项",
    fmt.ZERO: "0.00 是原表填了 0",
}
KINDS_OF_NOTHING = f"{'，'.join(_NOTHING.values())}。"
NO_REASON = "没有读到原因"

Output = Chart | HtmlOutput
"""What a story gives to a cell."""


def lead(*sentences: object) -> Markup:
    """The paragraph that a page begins with: what was found, in a few sentences."""
    return element("p", join(map(text, sentences)), class_="lead")


def paragraph(*sentences: object) -> Markup:
    """A paragraph of sentences, which are joined as they are."""
    return element("p", join(map(text, sentences)))


def remark(words: object) -> Markup:
    """A smaller line: how to read a table, what was left out."""
    return element("p", words, class_="remark")


def with_gaps_explained(table: Markup) -> Markup:
    """A table with what its gaps mean below it: hints open under a pointer only. A table of numbers stays alone."""
    said = {state: words for state, words in _NOTHING.items() if f'class="num {state}"' in table}
    return join([table, remark(f"{'，'.join(said.values())}。")]) if said.keys() - {fmt.ZERO} else table


def quoted(words: str) -> str:
    """Words of a document in quotation marks; those inside become single ones."""
    return f"“{words.translate({ord('“'): '‘', ord('”'): '’'})}”"


def with_note(name: str, note: str) -> str:
    """A name with a note in brackets; one that ends in brackets takes the note into them: ``甲局（本级，41.54%）``."""
    return f"{name[:-1]}，{note}）" if name.endswith("）") else f"{name}（{note}）"


def absent(words: str) -> HtmlOutput:
    """Says that there is nothing to show, and why."""
    return show_html(element("p", words, class_="absent"))


def linked(words: object, href: str) -> Markup:
    """Words that lead somewhere, or the words alone where there is no address."""
    address = link(href)
    return element("a", words, href=address) if address else text(words)


def amount(yuan: object, href: str = "") -> Markup:
    """An amount with its unit as a link to its evidence."""
    return linked(fmt.amount(yuan), href)


def bullets(items: Iterable[object]) -> Markup:
    """A list of sentences; empty without any."""
    points = [element("li", item) for item in items]
    return element("ul", join(points)) if points else Markup("")


def folded(summary: str, content: Markup) -> Markup:
    """What is kept for those who ask: opened by a click, and left out on paper."""
    return element("details", join([element("summary", summary), content]), class_="fold")
