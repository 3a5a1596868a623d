"""People of one name (同名): told apart by the unit written beside the name, then by the rank."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Person(NamedTuple):
    """A person as a ledger writes one: the name, and the unit and rank where they stand beside it."""

    name: str
    unit: str | None = None
    rank: str | None = None


def told_apart(written: Iterable[Person]) -> dict[Person, Person]:
    """Who is meant by each way in which people are written.

    One name is one person until two units, or two ranks, are written beside it; then what has none
    written beside it is somebody of whom only the name is known. A person carries the unit and rank
    that are known.
    """
    by_name: dict[str, set[Person]] = {}
    for one in written:
        by_name.setdefault(one.name, set()).add(one)
    meant: dict[Person, Person] = {}
    for same in by_name.values():
        for part in _split(same, lambda one: one.unit):
            for whole in _split(part, lambda one: one.rank):
                unit = next((one.unit for one in whole if one.unit is not None), None)
                rank = next((one.rank for one in whole if one.rank is not None), None)
                meant.update((one, Person(one.name, unit, rank)) for one in whole)
    return meant


def _split(people: set[Person], said: Callable[[Person], str | None]) -> list[set[Person]]:
    different = {said(one) for one in people} - {None}
    if len(different) < 2:
        return [people]
    parts = ({one for one in people if said(one) == word} for word in (*sorted(map(str, different)), None))
    return [part for part in parts if part]
