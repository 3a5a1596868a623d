"""Resources: needed, applied for and secured; what projects lack for their next stage (要素跟着项目走);
demand by unit and year (电力需求摸排)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.quantity import number
from xmtz.index import means_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.means_questions import ResourceLine
from xmtz.reports.names import Names
from xmtz.reports.pools.priority import Grades, Standing, precedence

POWER: Final = "power"
"""The resource whose yearly use is a trait of projects too (traits.power_kwh)."""


class ResourceSum(NamedTuple):
    """A resource in one measure: how many lines and projects, how much. `applied`: lines applied for or secured;
    `met`: lines secured in full."""

    kind: str
    measure: str | None
    lines: int
    projects: int
    applied: int
    met: int
    needed: Fraction
    secured: Fraction
    gap: Fraction


class Lack(NamedTuple):
    """A resource that a project lacks. `wanted`: the stage asked about, its next one if none is; `late`: the
    project is in the stage already, or past it. `grade`: where it stands by yield."""

    line: ResourceLine
    wanted: str
    late: bool
    gap: Fraction
    grade: Standing | None


class Demand(NamedTuple):
    """What a unit's projects need in a year, in one measure. `power_kwh`: what they will use, 万千瓦时 a year."""

    unit: str | None
    year: str | None
    measure: str | None
    projects: int
    needed: Fraction
    secured: Fraction
    gap: Fraction


def gap(line: ResourceLine) -> Fraction:
    """How much is not secured; never below nothing."""
    return max(Fraction(0), Fraction(line.needed) - (number(line.secured) or 0))


class Resources:
    """The resources of a ledger on a day, of all units or of one, of all kinds or of one."""

    def __init__(self, ledger: Ledger, day: date, unit: str | None = None, kind: str | None = None) -> None:
        self.ledger = ledger
        self.day = day
        self.unit = unit
        self.kind = kind
        self.lines = ask.resources(ledger.facts, day.isoformat(), unit, kind)

    def sums(self) -> list[ResourceSum]:
        """The sums by kind and measure, in the order of the rules."""
        groups: dict[tuple[str, str | None], list[ResourceLine]] = {}
        for line in self.lines:
            groups.setdefault((line.kind, line.measure), []).append(line)
        order = Names(self.ledger).order("resource")
        made = [_sum(kind, measure, lines) for (kind, measure), lines in groups.items()]
        return sorted(made, key=lambda one: (order.get(one.kind, len(order)), one.measure or ""))

    def lacking(self, stage: str | None = None) -> list[Lack]:
        """What is short for a stage (each project's next one if none is named) or an earlier one, in the order
        in which resources are to be given out: by grade of yield, then those late, urgent ones first."""
        order = {key: n for n, key in enumerate(self.ledger.rules.stages.stages)}
        grades = Grades(self.ledger, self.day)
        found = []
        for line in self.lines:
            short = gap(line)
            before = order.get(line.before or "")
            if not short or before is None:
                continue
            wanted = stage or self._next(line.stage)
            if wanted is None or wanted not in order or before > order[wanted]:
                continue
            reached = order.get(line.stage or "", -1)
            found.append(Lack(line, wanted, reached >= before, short, grades.of(line.id, line.owner)))
        found.sort(
            key=lambda one: (
                *precedence(one.grade),
                not one.late,
                one.line.urgency or 9,
                one.line.id,
                one.line.n,
            )
        )
        return found

    def _next(self, stage: str | None) -> str | None:
        """The stage that follows: the first of those that may, other than giving up; the stage itself at the end."""
        stages = self.ledger.rules.stages.stages
        if stage is None:
            return next(iter(stages), None)
        rule = stages.get(stage)
        if rule is None:
            return None
        following = (key for key in rule.next if key in stages and "ended" not in stages[key].marks)
        return next(following, stage)

    def demand(self) -> list[Demand]:
        """What is needed by unit and by year, in the order of units.yaml; those without a year last."""
        groups: dict[tuple[str | None, str | None, str | None], list[ResourceLine]] = {}
        for line in self.lines:
            groups.setdefault((line.unit, line.year, line.measure), []).append(line)
        order = Names(self.ledger).order("unit")
        made = []
        for (unit, year, measure), lines in groups.items():
            one = _sum("", measure, lines)
            made.append(Demand(unit, year, measure, one.projects, one.needed, one.secured, one.gap))
        made.sort(
            key=lambda d: (
                d.unit is None,
                order.get(d.unit or "", len(order)),
                d.year or "9",
                d.measure or "",
            )
        )
        return made

    def consumption(self) -> dict[tuple[str | None, str | None], tuple[int, Fraction]]:
        """The power that projects will use in a year, by unit and year: how many say so, and 万千瓦时."""
        found: dict[tuple[str | None, str | None], tuple[int, Fraction]] = {}
        for one in ask.consumers(self.ledger.facts, self.day.isoformat(), self.unit):
            count, total = found.get((one.unit, one.year), (0, Fraction(0)))
            found[one.unit, one.year] = (count + 1, total + Fraction(one.power_kwh))
        return found


def _sum(kind: str, measure: str | None, lines: Iterable[ResourceLine]) -> ResourceSum:
    listed = list(lines)
    return ResourceSum(
        kind,
        measure,
        len(listed),
        len({one.id for one in listed}),
        sum(one.applied is not None or one.secured is not None for one in listed),
        sum(not gap(one) for one in listed),
        sum((Fraction(one.needed) for one in listed), Fraction(0)),
        sum((number(one.secured) or Fraction(0) for one in listed), Fraction(0)),
        sum((gap(one) for one in listed), Fraction(0)),
    )
