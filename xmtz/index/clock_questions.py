"""What is asked of clocks and of the days to which approvals are bound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from xmtz.index.clock_items import GROUP, SPAN, STEP, Item
from xmtz.index.clock_rows import unpacked
from xmtz.index.schema import PEOPLE

__all__ = ["GROUP", "SPAN", "STEP", "Filing", "Term", "Whose"]


class Whose(NamedTuple):
    """A project, and the people who answer for it by the names of their duties."""

    path: str
    id: str
    name: str
    unit: str | None
    people: dict[str, str]


PROJECT: Final = "s.path, p.id, p.name, p.unit, " + ", ".join(f"p.{name}" for name in PEOPLE)
WIDTH: Final = 4 + len(PEOPLE)
_FROM: Final = "state s JOIN project p ON p.c = s.c"
NOT_GIVEN_UP: Final = "coalesce(p.ended, '9') > :day"


def whose(row: tuple[str | None, ...]) -> Whose:
    people = {name: who for name, who in zip(PEOPLE, row[4:WIDTH], strict=True) if who}
    return Whose(row[0] or "", row[1] or "", row[2] or "", row[3], people)


def by_path(facts: sqlite3.Connection, path: str) -> Whose:
    """The project in a file, and its people."""
    return whose(facts.execute(f"SELECT {PROJECT} FROM {_FROM} WHERE s.path = ?", (path,)).fetchone())


def running(facts: sqlite3.Connection, day: str, until: str) -> Iterator[tuple[Whose, Item]]:
    """What was undecided on `day` (ISO) and may fall due by `until`: the clock itself has to say."""
    rows = facts.execute(
        f"SELECT {PROJECT}, k.kind, k.key, k.item, k.result FROM {_FROM} JOIN clock k ON k.c = s.c"
        f" WHERE (k.first_by <= :until OR k.decided > :day) AND coalesce(k.idle, '9') > :day AND {NOT_GIVEN_UP} ORDER BY p.id, k.kind, k.key",
        {"day": day, "until": until},
    )
    for row in rows:
        kind, key, item, result = row[WIDTH:]
        yield whose(row), unpacked(kind, key, item, result)


class Term(NamedTuple):
    """A day to which an approval is bound: the kinds of `term_rows`."""

    step: str
    kind: str
    since: str | None
    day: str


def terms(facts: sqlite3.Connection, day: str, until: str) -> Iterator[tuple[Whose, Term]]:
    """What was bound to a day up to `until`, and not met on `day`."""
    rows = facts.execute(
        f"SELECT {PROJECT}, t.step, t.kind, t.since, t.day FROM {_FROM} JOIN term t ON t.c = s.c"
        " WHERE t.day <= :until AND coalesce(t.done, '9') > :day AND coalesce(t.since, '') <= :day"
        f" AND {NOT_GIVEN_UP} ORDER BY t.day, p.id, t.step",
        {"day": day, "until": until},
    )
    for row in rows:
        yield whose(row), Term(*row[WIDTH:])


class Filing(NamedTuple):
    """A step to be applied for, by the day that the wanted finish leaves; or a milestone to be reached."""

    kind: str
    task: str
    day: str


def filings(facts: sqlite3.Connection, day: str, until: str) -> Iterator[tuple[Whose, Filing]]:
    """Steps that nobody had applied for on `day` and that have to be by `until`."""
    rows = facts.execute(
        f"SELECT {PROJECT}, b.kind, b.task, b.begin_by FROM {_FROM} JOIN backward b ON b.c = s.c"
        " LEFT JOIN main.step t ON t.c = b.c AND t.step = b.task"
        " WHERE b.kind = 'step' AND b.begin_by <= :until AND coalesce(t.applied, t.accepted, '9') > :day"
        " AND coalesce(t.granted, '9') > :day AND coalesce(t.committed, '9') > :day"
        " AND coalesce(t.deferred, '9') > :day AND coalesce(t.skipped, '9') > :day"
        " AND coalesce(p.completed, '9') > :day"
        f" AND {NOT_GIVEN_UP} ORDER BY b.begin_by, p.id, b.n",
        {"day": day, "until": until},
    )
    for row in rows:
        yield whose(row), Filing(*row[WIDTH:])


def unreported(facts: sqlite3.Connection, month: str, day: str) -> Iterator[Whose]:
    """Projects under construction on `day` that have no figure of a month."""
    rows = facts.execute(
        f"SELECT {PROJECT} FROM {_FROM} WHERE p.started <= :day AND coalesce(p.completed, '9') > :day"
        f" AND {NOT_GIVEN_UP} AND NOT EXISTS (SELECT 1 FROM figure f WHERE f.c = p.c AND f.month = :month"
        " AND f.invested IS NOT NULL) ORDER BY p.id",
        {"day": day, "month": month},
    )
    for row in rows:
        yield whose(row)
