"""Records: a field table turns a located tree into a typed value and yields every finding.

A record is a class whose body is its table:

    class Visit(Record):
        on = req(DAY, "日期", "date")
        by = opt(LINE, "走访人", "by")

The same table gives the check, the JSON Schema for editors and the page of the format
reference. Reading never stops at the first mistake: what cannot be typed is left out of the
record and a finding says where and why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, ClassVar, Final, Generic, TypeVar

from xmtz.records import field_findings as kinds
from xmtz.records.slips import Slip, named, slip_in_collection, slip_in_items, slip_in_key
from xmtz.store.located import Mapping as MappingNode
from xmtz.store.located import Node, Scalar
from xmtz.store.located import Sequence as SequenceNode
from xmtz.words.finding import Finding, Kind, Place
from xmtz.words.lang import Say

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
K = TypeVar("K")
R = TypeVar("R", bound="Record")
S = TypeVar("S")
L = TypeVar("L")


_ENOUGH_HINTS: Final = 300


class Context:
    """What typing one file needs: its path, the words that the rules define, and a place for findings.

    `words` maps a vocabulary ("stages", "steps", "levels", ...) to its keys; a vocabulary
    that is missing is not checked. `mentions` collects references to other files
    (vocabulary, key, place), which only a view of the whole ledger can check.
    """

    __slots__ = ("findings", "mentions", "path", "words")

    def __init__(self, path: str, words: Mapping[str, Collection[str]] | None = None) -> None:
        self.path = path
        self.words: Mapping[str, Collection[str]] = words or {}
        self.findings: list[Finding] = []
        self.mentions: list[tuple[str, str, Place]] = []

    def find(self, kind: Kind, node: Node, **facts: object) -> None:
        """Note a finding at a node."""
        self.findings.append(kind.at(Place(self.path, node.line, node.column), **facts))

    def nearest(self, word: str, known: Collection[str]) -> str | None:
        """The known word that `word` was probably meant to be. Looking for it is slow, so in a file
        that is wrong throughout it is given up."""
        return nearest(word, known) if len(self.findings) < _ENOUGH_HINTS else None

    def find_slip(self, slip: Slip | None, node: Node) -> bool:
        """Note a slip of the hand inside a scalar, if there is one."""
        if slip is None:
            return False
        kind, offset, facts = slip
        self.findings.append(kind.at(Place(self.path, node.line, node.column + offset), **facts))
        return True


class Type(Generic[T_co]):
    """How one value is read. `read` gives None, with a finding, where it cannot.

    `free`: a value may hold any words, so that a full-width comma in it is no slip.
    """

    name: Say
    free: ClassVar[bool] = False

    def read(self, node: Node, context: Context) -> T_co | None:
        raise NotImplementedError

    def json_schema(self, define: Callable[[type[Record]], dict[str, Any]]) -> dict[str, Any]:
        """The JSON Schema of a value; `define` gives the reference to a record's own schema."""
        raise NotImplementedError

    def records(self) -> Iterator[type[Record]]:
        """The record classes that a value can hold."""
        return iter(())


class Field:
    """A row of a record's table."""

    __slots__ = ("attribute", "default", "label", "name", "note", "required", "type")

    def __init__(self, type_: Type[Any], label: Say, note: Say, required: bool, default: object) -> None:
        self.name = ""  # the key in files
        self.attribute = ""  # the name in Python: `from_` for `from`
        self.type = type_
        self.label = label
        self.note = note
        self.required = required
        self.default = default


_NO_NOTE = Say("", "")


def opt(type_: Type[T], zh: str, en: str, note: Say = _NO_NOTE) -> T | None:
    """A field that may be missing; it is None then."""
    return Field(type_, Say(zh, en), note, False, None)  # type: ignore[return-value]


def req(type_: Type[T], zh: str, en: str, note: Say = _NO_NOTE) -> T:
    """A field that has to be there. It can still be None in a record read from a faulty file."""
    return Field(type_, Say(zh, en), note, True, None)  # type: ignore[return-value]


def many(type_: Type[T], zh: str, en: str, note: Say = _NO_NOTE) -> tuple[T, ...]:
    """A list of values; empty when missing."""
    return Field(ListOf(type_), Say(zh, en), note, False, ())  # type: ignore[return-value]


