"""The build: from documents to the website, doing only what is stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from budgetlib.atomic import remove_partial
from budgetlib.batch.authored import KEPT_AS as AUTHORED
from budgetlib.batch.fingerprints import DIGEST, value_digest
from budgetlib.batch.folders import SOURCES_FILE, Folders
from budgetlib.batch.limits import Limits
from budgetlib.batch.locations import is_url
from budgetlib.batch.packaged import PackagedDocument, documents_in_package, package_digest, same_disclosure
from budgetlib.batch.pool import Pool, is_cluster, open_pool
from budgetlib.batch.progress import Progress
from budgetlib.batch.raw import RawDocuments
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.record import RunRecord
from budgetlib.batch.runner import Failure, Planned, Runner, StageCount
from budgetlib.batch.selection import Selection
from budgetlib.batch.sources import UNLISTED, SourceRow, read_sources
from budgetlib.batch.stages import notebooks, package, parse, publish, reports, site, sources
from budgetlib.batch.state import State
from budgetlib.batch.steps import Step
from budgetlib.coverage import Decision, read_decisions
from budgetlib.engine.choice import Engine, papermill_engine
from budgetlib.engine.warm import reserve
from budgetlib.errors import NotADisclosure, ReadError
from budgetlib.site import PageFailure, PageJob, PageOutcome, Renderer

STAGES = (parse.NAME, package.NAME, sources.NAME, notebooks.NAME, reports.NAME, site.NAME)
_ORDER = (*STAGES, publish.NAME)
_BEFORE_REPORTS = STAGES[: STAGES.index(reports.NAME)]
_WHEREVER_DOCUMENTS_ARE = frozenset((package.NAME, site.NAME, publish.NAME, AUTHORED))
"""Stages of which there is one state, as their outputs are the same files wherever the documents come from."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `stages` are done in the order of `STAGES`, whatever their order here.

    `output` is a folder or URL to which the website is put in the end; empty for none.
    """

    stages: tuple[str, ...] = STAGES
    force: bool = False
    dry_run: bool = False
    only: Selection = field(default_factory=Selection)
    parameters: Mapping[str, str] = field(default_factory=dict)
    engine: Engine = "auto"
    scheduler: str = "processes"
    workers: int | None = None
    renderer: Renderer = "auto"
    output: str = ""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did, or would do.

    `left_out` are the files that are no disclosures, whenever that was found out; `index` is the first page of the
    site, None where there is none.
    """

    planned: tuple[Planned, ...]
    failures: tuple[Failure, ...]
    left_out: tuple[Failure, ...]
    counts: Mapping[str, StageCount]
    index: Path | None
    notes: tuple[str, ...]


def build(folders: Folders, options: Options | None = None, progress: Progress | None = None) -> Outcome:
    """Brings a project up to date, or says what that would take.

    A document or notebook that fails is in the outcome and stops no other. Raises `BudgetlibError` where nothing
    can be done: no documents, another build at work, a notebook without parameters, a package that can't be
    written.
    """
    options = options or Options()
    engine = papermill_engine(options.engine)
    if is_cluster(options.scheduler):
        folders = replace(folders, root=folders.root.resolve())  # workers are in other folders
    elif engine is not None:
        reserve()  # here, so that all workers share one server
    state_file = None if options.dry_run and not folders.state.exists() else folders.state
    with State(state_file, shared=_WHEREVER_DOCUMENTS_ARE) as state:
        if state.interrupted and not options.dry_run:
            remove_partial(folders.kept, folders.build)
        if parse.NAME not in options.stages:
            folders = _as_packaged(folders, state)
        state.scope = folders.scope
        with _pool(folders, options) as pool:
            runner = Runner(state, pool, progress or Progress(), force=options.force, dry=options.dry_run)
            return _Build(folders, options, runner, engine).run()


def _pool(folders: Folders, options: Options) -> Pool:
    scheduler = "serial" if options.dry_run else options.scheduler
    reads = () if is_url(folders.documents_from) else (folders.raw,)
    return open_pool(scheduler, options.workers, shared=folders.kept, reads=reads)


