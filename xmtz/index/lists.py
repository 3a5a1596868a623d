"""What `list` and `show` ask: projects of the state with where they stand now, and one found by a word."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple

from xmtz.domain.refusal import quoted
from xmtz.index.filters import filtered
from xmtz.index.issue_life import CLEARED
from xmtz.index.schema import TABLES
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say


class Listed(NamedTuple):
    """A project in a list. Amounts in 分."""

    path: str
    id: str
    name: str
    unit: str | None
    level: str | None
    kind: str | None
    sector: str | None
    stage: str | None
    total: int | None
    plan: int | None
    invested: int
    issues_open: int
    leader: str | None
    tags: str | None
    urgency: int | None
    importance: int | None


_PRIORITY: Final = "urgency IS NULL, urgency + importance, urgency, total IS NULL, total DESC, id"


def listed(
    facts: sqlite3.Connection, day: str, where: Mapping[str, str], by_priority: bool = False
) -> list[Listed]:
    """The projects as they stand on `day` (ISO), in the order of their ids; `where`: see filters.py.

    `by_priority`: the smallest sum of urgency and importance first (1 is the highest of each); of the same
    sum the more urgent, then the larger; those of which neither is said come last.
    """
    condition, values = filtered(where, day)
    values |= {"day": day, "year": int(day[:4]), "first": f"{day[:4]}-01", "month": day[:7]}
    rows = facts.execute(
        "SELECT path, id, name, unit, level, kind, sector, stage, total, plan, invested, issues, leader, tags,"
        " urgency, importance FROM ("
        " SELECT s.path, p.*, (SELECT stage FROM stage WHERE stage.c = p.c AND day <= :day ORDER BY n DESC LIMIT 1) AS stage,"
        " (SELECT amount FROM plan WHERE plan.c = p.c AND plan.year = :year) AS plan,"
        " coalesce((SELECT invested_ytd FROM figure WHERE figure.c = p.c AND month BETWEEN :first AND :month"
        "   ORDER BY month DESC LIMIT 1), 0) AS invested,"
        f" (SELECT count(*) FROM issue i WHERE i.c = p.c AND i.raised <= :day AND {CLEARED.format(day=':day')} IS NULL) AS issues"
        " FROM state s JOIN project p ON p.c = s.c) p"
        f" WHERE {condition} ORDER BY {_PRIORITY if by_priority else 'id'}",
        values,
    )
    return [Listed(*row) for row in rows]


class Query(NamedTuple):
    """What a query gave."""

    columns: list[str]
    rows: list[tuple[object, ...]]


def _but_c(table: str) -> str:
    """The columns of a table but those that only join it."""
    return ", ".join(f"t.{column}" for column in TABLES[table] if column not in ("c", "n"))


_VIEWS = {
    "projects": "SELECT s.path, p.*, (SELECT stage FROM main.stage t WHERE t.c = p.c ORDER BY n DESC LIMIT 1) AS stage"
    " FROM state s JOIN project p ON p.c = s.c",
    "stages": "SELECT p.id, t.n, t.stage, t.day FROM state s JOIN project p ON p.c = s.c JOIN main.stage t ON t.c = s.c",
    "steps": "SELECT p.id, t.step, t.due IS NOT NULL AND t.skipped IS NULL AS due, t.applied, t.accepted, t.granted, t.committed, t.deferred_until, t.skipped, t.ended"
    " FROM state s JOIN project p ON p.c = s.c JOIN main.step t ON t.c = s.c",
    "plans": "SELECT p.id, t.year, t.amount FROM state s JOIN project p ON p.c = s.c JOIN main.plan t ON t.c = s.c",
    "figures": "SELECT p.id, t.month, t.invested, t.stats, t.paid, t.physical, t.invested_ytd, t.stats_ytd, t.paid_ytd,"
    " t.invested_all FROM state s JOIN project p ON p.c = s.c JOIN main.figure t ON t.c = s.c"
    " WHERE coalesce(t.invested, t.stats, t.paid, t.physical) IS NOT NULL",
    "issues": "SELECT p.id AS project, t.id, t.title, t.class, t.raised, t.due, t.unit, t.person, t.resolved, t.cleared,"
    " t.origin, t.assigned, t.accepted, t.cleared_by, t.evidence"
    " FROM state s JOIN project p ON p.c = s.c JOIN main.issue t ON t.c = s.c",
    "funds": "SELECT p.id, f.source, f.name, f.batch, f.planned, f.applied, f.issued, m.month, m.arrived, m.paid FROM state s JOIN project p ON p.c = s.c"
    " JOIN main.fund f ON f.c = s.c LEFT JOIN main.fund_month m ON m.c = f.c AND m.n = f.n",
    "lists": "SELECT p.id, t.list, t.entered, t.left_on, t.reason FROM state s JOIN project p ON p.c = s.c JOIN main.listing t ON t.c = s.c",
    "duties": f"SELECT p.id, {_but_c('duty')} FROM state s JOIN project p ON p.c = s.c JOIN main.duty t ON t.c = s.c",
    "resources": f"SELECT p.id, {_but_c('resource')} FROM state s JOIN project p ON p.c = s.c JOIN main.resource t ON t.c = s.c",
    "benefits": f"SELECT p.id, {_but_c('benefit')} FROM state s JOIN project p ON p.c = s.c JOIN main.benefit t ON t.c = s.c",
    "risks": f"SELECT p.id, {_but_c('risk')} FROM state s JOIN project p ON p.c = s.c JOIN main.risk t ON t.c = s.c",
    "reviews": f"SELECT p.id, {_but_c('review')} FROM state s JOIN project p ON p.c = s.c JOIN main.review t ON t.c = s.c",
    "documents": f"SELECT p.id, {_but_c('document')} FROM state s JOIN project p ON p.c = s.c JOIN main.document t ON t.c = s.c",
    "visits": f"SELECT p.id, {_but_c('visit')} FROM state s JOIN project p ON p.c = s.c JOIN main.visit t ON t.c = s.c",
    "waivers": f"SELECT p.id, {_but_c('waiver')} FROM state s JOIN project p ON p.c = s.c JOIN main.waiver t ON t.c = s.c",
    "meetings": f"SELECT h.path, {_but_c('meeting')} FROM held h JOIN main.meeting t ON t.c = h.c",
    "decisions": f"SELECT h.path, m.day AS met, m.kind, {_but_c('decision')} FROM held h JOIN main.meeting m ON m.c = h.c"
    " JOIN main.decision t ON t.c = h.c",
}
VIEWS = tuple(_VIEWS)


MOST_ROWS = 1_000_000
_LONGEST = 10_000_000  # bytes of one value: printf and replace could fill the memory with one


def query(facts: sqlite3.Connection, sql: str, seconds: float) -> Query:
    """Run a person's own query, read-only and for at most `seconds`. Raises Trouble where SQLite refuses."""
    from xmtz.index.guard import forbid_writing, is_damage, limit_time

    for name, view in _VIEWS.items():
        facts.execute(f"CREATE TEMP VIEW IF NOT EXISTS {name} AS {view}")
    forbid_writing(facts)
    limit_time(facts, seconds)
    facts.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    try:
        cursor = facts.execute(sql)
        rows = cursor.fetchmany(MOST_ROWS + 1)
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        if is_damage(error):
            raise
        raise Trouble(_why(str(error), seconds)) from None
    if len(rows) > MOST_ROWS:
        raise Trouble(
            Say(f"结果超过 {MOST_ROWS:,} 行，请加 LIMIT", f"more than {MOST_ROWS:,} rows; add a LIMIT")
        )
    return Query([column[0] for column in cursor.description or ()], rows)


def _why(error: str, seconds: float) -> Say:
    if "not authorized" in error or "prohibited" in error:
        return Say(
            "查询只能读：不能改数据，也不能用 PRAGMA、ATTACH",
            "queries only read: no changes, no PRAGMA, no ATTACH",
        )
    if "one statement" in error:
        return Say("一次只能写一条查询", "one statement at a time")
    if "interrupted" in error:
        return Say(
            f"查询超过 {seconds:g} 秒，已停止", f"the query ran past {seconds:g} seconds and was stopped"
        )
    why = quoted(error, 200)
    return Say(
        f"查询写得不对：{why}；可查的表：{'、'.join(VIEWS)}",
        f"the query is wrong: {why}; tables: {', '.join(VIEWS)}",
    )
