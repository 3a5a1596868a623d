"""Indicators over the row: sums of numerators and denominators for any grouping, and the projects behind one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.index.guard import limit_time
from xmtz.records.expressions import ExpressionError, checked
from xmtz.records.row import COLUMNS
from xmtz.records.rules import Indicator
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

GROUPINGS: Final = {
    "unit": Say("责任单位", "unit"),
    "level": Say("级别", "level"),
    "sector": Say("行业领域", "sector"),
    "kind": Say("建设性质", "kind"),
    "leader": Say("包抓领导", "leader"),
    "group": Say("项目小组", "project group"),
    "stage": Say("阶段", "stage"),
    "batch": Say("批次", "batch"),
    "department": Say("行业主管部门", "sector department"),
}
_COLUMNS: Final = {"group": "grp"}  # `group` is a word of SQL
SECONDS: Final = 60.0


def column_of(by: str) -> str:
    """The column of the row that a grouping goes by. Raises ValueError for an unknown one."""
    if by not in GROUPINGS:
        raise ValueError(by)
    return _COLUMNS.get(by, by)


class Sums(NamedTuple):
    """What an indicator's two expressions add up to. `planned` is None without a schedule of its own."""

    counts: int
    of: int
    planned: int | None
    projects: int


def in_force(indicators: Mapping[str, tuple[Indicator, ...]], month: Month) -> dict[str, Indicator]:
    """For each indicator the definition that holds in a month; those that begin later are left out."""
    found = {}
    for key, versions in indicators.items():
        held = [one for one in versions if one.since is not None and one.since <= month]
        if held:
            found[key] = max(held, key=lambda one: one.since)
    return found


def sums(
    facts: sqlite3.Connection, indicators: Mapping[str, Indicator], by: str | None, table: str = "standing"
) -> dict[str | None, dict[str, Sums]]:
    """Numerator and denominator of each indicator for each group; without `by`, of all under the key None."""
    columns = []
    for key, indicator in indicators.items():
        scope = _sql(indicator.when, key) if indicator.when else "1"
        for expression in (indicator.counts, indicator.of, indicator.planned):
            value = _sql(expression, key) if expression else "NULL"
            columns.append(f"sum(CASE WHEN {scope} THEN {value} END)")
        columns.append(f"sum(CASE WHEN {scope} THEN 1 END)")
    if not columns:
        return {}
    group = "NULL" if by is None else column_of(by)
    query = f"SELECT {group}, {', '.join(columns)} FROM {table}" + (f" GROUP BY {group}" if by else "")
    limit_time(facts, SECONDS)
    found: dict[str | None, dict[str, Sums]] = {}
    try:
        for row in facts.execute(query):
            values = [row[n : n + 4] for n in range(1, len(row), 4)]
            found[row[0]] = {
                key: Sums(int(c or 0), int(o or 0), None if p is None else int(p), int(n or 0))
                for key, (c, o, p, n) in zip(indicators, values, strict=True)
            }
    except sqlite3.Error as error:
        raise Trouble(
            Say(
                "指标算不出来：{why}；请检查 rules/indicators.yaml",
                "an indicator cannot be computed: {why}; see rules/indicators.yaml",
            ),
            why=error,
        ) from None
    finally:
        facts.set_progress_handler(None, 0)
    return found


class Behind(NamedTuple):
    """One project behind a figure: what it adds to the numerator and the denominator."""

    id: str
    name: str
    path: str
    counts: int
    of: int


def behind(
    facts: sqlite3.Connection,
    indicator: Indicator,
    key: str,
    by: str,
    group: str | None,
    table: str = "standing",
) -> list[Behind]:
    """The projects that a figure consists of, the largest contribution to the denominator first."""
    scope = _sql(indicator.when, key) if indicator.when else "1"
    counts, of = _sql(indicator.counts, key), _sql(indicator.of, key)
    by = column_of(by)
    query = (
        f"SELECT id, name, path, coalesce({counts}, 0), coalesce({of}, 0) FROM {table}"
        f" WHERE {scope} AND {by} IS ? AND (coalesce({counts}, 0) <> 0 OR coalesce({of}, 0) <> 0)"
        " ORDER BY 5 DESC, 4 DESC, id"
    )
    return [Behind(*row) for row in facts.execute(query, (group,))]


def matching(
    facts: sqlite3.Connection, condition: str, what: str, columns: tuple[str, ...], table: str = "standing"
) -> Iterator[tuple[object, ...]]:
    """The rows for which a condition of the rules holds."""
    query = f"SELECT {', '.join(columns)} FROM {table} WHERE {_sql(condition, what)}"
    yield from facts.execute(query)


def _sql(expression: str, what: str) -> str:
    try:
        return f"({checked(expression, COLUMNS)})"
    except ExpressionError as error:
        raise Trouble(
            Say("rules/indicators.yaml 的“{what}”：{why}", "rules/indicators.yaml, “{what}”: {why}"),
            what=what,
            why=error.say,
        ) from None
