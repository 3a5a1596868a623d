"""The way to a fact, read off the field tables: which keys are fields, which are keys of maps, which name items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from xmtz.records.ledger import LedgerFile, Meeting, UnitsFile
from xmtz.records.project import Project
from xmtz.records.record import Field, ListOf, MapOf, Record, Sub, Type
from xmtz.records.rules import Rules
from xmtz.review.change import LEDGER, MEETING, PROJECT, UNITS, Change, Plain
from xmtz.review.shape import Kind
from xmtz.review.values import simple

FIELD: Final = "field"
ENTRY: Final = "entry"
ITEM: Final = "item"


class Step(NamedTuple):
    """One key of the way. `kind` is the type of what stands there; `key_kind` that of a map's key."""

    sort: str
    name: str
    field: Field | None
    kind: Kind
    key_kind: Kind = None
    record: type[Record] | None = None
    about: Mapping[str, Plain] = {}


def root_record(change: Change) -> type[Record]:
    """The record of the file that a change is in."""
    if change.area == PROJECT:
        return Project
    if change.area == UNITS:
        return UnitsFile
    if change.area == MEETING:
        return Meeting
    if change.area == LEDGER:
        return LedgerFile
    name = change.path.partition("/")[2].removesuffix(".yaml")
    return Rules.FILES.get(name, Record)


def way(change: Change) -> list[Step]:
    """The keys of a change, one after the other, each with what the field tables say of it."""
    steps: list[Step] = []
    kind: Kind = Sub(root_record(change))
    about = iter(change.about)
    for name in change.keys:
        step = _step(name, kind)
        if step.sort != FIELD:
            step = step._replace(about=next(about, {}))
        steps.append(step)
        kind = step.kind
    return steps


def _step(name: str, kind: Kind) -> Step:
    plain_name = name.partition("#")[0]
    held = list(_held(kind))
    for record in held:
        if isinstance(record, type) and plain_name in record.fields:
            field = record.fields[plain_name]
            return Step(FIELD, name, field, field.type, record=record)
    for one in held:
        if isinstance(one, MapOf):
            return Step(ENTRY, name, None, one.of, one.key, _record_in(one.of))
        if isinstance(one, ListOf):
            return Step(ITEM, name, None, one.of, None, _record_in(one.of))
    return Step(FIELD, name, None, None)


def _held(kind: Kind) -> Iterator[type[Record] | Type[Any]]:
    """What a value of a type can be: records with fields, maps and lists."""
    for one in simple(kind):
        if isinstance(one, (MapOf, ListOf)):
            yield one
        else:
            yield from one.records()
            several = getattr(one, "several", None)  # one definition, or a list of them
            if isinstance(several, ListOf):
                yield several


def _record_in(kind: Kind) -> type[Record] | None:
    for one in simple(kind):
        if not isinstance(one, (MapOf, ListOf)):
            for record in one.records():
                return record
    return None
