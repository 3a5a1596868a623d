"""How one text is written as a YAML scalar, so that every YAML tool reads the same text back.

Our reader keeps every scalar as text; other tools do not. Plain texts that they would take for
true, false or nothing are quoted; numbers and dates are written plain, as people write them.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

PLAIN: Final = ""
SINGLE: Final = "'"
DOUBLE: Final = '"'
LITERAL: Final = "|"
FOLDED: Final = ">"


class Block(NamedTuple):
    """A block scalar: its header (`|`, `|-`, `>`, `>-`) and its lines without indentation."""

    header: str
    lines: list[str]


class Plain(str):
    """A text that is meant as the word it looks like (`true`, `false`) and so is written without quotes."""

    __slots__ = ()


def inline(text: str, *, flow: bool, like: str = PLAIN) -> str:
    """`text` on one line: in quotes like those it had, else plain where that is safe, else quoted.

    `flow` says that it stands inside brackets, where commas and brackets end a plain text.
    """
    if like not in (SINGLE, DOUBLE):
        if isinstance(text, Plain) or (text not in _TAKEN_FOR_OTHERS and plain_is_safe(text, flow=flow)):
            return text
        like = SINGLE if ('"' in text or "\\" in text) and "'" not in text else DOUBLE
    if like == SINGLE and not _NEEDS_ESCAPES.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES[match.group()], text) + '"'


def key(text: str, *, flow: bool, like: str = PLAIN) -> str:
    """`text` as the key of an entry. `on`, `no` and `y` are field names and stay plain."""
    if like == PLAIN and text in _PLAIN_KEYS:
        return text
    return inline(text, flow=flow, like=like)


def block(text: str, like: str = LITERAL) -> Block | None:
    """`text` as a block scalar (`like` is `|` or `>`), or None where that would be hard to read back.

    Not for texts that begin with a blank, that hold lines of blanks only, or that end in
    several line breaks: their meaning would hang on invisible characters.
    """
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not lines[0] or not lines[-1] or lines[0][0] in " \t":
        return None
    if any(line and not line.strip(" \t") for line in lines):
        return None
    chomping = "" if body != text else "-"
    if like == FOLDED and not any(line[:1] in (" ", "\t") for line in lines):
        return Block(FOLDED + chomping, _folded(lines))
    return Block(LITERAL + chomping, lines)


def plain_is_safe(text: str, *, flow: bool) -> bool:
    """True if `text` without quotes reads back as itself."""
    if not text or text != text.strip() or _NEVER_PLAIN.search(text):
        return False
    if text[0] == "-" and not text[1:2].isalnum():
        return False
    return not (flow and _NEVER_PLAIN_IN_FLOW.search(text))


def _folded(lines: list[str]) -> list[str]:
    """The lines of a folded block; a line break of the text takes an empty line."""
    written: list[str] = []
    for line in lines:
        if written and line:
            written.append("")
        written.append(line)
    return written


# What tools of YAML 1.1 and 1.2 take for true, false or nothing; "=" and "<<" stop some of them.
_TAKEN_FOR_OTHERS: Final = frozenset(
    spelling
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", "")
    for spelling in (word, word.upper(), word.capitalize())
)
_PLAIN_KEYS: Final = frozenset(("y", "n", "yes", "no", "on", "off"))

_NEVER_PLAIN: Final = re.compile(
    r"""^[,\[\]{}#&*!|>'"%@`?:]"""  # indicators
    r"|^---|^\.\.\."
    r"|:(?= |$)| #"
    r"|[\t\n]"
)
_NEVER_PLAIN_IN_FLOW: Final = re.compile(r"[,\[\]{}?]|:$")

_NEEDS_ESCAPES: Final = re.compile(r"[\t\n]")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ESCAPED: Final = re.compile(r'["\\\n\t]')
