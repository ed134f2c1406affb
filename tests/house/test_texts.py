"""What is committed speaks of the project alone, and documents all that it has."""

from __future__ import annotations

import csv
import hashlib
import re
import subprocess
from pathlib import Path

import click
import pytest

import budgetlib
from budgetlib.batch.document import process_document
from budgetlib.batch.folders import documents_in
from budgetlib.batch.sources import COLUMNS, read_sources
from budgetlib.cli.app import app
from budgetlib.dataset import package_schema
from budgetlib.errors import BudgetlibError

# Put together here so that this file does not name them.
_REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "conda" + ".anaconda.org", "registry." + "npmjs"]
_PLACES = ["/wo" + "rk/", "/ro" + "ot/", "/op" + "t/", "/ho" + "me/", "/Us" + "ers/"]


def _committed(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    return [root / name for name in listed.decode().split("\0") if name and (root / name).is_file()]


def _texts(root: Path) -> dict[str, str]:
    found = {}
    for path in _committed(root):
        content = path.read_bytes()
        if b"\0" not in content[:8192]:
            found[path.relative_to(root).as_posix()] = content.decode("utf-8")
    return found


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    if not (root / ".git").exists():
        pytest.skip("not a checkout")
    return _texts(root)


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine(texts: dict[str, str]) -> None:
    pattern = re.compile("|".join(map(re.escape, (*_REGISTRIES, *_PLACES))))
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        if not name.startswith("data/raw/")
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def _commands() -> dict[str, click.Command]:
    context = click.Context(app)
    return {name: app.get_command(context, name) for name in app.list_commands(context)}


@pytest.mark.parametrize("command", sorted(_commands()))
def test_every_command_and_option_is_documented(root: Path, command: str) -> None:
    text = (root / "docs" / "cli.md").read_text("utf-8")
    section = re.search(rf"^## `budgetlib {command}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, f"docs/cli.md has no section on {command}"
    for parameter in _commands()[command].params:
        names = (
            parameter.opts
            if isinstance(parameter, click.Option)
            else [parameter.make_metavar(click.Context(app))]
        )
        assert max(names, key=len) in section[0], parameter.name


def test_no_option_is_documented_that_does_not_exist(root: Path) -> None:
    text = (root / "docs" / "cli.md").read_text("utf-8")
    known = {
        name for command in (app, *_commands().values()) for each in command.params for name in each.opts
    }
    known |= {"--help", "--debug", "--version"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known


def _exit_statuses(kind: type[BudgetlibError]) -> set[int]:
    return {kind.exit_status}.union(*map(_exit_statuses, kind.__subclasses__()))


def test_every_exit_status_is_documented(root: Path) -> None:
    text = (root / "docs" / "cli.md").read_text("utf-8")
    documented = {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert documented == {0, 2, 8, 9, 130} | _exit_statuses(BudgetlibError)


def test_the_changelog_has_this_version(root: Path) -> None:
    first = re.search(r"^## (\S+)", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first
    assert first[1] == budgetlib.__version__


def test_links_to_files_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *(root / "docs").glob("*.md")]
    links = [
        (page.name, target, (page.parent / target).exists())
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]
    assert ("README.md", "docs/cli.md", True) in links
    assert [link for link in links if not link[2]] == []


def test_sources_list_every_raw_document_with_its_hash(root: Path) -> None:
    folder = root / "data" / "raw"
    rows = read_sources(folder / "sources.csv")
    documents = {path.relative_to(folder).as_posix() for path in documents_in(folder)}
    assert set(rows) == documents
    for name, row in rows.items():
        assert row["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert row["unit"]
        assert row["year"].isdigit()
        assert row["stage"] in ("budget", "final")
        assert row["licence_note"]
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as stream:
        assert set(next(csv.reader(stream))) <= set(COLUMNS)


def test_every_table_is_in_the_documentation(root: Path) -> None:
    text = (root / "docs" / "data.md").read_text("utf-8")
    documented = re.findall(r"^\| `(\w+)` \| ", text.split("## Tables")[1].split("## Key")[0], re.MULTILINE)
    assert documented == list(package_schema().table_names)


def test_every_fact_of_the_seed_is_in_the_documentation(root: Path, seed_path: Path) -> None:
    text = (root / "docs" / "data.md").read_text("utf-8").split("## Key facts")[1]
    for fact in process_document(seed_path).disclosure.facts:
        key = re.sub(r"^(expenditure\.class)\..*", r"\1.<code>", fact.key)
        assert f"`{key}`" in text, fact.key


def test_no_two_test_files_have_the_same_name(root: Path) -> None:
    """pytest imports them by their name alone and would refuse the second."""
    names = [path.name for path in (root / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
