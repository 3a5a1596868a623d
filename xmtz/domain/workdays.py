"""Working days of the mainland, and time limits counted in them.

The State Council announces each year's holidays and the weekends worked for them in the
autumn before. Up to the last published year the calendar is exact (chinesecalendar, from
2004); beyond it, weekends and the holidays that the law itself fixes are known, the days
off beside them are not, and every answer that touches them is marked provisional.

Periods are counted as the Civil Code says (民法典 Art. 201 to 203): the first day is not
counted, and a period that would end on a day off ends on the next working day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from xmtz.words.lang import Say

MOST = 10_000
"""The longest period that is counted, in working days, days or months; a longer one counts as this."""

_FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))

# Days that hang on the moon or the sun: New Year's Eve and the three days after it, Qingming,
# Dragon Boat, Mid-Autumn (全国年节及纪念日放假办法, 2024). First day of the lunar year, then the rest.
_MOVING = """
2027 0206 0405 0609 0915   2028 0126 0404 0528 1003   2029 0213 0404 0616 0922   2030 0203 0405 0605 0912
2031 0123 0405 0624 1001   2032 0211 0404 0612 0919   2033 0131 0404 0601 0908   2034 0219 0405 0620 0927
2035 0208 0405 0610 0916   2036 0128 0404 0530 1004   2037 0215 0404 0618 0924   2038 0204 0405 0607 0913
2039 0124 0405 0527 1002   2040 0212 0404 0614 0920
"""


class Deadline(NamedTuple):
    """A last day. `provisional`: it rests on days whose calendar has not been published."""

    day: date
    provisional: bool


class Calendar:
    """The national calendar with a ledger's own days over it.

    `overrides` says of single days whether they are worked. `known_until` is the last day
    up to which everything is known, where a ledger's own days complete a year that the
    national data lack; never earlier than those.
    """

    def __init__(self, overrides: Mapping[date, bool] | None = None, known_until: date | None = None) -> None:
        self._by_year: dict[int, dict[date, bool]] = {}
        for day, worked in (overrides or {}).items():
            self._by_year.setdefault(day.year, {})[day] = worked
        self._known_until = known_until
        self._worked: dict[int, list[int]] = {}

    @property
    def known_from(self) -> date:
        """The first day of which the calendar is exact."""
        return _published()[0]

    @property
    def known_until(self) -> date:
        """The last day of which the calendar is exact."""
        return max(_published()[1], self._known_until or date.min)

    def is_known(self, *days: date) -> bool:
        """Whether the calendar is exact on each of these days."""
        return all(self.known_from <= day <= self.known_until for day in days)

    @property
    def note(self) -> Say:
        """What to say beside a provisional day."""
        until = self.known_until
        return Say(
            f"放假安排只公布到 {until}，此后按周末和法定节日暂估；公布后可写入 rules/calendar.yaml 或升级软件。",
            f"the working-day calendar is published up to {until}; later days are estimated from weekends and "
            "statutory holidays. Once it is published, put it in rules/calendar.yaml or update the program.",
        )

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked; an estimate where `is_known` says no."""
        own = self._by_year.get(day.year)
        if own is not None and day in own:
            return own[day]
        return _nationally_worked(day)

    def working_day_from(self, day: date) -> date:
        """The day itself if it is worked, otherwise the next day that is."""
        return self.add_working_days(day, 0).day

    def next_working_day(self, day: date) -> date:
        """The first working day after the day."""
        return self.add_working_days(day, 1).day

    def add_working_days(self, day: date, number: int) -> Deadline:
        """The last day of a period of working days that begins on `day`, which is not counted.

        For 0 it is the day itself, or the next working day. Raises ValueError for a negative
        number.
        """
        number = _bounded(number)
        worked = self._year(day.year)
        at = (
            bisect_right(worked, day.toordinal()) + number - 1
            if number
            else bisect_left(worked, day.toordinal())
        )
        year = day.year
        while at >= len(worked):
            at -= len(worked)
            year += 1
            worked = self._year(year)
        last = date.fromordinal(worked[at])
        return Deadline(last, not self.is_known(day, last))

    def latest_start(self, finish: date, number: int) -> Deadline:
        """The last working day on which a period of that many can begin and end by `finish`."""
        number = _bounded(number)
        year = finish.year
        worked = self._year(year)
        at = bisect_right(worked, finish.toordinal()) - 1 - number
        while at < 0:
            year -= 1
            worked = self._year(year)
            at += len(worked)
        first = date.fromordinal(worked[at])
        return Deadline(first, not self.is_known(first, finish))

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days lie after `a` up to and including `b`; negative if `b` is earlier."""
        if b < a:
            return -self.working_days_between(b, a)
        years = range(a.year, b.year)
        whole = sum(len(self._year(year)) for year in years)
        return (
            whole
            + bisect_right(self._year(b.year), b.toordinal())
            - bisect_right(self._year(a.year), a.toordinal())
        )

    def due(self, day: date, number: int, unit: str) -> Deadline:
        """The last day of a period of working days (wd), days (d), months (m) or years (y) from `day`.

        A period in months ends on the day of the same number, or on the month's last day
        where there is none (民法典 Art. 202); one that ends on a day off ends on the next
        working day (Art. 203). Raises ValueError for another unit or a negative number.
        """
        if unit == "wd":
            return self.add_working_days(day, number)
        if unit == "d":
            end = day + timedelta(days=_bounded(number))
        elif unit in ("m", "y"):
            end = add_months(day, _bounded(number * 12 if unit == "y" else number))
        else:
            raise ValueError(unit)
        last = self.working_day_from(end)
        return Deadline(last, not self.is_known(end, last))

    def _year(self, year: int) -> list[int]:
        """The ordinals of the year's working days."""
        worked = self._worked.get(year)
        if worked is None:
            worked = _nationally_worked_days(year)
            own = self._by_year.get(year)
            if own:
                days = set(worked)
                days.update(day.toordinal() for day, is_worked in own.items() if is_worked)
                days.difference_update(day.toordinal() for day, is_worked in own.items() if not is_worked)
                worked = sorted(days)
            self._worked[year] = worked
        return worked


