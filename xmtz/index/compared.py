"""What the comparisons of the rules find in the rows of one month: both figures of every project in their scope.

Nothing of the rules can do more than read, and not for longer than a minute.
"""

from __future__ import annotations

import math
import sqlite3
from fractions import Fraction
from typing import NamedTuple

from xmtz.index.rates import as_sql, column_of, columns_of, only_reading
from xmtz.records.rules import Comparison
from xmtz.records.tolerances import Figure


class Pair(NamedTuple):
    """The two figures of a project; None where one cannot be worked out."""

    path: str
    id: str
    name: str
    unit: str | None
    group: str | None
    one: Figure | None
    other: Figure | None
    one_reported: bool
    other_reported: bool


def expressions_of(comparison: Comparison) -> tuple[str, str, str, str, str]:
    """Both figures, the scope, and whether each figure is there."""
    one, other, rest = (
        comparison.one,
        comparison.other,
        (comparison.when, comparison.one_reported, comparison.other_reported),
    )
    return one, other, *(text or "1" for text in rest)  # type: ignore[return-value]


def columns_wanted(comparison: Comparison, by: str) -> set[str]:
    """The columns of the row that a comparison needs."""
    return {"path", "id", "name", "unit", column_of(by), *columns_of(*expressions_of(comparison))}


def pairs(
    facts: sqlite3.Connection, key: str, comparison: Comparison, by: str, rows: str = "standing"
) -> list[Pair]:
    """Both figures of each project in the scope."""
    one, other, scope, first, second = (as_sql(text, key) for text in expressions_of(comparison))
    query = (
        f"SELECT path, id, name, unit, {column_of(by)}, {one}, {other},"
        f" coalesce({first}, 0) <> 0, coalesce({second}, 0) <> 0 FROM {rows} WHERE {scope}"
    )
    with only_reading(facts, key):
        return [
            Pair(path, id_, name, unit, group, exact(a), exact(b), bool(there), bool(here))
            for path, id_, name, unit, group, a, b, there, here in facts.execute(query)
        ]


def exact(value: object) -> Figure | None:
    """A figure as SQLite gives it, exact to a millionth; None for what is no number."""
    if isinstance(value, int):
        return value
    if isinstance(value, float) and math.isfinite(value * 1e6):
        found = Fraction(round(value * 1e6), 10**6)
        return int(found) if found.denominator == 1 else found
    return None
