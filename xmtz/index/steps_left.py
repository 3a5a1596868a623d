"""The steps that are left of a project, as tasks: how long each is planned to take, and what it waits for.

Days are planned as working days: a limit of 60 days takes 43, one of a month 21, of a year 250. A step
that was filed takes what is left of its days, the paused ones not counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.network import Task
from xmtz.domain.workdays import Calendar
from xmtz.index.step_limits import Effective
from xmtz.records.project import Project
from xmtz.records.quantities import Duration
from xmtz.records.rules import Rules
from xmtz.records.step import StepRecord

DONE: Final = frozenset(("skipped", "granted", "committed"))
RUNNING: Final = frozenset(("applied", "accepted", "paused", "deferred"))
ASSUMED: Final = 20
"""Working days of a step without a limit: the general rule of 行政许可法 Art. 42."""


class Work(NamedTuple):
    """A task that is left. `kind`: step, milestone or construction; `name`: key of the step, name of the
    milestone. `expected`: when one that runs already ends if it takes its `days`; None for one that
    does not run, and for one whose clock stands still."""

    key: str
    kind: str
    name: str
    days: int
    after: tuple[str, ...] = ()
    state: str = "none"
    since: date | None = None
    expected: date | None = None
    assumed: bool = False
    number: int = -1  # of a milestone in its list

    def task(self, start: date, calendar: Calendar) -> Task:
        """The task as it is planned from the working day `start` on: one that runs takes what is left of
        its days, at least one while it is not done."""
        if self.expected is None:
            return Task(self.key, self.days, self.after)
        left = calendar.working_days_between(start, self.expected)
        return Task(self.key, max(left, self.least), self.after)

    @property
    def least(self) -> int:
        """The days that it takes at least, however long it has run."""
        return self.days if self.expected is None else min(self.days, 1)


def steps_left(
    project: Project,
    rules: Rules,
    applying: Collection[str],
    limits: Mapping[str, Effective],
    calendar: Calendar,
    day: date,
) -> tuple[list[Work], list[str]]:
    """The steps that are left, in the order of the rules, and the keys of those that are done."""
    open_: dict[str, str] = {}
    done = []
    for key in rules.steps.steps:
        record = project.steps.get(key)
        if record is None and key not in applying:
            continue
        state = "none" if record is None else record.state_at(day)
        if state in DONE:
            done.append(key)
        else:
            open_[key] = state
    found = []
    for key, state in open_.items():
        days, assumed = planned_days(limits[key])
        if state in RUNNING:
            found.append(_running(key, project.steps[key], state, days, limits[key], calendar, day))
        else:
            needs = rules.steps.steps[key].needs
            after = tuple(need for need in needs if open_.get(need, "deferred") != "deferred" and need != key)
            found.append(Work(key, "step", key, days, after, state, assumed=assumed))
    return found, done


def planned_days(limits: Effective) -> tuple[int, bool]:
    """The working days with which a step is planned, and whether they are assumed because there is no limit."""
    limit = limits.promise or limits.limit
    return (ASSUMED, True) if limit is None else (working_days(limit), False)


def working_days(limit: Duration) -> int:
    """A time limit as working days: the convention of the schedule."""
    if limit.unit == "d":
        return -(-limit.number * 5 // 7)
    return limit.number * {"wd": 1, "m": 21, "y": 250}[limit.unit]


def _running(
    key: str, step: StepRecord, state: str, days: int, limits: Effective, calendar: Calendar, day: date
) -> Work:
    """A step that was filed: it ends when its days are used, the paused ones not counted."""
    limit = limits.promise or limits.limit
    assumed = limit is None
    extended = step.extended
    if extended is not None and extended.days is not None and (extended.on is None or extended.on <= day):
        unit = "d" if limit is not None and limit.unit == "d" else "wd"
        days += working_days(Duration(extended.days, unit))
    deferral = step.deferred.on if step.deferred is not None else None
    since = next((on for on in (step.accepted, step.applied, deferral) if on is not None and on <= day), None)
    if since is None:
        return Work(key, "step", key, days, (), state, assumed=assumed)
    end = calendar.add_working_days(since, days).day
    for begin, over in _pauses(step, since, day):
        if begin > end:
            break
        if over is None:
            left = calendar.working_days_between(begin - _DAY, end)
            return Work(key, "step", key, max(left, min(days, 1)), (), state, since, None, assumed)
        lost = calendar.working_days_between(begin - _DAY, over - _DAY)
        end = calendar.add_working_days(end, lost).day
    return Work(key, "step", key, days, (), state, since, end, assumed)


_DAY: Final = timedelta(days=1)


def _pauses(step: StepRecord, since: date, day: date) -> list[tuple[date, date | None]]:
    """The pauses that have begun, one after the other: from when, and on which day time ran again. Day
    `since` is not counted anyway."""
    found: list[tuple[date, date | None]] = []
    at = since + _DAY
    for pause in sorted((p for p in step.paused if p.from_ is not None), key=lambda p: p.from_):
        if pause.from_ > day:
            break
        begin = max(at, pause.from_)
        if pause.to is None or pause.to > day:
            found.append((begin, None))
            break
        if pause.to > begin:
            found.append((begin, pause.to))
            at = pause.to
    return found
