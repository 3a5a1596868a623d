"""Indicators over the row: sums of numerators and denominators for any grouping, and the projects behind one."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from xmtz.domain.months import Month
from xmtz.domain.rounding import scaled_half_up
from xmtz.index.guard import allow_everything, forbid_writing, is_damage, limit_time
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
SECONDS: Final = 60.0  # a report of 100,000 projects takes two

Number: TypeAlias = int | Fraction
"""A sum: 分 or a count; a fraction where a rule reckons with mu of land or divides by a decimal."""


def column_of(by: str) -> str:
    """The column of the row that a grouping goes by. Raises ValueError for an unknown one."""
    if by not in GROUPINGS:
        raise ValueError(by)
    return _COLUMNS.get(by, by)


class Sums(NamedTuple):
    """What an indicator's two expressions add up to. `planned` is None without a schedule of its own."""

    counts: Number
    of: Number
    planned: Number | None
    projects: int

    def __add__(self, other: object) -> Sums:
        """Two groups together."""
        if not isinstance(other, Sums):
            return NotImplemented
        planned = (
            None
            if self.planned is None and other.planned is None
            else (self.planned or 0) + (other.planned or 0)
        )
        return Sums(self.counts + other.counts, self.of + other.of, planned, self.projects + other.projects)


NOTHING: Final = Sums(0, 0, None, 0)


def in_force(indicators: Mapping[str, tuple[Indicator, ...]], month: Month) -> dict[str, Indicator]:
    """For each indicator the definition that holds in a month; those that begin later are left out."""
    found = {}
    for key, versions in indicators.items():
        held = [one for one in versions if one.since is not None and one.since <= month]
        if held:
            found[key] = max(held, key=lambda one: one.since)
    return found


def sums(
    facts: sqlite3.Connection, indicators: Mapping[str, Indicator], by: str, table: str = "standing"
) -> dict[str | None, dict[str, Sums]]:
    """Numerator and denominator of each indicator for each group."""
    found: dict[str | None, dict[str, Sums]] = {}
    names = list(indicators)
    for start in range(0, len(names), _AT_ONCE):
        part = {key: indicators[key] for key in names[start : start + _AT_ONCE]}
        for group, pair in _sums(facts, part, column_of(by), table):
            found.setdefault(group, {}).update(pair)
    return found


_AT_ONCE: Final = 200  # SQLite gives at most 2000 columns


def _sums(
    facts: sqlite3.Connection, indicators: Mapping[str, Indicator], group: str, table: str
) -> Iterator[tuple[str | None, dict[str, Sums]]]:
    columns = []
    for key, indicator in indicators.items():
        scope = scope_of(indicator, key)
        for expression in (indicator.counts, indicator.of, indicator.planned):
            value = as_sql(expression, key) if expression else "NULL"
            columns.append(f"sum(CASE WHEN {scope} THEN {value} END)")
        columns.append(f"sum(CASE WHEN {scope} THEN 1 END)")
    query = f"SELECT {group}, {', '.join(columns)} FROM {table} GROUP BY {group}"
    with bounded(facts, next(iter(indicators)) if len(indicators) == 1 else None):
        rows = facts.execute(query).fetchall()
    for row in rows:
        pair = {}
        for n, (key, one) in enumerate(indicators.items()):
            counts, of, planned, projects = row[4 * n + 1 : 4 * n + 5]
            pair[key] = Sums(
                _exact(counts, one, key),
                _exact(of, one, key),
                None if planned is None else _exact(planned, one, key),
                projects or 0,
            )
        yield row[0], pair


def _exact(value: object, indicator: Indicator, key: str) -> Number:
    """A sum as SQLite gives it, exact: decimals to a millionth, amounts to whole 分."""
    if value is None:
        return 0
    if isinstance(value, int):
        return value
    if not isinstance(value, float) or not math.isfinite(value * 1e6):
        raise _cannot(key, Say("数太大了", "the number is too large"))
    found = Fraction(round(value * 1e6), 10**6)
    if indicator.amount:
        return int(scaled_half_up(found.numerator, found.denominator, 0))
    return int(found) if found.denominator == 1 else found


class Behind(NamedTuple):
    """One project behind a figure: what it adds to the numerator and the denominator."""

    id: str
    name: str
    path: str
    counts: Number
    of: Number


