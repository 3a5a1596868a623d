"""Regular days of a ledger: survey days, reporting days, and both readings where one is no working day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from xmtz.domain.cycles import Cycle
from xmtz.domain.months import Month
from xmtz.domain.workdays import Calendar
from xmtz.records.rules import Cadence, Rules
from xmtz.words.lang import Say


class RegularDay(NamedTuple):
    """A day on which a regular duty falls. `note`: the other reading, where the day is no working day."""

    day: date
    key: str
    label: str
    note: Say | None


def regular_days(rules: Rules, day: date, until: date, calendar: Calendar) -> Iterator[RegularDay]:
    """The days from `day` to `until` on which the cadences with a day of their own fall.

    A day of the month such as the 15th (新密's 项目建设调研日) that is no working day is listed as it
    stands, with the working day after it beside it: the published text does not say which holds.
    """
    for key, cadence in rules.cadence.cadences.items():
        if cadence.day is None or cadence.kept_by == "figures" or cadence.every not in ("month", "week"):
            continue
        label = cadence.label.text() if cadence.label is not None else key
        one = day
        while one <= until:
            if (one.day == cadence.day) if cadence.every == "month" else (one.isoweekday() == cadence.day):
                yield RegularDay(one, key, label, _other(one, calendar))
            one += timedelta(days=1)


def figures_day(rules: Rules, month: Month, calendar: Calendar) -> date | None:
    """The day by which a month's figures have to be reported; None where the rules set none.

    A day off moves to the next working day.
    """
    freshness = rules.cadence.freshness
    last = freshness.figures_by if freshness is not None else None
    if last is None:
        return None
    return calendar.working_day_from(date(month.year, month.month, min(last, month.last_day.day)))


def day_in(cadence: Cadence, cycle: Cycle, calendar: Calendar) -> list[date]:
    """The day of a period on which a duty falls, and the working day after it where that is no working day;
    empty where the duty has no day of its own. Figures are due on the working day alone."""
    if cadence.day is None or cadence.every not in ("week", "fortnight", "month"):
        return []
    if cadence.every == "month":
        day = cycle.first.replace(day=min(cadence.day, cycle.last.day))
    else:
        day = cycle.first + timedelta(days=min(cadence.day, (cycle.last - cycle.first).days + 1) - 1)
    after = calendar.working_day_from(day)
    return [after] if cadence.kept_by == "figures" else sorted({day, after})


def _other(day: date, calendar: Calendar) -> Say | None:
    if calendar.is_working_day(day):
        return None
    after = calendar.working_day_from(day)
    return Say(f"当天不上班，顺延则为 {after}", f"no working day; {after} if it moves")
