"""Key lists: who is on one, who left, and whom the rules would have enter or leave (优进劣退)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from xmtz.domain.months import Month
from xmtz.index.rates import as_sql, columns_of, only_reading
from xmtz.index.standing import make_standing
from xmtz.records.row import PERIOD
from xmtz.records.rules import ListCondition, ListRule, Rules


class Membership(NamedTuple):
    """One time on a list. `left`: None while on it. `entry`, `exit`: the reasons."""

    path: str
    id: str
    name: str
    unit: str | None
    level: str | None
    total: int | None
    list: str
    entered: str
    left: str | None
    entry: str | None
    exit: str | None


def memberships(facts: sqlite3.Connection, day: str) -> list[Membership]:
    """Every time that a project was on a list by `day` (ISO); what happened later is not known yet."""
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, p.unit, p.level, p.total, x.list, x.entered,"
        " CASE WHEN x.left_on <= :day THEN x.left_on END,"
        " coalesce(x.entered_reason, CASE WHEN x.left_on IS NULL THEN x.reason END),"
        " CASE WHEN x.left_on <= :day THEN x.reason END"
        " FROM state s JOIN project p ON p.c = s.c JOIN main.listing x ON x.c = s.c"
        " WHERE x.entered <= :day AND x.list IS NOT NULL ORDER BY p.id, s.path, x.entered, x.n",
        {"day": day},
    )
    return [Membership._make(row) for row in rows]


class Found(NamedTuple):
    """A project for which a condition holds, with the values that the condition asked about."""

    path: str
    id: str
    name: str
    unit: str | None
    total: int | None
    ended: bool
    facts: dict[str, object]


def make_rows(
    facts: sqlite3.Connection, month: Month, rules: Rules, adjustments: Mapping[str, ListRule]
) -> None:
    """Make the rows of the month that the conditions of these lists are asked of."""
    conditions = [
        one.when for rule in adjustments.values() for one in (*rule.enter.values(), *rule.leave.values())
    ]
    make_standing(
        facts,
        month,
        rules,
        {"path", "id", "name", "unit", "total", "ended", "period_end", *columns_of(*conditions)},
    )


def found(facts: sqlite3.Connection, condition: ListCondition, what: str) -> list[Found]:
    """The projects for which a condition holds, in the order of their ids; `make_rows` comes before."""
    asked = facts_of(condition)
    columns = ", ".join(("path", "id", "name", "unit", "total", "coalesce(ended <= period_end, 0)", *asked))
    query = f"SELECT {columns} FROM standing WHERE {as_sql(condition.when, what)} ORDER BY id, path"
    with only_reading(facts, what):
        rows = facts.execute(query).fetchall()
    return [Found._make((*row[:5], bool(row[5]), dict(zip(asked, row[6:], strict=True)))) for row in rows]


def facts_of(condition: ListCondition) -> Sequence[str]:
    """The columns that a condition asks about, in the order in which it does; days of the period are no facts."""
    used = columns_of(condition.when) - PERIOD.keys()
    return sorted(used, key=lambda name: condition.when.find(name))
