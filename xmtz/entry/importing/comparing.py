"""A row beside the project that it is: where they differ, and what the project lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xmtz.entry.door import Standing
from xmtz.entry.forms import pretty
from xmtz.entry.importing.cells import fold
from xmtz.entry.importing.result import Difference
from xmtz.entry.importing.row import Fact
from xmtz.entry.importing.targets import Target
from xmtz.records import types
from xmtz.records.project import CODES
from xmtz.records.record import Context, ListOf, Type
from xmtz.store.edits import Flow, Path, Put, Value, tree_of
from xmtz.store.located import Mapping, Node, Scalar, Sequence
from xmtz.words.lang import Say


def differences(facts: Iterable[Fact], standing: Standing) -> Iterator[Difference]:
    """The fields that both have, and that do not say the same."""
    for field, group in _groups(facts):
        node = _at(standing.project.node, field)
        if node is None or _says_the_same(group, node):
            continue
        target = group[0].target
        yield Difference(
            _name(field), _label(target, field), _shown(tree_of(node)), _shown(_plain(_value(group)))
        )


def missing(facts: Iterable[Fact], standing: Standing) -> Iterator[tuple[Put, Say]]:
    """An edit for each field that the row has and the project lacks, with the field's label."""
    for field, group in _groups(facts):
        if _at(standing.project.node, field) is None:
            yield Put(field, pretty(_value(group))), _label(group[0].target, field)


def _groups(facts: Iterable[Fact]) -> list[tuple[Path, list[Fact]]]:
    """The facts by the field that is compared as a whole: a list of records is one field."""
    found: dict[Path, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.target.field, []).append(fact)
    return [(field, group) for field, group in found.items() if field != ("id",)]


def _name(field: Path) -> str:
    return ".".join(str(step) for step in field)


def _label(target: Target, field: Path) -> Say:
    if target.path == field:
        return target.label
    from xmtz.records.project import Project

    return Project.fields[str(field[0])].label


def _at(node: Node | None, path: Path) -> Node | None:
    """What is written at a path; None where nothing is."""
    for step in path:
        node = node.get(str(step)) if isinstance(node, Mapping) else None
    if isinstance(node, Scalar):
        return None if node.absent else node
    if isinstance(node, Mapping):
        return node if node.entries else None
    return node if isinstance(node, Sequence) and node.items else None


def _value(group: list[Fact]) -> Value:
    """What the facts of one field say together."""
    if group[0].target.item is None:
        return group[0].value
    items: dict[int, dict[str, Any]] = {}
    for fact in group:
        item = fact.target.item
        assert item is not None
        at = items.setdefault(int(item[-1]), {})
        below = fact.target.path[len(item) :]
        for step in below[:-1]:
            at = at.setdefault(str(step), {})
        at[str(below[-1])] = fact.value
    return [items[number] for number in sorted(items)]


def _says_the_same(group: list[Fact], node: Node) -> bool:
    target = group[0].target
    if target.item is None:
        return _same(group[0].value, node, target.kind)
    items = node.items if isinstance(node, Sequence) else []
    by_item: dict[Path, list[Fact]] = {}
    for fact in group:
        assert fact.target.item is not None
        by_item.setdefault(fact.target.item, []).append(fact)
    return all(any(_item_says(facts, item, there) for there in items) for item, facts in by_item.items())


def _item_says(facts: list[Fact], item: Path, there: Node) -> bool:
    for fact in facts:
        node = _at(there, fact.target.path[len(item) :])
        if node is None or not _same(fact.value, node, fact.target.kind):
            return False
    return True


def _same(value: Value, node: Node, kind: Type[Any]) -> bool:
    """Whether a value of the table says what the file says; of a list, whether all of it is there."""
    if kind is CODES or isinstance(kind, ListOf):
        return _texts(_plain(value)) <= _texts(tree_of(node))
    if not isinstance(value, str):
        return bool(_plain(value) == tree_of(node))
    if isinstance(node, Mapping):  # the long form of a short value, such as a person with a task
        first = node.entries[0][1]
        return isinstance(first, Scalar) and fold(first.text) == fold(value)
    if not isinstance(node, Scalar):
        return False
    if isinstance(kind, (types.Amount, types.Percent)):
        context = Context("")
        return kind.read(Scalar(value, '"', 0, 0, 0, 0), context) == kind.read(node, context)
    if isinstance(kind, types.Number):
        return _number(value) == _number(node.text)
    return fold(value) == fold(node.text)


def _number(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _texts(tree: Any) -> set[str]:
    return {fold(str(item)) for item in (tree if isinstance(tree, list) else [tree])}


def _plain(value: Value) -> Any:
    if isinstance(value, Flow):
        value = value.value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _shown(tree: Any) -> str:
    if isinstance(tree, dict):
        return "，".join(_shown(below) for below in tree.values())
    if isinstance(tree, list):
        return "；".join(_shown(item) for item in tree)
    return str(tree or "")
