"""What is asked of people: the posts they hold, and what is open in their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from xmtz.domain.persons import Person

# A project is there on a day once it has entered a stage, or where none is recorded at all.
_THERE: Final = (
    "coalesce(p.ended, '9') > :day AND (NOT EXISTS (SELECT 1 FROM stage g WHERE g.c = p.c)"
    " OR EXISTS (SELECT 1 FROM stage g WHERE g.c = p.c AND g.day <= :day))"
)
_STAGE: Final = "(SELECT g.stage FROM stage g WHERE g.c = p.c AND g.day <= :day ORDER BY g.n DESC LIMIT 1)"
_FROM: Final = "state s JOIN project p ON p.c = s.c"


class Project(NamedTuple):
    """A project as people hold it. `total` is in 分; `done`: completed on the day."""

    path: str
    id: str
    name: str
    unit: str | None
    group: str | None
    level: str | None
    stage: str | None
    total: int | None
    parent: str | None
    done: int


_PROJECT: Final = (
    f"s.path, p.id, p.name, p.unit, p.grp, p.level, {_STAGE}, p.total, p.parent,"
    " coalesce(p.completed <= :day, 0)"
)
_WIDTH: Final = len(Project._fields)


class Post(NamedTuple):
    """A post that a person holds."""

    project: Project
    role: str
    person: Person
    task: str | None
    standard: str | None
    due: str | None
    phone: str | None


def posts(facts: sqlite3.Connection, day: str) -> Iterator[Post]:
    """Every post of the projects that are there on `day` (ISO), in the order of projects."""
    rows = facts.execute(
        f"SELECT {_PROJECT}, d.role, d.name, d.unit, d.rank, d.task, d.standard, d.due, d.phone"
        f" FROM {_FROM} JOIN duty d ON d.c = p.c WHERE d.name IS NOT NULL AND {_THERE} ORDER BY p.id, d.role",
        {"day": day},
    )
    for row in rows:
        role, *who = row[_WIDTH : _WIDTH + 4]
        yield Post(Project._make(row[:_WIDTH]), role, Person(*who), *row[_WIDTH + 4 :])


class Issue(NamedTuple):
    """An issue that is open; `person`: to whom it is assigned, the unit being that of the assignment."""

    path: str
    project: str
    project_name: str
    id: str
    title: str | None
    due: str | None
    resolved: str | None
    person: Person | None


def issues(facts: sqlite3.Connection, day: str) -> Iterator[Issue]:
    """Every issue that was open on `day`; what was assigned later has nobody yet."""
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, i.id, i.title, i.due, CASE WHEN i.resolved <= :day THEN i.resolved END,"
        f" CASE WHEN coalesce(i.assigned, '') <= :day THEN i.person END, i.unit FROM {_FROM} JOIN issue i ON i.c = p.c"
        f" WHERE i.raised <= :day AND coalesce(i.cleared, '9') > :day AND {_THERE} ORDER BY coalesce(i.due, '9'), p.id, i.n",
        {"day": day},
    )
    for *row, person, unit in rows:
        yield Issue._make((*row, Person(person, unit) if person else None))


class Decision(NamedTuple):
    """A decision of a meeting that a person owes."""

    path: str
    n: int
    met: str
    what: str
    project: str | None
    due: str | None
    person: Person


def decisions(facts: sqlite3.Connection, day: str) -> Iterator[Decision]:
    """Decisions taken by `day` and not kept on it, for which a person answers."""
    rows = facts.execute(
        "SELECT h.path, d.n, m.day, d.what, d.project, d.due, d.person, d.unit FROM held h JOIN meeting m ON m.c = h.c"
        " JOIN decision d ON d.c = h.c WHERE m.day <= :day AND coalesce(d.kept, '9') > :day AND d.person IS NOT NULL"
        " ORDER BY coalesce(d.due, '9'), m.day, h.path, d.n",
        {"day": day},
    )
    for *row, person, unit in rows:
        yield Decision._make((*row, Person(person, unit)))


class Risk(NamedTuple):
    """A risk that a person owns."""

    path: str
    n: int
    project: str
    project_name: str
    class_: str | None
    level: str | None
    what: str | None
    measure: str | None
    review: str | None
    person: Person


def risks(facts: sqlite3.Connection, day: str) -> Iterator[Risk]:
    """Risks that stand open on `day`."""
    rows = facts.execute(
        f"SELECT s.path, r.n, p.id, p.name, r.class, r.level, r.what, r.measure, r.review, r.owner FROM {_FROM}"
        " JOIN risk r ON r.c = p.c WHERE r.owner IS NOT NULL AND coalesce(r.closed, '9') > :day"
        f" AND coalesce(r.since, '') <= :day AND {_THERE} ORDER BY coalesce(r.review, '9'), p.id, r.n",
        {"day": day},
    )
    for *row, owner in rows:
        yield Risk._make((*row, Person(owner)))


class Tracked(NamedTuple):
    """An approval that a person tracks, applied for or still to be."""

    path: str
    project: str
    project_name: str
    step: str
    applied: str | None
    person: Person


def tracked(facts: sqlite3.Connection, day: str) -> Iterator[Tracked]:
    """Approvals that somebody tracks and that were not had on `day`."""
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, t.step, CASE WHEN t.applied <= :day THEN t.applied END, t.tracker"
        f" FROM {_FROM} JOIN main.step t ON t.c = p.c WHERE t.tracker IS NOT NULL AND coalesce(t.granted, '9') > :day"
        f" AND coalesce(t.skipped, '9') > :day AND coalesce(t.ended, '9') > :day AND {_THERE} ORDER BY p.id, t.step",
        {"day": day},
    )
    for *row, tracker in rows:
        yield Tracked._make((*row, Person(tracker)))


def visited(facts: sqlite3.Connection, since: str, day: str) -> set[str]:
    """The files of the projects that were visited in these days."""
    rows = facts.execute(
        "SELECT DISTINCT s.path FROM state s JOIN visit v ON v.c = s.c WHERE v.day BETWEEN ? AND ?",
        (since, day),
    )
    return {path for (path,) in rows}


class Standing(NamedTuple):
    """A project and what decides which posts it needs. `entered`: its stages up to the day, one a line;
    `filled`: its posts that are filled, one a line."""

    project: Project
    entered: str | None
    filled: str | None
    department: str | None
    guarantor: str | None
    taskforce: str | None
    waived: int


def standings(facts: sqlite3.Connection, day: str, code: str) -> Iterator[Standing]:
    """The projects that are there on `day`; `waived`: whether a waiver of this finding holds."""
    rows = facts.execute(
        f"SELECT {_PROJECT},"
        " (SELECT group_concat(g.stage, char(10)) FROM stage g WHERE g.c = p.c AND g.day <= :day),"
        " (SELECT group_concat(d.role, char(10)) FROM duty d WHERE d.c = p.c AND d.name IS NOT NULL),"
        " p.department, p.guarantor, p.taskforce,"
        " EXISTS (SELECT 1 FROM waiver w WHERE w.c = p.c AND w.code = :code AND w.until >= :day)"
        f" FROM {_FROM} WHERE {_THERE} ORDER BY p.id",
        {"day": day, "code": code},
    )
    for row in rows:
        yield Standing(Project._make(row[:_WIDTH]), *row[_WIDTH:])


def rungs(facts: sqlite3.Connection, day: str) -> dict[tuple[str, str], list[str]]:
    """The rungs of the ladder to which each issue had been raised on `day`, by its file and id."""
    rows = facts.execute(
        "SELECT s.path, i.id, e.rung FROM state s JOIN issue i ON i.c = s.c JOIN escalation e ON e.c = i.c AND e.n = i.n"
        " WHERE e.day <= ? ORDER BY s.path, i.n, e.k",
        (day,),
    )
    found: dict[tuple[str, str], list[str]] = {}
    for path, id_, rung in rows:
        found.setdefault((path, id_), []).append(rung)
    return found


class Body(NamedTuple):
    """A project and its task force."""

    project: Project
    taskforce: str | None


def bodies(facts: sqlite3.Connection, day: str) -> Iterator[Body]:
    """The projects that are there on `day`, with what groups them."""
    rows = facts.execute(
        f"SELECT {_PROJECT}, p.taskforce FROM {_FROM} WHERE {_THERE} ORDER BY p.id", {"day": day}
    )
    for row in rows:
        yield Body(Project._make(row[:_WIDTH]), row[_WIDTH])


def unread(facts: sqlite3.Connection) -> list[str]:
    """The files of which no project, or no meeting, could be read."""
    rows = facts.execute(
        "SELECT path FROM state WHERE c NOT IN (SELECT c FROM project)"
        " UNION ALL SELECT path FROM held WHERE c NOT IN (SELECT c FROM meeting) ORDER BY 1"
    )
    return [path for (path,) in rows]
