"""What is asked of assessments and the decisions that follow them, over all projects."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class ReviewLine(NamedTuple):
    """An assessment as a day knows it. `n`: its place in the file, from 0; `experts` in the order of the file."""

    path: str
    id: str
    name: str
    unit: str | None
    n: int
    subject: str | None
    kind: str | None
    by: str | None
    experts: tuple[str, ...]
    assessed: str
    verdict: str | None
    decided: str | None
    decision: str | None


def reviews(
    facts: sqlite3.Connection, day: str, unit: str | None = None, path: str | None = None
) -> list[ReviewLine]:
    """The assessments held by `day` (ISO), the earliest first; a later decision is not known yet."""
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, p.unit, v.n, v.subject, v.kind, v.by, coalesce(v.experts, ''), v.assessed,"
        " v.verdict, CASE WHEN v.decided <= :day THEN v.decided END, CASE WHEN v.decided <= :day THEN v.decision END"
        " FROM state s JOIN project p ON p.c = s.c JOIN main.review v ON v.c = s.c WHERE v.assessed <= :day"
        " AND (:unit IS NULL OR p.unit = :unit) AND s.path = coalesce(:path, s.path) ORDER BY v.assessed, p.id, v.n",
        {"day": day, "unit": unit, "path": path},
    )
    return [
        ReviewLine._make([*row[:8], tuple(row[8].split("\n")) if row[8] else (), *row[9:]]) for row in rows
    ]
