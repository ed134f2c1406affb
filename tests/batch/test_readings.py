"""Nothing is read twice, least of all recognised twice: a fake recogniser counts."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest
from made_up_project import make_project, web_page
from PIL import Image

from budgetlib import readers
from budgetlib.batch import readings
from budgetlib.batch.build import Outcome, build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders
from budgetlib.batch.limits import Limits
from budgetlib.batch.pool import open_pool
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.steps import parse
from budgetlib.document import Document, Paragraph, Place, Reread, Scan, Table
from budgetlib.readers import read_document

NO_LIMITS = Limits(0, 0, 0)
"""So that everything is done in this process, where a test can look on."""
BEFORE_NOTEBOOKS = Options(steps=("parse", "package", "sources"), scheduler="serial", limits=NO_LIMITS)
BUDGET = (
    "甲县水利局2024年部门预算",
    "一、收支预算总体情况",
    "2024年收入预算100.00万元，支出预算100.00万元。",
    "二、政府采购",
    "2024年政府采购预算总额5.00万元。",
    "三、“三公”经费",
    "2024年“三公”经费预算3.00万元，其中公务接待费预算3.00万元。",
)
LETTER = ("关于报送材料的通知", "各单位请按时报送。")
DOCUMENT = Document(
    source="a.pdf",
    format="pdf",
    sha256="0" * 64,
    blocks=(
        Paragraph("标题\ud800", page=1, level=1),
        Table(
            1,
            rows=(("项目", "", "1.20"), ("", "合计", "")),
            lines=(None, None),
            pages=(1, 2),
            spans={(0, 0): (1, 2), (1, 0): (1, 1)},
            header_rows=1,
            seams=(1,),
        ),
        Table(2, rows=(("甲",),), lines=(3,), pages=(None,), spans={}),
        Paragraph("正文", line=7),
    ),
    pages=2,
    notes=(("a note", Place(page=2)), ("another", Place())),
    scan=Scan(read=(2,), reread=(Reread(2, "1,20", "1.20"),)),
)


class Recogniser:
    """Says what a page shows, and counts how often it was asked; the number of a page is the width of its picture."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.asked: list[int] = []
        self.fails_at: int | None = None

    def __call__(self, raster: int) -> object:
        from budgetlib.readers.pdf.page.geometry import Rules
        from budgetlib.readers.scan.engine import Reading
        from budgetlib.readers.scan.ink import Spot
        from budgetlib.readers.scan.recognition import Print, RecognisedPage
        from budgetlib.readers.scan.sheet import Line

        self.asked.append(raster)
        if raster == self.fails_at:
            raise RuntimeError("the recogniser has crashed")
        shown = self.lines if raster == 1 else (f"第{raster}部分，没有别的内容。",)
        prints = [
            Print(Line(Spot(150, 150 + 100 * at, 150 + 40 * len(text), 190 + 100 * at)), Reading(text, 0.99))
            for at, text in enumerate(shown)
        ]
        return RecognisedPage(1654, 2339, 200 / 72, Rules([], []), [], prints)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[tuple[str, ...]], Recogniser]:
    """Puts a fake recogniser into the place of OCR, whether that is installed or not."""

    def install(lines: tuple[str, ...]) -> Recogniser:
        if find_spec("cv2") is None:
            fake = ModuleType("cv2")
            fake.setNumThreads = lambda number: None
            monkeypatch.setitem(sys.modules, "cv2", fake)
        recogniser = Recogniser(lines)
        monkeypatch.setattr(readers, "can_recognise", lambda: True)
        numbers = {100 + number: number for number in range(10)}
        monkeypatch.setattr(
            "budgetlib.readers.scan.raster.page_raster", lambda page: numbers[round(page.get_width())]
        )
        monkeypatch.setattr("budgetlib.readers.scan.recognition.recognised_page", recogniser)
        return recogniser

    return install


def scan(pages: int) -> bytes:
    """A PDF of blank pictures, the first of 101 points, the second of 102."""
    pictures = [Image.new("RGB", (100 + number, 150), "white") for number in range(1, pages + 1)]
    held = io.BytesIO()
    pictures[0].save(held, "PDF", resolution=72, save_all=True, append_images=pictures[1:])
    return held.getvalue()


class Code:
    """The code of the library as its digests tell of it: each part takes in those before it."""

    recognising = reading = interpreting = 1

    def digest(self, *sources: str) -> str:
        if "recognised_page" in sources[0]:
            return f"sha256:{self.recognising}"
        if "read_document" in sources[0]:
            return f"sha256:{self.recognising} {self.reading}"
        return f"sha256:{self.recognising} {self.reading} {self.interpreting}"


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> Code:
    """Code that a test may change."""
    code = Code()
    monkeypatch.setattr(parse, "code_digest", code.digest)
    monkeypatch.setattr(readings, "code_digest", code.digest)
    return code


