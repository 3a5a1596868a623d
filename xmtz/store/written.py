"""New values as lines of YAML, before they get a place and an indentation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from xmtz.store import quoting
from xmtz.store.edits import Flow, Value
from xmtz.store.habits import DEFAULT_STEP
from xmtz.store.lines import width


class Look(NamedTuple):
    """How new lines are to look.

    `step` and `dash`: how far mappings and lists are indented under their key. `padding`: what
    stands beside brackets. `blocks`: whether a text of several lines may be a block scalar.
    `open_end`: whether the file ends with it and without a line break, which such a scalar
    would lose.
    """

    step: int = DEFAULT_STEP
    dash: int = DEFAULT_STEP
    padding: str = ""
    blocks: bool = True
    open_end: bool = False


class Shape(NamedTuple):
    """A value as written: what goes on the line of its key or dash, and the lines below.

    `lines` have no indentation yet. A block collection has no `first`.
    """

    first: str
    lines: list[str]
    indent: int

    @property
    def is_collection(self) -> bool:
        """True for a block mapping or a block list."""
        return not self.first


def shape(value: Value, look: Look, like: str = "") -> Shape:
    """`value` in block style; `like` is the style of the scalar that it replaces."""
    if isinstance(value, str):
        return _scalar(value, look, like)
    if isinstance(value, Flow) or not value:
        return Shape(flow(value, look.padding), [], 0)
    if isinstance(value, list):
        return Shape("", [line for item_ in value for line in item(item_, look)], look.dash)
    return Shape("", [line for key, item_ in value.items() for line in entry(key, item_, look)], look.step)


def _scalar(text: str, look: Look, like: str) -> Shape:
    wants_block = like in ("|", ">") or "\n" in text
    if wants_block and look.blocks and not (look.open_end and text.endswith("\n")):
        written = quoting.block(text, like)
        if written is not None:
            return Shape(written.header, written.lines, look.step)
    return Shape(quoting.inline(text, flow=False, like=like), [], 0)


def entry(key: str, value: Value, look: Look, quotes: str = "", column: int = 0) -> list[str]:
    """The lines of an entry. `column`: where its value is to begin, if there is room."""
    head = quoting.key(key, flow=False, like=quotes) + ":"
    made = shape(value, look)
    if made.is_collection:
        return [head, *indented(made.lines, made.indent)]
    gap = " " * max(1, column - width(head))
    return [head + gap + made.first, *indented(made.lines, made.indent)]


def item(value: Value, look: Look, gap: str = " ") -> list[str]:
    """The lines of an item of a list; `gap` stands between the dash and the item."""
    made = shape(value, look)
    if not made.is_collection:
        return ["-" + gap + made.first, *indented(made.lines, made.indent)]
    return ["-" + gap + made.lines[0], *indented(made.lines[1:], 1 + len(gap))]


def flow(value: Value, padding: str = "") -> str:
    """`value` on one line, as it stands inside brackets."""
    if isinstance(value, Flow):
        value = value.value
    if isinstance(value, str):
        return quoting.inline(value, flow=True)
    if isinstance(value, list):
        return _bracketed("[]", (flow(item_, padding) for item_ in value), padding)
    return _bracketed("{}", (flow_entry(key, item_, padding) for key, item_ in value.items()), padding)


def flow_entry(key: str, value: Value, padding: str = "", quotes: str = "") -> str:
    """`key: value` as it stands inside braces."""
    return f"{quoting.key(key, flow=True, like=quotes)}: {flow(value, padding)}"


def indented(lines: Iterable[str], columns: int) -> list[str]:
    """`lines` moved right; empty lines stay empty."""
    return [" " * columns + line if line else line for line in lines]


def _bracketed(brackets: str, inside: Iterable[str], padding: str) -> str:
    written = ", ".join(inside)
    return brackets[0] + padding + written + padding + brackets[1] if written else brackets
