"""The plan of a year's key projects (年度重点项目建设计划), made from the pool: continued, planned starts, reserve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.money import Fen
from xmtz.index.invest_plans import Planned
from xmtz.index.ledger import Ledger
from xmtz.reports.names import Names
from xmtz.reports.pools.invest_plans import Asked, asked, before, is_expected, stages_before_start
from xmtz.words.lang import Say

CONTINUED: Final = "continued"
START: Final = "start"
RESERVE: Final = "reserve"
PARTS: Final = {
    CONTINUED: Say("续建项目", "Continued"),
    START: Say("计划新开工项目", "Planned starts"),
    RESERVE: Say("储备项目", "Reserve"),
}
GROUPS: Final = ("sector", "unit", "level", "batch")


class AnnualRow(NamedTuple):
    """A project of the plan. `finishes`: planned to be completed in the year; `carried`: it should have started
    before; `unplanned`: no investment is planned for the year though it is under way or to start."""

    part: str
    project: Planned
    group: str | None
    before: Fen
    plan: Fen | None
    finishes: bool
    carried: bool


class AnnualSum(NamedTuple):
    """Several projects together."""

    key: str | None
    projects: int
    total: Fen
    before: Fen
    plan: Fen
    finishing: int
    unplanned: int


class Annual(NamedTuple):
    """The plan of a year. `by`: what its rows are grouped by within each part."""

    year: int
    day: date
    by: str
    expected: bool
    rows: list[AnnualRow]
    parts: dict[str, AnnualSum]
    groups: list[AnnualSum]
    whole: AnnualSum
    bundled: bool
    counts: Asked


def annual(ledger: Ledger, day: date, year: int, where: Mapping[str, str], bundled: bool, by: str) -> Annual:
    """The plan of a year as known on a day.

    Continued: started before the year and not completed before it. Starts: planned or made in the year, and
    planned before it but not made (结转). Reserve: in a stage that a start may follow, or with a plan for the year; its
    start is planned later or not yet.
    """
    names = Names(ledger)
    counts = asked(ledger, day, year, where, bundled)
    group = _grouping(ledger, by)
    reserve = stages_before_start(ledger.rules)
    order = names.order(by)
    rows = [row for one in counts.rows if (row := _row(one, year, day, group(one), reserve)) is not None]
    parts = list(PARTS)
    rows.sort(
        key=lambda row: (
            parts.index(row.part), row.group is None, order.get(row.group or "", len(order)), row.group or "",
            -(row.project.total or 0), row.project.id,
        )
    )  # fmt: skip
    keys = sorted(
        {row.group for row in rows},
        key=lambda key: (key is None, order.get(key or "", len(order)), key or ""),
    )
    return Annual(
        year, day, by, is_expected(year, day), rows,
        {part: _sum(part, (row for row in rows if row.part == part)) for part in parts},
        [_sum(key, (row for row in rows if row.group == key)) for key in keys], _sum(None, rows), bundled, counts,
    )  # fmt: skip


def _grouping(ledger: Ledger, by: str) -> Callable[[Planned], str | None]:
    stages = ledger.rules.stages.stages

    def batch(one: Planned) -> str | None:
        stage = stages.get(one.stage or "")
        return stage.batch if stage is not None else None

    own: dict[str, Callable[[Planned], str | None]] = {
        "sector": lambda one: one.sector,
        "unit": lambda one: one.unit,
        "level": lambda one: one.level,
        "batch": batch,
    }
    return own[by]


def _row(one: Planned, year: int, day: date, group: str | None, reserve: set[str]) -> AnnualRow | None:
    first, last = f"{year:04d}-01-01", f"{year:04d}-12-31"
    if one.completed is not None and one.completed < first:
        return None
    carried = False
    if one.started is not None and one.started < first:
        part = CONTINUED
    elif one.started is not None and one.started <= last:
        part = START
    elif one.planned_start is not None and one.planned_start <= last:
        part, carried = START, one.planned_start < first
    elif one.stage in reserve or one.plans.get(year):
        part = RESERVE
    else:
        return None
    finishes = one.planned_finish is not None and first <= one.planned_finish <= last
    return AnnualRow(part, one, group, before(one, year, day), one.plans.get(year), finishes, carried)


def _sum(key: str | None, rows: Iterable[AnnualRow]) -> AnnualSum:
    some = list(rows)
    return AnnualSum(
        key, len(some), sum(row.project.total or 0 for row in some), sum(row.before for row in some),
        sum(row.plan or 0 for row in some), sum(row.finishes for row in some),
        sum(row.plan is None and row.part != RESERVE for row in some),
    )  # fmt: skip
