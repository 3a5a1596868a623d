"""Which projects the conditions of a dispatch rule hold for, as every project stands on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.domain.spans import WEEKLY, Span
from xmtz.index.rates import bounded, columns_of
from xmtz.index.standing import rows_of
from xmtz.records.expressions import ExpressionError, checked
from xmtz.records.row import COLUMNS
from xmtz.records.rules import Rules
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

SCOPE: Final = "listed and (ended is null or ended > period_end)"


class Candidate(NamedTuple):
    """A project in scope. Amounts are 分; `scheduled`: what it should have invested this year by the month.

    `holds`: the keys of the conditions that hold for it.
    """

    path: str
    id: str
    name: str
    unit: str | None
    leader: str | None
    total: int | None
    plan: int
    invested: int
    scheduled: int
    urgency: int | None
    importance: int | None
    planned_start: str | None
    holds: frozenset[str]


def candidates(
    facts: sqlite3.Connection,
    day: date,
    month: Month,
    rules: Rules,
    scope: str | None,
    conditions: Mapping[str, str],
) -> list[Candidate]:
    """Every project in scope on a day, with the figures up to a month. Raises Trouble for a bad condition."""
    span = Span(WEEKLY, day - timedelta(days=6), day, month)
    where = _sql(scope or SCOPE, "scope")
    asked = ", ".join(f"coalesce({_sql(text, key)}, 0)" for key, text in conditions.items())
    columns = {
        "path",
        "c",
        "id",
        "name",
        "unit",
        "leader",
        "total",
        "plan",
        "invested_ytd",
        "plan_to_date",
        "planned_start",
    }
    columns |= columns_of(scope or SCOPE, *conditions.values())
    query = (
        "SELECT r.path, r.id, r.name, r.unit, r.leader, r.total, coalesce(plan, 0), coalesce(invested_ytd, 0),"
        f" coalesce(plan_to_date, plan * {month.month} / 12, 0),"
        " (SELECT urgency FROM project p WHERE p.c = r.c), (SELECT importance FROM project p WHERE p.c = r.c), r.planned_start"
        + (f", {asked}" if asked else "")
    )
    with rows_of(facts, span, rules, columns) as rows, bounded(facts, "dispatch"):
        found = facts.execute(f"{query} FROM ({rows}) r WHERE {where} ORDER BY r.id, r.path").fetchall()
    keys = list(conditions)
    fixed = len(Candidate._fields) - 1
    return [
        Candidate._make(
            (*row[:fixed], frozenset(key for key, held in zip(keys, row[fixed:], strict=True) if held))
        )
        for row in found
    ]


def _sql(expression: str, what: str) -> str:
    try:
        return f"({checked(expression, COLUMNS)})"
    except ExpressionError as error:
        raise Trouble(
            Say("rules/cadence.yaml 的“{what}”：{why}", "rules/cadence.yaml, “{what}”: {why}"),
            what=what,
            why=error.say,
        ) from None
