from __future__ import annotations

import csv
import warnings
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

from budgetlib.display import fonts
from budgetlib.display.charts import ranked_bars

NAMES = [
    "中国共产党山阴县委员会组织部",
    "昇、堃、喆、翀、祎、玥、𬭎、䶮、㙍、鿍",  # rare characters of names and places
    "①因公出国（境）费 ②公务用车运行维护费 ≥ ≤ ± × − → ㎡ ℃ № “三公” —— … ·",
    "預算公開：財政撥款收支總表",
]


def test_the_seed_is_covered(seed_path: Path) -> None:
    assert fonts.missing(seed_path.read_text(encoding="utf-8").replace("\n", "")) == ""


@pytest.mark.parametrize("name", NAMES)
def test_names_and_signs_are_covered(name: str) -> None:
    assert fonts.missing(name) == ""


def test_every_character_of_gb2312_and_gbk_is_covered() -> None:
    codes = [bytes([high, low]) for high in range(0x81, 0xFE) for low in range(0x40, 0xFF) if low != 0x7F]
    text = "".join(code.decode("gbk", errors="ignore") for code in codes)
    han = "".join(char for char in text if "\u4e00" <= char <= "\u9fff")
    assert len(han) == 20902
    assert fonts.missing(han) == ""


def test_every_name_of_the_classifications_is_drawn(corpus: Path) -> None:
    names = [
        row["name"]
        for file in sorted((corpus.parent / "codes").glob("*_clean.csv"))
        for row in csv.DictReader(file.open(encoding="utf-8"))
    ]
    assert len(names) > 500
    assert fonts.missing("".join(names)) == ""


def test_drawing_a_chart_warns_of_no_glyph() -> None:
    frame = pd.DataFrame({"name": NAMES, "amount_yuan": [3, 2, 1, -1]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = ranked_bars(frame)
        assert chart.png()[:8] == b"\x89PNG\r\n\x1a\n"
        assert chart.note == ""


def test_a_character_outside_the_font_is_marked_and_noted() -> None:
    frame = pd.DataFrame({"name": ["张\ue000", "李\U000323af"], "amount_yuan": [2, 1]})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = ranked_bars(frame)
        picture = chart.svg()
    assert "〓" in chart.note
    assert ">张〓<" in chart.html()
    assert "\ue000" in chart.data["name"][0]
    assert picture.startswith("<svg")


def test_characters_without_a_shape_leave_no_box() -> None:
    assert fonts.drawable("预\u200b算\u202e\x00\ufe0f\n总\u3000表") == "预算 总 表"


def test_widths_are_those_of_chinese_type() -> None:
    assert fonts.width("预算", 13) == 26
    assert fonts.width("1234", 10) == fonts.width("5678", 10)


def test_a_persons_own_plots_get_the_font_and_keep_their_settings() -> None:
    before = mpl.rcParams["font.family"]
    with fonts.style():
        assert mpl.rcParams["font.family"][0] == fonts.FAMILY
    assert mpl.rcParams["font.family"] == before


def test_the_licence_travels_with_the_font() -> None:
    text = fonts.PATH.with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Adobe" in text
    assert not {"Noto", "Source"} & set(fonts.FAMILY.split())
