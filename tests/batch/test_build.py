"""A build does what is stale and nothing else, says why, and goes on through failures."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from made_up_project import disclosure, make_project, notebook

from budgetlib.atomic import write_text
from budgetlib.batch.build import Outcome, build
from budgetlib.batch.building import Options
from budgetlib.batch.folders import Folders
from budgetlib.batch.notebook import read_source
from budgetlib.batch.selection import parse_selection
from budgetlib.batch.state import State
from budgetlib.batch.steps import notebooks
from budgetlib.batch.steps.notebooks import NotebookJob
from budgetlib.dataset import load_package
from budgetlib.errors import BudgetlibError, NotebookError, ReadError

EMBEDDED = Options(renderer="embedded", workers=2)
HERE = Options(renderer="embedded", scheduler="serial")
PLAN = Options(renderer="embedded", dry_run=True)


def planned(outcome: Outcome) -> dict[str, list[str]]:
    """Stage -> reasons, each with what it is about."""
    found: dict[str, list[str]] = {}
    for stage, label, reason in outcome.planned:
        found.setdefault(stage, []).append(f"{label}: {reason}")
    return found


def page(folders: Folders, url: str) -> str:
    return (folders.site / url).read_text("utf-8")


def pages(folders: Folders) -> set[str]:
    return {path.relative_to(folders.site).as_posix() for path in folders.site.rglob("*.html")}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time of change and bytes, but for the record of the run and SQLite's own."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json" and not path.name.startswith("state.sqlite")
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A project that was built once. Tests that change it work on a copy."""
    folders = make_project(tmp_path_factory.mktemp("project"))
    outcome = build(folders, EMBEDDED)
    assert outcome.failures == ()
    return folders


@pytest.fixture
def copy(built: Folders, tmp_path: Path) -> Folders:
    shutil.copytree(built.root, tmp_path / "project")
    return Folders(tmp_path / "project")


def run_in_this_process(job: NotebookJob) -> dict[str, str]:
    """What executing does for these notebooks, without starting a kernel."""
    cells, names, said = read_source(job.source).cells, {}, io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.chdir(job.source.parent):
        for cell in cells:
            if cell.cell_type == "code":
                exec(cell.source, names)
                names.update(job.parameters if "parameters" in cell.metadata.tags else {})
    write_text(job.executed, notebook([("", f"# {said.getvalue()}")]))
    return {}


