"""Two states of one file, compared fact by fact under its field table. Nothing here knows what a fact means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from xmtz.records.issue import Issue, Solution
from xmtz.records.means import Fund
from xmtz.records.project import Move
from xmtz.records.record import ListOf, MapOf, Record, Sub
from xmtz.records.step import StepRecord
from xmtz.review import shape
from xmtz.review.change import NEW, OLD, Plain
from xmtz.review.matching import Pair, identity, matched
from xmtz.review.shape import CONTAINERS, Kind
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, Scalar
from xmtz.store.located import Sequence as SequenceNode

EVENTS: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Issue: (
        *("assigned", "accepted", "assigned_before", "due_before", "plan", "progress", "escalated"),
        *("resolved", "cleared", "reopened"),
    ),
    Fund: ("arrived", "paid"),
}
"""Fields that are facts of their own when the item they belong to is new."""

INSERTED: Final = "inserted"
UNKNOWN: Final = "unknown"  # a field that no table knows
_NAMING: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Issue: ("title",),
    Fund: ("source", "batch", "name"),
    Move: ("to",),
    Solution: (),  # known by its place among the plans
}
_NAMES: Final = ("label", "name", "title")


class Difference(NamedTuple):
    """One fact that differs. `trail` is the way to it in the field tables: fields only, no keys of maps."""

    keys: tuple[str, ...]
    trail: tuple[str, ...]
    about: tuple[Mapping[str, Plain], ...]
    before: Plain
    after: Plain
    line: int
    side: str


class _At(NamedTuple):
    """Where the comparison is."""

    keys: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    about: tuple[Mapping[str, Plain], ...] = ()

    def field(self, entry: shape.Entry, kind: Kind) -> _At:
        """Under a field of a record, or under a key of a map."""
        keys = (*self.keys, entry.name)
        if isinstance(kind, MapOf):
            record = shape.record_of(entry.kind)
            data = {} if record is None else shape.fields_of(shape.plain(entry.node, entry.kind))
            return _At(keys, self.trail, (*self.about, {name: data[name] for name in _NAMES if name in data}))
        known = isinstance(kind, Sub) and entry.key.text in kind.record.fields
        if known or self.trail[-1:] != (UNKNOWN,):
            return _At(keys, (*self.trail, entry.key.text if known else UNKNOWN), self.about)
        return _At(keys, self.trail, self.about)

    def item(self, name: str, data: Plain, record: type[Record] | None) -> _At:
        """Under an item of a list."""
        about = _naming(shape.fields_of(data), record)
        return _At((*self.keys, name), self.trail, (*self.about, about))


def _naming(data: Mapping[str, Plain], record: type[Record] | None) -> Mapping[str, Plain]:
    """The fields that tell an item from its neighbours."""
    if record is None:
        return {}
    names = _NAMING.get(record)
    if names is None:
        names = tuple(name for name in _NAMES if name in record.fields) or tuple(record.fields)[:1]
    return {name: data[name] for name in names if name in data}


def differences(before: Node | None, after: Node | None, record: type[Record]) -> Iterator[Difference]:
    """Every fact in which two states of a file differ; each once, and nothing else."""
    kind: Kind = Sub(record)
    if before is None:
        if after is not None:
            yield from _only(after, kind, _At(), NEW, after.line)
    elif after is None:
        yield from _only(before, kind, _At(), OLD, before.line)
    else:
        yield from _both(before, after, kind, kind, _At(), after.line)


def _both(before: Node, after: Node, old: Kind, new: Kind, at: _At, line: int) -> Iterator[Difference]:
    if type(before) is MappingNode and type(after) is MappingNode:
        yield from _mappings(before, after, old, new, at)
    elif (
        type(before) is SequenceNode
        and type(after) is SequenceNode
        and not _of_scalars(before, after, old, new)
    ):
        yield from _sequences(before, after, old, new, at)
    else:
        one, other = shape.plain(before, old), shape.plain(after, new)
        if one != other:
            yield Difference(at.keys, at.trail, at.about, one, other, line, NEW)


def _of_scalars(before: SequenceNode, after: SequenceNode, old: Kind, new: Kind) -> bool:
    """A list of single values is one fact."""
    found = [node for node, _ in (*shape.items(before, old), *shape.items(after, new))]
    return all(type(node) is Scalar for node in found)


def _mappings(before: MappingNode, after: MappingNode, old: Kind, new: Kind, at: _At) -> Iterator[Difference]:
    olds = {entry.name: entry for entry in shape.entries(before, old)}
    news = {entry.name: entry for entry in shape.entries(after, new)}
    for name, was in olds.items():
        if name not in news:
            yield from _only(was.node, was.kind, at.field(was, old), OLD, was.key.line)
    for name, now in news.items():
        known = olds.get(name)
        if known is None:
            yield from _only(now.node, now.kind, at.field(now, new), NEW, now.key.line)
        elif not _plainly_equal(known.node, now.node):
            yield from _both(known.node, now.node, known.kind, now.kind, at.field(now, new), now.key.line)


def _plainly_equal(one: Node, other: Node) -> bool:
    return type(one) is Scalar and type(other) is Scalar and one.text == other.text


def _sequences(
    before: SequenceNode, after: SequenceNode, old: Kind, new: Kind, at: _At
) -> Iterator[Difference]:
    olds, news = shape.items(before, old), shape.items(after, new)
    was = [shape.plain(node, kind) for node, kind in olds]
    now = [shape.plain(node, kind) for node, kind in news]
    record = _record_of_items(olds) or _record_of_items(news)
    pairs = matched(was, now, record)
    last = max((n for n, pair in enumerate(pairs) if pair.old is not None), default=-1)
    names = _Names(record)
    for n, pair in enumerate(pairs):
        i, j = pair
        name = names.of(pair, was, now)
        if j is None:
            assert i is not None
            node, kind = olds[i]
            yield from _only(node, kind, at.item(name, was[i], record), OLD, node.line)
            continue
        node, kind = news[j]
        under = at.item(name, now[j], record)
        if i is None:
            if record is Move and n < last:
                under = under._replace(trail=(*under.trail, INSERTED))
            yield from _only(node, kind, under, NEW, node.line)
        elif was[i] != now[j]:
            yield from _both(olds[i][0], node, olds[i][1], kind, under, node.line)


def _record_of_items(found: list[tuple[Node, Kind]]) -> type[Record] | None:
    return next((record for _, kind in found if (record := shape.record_of(kind)) is not None), None)


class _Names:
    """The keys of list items: their identity in the old list, or the new one where they are new."""

    def __init__(self, record: type[Record] | None) -> None:
        self.record = record
        self.taken: dict[tuple[str, bool], int] = {}

    def of(self, pair: Pair, was: list[Plain], now: list[Plain]) -> str:
        position = pair.old if pair.old is not None else pair.new
        assert position is not None
        item = was[position] if pair.old is not None else now[position]
        name = identity(item, self.record)
        if not name:
            return str(position + 1)
        key = (name, pair.old is None)
        self.taken[key] = self.taken.get(key, 0) + 1
        return name if self.taken[key] == 1 else f"{name}#{self.taken[key]}"


def _only(node: Node, kind: Kind, at: _At, side: str, line: int) -> Iterator[Difference]:
    """The facts of a part that only one state has."""
    record = shape.record_of(kind)
    if type(node) is SequenceNode and isinstance(kind, ListOf) and not _of_scalars(node, node, kind, kind):
        yield from _only_items(node, kind, at, side)
        return
    if type(node) is MappingNode and (isinstance(kind, MapOf) or _falls_apart(node, record, side)):
        for entry in shape.entries(node, kind):
            yield from _only(entry.node, entry.kind, at.field(entry, kind), side, entry.key.line)
        return
    events = EVENTS.get(record, ()) if record is not None and side == NEW else ()
    if type(node) is MappingNode and events:
        yield _one(_without(node, events), kind, at, side, line)
        for entry in shape.entries(node, kind):
            if entry.key.text in events:
                yield from _only(entry.node, entry.kind, at.field(entry, kind), side, entry.key.line)
        return
    yield _one(node, kind, at, side, line)


def _falls_apart(node: MappingNode, record: type[Record] | None, side: str) -> bool:
    """Whether the fields of a record are facts of their own: those of a step when it begins, not when it is dropped."""
    if record is StepRecord:
        return side == NEW and bool(node.entries)
    return record in CONTAINERS


def _only_items(node: SequenceNode, kind: Kind, at: _At, side: str) -> Iterator[Difference]:
    found = shape.items(node, kind)
    record = _record_of_items(found)
    data = [shape.plain(item, of) for item, of in found]
    names = _Names(record)
    for n, (item, of) in enumerate(found):
        pair = Pair(None, n) if side == NEW else Pair(n, None)
        yield from _only(item, of, at.item(names.of(pair, data, data), data[n], record), side, item.line)


def _without(node: MappingNode, names: tuple[str, ...]) -> MappingNode:
    rest = MappingNode(node.flow, node.line, node.column, node.start)
    rest.end = node.end
    rest.entries = [entry for entry in node.entries if entry[0].text not in names]
    return rest


def _one(node: Node, kind: Kind, at: _At, side: str, line: int) -> Difference:
    data = shape.plain(node, kind)
    before, after = (data, None) if side == OLD else (None, data)
    return Difference(at.keys, at.trail, at.about, before, after, line, side)
