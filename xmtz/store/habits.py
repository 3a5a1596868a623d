"""How a file is written by its people: indentation, alignment, blank lines. New lines follow it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from xmtz.store.lines import entry_end, line_end, line_start, own_end, skip_gap, width
from xmtz.store.located import Mapping, Node, Scalar, Sequence

DEFAULT_STEP: Final = 2


class Part(NamedTuple):
    """One entry or item of a block collection: where it stands, and whether it takes several lines."""

    start: int
    end: int
    long: bool


def step_of(root: Node | None, near: Node | None) -> int:
    """How many columns a mapping is indented under its key: as beside it, else as anywhere."""
    return _first_step(root, near, Mapping)


def dash_of(root: Node | None, near: Node | None) -> int:
    """How many columns the dashes of a list are indented under its key."""
    return _first_step(root, near, Sequence)


def _first_step(root: Node | None, near: Node | None, kind: type[Mapping] | type[Sequence]) -> int:
    if isinstance(near, Mapping) and not near.flow:
        for step in _own_steps(near, kind):
            return step
    for mapping in _block_mappings(root):
        for step in _own_steps(mapping, kind):
            return step
    return DEFAULT_STEP


def _own_steps(mapping: Mapping, kind: type[Mapping] | type[Sequence]) -> Iterator[int]:
    for _, value in mapping.entries:
        if isinstance(value, kind) and not value.flow:
            yield value.column - mapping.column


def _block_mappings(node: Node | None) -> Iterator[Mapping]:
    if node is None or isinstance(node, Scalar) or node.flow:
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _block_mappings(item)
        return
    yield node
    for _, value in node.entries:
        yield from _block_mappings(value)


def flow_padding(text: str, root: Node | None, near: Node | None) -> str:
    """What stands inside brackets beside the bracket: a space where `near` or the file has one."""
    for node in (near, root):
        for flow in _flows(node):
            if flow.end - flow.start > 2 and text[flow.start] in "{[":
                return " " if text[flow.start + 1] == " " else ""
    return ""


def _flows(node: Node | None) -> Iterator[Mapping | Sequence]:
    if node is None or isinstance(node, Scalar):
        return
    if node.flow:
        yield node
        return
    for child in node.items if isinstance(node, Sequence) else [value for _, value in node.entries]:
        yield from _flows(child)


def key_quotes(mapping: Mapping) -> str:
    """The quotes that all keys of a mapping are written in, or "" where any is plain."""
    styles = {key.style for key, _ in mapping.entries}
    return styles.pop() if len(styles) == 1 else ""


def value_column(text: str, mapping: Mapping) -> int:
    """The screen column, from the key, at which a mapping aligns its values; 0 where it does not."""
    columns: list[int] = []
    padded = False
    for key, value in mapping.entries:
        if value.start != value.end and value.line == key.line:
            columns.append(width(text[key.start : value.start]))
            padded = padded or text[value.start - 2] == " "
    return columns[0] if padded and len(columns) > 1 and len(set(columns)) == 1 else 0


def dash_gap(text: str, sequence: Sequence) -> str:
    """What stands between the dash and the item."""
    at = sequence.start
    gap = " "
    for item in sequence.items:
        dash = skip_gap(text, at)
        between = text[dash + 1 : item.start]
        if between and not between.strip(" "):
            gap = between
        at = item.end
    return gap


def parts(text: str, node: Mapping | Sequence) -> list[Part]:
    """The entries or items of a block collection."""
    found = []
    at = node.start
    if isinstance(node, Mapping):
        for key, value in node.entries:
            end = entry_end(text, key, value)
            found.append(Part(key.start, end, text.find("\n", key.start, end) >= 0))
        return found
    for item in node.items:
        dash = skip_gap(text, at)
        end = own_end(text, item)
        found.append(Part(dash, end, text.find("\n", dash, end) >= 0))
        at = max(dash + 1, item.end)
    return found


def parted(text: str, among: list[Part], place: int, long: bool) -> bool:
    """True if a new part, before which `place` parts stand, is set off from them by a blank line.

    (A new first part: set off from the one that follows.) Among neighbours of the same shapes
    (one line, or several) the nearest decide, else most; else most pairs in which one takes
    several lines. Parts of one line are set off only where all are: a single blank line
    between two facts parts groups.
    """
    gaps = [_gap_is_blank(text, one, two) for one, two in pairwise(among)]
    if 0 < place < len(among) and not gaps[place - 1]:
        return False
    shapes = (among[place - 1].long, long) if place else (long, among[0].long)
    alike = [at for at, (one, two) in enumerate(pairwise(among)) if (one.long, two.long) == shapes]
    if shapes == (False, False):
        return len(alike) > 1 and all(gaps[at] for at in alike)
    for at in alike:
        if place - 2 <= at <= max(place - 1, 0):
            return gaps[at]
    if not alike:
        alike = [at for at, (one, two) in enumerate(pairwise(among)) if one.long or two.long]
    return 2 * sum(gaps[at] for at in alike) > len(alike)


def _gap_is_blank(text: str, one: Part, two: Part) -> bool:
    lines = text[line_end(text, one.end) : line_start(text, two.start)].split("\n")
    return any(not line.strip() for line in lines[1:-1])


def comment_gap(text: str, start: int, end: int, new: str) -> str:
    """The blanks between a value that is rewritten as `new` and the comment after it.

    A comment that was lined up with others (or set off by three blanks or more) stays in its
    column as long as there is room.
    """
    stop = line_end(text, end)
    rest = text[end:stop]
    gap = rest[: len(rest) - len(rest.lstrip(" "))]
    if rest[len(gap) : len(gap) + 1] != "#" or not gap:
        return gap
    first = line_start(text, start)
    column = width(text[first : end + len(gap)]) if text.find("\n", first, end) < 0 else -1
    lined_up = len(gap) >= 3 or any(
        _comment_at(line, column) for line in (_line_above(text, first), _line_below(text, stop))
    )
    if column < 0 or not lined_up:
        return gap
    room = column - width(text[first:start]) - width(new)
    return " " * (room if room > 0 else min(len(gap), 2))


def _line_above(text: str, start: int) -> str:
    return text[line_start(text, start - 1) : start] if start else ""


def _line_below(text: str, stop: int) -> str:
    start = text.find("\n", stop) + 1
    return text[start : line_end(text, start)] if start else ""


def _comment_at(line: str, column: int) -> bool:
    at = line.find(" #") + 1
    while at:
        if width(line[:at]) == column:
            return True
        at = line.find(" #", at) + 1
    return False
