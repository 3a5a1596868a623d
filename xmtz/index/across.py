"""Findings from the index: those kept of single files, and what two files disagree about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from xmtz.checks import across as kinds
from xmtz.words.finding import Finding, Place


def disagreements(facts: sqlite3.Connection, units: Mapping[str, object], today: str | None) -> Iterator[Finding]:
    """Every finding of the state's project files, alone and together."""
    yield from kept_findings(facts)
    yield from _unknown_mentions(facts, units)
    yield from _duplicate_ids(facts)
    yield from _duplicate_codes(facts)
    yield from _circles(facts)
    yield from _names(facts)
    if today is not None:
        yield from _future(facts, today)


def kept_findings(facts: sqlite3.Connection) -> Iterator[Finding]:
    """The findings of single files."""
    rows = facts.execute("SELECT path, code, line, col, facts FROM state JOIN finding USING (c)")
    for path, code, line, column, packed in rows:
        yield Finding(code, path, line, column, json.loads(packed))


def _unknown_mentions(facts: sqlite3.Connection, units: Mapping[str, object]) -> Iterator[Finding]:
    from xmtz.records.record import nearest

    words = [row[0] for row in facts.execute("SELECT DISTINCT word FROM state JOIN mention USING (c) WHERE vocabulary = 'units'")]
    unknown = [word for word in words if word not in units]
    for word in unknown:
        near = nearest(word, units)
        hint = "" if near is None else f" → {near}"
        for place in _mentions(facts, "units", word):
            yield kinds.UNKNOWN_UNIT.at(place, unit=word, near=hint)
    rows = facts.execute(
        "SELECT DISTINCT word FROM state JOIN mention USING (c) WHERE vocabulary = 'projects'"
        " AND word NOT IN (SELECT id FROM state JOIN project USING (c))"
    ).fetchall()
    for (word,) in rows:
        for place in _mentions(facts, "projects", word):
            yield kinds.UNKNOWN_PROJECT.at(place, id=word)


def _mentions(facts: sqlite3.Connection, vocabulary: str, word: str) -> Iterator[Place]:
    rows = facts.execute(
        "SELECT path, line, col FROM state JOIN mention USING (c) WHERE vocabulary = ? AND word = ?", (vocabulary, word)
    )
    for path, line, column in rows.fetchall():
        yield Place(path, line, column)


def _duplicate_ids(facts: sqlite3.Connection) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT id, group_concat(path, '\n') FROM (SELECT id, path FROM state JOIN project USING (c) ORDER BY path)"
        " GROUP BY id HAVING count(*) > 1"
    ).fetchall()
    for id_, together in rows:
        paths = together.split("\n")
        for path in paths:
            other = next(p for p in paths if p != path)
            yield kinds.DUPLICATE_ID.at(Place(path, 1, 1), id=id_, other=other)


def _duplicate_codes(facts: sqlite3.Connection) -> Iterator[Finding]:
    rows = facts.execute(
        "SELECT code.code, path, project.id, project.name FROM state JOIN code USING (c) JOIN project USING (c)"
        " WHERE code.code IN (SELECT code FROM state JOIN code USING (c) GROUP BY code HAVING count(*) > 1)"
        " ORDER BY code.code, path"
    ).fetchall()
    first: dict[str, tuple[str, str, str]] = {}
    for code, path, id_, name in rows:
        if code in first:
            _, other, other_name = first[code]
            yield kinds.DUPLICATE_CODE.at(Place(path), code=code, other=other, name=other_name)
        else:
            first[code] = (path, id_, name)


def _circles(facts: sqlite3.Connection) -> Iterator[Finding]:
    parents = dict(facts.execute("SELECT id, parent FROM state JOIN project USING (c) WHERE parent IS NOT NULL"))
    for start in parents:
        chain = [start]
        while (up := parents.get(chain[-1])) is not None and up not in chain:
            chain.append(up)
        if up == start:
            path = facts.execute("SELECT path FROM state JOIN project USING (c) WHERE id = ?", (start,)).fetchone()[0]
            yield kinds.BUNDLE_OF_ITSELF.at(Place(path), chain=" → ".join([*chain, start]))


def _names(facts: sqlite3.Connection) -> Iterator[Finding]:
    from xmtz.domain.ids import file_name

    rows = facts.execute(
        "SELECT path, id, name FROM state JOIN project USING (c) WHERE path NOT LIKE '%/' || id || '-%' AND path NOT LIKE '%/' || id || '.yaml'"
    )
    for path, id_, name in rows.fetchall():
        yield kinds.NAME_NOT_ID.at(Place(path), id=id_, name=file_name(id_, name))


def _future(facts: sqlite3.Connection, today: str) -> Iterator[Finding]:
    rows = facts.execute("SELECT path, last_day FROM state JOIN project USING (c) WHERE last_day > ?", (today,))
    for path, day in rows.fetchall():
        yield kinds.FUTURE_DATE.at(Place(path), today=today, day=day)
