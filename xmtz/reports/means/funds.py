"""Funds: what was planned, arrived and was paid, by source; bond money against its clock; applications that wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.index import means_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.index.means_questions import FundLine
from xmtz.records.calendar import calendar_of
from xmtz.records.quantities import Duration
from xmtz.reports.names import Names

GROUPINGS: Final = ("source", "unit", "project", "batch")


class FundSum(NamedTuple):
    """The lines of one group. `due`: what had arrived of lines whose plan is known, over which the rate goes."""

    key: tuple[str | None, ...]
    lines: int
    projects: int
    planned: Fen
    arrived: Fen
    paid: Fen
    due: Fen

    @property
    def arrival_rate(self) -> Fraction | None:
        """到位率: arrived of planned, over the lines that have a plan."""
        return Fraction(self.due, self.planned) if self.planned else None

    @property
    def payment_rate(self) -> Fraction | None:
        """支付率: paid of arrived."""
        return Fraction(self.paid, self.arrived) if self.arrived else None


class Clocked(NamedTuple):
    """Money that has to be used by a day. `left`: days, negative past it; `unspent`: of what was planned,
    or of what arrived where no plan is written."""

    line: FundLine
    by: date
    left: int
    unspent: Fen

    @property
    def overdue(self) -> bool:
        """Whether the day has gone by with money left."""
        return self.left < 0 and self.unspent > 0


class Waiting(NamedTuple):
    """Money applied for that has not been issued; `days` since the application."""

    line: FundLine
    days: int


def use_by(issued: date, clock: Duration, ledger: Ledger) -> date:
    """The last day to use money issued on a day. Months and years run from the month after the issue
    (自发行次月起), so they end with a month; days from the day after."""
    if clock.unit in ("m", "y"):
        months = clock.number * (12 if clock.unit == "y" else 1)
        return Month.of(issued).plus(months).last_day
    if clock.unit == "d":
        return issued + timedelta(days=clock.number)
    return calendar_of(ledger.rules).due(issued, clock.number, clock.unit).day


class Funds:
    """The funds of a ledger on a day, of all units or of one, of all sources or of one."""

    def __init__(self, ledger: Ledger, day: date, unit: str | None = None, source: str | None = None) -> None:
        self.ledger = ledger
        self.day = day
        self.lines = [
            one
            for one in ask.funds(ledger.facts, day.isoformat(), unit)
            if source is None or one.source == source
        ]

    def sums(self, by: str) -> list[FundSum]:
        """The sums by source, unit, project or batch, in the order of the rules and of units.yaml."""
        keys: dict[str, Callable[[FundLine], tuple[str | None, ...]]] = {
            "source": lambda one: (one.source,),
            "unit": lambda one: (one.unit,),
            "project": lambda one: (one.id, one.name),
            "batch": lambda one: (one.source, one.batch),
        }
        groups: dict[tuple[str | None, ...], list[FundLine]] = {}
        for line in self.lines:
            if by != "batch" or line.batch is not None:
                groups.setdefault(keys[by](line), []).append(line)
        order = Names(self.ledger).order("unit" if by == "unit" else "fund")

        def place(one: FundSum) -> tuple[object, ...]:
            first = one.key[0]
            rest = tuple(key or "" for key in one.key[1:])
            known = order.get(first or "", len(order)) if by != "project" else 0
            return (first is None, known, first or "", *rest)

        return sorted((_sum(key, lines) for key, lines in groups.items()), key=place)

    def total(self, by: str) -> FundSum:
        """The sum of the lines that the groups hold."""
        return _sum((None,), [one for one in self.lines if by != "batch" or one.batch is not None])

    def clocked(self) -> list[Clocked]:
        """Issued money of sources with a time limit, the earliest day first; all of it, used up or not."""
        terms = self.ledger.rules.terms.funds or {}
        found = []
        for line in self.lines:
            clock = terms[line.source].clock if line.source in terms else None
            if clock is None or line.issued is None:
                continue
            by = use_by(date.fromisoformat(line.issued), clock, self.ledger)
            whole = line.planned if line.planned is not None else line.arrived
            found.append(Clocked(line, by, (by - self.day).days, max(0, whole - line.paid)))
        found.sort(key=lambda one: (one.by, one.line.id, one.line.n))
        return found

    def waiting(self) -> list[Waiting]:
        """Applications without an issue of which nothing has arrived, the oldest first."""
        found = [
            Waiting(line, (self.day - date.fromisoformat(line.applied)).days)
            for line in self.lines
            if line.applied is not None and line.issued is None and not line.arrived and not line.ended
        ]
        return sorted(found, key=lambda one: (one.line.applied or "", one.line.id, one.line.n))


def _sum(key: tuple[str | None, ...], lines: Iterable[FundLine]) -> FundSum:
    listed = list(lines)
    return FundSum(
        key,
        len(listed),
        len({one.id for one in listed}),
        sum(one.planned or 0 for one in listed),
        sum(one.arrived for one in listed),
        sum(one.paid for one in listed),
        sum(one.arrived for one in listed if one.planned is not None),
    )
