"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from budgetlib import __version__
from budgetlib.cli import main
from budgetlib.dataset import load_package


class Said:
    """What a command printed and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def budgetlib(capsys: pytest.CaptureFixture[str]):
    """Runs the command line in this process."""

    def run(*words: object) -> Said:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        return Said(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.md"
    path.write_text("# 关于报送材料的通知\n\n各单位：请于月底前报送。\n", "utf-8")
    return path


def one_line(said: Said) -> str:
    """stderr, which must be a single line without a traceback."""
    (line,) = said.err.strip().splitlines()
    return line


def test_facts_as_json_has_the_documented_shape(budgetlib, seed_path: Path) -> None:
    said = budgetlib("facts", seed_path, "--json")
    assert said.status == 0
    facts = {fact["key"]: fact for fact in json.loads(said.out)}
    assert all(set(fact) == {"key", "value", "unit", "state", "page", "line"} for fact in facts.values())
    assert facts["unit_name"]["value"] == "中国共产党山阴县委员会组织部"
    assert (facts["year"]["value"], facts["stage"]["value"]) == ("2024", "budget")
    assert facts["summary.income_total"] == {
        "key": "summary.income_total",
        "value": "1602.53",
        "unit": "万元",
        "state": "number",
        "page": None,
        "line": 127,
    }


def test_facts_keep_blank_and_zero_apart(budgetlib, seed_path: Path) -> None:
    facts = {fact["key"]: fact for fact in json.loads(budgetlib("facts", seed_path, "--json").out)}
    assert (facts["procurement.works"]["value"], facts["procurement.works"]["state"]) == ("0", "zero")
    blank = [fact for fact in facts.values() if fact["state"] == "blank"]
    assert blank
    assert all(fact["value"] is None for fact in blank)


def test_facts_in_a_pipe_are_tab_separated(budgetlib, seed_path: Path) -> None:
    lines = budgetlib("facts", seed_path).out.splitlines()
    assert lines[0] == "key\tvalue\tunit\tstate\tplace"
    assert "summary.income_total\t1602.53\t万元\tnumber\tline 127, table 2, row 36" in lines


def test_facts_of_something_else_are_an_empty_list_and_status_4(budgetlib, letter: Path) -> None:
    said = budgetlib("facts", letter, "--json")
    assert said.status == 4
    assert json.loads(said.out) == []
    assert "neither a budget nor a final-account disclosure" in one_line(said)


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"", 3, "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), 3, "picture"),
        (None, 3, "no such file"),
    ],
    ids=["empty", "picture", "missing"],
)
def test_a_file_that_cannot_be_read_is_one_line_with_its_name(
    budgetlib, tmp_path: Path, content: bytes | None, status: int, words: str
) -> None:
    path = tmp_path / "x.md"
    if content is not None:
        path.write_bytes(content)
    said = budgetlib("facts", path)
    assert said.status == status
    assert words in one_line(said)
    assert "x.md" in said.err


def test_parse_writes_a_package_and_prints_its_path(budgetlib, seed_path: Path, tmp_path: Path) -> None:
    said = budgetlib("parse", seed_path, "-o", tmp_path / "package")
    assert said.status == 0
    assert said.out == f"{tmp_path / 'package' / 'datapackage.json'}\n"
    assert len(load_package(tmp_path / "package")["disclosures"]) == 1


def test_parse_takes_no_package_for_a_document(budgetlib, seed_path: Path, tmp_path: Path) -> None:
    (tmp_path / "seed.md").write_bytes(seed_path.read_bytes())
    for _ in range(2):
        said = budgetlib("parse", tmp_path, "-o", tmp_path / "package")
        assert (said.status, said.err) == (0, "")


def test_parse_goes_on_past_bad_documents(budgetlib, seed_path: Path, letter: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.md"
    again.write_bytes(seed_path.read_bytes())
    said = budgetlib("parse", seed_path, letter, again, tmp_path / "missing.md", "-o", tmp_path / "package")
    assert said.status == 8
    assert len(load_package(tmp_path / "package")["disclosures"]) == 1
    left_out, failed = said.err.split("budgetlib: 2 documents failed:\n")
    assert f"left out, 1 file that is no disclosure:\n  {letter}: this is neither a budget" in left_out
    assert f"  {tmp_path / 'missing.md'}: no such file (check the path)" in failed
    assert "is the same disclosure as" in failed


def test_parse_leaves_out_what_is_no_disclosure_as_a_build_does(
    budgetlib, seed_path: Path, letter: Path, tmp_path: Path
) -> None:
    said = budgetlib("parse", seed_path, letter, "-o", tmp_path / "package")
    assert said.status == 4
    assert len(load_package(tmp_path / "package")["disclosures"]) == 1
    assert f"left out, 1 file that is no disclosure:\n  {letter}: this is neither a budget" in said.err
    assert "failed" not in said.err


def test_parse_puts_the_text_and_the_tables_of_a_disclosure_together(
    budgetlib, corpus: Path, tmp_path: Path
) -> None:
    """附件1 of 北京市审计局 is the text of its budget of 2026, 附件2 are the tables."""
    files = (corpus / "more" / "m01.pdf", corpus / "09.pdf")
    said = budgetlib("parse", *files, files[0], "-o", tmp_path / "package")
    assert said.status == 0
    package = load_package(tmp_path / "package")
    (row,) = package["disclosures"].to_dict("records")
    assert (row["unit_name"], row["source_file"], row["extra_sources"]) == (
        "北京市审计局",
        "m01.pdf",
        "09.pdf",
    )
    assert len(package["claims"]) > 30
    assert "summary" in set(package["statements"]["statement"])


def test_parse_of_one_bad_document_leaves_no_package(budgetlib, letter: Path, tmp_path: Path) -> None:
    assert budgetlib("parse", letter, "-o", tmp_path / "package").status == 4
    assert not (tmp_path / "package").exists()


def test_check_says_what_failed_and_ends_with_9(budgetlib, seed_path: Path) -> None:
    said = budgetlib("check", seed_path)
    assert said.status == 9
    assert "32" in said.out
    assert "文字说明称公开项目绩效目标32个，文件中实际只有22个绩效目标表" in said.out
    severities = [line.split("\t")[1] for line in said.out.splitlines()[1:]]
    assert severities == sorted(severities, key=["error", "warning", "notice", "info"].index)


def test_check_as_json_gives_rows_of_the_findings_table(budgetlib, seed_path: Path, tmp_path: Path) -> None:
    from_document = json.loads(budgetlib("check", seed_path, "--json").out)
    budgetlib("parse", seed_path, "-o", tmp_path)
    said = budgetlib("check", tmp_path, "--json")
    assert said.status == 9
    columns = list(load_package(tmp_path)["findings"].columns)
    rows = json.loads(said.out)
    assert all(list(row) == columns for row in rows)
    assert [(row["rule_id"], row["outcome"], row["line"]) for row in rows] == [
        (row["rule_id"], row["outcome"], row["line"]) for row in from_document
    ]


def test_check_of_a_folder_reads_the_documents_in_it(budgetlib, seed_path: Path, tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "seed.md").write_bytes(seed_path.read_bytes())
    (tmp_path / "sources.csv").write_text("no document", "utf-8")
    rows = json.loads(budgetlib("check", tmp_path, "--json").out)
    assert {row["disclosure_id"] for row in rows} == {"ua06a8213-2024-budget"}


@pytest.mark.parametrize(
    ("documents", "status"),
    [
        ({"a.md": "seed", "letter.md": "letter"}, 9),
        ({"letter.md": "letter", "other.md": "letter"}, 4),
        ({"a.md": "seed", "letter.md": "letter", "empty.md": ""}, 8),
    ],
    ids=["a rule failed", "none is a disclosure", "one can't be read"],
)
def test_check_of_several_ends_with_the_gravest(
    budgetlib, seed_path: Path, letter: Path, tmp_path: Path, documents: dict[str, str], status: int
) -> None:
    content = {"seed": seed_path.read_bytes(), "letter": letter.read_bytes(), "": b""}
    folder = tmp_path / "several"
    folder.mkdir()
    for name, what in documents.items():
        (folder / name).write_bytes(content[what])
    said = budgetlib("check", folder)
    assert said.status == status
    assert f"  {folder / 'letter.md'}: this is neither a budget" in said.err


def test_folders_without_documents_are_named(budgetlib, tmp_path: Path) -> None:
    said = budgetlib("check", tmp_path)
    assert said.status == 3
    assert one_line(said) == f"budgetlib: {tmp_path}: there are no disclosures here (name another folder)"


def test_commands_on_a_missing_package_end_with_5(budgetlib, tmp_path: Path) -> None:
    said = budgetlib("run", "--project", tmp_path)
    assert said.status == 5
    assert "make it with `budgetlib build`" in one_line(said)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["facts"], "Missing argument 'FILE...'"),
        (["facts", "x", "--jsn"], "No such option '--jsn'"),
        (["fact", "x"], "No such command 'fact'"),
        (["build", "--only", "place=x"], "can't select by 'place=x'"),
        (["build", "--parameter", "years"], "'years' is not NAME=VALUE"),
        (["build", "--dry-run", "--scheduler", "dask"], "no scheduler 'dask'"),
    ],
)
def test_a_wrong_command_line_is_one_line(budgetlib, words: list[str], complaint: str) -> None:
    said = budgetlib(*words)
    assert said.status == 2
    assert complaint in one_line(said)


def test_what_nobody_foresaw_in_a_document_is_one_line_and_debug_shows_the_traceback(
    budgetlib, seed_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetlib.interpret.interpret", lambda document, **given: 1 // 0)
    said = budgetlib("facts", seed_path)
    assert said.status == 3
    assert one_line(said).startswith(f"budgetlib: {seed_path}, test_commands.py:")
    assert "can't be read: ZeroDivisionError" in said.err
    assert "Traceback" in budgetlib("--debug", "facts", seed_path).err


def test_a_bug_elsewhere_is_called_one(budgetlib, seed_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetlib.cli.facts.print_table", lambda *given: 1 // 0)
    said = budgetlib("facts", seed_path)
    assert said.status == 1
    assert "ZeroDivisionError" in one_line(said)
    assert "this is a bug" in said.err
    assert "Traceback" in budgetlib("--debug", "facts", seed_path).err


def test_interrupting_ends_with_130(budgetlib, seed_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("budgetlib.cli.facts.apart", interrupted)
    said = budgetlib("facts", seed_path)
    assert (said.status, one_line(said)) == (130, "budgetlib: interrupted")


@pytest.mark.parametrize("command", ["facts", "check"])
def test_a_document_over_a_limit_is_named_with_the_limit(budgetlib, seed_path: Path, command: str) -> None:
    said = budgetlib(command, seed_path, "--max-seconds", "0.01")
    assert said.status == 3
    assert one_line(said) == (
        f"budgetlib: {seed_path}: reading it took longer than 0.01 s"
        " (give the document in another form, or raise --max-seconds)"
    )


def test_limits_may_stand_in_the_environment_and_stop_no_other_document(
    budgetlib, seed_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "00.md").write_bytes(seed_path.read_bytes())
    (tmp_path / "long.md").write_bytes(seed_path.read_bytes() * 40)
    monkeypatch.setenv("BUDGETLIB_MAX_OUTPUT", "1")
    said = budgetlib("parse", tmp_path, "-o", tmp_path / "package")
    assert said.status == 8
    assert f"  {tmp_path / 'long.md'}: what it holds is more than 1 MB when read" in said.err
    assert len(load_package(tmp_path / "package")["disclosures"]) == 1


def test_facts_of_several_documents_are_printed_with_their_file(
    budgetlib, seed_path: Path, letter: Path, tmp_path: Path
) -> None:
    (tmp_path / "00.md").write_bytes(seed_path.read_bytes())
    said = budgetlib("facts", tmp_path, "--json")
    assert said.status == 4
    assert {row["file"] for row in json.loads(said.out)} == {str(tmp_path / "00.md")}
    assert "left out, 1 file that is no disclosure" in said.err
    (first, *rows) = budgetlib("facts", tmp_path, tmp_path / "none.md", "--format", "csv").out.splitlines()
    assert first == "file,key,value,unit,state,page,line,confirmed"
    assert f"{tmp_path / '00.md'},year,2024,,text,,3," in rows


def test_a_document_may_come_in_on_stdin(seed_path: Path, letter: Path) -> None:
    def said(path: Path, command: str) -> subprocess.CompletedProcess[bytes]:
        words = [sys.executable, "-m", "budgetlib.cli", command, "-", "--format", "csv"]
        return subprocess.run(words, input=path.read_bytes(), capture_output=True, check=False)

    assert b"\nyear,2024,,text," in said(seed_path, "facts").stdout
    assert said(seed_path, "check").stdout.startswith(b"disclosure_id,")
    assert said(letter, "facts").stderr.startswith(b"budgetlib: -: this is neither a budget")


def test_only_that_fits_nothing_says_what_there_is(budgetlib, project_of_two: Path) -> None:
    words = ("build", "--project", project_of_two, "--scheduler", "serial")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("budgetlib.cli.build.EVERYTHING", ("parse", "package"))
        budgetlib(*words)
        said = budgetlib(*words, "--only", "unit=组职部")
    assert said.status == 1
    line = said.err.strip().splitlines()[-1]
    assert line.startswith("budgetlib: no document fits --only (unit= may be 中国共产党山阴县委员会组织部")


@pytest.fixture
def project_of_two(tmp_path: Path, seed_path: Path) -> Path:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "00.md").write_bytes(seed_path.read_bytes())
    other = seed_path.read_text("utf-8").replace("山阴县委员会组织部", "山阴县委员会宣传部")
    (raw / "01.md").write_text(other, "utf-8")
    return tmp_path


@pytest.mark.skipif(os.sep == "\\", reason="no such names there")
def test_nothing_that_a_terminal_obeys_comes_out(budgetlib, seed_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "\x1b]0;title\x07\udcbc\n.md"
    said = budgetlib("facts", file)
    assert (said.status, said.err.count("\x1b")) == (3, 0)
    assert "%1B]0;title%07%BC%0A.md: no such file" in one_line(said)
    file.write_bytes(seed_path.read_bytes().replace("山阴县".encode(), "山\x1b[31m阴\u202e县".encode()))
    for form in ("table", "json", "csv"):
        said = budgetlib("facts", file, file, "--format", form)
        assert not {"\x1b", "\u202e", "\udcbc"} & set(said.out + said.err)


def test_version_and_help(budgetlib) -> None:
    assert budgetlib("--version").out == f"budgetlib {__version__}\n"
    shown = budgetlib("--help").out
    for command in ("parse", "facts", "check", "run", "report", "build", "doctor"):
        assert f"\n  {command} " in shown


def test_doctor_says_what_is_there(budgetlib) -> None:
    said = budgetlib("doctor", "--json")
    assert said.status == 0
    found = {finding["subject"]: finding for finding in json.loads(said.out)}
    assert found["packages"]["state"] == "ok"
    assert found["Chinese font"]["state"] == "ok"
    assert found["Quarto"]["state"] in ("ok", "optional")
    assert all(finding["remedy"] for finding in found.values() if finding["state"] != "ok")


def test_doctor_names_a_missing_package(budgetlib, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    real = metadata.version

    def version(name: str) -> str:
        if name == "pandas":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    said = budgetlib("doctor")
    assert said.status == 1
    assert "pip install pandas" in said.out
    assert one_line(said) == "budgetlib: missing: packages (see `budgetlib doctor`)"


def test_output_can_be_cut_off_by_its_reader(seed_path: Path) -> None:
    command = f"'{sys.executable}' -m budgetlib.cli facts '{seed_path}' | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=os.environ, timeout=60)
    assert done.stdout == "key\tvalue\tunit\tstate\tplace\n"
    assert done.stderr == ""
