"""Text from a ledger made safe to print: nothing that moves a cursor or turns the line around."""

from __future__ import annotations


def printable(text: str) -> str:
    """The text with every invisible character shown as its code; line breaks become spaces."""
    if text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def _shown(c: str) -> str:
    if c.isprintable() or c == "\u3000":
        return c
    if c in "\n\t":
        return " "
    return f"\\u{ord(c):04x}"
