"""What is asked of pools: which projects there are, the stages that each went through, what was begun of its approvals."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple

from xmtz.index.filters import ON_LIST, filtered
from xmtz.index.schema import DATES
from xmtz.index.standing import find_bundles

_BUNDLES: Final = "(SELECT id FROM temp.bundles)"


class Pooled(NamedTuple):
    """A project as pools see it; bundles are left out, their parts are there."""

    c: int
    path: str
    id: str
    name: str
    unit: str | None
    level: str | None
    pool: str | None
    total: int | None
    moves: list[tuple[str, str]]  # stage and day (ISO), up to the day asked about

    @property
    def stage(self) -> str | None:
        """The stage that holds."""
        return self.moves[-1][0] if self.moves else None


def pooled(facts: sqlite3.Connection, day: str, where: Mapping[str, str]) -> list[Pooled]:
    """The projects that `where` lets through (see filters.py), in the order of their ids, as known on `day`."""
    find_bundles(facts)
    condition, values = filtered(where, day)
    found: dict[int, Pooled] = {}
    rows = facts.execute(
        "SELECT p.c, s.path, p.id, p.name, p.unit, p.level, p.pool, p.total FROM state s JOIN project p ON p.c = s.c"
        f" WHERE {condition} AND p.id NOT IN {_BUNDLES} ORDER BY p.id, s.path",
        values,
    )
    for row in rows:
        found[row[0]] = Pooled._make((*row, []))
    moves = facts.execute(
        "SELECT s.c, t.stage, t.day FROM state s JOIN main.stage t ON t.c = s.c WHERE t.day <= ? ORDER BY s.c, t.n",
        (day,),
    )
    for c, stage, on in moves:
        one = found.get(c)
        if one is not None:
            one.moves.append((stage, on))
    return list(found.values())


def dates(facts: sqlite3.Connection, name: str, day: str) -> dict[str, str]:
    """One of the key dates of each project that has it by `day`, by path. `name`: as in `dates` of a file."""
    column = DATES[name]
    rows = facts.execute(
        f"SELECT s.path, p.{column} FROM state s JOIN project p ON p.c = s.c WHERE p.{column} <= ?", (day,)
    )
    return dict(rows.fetchall())


def steps_begun(facts: sqlite3.Connection, day: str) -> dict[str, int]:
    """How many approvals of each project were begun by `day`, by path."""
    begun = " OR ".join(
        f"coalesce(t.{one} <= :day, 0)" for one in ("applied", "accepted", "granted", "committed")
    )
    rows = facts.execute(
        f"SELECT s.path, count(*) FROM state s JOIN main.step t ON t.c = s.c WHERE {begun} GROUP BY s.path",
        {"day": day},
    )
    return dict(rows.fetchall())


def on_lists(facts: sqlite3.Connection, day: str) -> list[tuple[str, str]]:
    """Each key list and the path of each project on it on `day`."""
    return facts.execute(
        f"SELECT DISTINCT x.list, s.path FROM state s JOIN main.listing x ON x.c = s.c WHERE {ON_LIST}",
        {"filter_day": day},
    ).fetchall()


class Part(NamedTuple):
    """A part of a bundle."""

    id: str
    name: str
    unit: str | None
    total: int | None
    path: str


class Bundle(NamedTuple):
    """A bundle with its parts: `total` is what its own file says."""

    id: str
    name: str
    unit: str | None
    total: int | None
    path: str
    parts: list[Part]


def bundles(facts: sqlite3.Connection, day: str, where: Mapping[str, str]) -> list[Bundle]:
    """The bundles that `where` lets through, with their parts, in the order of their ids."""
    find_bundles(facts)
    condition, values = filtered(where, day)
    columns = "p.id, p.name, p.unit, p.total, s.path"
    held = facts.execute(
        f"SELECT {columns} FROM state s JOIN project p ON p.c = s.c WHERE {condition} AND p.id IN {_BUNDLES} ORDER BY p.id",
        values,
    )
    found = {row[0]: Bundle._make((*row, [])) for row in held.fetchall()}
    parts = facts.execute(
        f"SELECT p.parent, {columns} FROM state s JOIN project p ON p.c = s.c WHERE p.parent IS NOT NULL ORDER BY p.id"
    )
    for parent, *row in parts:
        if parent in found:
            found[parent].parts.append(Part(*row))
    return list(found.values())


def counted(facts: sqlite3.Connection, day: str, where: Mapping[str, str], bundled: bool) -> tuple[int, int]:
    """How many projects there are that had not ended by `day`, and their total: each part counted, or each bundle
    with its own total (that of its parts where it says none)."""
    find_bundles(facts)
    condition, values = filtered(where, day)
    known = "(SELECT id FROM project JOIN state USING (c))"
    outer = f"(p.parent IS NULL OR p.parent = p.id OR p.parent NOT IN {known})"
    which = outer if bundled else f"p.id NOT IN {_BUNDLES}"
    parts = "(SELECT sum(x.total) FROM state y JOIN project x ON x.c = y.c WHERE x.parent = p.id)"
    row = facts.execute(
        f"SELECT count(*), coalesce(sum(coalesce(p.total, {parts})), 0) FROM state s JOIN project p ON p.c = s.c"
        f" WHERE {condition} AND {which} AND coalesce(p.ended, '9') > :filter_day",
        values,
    ).fetchone()
    return int(row[0]), int(row[1])
