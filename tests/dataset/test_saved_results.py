"""Results kept in files, one per document."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sample_results import disclosure, full_result

from budgetlib.dataset import DocumentResult, load_result, save_result
from budgetlib.dataset.codec import decode, encode, fingerprint
from budgetlib.document import Place
from budgetlib.errors import DataPackageError


def test_what_is_loaded_equals_what_was_saved(tmp_path: Path) -> None:
    result = full_result()
    save_result(result, tmp_path / "new folder" / "a.json")
    loaded = load_result(tmp_path / "new folder" / "a.json")
    assert loaded == result
    assert repr(loaded) == repr(result), (
        "types and the decimals' zeros at the end, which equality does not see"
    )


def test_a_real_disclosure_comes_back_exactly_and_quickly(
    seed_result: DocumentResult, tmp_path: Path
) -> None:
    save_result(seed_result, tmp_path / "seed.json")
    start = time.process_time()
    loaded = load_result(tmp_path / "seed.json")
    assert time.process_time() - start < 0.5
    assert repr(loaded) == repr(seed_result)


def test_saving_twice_makes_the_same_bytes_and_nothing_else(tmp_path: Path) -> None:
    save_result(full_result(), tmp_path / "a.json")
    first = (tmp_path / "a.json").read_bytes()
    save_result(full_result(), tmp_path / "a.json")
    assert (tmp_path / "a.json").read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_texts_that_look_like_decimals_stay_texts() -> None:
    fact = full_result().disclosure.facts[1]
    assert decode(type(fact), encode(fact)).value == "2024"
    assert decode(type(fact), encode(fact._replace(value=Decimal("2024.0")))).value == Decimal("2024.0")


def test_what_is_not_of_the_model_is_not_saved_silently() -> None:
    with pytest.raises(TypeError, match="Path is not a part of the model"):
        encode(replace(disclosure(), source=Path("x")))


def test_the_fingerprint_tells_models_apart() -> None:
    assert fingerprint(DocumentResult) != fingerprint(Place)
    assert fingerprint(DocumentResult) == fingerprint(DocumentResult)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.split("\n")[0],
        lambda text: "[]\n[]\n",
        lambda text: text.split("\n")[0] + "\n[1,2]\n",
        lambda text: text.replace('"model": "', '"model": "0'),
    ],
    ids=["empty", "cut", "first line only", "another form", "another result", "another version"],
)
def test_a_damaged_or_foreign_file_is_one_clear_line(tmp_path: Path, damage) -> None:
    file = tmp_path / "a.json"
    save_result(full_result(), file)
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    with pytest.raises(DataPackageError, match=r"a\.json: .*parse the document again") as caught:
        load_result(file)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(DataPackageError, match=r"b\.json: can't be read"):
        load_result(tmp_path / "b.json")
