"""`run.json`: what the last command did, for people who ask later how the data and pages beside it came about.

What a command did not look at again is taken over from the record that is there: documents that failed are named as
long as they do, whether or not the last command read any.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from budgetlib import __version__
from budgetlib.atomic import write_text
from budgetlib.batch.distributions import ALL
from budgetlib.batch.fingerprints import versions
from budgetlib.batch.runner import Failure, StepCount


@dataclass(slots=True)
class RunRecord:
    """A build while it runs; `write` may be called at any time."""

    options: Mapping[str, Any]
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Document -> digest of its bytes."""
    earlier: tuple[Failure, ...] = ()
    """What had failed when it began."""
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    @classmethod
    def after(cls, path: Path, options: Mapping[str, Any]) -> Self:
        """The record of a build that begins: with inputs and failures of the one before, of the same documents."""
        try:
            before = json.loads(path.read_text("utf-8"))
            if before["options"]["documents_from"] != options["documents_from"]:
                return cls(options)
            return cls(
                options,
                inputs={each["file"]: each["digest"] for each in before["inputs"]},
                earlier=tuple(Failure(**each) for each in before["failures"]),
            )
        except (OSError, ValueError, TypeError, KeyError):  # there is none, or another version wrote it
            return cls(options)

    def write(
        self,
        path: Path,
        counts: Mapping[str, StepCount],
        failures: Sequence[Failure],
        left_out: Sequence[Failure],
        *,
        ended: bool,
    ) -> None:
        """Writes the record; `ended` says that the build is over."""
        now = datetime.now(UTC)
        content = {
            "budgetlib": __version__,
            "started": self.started.isoformat(timespec="seconds"),
            "ended": now.isoformat(timespec="seconds") if ended else None,
            "seconds": round((now - self.started).total_seconds(), 2),
            "system": platform.platform(),
            "versions": versions(ALL),
            "options": dict(self.options),
            "steps": {name: _rounded(asdict(count)) for name, count in counts.items()},
            "failures": [failure._asdict() for failure in failures],
            "left_out": [each._asdict() for each in left_out],
            "inputs": [{"file": name, "digest": digest} for name, digest in self.inputs.items()],
        }
        write_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _rounded(count: dict[str, Any]) -> dict[str, Any]:
    return count | {"seconds": round(count["seconds"], 2)}
