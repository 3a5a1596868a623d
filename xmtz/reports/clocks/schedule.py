"""The schedule of a project: when each thing that is left can be done, and by when it has to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from xmtz.domain.network import CircleError, Phases
from xmtz.domain.workdays import Calendar
from xmtz.index.ledger import Ledger
from xmtz.index.remaining import Remaining
from xmtz.index.steps_left import ASSUMED, RUNNING, Work
from xmtz.records.project import Project
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

_LATELY: Final = timedelta(days=60)
SOON: Final = 5
"""Steps whose latest day lies within so many working days have to be filed this week."""


@dataclass(frozen=True, slots=True)
class Line:
    """A task that is left. Days are those on which its period begins (a step is filed) and ends.

    `days`: working days that are left of it. `begin_by`, `finish_by`, `spare`: None where nothing says
    when all has to be done. `following`: it comes after completion and does not count towards it.
    """

    key: str
    kind: str
    name: str
    state: str
    days: int
    assumed: bool
    since: date | None
    begin: date
    finish: date
    begin_by: date | None
    finish_by: date | None
    spare: int | None
    critical: bool
    following: bool
    after: tuple[str, ...]
    number: int

    @property
    def days_named(self) -> tuple[date | None, ...]:
        """Every day that the line names."""
        return self.begin, self.finish, self.begin_by, self.finish_by


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone: baseline, current plan, actual day; `expected`: the earliest day of one that is not done.

    `slip`: working days by which it came, or will come, after its baseline.
    """

    name: str
    baseline: date | None
    current: date | None
    actual: date | None
    expected: date | None
    slip: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Filing:
    """A step to file: by when, with whom. `now`: nothing stands before it any more."""

    step: str
    by: date
    now: bool
    authority: str | Say | None  # a unit's key where the project names one
    note: Say | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule on a day. `start`: the working day on which work goes on. `slip`: working days by which
    the earliest finish is after the wanted one; negative where some are to spare."""

    project: Project
    path: str
    day: date
    start: date
    soon: date  # the last day of the week that begins with it
    wanted: date | None
    wanted_by: str  # asked, planned_finish, milestone, or empty
    finish: date | None
    slip: int | None
    lines: list[Line]
    path_keys: list[str]  # the critical path, first to last
    to_file: list[Filing]
    construction: str
    begun: date | None
    done: list[str]
    lately: list[tuple[str, str, date, date]]  # what was done of late: kind, name, from when to when
    milestones: list[Moved]
    known_until: date
    note: Say | None  # where days lie beyond the published calendar

    def is_provisional(self, day: date | None) -> bool:
        """Whether a day lies beyond the published calendar."""
        return day is not None and day > self.known_until


__all__ = ["ASSUMED", "Filing", "Line", "Moved", "Schedule", "schedule"]


def schedule(ledger: Ledger, path: str, day: date, finish: date | None = None) -> Schedule:
    """The schedule of the project in the file at `path`, as it stands on `day`, to be done by `finish`.

    Raises Trouble where the file cannot be read, or tasks wait for one another.
    """
    reading = ledger.read(path)
    if reading is None or reading.project is None:
        raise Trouble(
            Say("{path} 读不出来；xmtz check 查原因", "{path} cannot be read; see xmtz check"), path=path
        )
    project = reading.project
    left = ledger.deriver.left(project, day)
    return _Made(ledger, project, path, day, left, finish).schedule()


class _Made:
    def __init__(
        self, ledger: Ledger, project: Project, path: str, day: date, left: Remaining, finish: date | None
    ) -> None:
        self.ledger, self.project, self.path, self.day, self.left = ledger, project, path, day, left
        self.calendar: Calendar = ledger.deriver.calendar
        self.start = self.calendar.working_day_from(day)
        self.wanted = left.wanted if finish is None else finish
        self.wanted_by = left.wanted_by if finish is None else "asked"
        number = None
        if self.wanted is not None:
            number = self.calendar.working_days_between(self.start, self.wanted)
        self.tasks = {work.key: work.task(self.start, self.calendar) for work in left.works}
        try:
            self.phases = Phases(self.tasks.values(), left.following, number)
        except CircleError as error:
            raise self._circle(error) from None

    def schedule(self) -> Schedule:
        lines = [self._line(work) for work in self.left.works]
        main = self.phases.main
        finish = self._day(main.end) if main.tasks else None
        slip = -main.least if main.tasks and self.wanted is not None else None
        known = self.calendar.known_until
        days = [day for line in lines for day in line.days_named]
        return Schedule(
            self.project,
            self.path,
            self.day,
            self.start,
            self._day(SOON),
            self.wanted,
            self.wanted_by,
            finish,
            slip,
            lines,
            main.path(),
            self._to_file(lines),
            self.left.construction,
            self.left.begun,
            self.left.done,
            self._lately(),
            [*self._moved(lines)],
            known,
            self.calendar.note if any(day > known for day in days if day is not None) else None,
        )

    def _day(self, number: int) -> date:
        """The working day of a number, 0 being the one on which work goes on."""
        if number < 0:
            return self.calendar.latest_start(self.start, -number).day
        return self.calendar.add_working_days(self.start, number).day

    def _line(self, work: Work) -> Line:
        earliest, latest = self.phases.earliest(work.key), self.phases.latest(work.key)
        bound = self.wanted is not None
        return Line(
            work.key,
            work.kind,
            work.name,
            work.state,
            self.tasks[work.key].days,
            work.assumed,
            work.since,
            self._day(earliest.begin),
            self._day(earliest.end),
            self._day(latest.begin) if bound else None,
            self._day(latest.end) if bound else None,
            self.phases.spare(work.key) if bound else None,
            self.phases.is_critical(work.key),
            work.key in self.left.following,
            work.after,
            work.number,
        )

    def _to_file(self, lines: list[Line]) -> list[Filing]:
        """Steps that nothing stands before, or that have to be filed within the week; the most urgent first."""
        soon = self._day(SOON)
        found = []
        for line in lines:
            if line.kind != "step" or line.state in RUNNING:
                continue
            by = line.begin_by if line.begin_by is not None else line.begin
            if line.after and (line.begin_by is None or by > soon):
                continue
            record = self.project.steps.get(line.name)
            rule = self.ledger.rules.steps.steps[line.name]
            authority = record.authority if record is not None else None
            found.append(Filing(line.name, by, not line.after, authority or rule.authority, rule.note))
        return sorted(found, key=lambda one: one.by)

    def _lately(self) -> list[tuple[str, str, date, date]]:
        """Steps granted and milestones reached within the last weeks."""
        found: list[tuple[str, str, date, date]] = []
        since = self.day - _LATELY
        for key in self.left.done:
            step = self.project.steps[key]
            if step.granted is not None and since <= step.granted <= self.day:
                first = step.accepted or step.applied or step.granted
                found.append(("step", key, max(min(first, step.granted), since), step.granted))
        return found + [
            ("milestone", one.name, one.actual, one.actual)
            for one in self.project.milestones
            if one.name is not None and one.actual is not None and since <= one.actual <= self.day
        ]

    def _moved(self, lines: list[Line]) -> Iterator[Moved]:
        expected = {line.number: line.finish for line in lines if line.kind == "milestone"}
        for n, one in enumerate(self.project.milestones):
            actual = one.actual if one.actual is not None and one.actual <= self.day else None
            day = actual or expected.get(n)
            slip = None
            if day is not None and one.baseline is not None:
                slip = self.calendar.working_days_between(one.baseline, day)
            yield Moved(one.name or "", one.baseline, one.current, actual, expected.get(n), slip, one.reason)

    def _circle(self, error: CircleError) -> Trouble:
        works = {work.key: work for work in self.left.works}
        steps = self.ledger.rules.steps.steps
        names = [
            steps[key].label or Say(key, key) if key in steps else _named(works[key]) for key in error.keys
        ]
        return Trouble(
            Say(
                "{path}：互为前置，排不出工期：{zh}；去掉其中一个前置",
                "{path}: these wait for one another, so there is no schedule: {en}; take one of them out",
            ),
            path=self.path,
            zh=" → ".join(name.zh for name in names),
            en=" → ".join(name.en for name in names),
        )


def _named(work: Work) -> Say:
    return Say(work.name, work.name)
