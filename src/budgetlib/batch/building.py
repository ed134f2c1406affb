"""A build while it goes on: what every step is given, and what it leaves for those after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from budgetlib.batch.folders import Folders
from budgetlib.batch.limits import Limits
from budgetlib.batch.packaged import PackagedDocument
from budgetlib.batch.readings import KeptReadings
from budgetlib.batch.record import RunRecord
from budgetlib.batch.runner import Failure, Runner
from budgetlib.batch.selection import Selection

if TYPE_CHECKING:  # a build with nothing to do needs neither
    from budgetlib.engine.choice import Engine
    from budgetlib.site import Renderer

RENDERERS: Final[tuple[Renderer, ...]] = ("auto", "quarto", "embedded")


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `steps` are done in their order in a build, whatever their order here; all for none.

    With `verify` every file is read, instead of believing sizes and times. `output` is a folder or URL to which the website is put in the end; empty for none.
    """

    steps: tuple[str, ...] = ()
    force: bool = False
    verify: bool = False
    dry_run: bool = False
    only: Selection = field(default_factory=Selection)
    parameters: Mapping[str, str] = field(default_factory=dict)
    engine: Engine = "auto"
    scheduler: str = "processes"
    workers: int | None = None
    renderer: Renderer = "auto"
    output: str = ""
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True)
class Build:
    """One build. `order` names all steps that there are, `wanted` those to be done; `engine` is a papermill engine.

    `parsed` are the files of `data/raw` that are documents of their own, as the first step finds them, and `documents`
    those of the data package; None where there is none, and nothing to go on with. `notes` are for people.
    """

    folders: Folders
    options: Options
    runner: Runner
    engine: str | None
    order: Sequence[str]
    wanted: Sequence[str]
    record: RunRecord
    readings: KeptReadings
    parsed: Sequence[str] = ()
    documents: Sequence[PackagedDocument] | None = None
    notes: list[str] = field(default_factory=list)

    def write_record(self, left_out: Sequence[Failure], *, ended: bool) -> None:
        """Writes `run.json` where this build did anything."""
        if self.runner.planned and not self.runner.dry:
            self.record.write(
                self.folders.run_record, self.runner.counts, self.failing(), left_out, ended=ended
            )

    def failing(self) -> list[Failure]:
        """What failed in this build, or in an earlier one and was not done since, in the order of the steps."""
        found = {(each.step, each.item): each for each in self.runner.failures}
        for each in self.record.earlier:
            entry = self.runner.state.entry(each.step, each.item)
            looked_at = each.step in self.wanted
            if each.step in self.order and (not looked_at or (entry is not None and entry.failure)):
                found.setdefault((each.step, each.item), each)
        return self.in_order(found.values())

    def in_order(self, failures: Iterable[Failure]) -> list[Failure]:
        """Failures in the order of the steps, and within one by their item."""
        return sorted(failures, key=lambda each: (self.order.index(each.step), each.item))


def told(options: Options, steps: Sequence[str], folders: Folders) -> dict[str, Any]:
    """The options as `run.json` tells them."""
    return {
        "documents_from": folders.documents_from or "data/raw",
        "output": options.output or None,
        "steps": list(steps),
        "force": options.force,
        "only": asdict(options.only),
        "parameters": dict(options.parameters),
        "engine": options.engine,
        "scheduler": options.scheduler,
        "renderer": options.renderer,
    }
