"""What is asked of meetings: those that were held, what they decided, which projects they dispatched."""

from __future__ import annotations

import sqlite3
from typing import Final, NamedTuple


class Held(NamedTuple):
    """A meeting that was held. `attended` and `projects` in the order of its file."""

    path: str
    day: str
    kind: str
    chair: str | None
    attended: tuple[str, ...]
    note: str | None
    projects: tuple[str, ...]


class Resolved(NamedTuple):
    """A decision of a meeting, and its project."""

    path: str
    day: str
    kind: str
    n: int
    what: str
    project: str | None
    name: str | None
    project_path: str | None
    issue: str | None
    unit: str | None
    person: str | None
    due: str | None
    kept: str | None


def meetings(
    facts: sqlite3.Connection, first: str, last: str, kind: str | None = None, project: str | None = None
) -> list[Held]:
    """The meetings from one day to another (ISO), of one kind, about one project; the earliest first."""
    rows = facts.execute(
        "SELECT h.path, m.day, m.kind, m.chair, m.attended, m.note, m.c FROM held h JOIN meeting m USING (c)"
        " WHERE m.day BETWEEN :first AND :last AND (:kind IS NULL OR m.kind = :kind)"
        f" AND (:project IS NULL OR m.c IN ({_ABOUT})) ORDER BY m.day, h.path",
        {"first": first, "last": last, "kind": kind, "project": project},
    ).fetchall()
    named: dict[int, list[str]] = {}
    for c, id_ in facts.execute("SELECT c, id FROM meeting_project ORDER BY c, n"):
        named.setdefault(c, []).append(id_)
    return [
        Held(path, day, of, chair, tuple(who.split("\n")) if who else (), note, tuple(named.get(c, ())))
        for path, day, of, chair, who, note, c in rows
    ]


_ABOUT: Final = (
    "SELECT c FROM meeting_project WHERE id = :project UNION SELECT c FROM decision WHERE project = :project"
)


def decisions(facts: sqlite3.Connection, day: str, path: str | None = None) -> list[Resolved]:
    """What meetings up to a day (ISO) decided, all of them or one; the earliest first."""
    rows = facts.execute(
        "SELECT h.path, m.day, m.kind, d.n, d.what, d.project, p.name, p.path, d.issue, d.unit, d.person, d.due,"
        " CASE WHEN d.kept <= :day THEN d.kept END"
        " FROM held h JOIN meeting m USING (c) JOIN decision d USING (c)"
        " LEFT JOIN (SELECT path, id, name FROM state JOIN project USING (c)) p ON p.id = d.project"
        " WHERE m.day <= :day AND (:path IS NULL OR h.path = :path) ORDER BY m.day, h.path, d.n",
        {"day": day, "path": path},
    )
    found: dict[tuple[str, int], Resolved] = {}
    for row in rows:  # an id that two files use by mistake gives a decision twice
        one = Resolved._make(row)
        found.setdefault((one.path, one.n), one)
    return list(found.values())


def dispatched(facts: sqlite3.Connection, day: str) -> dict[str, str]:
    """The last day on which each project was dispatched, by its id: on a meeting's list, or in a decision."""
    rows = facts.execute(
        "SELECT id, max(day) FROM (SELECT x.id, m.day FROM held h JOIN meeting m USING (c) JOIN meeting_project x"
        " USING (c) UNION ALL SELECT d.project, m.day FROM held h JOIN meeting m USING (c) JOIN decision d USING (c)"
        " WHERE d.project IS NOT NULL) WHERE day <= ? GROUP BY id",
        (day,),
    )
    return dict(rows.fetchall())


def first_day(facts: sqlite3.Connection, project: str) -> str | None:
    """The day of a project's first stage."""
    (day,) = facts.execute(
        "SELECT min(g.day) FROM state JOIN project p USING (c) JOIN stage g USING (c) WHERE p.id = ?",
        (project,),
    ).fetchone()
    return None if day is None else str(day)


def names(facts: sqlite3.Connection) -> dict[str, tuple[str, str | None]]:
    """The name and the unit of every project that a meeting mentions."""
    rows = facts.execute(
        "SELECT id, name, unit FROM state JOIN project USING (c) WHERE id IN"
        " (SELECT id FROM meeting_project UNION SELECT project FROM decision)"
    )
    return {id_: (name, unit) for id_, name, unit in rows}


class Ahead(NamedTuple):
    """A day of a project's own plan that lies ahead: a milestone, its start, its finish."""

    kind: str  # start, finish or milestone
    path: str
    id: str
    name: str
    unit: str | None
    leader: str | None
    what: str
    day: str


def ahead(facts: sqlite3.Connection, day: str, until: str) -> list[Ahead]:
    """What projects plan from one day to another (ISO) and had not reached on the first."""
    rows = facts.execute(
        "SELECT 'start', s.path, p.id, p.name, p.unit, coalesce(p.service, p.leader), '', p.planned_start"
        " FROM state s JOIN project p USING (c) WHERE p.planned_start BETWEEN :day AND :until"
        " AND coalesce(p.started, '9') > :day AND coalesce(p.ended, '9') > :day"
        " UNION ALL SELECT 'finish', s.path, p.id, p.name, p.unit, coalesce(p.service, p.leader), '', p.planned_finish"
        " FROM state s JOIN project p USING (c) WHERE p.planned_finish BETWEEN :day AND :until"
        " AND coalesce(p.completed, '9') > :day AND coalesce(p.ended, '9') > :day"
        " UNION ALL SELECT 'milestone', s.path, p.id, p.name, p.unit, coalesce(p.service, p.leader), b.task, b.finish_by"
        " FROM state s JOIN project p USING (c) JOIN backward b USING (c) WHERE b.kind = 'milestone'"
        " AND b.finish_by BETWEEN :day AND :until AND coalesce(p.ended, '9') > :day ORDER BY 8, 3",
        {"day": day, "until": until},
    )
    return [Ahead._make(row) for row in rows]
