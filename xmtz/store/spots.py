"""From a path to the place in the text: the node there, and the key or the dash that it hangs on."""

from __future__ import annotations

from typing import NamedTuple

from xmtz.store import habits
from xmtz.store.edits import BARE_PAIR, EXPLICIT_KEY, NOT_A_MAPPING, NOTHING_THERE, Path, SpliceError
from xmtz.store.lines import value_colon
from xmtz.store.located import Mapping, Node, Scalar, Sequence


class Spot(NamedTuple):
    """A node and what it hangs on.

    `place`: its number in its parent. `after`: the offset after its colon or dash; -1 where it
    has none. `column`: that of its key or dash, from 0; -1 for the root.
    """

    path: Path
    node: Node | None
    parent: Mapping | Sequence | None
    place: int
    after: int
    column: int

    @property
    def in_brackets(self) -> bool:
        """True if it stands inside a flow collection."""
        return self.parent is not None and self.parent.flow


def root_spot(root: Node | None) -> Spot:
    """The spot of the whole document."""
    return Spot((), root, None, 0, -1, -1)


def child(text: str, spot: Spot, step: str | int) -> Spot | None:
    """The spot one step below `spot`, or None where a mapping (or nothing yet) lacks that key.

    Raises SpliceError where the step cannot be taken: a key below a text, an item that is not there.
    """
    node = spot.node
    path = (*spot.path, step)
    if isinstance(step, int):
        if not isinstance(node, Sequence) or not -len(node.items) <= step < len(node.items):
            raise SpliceError(NOTHING_THERE, path)
        return _item(text, spot, node, step % len(node.items))
    if isinstance(node, Mapping):
        for place, (key, value) in enumerate(node.entries):
            if key.text == step:
                return Spot(path, value, node, place, value_colon(text, key), node.column - 1)
        return None
    if not says_nothing(node):
        raise SpliceError(NOT_A_MAPPING, spot.path, key=step)
    return None


def _item(text: str, spot: Spot, node: Sequence, place: int) -> Spot:
    after = -1 if node.flow else habits.parts(text, node)[place].start + 1
    return Spot((*spot.path, place), node.items[place], node, place, after, node.column - 1)


def says_nothing(node: Node | None) -> bool:
    """True for an absent value and for empty brackets."""
    if node is None:
        return True
    if isinstance(node, Scalar):
        return node.absent
    return not (node.entries if isinstance(node, Mapping) else node.items)


def refuse_explicit_key(text: str, mapping: Mapping, key: Scalar, path: Path) -> None:
    """Raises SpliceError for an entry of a block mapping that is written as `? key`."""
    after = value_colon(text, key)
    if key.column != mapping.column or after == key.end or "\n" in text[key.end : after]:
        raise SpliceError(EXPLICIT_KEY, path)


def refuse_bare_pair(text: str, node: Node | None, path: Path) -> None:
    """Raises SpliceError for a mapping inside square brackets that has no braces of its own."""
    if isinstance(node, Mapping) and node.flow and text[node.start] != "{":
        raise SpliceError(BARE_PAIR, path)
