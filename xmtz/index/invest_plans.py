"""What is asked for plans of investment: every project with its plan by year and what was invested before."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from xmtz.domain.money import Fen
from xmtz.index.filters import filtered
from xmtz.index.standing import find_bundles


class Planned(NamedTuple):
    """A project with its plans, as known on a day. `fits`: whether it is among those asked for.

    `before`: invested before the year that was asked about, or before the day's year where that is earlier;
    `this_year`: in that year, up to the day.
    Days are ISO texts; `started`, `completed` and `ended` are None where they lie after the day.
    """

    path: str
    id: str
    name: str
    level: str | None
    kind: str | None
    sector: str | None
    unit: str | None
    parent: str | None
    total: Fen | None
    planned_start: str | None
    planned_finish: str | None
    started: str | None
    completed: str | None
    ended: str | None
    stage: str | None
    bundle: bool
    fits: bool
    before: Fen
    this_year: Fen
    plans: dict[int, Fen]


def planned(facts: sqlite3.Connection, day: str, year: int, where: Mapping[str, str]) -> list[Planned]:
    """Every project, bundles and parts, in the order of ids; `where`: see filters.py."""
    find_bundles(facts)
    condition, values = filtered(where, day)
    base = f"{min(year, int(day[:4])):04d}"
    values |= {"day": day, "first": f"{base}-01", "last": min(f"{base}-12", day[:7])}
    known = ", ".join(
        f"CASE WHEN p.{one} <= :day THEN p.{one} END" for one in ("started", "completed", "ended")
    )
    within = "SELECT {} FROM main.figure f WHERE f.c = p.c AND f.month BETWEEN :first AND :last ORDER BY f.month {} LIMIT 1"
    rows = facts.execute(
        "SELECT p.c, s.path, p.id, p.name, p.level, p.kind, p.sector, p.unit, p.parent, p.total, p.planned_start,"
        f" p.planned_finish, {known},"
        " (SELECT stage FROM main.stage t WHERE t.c = p.c AND t.day <= :day ORDER BY t.n DESC LIMIT 1),"
        f" p.id IN (SELECT id FROM temp.bundles), {condition},"
        f" coalesce(({within.format('invested_all - invested_ytd', 'ASC')}), (SELECT f.invested_all FROM main.figure f"
        "   WHERE f.c = p.c AND f.month < :first ORDER BY f.month DESC LIMIT 1), 0),"
        f" coalesce(({within.format('invested_ytd', 'DESC')}), 0)"
        " FROM state s JOIN project p ON p.c = s.c ORDER BY p.id, s.path",
        values,
    ).fetchall()
    plans: dict[int, dict[int, Fen]] = {}
    for c, year, amount in facts.execute("SELECT c, year, amount FROM state JOIN main.plan USING (c)"):
        plans.setdefault(c, {})[year] = amount
    found = []
    for c, *row, bundle, fits, before, this_year in rows:
        found.append(Planned._make((*row, bool(bundle), bool(fits), before, this_year, plans.get(c, {}))))
    return found
