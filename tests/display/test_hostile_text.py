"""What a document says stays text: in tables, components, charts, and in the Markdown that carries them."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pypandoc
import pytest
from lxml import html
from markupsafe import Markup

from budgetlib.display import components as parts
from budgetlib.display.charts import ranked_bars
from budgetlib.display.output import RENDER_VARIABLE, show_html
from budgetlib.display.tables import Column, html_table

HOSTILE = [
    "<script>alert(1)</script>",
    "{{< include /etc/passwd >}}",
    "[点我](javascript:alert(1))",
    "=HYPERLINK(1)",
    "$x$ 与 $$y$$",
    "`{python} 1+1`",
    "\n```\n\n# 标题\n\n<img src=x onerror=alert(1)>\n",
    "`````` {=html}",
    '" onmouseover="alert(1)',
    "</svg></figure><script>alert(1)</script>",
    "\u202e颠倒\u2066\x00\x08",
    "&lt;b&gt;",
    ":::",
]
FRAME = pd.DataFrame({"name": HOSTILE, "amount_yuan": [Decimal(1)] * len(HOSTILE), "where": HOSTILE})


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything that is shown, through Pandoc, as a website's page."""
    monkeypatch.setenv(RENDER_VARIABLE, "1")
    columns = [Column("name", "名称"), Column("amount_yuan", HOSTILE[0], "amount")]
    table = html_table(FRAME, columns, caption=HOSTILE[8], row_anchor="name", evidence="where")
    rest = [
        part
        for text in HOSTILE
        for part in (
            parts.tiles([parts.tile(text, text, unit=text, note=text, href=text, state=text)]),
            parts.finding_card(text, text, severity="error", authority=text, rule=text, anchor=text),
            parts.term(text, text),
            parts.badge(text, text),
            parts.source_note(text, [parts.evidence_link(text, text, about=text)]),
            parts.download_row({text: text}),
        )
    ]
    chart = ranked_bars(FRAME, title=HOSTILE[9], subtitle=HOSTILE[0], source=HOSTILE[6], limit=40)
    outputs = [show_html(table, *rest)._repr_mimebundle_(), chart._repr_mimebundle_()]
    assert all(set(output) == {"text/markdown"} for output in outputs)
    source = "\n\n".join(output["text/markdown"] for output in outputs)
    return str(pypandoc.convert_text(source, "html", format="markdown"))


def test_no_element_but_ours_comes_into_being(page: str) -> None:
    elements = [element for element in html.fromstring(page).iter() if isinstance(element.tag, str)]
    tags = {element.tag for element in elements}
    assert tags.isdisjoint({"script", "img", "h1", "em", "b", "iframe"})
    assert not [name for element in elements for name in element.attrib if name.startswith("on")]


def test_no_link_runs_code(page: str) -> None:
    targets = [link.get("href") for link in html.fromstring(page).iter("a")]
    assert targets
    assert not [target for target in targets if target.lower().startswith(("javascript", "data", "vbscript"))]


def test_the_text_is_still_there_to_be_read(page: str) -> None:
    heads = [head.text_content() for head in html.fromstring(page).iter("th") if head.get("scope") == "row"]
    shown = [" ".join(head.split()) for head in heads]
    expected = [" ".join(text.split()) for text in HOSTILE]
    expected[10] = "颠倒"
    assert shown == expected


def test_no_sentence_turns_the_direction_of_the_page() -> None:
    shown = show_html(Markup("<p>{}</p>").format("\u202e颠倒\u2066\x07"))
    assert str(shown.html) == "<p>颠倒</p>"


def test_shortcodes_and_mathematics_stay_text(page: str) -> None:
    assert "{{<" not in page
    assert 'class="math' not in page
    assert "root:" not in page
