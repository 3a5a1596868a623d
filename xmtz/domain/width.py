"""How wide a text is on a terminal: a Chinese character takes two columns."""

from __future__ import annotations

from typing import Final
from unicodedata import combining, east_asian_width


class _Columns(dict[str, int]):
    """The columns of each character, worked out when it is met first: a long table meets few."""

    def __missing__(self, c: str) -> int:
        found = self[c] = 0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1
        return found


_columns: Final = _Columns()


def width(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_columns.__getitem__, text))


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text filled with spaces to a number of columns; never cut."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


def fitted(text: str, columns: int, right: bool = False) -> str:
    """The text in just so many columns: cut or filled with spaces."""
    space = columns - width(text)
    if space < 0:
        return pad(cut(text, columns), columns, right)
    return " " * space + text if right else text + " " * space


def cut(text: str, columns: int) -> str:
    """The text shortened to a number of columns, with an ellipsis where something is left out."""
    if width(text) <= columns:
        return text
    kept = ""
    used = 0
    for c in text:
        wide = width(c)
        if used + wide > columns - 1:
            break
        kept += c
        used += wide
    return kept + "…"