def keyed(key: Type[K], type_: Type[T], zh: str, en: str, note: Say = _NO_NOTE) -> Mapping[K, T]:
    """A mapping from keys to values; empty when missing."""
    return Field(MapOf(key, type_), Say(zh, en), note, False, _EMPTY)  # type: ignore[return-value]


_EMPTY: Mapping[Any, Any] = {}


class Record:
    """A typed record. Its fields are attributes; `node` is the part of the file it came from."""

    title: ClassVar[Say]
    fields: ClassVar[dict[str, Field]] = {}
    node: MappingNode

    def __init_subclass__(cls) -> None:
        cls.fields = dict(cls.fields)
        for name, value in list(vars(cls).items()):
            if isinstance(value, Field):
                value.attribute = name
                value.name = name.rstrip("_")
                cls.fields[value.name] = value
                setattr(cls, name, value.default)

    @classmethod
    def read(cls: type[R], node: Node, context: Context) -> R | None:
        """A record from its node; None, with a finding, where there is no mapping."""
        if type(node) is not MappingNode:
            _not_a_mapping(node, cls.title, context)
            return None
        record = cls.__new__(cls)
        record.node = node
        values = record.__dict__
        fields = cls.fields
        meant: list[str] = []
        for key, value in node.entries:
            field = fields.get(key.text)
            if field is None:
                meant.append(_unknown_field(cls, key, context))
            elif type(value) is Scalar and not value.style and value.absent:
                continue
            else:
                typed = field.type.read(value, context)
                if typed is not None:
                    values[field.attribute] = typed
        for field in _required(cls):
            if field.attribute not in values:
                written = node.key(field.name)
                empty = written is not None and _is_absent(node.get(field.name))
                if (written is None or empty) and field.name not in meant:
                    context.find(kinds.MISSING_FIELD, written or node, field=field.name, label=field.label)
        return record

    def is_written(self, field: str) -> bool:
        """Whether the file says something for a field, be it readable or not."""
        node = self.node.get(field)
        return node is not None and not _is_absent(node)

    def where(self, path: str, *fields: str) -> Place:
        """Where a field of this record stands in the file at `path`: its value, or the record itself."""
        node: Node = self.node
        for name in fields:
            found = node.get(name) if type(node) is MappingNode else None
            if found is None:
                break
            node = found
        return Place(path, node.line, node.column)


_required_cache: dict[type[Record], list[Field]] = {}


def _required(cls: type[Record]) -> list[Field]:
    found = _required_cache.get(cls)
    if found is None:
        found = [field for field in cls.fields.values() if field.required]
        _required_cache[cls] = found
    return found


def read_document(cls: type[R], node: Node, context: Context, left_out: Collection[str]) -> R | None:
    """The record that a whole file is. Top-level keys that could not be read (`left_out`) are not
    called missing: the finding about their syntax says it."""
    record = cls.read(node, context)
    if left_out:
        place = (kinds.MISSING_FIELD.code, node.line, node.column)
        context.findings[:] = [
            one
            for one in context.findings
            if (one.code, one.line, one.column) != place or one.facts["field"] not in left_out
        ]
    return record


def _is_absent(node: Node | None) -> bool:
    return type(node) is Scalar and node.absent


def _not_a_mapping(node: Node, what: Say, context: Context) -> None:
    if type(node) is not Scalar or not context.find_slip(slip_in_collection(node), node):
        context.find(kinds.NOT_A_MAPPING, node, what=what)


def _unknown_field(cls: type[Record], key: Scalar, context: Context) -> str:
    """Note that a field is not known; gives the field that was probably meant, or ""."""
    slip = slip_in_key(key)
    if context.find_slip(slip, key):
        return key.text[: slip[1]].strip() if slip is not None else ""
    if key.text == "<<" and not key.style:  # the finding about merge keys says it
        return ""
    near = named(cls.fields, key.text) or context.nearest(key.text, cls.fields)
    if near is None:
        known = ", ".join(list(cls.fields)[:40])
        context.find(kinds.UNKNOWN_FIELD, key, field=key.text, what=cls.title, known=known)
        return ""
    context.find(kinds.MISSPELT_FIELD, key, field=key.text, what=cls.title, near=near)
    return near


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return found[0] if found else None


