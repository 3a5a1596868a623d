"""What the lights of the rules show, asked of the rows of one month: counts by group, and what is not green.

A light is about projects or about units: those see `unit_rows`, the sums of the projects in its scope.
Nothing of the rules can do more than read, and not for longer than a minute.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from xmtz.domain.months import Month
from xmtz.index.rates import as_sql, column_of, columns_of, only_reading
from xmtz.records.row import COLUMNS, PERIOD, SUMMED, UNIT_COLUMNS
from xmtz.records.rules import Light

RED: Final = "red"
YELLOW: Final = "yellow"
GREEN: Final = "green"
UNASSIGNED: Final = "unassigned"
Counts = dict[tuple[str | None, str], int]
"""How many projects or units a group has in a colour."""


class Lit(NamedTuple):
    """A project or a unit that is not green, or that counts for months in a row. A unit has no path."""

    path: str | None
    id: str
    name: str
    unit: str | None
    group: str | None
    colour: str
    behind: int | None
    late: bool


class Excuse(NamedTuple):
    """Why a project need not show yellow; `n` is its place in the project's explanations."""

    n: int
    reason: str
    by: str


def of_units(light: Light) -> bool:
    """Whether a light is about units."""
    return light.of == "unit"


def columns_wanted(light: Light, by: str) -> set[str]:
    """The columns of the project's row that a light needs."""
    scope = columns_of(light.scope)
    if of_units(light):
        words = _unit_words(light)
        sums = {name.removeprefix("whole_") for name in words} & SUMMED.keys()
        return {"path", "id", "unit", "year", *scope, *sums, *(words & PERIOD.keys())}
    asked = columns_of(light.red, light.yellow, light.green, light.late, light.behind)
    return {"path", "id", "name", "unit", column_of(by), *scope, *asked}


def _unit_words(light: Light) -> set[str]:
    """The columns of a unit's row that the conditions of a light use."""
    expressions = (light.red, light.yellow, light.green, light.late, light.behind)
    return columns_of(*expressions, known=UNIT_COLUMNS)


def hold_growth(facts: sqlite3.Connection, planned: Iterable[tuple[str, int, int]]) -> None:
    """Keep each unit's planned growth by year (hundredths of a percent) for the rows of units."""
    facts.execute("DROP TABLE IF EXISTS temp.unit_growth")
    facts.execute("CREATE TEMP TABLE unit_growth (unit TEXT, year INTEGER, growth INTEGER)")
    facts.executemany("INSERT INTO unit_growth VALUES (?, ?, ?)", planned)


def judged(
    facts: sqlite3.Connection, key: str, light: Light, by: str, rows: str = "standing"
) -> tuple[Counts, list[Lit]]:
    """How many of each group show each colour, and everything that is not green or counts as late."""
    known = UNIT_COLUMNS if of_units(light) else COLUMNS

    def sql(expression: str | None, otherwise: str) -> str:
        return as_sql(expression, key, known) if expression else otherwise

    red, yellow, green = (sql(one, "0") for one in (light.red, light.yellow, light.green))
    colour = (
        f"CASE WHEN {red} THEN '{RED}' WHEN {yellow} THEN '{YELLOW}' WHEN {green} THEN '{GREEN}'"
        f" ELSE '{UNASSIGNED}' END"
    )
    whole = ("NULL", "unit", "unit", "unit", "NULL")
    single = ("path", "id", "name", "unit", column_of(by))
    identity = ", ".join(whole if of_units(light) else single)
    group = "NULL" if of_units(light) else column_of(by)
    source = _source(key, light, rows)
    with only_reading(facts, key):
        counts = {
            (found[0], found[1]): found[2]
            for found in facts.execute(f"SELECT {group}, {colour}, count(*) FROM {source} GROUP BY 1, 2")
        }
        query = (
            f"SELECT * FROM (SELECT {identity}, {colour} AS colour, {sql(light.behind, 'NULL')} AS behind,"
            f" {_late(light, key, known)} AS late FROM {source}) WHERE colour <> '{GREEN}' OR late"
        )
        found = [
            Lit(path, id_, name, unit, of, shown, _amount(behind), bool(late))
            for path, id_, name, unit, of, shown, behind, late in facts.execute(query)
        ]
    return counts, found


def late_ones(facts: sqlite3.Connection, key: str, light: Light, rows: str) -> set[str]:
    """The paths of the projects, or the units, that count as late in the month whose rows these are."""
    known = UNIT_COLUMNS if of_units(light) else COLUMNS
    one = "unit" if of_units(light) else "path"
    with only_reading(facts, key):
        return {
            found[0]
            for found in facts.execute(
                f"SELECT {one} FROM {_source(key, light, rows)} WHERE {_late(light, key, known)}"
            )
        }


def excuses(facts: sqlite3.Connection, key: str, month: Month) -> dict[str, Excuse]:
    """The projects that have a justified reason in a month, by their paths; of several the last one said."""
    rows = facts.execute(
        "SELECT path, n, reason, by FROM state JOIN excuse USING (c)"
        " WHERE light = :light AND month <= :month AND until >= :month AND reason IS NOT NULL ORDER BY n",
        {"light": key, "month": str(month)},
    )
    return {path: Excuse(n, reason, by) for path, n, reason, by in rows}


def _late(light: Light, key: str, known: Mapping[str, object]) -> str:
    """What counts for months in a row, as SQL that is 0 or 1."""
    if light.late:
        return f"(CASE WHEN {as_sql(light.late, key, known)} THEN 1 ELSE 0 END)"
    parts = [f" WHEN {as_sql(one, key, known)} THEN 1" for one in (light.red, light.yellow) if one]
    return f"(CASE{''.join(parts)} ELSE 0 END)" if parts else "0"


def _source(key: str, light: Light, rows: str) -> str:
    """The rows that a light is about, as they stand after FROM."""
    scope = as_sql(light.scope, key) if light.scope else "(1)"
    if not of_units(light):
        return f"(SELECT * FROM {rows} WHERE {scope})"
    words = _unit_words(light)
    columns = ["unit", "count(*) AS projects"]
    columns += [f"max({name}) AS {name}" for name in PERIOD if name in words]
    columns += [f"sum({name}) AS {name}" for name in SUMMED if name in words]
    columns += [f"sum(sum({name})) OVER () AS whole_{name}" for name in SUMMED if f"whole_{name}" in words]
    columns.append(
        "(SELECT growth FROM temp.unit_growth g WHERE g.unit = r.unit AND g.year = r.year) AS growth_plan"
    )
    return (
        f"(SELECT * FROM (SELECT {', '.join(columns)} FROM {rows} r WHERE {scope} GROUP BY r.unit, r.year)"
        " WHERE unit IS NOT NULL)"
    )


def _amount(value: object) -> int | None:
    """An amount as SQLite gives it, in whole 分; None for what is no number."""
    if isinstance(value, int):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return round(value)
    return None
