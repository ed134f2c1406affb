"""The build: from documents to the website, doing only what is stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from budgetlib.atomic import remove_partial
from budgetlib.batch.authored import KEPT_AS as AUTHORED
from budgetlib.batch.building import Build, Options, told
from budgetlib.batch.fingerprints import keep_imports, recall_imports
from budgetlib.batch.folders import Folders
from budgetlib.batch.locations import is_url
from budgetlib.batch.pool import Pool, is_cluster, open_pool
from budgetlib.batch.progress import Progress
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.record import RunRecord
from budgetlib.batch.runner import Failure, Planned, Runner, StepCount
from budgetlib.batch.state import State
from budgetlib.batch.steps import notebooks, package, parse, publish, reports, site, sources
from budgetlib.engine.choice import papermill_engine
from budgetlib.engine.warm import reserve
from budgetlib.errors import BudgetlibError, LimitExceeded
from budgetlib.temporary import sweep


class Step(Protocol):
    """A step of a build: a module of `steps`."""

    NAME: str

    def run(self, build: Build) -> None:
        """Does what is stale of it."""


_STEPS: Final[tuple[Step, ...]] = (parse, package, sources, notebooks, reports, site, publish)
_ORDER: Final = tuple(step.NAME for step in _STEPS)
EVERYTHING: Final = _ORDER[:-1]
"""The steps of a whole build; the website is put elsewhere where that is asked for."""
EXECUTING: Final = (notebooks.NAME, reports.NAME)
RENDERING: Final = (site.NAME,)
_WHEREVER_DOCUMENTS_ARE = frozenset((package.NAME, site.NAME, publish.NAME, AUTHORED))
"""Steps of which there is one state, as their outputs are the same files wherever the documents come from."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did, or would do.

    `left_out` are the files that are no disclosures, whenever that was found out, and `read` the labels of all files
    that this build looked at; `index` is the first page of the site, None where there is none or this build is not about it.
    """

    planned: tuple[Planned, ...]
    failures: tuple[Failure, ...]
    left_out: tuple[Failure, ...]
    read: frozenset[str]
    counts: Mapping[str, StepCount]
    index: Path | None
    notes: tuple[str, ...]


def build(folders: Folders, options: Options | None = None, progress: Progress | None = None) -> Outcome:
    """Brings a project up to date, or says what that would take.

    A document or notebook that fails is in the outcome and stops no other. Raises `BudgetlibError` where nothing
    can be done: no documents, another build at work, a notebook without parameters, a package that can't be
    written.
    """
    options = options or Options()
    sweep()
    engine = papermill_engine(options.engine)
    wanted = options.steps or EVERYTHING
    if options.output and site.NAME in wanted:
        wanted = (*wanted, publish.NAME)
    if is_cluster(options.scheduler):
        folders = replace(folders, root=folders.root.resolve())  # workers are in other folders
    elif engine is not None:
        reserve()  # here, so that all workers share one server
    state_file = None if options.dry_run and not folders.state.exists() else folders.state
    with State(state_file, shared=_WHEREVER_DOCUMENTS_ARE, verify=options.verify) as state:
        if state.interrupted and not options.dry_run:
            remove_partial(folders.kept, folders.build)
        if parse.NAME not in wanted:
            folders = package.as_packaged(folders, state)
        state.scope = folders.scope
        recall_imports(folders.imports)
        with _pool(folders, options) as pool:
            runner = Runner(state, pool, progress or Progress(), force=options.force, dry=options.dry_run)
            record = RunRecord.after(folders.run_record, told(options, wanted, folders))
            readings = KeptReadings.at(folders.readings)
            going_on = Build(folders, options, runner, engine, _ORDER, wanted, record, readings)
            _run(going_on)
            if runner.planned and not options.dry_run:
                keep_imports(folders.imports)
            if any(failure.kind == LimitExceeded.__name__ for failure in runner.failures):
                remove_partial(folders.kept)  # what was ended in the middle of a file could not clear it away
            return _outcome(going_on)


def _pool(folders: Folders, options: Options) -> Pool:
    scheduler = "serial" if options.dry_run else options.scheduler
    reads = () if is_url(folders.documents_from) else (folders.raw,)
    return open_pool(scheduler, options.workers, shared=folders.kept, reads=reads)


def _run(build: Build) -> None:
    """Does the steps that are wanted, as far as there are documents to go on with."""
    if parse.NAME not in build.wanted:
        build.documents = package.documents_before(build)
        _require_chosen(build)
    for step in _STEPS:
        if step.NAME in build.wanted:
            step.run(build)
        if step is package:
            if build.documents is None:
                return
            _require_chosen(build)


def _require_chosen(build: Build) -> None:
    """Raises `BudgetlibError` where documents were asked for by name and there are none of them."""
    only, documents = build.options.only, [document.known() for document in build.documents or ()]
    if only and documents and not any(map(only.includes, documents)) and not build.options.dry_run:
        raise BudgetlibError("no document fits --only", remedy=only.near(documents))


def _outcome(build: Build) -> Outcome:
    """What was done, and the record of it beside the data."""
    runner = build.runner
    every = runner.left_out(parse.NAME)
    build.write_record(every, ended=True)
    index = build.folders.site / "index.html"
    return Outcome(
        planned=tuple(runner.planned),
        failures=tuple(build.in_order(runner.failures)),
        left_out=tuple(every) if parse.NAME in build.wanted else (),
        read=frozenset(planned.label for planned in runner.planned if planned.step == parse.NAME),
        counts=runner.counts,
        index=index if index.is_file() and site.NAME in build.wanted else None,
        notes=tuple(build.notes),
    )