def add_months(day: date, months: int) -> date:
    """The day of the same number that many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (after - timedelta(days=1)).day))


def _bounded(number: int) -> int:
    if number < 0:
        raise ValueError(number)
    return min(number, MOST)


# ---- The national calendar


@cache
def _published() -> tuple[date, date, frozenset[date], frozenset[date]]:
    """From when to when the national calendar is exact; its days off; its worked weekend days."""
    from chinese_calendar.constants import holidays, workdays

    first, last = min(holidays), max(holidays)
    return date(first.year, 1, 1), date(last.year, 12, 31), frozenset(holidays), frozenset(workdays)


@cache
def _moving() -> frozenset[date]:
    words = _MOVING.split()
    days: set[date] = set()
    for year, *marks in zip(*[iter(words)] * 5, strict=True):
        spring, *others = (date(int(year), int(mark[:2]), int(mark[2:])) for mark in marks)
        days.update(spring + timedelta(days=n) for n in (-1, 0, 1, 2))
        days.update(others)
    return frozenset(days)


def _nationally_worked(day: date) -> bool:
    first, last, off, worked = _published()
    if first <= day <= last:
        return day in worked or (day.weekday() < 5 and day not in off)
    return day.weekday() < 5 and (day.month, day.day) not in _FIXED and day not in _moving()


@cache
def _nationally_worked_days(year: int) -> list[int]:
    """The ordinals of the year's nationally worked days; not to be changed."""
    first, last, off, worked = _published()
    start, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    weekdays = {n for n in range(start, end + 1) if (n + 6) % 7 < 5}
    if first.year <= year <= last.year:
        weekdays -= _ordinals(off, year)
        weekdays |= _ordinals(worked, year)
    else:
        weekdays -= {date(year, month, day).toordinal() for month, day in _FIXED} | _ordinals(_moving(), year)
    return sorted(weekdays)


def _ordinals(days: Iterable[date], year: int) -> set[int]:
    return {day.toordinal() for day in days if day.year == year}