@pytest.fixture
def quick(copy: Folders, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A copy of the project, for tests of what is run and not of how."""
    monkeypatch.setattr(notebooks, "run_notebook", run_in_this_process)
    return copy


def test_a_first_build_makes_package_pages_and_record(built: Folders) -> None:
    package = load_package(built.package)
    assert sorted(package["disclosures"]["unit_name"]) == ["乙县教育局", "甲县财政局", "甲县财政局"]
    assert len(pages(built)) == 7, "the home page, and for every document its story and its source"
    assert "3 disclosures []" in page(built, "index.html")
    assert (built.site / "originals" / "a.md").read_bytes() == (built.raw / "a.md").read_bytes()
    assert (built.site / "data" / "budget_lines.csv").is_file()
    (unit_2023,) = (url for url in pages(built) if url.endswith("/2023-budget.html"))
    assert "甲县财政局 2023 1" in page(built, unit_2023)
    assert "<title>甲县财政局 2023 年预算" in page(built, unit_2023)
    record = json.loads(built.run_record.read_text("utf-8"))
    assert [entry["file"] for entry in record["inputs"]] == ["a.md", "b.md", "c.md"]
    assert record["steps"]["notebooks"]["run"] == 3
    assert record["failures"] == []
    assert record["ended"] is not None


def test_a_second_build_touches_nothing(quick: Folders) -> None:
    before = snapshot(quick.root)
    record = quick.run_record.read_bytes()
    outcome = build(quick, HERE)
    assert outcome.planned == ()
    assert snapshot(quick.root) == before
    assert quick.run_record.read_bytes() == record


def test_a_copy_of_a_project_is_up_to_date(quick: Folders) -> None:
    assert planned(build(quick, PLAN)) == {}


def test_a_changed_document_is_the_reason_for_what_follows_from_it(quick: Folders) -> None:
    (quick.raw / "a.md").write_text(disclosure("甲县财政局", 2024, 120), "utf-8")
    plan = planned(build(quick, PLAN))
    assert plan["parse"] == ["a.md: a.md changed"]
    assert plan["package"] == ["data/processed: the documents may change"]
    assert plan["notebooks"] == [
        "甲县财政局 2024 年预算: the unit's documents may change",
        "甲县财政局 2023 年预算: the unit's documents may change",
    ], "the other unit's page depends on nothing that changed"
    assert plan["reports"] == ["index.qmd: the data package may change"]
    assert plan["site"] == [
        "website: the pages may change, the data package may change, the originals changed"
    ]
    outcome = build(quick, HERE)
    assert outcome.counts["parse"].run == 1
    assert outcome.counts["notebooks"].run == 2
    assert load_package(quick.package)["key_facts"]["value"].max() == 300


def test_a_dry_run_changes_nothing(quick: Folders) -> None:
    (quick.raw / "a.md").write_text(disclosure("甲县财政局", 2024, 120), "utf-8")
    (quick.raw / "b.md").unlink()
    before = snapshot(quick.root)
    build(quick, PLAN)
    assert snapshot(quick.root) == before


def test_a_dry_run_of_a_new_project_makes_no_folder(project: Folders) -> None:
    plan = planned(build(project, PLAN))
    assert plan["parse"] == ["a.md: new", "b.md: new", "c.md: new"]
    assert not project.package.exists()


def test_a_removed_document_disappears_everywhere(quick: Folders) -> None:
    (quick.raw / "c.md").unlink()
    gone = next(url for url in pages(quick) if "乙县" in page(quick, url) and url.startswith("units/"))
    build(quick, HERE)
    assert "乙县教育局" not in set(load_package(quick.package)["disclosures"]["unit_name"])
    assert gone not in pages(quick)
    assert not quick.executed(gone).exists()
    assert not (quick.site / "originals" / "c.md").exists()
    assert not quick.result("c.md").exists()


def test_a_changed_notebook_is_run_again_for_every_document(quick: Folders) -> None:
    quick.notebook.write_text(quick.notebook.read_text("utf-8").replace("len(mine)", "'seen'"), "utf-8")
    outcome = build(quick, HERE)
    assert set(planned(outcome)) == {"notebooks", "site"}
    assert {reason.split(": ")[1] for reason in planned(outcome)["notebooks"]} == {"unit_year.ipynb changed"}


def test_a_changed_row_of_sources_gives_the_region(quick: Folders) -> None:
    header = "file,unit,year,stage,region,publisher,retrieved,sha256,licence_note,synthetic,part_of\n"
    (quick.raw / "sources.csv").write_text(
        header + "a.md,甲县财政局,2024,budget,某省某市甲县,,,,,,\n", "utf-8"
    )
    outcome = build(quick, HERE)
    assert planned(outcome)["parse"] == ["a.md: its row in sources.csv changed"]
    regions = load_package(quick.package)["disclosures"].set_index("source_file")["region"]
    assert regions["a.md"] == "某省某市甲县"
    assert regions["c.md"] == "乙县"


def test_files_that_do_not_fit_their_row_of_sources_are_told(quick: Folders) -> None:
    header = "file,unit,year,stage,region,publisher,retrieved,sha256,licence_note,synthetic,part_of\n"
    rows = f"a.md,,,,,,,{'0' * 64},,,\nb.md,,,,,,,,,,y.md\nz.md,,,,,,,,,,\n"
    (quick.raw / "sources.csv").write_text(header + rows, "utf-8")
    assert build(quick, PLAN).notes == (
        "a.md is not the file that sources.csv lists: its SHA-256 is another",
        "sources.csv says that b.md is part of y.md, which is not there",
        "sources.csv lists z.md, which is not there",
    )


def test_files_of_one_disclosure_are_parsed_together(quick: Folders) -> None:
    (quick.raw / "附件").mkdir()
    text = "第三部分 说明\n\n2024年本部门机关运行经费预算12.34万元。\n"
    (quick.raw / "附件" / "说明.md").write_text(text, "utf-8")
    header = "file,unit,year,stage,region,publisher,retrieved,sha256,licence_note,synthetic,part_of\n"
    (quick.raw / "sources.csv").write_text(header + "附件/说明.md,,,,,,,,,,a.md\n", "utf-8")
    outcome = build(quick, HERE)
    assert planned(outcome)["parse"] == ["a.md: 附件/说明.md is new"]
    assert outcome.failures == ()
    disclosures = load_package(quick.package)["disclosures"].set_index("source_file")["extra_sources"]
    assert disclosures["a.md"] == "附件/说明.md"
    facts = load_package(quick.package)["key_facts"].set_index(["disclosure_id", "key"])["value"]
    assert [float(value) for (_, key), value in facts.items() if key == "operating_cost.total"] == [12.34]
    (quick.raw / "附件" / "说明.md").write_text(text.replace("12.34", "56.78"), "utf-8")
    assert planned(build(quick, PLAN))["parse"] == ["a.md: 附件/说明.md changed"]


def test_text_and_tables_that_nobody_listed_are_found_to_belong_together(quick: Folders) -> None:
    """附件1 has the text and 附件2 the tables, both with unit and year on their first page."""
    text = (
        "# 甲县财政局2024年部门预算情况说明\n\n## 一、收支预算总体情况\n\n"
        "2024年收入预算100.00万元，支出预算100.00万元。\n\n## 二、政府采购\n\n2024年政府采购预算总额5.00万元。\n\n"
        "## 三、“三公”经费\n\n2024年“三公”经费预算3.00万元，其中公务接待费预算3.00万元。\n"
    )
    (quick.raw / "z.md").write_text(text, "utf-8")
    outcome = build(quick, HERE)
    assert outcome.failures == ()
    assert planned(outcome)["parse"] == ["z.md: new", "a.md: z.md is new", "z.md: removed"]
    disclosures = load_package(quick.package)["disclosures"].set_index("source_file")["extra_sources"]
    assert disclosures["a.md"] == "z.md"
    assert len(disclosures) == 3
    assert build(quick, HERE).planned == ()

    (quick.raw / "z.md").write_text(text.replace("5.00", "6.00"), "utf-8")
    outcome = build(quick, HERE)
    assert planned(outcome)["parse"] == [
        "a.md: z.md is gone",
        "z.md: new",
        "a.md: z.md is new",
        "z.md: removed",
    ]
    facts = load_package(quick.package)["key_facts"].set_index(["disclosure_id", "key"])["value"]
    assert [float(value) for (_, key), value in facts.items() if key == "procurement.total"] == [6.0]
    (quick.raw / "z.md").unlink()
    assert build(quick, HERE).failures == ()
    assert set(load_package(quick.package)["disclosures"]["extra_sources"].fillna("")) == {""}


def test_another_version_of_a_package_is_a_reason(quick: Folders) -> None:
    with sqlite3.connect(quick.state) as database:
        database.execute(
            "UPDATE tasks SET inputs = json_set(inputs, '$.matplotlib', '1.0', '$.budgetlib', '0.0')"
            " WHERE step = 'notebooks'"
        )
    database.close()
    (first, *_) = planned(build(quick, PLAN))["notebooks"]
    assert "budgetlib 0.0 → " in first
    assert "matplotlib 1.0 → " in first


def test_an_output_that_is_missing_or_cut_off_is_made_again(quick: Folders) -> None:
    (quick.package / "key_facts.csv").unlink()
    executed = sorted((quick.kept / "executed" / "units").rglob("*.ipynb"))[0]
    executed.write_text(executed.read_text("utf-8")[:100], "utf-8")
    plan = planned(build(quick, PLAN))
    assert plan["package"] == ["data/processed: key_facts.csv is missing"]
    assert [reason.split(": ")[1] for reason in plan["notebooks"]] == [
        f"{executed.name} is not what was written"
    ]
    build(quick, HERE)
    assert (quick.package / "key_facts.csv").is_file()
    assert planned(build(quick, PLAN)) == {}


def test_decisions_on_catalogue_matches_are_applied(quick: Folders, seed_path: Path) -> None:
    (quick.raw / "seed.md").write_bytes(seed_path.read_bytes())
    build(quick, HERE)
    matches = load_package(quick.package)["catalogue_matches"]
    first = matches.iloc[0]
    assert set(matches["status"]) == {"suggested"}
    quick.decisions.write_text(
        "disclosure_id,project,catalogue,entry_code,decision,who,when,note\n"
        f'{first.disclosure_id},"{first.project}",{first.catalogue},{first.entry_code},confirmed,甲,2024-03-01,\n'
        f"{first.disclosure_id},没有这个项目,A,A01,rejected,甲,2024-03-01,\n",
        "utf-8",
    )
    outcome = build(quick, HERE)
    assert planned(outcome)["package"] == ["data/processed: the documents changed, decisions.csv changed"]
    assert [reason.split(":")[0] for reason in planned(outcome)["notebooks"]] == [
        "中国共产党山阴县委员会组织部 2024 年预算"
    ], "nobody else's page depends on it"
    assert outcome.notes == ("decisions.csv, line 3: decides on something that is not there",)
    after = load_package(quick.package)["catalogue_matches"]
    assert after.iloc[0]["status"] == "confirmed"
    assert (after["status"] == "confirmed").sum() == 1


def test_force_and_only_choose_what_runs(quick: Folders) -> None:
    only = parse_selection(["unit=甲县", "year=2023"])
    outcome = build(quick, Options(renderer="embedded", force=True, dry_run=True, only=only))
    plan = planned(outcome)
    assert plan["parse"] == ["b.md: forced"]
    assert plan["notebooks"] == ["甲县财政局 2023 年预算: the unit's documents may change"]


def test_bad_documents_stop_no_other_and_are_tried_again(quick: Folders) -> None:
    (quick.raw / "empty.md").write_bytes(b"")
    (quick.raw / "letter.md").write_text("# 通知\n\n各单位：请按时报送。\n", "utf-8")
    (quick.raw / "again.md").write_bytes((quick.raw / "c.md").read_bytes())
    (quick.raw / "new.md").write_text(disclosure("丙县水利局", 2024, 50), "utf-8")
    outcome = build(quick, HERE)
    problems = {failure.item: failure.problem for failure in outcome.failures}
    assert sorted(problems) == ["c.md", "empty.md"]
    assert problems["c.md"].startswith("is the same disclosure as again.md by unit, year and stage")
    assert "丙县水利局" in set(load_package(quick.package)["disclosures"]["unit_name"])
    assert [(each.item, each.problem) for each in outcome.left_out] == [
        (
            "letter.md",
            "this is neither a budget nor a final-account disclosure, but a notice or letter by its title: 通知",
        )
    ]
    plan = build(quick, PLAN)
    assert planned(plan)["parse"] == ["empty.md: failed last time"], "what a letter is does not change"
    assert plan.left_out == outcome.left_out
    record = json.loads(quick.run_record.read_text("utf-8"))
    assert [each["item"] for each in record["left_out"]] == ["letter.md"]
    assert str(outcome.failures[1]) == "empty.md: the file is empty (download it again from the publisher)"


def test_a_failed_notebook_stops_no_other_and_its_page_says_so(copy: Folders) -> None:
    cells = [
        ("parameters", 'unit = ""\nyear = 0\ndata = ""'),
        ("", 'print("before")'),
        ("", "if year == 2023:\n    raise ValueError('<b>no</b> such figure')"),
        ("", 'print("after")'),
    ]
    copy.notebook.write_text(notebook(cells), "utf-8")
    outcome = build(copy, EMBEDDED)
    (failure,) = outcome.failures
    assert failure.label == "甲县财政局 2023 年预算"
    assert failure.place == "cell 3"
    assert failure.problem == "ValueError: <b>no</b> such figure"
    html = page(copy, failure.item)
    assert "本页没有全部生成" in html
    assert "before" in html
    assert "&lt;b&gt;no&lt;/b&gt; such figure" in html
    assert "Traceback" not in html
    assert outcome.counts["notebooks"].run == 3
    again = planned(build(copy, PLAN))
    assert again["notebooks"] == ["甲县财政局 2023 年预算: failed last time"]


def test_a_notebook_that_kills_its_kernel_is_one_failure(copy: Folders) -> None:
    cells = [
        ("parameters", 'unit = ""\nyear = 0\ndata = ""'),
        ("", "import os\nif year == 2023:\n    os._exit(9)"),
    ]
    copy.notebook.write_text(notebook(cells), "utf-8")
    (failure,) = build(copy, EMBEDDED).failures
    assert failure.problem == "the kernel died, from a crash in native code or for want of memory"
    assert "本页没有全部生成" in page(copy, failure.item)


def test_parameters_of_reports_are_checked_before_anything_runs(copy: Folders) -> None:
    outcome = build(copy, Options(renderer="embedded", parameters={"years": "2023,2024"}))
    assert planned(outcome)["reports"] == ["index.qmd: parameter years is new"]
    assert "3 disclosures [2023, 2024]" in page(copy, "index.html")
    with pytest.raises(NotebookError, match="no report has a parameter 'yaers'"):
        build(copy, Options(renderer="embedded", parameters={"yaers": "2023"}))
    with pytest.raises(NotebookError, match="'years' must be list"):
        build(copy, Options(renderer="embedded", parameters={"years": "soon"}))


def test_two_builds_in_one_folder_stay_apart(quick: Folders) -> None:
    with State(quick.state), pytest.raises(BudgetlibError, match="another build is at work in this folder"):
        _in_other_process(quick)


def _in_other_process(folders: Folders) -> None:
    """A build by the command line, its error raised here."""
    command = [sys.executable, "-m", "budgetlib.cli", "build", "--project", str(folders.root)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ, timeout=120)
    if done.returncode:
        raise BudgetlibError(done.stderr)


def test_a_folder_without_documents_says_so(project: Folders) -> None:
    for path in project.raw.iterdir():
        path.unlink()
    with pytest.raises(ReadError, match="there are no disclosures here"):
        build(project, PLAN)
    with pytest.raises(ReadError, match="there is no data/raw here"):
        build(Folders(project.root / "elsewhere"), PLAN)


def test_notebooks_run_over_a_package_that_parse_made(built: Folders, project: Folders) -> None:
    shutil.copytree(built.package, project.package, ignore=shutil.ignore_patterns(".build", "run.json"))
    outcome = build(project, Options(steps=("notebooks", "reports"), renderer="embedded"))
    assert outcome.failures == ()
    assert outcome.counts["notebooks"].run == 3
    outcome = build(project, Options(steps=("site",), renderer="embedded"))
    assert len(pages(project)) == 4
    assert planned(build(project, Options(steps=("notebooks", "reports"), dry_run=True))) == {}
