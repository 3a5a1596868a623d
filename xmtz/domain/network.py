"""The critical path of tasks that wait for one another, in whole working days.

Days are numbers on the line of working days, 0 the first on which work may be done. A task that
begins on day 3 and takes 5 ends on day 8, and what waits for it may begin on day 8: as the law
counts, the day on which a period begins is not counted. So the forward and the backward pass are
sums of whole numbers, and agree exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple


class Task(NamedTuple):
    """A task: how many working days it takes, and the keys of those that come before."""

    key: str
    days: int
    after: tuple[str, ...] = ()


class Span(NamedTuple):
    """When a task begins and ends."""

    begin: int
    end: int


class CircleError(ValueError):
    """Tasks wait for one another; `keys` names the circle, its first key again at the end."""

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys
        super().__init__(" → ".join(keys))


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """The tasks so that each stands behind those it waits for; otherwise as they are given.

    Raises CircleError where they wait for one another, KeyError for a task that is not there.
    """
    named = {task.key: task for task in tasks}
    ordered: list[Task] = []
    state: dict[str, bool] = {}  # False while its predecessors are being gone through
    for task in named.values():
        if task.key in state:
            continue
        path = [(task, iter(task.after))]
        state[task.key] = False
        while path:
            here, rest = path[-1]
            before = next(rest, None)
            if before is None:
                state[here.key] = True
                ordered.append(here)
                path.pop()
                continue
            seen = state.get(before)
            if seen is False:
                keys = [one.key for one, _ in path]
                raise CircleError([*keys[keys.index(before) :], before][::-1])
            if seen is None:
                state[before] = False
                path.append((named[before], iter(named[before].after)))
    return ordered


def forward(ordered: Iterable[Task], start: int = 0) -> dict[str, Span]:
    """The earliest days: every task begins when the last of those before it has ended, none before `start`."""
    found: dict[str, Span] = {}
    for task in ordered:
        begin = max([found[key].end for key in task.after], default=start)
        found[task.key] = Span(begin, begin + task.days)
    return found


def backward(ordered: Iterable[Task], finish: int) -> dict[str, Span]:
    """The latest days: every task ends before the first of those that wait for it begins, none after `finish`."""
    found: dict[str, Span] = {}
    ends: dict[str, int] = {}
    for task in reversed(list(ordered)):
        end = ends.get(task.key, finish)
        begin = end - task.days
        found[task.key] = Span(begin, end)
        for key in task.after:
            if ends.get(key, finish) > begin:
                ends[key] = begin
    return found


class Network:
    """Tasks with their earliest and latest days.

    `finish`: the day by which all has to be done; without one it is the earliest on which it can be.
    """

    def __init__(self, tasks: Iterable[Task], finish: int | None = None) -> None:
        self.tasks = in_order(tasks)
        self.earliest: Mapping[str, Span] = forward(self.tasks)
        self.end = max((span.end for span in self.earliest.values()), default=0)
        self.latest: Mapping[str, Span] = backward(self.tasks, self.end if finish is None else finish)

    def spare(self, key: str) -> int:
        """The float of a task: by how many days it may begin later; negative where it is late already."""
        return self.latest[key].begin - self.earliest[key].begin

    @property
    def least(self) -> int:
        """The least float, that of the critical path."""
        return min((self.spare(task.key) for task in self.tasks), default=0)

    def is_critical(self, key: str) -> bool:
        """Whether a task has the least float: a day that it loses is lost to the whole."""
        return self.spare(key) == self.least

    def path(self) -> list[str]:
        """A critical path, from its first task to its last: each begins when the one before has ended.

        Where there are several it is the one whose last task, and then whose tasks before, come first.
        """
        key = next((task.key for task in self.tasks if self.earliest[task.key].end == self.end), None)
        after = {task.key: task.after for task in self.tasks}
        found: list[str] = []
        while key is not None:
            found.append(key)
            begin = self.earliest[key].begin
            key = next((one for one in after[key] if self.earliest[one].end == begin), None)
        return found[::-1]


class Phases:
    """Tasks that have to be done by the finish, and those that follow it and do not count towards it.

    What follows begins when all that it waits for has ended, and at the latest on the day of the finish.
    """

    def __init__(self, tasks: Iterable[Task], following: Collection[str], finish: int | None = None) -> None:
        listed = list(tasks)
        self.main = Network((task for task in listed if task.key not in following), finish)
        self.finish = self.main.end if finish is None else finish
        self._tail = Network(
            task._replace(after=tuple(key for key in task.after if key in following))
            for task in listed
            if task.key in following
        )
        awaited = {key for task in listed if task.key in following for key in task.after}.difference(
            following
        )
        self._ready = max((self.main.earliest[key].end for key in awaited), default=0)

    def earliest(self, key: str) -> Span:
        """The earliest days of a task."""
        return self._of(key, self.main.earliest, self._tail.earliest, self._ready)

    def latest(self, key: str) -> Span:
        """The latest days of a task."""
        return self._of(key, self.main.latest, self._tail.latest, self.finish)

    def spare(self, key: str) -> int:
        """The float of a task."""
        return self.latest(key).begin - self.earliest(key).begin

    def is_critical(self, key: str) -> bool:
        """Whether a day that a task loses is lost to the finish."""
        return key in self.main.earliest and self.main.is_critical(key)

    @staticmethod
    def _of(key: str, main: Mapping[str, Span], tail: Mapping[str, Span], begin: int) -> Span:
        if key in main:
            return main[key]
        span = tail[key]
        return Span(begin + span.begin, begin + span.end)
