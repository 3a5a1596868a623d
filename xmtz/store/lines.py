"""Where things stand in a text: lines, the gaps between nodes, the true end of a node.

Offsets count characters. A line ends with "\\n" or "\\r\\n", or with the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from xmtz.store.located import Mapping, Node, Scalar


def line_start(text: str, at: int) -> int:
    """The first offset of the line that holds `at`."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """The offset of the line break that ends the line, or the end of the text."""
    end = text.find("\n", at)
    if end < 0:
        return len(text)
    return end - 1 if end > at and text[end - 1] == "\r" else end


def next_line(text: str, at: int) -> int:
    """The first offset of the line after the one that holds `at`, or the end of the text."""
    return text.find("\n", at) + 1 or len(text)


def newline_of(text: str, at: int) -> str:
    """The line break of the line that holds `at`; for a last line without one, of the line before."""
    end = text.find("\n", at)
    if end < 0:
        end = text.rfind("\n", 0, at)
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def is_blank(text: str, start: int, end: int) -> bool:
    """True if nothing but blanks and line breaks stands there."""
    return not text[start:end].strip(BLANKS)


def opens_line(text: str, at: int) -> bool:
    """True if only blanks stand before `at` on its line."""
    return is_blank(text, line_start(text, at), at)


def ends_line(text: str, at: int) -> bool:
    """True if only blanks or a comment stand from `at` to the end of its line."""
    return text[at : line_end(text, at)].lstrip(BLANKS)[:1] in ("", "#")


def skip_gap(text: str, at: int) -> int:
    """The first offset from `at` that is neither blank, line break nor comment."""
    match = _GAP.match(text, at)
    assert match is not None
    return match.end()


def value_colon(text: str, key: Scalar) -> int:
    """The offset after the colon of `key`, or the key's end where it has no colon."""
    colon = skip_gap(text, key.end)
    return colon + 1 if text[colon : colon + 1] == ":" else key.end


def own_end(text: str, node: Node) -> int:
    """Where the last character of `node` ends: without blank lines, and with no blank after it.

    The end of a block scalar that keeps its empty lines is before its last line break.
    """
    if isinstance(node, Scalar):
        return _block_scalar_end(text, node) if node.style in ("|", ">") else node.end
    if node.flow and text[node.start] in "{[":
        return node.end
    if isinstance(node, Mapping):
        key, value = node.entries[-1]
        return entry_end(text, key, value)
    return own_end(text, node.items[-1])


def entry_end(text: str, key: Scalar, value: Node) -> int:
    """Where an entry of a mapping ends; of one without a value, after its colon."""
    if isinstance(value, Scalar) and value.start == value.end:
        return value_colon(text, key)
    return own_end(text, value)


def last_leaf(node: Node) -> Node:
    """The scalar or the bracketed collection that stands last inside `node`."""
    while not isinstance(node, Scalar) and not node.flow:
        node = node.entries[-1][1] if isinstance(node, Mapping) else node.items[-1]
    return node


def with_comments(text: str, end: int, column: int) -> int:
    """The end of the line at `end`, or of the last following comment line that is indented deeper
    than `column` (from 0): such a comment can only belong to what stands above it.
    """
    end = line_end(text, end)
    at = next_line(text, end)
    while at < len(text):
        stop = line_end(text, at)
        line = text[at:stop].lstrip(BLANKS)
        if line:
            if line[0] != "#" or stop - at - len(line) <= column:
                break
            end = stop
        at = next_line(text, at)
    return end


def width(text: str) -> int:
    """How many columns `text` takes on a screen; a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _block_scalar_end(text: str, node: Scalar) -> int:
    written = text[node.start : node.end]
    header = written.split("\n", 1)[0].split("#", 1)[0]
    if "+" in header:
        return node.start + len(written.removesuffix("\n").removesuffix("\r"))
    last = node.text.rstrip("\n").rpartition("\n")[2]
    blank_lines_count = last and not last.strip(BLANKS)
    return node.start + len(written.rstrip("\r\n" if blank_lines_count else BLANKS))


BLANKS: Final = " \t\r\n"
_GAP: Final = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
