"""What is asked of issues over all projects: how each stood on a day, and what had been done about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias, TypeVar

from xmtz.index.issue_life import DUE

Row: TypeAlias = tuple[int, int]
"""An issue: the content of its file, and its place there."""
T = TypeVar("T")


class IssueOn(NamedTuple):
    """An issue as it stood on a day; days are ISO texts, and what came later is None.

    `since`: the day from which it stood open, the last time; `reopened`: how many times it was opened again;
    `given_up`: whether its project was.
    """

    c: int
    n: int
    path: str
    project: str
    name: str
    project_unit: str | None
    id: str
    title: str
    class_: str | None
    raised: str
    by: str | None
    origin: str | None
    due: str | None
    unit: str | None
    person: str | None
    assigned: str | None
    accepted: str | None
    accepted_by: str | None
    since: str
    reopened: int
    resolved: str | None
    resolved_by: str | None
    result: str | None
    cleared: str | None
    cleared_by: str | None
    evidence: str | None
    given_up: int

    @property
    def key(self) -> Row:
        """The issue among all."""
        return self.c, self.n


def _by(day: str, *others: str) -> str:
    """Columns that count only where their day had come."""
    return ", ".join(f"CASE WHEN {day} <= :day THEN {one} END" for one in (day, *others))


_ISSUES: Final = (
    "SELECT i.c, i.n, s.path, p.id, p.name, p.unit, coalesce(i.id, ''), coalesce(i.title, ''), i.class, i.raised,"
    f" i.by, i.origin, {DUE.format(day=':day')}, a.unit, a.person, a.day, {_by('a.accepted', 'a.accepted_by')},"
    f" w.since, w.k, {_by('w.resolved', 'w.resolved_by', 'w.result')},"
    f" {_by('w.until', 'w.cleared_by', 'w.evidence')}, coalesce(p.ended <= :day, 0)"
    " FROM state s JOIN project p ON p.c = s.c JOIN main.issue i ON i.c = s.c"
    " JOIN issue_spell w ON w.c = i.c AND w.n = i.n AND w.k = (SELECT max(k) FROM issue_spell x"
    "   WHERE x.c = i.c AND x.n = i.n AND x.since <= :day)"
    " LEFT JOIN assignment a ON a.c = i.c AND a.n = i.n AND a.k = (SELECT max(k) FROM assignment x"
    "   WHERE x.c = i.c AND x.n = i.n AND x.day <= :day AND coalesce(x.until, '9') > :day)"
    " WHERE i.raised <= :day AND (:every OR coalesce(w.until, '9') > :day)"
    " AND (:project IS NULL OR p.id = :project OR EXISTS (SELECT 1 FROM issue_project o"
    "   WHERE o.c = i.c AND o.n = i.n AND o.id = :project))"
    " ORDER BY p.id, i.n"
)


def issues_on(
    facts: sqlite3.Connection, day: str, project: str | None = None, every: bool = True
) -> list[IssueOn]:
    """The issues raised by a day (ISO), or those that stood open then; of one project, also those of others that
    concern it. In the order of projects."""
    rows = facts.execute(_ISSUES, {"day": day, "project": project, "every": every})
    return [IssueOn._make(row) for row in rows]


class Step(NamedTuple):
    """A step up the ladder."""

    rung: str
    day: str
    decision: str | None
    reason: str | None


class Plan(NamedTuple):
    """A plan; `replaced` is None while it holds."""

    text: str
    day: str | None
    by: str | None
    replaced: str | None


class Note(NamedTuple):
    """A note of progress."""

    day: str
    text: str
    by: str | None


class Done(NamedTuple):
    """What had been done about issues by a day, and the other projects that they concern."""

    steps: dict[Row, list[Step]]
    plans: dict[Row, list[Plan]]
    notes: dict[Row, list[Note]]
    others: dict[Row, list[tuple[str, str]]]


def done_about(facts: sqlite3.Connection, day: str, found: list[IssueOn]) -> Done:
    """What had been done about these issues, each list in the order of its days."""
    facts.execute(
        "CREATE TEMP TABLE IF NOT EXISTS asked_issue (c INTEGER, n INTEGER, PRIMARY KEY (c, n)) WITHOUT ROWID"
    )
    facts.execute("DELETE FROM temp.asked_issue")
    facts.executemany("INSERT OR IGNORE INTO temp.asked_issue VALUES (?, ?)", (one.key for one in found))

    def rows(columns: str, table: str, condition: str, order: str) -> Iterator[tuple[object, ...]]:
        return facts.execute(
            f"SELECT t.c, t.n, {columns} FROM temp.asked_issue q JOIN {table} t ON t.c = q.c AND t.n = q.n"
            f" WHERE {condition} ORDER BY t.c, t.n, {order}",
            {"day": day},
        )

    return Done(
        _grouped(rows("rung, day, decision, reason", "escalation", "day <= :day", "day, k"), Step),
        _grouped(
            rows(
                "text, day, by, CASE WHEN replaced <= :day THEN replaced END",
                "solution", "coalesce(day, '') <= :day", "k",
            ),
            Plan,
        ),
        _grouped(rows("day, text, by", "main.progress", "day <= :day", "day, k"), Note),
        _others(facts),
    )  # fmt: skip


def _grouped(rows: Iterator[tuple[object, ...]], kind: type[T]) -> dict[Row, list[T]]:
    found: dict[Row, list[T]] = {}
    for c, n, *values in rows:
        found.setdefault((c, n), []).append(kind(*values))  # type: ignore[arg-type]
    return found


def _others(facts: sqlite3.Connection) -> dict[Row, list[tuple[str, str]]]:
    found: dict[Row, list[tuple[str, str]]] = {}
    rows = facts.execute(
        "SELECT o.c, o.n, o.id, (SELECT p.name FROM state s JOIN project p ON p.c = s.c WHERE p.id = o.id)"
        " FROM temp.asked_issue q JOIN issue_project o ON o.c = q.c AND o.n = q.n ORDER BY o.c, o.n, o.id"
    )
    for c, n, id_, name in rows:
        found.setdefault((c, n), []).append((id_, name or id_))
    return found


def reopenings(facts: sqlite3.Connection, first: str, last: str) -> dict[Row, int]:
    """How many times each issue was opened again from `first` to `last` (ISO)."""
    rows = facts.execute(
        "SELECT w.c, w.n, count(*) FROM state s JOIN issue_spell w ON w.c = s.c"
        " WHERE w.k > 0 AND w.since BETWEEN ? AND ? GROUP BY w.c, w.n",
        (first, last),
    )
    return {(c, n): count for c, n, count in rows}


def concerning(facts: sqlite3.Connection, project: str) -> list[tuple[str, str]]:
    """The issues in the files of other projects that concern this one: path and issue's id."""
    rows = facts.execute(
        "SELECT s.path, i.id FROM issue_project o JOIN state s ON s.c = o.c JOIN project p ON p.c = s.c"
        " JOIN main.issue i ON i.c = o.c AND i.n = o.n WHERE o.id = ? AND p.id <> ? ORDER BY s.path, i.n",
        (project, project),
    )
    return [(path, id_) for path, id_ in rows if id_]
