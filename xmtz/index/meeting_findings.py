"""What meetings say wrongly of themselves and of issues: unknown issues, names, doubles, days."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xmtz.checks import across as kinds
from xmtz.records.ledger import Decision
from xmtz.words.finding import Finding

if TYPE_CHECKING:
    from xmtz.index.across import Locate


def meeting_findings(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    """The findings of all meetings."""
    yield from _unknown_issues(facts, locate)
    yield from _names(facts, locate)
    yield from _doubles(facts, locate)
    yield from _days(facts, locate)


def _unknown_issues(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT h.path, d.issue, d.project FROM held h JOIN decision d USING (c) WHERE d.issue IS NOT NULL"
        " AND d.issue NOT IN (SELECT issue.id FROM state JOIN main.issue USING (c) WHERE issue.id IS NOT NULL)"
        " ORDER BY h.path, d.n"
    ).fetchall()
    if not rows:
        return
    unread = facts.execute("SELECT 1 FROM state WHERE c NOT IN (SELECT c FROM project) LIMIT 1").fetchone()
    if unread is not None:
        return  # the issue may stand in a file that cannot be read; that file has its own findings
    for path, id_, _ in rows:
        yield kinds.UNKNOWN_ISSUE.at(locate(path, "decisions", id_), id=id_)


def _names(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    rows = facts.execute("SELECT path, day, kind FROM held JOIN meeting USING (c) ORDER BY path")
    for path, day, kind in rows.fetchall():
        if not path.rsplit("/", 1)[-1].startswith((f"{day}-", f"{day}.")):
            name = f"{day}-{kind.replace('_', '-')}.yaml"
            yield kinds.MEETING_NAME.at(locate(path, "on"), on=day, name=name)


def _doubles(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT a.path, min(b.path) FROM (SELECT path, day, kind FROM held JOIN meeting USING (c)) a"
        " JOIN (SELECT path, day, kind FROM held JOIN meeting USING (c)) b"
        " ON a.day = b.day AND a.kind = b.kind AND a.path > b.path GROUP BY a.path ORDER BY 1"
    )
    for path, other in rows.fetchall():
        yield kinds.SAME_MEETING.at(locate(path, "on"), other=other)


def _days(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT h.path, m.day, d.n, d.due, d.kept FROM held h JOIN meeting m USING (c) JOIN decision d USING (c)"
        " WHERE d.due < m.day OR d.kept < m.day ORDER BY h.path, d.n"
    )
    for path, on, n, due, kept in rows.fetchall():
        for field, day in (("due", due), ("kept", kept)):
            if day is not None and day < on:
                label = Decision.fields[field].label
                place = locate(path, "decisions", day)
                yield kinds.DUE_BEFORE_MEETING.at(place, n=n + 1, field=label, day=day, on=on)
