"""How wide a text is on a terminal: a Chinese character takes two columns."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """The columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text filled with spaces to a number of columns; never cut."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


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
