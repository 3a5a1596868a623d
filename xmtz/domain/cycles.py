"""The periods in which a regular duty recurs: days, weeks, fortnights, and the stretches of the calendar.

Weeks begin on Monday. Fortnights are pairs of weeks, counted through without regard to years from
Monday, 1 January 2001; a week has its ISO number, 2025-W29, and a fortnight those of both its weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.domain.stretches import LENGTHS, stretch_of

EVERY: Final = ("day", "week", "fortnight", "month", "quarter", "half", "year")
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
_EPOCH: Final = date(2001, 1, 1)  # a Monday


class Cycle(NamedTuple):
    """One period: its first and its last day."""

    every: str
    first: date
    last: date

    def __str__(self) -> str:
        if self.every == "day":
            return self.first.isoformat()
        if self.every == "week":
            return _week(self.first)
        if self.every == "fortnight":
            second = _week(self.last)
            return f"{_week(self.first)}-{second.split('-')[1]}"
        return str(stretch_of(self.every, Month.of(self.first)))

    @property
    def next(self) -> Cycle:
        """The period after this one."""
        return cycle_of(self.every, self.last + timedelta(days=1))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def cycle_of(every: str, day: date) -> Cycle:
    """The period that a day lies in."""
    days = _DAYS.get(every)
    if days is not None:
        first = day - timedelta(days=(day - _EPOCH).days % days)
        return Cycle(every, first, first + timedelta(days=days - 1))
    stretch = stretch_of(every, Month.of(day))
    return Cycle(every, stretch.first.first_day, stretch.last.last_day)


def cycles(every: str, first: date, last: date) -> Iterator[Cycle]:
    """The periods whose last day lies from `first` to `last`, so that each belongs to one month only."""
    one = cycle_of(every, first)
    while one.last <= last:
        yield one
        one = one.next


def length(every: str) -> int:
    """How many days a period has; of a month or more, the most there can be."""
    return _DAYS.get(every) or {1: 31, 3: 92, 6: 184, 12: 366}[LENGTHS[every]]
