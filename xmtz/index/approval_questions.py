"""What is asked of approvals over all projects: by class, by authority, by item."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from xmtz.index.cell_rows import Sums, summed
from xmtz.index.schema import STEP_DONE, STEP_DUE, STEP_OK

_FROM: Final = "state s JOIN project p ON p.c = s.c JOIN main.step t ON t.c = s.c"
# `ended` is a column of projects too.
_DUE, _DONE, _OK = (one.replace("(ended,", "(t.ended,") for one in (STEP_DUE, STEP_DONE, STEP_OK))
_WHERE: Final = (
    "coalesce(p.ended, '9') > :day AND (:unit IS NULL OR p.unit = :unit)"
    " AND p.id NOT IN (SELECT parent FROM project JOIN state USING (c) WHERE parent IS NOT NULL)"
)


class Approval(NamedTuple):
    """A step of a project with what was recorded of it up to a day. `item`: the clock, as kept."""

    path: str
    id: str
    name: str
    unit: str | None
    eia: str | None
    step: str
    due: int
    applied: str | None
    accepted: str | None
    granted: str | None
    ok: int
    skipped: int
    ended: str | None
    level: str | None
    authority: str | None
    tracker: str | None
    document: str | None
    result: str | None
    item: str | None


def approvals(
    facts: sqlite3.Connection, day: str, unit: str | None, steps: Sequence[str]
) -> Iterator[Approval]:
    """These steps of every project, where they apply or were begun, in the order of projects."""
    named = {f"step{n}": step for n, step in enumerate(steps)}
    query = (
        "SELECT s.path, p.id, p.name, p.unit, p.eia, t.step,"
        f" {_DUE}, t.applied, t.accepted, CASE WHEN t.granted <= {{day}} THEN t.granted END,"
        f" {_OK}, coalesce(t.skipped <= {{day}}, 0), CASE WHEN t.ended <= {{day}} THEN t.ended END,"
        " t.level, t.authority, t.tracker, t.document, k.result, k.item"
        f" FROM {_FROM} LEFT JOIN clock k ON k.c = t.c AND k.kind = 'step' AND k.key = t.step"
        f" WHERE {_WHERE} AND t.step IN ({', '.join(f':{name}' for name in named)}) ORDER BY p.id"
    ).replace("{day}", ":day")
    return (Approval._make(row) for row in facts.execute(query, {"day": day, "unit": unit, **named}))


class Decided(NamedTuple):
    """A decision, with the days that it took by the limit, in `unit`."""

    step: str
    authority: str | None
    unit: str | None
    used: int | None
    late: int | None
    late_promised: int | None


def decisions(facts: sqlite3.Connection, day: str, since: str, unit: str | None) -> Iterator[Decided]:
    """Every decision up to `day` and not before `since` (ISO); what the applicant withdrew is none."""
    rows = facts.execute(
        f"SELECT k.key, t.authority, k.unit, k.used, k.late, k.late_promised FROM {_FROM}"
        " JOIN clock k ON k.c = t.c AND k.kind = 'step' AND k.key = t.step"
        f" WHERE k.decided BETWEEN :since AND :day AND k.result <> 'withdrawn' AND {_WHERE}",
        {"day": day, "since": since, "unit": unit},
    )
    return (Decided._make(row) for row in rows)


T = TypeVar("T")


class Classes(NamedTuple, Generic[T]):
    """A project and what was made of the sums of its classes."""

    path: str
    id: str
    name: str
    unit: str | None
    cells: dict[str, T]


def by_class(
    facts: sqlite3.Connection,
    day: str,
    unit: str | None,
    classes: Mapping[str, str],
    make: Callable[[Sums], T],
) -> list[Classes[T]]:
    """The classes of each project on a day, in the order of ids. `classes`: the class of each step;
    `make`: what to make of the sums of one."""
    found: dict[int, Classes[T]] = {}
    rows = facts.execute(
        f"SELECT p.c, s.path, p.id, p.name, p.unit FROM state s JOIN project p ON p.c = s.c WHERE {_WHERE}",
        {"day": day, "unit": unit},
    )
    for c, path, id_, name, of in rows:
        found[c] = Classes(path, id_, name, of, {})
    early: set[int] = set()
    made: dict[str, T] = {}  # most of them are alike
    for c, name, text, last in facts.execute("SELECT cell.* FROM state s JOIN cell ON cell.c = s.c"):
        project = found.get(c)
        if project is None:
            continue
        if last > day:
            early.add(c)
            continue
        cell = made.get(text)
        if cell is None:
            cell = made[text] = make(Sums._make(json.loads(text)))
        project.cells[name] = cell
    for c in early:
        steps = facts.execute("SELECT * FROM main.step WHERE c = ?", (c,)).fetchall()
        clocks = {
            row[2]: row for row in facts.execute("SELECT * FROM clock WHERE c = ? AND kind = 'step'", (c,))
        }
        found[c].cells.update((key, make(sums)) for key, sums in summed(steps, clocks, classes, day).items())
    return sorted(found.values(), key=lambda one: one.id)


class Letter(NamedTuple):
    """A service letter of a step."""

    id: str
    step: str
    day: str
    document: str | None
    says: str | None


def letters(facts: sqlite3.Connection, day: str) -> Iterator[Letter]:
    """The letters written up to a day."""
    rows = facts.execute(
        "SELECT p.id, l.step, l.day, l.document, l.says FROM state s JOIN project p ON p.c = s.c"
        " JOIN letter l ON l.c = s.c WHERE l.day <= ? ORDER BY p.id, l.step, l.day",
        (day,),
    )
    return (Letter._make(row) for row in rows)


class ItemCount(NamedTuple):
    """An item over all projects: how many have to have it, have it, or have it by leave of the rules."""

    step: str
    due: int
    done: int
    ok: int


def by_item(facts: sqlite3.Connection, day: str, unit: str | None) -> list[ItemCount]:
    """The counts of each step; those that nobody has to have are left out."""
    due, done, ok = (f"sum({one})".replace("{day}", ":day") for one in (_DUE, _DONE, _OK))
    rows = facts.execute(
        f"SELECT step, {due} AS d, {done}, {ok} FROM {_FROM} WHERE {_WHERE} GROUP BY step HAVING d",
        {"day": day, "unit": unit},
    )
    return [ItemCount._make(row) for row in rows]


class ProjectCount(NamedTuple):
    """The projects of a unit: how many have steps to get, and have them all."""

    unit: str | None
    items_due: int
    items_done: int
    projects: int
    complete: int


def by_unit(facts: sqlite3.Connection, day: str, unit: str | None) -> list[ProjectCount]:
    """The counts of each unit."""
    due, done = (f"sum({one})".replace("{day}", ":day") for one in (_DUE, _DONE))
    rows = facts.execute(
        "SELECT unit, sum(d), sum(f), count(*), sum(d = f) FROM ("
        f"SELECT p.unit, {due} AS d, {done} AS f FROM {_FROM} WHERE {_WHERE} GROUP BY p.c HAVING d) GROUP BY unit",
        {"day": day, "unit": unit},
    )
    return [ProjectCount._make(row) for row in rows]
