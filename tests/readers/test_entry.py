"""What acts on who shows it, and what shows nothing, ends where files enter."""

from __future__ import annotations

from budgetlib.document import Document, Paragraph, Place, Table
from budgetlib.readers.entry import clean, cleaned


def test_escape_sequences_and_marks_of_direction_are_taken_out() -> None:
    assert clean("\x1b[31m红\x1b[0m\x1b]0;title\x07字") == "红字"
    assert clean("a\u202e1\u200b2\u00ad3\ufeff") == "a123"


def test_control_characters_and_halves_are_shown_as_damage() -> None:
    assert clean("1\x0086.45\ud800\ufffe") == "1\ufffd86.45\ufffd\ufffd"
    assert clean("一\t二\n三") == "一\t二\n三"


def test_every_text_of_a_document_is_cleaned_and_clean_ones_are_the_same() -> None:
    rows = (("项目", "1\u200b00"),)
    table = Table(number=1, rows=rows, lines=(None,), pages=(1,))
    document = Document("a", "pdf", "", (Paragraph("文\x1b[1m"), table), notes=(("n\x07", Place()),))
    text, figures = cleaned(document).blocks
    assert (text, figures.rows) == (Paragraph("文"), (("项目", "100"),))  # type: ignore[union-attr]
    assert cleaned(document).notes == (("n\ufffd", Place()),)
    clean_one = Document("a", "pdf", "", (Paragraph("文"),))
    assert cleaned(clean_one) is clean_one
