"""What reports ask of the standing table: counts and amounts by group, and lists of projects and issues."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from xmtz.domain.months import Month


class Group(NamedTuple):
    """Projects that share a word: how many, and their amounts in 分."""

    key: str | None
    projects: int
    total: int
    plan: int
    invested: int


def groups(facts: sqlite3.Connection, by: str, where: str = "1") -> list[Group]:
    """Counts and amounts by a column of the row. `where` is one of this module's own conditions."""
    rows = facts.execute(
        f"SELECT {by}, count(*), coalesce(sum(total), 0), coalesce(sum(plan), 0), coalesce(sum(invested_ytd), 0)"
        f" FROM standing WHERE {where} GROUP BY {by}"
    )
    return [Group(*row) for row in rows]


def group_keys(facts: sqlite3.Connection, by: str) -> list[str | None]:
    """The words of a column that occur."""
    return [row[0] for row in facts.execute(f"SELECT DISTINCT {by} FROM standing ORDER BY 1")]


def steps_of(facts: sqlite3.Connection, path: str) -> set[str]:
    """The approval steps that apply to the project in a file, or that it records."""
    return {
        row[0]
        for row in facts.execute("SELECT step FROM state JOIN main.step USING (c) WHERE path = ?", (path,))
    }


class Events(NamedTuple):
    """Projects that started, or were completed: how many, and their amounts in 分."""

    projects: int
    total: int
    plan: int
    invested_all: int


def events(facts: sqlite3.Connection, flag: str) -> Events:
    """Projects for which a flag of the row holds, such as `started_in_year`."""
    row = facts.execute(
        "SELECT count(*), coalesce(sum(total), 0), coalesce(sum(plan), 0), coalesce(sum(invested_all), 0)"
        f" FROM standing WHERE {flag}"
    ).fetchone()
    return Events(*row)


class OpenIssue(NamedTuple):
    """An issue that is not cleared."""

    path: str
    project: str
    project_name: str
    unit: str | None
    id: str
    title: str
    class_: str
    due: str | None
    assigned_unit: str | None
    overdue: bool


def open_issues(facts: sqlite3.Connection, day: str, overdue_only: bool) -> list[OpenIssue]:
    """Issues open on `day` (ISO), the longest overdue first."""
    rows = facts.execute(
        "SELECT s.path, s.id, s.name, s.unit, i.id, i.title, i.class, i.due, i.unit, coalesce(i.due < :day, 0) FROM standing s"
        " JOIN issue i ON i.c = s.c WHERE i.raised <= :day AND coalesce(i.cleared, '9') > :day"
        " AND (NOT :overdue OR i.due < :day) ORDER BY i.due IS NULL, i.due, s.id, i.n",
        {"day": day, "overdue": overdue_only},
    )
    return [OpenIssue._make((*row[:9], bool(row[9]))) for row in rows]


def issue_counts(facts: sqlite3.Connection, by: str) -> list[tuple[str | None, int, int, int, int]]:
    """For each group: open, overdue, raised in the period, cleared in the period; groups without issues left out."""
    rows = facts.execute(
        f"SELECT {by}, sum(issues_open), sum(issues_overdue), sum(issues_raised_in_period), sum(issues_cleared_in_period)"
        f" FROM standing GROUP BY {by} HAVING sum(issues_total) > 0"
    )
    return [tuple(row) for row in rows]


def bundle_counts(facts: sqlite3.Connection) -> tuple[int, int]:
    """How many projects there are counted by their parts, and counted by bundles (打捆)."""
    row = facts.execute("SELECT count(*), count(DISTINCT coalesce(parent, id)) FROM standing").fetchone()
    return int(row[0]), int(row[1])


def unread(facts: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Files that gave no project, and files that were read with errors in their fields."""
    missing = facts.execute("SELECT path FROM state WHERE c NOT IN (SELECT c FROM project) ORDER BY path")
    doubtful = facts.execute("SELECT path FROM state JOIN project USING (c) WHERE NOT sound ORDER BY path")
    return [row[0] for row in missing], [row[0] for row in doubtful]


def newest_month(facts: sqlite3.Connection, latest: Month) -> Month | None:
    """The newest month, up to `latest`, for which any project has an invested figure."""
    row = facts.execute(
        "SELECT max(month) FROM figure WHERE invested IS NOT NULL AND month <= ? AND c IN (SELECT c FROM state)",
        (str(latest),),
    ).fetchone()
    return None if row is None or row[0] is None else Month.parse(row[0])