class Sub(Type[R]):
    """A nested record."""

    def __init__(self, record: type[R]) -> None:
        self.record = record
        self.name = record.title

    def read(self, node: Node, context: Context) -> R | None:
        return self.record.read(node, context)

    def json_schema(self, define: Callable[[type[Record]], dict[str, Any]]) -> dict[str, Any]:
        return define(self.record)

    def records(self) -> Iterator[type[Record]]:
        yield self.record


class ListOf(Type[tuple[T, ...]]):
    """A list of values of one type."""

    def __init__(self, of: Type[T]) -> None:
        self.of = of
        self.name = Say(f"{of.name.zh}的列表", f"list of {of.name.en}")

    def read(self, node: Node, context: Context) -> tuple[T, ...] | None:
        if type(node) is not SequenceNode:
            if type(node) is not Scalar or not context.find_slip(slip_in_collection(node), node):
                context.find(kinds.NOT_A_LIST, node, what=self.of.name)
            return None
        read = self.of.read
        if node.flow and not self.of.free:
            return tuple(self._flow_items(node, context))
        return tuple(value for item in node.items if (value := read(item, context)) is not None)

    def _flow_items(self, node: SequenceNode, context: Context) -> Iterator[T]:
        for item in node.items:
            if type(item) is Scalar and context.find_slip(slip_in_items(item), item):
                continue
            value = self.of.read(item, context)
            if value is not None:
                yield value

    def json_schema(self, define: Callable[[type[Record]], dict[str, Any]]) -> dict[str, Any]:
        return {"type": ["array", "null"], "items": self.of.json_schema(define)}

    def records(self) -> Iterator[type[Record]]:
        return self.of.records()


class MapOf(Type[Mapping[K, T]]):
    """A mapping from typed keys to values of one type."""

    def __init__(self, key: Type[K], of: Type[T]) -> None:
        self.key = key
        self.of = of
        self.name = Say(f"{key.name.zh}到{of.name.zh}的对照", f"mapping from {key.name.en} to {of.name.en}")

    def read(self, node: Node, context: Context) -> Mapping[K, T] | None:
        if type(node) is not MappingNode:
            _not_a_mapping(node, self.name, context)
            return None
        read_key, read = self.key.read, self.of.read
        found: dict[K, T] = {}
        free = self.key.free
        for name, value in node.entries:
            slipped = not free and ("：" in name.text or ":" in name.text)
            if slipped and context.find_slip(slip_in_key(name), name):
                continue
            key = read_key(name, context)
            if key is None or (type(value) is Scalar and not value.style and value.absent):
                continue
            typed = read(value, context)
            if typed is not None:
                found[key] = typed
        return found

    def json_schema(self, define: Callable[[type[Record]], dict[str, Any]]) -> dict[str, Any]:
        names = {
            k: v for k, v in self.key.json_schema(define).items() if k in ("pattern", "enum", "maxLength")
        }
        return {
            "type": ["object", "null"],
            "propertyNames": names or {"type": "string"},
            "additionalProperties": self.of.json_schema(define),
        }

    def records(self) -> Iterator[type[Record]]:
        return self.of.records()


class Either(Type[S | L], Generic[S, L]):
    """A short form (a scalar) or a long form (a record or a list), told apart by their looks."""

    def __init__(self, short: Type[S], long: Type[L]) -> None:
        self.short = short
        self.long = long
        self.name = Say(f"{short.name.zh}，或{long.name.zh}", f"{short.name.en}, or {long.name.en}")

    def read(self, node: Node, context: Context) -> S | L | None:
        return self.short.read(node, context) if type(node) is Scalar else self.long.read(node, context)

    def json_schema(self, define: Callable[[type[Record]], dict[str, Any]]) -> dict[str, Any]:
        return {"anyOf": [self.short.json_schema(define), self.long.json_schema(define)]}

    def records(self) -> Iterator[type[Record]]:
        yield from self.short.records()
        yield from self.long.records()


class Lifted(Type[T]):
    """A value read as another type and then converted, such as a date that stands for a small record."""

    def __init__(self, of: Type[K], convert: Callable[[K], T]) -> None:
        self.of: Type[Any] = of
        self.convert = convert
        self.name = of.name

    def read(self, node: Node, context: Context) -> T | None:
        value = self.of.read(node, context)
        return None if value is None else self.convert(value)

    def json_schema(self, define: Callable[[type[Record]], dict[str, Any]]) -> dict[str, Any]:
        return self.of.json_schema(define)

    def records(self) -> Iterator[type[Record]]:
        return self.of.records()
