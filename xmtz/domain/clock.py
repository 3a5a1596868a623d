"""The clock of one approval: when it began, what does not count, the last day, who has to act.

The rules are those of the Administrative Licensing Law (行政许可法) and the Civil Code (民法典):

- The day on which a period begins is not counted, and a last day that is no working day moves to
  the next one (民法典 Art. 201, 203). A limit in months or years ends on the day of the same number
  (Art. 202).
- What is missing is told once, within five working days; if it is not, the application counts as
  accepted on the day on which it was received (行政许可法 Art. 32). So does an application that
  nobody answers.
- Hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review do not
  count (Art. 45). A pause takes out the days after its first up to and including its last.
- A limit is extended once (Art. 42).

Everything here is a value: no clock is read, `today` is always given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.period import Period
from xmtz.domain.workdays import MOST, Calendar, Deadline, add_months

CORRECT_WITHIN: Final = Period(5, "wd")
"""How soon an application is answered (行政许可法 Art. 32)."""

DELIVER_WITHIN: Final = 10
"""Working days in which a decision is delivered (行政许可法 Art. 44)."""

AUTHORITY: Final = "authority"
APPLICANT: Final = "applicant"


class Pause(NamedTuple):
    """A span that does not count. `to` is the day on which the clock went on; None while it stands."""

    start: date
    to: date | None


class Correction(NamedTuple):
    """The applicant was told what is missing, and brought it (None: not yet)."""

    told: date
    received: date | None


class Handling(NamedTuple):
    """What happened to an application. `decided`: granted, refused or granted on a commitment."""

    applied: date | None = None
    corrections: Sequence[Correction] = ()
    accepted: date | None = None
    pauses: Sequence[Pause] = ()
    extension: Period | None = None
    decided: date | None = None

    def known_at(self, day: date) -> Handling:
        """What was known of it on a day: later facts taken away."""
        return Handling(
            _until(self.applied, day),
            [Correction(c.told, _until(c.received, day)) for c in self.corrections if c.told <= day],
            _until(self.accepted, day),
            [Pause(p.start, _until(p.to, day)) for p in self.pauses if p.start <= day],
            self.extension,
            _until(self.decided, day),
        )


class Beginning(NamedTuple):
    """When a clock began. `day` is None where it has not; `deemed`: by law, not by the authority.

    `answer_by`: the last day for an answer, where none was given; the clock of an application
    begins on `received` once that day has gone by. `waits`: what is missing has not come in.
    """

    day: date | None
    deemed: bool = False
    received: date | None = None
    answer_by: Deadline | None = None
    waits: bool = False

    def at(self, today: date) -> Beginning:
        """The beginning as it stands on a day."""
        if self.day is None and self.answer_by is not None and today > self.answer_by.day:
            return self._replace(day=self.received, deemed=True)
        return self


class Clock(NamedTuple):
    """A clock on a day. Days are working days where `unit` is "wd", else days.

    `used` + `remaining` = `total`, the limit with its extension. `deadline` is None while the clock
    has not begun. While it stands (`paused`), the deadline is the one that holds if it went on
    today. `late`: days by which the decision, or today, is past the deadline; 0 in time.
    """

    beginning: Beginning
    unit: str
    total: int
    used: int
    excluded: int
    deadline: Deadline | None
    paused: Pause | None
    decided: date | None
    late: int
    holder: str | None

    @property
    def remaining(self) -> int:
        """Days left; negative past the limit."""
        return self.total - self.used


def beginning(calendar: Calendar, handling: Handling, within: Period = CORRECT_WITHIN) -> Beginning:
    """When the clock began, from what happened; `within`: how soon an application is answered."""
    received = handling.applied
    if received is None:
        return Beginning(handling.accepted)
    for told, brought in sorted(handling.corrections, key=lambda one: one.told):
        if told > calendar.due(received, *within).day:
            return Beginning(received, True, received)
        if brought is None:
            if handling.accepted is not None:
                break
            return Beginning(None, False, received, None, True)
        received = brought
    by = calendar.due(received, *within)
    accepted = handling.accepted
    if accepted is None:
        if handling.decided is not None:
            return Beginning(received, False, received)
        return Beginning(None, False, received, by)
    if accepted > by.day:
        return Beginning(received, True, received)
    return Beginning(accepted, False, received)


def clock(
    calendar: Calendar, handling: Handling, limit: Period, today: date, within: Period = CORRECT_WITHIN
) -> Clock:
    """The clock of an application under a limit, as it stands on `today`."""
    handling = handling.known_at(today)
    began = beginning(calendar, handling, within).at(today)
    unit = "wd" if limit.unit == "wd" else "d"
    if began.day is None:
        holder = APPLICANT if began.waits else AUTHORITY if began.received is not None else None
        return Clock(began, unit, limit.number, 0, 0, None, None, handling.decided, 0, holder)
    end = handling.decided or today
    pauses = joined(handling.pauses, began.day, end)
    last, total, excluded = _last_day(calendar, began.day, limit, handling.extension, pauses)
    used = _counted(calendar, began.day, max(end, began.day), unit) - excluded
    late = _counted(calendar, last.day, end, unit) if end > last.day else 0
    open_pause = next((p for p in handling.pauses if p.to is None), None) if not handling.decided else None
    if open_pause is not None and open_pause.start < last.day:
        late = 0
    holder = None if handling.decided is not None else APPLICANT if open_pause is not None else AUTHORITY
    return Clock(began, unit, total, used, excluded, last, open_pause, handling.decided, late, holder)


def joined(pauses: Sequence[Pause], start: date, end: date) -> list[Pause]:
    """The pauses between two days, in order, those that overlap made one, open ones closed at the end."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.start):
        first, last = max(pause.start, start), min(pause.to or end, end)
        if last <= first:
            continue
        before = found[-1] if found else None
        if before is not None and before.to is not None and first <= before.to:
            found[-1] = Pause(before.start, max(before.to, last))
        else:
            found.append(Pause(first, last))
    return found


def _last_day(
    calendar: Calendar, start: date, limit: Period, extension: Period | None, pauses: Sequence[Pause]
) -> tuple[Deadline, int, int]:
    """The last day; the limit with its extension, and what is not counted, in working days or days.

    A pause that begins when the limit has run out takes out nothing.
    """
    excluded = 0
    if limit.unit == "wd":
        total = min(limit.number + (extension.number if extension is not None else 0), MOST)
        last = calendar.add_working_days(start, total)
        for pause in pauses:
            if pause.start >= last.day:
                break
            assert pause.to is not None
            excluded += calendar.working_days_between(pause.start, pause.to)
            last = calendar.add_working_days(start, total + excluded)
        return last, total, excluded
    end = _after(start, limit)
    if extension is not None:
        end = calendar.due(end, *extension).day if extension.unit == "wd" else _after(end, extension)
    total = (end - start).days
    for pause in pauses:
        if pause.start >= end:
            break
        assert pause.to is not None
        excluded += (pause.to - pause.start).days
        end = start + timedelta(days=total + excluded)
    last_day = calendar.working_day_from(end)
    return Deadline(last_day, not calendar.is_known(end, last_day)), total, excluded


def _after(day: date, period: Period) -> date:
    """The day on which a period of days, months or years ends, worked or not."""
    if period.unit == "d":
        return day + timedelta(days=min(period.number, MOST))
    return add_months(day, min(period.number * 12 if period.unit == "y" else period.number, MOST))


def _counted(calendar: Calendar, first: date, last: date, unit: str) -> int:
    """The days after `first` up to and including `last`."""
    return calendar.working_days_between(first, last) if unit == "wd" else (last - first).days


def _until(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None
