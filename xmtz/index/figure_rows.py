"""The figures of a project month by month: what was reported, the year to date and all together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xmtz.domain.money import Fen
from xmtz.domain.months import Month
from xmtz.records.project import Project


class FigureRow(NamedTuple):
    """One month. None where nothing was reported; `physical_last` is the newest there is."""

    month: str
    invested: Fen | None
    stats: Fen | None
    paid: Fen | None
    physical: int | None
    invested_ytd: Fen
    stats_ytd: Fen
    paid_ytd: Fen
    invested_all: Fen
    paid_all: Fen
    physical_last: int | None


def figure_rows(project: Project) -> Iterator[FigureRow]:
    """A row for every month that has a figure, and for each January after a total up to a year's end."""
    invested, stats, paid, physical = (
        project.invested,
        project.invested_stats,
        project.paid,
        project.physical,
    )
    before = project.invested_before
    # A total up to a year's end holds from the next January on, also where no figure follows.
    months = sorted({*invested, *stats, *paid, *physical, *(Month(year + 1, 1) for year in before)})
    year = 0
    ytd = stats_ytd = paid_ytd = paid_all = every = 0
    last: int | None = None
    for month in months:
        if month.year != year:
            year = month.year
            ytd = stats_ytd = paid_ytd = 0
            every = before.get(year - 1, every)  # replaces what the months add up to
        put, counted, spent = invested.get(month), stats.get(month), paid.get(month)
        ytd += put or 0
        stats_ytd += counted or 0
        paid_ytd += spent or 0
        paid_all += spent or 0
        every += put or 0
        last = physical.get(month, last)
        yield FigureRow(
            str(month),
            put,
            counted,
            spent,
            physical.get(month),
            ytd,
            stats_ytd,
            paid_ytd,
            every,
            paid_all,
            last,
        )