def behind(
    facts: sqlite3.Connection, indicator: Indicator, key: str, by: str | None, group: str | None
) -> list[Behind]:
    """The projects that a figure consists of, the largest contribution to the denominator first.

    `by` None: of all groups together.
    """
    counts, of = (as_sql(one, key) if one else "0" for one in (indicator.counts, indicator.of))
    member = f"{column_of(by)} IS ?" if by is not None else "? IS NULL"
    query = (
        f"SELECT id, name, path, coalesce({counts}, 0), coalesce({of}, 0) FROM standing"
        f" WHERE {scope_of(indicator, key)} AND {member}"
        f" AND (coalesce({counts}, 0) <> 0 OR coalesce({of}, 0) <> 0)"
        " ORDER BY 5 DESC, 4 DESC, id, path"
    )
    with bounded(facts, key):
        return [
            Behind(id_, name, path, _exact(c, indicator, key), _exact(o, indicator, key))
            for id_, name, path, c, o in facts.execute(query, (group if by is not None else None,))
        ]


def matching(
    facts: sqlite3.Connection,
    condition: str,
    what: str,
    columns: Sequence[str],
    order: str = "id, path",
    top: int | None = None,
) -> tuple[int, list[tuple[object, ...]]]:
    """How many rows a condition of the rules holds for, and the first `top` of them (None: all)."""
    where = f"FROM standing WHERE {as_sql(condition, what)}"
    with bounded(facts, what):
        rows = facts.execute(
            f"SELECT {', '.join(columns)} {where} ORDER BY {order} LIMIT ?", (-1 if top is None else top,)
        ).fetchall()
        if top is None or len(rows) < top:
            return len(rows), rows
        return int(facts.execute(f"SELECT count(*) {where}").fetchone()[0]), rows


def columns_of(*expressions: str | None, known: Collection[str] = COLUMNS) -> set[str]:
    """The columns of the row that expressions may use."""
    return {word for text in expressions for word in re.findall(r"[a-z_]+", text or "") if word in known}


def scope_of(indicator: Indicator, key: str) -> str:
    """The projects that an indicator is about, as a condition of SQL that has been checked."""
    return as_sql(indicator.when, key) if indicator.when else "(1)"


def planned_of(indicator: Indicator, key: str) -> str:
    """What a project should have reached by the period's end by the indicator's schedule, as SQL."""
    if indicator.schedule == "plan" and indicator.planned:
        return as_sql(indicator.planned, key)
    return "(plan * month / 12.0)"


def as_sql(expression: str, what: str, columns: Collection[str] = COLUMNS) -> str:
    """An expression of the rules as SQL in brackets, once it has been checked. Raises Trouble."""
    try:
        return f"({checked(expression, columns)})"
    except ExpressionError as error:
        raise Trouble(
            Say("rules/indicators.yaml 的“{what}”：{why}", "rules/indicators.yaml, “{what}”: {why}"),
            what=what,
            why=error.say,
        ) from None


@contextmanager
def bounded(facts: sqlite3.Connection, what: str | None) -> Iterator[None]:
    """Run what the rules ask for no longer than a minute; what SQLite makes of it is one sentence."""
    limit_time(facts, SECONDS)
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            why = Say(f"超过 {SECONDS:g} 秒，已停止", f"it ran past {SECONDS:g} seconds and was stopped")
        else:
            why = Say(str(error), str(error))
        raise _cannot(what, why) from None
    finally:
        facts.set_progress_handler(None, 0)


@contextmanager
def only_reading(facts: sqlite3.Connection, what: str) -> Iterator[None]:
    """Run what the rules ask for: it can do nothing but read, and only for so long."""
    forbid_writing(facts)
    try:
        with bounded(facts, what):
            yield
    finally:
        allow_everything(facts)


def _cannot(what: str | None, why: Say) -> Trouble:
    if what is None:
        return Trouble(
            Say(
                "指标算不出来：{why}；请检查 rules/indicators.yaml",
                "the indicators cannot be computed: {why}; see rules/indicators.yaml",
            ),
            why=why,
        )
    return Trouble(
        Say(
            "“{what}”算不出来：{why}；请检查 rules/indicators.yaml",
            "“{what}” cannot be computed: {why}; see rules/indicators.yaml",
        ),
        what=what,
        why=why,
    )
