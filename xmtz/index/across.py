"""Findings from the index: those kept of single files, and what two files disagree about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from xmtz.checks import across as kinds
from xmtz.checks.holding import day_of, in_its_days
from xmtz.checks.waivers import UNTIL, holds, waived
from xmtz.index.kept import kept_until
from xmtz.records.ledger import Unit
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import Say

_NOTHING: Final = Say("", "")
_EVERY: Final = "(SELECT path, c FROM state UNION ALL SELECT path, c FROM held)"
"""The files of projects and of meetings."""


class Locate(Protocol):
    """Where a field of a file stands, or the first place (under that field) that says `text`."""

    def __call__(self, path: str, field: str = "", text: str = "") -> Place: ...


def disagreements(
    facts: sqlite3.Connection, units: Mapping[str, Unit] | None, locate: Locate, today: str | None
) -> Iterator[Finding]:
    """Every finding of the state's project files, alone and together.

    `units`: None where units.yaml cannot be read, so that no unit is known to be wrong.
    """
    yield from kept_findings(facts, today)
    if units is not None:
        yield from _unknown_units(facts, units)
    yield from _unknown_projects(facts)
    yield from _duplicate_ids(facts, locate)
    yield from _duplicate_codes(facts, locate)
    yield from _circles(facts, locate)
    yield from _names(facts, locate)
    if today is not None:
        yield from _future(facts, locate, today)


def kept_findings(facts: sqlite3.Connection, today: str | None) -> Iterator[Finding]:
    """The findings of single files that hold today, less those that a project's waivers cover."""
    kept = kept_until(facts, today)
    return (finding for finding in _of_files(facts) if holds(finding, today, kept))


def waived_findings(facts: sqlite3.Connection, today: str | None) -> Iterator[Finding]:
    """The findings of single files that would hold today, did no waiver cover them."""
    kept = kept_until(facts, today)
    return (
        one
        for one in _of_files(facts, f"instr(facts, '{UNTIL}')")
        if in_its_days(one, today, kept) and waived(one, day_of(one, today, kept))
    )


def _of_files(facts: sqlite3.Connection, where: str = "1") -> Iterator[Finding]:
    """The findings of single files; `where` spares unpacking those that cannot be meant."""
    rows = facts.execute(
        f"SELECT path, code, line, col, facts FROM {_EVERY} JOIN finding USING (c) WHERE {where}"
    )
    for path, code, line, column, packed in rows:
        yield Finding(code, path, line, column, json.loads(packed))


def _unknown_units(facts: sqlite3.Connection, units: Mapping[str, Unit]) -> Iterator[Finding]:
    from xmtz.records.record import nearest

    words = [
        row[0]
        for row in facts.execute(
            f"SELECT DISTINCT word FROM {_EVERY} JOIN mention USING (c) WHERE vocabulary = 'units'"
        )
    ]
    unknown = [word for word in words if word not in units]
    names = {unit.name: key for key, unit in units.items()}
    for word in unknown:
        near = names.get(word) or nearest(word, units)
        hint = _NOTHING if near is None else Say(f"；是不是 {near}？", f"; did you mean {near}?")
        for place in _mentions(facts, "units", word):
            yield kinds.UNKNOWN_UNIT.at(place, unit=word, near=hint)


def _unknown_projects(facts: sqlite3.Connection) -> Iterator[Finding]:
    rows = facts.execute(
        f"SELECT DISTINCT word FROM {_EVERY} JOIN mention USING (c) WHERE vocabulary = 'projects'"
        " AND word NOT IN (SELECT id FROM state JOIN project USING (c))"
    ).fetchall()
    unread = _unread_names(facts) if rows else []
    for (word,) in rows:
        if any(name.startswith((f"{word}-", f"{word}.")) for name in unread):
            continue  # its own file has the finding
        for place in _mentions(facts, "projects", word):
            yield kinds.UNKNOWN_PROJECT.at(place, id=word)


def _unread_names(facts: sqlite3.Connection) -> list[str]:
    """The names of the files that no project could be read from."""
    rows = facts.execute("SELECT path FROM state WHERE c NOT IN (SELECT c FROM project)")
    return [path.rsplit("/", 1)[-1] for (path,) in rows]


def _mentions(facts: sqlite3.Connection, vocabulary: str, word: str) -> Iterator[Place]:
    rows = facts.execute(
        f"SELECT path, line, col FROM {_EVERY} JOIN mention USING (c) WHERE vocabulary = ? AND word = ?",
        (vocabulary, word),
    )
    for path, line, column in rows.fetchall():
        yield Place(path, line, column)


def _duplicate_ids(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT id, group_concat(path, '\n') FROM (SELECT id, path FROM state JOIN project USING (c) ORDER BY path)"
        " GROUP BY id HAVING count(*) > 1"
    ).fetchall()
    for id_, together in rows:
        paths = together.split("\n")
        for path in paths:
            other = next(p for p in paths if p != path)
            yield kinds.DUPLICATE_ID.at(locate(path, "id"), id=id_, other=other)


def _duplicate_codes(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT code.code, path, project.id, project.name FROM state JOIN code USING (c) JOIN project USING (c)"
        " WHERE code.code IN (SELECT code FROM state JOIN code USING (c) GROUP BY code HAVING count(*) > 1)"
        " ORDER BY code.code, path"
    ).fetchall()
    first: dict[str, tuple[str, str, str]] = {}
    for code, path, id_, name in rows:
        if code in first:
            _, other, other_name = first[code]
            yield kinds.DUPLICATE_CODE.at(locate(path, "code", code), code=code, other=other, name=other_name)
        else:
            first[code] = (path, id_, name)


def _circles(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    parents = dict(
        facts.execute("SELECT id, parent FROM state JOIN project USING (c) WHERE parent IS NOT NULL")
    )
    settled: set[str] = set()
    for start in parents:
        chain: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in settled and at not in chain:
            chain[at] = None
            at = parents.get(at)
        settled.update(chain)
        if at not in chain:
            continue
        names = list(chain)
        circle = names[names.index(at) :]
        for n, id_ in enumerate(circle):
            path = facts.execute(
                "SELECT path FROM state JOIN project USING (c) WHERE id = ?", (id_,)
            ).fetchone()[0]
            shown = [*circle[n:], *circle[:n], id_]
            yield kinds.BUNDLE_OF_ITSELF.at(locate(path, "parent"), chain=" → ".join(shown[:10]))


def _names(facts: sqlite3.Connection, locate: Locate) -> Iterator[Finding]:
    from xmtz.domain.ids import file_name

    rows = facts.execute(
        "SELECT path, id, name FROM state JOIN project USING (c) WHERE path NOT LIKE '%/' || id || '-%' AND path NOT LIKE '%/' || id || '.yaml'"
    )
    for path, id_, name in rows.fetchall():
        yield kinds.NAME_NOT_ID.at(locate(path, "id"), id=id_, name=file_name(id_, name))


def _future(facts: sqlite3.Connection, locate: Locate, today: str) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT path, last_day FROM state JOIN project USING (c) WHERE last_day > ?", (today,)
    )
    for path, day in rows.fetchall():
        place = locate(path, "", day)
        if not place.line:  # the day is the first of a month that has figures
            place, day = locate(path, "", day[:7]), day[:7]
        yield kinds.FUTURE_DATE.at(place, today=today, day=day)
