"""Splices of values: a value in block style is written anew where the old one stood."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from xmtz.store import habits, written
from xmtz.store.edits import Value
from xmtz.store.lines import (
    BLANKS,
    is_blank,
    line_end,
    line_start,
    newline_of,
    next_line,
    opens_line,
    own_end,
)
from xmtz.store.located import Mapping, Node, Scalar, Sequence
from xmtz.store.spots import Spot, refuse_explicit_key
from xmtz.store.written import Look, Shape, indented


class _Room(NamedTuple):
    """What a new value takes the place of: from `start` to `end`, the end of a line.

    What stands from `rest` to the end of its line is kept: blanks and a comment.
    """

    start: int
    end: int
    rest: int


def replace(text: str, root: Node | None, spot: Spot, value: Value) -> str:
    """`text` with the node at `spot`, which does not stand in brackets, written anew."""
    node = spot.node
    if node is None or (spot.parent is None and node.start == node.end):
        return _fill(text, value)
    if isinstance(spot.parent, Mapping):
        refuse_explicit_key(text, spot.parent, spot.parent.entries[spot.place][0], spot.path)
    if isinstance(node, Scalar) or node.flow:
        room = _room_of(text, spot, node)
        return _place(text, spot, value, room, _look(text, root, spot, room.end))
    end = line_end(text, own_end(text, node))
    look = _look(text, root, spot, end)
    hangs_below = opens_line(text, node.start) and spot.parent is not None
    if hangs_below and not written.shape(value, look).is_collection:
        return _move_up(text, spot, node, value, look)
    return _place(text, spot, value, _Room(node.start, end, end), look)


def look_at(text: str, root: Node | None, near: Node | None, end: int, column: int) -> Look:
    """How new lines are to look that hang on `column` and are to end where `end` is now."""
    return Look(
        step=habits.step_of(root, near),
        dash=habits.dash_of(root, near),
        padding=habits.flow_padding(text, root, near),
        blocks=not _would_swallow(text, end, column),
        open_end=_is_open_end(text, end),
    )


def _look(text: str, root: Node | None, spot: Spot, end: int) -> Look:
    return look_at(text, root, spot.parent if isinstance(spot.parent, Mapping) else None, end, spot.column)


def _is_open_end(text: str, end: int) -> bool:
    return end == len(text) and bool(text) and not text.endswith("\n")


def _would_swallow(text: str, end: int, column: int) -> bool:
    """True if a block scalar that ends at `end` would take a comment or blanks below into itself."""
    at = next_line(text, end)
    while at < len(text):
        stop = line_end(text, at)
        line = text[at:stop].lstrip(" ")
        if stop - at - len(line) > column + 1 and (not line or line[0] in "#\t"):
            return True
        if line:
            return False
        at = next_line(text, at)
    return False


def _room_of(text: str, spot: Spot, node: Node) -> _Room:
    """The room of a scalar, of something in brackets, or of nothing."""
    if node.start == node.end:
        return _Room(spot.after, line_end(text, spot.after), spot.after)
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        header = _HEADER.match(text, node.start)
        assert header is not None
        return _Room(node.start, line_end(text, own_end(text, node)), header.end())
    return _Room(node.start, line_end(text, node.end), node.end)


_HEADER: Final = re.compile(r"[|>][-+0-9]*")


def _place(text: str, spot: Spot, value: Value, room: _Room, look: Look) -> str:
    """Write `value` into its room: on the line there, and on lines below."""
    like = spot.node.style if isinstance(spot.node, Scalar) else ""
    made = written.shape(value, look, like)
    if made.is_collection:
        if opens_line(text, room.start):
            return _place_own_lines(text, spot, made, room)
        if isinstance(spot.parent, Sequence):
            return _place_after_dash(text, spot, made, room)
        return _place_below_key(text, spot, made, room)
    first = _lead(spot, room) + made.first
    gap = habits.comment_gap(text, room.start, room.rest, first)
    rest = gap + text[room.rest : line_end(text, room.rest)].lstrip(" ")
    column = (like in ("|", ">") and _block_column(text, room)) or max(spot.column, 0) + made.indent
    return _joined(text, room.start, [first + rest, *indented(made.lines, column)], room.end)


def _lead(spot: Spot, room: _Room) -> str:
    """A space where a value comes to stand directly after its colon or dash."""
    return " " if room.start == spot.after else ""


def _block_column(text: str, room: _Room) -> int:
    """The indentation of the block scalar that stood there, or 0 if it had no lines."""
    lines = text[room.rest : room.end].split("\n")[1:]
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


def _place_own_lines(text: str, spot: Spot, made: Shape, room: _Room) -> str:
    """Write a block collection where the old value stood on lines of its own."""
    begin = line_start(text, room.start)
    column = room.start - begin
    if column <= spot.column:
        column = spot.column + made.indent
    comment = text[room.rest : line_end(text, room.rest)].strip(BLANKS)
    lines = [comment, *made.lines] if comment else made.lines
    return _joined(text, begin, indented(lines, column), room.end)


def _place_after_dash(text: str, spot: Spot, made: Shape, room: _Room) -> str:
    """Write a block collection that begins on the line of its dash."""
    lead = _lead(spot, room)
    first = lead + made.lines[0]
    comment = text[room.rest : line_end(text, room.rest)].strip(BLANKS)
    if comment:
        first += (habits.comment_gap(text, room.start, room.rest, first) or " ") + comment
    column = room.start + len(lead) - line_start(text, room.start)
    return _joined(text, room.start, [first, *indented(made.lines[1:], column)], room.end)


def _place_below_key(text: str, spot: Spot, made: Shape, room: _Room) -> str:
    """Write a block collection under the key whose line held the old value."""
    start = len(text[: room.start].rstrip(" \t"))
    comment = text[room.rest : line_end(text, room.rest)].strip(BLANKS)
    if comment:
        comment = (habits.comment_gap(text, start, room.rest, "") or " ") + comment
    column = spot.column + made.indent if spot.parent is not None else 0
    return _joined(text, start, [comment, *indented(made.lines, column)], room.end)


def _move_up(text: str, spot: Spot, node: Node, value: Value, look: Look) -> str:
    """Write a value on the line of its key or dash in place of a block collection below it.

    Comments between the two stay where they are.
    """
    stop = line_end(text, spot.after)
    begin = line_start(text, node.start)
    end = next_line(text, own_end(text, node))
    if is_blank(text, stop, begin):
        begin = next_line(text, stop)
    if _is_open_end(text, end):
        begin = line_end(text, len(text[:begin].rstrip(BLANKS)))
    text = text[:begin] + text[end:]
    look = look._replace(
        blocks=not _would_swallow(text, stop, spot.column), open_end=_is_open_end(text, stop)
    )
    return _place(text, spot, value, _Room(spot.after, stop, spot.after), look)


def _fill(text: str, value: Value) -> str:
    """Write a value into a file that says nothing yet, after its comments."""
    made = written.shape(value, Look(open_end=_is_open_end(text, len(text))))
    lines = made.lines if made.is_collection else [made.first, *indented(made.lines, made.indent)]
    newline = newline_of(text, max(0, len(text) - 1))
    if text and not text.endswith("\n"):
        return text + newline + newline.join(lines)
    return text + newline.join(lines) + newline


def _joined(text: str, start: int, lines: list[str], end: int) -> str:
    """`text` with everything from `start` to `end` replaced by `lines`."""
    return text[:start] + newline_of(text, start).join(lines) + text[end:]
