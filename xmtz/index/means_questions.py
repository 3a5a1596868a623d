"""What is asked of funds and resources over all projects, as a day knows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple


class FundLine(NamedTuple):
    """A line of money of a project, with what had arrived and was paid by the day. Amounts are in 分."""

    path: str
    id: str
    name: str
    unit: str | None
    n: int
    source: str
    called: str | None
    planned: int | None
    applied: str | None
    batch: str | None
    issued: str | None
    arrived: int
    paid: int
    ended: bool


_KNOWN: Final = (
    "(coalesce(f.applied, f.issued, m.first) IS NULL"
    " OR min(coalesce(f.applied, '9'), coalesce(f.issued, '9'), coalesce(m.first, '9')) <= :day)"
)


def funds(facts: sqlite3.Connection, day: str, unit: str | None = None) -> list[FundLine]:
    """The lines of money known on `day` (ISO), project by project. A month counts from its first day;
    what is issued later is not issued yet."""
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, p.unit, f.n, f.source, f.name, f.planned,"
        " CASE WHEN f.applied <= :day THEN f.applied END, f.batch, CASE WHEN f.issued <= :day THEN f.issued END,"
        " coalesce(m.arrived, 0), coalesce(m.paid, 0), coalesce(p.ended, '9') <= :day"
        " FROM state s JOIN project p ON p.c = s.c JOIN main.fund f ON f.c = s.c"
        " LEFT JOIN (SELECT c, n, min(month) || '-01' AS first,"
        " sum(arrived) FILTER (WHERE month <= substr(:day, 1, 7)) AS arrived,"
        " sum(paid) FILTER (WHERE month <= substr(:day, 1, 7)) AS paid"
        " FROM main.fund_month GROUP BY c, n) m ON m.c = f.c AND m.n = f.n"
        f" WHERE f.source IS NOT NULL AND {_KNOWN} AND (:unit IS NULL OR p.unit = :unit) ORDER BY p.id, f.n",
        {"day": day, "unit": unit},
    )
    return [FundLine._make([*row[:-1], bool(row[-1])]) for row in rows]


class ResourceLine(NamedTuple):
    """A resource that a project needs, and how much of it was secured by the day. Numbers are exact texts.

    `stage`: the stage the project was in; `year`: in which the resource is wanted, by the planned start of
    production, else the planned finish, else the planned start.
    """

    path: str
    id: str
    name: str
    unit: str | None
    guarantor: str | None
    owner: str | None
    stage: str | None
    year: str | None
    urgency: int | None
    n: int
    kind: str
    needed: str
    measure: str | None
    before: str | None
    applied: str | None
    secured: str | None
    on: str | None
    document: str | None


_STAGE: Final = "(SELECT t.stage FROM main.stage t WHERE t.c = p.c AND t.day <= :day ORDER BY t.day DESC, t.n DESC LIMIT 1)"


def resources(
    facts: sqlite3.Connection, day: str, unit: str | None = None, kind: str | None = None
) -> list[ResourceLine]:
    """The resources of projects that were not given up on `day` (ISO). What is secured later is not yet."""
    held = "r.secured IS NOT NULL AND coalesce(r.day, '') <= :day"
    rows = facts.execute(
        f"SELECT s.path, p.id, p.name, p.unit, p.guarantor, p.owner, {_STAGE},"
        " substr(coalesce(p.planned_production, p.planned_finish, p.planned_start), 1, 4), p.urgency,"
        " r.n, r.kind, r.needed, r.measure, r.before, CASE WHEN r.applied <= :day THEN r.applied END,"
        f" CASE WHEN {held} THEN r.secured END, CASE WHEN {held} THEN r.day END,"
        f" CASE WHEN {held} THEN r.document END"
        " FROM state s JOIN project p ON p.c = s.c JOIN main.resource r ON r.c = s.c"
        " WHERE r.kind IS NOT NULL AND r.needed IS NOT NULL AND coalesce(p.ended, '9') > :day"
        " AND (:unit IS NULL OR p.unit = :unit) AND (:kind IS NULL OR r.kind = :kind) ORDER BY p.id, r.n",
        {"day": day, "unit": unit, "kind": kind},
    )
    return [ResourceLine._make(row) for row in rows]


class Consumer(NamedTuple):
    """A project with the power that it will use in a year (万千瓦时, an exact text)."""

    id: str
    unit: str | None
    year: str | None
    power_kwh: str


def consumers(facts: sqlite3.Connection, day: str, unit: str | None = None) -> Iterator[Consumer]:
    """The projects not given up on `day` that say how much power they will use in a year."""
    rows = facts.execute(
        "SELECT p.id, p.unit, substr(coalesce(p.planned_production, p.planned_finish, p.planned_start), 1, 4),"
        " p.power_kwh FROM state s JOIN project p ON p.c = s.c WHERE p.power_kwh IS NOT NULL"
        " AND coalesce(p.ended, '9') > :day AND (:unit IS NULL OR p.unit = :unit) ORDER BY p.id",
        {"day": day, "unit": unit},
    )
    return (Consumer(id_, its_unit, year, str(used)) for id_, its_unit, year, used in rows)