def reasons(outcome: Outcome, stage: str) -> list[str]:
    return [f"{planned.label}: {planned.reason}" for planned in outcome.planned if planned.step == stage]


@pytest.fixture
def project(tmp_path: Path) -> Folders:
    return make_project(tmp_path)


def test_a_scan_is_recognised_once_however_often_it_is_looked_at(
    project: Folders, code: Code, installed: Callable[[tuple[str, ...]], Recogniser]
) -> None:
    (project.raw / "scan.pdf").write_bytes(scan(2))
    recogniser = installed(BUDGET)
    outcome = build(project, BEFORE_NOTEBOOKS)
    assert outcome.failures == outcome.left_out == ()
    assert outcome.counts["sources"].run == 4
    pages = [path.read_text("utf-8") for path in (project.kept / "executed").rglob("*.ipynb")]
    assert sum("没有别的内容" in page for page in pages) == 1, (
        "the page of evidence shows what was recognised"
    )
    assert recogniser.asked == [1, 2]
    assert build(project, BEFORE_NOTEBOOKS).planned == ()

    code.interpreting = 2
    assert build(project, BEFORE_NOTEBOOKS).counts["parse"].run == 4
    (project.raw / "scan.pdf").rename(project.raw / "renamed.pdf")
    assert reasons(build(project, BEFORE_NOTEBOOKS), "parse") == ["scan.pdf: removed", "renamed.pdf: new"]
    code.reading = 2
    assert build(project, BEFORE_NOTEBOOKS).counts["parse"].run == 4
    assert recogniser.asked == [1, 2], "neither another name nor other code around the recogniser matters"
    code.recognising = 2
    assert build(project, BEFORE_NOTEBOOKS).counts["parse"].run == 4
    assert recogniser.asked == [1, 2, 1, 2]


