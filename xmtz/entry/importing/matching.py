"""Whether a row is a project that is there already: for certain, by what the map says, or perhaps,
by a name that is alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from xmtz.domain.likeness import LIKELY, AlikeIndex, alike
from xmtz.entry.importing.cells import fold
from xmtz.index.comparing import compared, unread


class Candidate(NamedTuple):
    """A project as it is compared. `row`: the row of the table that brought it in."""

    id: str
    name: str
    path: str
    owner: str
    unit: str
    place: str
    codes: frozenset[str]
    parent: str
    row: int | None = None


Key = tuple[str, ...]


class Matcher:
    """Finds projects among those of the ledger and the rows taken in so far.

    `sets` are the map's: each a set of fields that together tell one project from another.
    """

    def __init__(self, known: Iterator[Candidate], sets: Sequence[tuple[str, ...]]) -> None:
        self.sets = sets
        self.ids: set[str] = set()
        self._exact: list[dict[Key, list[Candidate]]] = [{} for _ in sets]
        self._names: AlikeIndex[str] = AlikeIndex()
        self._by_path: dict[str, Candidate] = {}
        self._by_code: dict[str, list[Candidate]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Candidate) -> None:
        """From now on `one` is there."""
        self._by_path[one.path] = one
        self.ids.add(one.id)
        self._names.add(one.path, one.name)
        for code in one.codes:
            self._by_code.setdefault(code, []).append(one)
        for fields, index in zip(self.sets, self._exact, strict=True):
            for key in _keys(one, fields):
                index.setdefault(key, []).append(one)

    def same(self, row: Candidate) -> list[Candidate]:
        """The projects that the row is, by the first set of fields that finds any.

        What is missing in the row is missing in them too; what sets before this one compare may be
        missing on one side, but does not differ.
        """
        before: set[str] = set()
        for fields, index in zip(self.sets, self._exact, strict=True):
            found: dict[str, Candidate] = {}
            for key in _keys(row, fields):
                for one in index.get(key, ()):
                    if not any(_differ(row, one, field) for field in before):
                        found[one.path] = one
            if found:
                return list(found.values())
            before.update(fields)
        return []

    def perhaps(self, row: Candidate) -> list[Candidate]:
        """The projects that the row may be: their names are alike, and nothing that the map compares
        tells them apart. Parts of one bundle are not alike, nor are projects with other codes. The
        same owner makes nothing more likely: in a long table, a bureau has dozens of projects."""
        fields = {"code", *(field for one in self.sets for field in one)}
        found = []
        for path, _ in self._names.near(row.name):
            one = self._by_path[path]
            bundled = bool(row.parent) and row.parent in (one.id, one.parent)
            if not bundled and not any(_differ(row, one, field) for field in fields):
                found.append(one)
        return found

    def sharing_code(self, row: Candidate) -> list[Candidate]:
        """The projects that have a code of the row's."""
        found = {one.path: one for code in sorted(row.codes) for one in self._by_code.get(code, ())}
        return list(found.values())


def _keys(one: Candidate, fields: tuple[str, ...]) -> Iterator[Key]:
    """The keys of a project under a set of fields: one for each code; none where all is missing."""
    choices = [sorted(one.codes) or [""] if field == "code" else [_value(one, field)] for field in fields]
    for key in product(*choices):
        if any(key):
            yield key


def _value(one: Candidate, field: str) -> str:
    value: str = getattr(one, field)
    return fold(value)


def _differ(row: Candidate, one: Candidate, field: str) -> bool:
    """Whether both have the field and it is surely not the same."""
    if field == "code":
        return bool(row.codes and one.codes and not row.codes & one.codes)
    mine, other = _value(row, field), _value(one, field)
    if field == "name" or not mine or not other or mine == other:
        return False
    return field != "owner" or alike(mine, other) < LIKELY


def known_projects(facts: sqlite3.Connection) -> Iterator[Candidate]:
    """Every project of the ledger."""
    return (Candidate(*one) for one in compared(facts))


def unreadable_projects(facts: sqlite3.Connection) -> int:
    """How many project files hold no project that could be compared."""
    return unread(facts)
