"""The latest dates of what is left of a project, as rows: they hang on the wanted finish, not on today.

A project is late on a day by the working days from the earliest of its latest beginnings to that
day. What runs already may be late whatever the day: a step that was filed too late. `slip` keeps
both, one row a project, so that a ranking reads nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from xmtz.domain.network import CircleError, Phases, Task
from xmtz.domain.workdays import Calendar
from xmtz.index.conditions import StepConditions
from xmtz.index.remaining import Remaining, order_of, remaining
from xmtz.index.step_limits import StepLimits
from xmtz.records.project import Project
from xmtz.records.rules import Rules

Row = tuple[Any, ...]


class PlanRows:
    """Makes the rows of `backward` and `slip` under one set of rules."""

    def __init__(
        self, rules: Rules, conditions: StepConditions, limits: StepLimits, calendar: Calendar
    ) -> None:
        self._rules = rules
        self._conditions = conditions
        self._limits = limits
        self._order = order_of(rules)
        self.calendar = calendar

    def left(self, project: Project, traits: list[Any], day: date) -> Remaining:
        """What is left of a project on a day."""
        applying = self._conditions.applying(project, traits)
        limits = self._limits.of(project, traits)
        return remaining(project, self._rules, self._order, applying, limits, self.calendar, day)

    def of(self, project: Project, c: int, traits: list[Any]) -> tuple[list[Row], list[Row]]:
        """The rows of one project; none where it is completed or given up, or nothing says when all has
        to be done."""
        if not _may_have_wanted(project) or self._is_over(project):
            return [], []
        calendar = self.calendar
        left = self.left(project, traits, date.max)
        if left.wanted is None:  # milestones without a day that can be read
            return [], []
        try:
            # One that runs is planned with what it takes at least; what it is expected to take stands in `late`.
            tasks = [Task(work.key, work.least, work.after) for work in left.works]
            phases = Phases(tasks, left.following, 0)
        except CircleError:
            return [], []
        rows: list[Row] = []
        first: tuple[int, str, str] | None = None
        worst: tuple[int, str, str] | None = None
        for n, work in enumerate(left.works):
            begin, end = phases.latest(work.key)
            finish = _day(calendar, left.wanted, end)
            kind = "step" if work.kind == "step" else "milestone"
            begin_by = _day(calendar, left.wanted, begin).isoformat()
            rows.append((c, work.name, kind, n, work.least, begin_by, finish.isoformat()))
            if work.key in left.following:
                continue
            if first is None or begin < first[0]:
                first = (begin, work.name, kind)
            if work.expected is not None:
                late = calendar.working_days_between(finish, work.expected)
                if worst is None or late > worst[0]:
                    worst = (late, work.name, kind)
        if first is None:
            return rows, []
        begin_by = _day(calendar, left.wanted, first[0]).isoformat()
        slip = (c, left.wanted.isoformat(), begin_by, *first[1:], *(worst or (None, None, None)))
        return rows, [slip]

    def _is_over(self, project: Project) -> bool:
        stages = self._rules.stages.stages
        marks = {mark for move in project.stages if move.to in stages for mark in stages[move.to].marks}
        return bool(marks & {"completed", "ended"})


def _may_have_wanted(project: Project) -> bool:
    return bool(project.milestones) or (
        project.dates is not None and project.dates.planned_finish is not None
    )


def _day(calendar: Calendar, finish: date, days: int) -> date:
    """The working day that many before (negative) or after the last one up to `finish`."""
    last = calendar.latest_start(finish, max(-days, 0)).day
    return calendar.add_working_days(last, days).day if days > 0 else last


class Slip(NamedTuple):
    """How late a project is on a day: working days, negative where there are some to spare; and the task
    that makes it so."""

    path: str
    id: str
    name: str
    unit: str | None
    wanted: date
    days: int
    task: str
    kind: str


def slips(facts: sqlite3.Connection, calendar: Calendar, day: date, unit: str | None) -> Iterator[Slip]:
    """Every project that has something left and a wanted finish, with its slip on `day`, by path."""
    start = calendar.working_day_from(day)
    known: dict[str, int] = {}
    rows = facts.execute(
        "SELECT path, id, project.name, unit, wanted, begin_by, slip.task, slip.kind, late, late_task, late_kind"
        " FROM state JOIN slip USING (c) JOIN project USING (c) WHERE :unit IS NULL OR unit = :unit ORDER BY path",
        {"unit": unit},
    )
    for path, id_, name, unit_, wanted, begin_by, task, kind, late, late_task, late_kind in rows:
        days = known.get(begin_by)
        if days is None:
            days = known[begin_by] = calendar.working_days_between(date.fromisoformat(begin_by), start)
        if late is not None and late > days:
            days, task, kind = late, late_task, late_kind
        yield Slip(path, id_, name, unit_, date.fromisoformat(wanted), days, task, kind)


class Others(NamedTuple):
    """What a ranking by slip leaves out or takes with a grain of salt."""

    unplanned: int  # under way, but nothing says when they have to be done
    later: int  # ranked, with facts recorded after the day


def others(facts: sqlite3.Connection, day: date, unit: str | None) -> Others:
    """How many projects a ranking on `day` leaves out, and how many have facts recorded after it."""
    row = facts.execute(
        "SELECT coalesce(sum(slip.c IS NULL AND completed IS NULL AND ended IS NULL), 0),"
        " coalesce(sum(slip.c IS NOT NULL AND last_day > :day), 0)"
        " FROM state JOIN project USING (c) LEFT JOIN slip USING (c) WHERE :unit IS NULL OR unit = :unit",
        {"day": day.isoformat(), "unit": unit},
    ).fetchone()
    return Others(*row)
