"""What a part of a file is under the field table that describes it, so that two states compare like with like.

A person may be written as a name or as a record, an ending as a day or as a record, an amount
as 1288.5 or 1288.50. Before anything is compared, short forms are written out and values get
the one spelling of their type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from xmtz.domain.money import AmountError, format_wan, parse_plain_amount
from xmtz.records.ledger import LedgerFile, UnitsFile
from xmtz.records.project import Dates, People, Project, Traits
from xmtz.records.rate_rules import Versions
from xmtz.records.record import Either, Field, Lifted, ListOf, MapOf, Record, Sub, Type
from xmtz.records.term_rules import LabelOr
from xmtz.records.types import Amount, Number, Percent, Whole
from xmtz.review.change import Plain
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, Scalar
from xmtz.store.located import Sequence as SequenceNode

Kind: TypeAlias = Type[Any] | None
"""The type that the field table gives; None for a field that no table knows."""

CONTAINERS: Final = (Project, People, Dates, Traits, LedgerFile, UnitsFile)
"""Records that only hold facts together: one of them with nothing in it says nothing."""


_FOLDED: Final = frozenset((Lifted, Either, Versions, LabelOr))


def unfolded(node: Node, kind: Kind) -> tuple[Node, Kind]:
    """The node with its short form written out, and the plain type it then has (Sub, ListOf, MapOf or a value's)."""
    if type(node) is Scalar and type(kind) not in _FOLDED:
        return node, kind
    if isinstance(kind, Lifted):
        inner, of = unfolded(node, kind.of)
        if isinstance(of, (Sub, ListOf, MapOf)):
            return inner, of
        return _lifted(inner, of, kind.convert)
    if isinstance(kind, Either):
        return unfolded(node, kind.short if type(node) is Scalar else kind.long)
    if isinstance(kind, LabelOr):
        short = kind.is_label(node) and not (type(node) is Scalar and node.absent)
        return (_record_of("label", node) if short else node), kind.whole
    if isinstance(kind, Versions):
        return (node if type(node) is SequenceNode else _list_of(node)), kind.several
    if kind is not None and type(node) is MappingNode and not isinstance(kind, (Sub, ListOf, MapOf)):
        record = _fitting(kind, node)
        return node, None if record is None else Sub(record)
    return node, kind


def _fitting(kind: Type[Any], node: MappingNode) -> type[Record] | None:
    """Of the records that a value can hold, the one that knows most of the keys written."""
    names = {key.text for key, _ in node.entries}
    return max(kind.records(), key=lambda record: len(names & record.fields.keys()), default=None)


class _Home(NamedTuple):
    """Where a conversion puts a short value: in a field of a record, in a list, or both."""

    record: type[Record] | None
    field: str
    listed: bool


@cache
def _home(convert: Callable[[Any], Any]) -> _Home | None:
    """Asked of the conversion itself, by handing it a value that is easy to find again."""
    probe = object()
    try:
        made = convert(probe)
    except Exception:  # noqa: BLE001 - a conversion that needs a real value keeps its short form
        return None
    listed = isinstance(made, tuple) and len(made) == 1
    one = made[0] if listed else made
    if one is probe:
        return _Home(None, "", listed)
    if isinstance(one, Record):
        for attribute, value in vars(one).items():
            if value is probe:
                names = (field.name for field in one.fields.values() if field.attribute == attribute)
                return _Home(type(one), next(names), listed)
    return None


def _lifted(node: Node, of: Kind, convert: Callable[[Any], Any]) -> tuple[Node, Kind]:
    home = _home(convert)
    if home is None:
        return node, of
    kind: Kind = of
    if home.record is not None:
        node = _record_of(home.field, node)
        kind = Sub(home.record)
    if home.listed:
        node = _list_of(node)
        kind = ListOf(kind) if kind is not None else None
    return node, kind


def _record_of(field: str, node: Node) -> MappingNode:
    made = MappingNode(True, node.line, node.column, node.start)
    made.end = node.end
    made.entries.append((Scalar(field, "", node.line, node.column, node.start, node.start), node))
    return made


def _list_of(node: Node) -> SequenceNode:
    made = SequenceNode(True, node.line, node.column, node.start)
    made.end = node.end
    made.items.append(node)
    return made


def absent(node: Node, kind: Kind, entry: bool = False) -> bool:
    """Whether nothing is said: no value, an empty list, or an empty record that only holds facts together.

    An empty record under the key of a map (`entry`) does say something: that the entry is there.
    """
    if isinstance(node, Scalar):
        return node.absent
    if isinstance(node, SequenceNode):
        return not node.items
    if node.entries or entry:
        return False
    return isinstance(kind, MapOf) or (isinstance(kind, Sub) and kind.record in CONTAINERS)


class Entry(NamedTuple):
    """A field of a record or a key of a map: its key made unique, its value, and its own key as written."""

    name: str
    key: Scalar
    node: Node
    kind: Kind


def entries(node: MappingNode, kind: Kind) -> Iterator[Entry]:
    """Everything that a mapping says, short forms written out. A key written twice gets a number."""
    seen: dict[str, int] = {}
    for key, value in node.entries:
        name = key.text
        if name in seen:
            seen[name] += 1
            name = f"{name}#{seen[key.text]}"
        else:
            seen[name] = 1
        under = field_kind(kind, key.text)
        found, of = unfolded(value, under)
        if (
            not found.absent
            if type(found) is Scalar
            else not absent(found, of, entry=isinstance(kind, MapOf))
        ):
            yield Entry(name, key, found, of)


def field_kind(kind: Kind, name: str) -> Kind:
    """The type of what stands under a key."""
    if isinstance(kind, Sub):
        field: Field | None = kind.record.fields.get(name)
        return None if field is None else field.type
    return kind.of if isinstance(kind, MapOf) else None


def items(node: SequenceNode, kind: Kind) -> list[tuple[Node, Kind]]:
    """The items of a list, short forms written out."""
    of = kind.of if isinstance(kind, ListOf) else None
    return [unfolded(item, of) for item in node.items]


def plain(node: Node, kind: Kind) -> Plain:
    """A part of a file, unfolded, as plain data."""
    if isinstance(node, Scalar):
        return canonical(node.text, kind) if not node.absent else ""
    if isinstance(node, SequenceNode):
        return [plain(item, of) for item, of in items(node, kind)]
    return {entry.name: plain(entry.node, entry.kind) for entry in entries(node, kind)}


def canonical(text: str, kind: Kind) -> str:
    """The one spelling of a value; text that is no value of its type stays as written."""
    if isinstance(kind, Amount):
        try:
            return format_wan(parse_plain_amount(text, allow_negative=True))
        except AmountError:
            return text
    if isinstance(kind, (Percent, Number)):
        return _shortest(text)
    if isinstance(kind, Whole):
        return (text.lstrip("0") or "0") if text.isascii() and text.isdigit() else text
    return text.rstrip("\n") or text


_DECIMAL: Final = re.compile(r"([0-9]+)(?:\.([0-9]+))?", re.ASCII)


def _shortest(text: str) -> str:
    match = _DECIMAL.fullmatch(text)
    if match is None:
        return text
    whole, part = match[1].lstrip("0") or "0", (match[2] or "").rstrip("0")
    return f"{whole}.{part}" if part else whole


def record_of(kind: Kind) -> type[Record] | None:
    """The record that an unfolded value is, or None."""
    return kind.record if isinstance(kind, Sub) else None


def fields_of(data: Plain) -> Mapping[str, Plain]:
    """The fields of plain data, none where it is no mapping."""
    return data if isinstance(data, dict) else {}
