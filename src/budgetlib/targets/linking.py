"""Which projects of the project list a performance target belongs to: by name, by amount and by unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from budgetlib.disclosure import Fund, PerformanceTarget, Project
from budgetlib.money import rounding_step
from budgetlib.targets.names import KnownNames, alike, key_of, names_in
from budgetlib.text import squash

SPECIAL_FUND = "special_fund"
AMOUNT, NAME, AMBIGUOUS = "amount", "name", "ambiguous"
"""How a link was found: name and amount agree; the name alone does; or there are several that it may be."""


class Link(NamedTuple):
    """The rows of the project list (places in it) that a target belongs to, and how that was found.

    Without rows `how` is `ambiguous` where several projects or targets bear the name and the amounts
    don't tell which is meant, and empty where there is no such project.
    """

    how: str = ""
    rows: tuple[int, ...] = ()


def link_projects(projects: Sequence[Project], targets: Sequence[PerformanceTarget]) -> dict[int, Link]:
    """Number of a target -> its link.

    One name may stand for several projects (of several units, of this year and carried over), and one target for
    several rows. So a target belongs to the row of its name with its amount, to all rows of its name that add up to
    it, or to those of a similar name where the amount agrees. By name alone it is linked only where no other
    project and no other target can be meant. Where both say which unit is meant, the unit must agree.
    """
    linking = _Linking(projects, targets)
    for stage in (
        linking.by_name_and_amount,
        linking.by_name_and_sum,
        linking.by_similar_name,
        linking.by_several_names,
        linking.by_amount_and_words,
        linking.by_name_alone,
    ):
        for target in targets:
            if target.number not in linking.links and key_of(target.project):
                found = stage(target)
                if found.how:
                    linking.take(target, found)
    return {target.number: linking.links.get(target.number, Link()) for target in targets}


def with_links(
    projects: Sequence[Project], targets: Sequence[PerformanceTarget]
) -> tuple[tuple[Project, ...], tuple[PerformanceTarget, ...]]:
    """Projects that know whether a target of theirs is printed, and targets that know their projects.

    `performance_target_disclosed` stays None where it can't be told: where no targets are printed, and where a target
    that belongs to no row has the very amount of one that has no target.
    """
    of_projects = [target for target in targets if target.is_of_project]
    if not of_projects:
        return tuple(projects), tuple(targets)
    links = link_projects(projects, of_projects)
    shown = {at for link in links.values() for at in link.rows}
    left = [target for target in of_projects if not links[target.number].rows]
    names = {key_of(target.project) for target in of_projects}
    known = KnownNames([project.name for project in projects])
    near = {
        at
        for target in left
        for name in (target.project, *names_in(target.project))
        for at in known.similar(name)
    }
    amounts = {fund.amount_yuan for target in left for fund in _amounts(target) if fund.amount_yuan}
    marked = []
    for at, project in enumerate(projects):
        disclosed: bool | None = (
            at in shown or project.performance_target_disclosed or key_of(project.name) in names or at in near
        )
        if not disclosed:
            disclosed = None if project.total_yuan in amounts else False
        marked.append(project._replace(performance_target_disclosed=disclosed))
    return tuple(marked), tuple(
        _with_link(target, links[target.number], projects) if target.number in links else target
        for target in targets
    )


def _with_link(target: PerformanceTarget, link: Link, projects: Sequence[Project]) -> PerformanceTarget:
    names = dict.fromkeys(projects[at].name for at in link.rows)
    return replace(target, matched_project="、".join(names), match=link.how, matched_rows=link.rows)


class _Linking:
    """The links found so far, stage by stage."""

    def __init__(self, projects: Sequence[Project], targets: Sequence[PerformanceTarget]) -> None:
        self._projects = projects
        self._names = KnownNames([project.name for project in projects])
        self._namesakes: dict[str, list[int]] = {}
        self._with_amount: dict[Decimal | None, list[int]] = {}
        for target in targets:
            self._namesakes.setdefault(key_of(target.project), []).append(target.number)
            self._with_amount.setdefault(_amount(target), []).append(target.number)
        self._free = set(range(len(projects)))
        self._units = {squash(project.unit_name) for project in projects} - {""}
        self._by_amount: dict[Decimal | None, list[int]] = {}
        for at, project in enumerate(projects):
            self._by_amount.setdefault(project.total_yuan, []).append(at)
        self.links: dict[int, Link] = {}

    def take(self, target: PerformanceTarget, link: Link) -> None:
        """Keeps a link; its rows belong to no other target."""
        self.links[target.number] = link
        self._free -= set(link.rows)

    def by_name_and_amount(self, target: PerformanceTarget) -> Link:
        """The first row of the name and the amount: of rows with both the same, each target takes one."""
        found = [at for at in self._of_name(target) if self._agrees(target, (at,))]
        return Link(AMOUNT, tuple(found[:1])) if found else Link()

    def by_name_and_sum(self, target: PerformanceTarget) -> Link:
        """All rows of the name, where they add up to the amount."""
        found = self._of_name(target)
        return self._if_agrees(target, found) if len(found) > 1 else Link()

    def by_similar_name(self, target: PerformanceTarget) -> Link:
        """The only row of a similar name with the amount, or all such rows where they add up to it."""
        found = self._similar(target)
        same = [at for at in found if self._agrees(target, (at,))]
        return Link(AMOUNT, (same[0],)) if len(same) == 1 else self._if_agrees(target, found)

    def by_several_names(self, target: PerformanceTarget) -> Link:
        """The rows whose names the target lists (甲经费、乙经费), where they add up to its amount."""
        found: list[int] = []
        for name in names_in(target.project):
            found += self._allowed(target, self._names.similar(name))[:1]
        return self._if_agrees(target, found) if len(found) > 1 else Link()

    def by_amount_and_words(self, target: PerformanceTarget) -> Link:
        """The only free row with the amount, where no other target has it and the names share their words."""
        amount = _amount(target)
        if not amount:
            return Link()
        others = [number for number in self._with_amount[amount] if number not in self.links]
        same = self._allowed(target, self._by_amount.get(amount, ()))
        if len(others) == 1 and len(same) == 1 and alike(target.project, self._projects[same[0]].name):
            return Link(AMOUNT, (same[0],))
        return Link()

    def by_name_alone(self, target: PerformanceTarget) -> Link:
        """The only row left of the name, where no other target that is left bears it."""
        found = self._of_name(target)
        related = self._similar(target)
        if not related:
            return Link()
        rivals = [
            number
            for number in self._namesakes[key_of(target.project)]
            if number not in self.links or self.links[number].how == AMBIGUOUS
        ]
        # A special fund also holds what goes to other governments, and need not agree with the unit's own rows.
        only = (
            len(related) == 1
            and len(rivals) == 1
            and self._says_unit(target)
            and target.scope != SPECIAL_FUND
        )
        if only and (found or not _amounts(target) or self._projects[related[0]].total_yuan is None):
            return Link(NAME, tuple(related))
        return Link(AMBIGUOUS)

    def _of_name(self, target: PerformanceTarget) -> list[int]:
        """The free rows of the very name."""
        return self._allowed(target, self._names.same(target.project))

    def _similar(self, target: PerformanceTarget) -> list[int]:
        """The free rows of a similar name, those of the very name included."""
        return self._allowed(target, self._names.similar(target.project))

    def _allowed(self, target: PerformanceTarget, rows: Iterable[int]) -> list[int]:
        """The free ones of some rows; only those of the target's unit, where the list knows that unit."""
        free = [at for at in rows if at in self._free]
        unit = squash(target.implementing_unit)
        if unit not in self._units:
            return sorted(free)
        return sorted(at for at in free if squash(self._projects[at].unit_name) in ("", unit))

    def _says_unit(self, target: PerformanceTarget) -> bool:
        """Whether it is clear of which unit a target is: the list knows one at most, or the one that it names."""
        return len(self._units) < 2 or squash(target.implementing_unit) in self._units

    def _if_agrees(self, target: PerformanceTarget, rows: Sequence[int]) -> Link:
        return Link(AMOUNT, tuple(rows)) if rows and self._agrees(target, rows) else Link()

    def _agrees(self, target: PerformanceTarget, rows: Sequence[int]) -> bool:
        """Whether rows add up to an amount that the target states, within what rounding explains."""
        projects = [self._projects[at] for at in rows]
        if any(project.total_yuan is None for project in projects):
            return False
        return any(_adds_up(fund, projects) for fund in _amounts(target))


def _amount(target: PerformanceTarget) -> Decimal | None:
    return next((fund.amount_yuan for fund in _amounts(target)), None)


def _amounts(target: PerformanceTarget) -> list[Fund]:
    """The totals that a target states, that of the year first."""
    totals = [fund for fund in target.funds if fund.source == "total" and fund.amount_yuan is not None]
    return sorted(totals, key=lambda fund: fund.period != "year")


def _adds_up(fund: Fund, projects: Sequence[Project]) -> bool:
    steps = [rounding_step(fund.decimals, fund.unit)]
    steps += [rounding_step(project.decimals, project.unit) for project in projects]
    found = sum((project.total_yuan or Decimal(0) for project in projects), Decimal(0))
    return abs(found - (fund.amount_yuan or Decimal(0))) * 2 <= sum(steps, Decimal(0))
