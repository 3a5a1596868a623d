"""Splices of lines: entries and items of block collections come and go with lines of their own."""

from __future__ import annotations

from xmtz.store import habits, written
from xmtz.store.edits import OPEN_TEXT, Flow, Path, SpliceError, Value
from xmtz.store.lines import last_leaf, line_end, line_start, newline_of, next_line, opens_line, with_comments
from xmtz.store.located import Mapping, Node, Scalar, Sequence
from xmtz.store.splice_values import look_at
from xmtz.store.spots import Spot, refuse_explicit_key
from xmtz.store.written import indented


def add_entry(text: str, root: Node | None, spot: Spot, place: int, key: str, value: Value) -> str:
    """`text` with a new entry in the block mapping at `spot`, after its first `place` entries."""
    mapping = spot.node
    assert isinstance(mapping, Mapping)
    path = (*spot.path, key)
    for name, _ in mapping.entries[max(0, place - 1) : place + 1]:
        refuse_explicit_key(text, mapping, name, path)
    column = mapping.column - 1
    parts = habits.parts(text, mapping)
    if place == 0:
        at = parts[0].start
        look = look_at(text, root, mapping, line_end(text, at), column)._replace(blocks=True, open_end=False)
    else:
        _refuse_open_text(text, mapping.entries[place - 1][1], parts[place - 1].end, (*spot.path, key))
        at = with_comments(text, parts[place - 1].end, column)
        look = look_at(text, root, mapping, at, column)
    quotes, value_column = habits.key_quotes(mapping), habits.value_column(text, mapping)
    lines = written.entry(key, value, look, quotes, value_column)
    if place == 0:
        return _insert_first(text, at, column, lines, habits.parted(text, parts, 0, len(lines) > 1))
    before = mapping.entries[place - 1][1]
    parted = not _keeps_blank_lines(text, before) and habits.parted(text, parts, place, len(lines) > 1)
    return _insert_after(text, at, column, lines, parted)


def add_item(text: str, root: Node | None, spot: Spot, value: Value) -> str:
    """`text` with a new item at the end of the block list at `spot`, written like the last one."""
    sequence = spot.node
    assert isinstance(sequence, Sequence)
    last = sequence.items[-1]
    column = sequence.column - 1
    parts = habits.parts(text, sequence)
    _refuse_open_text(text, last, parts[-1].end, spot.path)
    at = with_comments(text, parts[-1].end, column)
    look = look_at(text, root, last, at, column)
    lines = written.item(_like(last, value), look, habits.dash_gap(text, sequence))
    parted = not _keeps_blank_lines(text, last) and habits.parted(text, parts, len(parts), len(lines) > 1)
    return _insert_after(text, at, column, lines, parted)


def remove(text: str, spot: Spot) -> str:
    """`text` without the entry or item at `spot`: its own lines and the comment after it."""
    parent = spot.parent
    assert parent is not None
    if isinstance(parent, Mapping):
        refuse_explicit_key(text, parent, parent.entries[spot.place][0], spot.path)
    parts = habits.parts(text, parent)
    start, end = parts[spot.place].start, line_end(text, parts[spot.place].end)
    below = next_line(text, end)
    if opens_line(text, start):
        return text[: line_start(text, start)] + text[below:]
    # It shares its line with the dash of a list: the next part moves up to the dash.
    if spot.place + 1 < len(parts) and line_start(text, parts[spot.place + 1].start) == below:
        return text[:start] + text[parts[spot.place + 1].start :]
    return text[:start].rstrip(" \t") + text[end:]


def _insert_first(text: str, at: int, column: int, lines: list[str], parted: bool) -> str:
    """Put `lines` before the first entry, which may stand on the line of a dash."""
    first, *below = lines
    newline = newline_of(text, at)
    block = [first, *indented(below, column), *([""] if parted else []), " " * column]
    return text[:at] + newline.join(block) + text[at:]


def _insert_after(text: str, at: int, column: int, lines: list[str], parted: bool) -> str:
    """Put `lines` below the line that ends at `at`. A file without a last line break keeps it so."""
    newline = newline_of(text, at)
    block = newline.join([*([""] if parted else []), *indented(lines, column)])
    return text[:at] + newline + block + text[at:]


def _like(sibling: Node, value: Value) -> Value:
    """`value` in brackets where its sibling is, on lines where its sibling is."""
    plain = value.value if isinstance(value, Flow) else value
    if isinstance(plain, dict) and isinstance(sibling, Mapping):
        return Flow(plain) if sibling.flow else plain
    if isinstance(plain, list) and isinstance(sibling, Sequence):
        return Flow(plain) if sibling.flow else plain
    return value


def _keeps_blank_lines(text: str, before: Node) -> bool:
    """True if a blank line below `before` would become part of its text."""
    return "+" in _header(text, last_leaf(before))


def _refuse_open_text(text: str, before: Node, end: int, path: Path) -> None:
    """Raises SpliceError where a line break after a block scalar would become part of its text."""
    leaf = last_leaf(before)
    header = _header(text, leaf)
    if (
        line_end(text, end) == len(text)
        and header
        and "-" not in header
        and isinstance(leaf, Scalar)
        and leaf.text
    ):
        raise SpliceError(OPEN_TEXT, path)


def _header(text: str, leaf: Node) -> str:
    """The header of a block scalar (`|`, `>-`), or "" for anything else."""
    if not isinstance(leaf, Scalar) or leaf.style not in ("|", ">"):
        return ""
    return text[leaf.start : line_end(text, leaf.start)].split("#", 1)[0]
