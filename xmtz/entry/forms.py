"""How a file looks when the program writes it: the order of its fields, and its first text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xmtz.domain.width import width
from xmtz.records import types
from xmtz.records.project import Project
from xmtz.records.record import Either, Lifted, ListOf, MapOf, Record, Sub, Type
from xmtz.store.edits import SORTED, Flow, Orders, Path, Value
from xmtz.store.written import Look, entry

_LINE: Final = 120  # beyond this width a record in a list gets a line for each field
_LOOK: Final = Look()
_GROWING: Final = ("issues", "milestones")  # their records gain fields later, one line each


def orders(words: Mapping[str, Mapping[str, object]]) -> Orders:
    """The order of the keys of a project file: fields as in their table, months and years by time,
    approval steps as the rules list them."""

    def order(path: Path) -> Sequence[str] | None:
        kind: Type[Any] = Sub(Project)
        for step in path:
            below = _below(kind, step)
            if below is None:
                return None
            kind = below
        kind = _mapping(kind)
        if isinstance(kind, Sub):
            return list(kind.record.fields)
        if isinstance(kind, MapOf):
            if isinstance(kind.key, (types.MonthType, types.Year, types.Day)):
                return SORTED
            if isinstance(kind.key, types.Word):
                return list(words.get(kind.key.vocabulary, ())) or None
            if isinstance(kind.key, types.Choice):
                return list(kind.key.words)
        return None

    return order


def _below(kind: Type[Any], step: str | int) -> Type[Any] | None:
    """The type one step down a path."""
    kind = _mapping(kind)
    if isinstance(kind, ListOf):
        return kind.of if isinstance(step, int) else None
    if isinstance(kind, MapOf):
        return kind.of
    if isinstance(kind, Sub):
        field = kind.record.fields.get(str(step))
        return None if field is None else field.type
    return None


def _mapping(kind: Type[Any]) -> Type[Any]:
    while isinstance(kind, (Lifted, Either)):
        kind = kind.of if isinstance(kind, Lifted) else kind.long
    return kind


def pretty(value: Value) -> Value:
    """`value` laid out for reading: short records of a list on one line each, texts of a list in brackets."""
    if isinstance(value, dict):
        return {key: pretty(below) for key, below in value.items()}
    if isinstance(value, list):
        if all(isinstance(item, str) and "\n" not in item for item in value):
            return Flow(value) if _wide(Flow(value)) <= _LINE else value
        return [_item(item) for item in value]
    return value


def _item(value: Value) -> Value:
    one_line = Flow(value) if isinstance(value, dict) else value
    simple = isinstance(value, dict) and all(isinstance(v, str) and "\n" not in v for v in value.values())
    return one_line if simple and _wide(one_line) <= _LINE else pretty(value)


def _wide(value: Value) -> int:
    return width("".join(entry("-", value, _LOOK)))


def file_text(record: type[Record], values: Mapping[str, Value]) -> str:
    """The text of a new file: a fact a line in the order of the table, a blank line around each block."""
    blocks: list[list[str]] = [[]]
    for name in record.fields:
        if name not in values:
            continue
        value = values[name]
        lines = entry(name, _growing(value) if name in _GROWING else pretty(value), _LOOK)
        if len(lines) == 1:
            if len(blocks[-1]) > 1 and blocks[-1][-1].startswith(" "):
                blocks.append([])
            blocks[-1] += lines
        else:
            blocks.append(lines)
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _growing(value: Value) -> Value:
    return [pretty(item) for item in value] if isinstance(value, list) else pretty(value)
