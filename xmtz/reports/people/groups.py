"""Project groups and task forces: who heads each, its projects, what is open; how far posts and ladder are used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from xmtz.index import people_questions as ask
from xmtz.index.ledger import Ledger
from xmtz.records.project_groups import ProjectGroups
from xmtz.reports.clocks.duties import Asked, duties
from xmtz.reports.people.unassigned import Met, met

POSTS: Final = ("head", "office", "cadre")


class Load(NamedTuple):
    """Projects together: how many, their investment in 分, open issues, overdue prompts."""

    projects: int
    total: int
    issues: int
    overdue: int


@dataclass(slots=True)
class Group:
    """A project group. `load`: its own projects with those of the groups below it.

    `people`: who has each of the three posts (head, office, cadre) in the group or in its projects.
    """

    key: str
    parent: str | None
    people: dict[str, list[str]] = field(default_factory=dict)
    projects: list[ask.Project] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    load: Load = field(default_factory=lambda: Load(0, 0, 0, 0))


class TaskForce(NamedTuple):
    """A task force of the rules, with its projects."""

    key: str
    load: Load


class Rung(NamedTuple):
    """A rung of the ladder, and how many open issues stand on it."""

    key: str
    issues: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups, task forces, posts and rungs of a ledger on a day."""

    day: date
    groups: list[Group]
    taskforces: list[TaskForce]
    posts: list[Met]
    rungs: list[Rung]
    roles: dict[str, dict[str, str]]
    """Who has which post of a project, by the project's file."""


def groups_of(ledger: Ledger, day: date) -> Groups:
    """The groups of a ledger on a day, each below its parent."""
    iso = day.isoformat()
    facts = ledger.facts
    issues = list(ask.issues(facts, iso))
    count = _Counter(
        [one.path for one in issues],
        [one.path or "" for one in duties(ledger, Asked(day, day)) if one.overdue and one.path],
    )
    roles: dict[str, dict[str, str]] = {}
    for post in ask.posts(facts, iso):
        roles.setdefault(post.project.path, {})[post.role] = post.person.name
    bodies = list(ask.bodies(facts, iso))
    ladder = list(ledger.rules.issues.ladder)
    raised = ask.rungs(facts, iso)
    standing = [_rung(ladder, raised.get((one.path, one.id), [])) for one in issues]
    taskforces = [
        TaskForce(key, count.load([one.project for one in bodies if one.taskforce == key]))
        for key in ledger.rules.terms.taskforces or {}
    ]
    return Groups(
        day,
        _ordered(_filled(ledger.rules.groups, [one.project for one in bodies], roles), ledger, count),
        taskforces,
        met(ledger, day),
        [Rung(key, standing.count(key)) for key in ladder],
        roles,
    )


class _Counter:
    def __init__(self, issues: Iterable[str], overdue: Iterable[str]) -> None:
        self.issues = _counted(issues)
        self.overdue = _counted(overdue)

    def load(self, projects: Iterable[ask.Project]) -> Load:
        listed = list(projects)
        whole = {one.id for one in listed if one.total is not None}
        return Load(
            len(listed),
            sum(one.total or 0 for one in listed if one.parent not in whole),
            sum(self.issues.get(one.path, 0) for one in listed),
            sum(self.overdue.get(one.path, 0) for one in listed),
        )


def _counted(paths: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for path in paths:
        found[path] = found.get(path, 0) + 1
    return found


def _rung(ladder: list[str], raised: list[str]) -> str | None:
    """The highest rung that an issue has reached; the first where it was never raised."""
    reached = max((ladder.index(one) for one in raised if one in ladder), default=0)
    return ladder[reached] if ladder else None


def _filled(
    known: ProjectGroups, projects: Iterable[ask.Project], roles: dict[str, dict[str, str]]
) -> dict[str, Group]:
    found = {
        key: Group(
            key,
            unit.parent if unit.parent in known.units else None,
            {role: [name] if (name := getattr(unit, role, None)) else [] for role in POSTS},
        )
        for key, unit in known.units.items()
    }
    for project in projects:
        key = known.key_of(project.unit, project.group)
        if key is None:
            continue
        group = found[key]
        group.projects.append(project)
        held = roles.get(project.path, {})
        for role in POSTS:
            if role in held and held[role] not in group.people[role]:
                group.people[role].append(held[role])
    for group in found.values():
        if group.parent is not None:
            found[group.parent].below.append(group.key)
    return found


def _ordered(groups: dict[str, Group], ledger: Ledger, count: _Counter) -> list[Group]:
    """Each group followed by those below it, in the order of units.yaml; its load with theirs."""
    last = 10**6
    order = sorted(groups, key=lambda key: last if (n := ledger.units[key].order) is None else n)
    for group in groups.values():
        group.below.sort(key=order.index)
    found: dict[str, Group] = {}

    def take(key: str) -> list[ask.Project]:
        if key in found:  # parents that lead back to themselves
            return []
        group = found[key] = groups[key]
        projects = [*group.projects, *(one for below in group.below for one in take(below))]
        group.load = count.load(projects)
        return projects

    for key in order:
        if groups[key].parent is None:
            take(key)
    for key in order:
        take(key)
    return list(found.values())