class _Build:
    """One build, stage by stage."""

    def __init__(self, folders: Folders, options: Options, runner: Runner, engine: str | None) -> None:
        self.folders = folders
        self.options = options
        self.runner = runner
        self.engine = engine
        self.readings = KeptReadings.at(folders.readings)
        self.record = RunRecord.after(folders.run_record, _told(options, folders))
        self.notes: list[str] = []

    def run(self) -> Outcome:
        stages = self.options.stages
        if parse.NAME in stages:
            packaged = self.write_package(self.parse_documents())
            if packaged is None:
                return self.outcome()
        else:
            packaged = self.packaged_before()
        if sources.NAME in stages:
            self.write_source_pages(packaged)
        if notebooks.NAME in stages:
            self.run_notebooks(packaged)
        if reports.NAME in stages:
            self.write_record(ended=False)  # a report may show it
            self.run_reports()
        if site.NAME in stages:
            self.render_site(packaged)
            if self.options.output:
                self.publish()
        return self.outcome()

    def parse_documents(self) -> list[str]:
        """Parses what is stale; returns the names of all documents, without their annexes."""
        runner, folders = self.runner, self.folders
        documents = RawDocuments(folders, runner.state, runner.progress, dry=runner.dry)
        for name, error in documents.failures.items():
            runner.fail(parse.NAME, name, name, error)
        listed = read_sources(folders.raw / SOURCES_FILE)
        if not documents.names:
            raise ReadError(
                "there are no disclosures here",
                file=folders.documents_from or folders.raw,
                remedy="put some into it",
            )
        readings = self.readings.made_again() if self.options.force else self.readings
        steps = parse.parse_steps(folders, documents, listed, runner.state, readings)
        names = [step.item for step in steps]
        self.record.inputs = {
            file: step.inputs[file] or "" for step in steps for file in (step.item, *step.job.annexes)
        }
        self.notes.extend(_sources_at_odds(listed, self.record.inputs))
        runner.retire(parse.NAME, names, folders.result)
        runner.run(
            parse.NAME,
            parse.parse,
            steps,
            lambda step: self.chosen(step, listed.get(step.item, UNLISTED)),
            limits=self.options.limits,
            settles=NotADisclosure,
        )
        results = {name: result for name in names if (result := runner.result(parse.NAME, name))}
        together = (
            [] if runner.dry else parse.matching_steps(folders, documents, listed, results, self.readings)
        )
        if together:
            runner.run(parse.NAME, parse.parse, together, limits=self.options.limits, settles=NotADisclosure)
            parts = {part for step in together for part in step.job.annexes}
            names = [name for name in names if name not in parts]
            runner.retire(parse.NAME, names, folders.result)
        if not runner.dry and any(planned.stage == parse.NAME for planned in runner.planned):
            hashes = {digest.removeprefix(DIGEST) for digest in self.record.inputs.values()}
            self.readings.keep_only(hashes)
        return names

    def chosen(self, step: Step[parse.ParseJob], row: SourceRow) -> bool:
        """Whether a document is among those asked for; results of an older form are made again in any case."""
        entry = self.runner.state.entry(parse.NAME, step.item)
        if entry is None:
            return self.options.only.includes({**row, "file": step.item})
        if entry.inputs.get(parse.RESULT_FORM) != step.inputs[parse.RESULT_FORM]:
            return True
        return self.options.only.includes({**(entry.result or row), "file": step.item})

    def write_package(self, names: list[str]) -> list[PackagedDocument] | None:
        """Writes the data package if it is stale; its documents, or None where there is nothing to go on with."""
        decisions = read_decisions(self.folders.decisions)
        packaged = self.parsed(names, decisions)
        if not packaged and not self.options.dry_run:
            return None
        complete = not self.runner.awaited(parse.NAME)
        step = package.package_step(
            self.folders, packaged, decisions, complete=complete, anew=self.options.force
        )
        progress = self.runner.progress
        self.runner.run(package.NAME, lambda job: package.write(job, progress), [step], local=True)
        result = self.runner.result(package.NAME, package.ITEM)
        if result is None and not self.options.dry_run:
            return None
        self.notes.extend(
            f"{self.folders.decisions.name}, line {line}: decides on something that is not there"
            for line in (result or {}).get("unused_decisions", ())
        )
        return packaged

    def parsed(self, names: list[str], decisions: Sequence[Decision]) -> list[PackagedDocument]:
        """The documents that were parsed, each identifier once, with what was decided on them."""
        decided = defaultdict(list)
        for decision in decisions:
            decided[decision.disclosure_id].append(decision[:-1])  # wherever it stands in the file
        awaited = self.runner.awaited(parse.NAME)
        by_identifier: dict[str, str] = {}
        found = []
        for name in names:
            result = self.runner.result(parse.NAME, name)
            if result is None:
                continue
            identifier = result["disclosure_id"]
            first = by_identifier.setdefault(identifier, name)
            if first != name:
                if parse.NAME in self.options.stages:
                    self.runner.fail(parse.NAME, name, name, same_disclosure(first, identifier))
                continue
            digest = None if name in awaited else value_digest([result["digest"], decided[identifier]])
            found.append(
                PackagedDocument(
                    identifier,
                    result["unit"],
                    result["year"],
                    result["stage"],
                    digest,
                    name,
                    tuple(result.get("annexes", ())),
                )
            )
        return found

    def packaged_before(self) -> list[PackagedDocument]:
        """The documents of the data package as it is, whoever made it."""
        state = self.runner.state
        made = self.runner.result(package.NAME, package.ITEM)
        if made is not None and made["digest"] == package_digest(self.folders.package):
            return self.parsed(sorted(state.items(parse.NAME)), read_decisions(self.folders.decisions))
        return documents_in_package(self.folders.package)

    def write_source_pages(self, documents: list[PackagedDocument]) -> None:
        """Writes the stale ones of the pages that show the documents as read."""
        steps = sources.source_steps(self.folders, documents, self.readings)
        self.runner.retire(sources.NAME, [step.item for step in steps], self.folders.executed)
        self.runner.run(sources.NAME, sources.write_source_page, steps, limits=self.options.limits)

    def run_notebooks(self, documents: list[PackagedDocument]) -> None:
        """Executes the stale ones of the documents' notebooks."""
        only = self.options.only
        chosen = {document.url for document in documents if only.includes(document.known())}
        steps = notebooks.notebook_steps(self.folders, documents, self.runner.state, self.engine)
        # pages of documents that a dry run knows nothing of yet are not listed
        self.runner.retire(notebooks.NAME, [step.item for step in steps], self.folders.executed)
        self.runner.run(
            notebooks.NAME,
            notebooks.run_notebook,
            steps,
            lambda step: step.item in chosen,
            on_failure=notebooks.leave_page,
        )

    def run_reports(self) -> None:
        """Executes the stale reports."""
        runner = self.runner
        digest = None if runner.awaited(package.NAME) else package_digest(self.folders.package)
        failing = [each for each in self.failing() if each.stage in _BEFORE_REPORTS]
        steps = reports.report_steps(
            self.folders,
            digest,
            [*failing, *runner.left_out(parse.NAME)],
            self.options.parameters,
            runner.state,
            self.engine,
        )
        runner.retire(reports.NAME, [step.item for step in steps], self.folders.executed)
        runner.run(reports.NAME, notebooks.run_notebook, steps, on_failure=notebooks.leave_page)

    def render_site(self, documents: list[PackagedDocument]) -> None:
        """Renders the site if it is stale."""
        runner = self.runner
        titles = {document.url: document.title for document in documents}
        titles |= {document.source_url: f"{document.title}：原文" for document in documents}
        step = site.site_step(
            self.folders,
            titles | dict.fromkeys(reports.report_urls(self.folders), ""),
            [
                file
                for document in documents
                for file in (document.file, *document.annexes)
                if (self.folders.raw / file).is_file()
            ],
            runner.state,
            self.options.renderer,
            complete=not any(runner.awaited(stage) for stage in STAGES),
        )
        runner.run(site.NAME, lambda job: site.render(job, self.side_by_side), [step], local=True)

    def side_by_side(
        self, render_page: Callable[[PageJob], PageOutcome], jobs: Sequence[PageJob]
    ) -> Iterator[PageOutcome]:
        """Renders pages in the pool, and tells of every one."""
        progress = self.runner.progress
        progress.begin("pages", len(jobs), 0)
        try:
            for job, outcome, error in self.runner.pool.run(render_page, jobs):
                outcome = outcome or PageFailure(job.source, str(error))
                progress.done(str(job.source), outcome.reason if isinstance(outcome, PageFailure) else "")
                yield outcome
        finally:
            progress.end()

    def publish(self) -> None:
        """Puts the site where it was asked for, as far as it changed."""
        runner = self.runner
        complete = not any(runner.awaited(stage) for stage in STAGES)
        step = publish.publish_step(self.folders, self.options.output, runner.state, complete=complete)
        runner.run(publish.NAME, publish.publish, [step], local=True)

    def outcome(self) -> Outcome:
        """What was done, and the record of it beside the data."""
        self.write_record(ended=True)
        runner = self.runner
        index = self.folders.site / "index.html"
        return Outcome(
            planned=tuple(runner.planned),
            failures=tuple(sorted(runner.failures, key=_in_order)),
            left_out=tuple(runner.left_out(parse.NAME)) if parse.NAME in self.options.stages else (),
            counts=runner.counts,
            index=index if index.is_file() else None,
            notes=tuple(self.notes),
        )

    def write_record(self, *, ended: bool) -> None:
        """Writes `run.json` where this build did anything."""
        if self.runner.planned and not self.runner.dry:
            runner = self.runner
            left_out = runner.left_out(parse.NAME)
            self.record.write(self.folders.run_record, runner.counts, self.failing(), left_out, ended=ended)

    def failing(self) -> list[Failure]:
        """What failed in this build, or in an earlier one and was not done since, in the order of the stages."""
        found = {(each.stage, each.item): each for each in self.runner.failures}
        for each in self.record.earlier:
            entry = self.runner.state.entry(each.stage, each.item)
            looked_at = each.stage in self.options.stages
            if each.stage in STAGES and (not looked_at or (entry is not None and entry.failure)):
                found.setdefault((each.stage, each.item), each)
        return sorted(found.values(), key=_in_order)


