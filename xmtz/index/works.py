"""Construction as tasks: the milestones that are not done, or the whole of it by its planned dates.

A milestone waits for what its `after` names, otherwise for the milestone before it in the list. It
takes its `duration`, otherwise the working days between the planned dates of the milestone before
and its own. One whose predecessors are done runs since then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.records.project import Milestone, Project

MILESTONE: Final = "milestone"
CONSTRUCTION: Final = "construction"


class WorksTask(NamedTuple):
    """A part of construction. `running`: the day since when it is being worked on."""

    key: str
    kind: str
    name: str
    days: int
    after: tuple[str, ...]
    running: date | None
    number: int = -1


class Works(NamedTuple):
    """The parts that are left. `how`: milestones, dates, unknown (nothing says how long it takes),
    done (all milestones are reached), over (completed)."""

    tasks: list[WorksTask]
    how: str
    named: Mapping[str, str] = {}  # the keys of milestones that are not done, by name
    open: Mapping[str, object] = {}


def works_of(project: Project, begun: date | None, calendar: Calendar, day: date) -> Works:
    """What is left of construction on `day`. `begun`: since when it has begun."""
    if project.milestones:
        return _milestones(project.milestones, begun, _planned(project), calendar, day)
    start, finish = _planned(project), project.dates.planned_finish if project.dates is not None else None
    if start is None or finish is None or finish < start:
        return Works([], "unknown")
    days = calendar.working_days_between(start, finish)
    task = WorksTask(":construction", CONSTRUCTION, "", days, (), begun)
    return Works([task], "dates", {}, {task.key: task})


def _planned(project: Project) -> date | None:
    return project.dates.planned_start if project.dates is not None else None


def _milestones(
    milestones: tuple[Milestone, ...],
    begun: date | None,
    planned_start: date | None,
    calendar: Calendar,
    day: date,
) -> Works:
    written = [(n, one) for n, one in enumerate(milestones) if one.name is not None]
    done = {one.name: one for _, one in written if one.actual is not None and one.actual <= day}
    keys = {one.name: f":milestone:{n}" for n, one in written if one.name not in done}
    known = {one.name: one for _, one in written}
    tasks = []
    previous: Milestone | None = None
    for n, one in written:
        if one.name not in done and keys[one.name] == f":milestone:{n}":
            after = tuple(one.after) or ((previous.name,) if previous is not None else ())
            before = [known[name] for name in after if name in known]
            waits = any(name in keys for name in after)
            tasks.append(
                WorksTask(
                    f":milestone:{n}",
                    MILESTONE,
                    str(one.name),
                    _days(one, before, begun or planned_start, calendar),
                    tuple(name for name in after if name is not None),
                    None if waits or begun is None else _latest_actual(before, begun),
                    n,
                )
            )
        previous = one
    return Works(
        tasks,
        "milestones" if tasks else "done",
        {str(name): key for name, key in keys.items()},
        {task.key: task for task in tasks},
    )


def _latest_actual(before: list[Milestone], begun: date) -> date:
    return max([one.actual for one in before if one.actual is not None], default=begun)


def _days(one: Milestone, before: list[Milestone], start: date | None, calendar: Calendar) -> int:
    if one.duration is not None:
        return one.duration
    own = one.current or one.baseline
    days = [day for other in before if (day := other.current or other.baseline) is not None]
    first = max(days, default=start)
    if own is None or first is None:
        return 0
    return max(0, calendar.working_days_between(first, own))
