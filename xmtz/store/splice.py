"""A change is its own diff: facts are changed in a text, and every other character stays.

`splice` is the only door. It finds the place of each edit in the located tree, writes the new
lines as the file writes its own, and then reads the result again: if it does not say exactly
what the old text said with the edits applied, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Iterable

from xmtz.store import located, splice_flow, splice_lines, splice_values
from xmtz.store.edits import (
    COMMENT_IN_THE_WAY,
    NO_PLACE,
    NOT_A_LIST,
    NOTHING_THERE,
    SORTED,
    Append,
    CharacterError,
    Edit,
    Flow,
    Orders,
    Path,
    Put,
    Remove,
    SpliceError,
    UnreadableError,
    Value,
    applied,
    clean,
    clean_path,
    same,
    slot,
    tree_of,
    tree_of_value,
)
from xmtz.store.located import Mapping, Node, Scalar, Sequence
from xmtz.store.spots import Spot, child, root_spot, says_nothing

__all__ = [
    "SORTED",
    "Append",
    "CharacterError",
    "Edit",
    "Flow",
    "Orders",
    "Path",
    "Put",
    "Remove",
    "SpliceError",
    "UnreadableError",
    "Value",
    "splice",
]


def splice(text: str, edits: Iterable[Edit], orders: Orders = lambda _: None) -> str:
    """`text` (without a byte-order mark) after `edits`, one after the other.

    `orders` gives for the path of a mapping the order of its keys (`SORTED` for months, dates
    and years); new keys go by it, and to the end where it gives None.

    Raises SpliceError, with a sentence for people, where an edit cannot be made without
    touching anything else; CharacterError for texts that no file may hold; UnreadableError
    where the file has YAML errors of its own.
    """
    root = _read(text)
    expected = tree_of(root)
    made: Edit | None = None
    for edit in map(_cleaned, edits):
        if made is not None:
            root = _reread(text, made)
        text = _spliced(text, root, edit, orders)
        expected = applied(expected, edit, orders)
        made = edit
    if made is not None and not same(tree_of(_reread(text, made)), expected):
        raise SpliceError(NO_PLACE, made.path)
    return text


def _read(text: str) -> Node | None:
    root, findings = located.read(text)
    if findings:
        raise UnreadableError(findings)
    return root


def _reread(text: str, edit: Edit) -> Node | None:
    root, findings = located.read(text)
    if findings:
        raise SpliceError(NO_PLACE, edit.path)
    return root


def _cleaned(edit: Edit) -> Edit:
    path = clean_path(edit.path)
    if isinstance(edit, Remove):
        return Remove(path)
    return edit._replace(path=path, value=clean(edit.value, path))


def _spliced(text: str, root: Node | None, edit: Edit, orders: Orders) -> str:
    """`text` with one edit made, not yet checked."""
    spot = root_spot(root)
    for depth, step in enumerate(edit.path):
        below = child(text, spot, step)
        if below is None:
            if isinstance(edit, Remove):
                raise SpliceError(NOTHING_THERE, edit.path)
            value = [edit.value] if isinstance(edit, Append) else edit.value
            value = _nested(edit.path, depth + 1, value)
            return _add_entry(text, root, spot, str(step), value, orders)
        spot = below
    if isinstance(edit, Remove):
        return _remove(text, spot)
    if isinstance(edit, Append):
        return _append(text, root, spot, edit.value)
    return _replace(text, root, spot, edit.value)


def _nested(path: Path, depth: int, value: Value) -> Value:
    """`value` inside the mappings that the path still lacks."""
    for step in reversed(path[depth:]):
        if isinstance(step, int):
            raise SpliceError(NOTHING_THERE, path)
        value = {step: value}
    return value


def _replace(text: str, root: Node | None, spot: Spot, value: Value) -> str:
    if spot.node is not None and same(tree_of(spot.node), tree_of_value(value)):
        return text
    if spot.in_brackets:
        return splice_flow.replace(text, root, spot, value)
    return splice_values.replace(text, root, spot, value)


def _add_entry(text: str, root: Node | None, spot: Spot, key: str, value: Value, orders: Orders) -> str:
    node = spot.node
    if not isinstance(node, Mapping) or says_nothing(node):
        return _grow(text, root, spot, {key: value})
    place = slot([name.text for name, _ in node.entries], key, orders(spot.path))
    if node.flow:
        return splice_flow.add_entry(text, root, spot, place, key, value)
    return splice_lines.add_entry(text, root, spot, place, key, value)


def _append(text: str, root: Node | None, spot: Spot, value: Value) -> str:
    node = spot.node
    if isinstance(node, Sequence) and node.items:
        if node.flow:
            return splice_flow.add_item(text, root, spot, value)
        return splice_lines.add_item(text, root, spot, value)
    if isinstance(node, Mapping) or not says_nothing(node):
        raise SpliceError(NOT_A_LIST, spot.path)
    # `[]` with a text added stays a list in brackets; records get lines of their own.
    in_place = isinstance(node, Sequence) and isinstance(value, str)
    return _grow(text, root, spot, Flow([value]) if in_place else [value])


def _grow(text: str, root: Node | None, spot: Spot, value: Value) -> str:
    """Give a first entry or item to what has none yet."""
    node = spot.node
    if node is not None and not isinstance(node, Scalar) and "#" in text[node.start : node.end]:
        raise SpliceError(COMMENT_IN_THE_WAY, spot.path)
    return _replace(text, root, spot, value)


def _remove(text: str, spot: Spot) -> str:
    if spot.parent is None:
        raise SpliceError(NOTHING_THERE, spot.path)
    return splice_flow.remove(text, spot) if spot.in_brackets else splice_lines.remove(text, spot)
