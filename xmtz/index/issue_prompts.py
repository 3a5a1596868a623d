"""Open issues with what their prompts need: to whom each is assigned, since when, how far it was raised."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from xmtz.index.clock_questions import NOT_GIVEN_UP, PROJECT, WIDTH, Whose, whose
from xmtz.index.issue_life import DUE


class OpenIssue(NamedTuple):
    """An issue that stands open on a day; what came later is None. `rungs`: those that it was raised to."""

    id: str
    title: str
    since: str
    due: str | None
    unit: str | None
    person: str | None
    assigned: str | None
    accepted: str | None
    resolved: str | None
    rungs: tuple[str, ...]


_OPEN: Final = (
    f"SELECT {PROJECT}, coalesce(i.id, ''), coalesce(i.title, ''), w.since, {DUE.format(day=':day')},"
    " a.unit, a.person, a.day, CASE WHEN a.accepted <= :day THEN a.accepted END,"
    " CASE WHEN w.resolved <= :day THEN w.resolved END,"
    " (SELECT group_concat(e.rung, char(10)) FROM escalation e WHERE e.c = i.c AND e.n = i.n AND e.day <= :day)"
    " FROM state s JOIN project p ON p.c = s.c JOIN main.issue i ON i.c = s.c"
    " JOIN issue_spell w ON w.c = i.c AND w.n = i.n AND w.since <= :day AND coalesce(w.until, '9') > :day"
    " LEFT JOIN assignment a ON a.c = i.c AND a.n = i.n AND a.k = (SELECT max(k) FROM assignment x"
    "   WHERE x.c = i.c AND x.n = i.n AND x.day <= :day AND coalesce(x.until, '9') > :day)"
    f" WHERE i.raised <= :day AND {NOT_GIVEN_UP} ORDER BY p.id, i.n"
)


def open_issues(facts: sqlite3.Connection, day: str) -> Iterator[tuple[Whose, OpenIssue]]:
    """The issues that stand open on a day (ISO), of projects that were not given up."""
    for row in facts.execute(_OPEN, {"day": day}):
        values = (*row[WIDTH:-1], tuple((row[-1] or "").split("\n")))
        yield whose(row), OpenIssue._make(values)
