"""Made-up disclosures with everything that is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetlib.synthetic.draft import Draft
from budgetlib.synthetic.draws import Draws
from budgetlib.synthetic.faults import Fault, WrittenFault, possible_faults, write_fault
from budgetlib.synthetic.invent import invent_budget, invent_final, invent_unit
from budgetlib.synthetic.layouts.county import write_county_budget
from budgetlib.synthetic.layouts.final_account import write_final_account
from budgetlib.synthetic.layouts.metropolis import write_metropolis_budget
from budgetlib.synthetic.truth import BUDGET, COUNTY, FINAL, UnitYear

STAGES = (BUDGET, FINAL)


@dataclass(frozen=True, slots=True)
class SyntheticDocument:
    """A made-up disclosure: its text as Markdown, the truth behind it, and the error in it, if any."""

    file: str
    """Its file name, made of the unit's number, year and stage."""
    text: str
    truth: UnitYear
    fault: WrittenFault | None


def generate(
    units: int, years: Sequence[int], *, stages: Sequence[str] = STAGES, errors: float = 0.0, seed: int = 0
) -> Iterator[SyntheticDocument]:
    """Disclosures of so many units for some years, unit by unit, the same for the same arguments.

    A document does not depend on which others are asked for. `errors` is the share of documents (0 to 1) that get
    an error. Raises `BudgetlibError` where there are not enough names for the units.
    """
    for number in range(units):
        unit = invent_unit(seed, number)
        for year in years:
            for stage in stages:
                invent = invent_budget if stage == BUDGET else invent_final
                yield write_document(
                    invent(seed, unit, year), Draws(seed, "errors", number, year, stage), errors
                )


def write_document(truth: UnitYear, draws: Draws, errors: float = 0.0) -> SyntheticDocument:
    """A document of a unit's year, with an error in so many of them."""
    draft = draft_of(truth)
    written = _some_fault(draft, truth, draws) if draws.chance(errors) else None
    return SyntheticDocument(file_name(truth), draft.text(), truth, written)


def draft_of(truth: UnitYear) -> Draft:
    """A document before it is written, in the layout of its unit and stage."""
    if truth.stage == FINAL:
        return write_final_account(truth)
    return write_county_budget(truth) if truth.unit.layout == COUNTY else write_metropolis_budget(truth)


def file_name(truth: UnitYear) -> str:
    """`unit-0007-2024-budget.md`."""
    return f"unit-{truth.unit.number:04d}-{truth.year}-{truth.stage}.md"


def _some_fault(draft: Draft, truth: UnitYear, draws: Draws) -> WrittenFault | None:
    """Writes one of the errors that the document can have."""
    options: list[Fault] = possible_faults(truth)
    while options:
        one = options.pop(draws.integer(0, len(options) - 1))
        written = write_fault(one, draft, truth, draws)
        if written is not None:
            return written
    return None