def _in_order(failure: Failure) -> tuple[int, str]:
    return _ORDER.index(failure.stage), failure.item


def _as_packaged(folders: Folders, state: State) -> Folders:
    """The folders with documents from where those of the data package came from."""
    made = state.entry(package.NAME, package.ITEM)
    if made is None or made.failure or made.result["digest"] != package_digest(folders.package):
        return folders
    return replace(folders, documents_from=made.result.get("documents_from", ""))


def _told(options: Options, folders: Folders) -> dict[str, Any]:
    """The options as `run.json` tells them."""
    return {
        "documents_from": folders.documents_from or "data/raw",
        "output": options.output or None,
        "stages": list(options.stages),
        "force": options.force,
        "only": asdict(options.only),
        "parameters": dict(options.parameters),
        "engine": options.engine,
        "scheduler": options.scheduler,
        "renderer": options.renderer,
    }


def _sources_at_odds(listed: Mapping[str, SourceRow], inputs: Mapping[str, str]) -> Iterator[str]:
    """Sentences on files whose row in `sources.csv` does not fit them."""
    for name, row in listed.items():
        if name not in inputs:
            yield f"{SOURCES_FILE} lists {name}, which is not there"
        elif row["sha256"] and inputs[name] != f"{DIGEST}{row['sha256'].lower()}":
            yield f"{name} is not the file that {SOURCES_FILE} lists: its SHA-256 is another"
        if row["part_of"] and row["part_of"] not in inputs:
            yield f"{SOURCES_FILE} says that {name} is part of {row['part_of']}, which is not there"
