from __future__ import annotations

import pytest
from markupsafe import Markup

from budgetlib.display.output import RENDER_VARIABLE, raw_block, rendering, show_html


@pytest.fixture(autouse=True)
def _nobody_renders(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (RENDER_VARIABLE, "QUARTO_PROJECT_ROOT", "QUARTO_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


def test_a_person_at_a_notebook_sees_html_with_a_style() -> None:
    bundle = show_html(Markup("<p>支出</p>"))._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"].startswith("<style>")
    assert bundle["text/plain"] == "支出"


@pytest.mark.parametrize("variable", [RENDER_VARIABLE, "QUARTO_PROJECT_ROOT", "QUARTO_PROJECT_DIR"])
def test_a_website_gets_a_raw_block_and_no_text_html(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "1")
    assert show_html(Markup("<p>支出</p>"))._repr_mimebundle_() == {
        "text/markdown": "```{=html}\n<p>支出</p>\n```\n"
    }


def test_the_batch_runner_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUARTO_PROJECT_ROOT", "/site")
    monkeypatch.setenv(RENDER_VARIABLE, "0")
    assert not rendering()


def test_a_row_of_backticks_does_not_close_the_block() -> None:
    """Nor is it code to Quarto, which puts other letters for the braces in lines such as the third."""
    assert raw_block("a\n````\n```{b}") == "```{=html}\na\n&#96;&#96;&#96;&#96;\n&#96;&#96;&#96;{b}\n```\n"


def test_braces_before_a_tag_are_no_shortcode() -> None:
    """Quarto resolves shortcodes in raw blocks, and reads no further where it finds the beginning of one alone."""
    assert raw_block("<td>{{</td><td>{{{</td>") == (
        "```{=html}\n<td>&#123;&#123;</td><td>&#123;&#123;{</td>\n```\n"
    )


def test_a_plain_string_is_escaped() -> None:
    assert show_html("<b>", Markup("<i>x</i>")).html == "&lt;b&gt;<i>x</i>"  # type: ignore[arg-type]
