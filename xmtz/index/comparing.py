"""What the projects of a ledger are compared by, when a table is taken in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class Compared(NamedTuple):
    """A project of the ledger; what nobody filled in is empty."""

    id: str
    name: str
    path: str
    owner: str
    unit: str
    place: str
    codes: frozenset[str]
    parent: str


def compared(facts: sqlite3.Connection) -> Iterator[Compared]:
    """Every project, in the order of their paths."""
    codes: dict[str, set[str]] = {}
    for path, code in facts.execute("SELECT path, code.code FROM state JOIN code USING (c)"):
        codes.setdefault(path, set()).add(code)
    rows = facts.execute(
        "SELECT id, name, path, coalesce(owner, ''), coalesce(unit, ''), coalesce(place, ''), coalesce(parent, '')"
        " FROM state JOIN project USING (c) ORDER BY path"
    )
    for id_, name, path, owner, unit, place, parent in rows:
        yield Compared(id_, name, path, owner, unit, place, frozenset(codes.get(path, ())), parent)


def unread(facts: sqlite3.Connection) -> int:
    """How many project files hold no project that could be compared."""
    row = facts.execute("SELECT count(*) FROM state WHERE c NOT IN (SELECT c FROM project)").fetchone()
    return int(row[0])
