"""Days of the benchmark's projects: ordinals, met by working days and months."""

from __future__ import annotations

from datetime import date
from typing import Final

import chinese_calendar

FIRST_DAY: Final = date(2019, 1, 1).toordinal()
END_DAY: Final = date(2027, 1, 1).toordinal()


def _working_days(days: range) -> tuple[int, ...]:
    """For each day of the range, itself or the nearest working day met before it."""
    found, last = [], days[0]
    for day in days:
        if chinese_calendar.is_workday(date.fromordinal(day)):
            last = day
        found.append(last)
    return tuple(found)


_BEFORE: Final = _working_days(range(FIRST_DAY, END_DAY))
_AFTER: Final = _working_days(range(END_DAY - 1, FIRST_DAY - 1, -1))[::-1]
_MONTH_START: Final = {
    month: date(month // 12, month % 12 + 1, 1).toordinal() for month in range(2019 * 12, 2030 * 12)
}


def workday(day: int) -> int:
    """The day itself, or the next working day after it."""
    return _AFTER[day - FIRST_DAY]


def workday_before(day: int) -> int:
    """The day itself, or the last working day before it."""
    return _BEFORE[day - FIRST_DAY]


def month_start(month: int) -> int:
    """The first day of a month."""
    return _MONTH_START[month]
