"""Splices inside brackets: `{key: value}` and `[item, item]`, on one line or on several."""

from __future__ import annotations

from typing import NamedTuple

from xmtz.store import habits, quoting, written
from xmtz.store.edits import COMMENT_IN_THE_WAY, SpliceError, Value
from xmtz.store.lines import (
    ends_line,
    entry_end,
    is_blank,
    line_end,
    line_start,
    newline_of,
    next_line,
    opens_line,
    own_end,
    skip_gap,
)
from xmtz.store.located import Mapping, Node, Scalar, Sequence
from xmtz.store.spots import Spot, refuse_bare_pair


class _Part(NamedTuple):
    """One entry or item in brackets; `comma` is the offset of the comma after it, or -1."""

    start: int
    end: int
    comma: int


def replace(text: str, root: Node | None, spot: Spot, value: Value) -> str:
    """`text` with the node at `spot`, which stands in brackets, written anew."""
    node = spot.node
    assert node is not None
    if isinstance(node, Scalar) and isinstance(value, str):
        new = quoting.inline(value, flow=True, like=node.style)
    else:
        new = written.flow(value, habits.flow_padding(text, root, spot.parent))
    if node.start < node.end:
        return text[: node.start] + new + text[own_end(text, node) :]
    # Only an entry of a mapping can lack its value: `{key, key: }`.
    assert isinstance(spot.parent, Mapping)
    if spot.after == spot.parent.entries[spot.place][0].end:
        return text[: spot.after] + ": " + new + text[spot.after :]
    return text[: spot.after] + " " + new + text[spot.after :].lstrip(" ")


def add_entry(text: str, root: Node | None, spot: Spot, place: int, key: str, value: Value) -> str:
    """`text` with a new entry in the braces at `spot`, after their first `place` entries."""
    mapping = spot.node
    assert isinstance(mapping, Mapping)
    refuse_bare_pair(text, mapping, spot.path)
    padding = habits.flow_padding(text, root, mapping)
    new = written.flow_entry(key, value, padding, habits.key_quotes(mapping))
    return _insert(text, _parts(text, mapping), place, new)


def add_item(text: str, root: Node | None, spot: Spot, value: Value) -> str:
    """`text` with a new item at the end of the square brackets at `spot`."""
    sequence = spot.node
    assert isinstance(sequence, Sequence)
    new = written.flow(value, habits.flow_padding(text, root, sequence))
    return _insert(text, _parts(text, sequence), len(sequence.items), new)


def remove(text: str, spot: Spot) -> str:
    """`text` without the entry or item at `spot`, its comma and, where it has its own line, the line."""
    parent = spot.parent
    assert parent is not None
    refuse_bare_pair(text, parent, spot.path)
    parts = _parts(text, parent)
    part = parts[spot.place]
    comma_is_near = part.comma >= 0 and "\n" not in text[part.end : part.comma]
    if part.comma >= 0 and not comma_is_near and "#" in text[part.end : part.comma]:
        raise SpliceError(COMMENT_IN_THE_WAY, spot.path)
    stop = part.comma + 1 if part.comma >= 0 else part.end
    if opens_line(text, part.start) and ends_line(text, stop) and (comma_is_near or part.comma < 0):
        return text[: line_start(text, part.start)] + text[next_line(text, stop) :]
    start, stop = _cut(text, parts, spot.place)
    return text[:start] + text[stop:]


def _cut(text: str, parts: list[_Part], place: int) -> tuple[int, int]:
    """What to take out for a part that shares its line with others."""
    part = parts[place]
    stop = part.comma + 1 if part.comma >= 0 else part.end
    if place + 1 < len(parts):
        following = parts[place + 1].start
        if is_blank(text, stop, following) and "\n" not in text[stop:following]:
            return part.start, following
        return len(text[: part.start].rstrip(" ")), line_end(text, stop)
    if place == 0:
        return part.start, stop
    comma = parts[place - 1].comma
    if "\n" in text[comma : part.start]:
        return part.start, stop
    return (comma, part.end) if part.comma < 0 else (comma + 1, stop)


def _parts(text: str, node: Mapping | Sequence) -> list[_Part]:
    found = []
    if isinstance(node, Mapping):
        for key, value in node.entries:
            end = entry_end(text, key, value)
            # The blank keeps a colon without a value apart from the comma.
            if value.start == value.end and text[end - 1] == ":" and text[end] == " ":
                end += 1
            found.append((key.start, end))
    else:
        found = [(item.start, own_end(text, item)) for item in node.items]
    parts = []
    for start, end in found:
        comma = skip_gap(text, end)
        parts.append(_Part(start, end, comma if text[comma] == "," else -1))
    return parts


def _insert(text: str, parts: list[_Part], place: int, new: str) -> str:
    """Put `new` after the first `place` parts: on a line of its own where they have theirs."""
    if place == 0:
        first = parts[0].start
        if opens_line(text, first):
            lead = text[line_start(text, first) : first]
            return text[:first] + new + "," + newline_of(text, first) + lead + text[first:]
        return text[:first] + new + ", " + text[first:]
    before = parts[place - 1]
    if opens_line(text, before.start):
        lead = text[line_start(text, before.start) : before.start]
        stop = before.comma + 1
        if before.comma >= 0 and ends_line(text, stop):
            end = line_end(text, stop)
            return text[:end] + newline_of(text, end) + lead + new + "," + text[end:]
        if before.comma < 0 and ends_line(text, before.end):
            end = line_end(text, before.end)
            below = newline_of(text, end) + lead + new
            # The comma takes a blank of the gap before a comment, which so keeps its column.
            rest = before.end + (text[before.end : before.end + 2] == "  ")
            return text[: before.end] + "," + text[rest:end] + below + text[end:]
    if before.comma >= 0 and place == len(parts):
        return text[: before.comma + 1] + " " + new + "," + text[before.comma + 1 :]
    return text[: before.end] + _separator(text, parts) + new + text[before.end :]


def _separator(text: str, parts: list[_Part]) -> str:
    """What stands between the first two parts, if that is a comma and blanks."""
    if len(parts) > 1:
        between = text[parts[0].end : parts[1].start]
        if between.strip(" ") == "," and between[0] == ",":
            return between
    return ", "
