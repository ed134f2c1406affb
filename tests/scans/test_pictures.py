"""What a picture of a page says, on small pages drawn for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import encoded, stamped, table
from PIL import Image

from budgetlib.batch.readings import KeptReadings
from budgetlib.document import Document
from budgetlib.errors import ReadError, UnsupportedFormat
from budgetlib.readers import read_document

ROWS = (
    ("项目", "2024年预算数", "2023年预算数"),
    ("基本支出", "1,234.56", "1,180.49"),
    ("项目支出", "0", ""),
    ("上年结转", "-", "-25.79"),
    ("合计", "1,234.56", "1,154.70"),
)


def read(folder: Path, page: Image.Image, name: str = "scan.pdf") -> Document:
    path = folder / name
    kinds = {".pdf": "PDF", ".png": "PNG", ".jpg": "JPEG", ".tif": "TIFF"}
    path.write_bytes(encoded(page, kinds[path.suffix]))
    return read_document(path)


@pytest.mark.usefixtures("ocr")
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png", "scan.jpg", "scan.tif"])
def test_a_table_in_a_picture(tmp_path: Path, name: str) -> None:
    """Blank, dash and zero stay three things, and a minus stays."""
    document = read(tmp_path, table(ROWS), name)
    (found,) = document.tables
    assert found.rows == ROWS
    assert found.spans == {}
    assert set(found.pages) == {1}
    assert [one.text for one in document.paragraphs] == ["部门收支总表", "单位：万元"]
    assert document.scan.read == (1,)
    assert document.format == ("pdf" if name.endswith("pdf") else "picture")


@pytest.mark.usefixtures("ocr")
def test_a_stamp_over_figures(tmp_path: Path) -> None:
    (found,) = read(tmp_path, stamped(table(ROWS), 1, 1)).tables
    assert found.rows == ROWS


@pytest.mark.usefixtures("ocr")
@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_that_lies_on_its_side(tmp_path: Path, quarter: int) -> None:
    (found,) = read(tmp_path, table(ROWS).rotate(quarter, expand=True)).tables
    assert found.rows == ROWS


@pytest.mark.usefixtures("ocr")
def test_askew(tmp_path: Path) -> None:
    turned = table(ROWS).rotate(2.3, Image.Resampling.BICUBIC, fillcolor="white")
    (found,) = read(tmp_path, turned).tables
    assert found.rows == ROWS


@pytest.mark.usefixtures("ocr")
def test_a_picture_without_print(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no text was recognised"):
        read(tmp_path, Image.new("RGB", (1654, 2339), "white"))


@pytest.mark.usefixtures("ocr")
def test_a_damaged_picture(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(encoded(table(ROWS))[:300])
    with pytest.raises(ReadError, match="damaged"):
        read_document(path)


@pytest.mark.parametrize(
    ("name", "error", "line"),
    [
        ("scan.pdf", ReadError, "scan.pdf, page 1: no page has a text layer: a scan (it needs OCR: pip install 'budgetlib[ocr]')"),
        ("scan.png", UnsupportedFormat, "scan.png: a picture, which needs OCR (pip install 'budgetlib[ocr]')"),
    ],
)  # fmt: skip
def test_without_the_extra_one_line_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: type[ReadError], line: str
) -> None:
    for module in ("budgetlib.readers", "budgetlib.readers.scan"):
        monkeypatch.setattr(f"{module}.can_recognise", lambda: False)
    with pytest.raises(error) as caught:
        read(tmp_path, table(ROWS), name)
    assert str(caught.value) == f"{tmp_path}/{line}"


@pytest.mark.usefixtures("ocr")
@pytest.mark.parametrize("name", ["scan.pdf", "scan.png"])
def test_what_was_recognised_comes_back_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    fresh = repr(read(tmp_path, stamped(table(ROWS), 1, 1), name))
    kept = KeptReadings.at(tmp_path / "readings")
    assert repr(read_document(tmp_path / name, recall=kept.recall)) == fresh
    document, page = sorted(path for path in kept.folder.rglob("*") if path.is_file())
    assert page.name == f"{document.name}-1"
    document.unlink()
    for module in ("recognition", "reader"):
        monkeypatch.setattr(
            f"budgetlib.readers.scan.{module}.recognised_page", lambda raster: pytest.fail("recognised again")
        )
    assert repr(read_document(tmp_path / name, recall=kept.recall)) == fresh
