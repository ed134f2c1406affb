"""Small pieces of a page as HTML: tiles, findings, badges, terms, links to evidence, source lines.

Every function takes plain text and numbers, escapes them, and gives `Markup`. Classes are those of the
website's style sheet. Severity and state are always in words too, never in colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from budgetlib.display import format as fmt
from budgetlib.display.markup import element, join, link, text

SEVERITY_WORDS = {"error": "数字矛盾", "warning": "有待说明", "notice": "值得留意", "info": "说明"}

_SOURCE = "原文"
_SOURCES_SHOWN = 3


def badge(words: str, kind: str = "") -> Markup:
    """A word in a coloured label; `kind` is a further class: a severity, `met`, `missing`, ..."""
    return element("span", words, class_=f"badge {kind}".strip())


def tile(
    label: str,
    value: str,
    *,
    unit: str = "",
    change: str = "",
    note: str = "",
    href: str = "",
    state: str = "",
) -> Markup:
    """A headline figure: what it is, the number, its unit, its change, and a note.

    `state` (`blank`, `zero`, `missing`) marks a figure that is no ordinary number; `value` then says so in
    words. `href` leads to the evidence and makes the number a link.
    """
    shown = join([text(value), element("span", unit, class_="unit") if unit else Markup("")], " ")
    address = link(href)
    figure = element("a", shown, href=address) if address else shown
    parts = [
        element("dt", label, class_="tile-label"),
        element("dd", figure, class_=f"tile-value num {state}".strip()),
        element("dd", change, class_="tile-change") if change else Markup(""),
        element("dd", note, class_="tile-note") if note else Markup(""),
    ]
    return element("div", join(parts), class_="tile")


def amount_tile(
    label: str,
    amount_yuan: object,
    *,
    state: object = None,
    prior_yuan: object = None,
    change: str = "",
    note: str = "",
    href: str = "",
    unit: fmt.MoneyUnit | None = None,
) -> Markup:
    """A tile for an amount in 元, or for the fact that it is blank or not published.

    With `prior_yuan` the change against last year is worked out; `change` gives it in words instead. `unit` is that
    of the tiles it is compared with, else its own.
    """
    value = fmt.as_decimal(amount_yuan)
    found = fmt.state_of(amount_yuan, state)
    if value is None:
        reason = note or fmt.STATE_REASONS[found]
        return tile(label, fmt.STATE_WORDS[found], note=reason, href=href, state=found)
    unit = unit or fmt.money_unit([value])
    said = change or ("" if fmt.as_decimal(prior_yuan) is None else fmt.change(value, prior_yuan))
    number_state = "" if found == fmt.NUMBER else found
    return tile(
        label, fmt.in_unit(value, unit), unit=unit.name, change=said, note=note, href=href, state=number_state
    )


def tiles(items: Iterable[Markup]) -> Markup:
    """Tiles in a row that wraps."""
    return element("dl", join(items), class_="tiles")


def place_words(page: object = None, line: object = None, row: object = None) -> str:
    """Where something stands in the document: ``第 12 页``, ``第 3 页表格第 5 行``; may be empty."""
    on_page, at_line, in_row = (fmt.as_decimal(value) for value in (page, line, row))
    words = "" if on_page is None else f"第 {on_page:.0f} 页"
    if at_line is not None:
        return f"{words}第 {at_line:.0f} 行"
    return words if in_row is None else f"{words}表格第 {in_row:.0f} 行"


def evidence_link(href: str, words: str = _SOURCE, *, about: str = "") -> Markup:
    """A link to the place in the source; `about` names the figure for those who only hear the link.

    An address that could run code is not linked: the words stay.
    """
    address = link(href)
    hidden = element("span", f"：{about}", class_="visually-hidden") if about else Markup("")
    # on paper a place can be looked up, and a bare word that was a link is noise
    shown = join([element("span", words, class_="no-print") if words == _SOURCE else text(words), hidden])
    return element("a", shown, class_="evidence", href=address) if address else element("span", shown)


def finding_card(
    title: str,
    message: str,
    *,
    severity: str,
    authority: str = "",
    rule: str = "",
    rule_href: str = "",
    evidence: Iterable[Markup] = (),
    details: Markup | None = None,
    anchor: str = "",
) -> Markup:
    """One finding: how grave, what about, the sentence with its figures, and what it rests on.

    `rule` is the rule in words, `rule_href` where it is explained. `evidence` are links made by `evidence_link`;
    of many, those after the third are folded. `details` come last. Raises `KeyError` for a severity that is none of `SEVERITY_WORDS`.
    """
    heading = join([badge(SEVERITY_WORDS[severity], severity), text(title)], " ")
    sources = list(evidence)
    shown, more = sources[:_SOURCES_SHOWN], sources[_SOURCES_SHOWN:]
    rule_link = link(rule_href)
    basis = join(
        [
            Markup("依据：{}").format(text(authority)) if authority else Markup(""),
            _for_screens("规则：{}", element("a", rule, href=rule_link) if rule_link else text(rule)),
            _for_screens("出处：{}", join(shown, " · ")),
        ],
        "　",
    )
    summary = element("summary", f"另外 {len(more)} 处出处")
    parts = [
        element("p", heading, class_="finding-title"),
        element("p", message, class_="finding-message"),
        element("p", basis, class_="finding-basis") if basis else Markup(""),
        element("details", join([summary, join(more, " · ")]), class_="finding-basis")
        if more
        else Markup(""),
        details or Markup(""),
    ]
    return element("article", join(parts), class_=f"finding {severity}", id=anchor)


def _for_screens(pattern: str, content: Markup) -> Markup:
    """What leads on, and would be noise on paper; empty without content."""
    return element("span", Markup(pattern).format(content), class_="no-print") if content else Markup("")


def term(word: str, definition: str) -> Markup:
    """A word with its definition, shown on hover, on focus and by tap by the style sheet alone."""
    explained = element("span", definition, class_="term-definition", role="tooltip")
    return element("dfn", join([text(word), explained]), class_="term", tabindex="0")


def source_note(words: str, links: Iterable[Markup] = ()) -> Markup:
    """The line under a chart or table that says where its numbers come from."""
    return element("p", join([Markup("数据来源：{}").format(text(words)), *links], " "), class_="source")


def download_row(files: Mapping[str, str]) -> Markup:
    """Links to take something away: label (`CSV`, `XLSX`, `SVG`, `PNG`) -> address. Empty without files."""
    links = [
        element("a", label, href=address, download=True)
        for label, target in files.items()
        if (address := link(target))
    ]
    return (
        element("p", Markup("下载：{}").format(join(links, " · ")), class_="downloads")
        if links
        else Markup("")
    )
