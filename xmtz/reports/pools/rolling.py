"""The three-year rolling plan (三年滚动计划): planned investment of a year and the two after it, against the total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.money import Fen
from xmtz.index.invest_plans import Planned
from xmtz.index.ledger import Ledger
from xmtz.reports.names import Names
from xmtz.reports.pools.invest_plans import Asked, asked, before, by_unit, is_expected, stages_before_start

YEARS: Final = 3


class RollingRow(NamedTuple):
    """A project: what it has before the first year, what is planned in each. `left`: of the total, after the last
    year; negative where the plans exceed it, None where no total is said."""

    project: Planned
    before: Fen
    years: list[Fen]
    left: Fen | None

    @property
    def planned(self) -> Fen:
        """The three years together."""
        return sum(self.years)


class RollingSum(NamedTuple):
    """Several projects together; totals that are not said are left out."""

    key: str | None
    projects: int
    total: Fen
    before: Fen
    years: list[Fen]
    exceeding: int


class Rolling(NamedTuple):
    """The plan. `expected`: what is before the first year is partly planned; `unplanned`: projects under way or in the
    reserve without any plan in these years."""

    first: int
    day: date
    expected: bool
    rows: list[RollingRow]
    units: list[RollingSum]
    whole: RollingSum
    unplanned: list[Planned]
    bundled: bool
    counts: Asked

    @property
    def years(self) -> list[int]:
        """The years of the plan."""
        return [self.first + n for n in range(YEARS)]


def rolling(ledger: Ledger, day: date, first: int, where: Mapping[str, str], bundled: bool) -> Rolling:
    """The rolling plan from a year on, as known on a day."""
    names = Names(ledger)
    counts = asked(ledger, day, first, where, bundled)
    years = [first + n for n in range(YEARS)]
    eve = f"{first:04d}-01-01"
    going = [one for one in counts.rows if one.completed is None or one.completed >= eve]
    rows = [
        _row(one, first, day) for one in by_unit(going, names) if any(one.plans.get(year) for year in years)
    ]
    reserve = stages_before_start(ledger.rules)
    unplanned = [
        one
        for one in by_unit(going, names)
        if not any(one.plans.get(year) for year in years)
        and one.completed is None
        and (one.started is not None or one.stage in reserve)
    ]
    groups: dict[str | None, list[RollingRow]] = {}
    for row in rows:
        groups.setdefault(row.project.unit, []).append(row)
    units = [_sum(key, some) for key, some in groups.items()]
    return Rolling(
        first, day, is_expected(first, day), rows, units, _sum(None, rows), unplanned, bundled, counts
    )


def _row(one: Planned, first: int, day: date) -> RollingRow:
    had = before(one, first, day)
    years = [one.plans.get(first + n, 0) for n in range(YEARS)]
    return RollingRow(one, had, years, None if one.total is None else one.total - had - sum(years))


def _sum(key: str | None, rows: Iterable[RollingRow]) -> RollingSum:
    some = list(rows)
    return RollingSum(
        key,
        len(some),
        sum(row.project.total or 0 for row in some),
        sum(row.before for row in some),
        [sum(row.years[n] for row in some) for n in range(YEARS)],
        sum(row.left is not None and row.left < 0 for row in some),
    )
