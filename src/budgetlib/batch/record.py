"""`run.json`: what a build did, for people who ask later how the data beside it came about."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from budgetlib import __version__
from budgetlib.atomic import write_text
from budgetlib.batch.fingerprints import versions
from budgetlib.batch.runner import Failure, StageCount
from budgetlib.batch.stages.notebooks import DISTRIBUTIONS


@dataclass(slots=True)
class RunRecord:
    """A build while it runs; `write` may be called at any time."""

    options: Mapping[str, Any]
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Document -> digest of its bytes."""
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def write(
        self,
        path: Path,
        counts: Mapping[str, StageCount],
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
            "versions": versions(DISTRIBUTIONS),
            "options": dict(self.options),
            "stages": {name: _rounded(asdict(count)) for name, count in counts.items()},
            "failures": [failure._asdict() for failure in failures],
            "left_out": [each._asdict() for each in left_out],
            "inputs": [{"file": name, "digest": digest} for name, digest in self.inputs.items()],
        }
        write_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _rounded(count: dict[str, Any]) -> dict[str, Any]:
    return count | {"seconds": round(count["seconds"], 2)}
