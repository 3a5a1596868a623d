"""What is left to do of a project, as tasks that wait for one another: steps, then construction.

The order is that of the rules: a step waits for its `needs`; construction that has not begun waits
for the steps that the started stage requires; steps that are due from completion on wait for
construction. What runs already waits for nothing. A joint group adds no order: its steps run side by
side.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from xmtz.domain.workdays import Calendar
from xmtz.index.step_limits import Effective
from xmtz.index.steps_left import Work, steps_left
from xmtz.index.works import Works, works_of
from xmtz.records.project import Project
from xmtz.records.rules import Rules


class Remaining(NamedTuple):
    """What is left, in the order of the rules and of the milestones, and what is wanted.

    `wanted_by`: planned_finish, milestone, or empty where nothing says when all has to be done.
    `following`: the steps that come after completion, which do not count towards it.
    `construction`: how it is planned (see works.py). `begun`: since when it has begun.
    """

    works: list[Work]
    wanted: date | None
    wanted_by: str
    construction: str
    begun: date | None
    following: frozenset[str]
    done: list[str]


class Order(NamedTuple):
    """What the rules say once for all projects: steps before construction, and after it."""

    before: Mapping[str, tuple[str, ...]]  # with the states that will do
    after: frozenset[str]
    started: frozenset[str]
    completed: frozenset[str]
    labels: Mapping[str, str]  # the names of steps in either language, with their keys


def order_of(rules: Rules) -> Order:
    """Which steps stand before and which after construction."""
    stages = rules.stages.stages
    started = frozenset(key for key, stage in stages.items() if "started" in stage.marks)
    completed = frozenset(key for key, stage in stages.items() if "completed" in stage.marks)
    before = {n.step: n.is_ for key in started for n in stages[key].needs if n.step is not None}
    places = {key: n for n, key in enumerate(stages)}
    first = min((places[key] for key in completed), default=len(stages))
    after = {
        key
        for key, rule in rules.steps.steps.items()
        if key not in before and rule.due_from is not None and places.get(rule.due_from, -1) >= first
    }
    labels = {text: key for key, rule in rules.steps.steps.items() if rule.label for text in rule.label}
    return Order(before, frozenset(after), started, completed, labels)


def remaining(
    project: Project,
    rules: Rules,
    order: Order,
    applying: Collection[str],
    limits: Mapping[str, Effective],
    calendar: Calendar,
    day: date,
) -> Remaining:
    """What is left of a project on `day`; with date.max, after everything that its file records."""
    begun = _entered(project, order.started, day)
    steps, done = steps_left(project, rules, applying, limits, calendar, day)
    if _entered(project, order.completed, day) is not None:
        plan = Works([], "over")
    else:
        plan = works_of(project, begun, calendar, day)
    left = {work.key: work for work in steps}
    for task in plan.tasks:
        after = tuple(_resolved(task.after, plan, left, order))
        work = Work(task.key, task.kind, task.name, task.days, after, number=task.number)
        if task.running is not None and not after:
            expected = calendar.add_working_days(task.running, task.days).day
            work = work._replace(state="running", since=task.running, expected=expected)
        left[task.key] = work
    following = _join(left, plan, order, begun is not None)
    wanted, wanted_by = _wanted(project)
    return Remaining(list(left.values()), wanted, wanted_by, plan.how, begun, following, done)


def _entered(project: Project, stages: Collection[str], day: date) -> date | None:
    """When the first of these stages was entered, if it was by that day."""
    days = [
        move.on for move in project.stages if move.to in stages and move.on is not None and move.on <= day
    ]
    return min(days, default=None)


def _wanted(project: Project) -> tuple[date | None, str]:
    planned = project.dates.planned_finish if project.dates is not None else None
    if planned is not None:
        return planned, "planned_finish"
    days = [day for one in project.milestones if (day := one.current or one.baseline) is not None]
    return (max(days), "milestone") if days else (None, "")


# ---- Construction among the steps


def _resolved(names: Collection[str], plan: Works, left: Mapping[str, Work], order: Order) -> list[str]:
    """The keys of the tasks that are left among names of milestones and of steps."""
    found = []
    for name in names:
        for key in (plan.named.get(name), name, order.labels.get(name)):
            if key is not None and (key in left or key in plan.open):
                found.append(key)
                break
    return list(dict.fromkeys(found))


def _join(left: dict[str, Work], plan: Works, order: Order, begun: bool) -> frozenset[str]:
    """Put construction after the steps it requires, and the steps due from completion after construction;
    but never so that two would wait for one another. Gives the steps that follow completion."""
    built = [task.key for task in plan.tasks]
    if not begun:
        first = [key for key in built if not any(one in plan.open for one in left[key].after)]
        for step, states in order.before.items():
            if step in left and left[step].state not in states:
                _add(left, [key for key in first if not left[key].since], step)
    following = []
    for step in [key for key in left if key in order.after]:
        if left[step].since is None:
            ahead = _followers(left, step)
            if ahead <= order.after:
                following.append(step)
            more = tuple(key for key in built if key not in ahead and key not in left[step].after)
            left[step] = left[step]._replace(after=left[step].after + more)
    return frozenset(following)


def _add(left: dict[str, Work], keys: Collection[str], before: str) -> None:
    ancestors = _ancestors(left, before)
    for key in keys:
        if before not in left[key].after and key not in ancestors:
            left[key] = left[key]._replace(after=(*left[key].after, before))


def _ancestors(left: Mapping[str, Work], key: str) -> set[str]:
    """What a task waits for, directly or not."""
    found: set[str] = set()
    ahead = [key]
    while ahead:
        for one in left[ahead.pop()].after:
            if one not in found:
                found.add(one)
                ahead.append(one)
    return found


def _followers(left: Mapping[str, Work], key: str) -> set[str]:
    """What waits for a task, directly or not."""
    found = {key}
    grown = True
    while grown:
        more = {one for one, work in left.items() if one not in found and not found.isdisjoint(work.after)}
        grown = bool(more)
        found |= more
    return found
