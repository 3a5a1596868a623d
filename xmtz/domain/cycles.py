"""The periods of the calendar: days, weeks, fortnights, months, quarters, halves and years.

Weeks begin on Monday. Fortnights are pairs of weeks, counted through without regard to years from
Monday, 1 January 2001; a week has its ISO number, 2025-W29, and a fortnight those of both its weeks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.months import FIRST_YEAR, LAST_YEAR, DateError, Month, parse_loose_month
from xmtz.domain.refusal import quoted
from xmtz.words.lang import Say

EVERY: Final = ("day", "week", "fortnight", "month", "quarter", "half", "year")
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_EPOCH: Final = date(2001, 1, 1)  # a Monday


class Cycle(NamedTuple):
    """One period: its first and its last day."""

    every: str
    first: date
    last: date

    def __str__(self) -> str:
        """As files and JSON name it: 2025-07-14, 2025-W29, 2025-W28-W29, 2025-07, 2025-Q3, 2025-H2, 2025."""
        if self.every == "day":
            return self.first.isoformat()
        if self.every == "week":
            return _week(self.first)
        if self.every == "fortnight":
            return f"{_week(self.first)}-{_week(self.last).split('-')[1]}"
        if self.every == "month":
            return str(Month.of(self.last))
        if self.every == "year":
            return f"{self.last.year:04d}"
        letter = "Q" if self.every == "quarter" else "H"
        return f"{self.last.year:04d}-{letter}{self.number}"

    @property
    def number(self) -> int:
        """Which month, quarter or half of its year it is, from 1."""
        return self.last.month // _MONTHS[self.every]

    @property
    def next(self) -> Cycle:
        """The period after this one."""
        return cycle_of(self.every, self.last + timedelta(days=1))

    @property
    def previous(self) -> Cycle:
        """The period before this one."""
        return cycle_of(self.every, self.first - timedelta(days=1))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def cycle_of(every: str, day: date) -> Cycle:
    """The period that a day lies in."""
    days = _DAYS.get(every)
    if days is not None:
        first = day - timedelta(days=(day - _EPOCH).days % days)
        return Cycle(every, first, first + timedelta(days=days - 1))
    size = _MONTHS[every]
    month = Month(day.year, (day.month - 1) // size * size + 1)
    return Cycle(every, month.first_day, month.plus(size - 1).last_day)


def cycles(every: str, first: date, last: date) -> Iterator[Cycle]:
    """The periods whose last day lies from `first` to `last`, so that each belongs to one month only."""
    one = cycle_of(every, first)
    while one.last <= last:
        yield one
        one = one.next


def length(every: str) -> int:
    """How many days a period has; of a month or more, the most there can be."""
    return _DAYS.get(every) or {1: 31, 3: 92, 6: 184, 12: 366}[_MONTHS[every]]


_YEAR: Final = re.compile(r"([0-9]{4}) ?(?:年度?)?")
_QUARTER: Final = re.compile(r"([0-9]{4}) ?(?:[-/年]? ?[Qq]([1-4])|年? ?第? ?([一二三四1-4]) ?季度?)")
_HALF: Final = re.compile(r"([0-9]{4}) ?(?:[-/年]? ?[Hh]([12])|年? ?([上下]) ?半年)")
_WEEK: Final = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")
_NUMBERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


def parse_cycle(text: str) -> Cycle:
    """What a person wrote: 2025, 2023-Q3, 2023年三季度, 2023-H1, 2023年上半年, 2025-07, 2025-W29. Raises DateError."""
    plain = " ".join(text.split()) if len(text) <= 40 else ""
    found = _WEEK.fullmatch(plain)
    try:
        if found:
            return cycle_of("week", date.fromisocalendar(int(found[1]), int(found[2]), 1))
        for every, pattern in (("year", _YEAR), ("quarter", _QUARTER), ("half", _HALF)):
            found = pattern.fullmatch(plain)
            if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
                named = "1" if every == "year" else found[2] or found[3]
                number = _NUMBERS.get(named) or int(named)
                return cycle_of(every, Month(int(found[1]), number * _MONTHS[every]).first_day)
        return cycle_of("month", parse_loose_month(text).first_day)
    except (DateError, ValueError):
        raise DateError(_refusal(text)) from None


def _refusal(text: str) -> Say:
    return Say(
        f"“{quoted(text)}”不是月、季、半年或年；请写如 2025-07、2025-Q3、2025-H1、2025，"
        f"年份在 {FIRST_YEAR}—{LAST_YEAR} 之间",
        f"“{quoted(text)}” is no month, quarter, half-year or year; write such as 2025-07, 2025-Q3, 2025-H1, 2025,"
        f" within {FIRST_YEAR}-{LAST_YEAR}",
    )
