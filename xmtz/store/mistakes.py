"""What a syntax error most likely is: libyaml's complaint and the lines around it become one finding.

libyaml reports where it could not go on, which is often the line after the mistake. People
mistype in few ways, most of them by a Chinese input method: a full-width colon, comma, bracket
or quotation mark. Those are looked for first, then the place is moved to where the pen slipped.

Lines and columns count from 0 here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import yaml

from xmtz.store import yaml_findings as kinds
from xmtz.words.finding import Kind
from xmtz.words.lang import Say


class Mistake(NamedTuple):
    """A kind of finding, its place, the facts that fill its texts."""

    kind: Kind
    line: int
    column: int
    facts: dict[str, object]


_KEY: Final = r"[A-Za-z_0-9][A-Za-z_0-9-]*"
_BEFORE_KEY: Final = r"(?:^[ \t\u3000\u00a0]*(?:-[ \u3000]+)?|[{,｛，][ \u3000]*)"
_SIGNS: Final = (
    re.compile(rf"{_BEFORE_KEY}{_KEY}[ \u3000]*(?P<sign>：)"),
    re.compile(rf"{_BEFORE_KEY}{_KEY}:(?P<sign>[\u3000\u00a0])"),
    re.compile(rf"(?P<sign>，)[ \u3000]*{_KEY}[ \u3000]*[:：]"),
    re.compile(r"(?:^[ ]*(?:-[ \u3000]+)?|[:：][ \u3000]*|[\[{,]\s*)(?P<sign>[｛［])"),
    re.compile(r"[\[{｛［].*(?P<sign>[｝］])[ \t]*(?:#.*)?$"),
    re.compile(r'[:\-,\[{][ ]+"[^"”]*(?P<sign>”)[^"]*$'),
    re.compile(r"^[ ]*(?P<sign>[\u3000\u00a0])"),
)
_LOOKED_AT: Final = 2000  # of a line; patterns that look back and forth must not do so over megabytes
_TIGHT: Final = re.compile(rf"{_BEFORE_KEY}{_KEY}(?P<sign>:)(?=[^ \t:/,}}\]])")
_HALF: Final = {"：": ": ", "，": ", ", "｛": "{", "［": "[", "｝": "}", "］": "]", "”": '"'}
_FIRST_COLON: Final = re.compile(rf"[ ]*(?:-[ ]+)?(?:{_KEY}|[^\s:]+)$")
_OPENING_QUOTE: Final = re.compile(r"(?:^[ ]*(?:-[ ]+)?|:[ ]+|[\[{,][ ]*)(?P<quote>[\"'])")
_BLOCK_TEXT: Final = re.compile(r":[ ]+[|>][+-]?[ ]*(?:#.*)?$")


def find_mistakes(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> list[Mistake]:
    """What is wrong, most telling first; further lines of the same section with the same slip follow."""
    first = _find_mistake(error, lines)
    found = [first]
    if first.kind in (kinds.FULL_WIDTH, kinds.NO_SPACE):
        start, end = section_around(lines, first.line)
        found += _same_slip(lines, start, end, first.line)
    return found


def _find_mistake(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Mistake:
    mark = error.problem_mark or error.context_mark
    if mark is None:  # pragma: no cover - libyaml always marks its errors
        return Mistake(kinds.SYNTAX, 0, 0, {"detail": str(error.problem)})
    kind, facts = kinds.syntax_kind(error.problem or "", error.context or "")
    opening = error.context_mark
    if opening is not None and opening.line >= len(lines):
        opening = None  # "while parsing a flow node" that would have begun after the end
    line, column = mark.line, mark.column
    if line >= len(lines) or (line == len(lines) - 1 and not lines[-1].strip()):
        # The text ended too early: what was opened is the place to mend.
        line = opening.line if opening is not None else max(0, len(lines) - 2)
        column = opening.column if opening is not None else len(lines[line])
    start = (opening.line, opening.column) if opening is not None else (line, column)
    return _placed(kind, facts, line, column, start, lines)


def _placed(
    kind: Kind,
    facts: dict[str, object],
    line: int,
    column: int,
    opening: tuple[int, int],
    lines: Sequence[str],
) -> Mistake:
    text = lines[line]
    if kind is kinds.MISSING_COLON:
        return slip(lines, opening[0]) or Mistake(kind, *opening, facts)
    if kind is kinds.COLON_IN_VALUE:
        return _colon(line, column, lines)
    if kind is kinds.UNCLOSED_BRACKET:
        return _bracket(line, column, opening, lines)
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    if "\t" in indent or text[column : column + 1] == "\t":
        return Mistake(kinds.TAB, line, indent.index("\t") if "\t" in indent else column, {})
    if kind is kinds.BAD_CHARACTER and lines[opening[0]][opening[1] : opening[1] + 1] in ("|", ">"):
        return Mistake(kind, *opening, facts)
    if kind is kinds.NO_SPACE:
        return Mistake(kind, line, max(0, text.rfind(":", 0, column + 1)), {"sign": ":"})
    if text[column : column + 1] in ("]", "}"):
        return Mistake(kinds.SURPLUS_BRACKET, line, column, {"bracket": text[column]})
    if kind is kinds.UNCLOSED_QUOTE:
        return slip(lines, line) or Mistake(kind, line, column, facts)
    if kind is kinds.INDENTATION:
        ended = next((n for n in range(line) if lines[n].startswith("...")), None)
        if ended is not None:
            return Mistake(kinds.SEVERAL_DOCUMENTS, ended, 0, {"mark": "..."})
        return _after_a_value(line, column, lines) or slip(lines, line) or Mistake(kind, line, column, facts)
    return slip(lines, line) or Mistake(kind, line, column, facts)


def _colon(line: int, column: int, lines: Sequence[str]) -> Mistake:
    """A colon where none can stand: the second of its line, or the first after a line that went wrong."""
    before = lines[line][:column]
    if not _FIRST_COLON.match(before):
        return slip(lines, line) or Mistake(kinds.COLON_IN_VALUE, line, column, {})
    above = line - 1
    while above > 0 and (not lines[above].strip() or lines[above].lstrip().startswith("#")):
        above -= 1
    slipped = slip(lines, line) or (slip(lines, above) if above >= 0 else None)
    if slipped is not None:
        return slipped
    indent = len(before) - len(before.lstrip(" "))
    if above >= 0 and not re.search(r":(?: |$)", lines[above]):
        return Mistake(kinds.MISSING_COLON, above, _indent(lines[above]), {})
    return Mistake(kinds.INDENTATION, line, indent, {})


def _bracket(line: int, column: int, opening: tuple[int, int], lines: Sequence[str]) -> Mistake:
    """A list or mapping in brackets that is not complete: where it was opened, if the line after shows it."""
    for number in range(opening[0], min(line, opening[0] + 40) + 1):
        slipped = slip(lines, number)
        if slipped is not None:
            return slipped
    quoted = _after_a_value(line, column, lines)
    if quoted is not None:
        return quoted
    text = lines[line].lstrip(" ")
    outside = len(lines[line]) - len(text) <= _indent(lines[opening[0]]) or text.startswith("- ")
    if line > opening[0] and outside:
        return Mistake(kinds.UNCLOSED_BRACKET, *opening, {})
    return Mistake(kinds.UNCLOSED_BRACKET, line, column, {})


def _after_a_value(line: int, column: int, lines: Sequence[str]) -> Mistake | None:
    """Something stands after a quoted value: an earlier quotation mark is open, or text follows this one."""
    rest = lines[line][column : column + 1]
    if rest in ("]", "}"):
        return Mistake(kinds.SURPLUS_BRACKET, line, column, {"bracket": rest})
    if lines[line][:column].rstrip(" ")[-1:] not in ('"', "'"):
        return None
    for number in range(line):
        opened = _open_quote(lines[number])
        if opened is not None:
            return Mistake(kinds.UNCLOSED_QUOTE, number, opened, {})
    return Mistake(kinds.TEXT_AFTER_QUOTE, line, column, {})


def _open_quote(text: str) -> int | None:
    """Where a value of this line opens a quotation mark that the line does not close."""
    at = 0
    while (match := _OPENING_QUOTE.search(text, at)) is not None:
        quote = match["quote"]
        close = match.end()
        while close < len(text) and text[close] != quote:
            close += 2 if quote == '"' and text[close] == "\\" else 1
        if close >= len(text):
            return match.start("quote")
        at = close + 1
    return None


def slip(lines: Sequence[str], line: int) -> Mistake | None:
    """The first full-width sign of a line that stands where a half-width one belongs; a missing space."""
    text = lines[line][:_LOOKED_AT]
    found = [match for sign in _SIGNS if (match := sign.search(text)) is not None]
    if found:
        match = min(found, key=lambda one: one.start("sign"))
        return Mistake(kinds.FULL_WIDTH, line, match.start("sign"), wide_facts(match["sign"]))
    tight = _TIGHT.search(text)
    if tight is not None:
        return Mistake(kinds.NO_SPACE, line, tight.start("sign"), {"sign": ":"})
    return None


def wide_facts(sign: str) -> dict[str, object]:
    """The facts of FULL_WIDTH for one sign."""
    if sign in "\u3000\u00a0":
        return {
            "wide": Say("全角空格", "a full-width space")
            if sign == "\u3000"
            else Say("不换行空格", "a no-break space"),
            "half": Say("普通空格", "an ordinary space"),
        }
    half = _HALF[sign]
    return {
        "wide": Say(f"全角的“{sign}”", f"the full-width “{sign}”"),
        "half": Say(f"半角的“{half.strip()}”", f"“{half.strip()}”")
        if len(half) == 1
        else Say(f"半角的“{half.strip()}”并在后面空一格", f"“{half.strip()}” and a space"),
    }


def _same_slip(lines: Sequence[str], start: int, end: int, known: int) -> Iterator[Mistake]:
    block: int | None = None
    for number in range(start, end):
        text = lines[number]
        if block is not None and (not text.strip() or _indent(text) > block):
            continue
        block = _indent(text) if _BLOCK_TEXT.search(text) else None
        if number != known:
            found = slip(lines, number)
            if found is not None:
                yield found


def section_around(lines: Sequence[str], line: int) -> tuple[int, int]:
    """The top-level section that holds a line: its first line, and the line after its last."""
    first = min(line, len(lines) - 1)
    while first > 0 and not _opens_section(lines[first]):
        first -= 1
    last = max(line, first) + 1
    while last < len(lines) and not _opens_section(lines[last]):
        last += 1
    return first, last


def section_name(text: str) -> str:
    """The key that a line at the left margin begins with; "" where none can be made out."""
    match = re.match(_KEY, text)
    return match[0] if match else ""


def _opens_section(text: str) -> bool:
    return bool(text) and text[0] not in " \t#-\r]}\u3000\u00a0"


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
