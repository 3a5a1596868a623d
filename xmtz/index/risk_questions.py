"""What is asked of risks over all projects, and of the plans that are missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple


class RiskLine(NamedTuple):
    """A risk as a day knows it. `n`: its place in the file, from 0; `review`: the day on which it is to be
    reviewed; `reviewed`: the last day on which it was; `measured`: in the open with a measure."""

    path: str
    id: str
    name: str
    unit: str | None
    n: int
    class_: str
    level: str
    what: str | None
    measure: str | None
    owner: str | None
    since: str | None
    review: str | None
    reviewed: str | None
    warned: str | None
    closed: str | None
    result: str | None


# A review that took place later had not been held yet: what it was due on is then the day to come.
_REVIEW: Final = (
    "coalesce((SELECT v.due FROM main.risk_review v WHERE v.c = r.c AND v.n = r.n AND v.day > :day"
    " ORDER BY v.day, v.k LIMIT 1), r.review)"
)
_REVIEWED: Final = (
    "(SELECT max(v.day) FROM main.risk_review v WHERE v.c = r.c AND v.n = r.n AND v.day <= :day)"
)


def risks(
    facts: sqlite3.Connection, day: str, unit: str | None = None, path: str | None = None
) -> list[RiskLine]:
    """The risks known on `day` (ISO) of projects not given up, project by project; closed ones too."""
    rows = facts.execute(
        f"SELECT s.path, p.id, p.name, p.unit, r.n, r.class, r.level, r.what, r.measure, r.owner, r.since, {_REVIEW},"
        f" {_REVIEWED}, CASE WHEN r.warned <= :day THEN r.warned END, CASE WHEN r.closed <= :day THEN r.closed END,"
        " CASE WHEN r.closed <= :day THEN r.result END"
        " FROM state s JOIN project p ON p.c = s.c JOIN main.risk r ON r.c = s.c"
        " WHERE r.class IS NOT NULL AND r.level IS NOT NULL AND coalesce(r.since, '') <= :day"
        " AND coalesce(p.ended, '9') > :day AND (:unit IS NULL OR p.unit = :unit)"
        " AND s.path = coalesce(:path, s.path) ORDER BY p.id, r.n",
        {"day": day, "unit": unit, "path": path},
    )
    return [RiskLine._make(row) for row in rows]


class Unplanned(NamedTuple):
    """A class of risks against which a project has no plan."""

    path: str
    id: str
    name: str
    unit: str | None
    stage: str
    class_: str


def unplanned(
    facts: sqlite3.Connection,
    day: str,
    required: Mapping[str, frozenset[str]],
    unit: str | None = None,
    path: str | None = None,
) -> list[Unplanned]:
    """Projects without a plan against a class of risks; `required`: the stages in which each class needs one."""
    rows = facts.execute(
        "SELECT s.path, p.id, p.name, p.unit, (SELECT t.stage FROM main.stage t WHERE t.c = p.c AND t.day <= :day"
        " ORDER BY t.day DESC, t.n DESC LIMIT 1), (SELECT group_concat(DISTINCT r.class) FROM main.risk r"
        " WHERE r.c = p.c AND r.measure IS NOT NULL AND coalesce(r.since, '') <= :day)"
        " FROM state s JOIN project p ON p.c = s.c WHERE coalesce(p.ended, '9') > :day"
        " AND (:unit IS NULL OR p.unit = :unit) AND s.path = coalesce(:path, s.path) ORDER BY p.id",
        {"day": day, "unit": unit, "path": path},
    )
    found = []
    for file, id_, name, its_unit, stage, held in rows:
        planned = set((held or "").split(","))
        for class_, stages in required.items():
            if stage in stages and class_ not in planned:
                found.append(Unplanned(file, id_, name, its_unit, stage, class_))
    return found
