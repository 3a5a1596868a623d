"""What is asked of regular duties: visits, starts, figures and days of change, by project and day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.index.rates import as_sql, bounded, columns_of
from xmtz.index.standing import rows_of
from xmtz.records.rules import Rules


class Whose(NamedTuple):
    """A project that has to keep a duty."""

    path: str
    id: str
    name: str
    unit: str | None


_SCOPE: Final = "listed AND (ended IS NULL OR ended > period_end)"


def projects_of(
    facts: sqlite3.Connection, month: Month, rules: Rules, condition: str | None, key: str
) -> list[Whose]:
    """The projects to which a duty applies at the end of a month: those of the condition, or all on the list."""
    where = as_sql(condition, key) if condition else f"({_SCOPE})"
    columns = {"path", "id", "name", "unit", *columns_of(condition or _SCOPE)}
    with rows_of(facts, month, rules, columns) as rows, bounded(facts, key):
        found = facts.execute(f"SELECT path, id, name, unit FROM ({rows}) WHERE {where} ORDER BY id, path")
        return [Whose._make(row) for row in found.fetchall()]


class Visit(NamedTuple):
    """A visit to a project."""

    day: str
    project: str
    name: str
    path: str
    by: str | None
    kind: str | None


def visits(facts: sqlite3.Connection, first: str, last: str) -> list[Visit]:
    """The visits from one day to another (ISO)."""
    rows = facts.execute(
        "SELECT v.day, p.id, p.name, s.path, v.by, v.kind FROM state s JOIN project p USING (c) JOIN visit v USING (c)"
        " WHERE v.day BETWEEN ? AND ? ORDER BY v.day, p.id, v.n",
        (first, last),
    )
    return [Visit._make(row) for row in rows]


class Started(NamedTuple):
    """A project that started."""

    day: str
    project: str
    name: str
    path: str


def starts(facts: sqlite3.Connection, first: str, last: str) -> list[Started]:
    """The projects that started from one day to another (ISO)."""
    rows = facts.execute(
        "SELECT p.started, p.id, p.name, s.path FROM state s JOIN project p USING (c)"
        " WHERE p.started BETWEEN ? AND ? ORDER BY 1, 2",
        (first, last),
    )
    return [Started._make(row) for row in rows]


def reported(facts: sqlite3.Connection, month: str) -> set[str]:
    """The files that have the figure of a month."""
    rows = facts.execute(
        "SELECT path FROM state JOIN figure USING (c) WHERE month = ? AND invested IS NOT NULL", (month,)
    )
    return {path for (path,) in rows}


_DATED: Final = (
    ("stage", "day"),
    *(("main.step", name) for name in ("applied", "accepted", "granted", "committed", "deferred", "skipped")),
    *(("main.step", name) for name in ("ended", "broken")),
    *(("main.issue", name) for name in ("raised", "assigned", "accepted", "resolved", "cleared")),
    *((table, "day") for table in ("escalation", "solution", "progress", "reopening", "visit", "letter")),
    *(("review", name) for name in ("assessed", "decided")),
    *(("listing", name) for name in ("entered", "left_on")),
    *((table, "day") for table in ("document", "resource")),
    *(("project", name) for name in ("negotiated", "signed", "approved", "land", "ground", "resumed")),
    *(("project", name) for name in ("trial", "accepted", "registered")),
)
"""Every day on which a project's file says that something happened. A month's figures have no day."""


def last_updates(facts: sqlite3.Connection, paths: Iterable[str], day: str) -> dict[str, str]:
    """The newest day of anything that these files record up to a day (ISO)."""
    facts.execute("DROP TABLE IF EXISTS temp.asked")
    facts.execute("CREATE TEMP TABLE asked (c INTEGER, path TEXT)")
    wanted = set(paths)
    contents = [(c, path) for path, c in facts.execute("SELECT path, c FROM state") if path in wanted]
    facts.executemany("INSERT INTO asked VALUES (?, ?)", contents)
    parts = " UNION ALL ".join(
        f"SELECT q.path AS path, x.{column} AS day FROM asked q JOIN {table} x ON x.c = q.c"
        for table, column in _DATED
    )
    rows = facts.execute(f"SELECT path, max(day) FROM ({parts}) WHERE day <= ? GROUP BY path", (day,))
    return dict(rows.fetchall())