def test_a_document_is_read_once_until_its_reader_changes(
    project: Folders, code: Code, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = readers._read
    monkeypatch.setattr(
        readers, "_read", lambda kind, path, *more: read.append(path.name) or real(kind, path, *more)
    )
    (project.raw / "d.html").write_text(web_page("丙县水利局", 2024, 50), "utf-8")
    assert build(project, BEFORE_NOTEBOOKS).failures == ()
    code.interpreting = 2
    assert build(project, BEFORE_NOTEBOOKS).counts["parse"].run == 4
    assert read.count("d.html") == 1
    assert read.count("a.md") == 3, "text is read more quickly than what was kept of it"
    code.reading = 2
    assert build(project, BEFORE_NOTEBOOKS).counts["parse"].run == 4
    assert read.count("d.html") == 2


def test_what_is_forced_is_recognised_again_but_once(
    project: Folders, installed: Callable[[tuple[str, ...]], Recogniser]
) -> None:
    (project.raw / "scan.pdf").write_bytes(scan(1))
    recogniser = installed(BUDGET)
    build(project, BEFORE_NOTEBOOKS)
    forced = Options(steps=BEFORE_NOTEBOOKS.steps, scheduler="serial", limits=NO_LIMITS, force=True)
    assert build(project, forced).counts["sources"].run == 4
    assert recogniser.asked == [1, 1]


def test_a_scan_that_is_no_disclosure_is_recognised_once_and_named_every_time(
    project: Folders,
    code: Code,
    installed: Callable[[tuple[str, ...]], Recogniser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (project.raw / "scan.pdf").write_bytes(scan(3))
    recogniser = installed(LETTER)
    for steps in (4, 0, 0):
        outcome = build(project, BEFORE_NOTEBOOKS)
        assert (outcome.failures, outcome.counts["parse"].run) == ((), steps)
        (left_out,) = outcome.left_out
        assert str(left_out).startswith(
            "scan.pdf: this is neither a budget nor a final-account disclosure, but a notice or letter by its title:"
        )
    assert outcome.planned == ()
    assert recogniser.asked == [1, 2, 3]

    code.interpreting = 2
    assert "scan.pdf: the code that parses changed" in reasons(build(project, BEFORE_NOTEBOOKS), "parse")
    real = parse.versions
    with monkeypatch.context() as patched:
        patched.setattr(parse, "versions", lambda names: {**real(names), "a reader": "2"})
        assert "scan.pdf: a reader is new" in reasons(build(project, BEFORE_NOTEBOOKS), "parse")
    assert recogniser.asked == [1, 2, 3]
    (project.raw / "scan.pdf").write_bytes(scan(1))
    recogniser.lines = BUDGET
    outcome = build(project, BEFORE_NOTEBOOKS)
    assert outcome.left_out == ()
    assert outcome.counts["sources"].run == 1


def test_a_scan_is_tried_again_once_it_can_be_recognised(
    project: Folders,
    installed: Callable[[tuple[str, ...]], Recogniser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (project.raw / "scan.pdf").write_bytes(scan(1))
    monkeypatch.setattr(readers, "can_recognise", lambda: False)
    for _ in range(2):
        (failure,) = build(project, BEFORE_NOTEBOOKS).failures
        assert "it needs OCR: pip install" in failure.remedy
    installed(BUDGET)
    assert build(project, BEFORE_NOTEBOOKS).failures == ()


def test_what_was_recognised_before_a_crash_is_kept(
    project: Folders, installed: Callable[[tuple[str, ...]], Recogniser]
) -> None:
    (project.raw / "scan.pdf").write_bytes(scan(3))
    recogniser = installed(BUDGET)
    recogniser.fails_at = 3
    (failure,) = build(project, BEFORE_NOTEBOOKS).failures
    assert "the recogniser has crashed" in failure.problem
    recogniser.fails_at = None
    outcome = build(project, BEFORE_NOTEBOOKS)
    assert reasons(outcome, "parse") == ["scan.pdf: failed last time"]
    assert outcome.failures == ()
    assert recogniser.asked == [1, 2, 3, 3]


def test_readings_are_those_of_the_documents_that_are_there(project: Folders) -> None:
    units = ("甲县水利局", "乙县水利局", "丙县水利局")
    for number, unit in enumerate(units):
        (project.raw / f"{number}.html").write_text(web_page(unit, 2024, 50), "utf-8")
    build(project, BEFORE_NOTEBOOKS)
    kept = {path.name for path in project.readings.rglob("*") if path.is_file()}
    assert len(kept) == 3
    (project.raw / "0.html").write_text(web_page(units[0], 2024, 120), "utf-8")
    (project.raw / "1.html").unlink()
    (project.readings / "00").mkdir(exist_ok=True)
    (project.readings / "00" / ".writing-of-a-build-that-was-killed").write_bytes(b"")
    build(project, BEFORE_NOTEBOOKS)
    now = {path.name for path in project.readings.rglob("*") if path.is_file()}
    assert (len(now), len(now & kept)) == (2, 1)


@pytest.fixture
def kept(tmp_path: Path) -> KeptReadings:
    return KeptReadings(tmp_path / "readings", {"Document": "one version"})


def counted(calls: list[str]) -> Callable[[], Document]:
    def make() -> Document:
        calls.append("made")
        return DOCUMENT

    return make


def test_a_document_comes_back_exactly(kept: KeptReadings) -> None:
    calls: list[str] = []
    make = counted(calls)
    first, again = (kept.recall(Document, "ab12", make) for _ in range(2))
    assert (first, calls) == (DOCUMENT, ["made"])
    assert repr(again) == repr(DOCUMENT), "types too, which equality does not see"
    assert [path.name for path in kept.folder.rglob("*") if path.is_file()] == ["ab12"]


@pytest.mark.parametrize("damage", [b"", b"no such form", None])
def test_a_reading_that_cannot_be_used_is_made_again(kept: KeptReadings, damage: bytes | None) -> None:
    calls: list[str] = []
    make = counted(calls)
    kept.recall(Document, "ab12", make)
    path = kept.folder / "ab" / "ab12"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert kept.recall(Document, "ab12", make) == DOCUMENT
    assert (len(calls), path.read_bytes()) == (2, whole)


def test_what_other_code_read_is_not_believed(kept: KeptReadings) -> None:
    calls: list[str] = []
    make = counted(calls)
    kept.recall(Document, "ab12", make)
    KeptReadings(kept.folder, {"Document": "another version"}).recall(Document, "ab12", make)
    kept.made_again().recall(Document, "ab12", make)
    assert len(calls) == 3


def test_a_folder_that_cannot_be_written_costs_no_document(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept = KeptReadings(tmp_path / "file", {"Document": "one version"})
    assert kept.recall(Document, "ab12", counted([])) == DOCUMENT


def read_by_many(job: tuple[KeptReadings, Path]) -> str:
    kept, path = job
    return repr(read_document(path, recall=kept.recall).blocks)


def test_processes_that_read_the_same_at_the_same_time_do_not_disturb_each_other(
    tmp_path: Path,
) -> None:
    copies = [tmp_path / f"{number}.html" for number in range(24)]
    for path in copies:
        path.write_text(web_page("甲县水利局", 2024, 50), "utf-8")
    kept = KeptReadings.at(tmp_path / "readings")
    with open_pool("processes", 3) as pool:
        read = {outcome.result for outcome in pool.run(read_by_many, [(kept, path) for path in copies])}
    assert read == {repr(read_document(copies[0]).blocks)}
    (whole,) = [path for path in kept.folder.rglob("*") if path.is_file()]
    assert "-" not in whole.name


def test_every_real_document_comes_back_exactly(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptReadings.at(tmp_path)
    names = ("10.pdf", "18.pdf", "more/m09.html", "more/m11.xls", "more/m12.xlsx")
    read = {name: repr(read_document(corpus / name, recall=kept.recall)) for name in names}
    monkeypatch.setattr(readers, "_read", lambda *given: pytest.fail("is read again"))
    assert {name: repr(read_document(corpus / name, recall=kept.recall)) for name in names} == read
