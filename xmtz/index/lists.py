"""What `list` and `show` ask: projects of the state with where they stand now, and one found by a word."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from xmtz.domain.refusal import quoted
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


FILTERS = ("unit", "level", "kind", "sector", "stage", "leader")


def listed(
    facts: sqlite3.Connection, day: str, where: dict[str, str], words: str | None, tag: str | None
) -> list[Listed]:
    """The projects as they stand on `day` (ISO), in the order of their ids; `where` holds filters by column."""
    conditions = ["1"]
    values: dict[str, object] = {"day": day, "year": int(day[:4]), "first": f"{day[:4]}-01", "month": day[:7]}
    for column, value in where.items():
        if column not in FILTERS:
            raise ValueError(column)
        conditions.append(f"{column} = :{column}_")
        values[f"{column}_"] = value
    if words:
        conditions.append(
            "(name LIKE :words ESCAPE '\\' OR id LIKE :words ESCAPE '\\' OR owner LIKE :words ESCAPE '\\')"
        )
        values["words"] = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    if tag:
        conditions.append("char(10) || tags || char(10) LIKE '%' || char(10) || :tag || char(10) || '%'")
        values["tag"] = tag
    rows = facts.execute(
        "SELECT path, id, name, unit, level, kind, sector, stage, total, plan, invested, issues, leader, tags FROM ("
        " SELECT s.path, p.*, (SELECT stage FROM stage WHERE stage.c = p.c AND day <= :day ORDER BY n DESC LIMIT 1) AS stage,"
        " (SELECT amount FROM plan WHERE plan.c = p.c AND plan.year = :year) AS plan,"
        " coalesce((SELECT invested_ytd FROM figure WHERE figure.c = p.c AND month BETWEEN :first AND :month"
        "   ORDER BY month DESC LIMIT 1), 0) AS invested,"
        " (SELECT count(*) FROM issue WHERE issue.c = p.c AND raised <= :day AND coalesce(cleared, '9') > :day) AS issues"
        " FROM state s JOIN project p ON p.c = s.c)"
        f" WHERE {' AND '.join(conditions)} ORDER BY id",
        values,
    )
    return [Listed(*row) for row in rows]


class Query(NamedTuple):
    """What a query gave."""

    columns: list[str]
    rows: list[tuple[object, ...]]


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
    "issues": "SELECT p.id AS project, t.id, t.title, t.class, t.raised, t.due, t.unit, t.person, t.resolved, t.cleared"
    " FROM state s JOIN project p ON p.c = s.c JOIN main.issue t ON t.c = s.c",
    "funds": "SELECT p.id, f.source, f.planned, f.issued, m.month, m.arrived, m.paid FROM state s JOIN project p ON p.c = s.c"
    " JOIN main.fund f ON f.c = s.c LEFT JOIN main.fund_month m ON m.c = f.c AND m.n = f.n",
    "lists": "SELECT p.id, t.list, t.entered, t.left_on FROM state s JOIN project p ON p.c = s.c JOIN main.listing t ON t.c = s.c",
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
