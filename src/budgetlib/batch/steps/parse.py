"""First step: every document into a result of its own.

Where a disclosure is published in several files, `sources.csv` says which belong together; and where it does not, two
files of the same unit, year and stage of which one has the tables and the other only text are put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from budgetlib import __version__
from budgetlib.batch.building import Build
from budgetlib.batch.distributions import PARSING
from budgetlib.batch.fingerprints import DIGEST, code_digest, value_digest, versions
from budgetlib.batch.folders import SOURCES_FILE, Folders
from budgetlib.batch.matching import Content, parts_of_one
from budgetlib.batch.parsing import ParseJob, parse
from budgetlib.batch.raw import RawDocuments
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.sources import SYNTHETIC, UNLISTED, SourceRow, annexes, read_sources
from budgetlib.batch.state import State
from budgetlib.batch.tasks import Task, TaskResult
from budgetlib.dataset.codec import fingerprint
from budgetlib.dataset.result import DocumentResult
from budgetlib.errors import NotADisclosure, ReadError

NAME = "parse"
RESULT_FORM = "the form of results"
"""Input that changes when results kept by another version can no longer be read."""


def run(build: Build) -> None:
    """Parses what is stale, and leaves the names of all documents, without their annexes."""
    runner, folders = build.runner, build.folders
    documents = RawDocuments(folders, runner.state, runner.progress, dry=runner.dry)
    for name, error in documents.failures.items():
        runner.fail(NAME, name, name, error)
    listed = read_sources(folders.raw / SOURCES_FILE, build.notes.append)
    skipped = documents.skip(name for name, row in listed.items() if row["skip"])
    if skipped:
        build.notes.append(f"{SOURCES_FILE} says that {_count(skipped)} not to be read: {', '.join(skipped)}")
    if not documents.names and not skipped:
        raise ReadError(
            "there are no disclosures here",
            file=folders.documents_from or folders.raw,
            remedy="put some into it",
        )
    readings = build.readings.made_again() if build.options.force else build.readings
    limits = build.options.limits
    tasks = parse_tasks(folders, documents, listed, runner.state, readings)
    names = [task.item for task in tasks]
    build.record.inputs = {
        file: task.inputs[file] or "" for task in tasks for file in (task.item, *task.job.annexes)
    }
    there = {**build.record.inputs, **dict.fromkeys(skipped, "")}
    build.notes.extend(_sources_at_odds(listed, there))
    runner.retire(NAME, names, folders.result)
    runner.run(
        NAME,
        parse,
        tasks,
        lambda task: _is_chosen(build, task, listed.get(task.item, UNLISTED)),
        limits=limits,
        settles=NotADisclosure,
    )
    results = {name: result for name in names if (result := runner.result(NAME, name))}
    together = [] if runner.dry else matching_tasks(folders, documents, listed, results, build.readings)
    if together:
        runner.run(NAME, parse, together, limits=limits, settles=NotADisclosure)
        parts = {part for task in together for part in task.job.annexes}
        names = [name for name in names if name not in parts]
        runner.retire(NAME, names, folders.result)
    if not runner.dry and any(planned.step == NAME for planned in runner.planned):
        hashes = {digest.removeprefix(DIGEST) for digest in build.record.inputs.values()}
        build.readings.keep_only(hashes)
    build.parsed = names


def _count(files: Sequence[str]) -> str:
    return "1 file is" if len(files) == 1 else f"{len(files)} files are"


def _is_chosen(build: Build, task: Task[ParseJob], row: SourceRow) -> bool:
    """Whether a document is among those asked for; results of an older form are made again in any case."""
    only, entry = build.options.only, build.runner.state.entry(NAME, task.item)
    if entry is None:
        return only.includes({**row, "file": task.item})
    if entry.inputs.get(RESULT_FORM) != task.inputs[RESULT_FORM]:
        return True
    return only.includes({**(entry.result or row), "file": task.item})


def _sources_at_odds(listed: Mapping[str, SourceRow], inputs: Mapping[str, str]) -> Iterator[str]:
    """Sentences on files whose row in `sources.csv` does not fit them."""
    for name, row in listed.items():
        if name not in inputs:
            yield f"{SOURCES_FILE} lists {name}, which is not there"
        elif row["sha256"] and inputs[name] and inputs[name] != f"{DIGEST}{row['sha256'].lower()}":
            yield f"{name} is not the file that {SOURCES_FILE} lists: its SHA-256 is another"
        if row["part_of"] and row["part_of"] not in inputs:
            yield f"{SOURCES_FILE} says that {name} is part of {row['part_of']}, which is not there"


def parse_tasks(
    folders: Folders,
    documents: RawDocuments,
    sources: Mapping[str, SourceRow],
    state: State,
    readings: KeptReadings,
) -> list[Task[ParseJob]]:
    """A task per disclosure: a document with its annexes, as listed or as matched by an earlier build."""
    listed = annexes(sources, documents.names)
    matched = _matched_before(documents, state)
    parts = {part for names in (*listed.values(), *matched.values()) for part in names}
    task = _TaskMaker(folders, documents, sources, readings)
    return [
        task(
            name,
            list(dict.fromkeys((*listed.get(name, ()), *matched.get(name, ())))),
            matched=name in matched,
        )
        for name in documents.names
        if name not in parts
    ]


def matching_tasks(
    folders: Folders,
    documents: RawDocuments,
    sources: Mapping[str, SourceRow],
    results: Mapping[str, TaskResult],
    readings: KeptReadings,
) -> list[Task[ParseJob]]:
    """A task for every disclosure whose text and tables came from several documents. `results` holds those of all."""
    together = parts_of_one(
        (name, Content(result["disclosure_id"], result["statements"])) for name, result in results.items()
    )
    if not together:
        return []
    task = _TaskMaker(folders, documents, sources, readings)
    return [task(first, [*results[first]["annexes"], *others], matched=True) for first, *others in together]


def _matched_before(documents: RawDocuments, state: State) -> dict[str, list[str]]:
    """Document -> further files of the same disclosure, as long as none of them changed since that was found out."""
    found = {}
    for name in documents.names:
        entry = state.entry(NAME, name)
        if entry is None or not (entry.result or {}).get("matched"):
            continue
        parts = list(entry.result["annexes"])
        if all(
            file in documents.names and documents.digest(file) == entry.inputs.get(file)
            for file in (name, *parts)
        ):
            found[name] = parts
    return found


class _TaskMaker:
    """Makes the task of a disclosure from the names of its files."""

    def __init__(
        self,
        folders: Folders,
        documents: RawDocuments,
        sources: Mapping[str, SourceRow],
        readings: KeptReadings,
    ) -> None:
        self._folders = folders
        self._documents = documents
        self._sources = sources
        self._readings = readings
        self._common = {
            "budgetlib": __version__,
            RESULT_FORM: DIGEST + fingerprint(DocumentResult),
            "the code that parses": code_digest("from budgetlib.batch.parsing import parse"),
            **versions(PARSING),
        }

    def __call__(self, name: str, parts: Sequence[str], *, matched: bool) -> Task[ParseJob]:
        row = self._sources.get(name, UNLISTED)
        result = self._folders.result(name)
        inputs = {
            **{file: self._documents.digest(file) for file in (name, *parts)},
            f"its row in {SOURCES_FILE}": value_digest(dict(row)),
            **self._common,
        }
        raw, synthetic = self._folders.raw, row["synthetic"] == SYNTHETIC
        job = ParseJob(raw, name, tuple(parts), matched, row["region"], synthetic, result, self._readings)
        return Task(name, name, inputs, (result,), job)
