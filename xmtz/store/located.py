"""YAML with places: a text becomes a tree in which every value knows where it stands.

Only the part of YAML that a person can read without surprises is accepted: block and flow
collections, plain and quoted scalars, comments. Nothing is interpreted: every scalar stays
the text that was written, until a schema gives it a type.

Offsets (`start`, `end`) count characters of the text given to `read`; lines and columns
count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

import yaml
from yaml import CBaseLoader
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from xmtz.store import yaml_findings as kinds
from xmtz.words.finding import Finding, Kind, Place

MAX_DEPTH: Final = 32
MAX_CHARACTERS: Final = 4_000_000


class Scalar:
    """One scalar. `style` is "" (plain), "'", '"', "|" or ">"; an absent value is plain and empty."""

    __slots__ = ("column", "end", "line", "start", "style", "text")

    def __init__(self, text: str, style: str, line: int, column: int, start: int, end: int) -> None:
        self.text = text
        self.style = style
        self.line = line
        self.column = column
        self.start = start
        self.end = end

    @property
    def absent(self) -> bool:
        """True where nothing was written (`key:`) or a null was written plainly."""
        return not self.style and self.text in _NULLS


class Mapping:
    """A mapping: `entries` in the order written, `flow` for `{...}`."""

    __slots__ = ("column", "end", "entries", "flow", "line", "start")

    def __init__(self, flow: bool, line: int, column: int, start: int) -> None:
        self.entries: list[tuple[Scalar, Node]] = []
        self.flow = flow
        self.line = line
        self.column = column
        self.start = start
        self.end = start

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> Scalar | None:
        """The key itself, with its place, or None."""
        for name, _ in self.entries:
            if name.text == key:
                return name
        return None


class Sequence:
    """A sequence: `items` in the order written, `flow` for `[...]`."""

    __slots__ = ("column", "end", "flow", "items", "line", "start")

    def __init__(self, flow: bool, line: int, column: int, start: int) -> None:
        self.items: list[Node] = []
        self.flow = flow
        self.line = line
        self.column = column
        self.start = start
        self.end = start


Node: TypeAlias = Scalar | Mapping | Sequence


class Reading(NamedTuple):
    """What `read` gives: the tree (None where there is none) and everything found on the way."""

    root: Node | None
    findings: list[Finding]


_NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))

# Characters that no ledger text may hold: C0 and C1 controls, the line breaks that editors do
# not show as such (U+0085, U+2028, U+2029), bidirectional controls, byte-order marks inside.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
    "|[\ud800-\udfff]"
    "|\r(?!\n)"
)


def read(text: str, path: str = "") -> Reading:
    """Read one document.

    `text` has no byte-order mark (its offsets would not count it). A syntax error does not
    hide the rest: the top-level section that holds it is left out and reading goes on, so that
    `root` is then a part of the file and must not be taken for the whole.
    """
    if len(text) > MAX_CHARACTERS:
        return Reading(None, [kinds.TOO_LARGE.at(Place(path), characters=len(text), limit=MAX_CHARACTERS)])
    findings = list(_forbidden_characters(text, path))
    if findings:
        return Reading(None, findings)
    reader = _Reader(path)
    rest = text
    for _ in range(_MAX_SECTIONS_LEFT_OUT):
        try:
            root = reader.document(rest)
        except yaml.MarkedYAMLError as error:
            line, finding = _syntax_finding(error, text, path)
            findings.append(finding)
            shorter = _without_section(rest, line)
            if shorter is None:
                return Reading(None, findings)
            rest = shorter
            reader.findings.clear()
        except yaml.YAMLError as error:  # pragma: no cover - libyaml's reader errors carry no mark
            findings.append(kinds.SYNTAX.at(Place(path), detail=str(error).splitlines()[0]))
            return Reading(None, findings)
        except _Stop:
            findings.extend(reader.findings)
            return Reading(None, findings)
        else:
            findings.extend(reader.findings)
            return Reading(root, findings)
    return Reading(None, findings)


_MAX_SECTIONS_LEFT_OUT: Final = 20


class _Stop(Exception):
    """Reading cannot go on; the findings say why."""


class _Reader:
    """Turns libyaml's events into a tree; refuses what the subset leaves out."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []

    def document(self, text: str) -> Node | None:
        parser = CBaseLoader(text)
        try:
            return self._document(parser)
        finally:
            parser.dispose()

    def _document(self, parser: CBaseLoader) -> Node | None:
        next_event = parser.get_event
        root: Node | None = None
        documents = 0
        # The open collections; for a mapping, `key` is the key that waits for its value.
        stack: list[tuple[Mapping | Sequence, Scalar | None, set[str]]] = []
        parent: Mapping | Sequence | None = None
        key: Scalar | None = None
        seen: set[str] = set()
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                start = event.start_mark
                node: Node = Scalar(
                    event.value,
                    event.style or "",
                    start.line + 1,
                    start.column + 1,
                    start.index,
                    event.end_mark.index,
                )
                if event.anchor is not None or event.tag is not None:
                    self._extras(event)
            elif kind is MappingStartEvent:
                start = event.start_mark
                node = Mapping(event.flow_style, start.line + 1, start.column + 1, start.index)
                if event.anchor is not None or event.tag is not None:
                    self._extras(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed = parent
                assert closed is not None
                closed.end = event.end_mark.index if closed.flow else _last_end(closed)
                parent, key, seen = stack.pop()
                continue
            elif kind is SequenceStartEvent:
                start = event.start_mark
                node = Sequence(event.flow_style, start.line + 1, start.column + 1, start.index)
                if event.anchor is not None or event.tag is not None:
                    self._extras(event)
            elif kind is AliasEvent:
                self._find(kinds.ALIAS, event.start_mark, name=event.anchor)
                start = event.start_mark
                node = Scalar("", "", start.line + 1, start.column + 1, start.index, event.end_mark.index)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._find(kinds.SEVERAL_DOCUMENTS, event.start_mark)
                    raise _Stop
                if event.version or event.tags:
                    self._find(kinds.DIRECTIVE, event.start_mark)
                continue
            elif kind is StreamEndEvent:
                return root
            else:
                continue

            # Place the node in the open collection.
            if parent is None:
                root = node
            elif type(parent) is Sequence:
                parent.items.append(node)
            elif key is None:
                if type(node) is not Scalar:
                    self._find(kinds.COMPLEX_KEY, event.start_mark)
                    raise _Stop
                key = node
                if key.text in seen:
                    self._find(kinds.DUPLICATE_KEY, event.start_mark, key=key.text)
                elif key.text == "<<":
                    self._find(kinds.MERGE_KEY, event.start_mark)
                seen.add(key.text)
                continue
            else:
                assert type(parent) is Mapping
                parent.entries.append((key, node))
                key = None
            if type(node) is not Scalar:
                if len(stack) >= MAX_DEPTH:
                    self._find(kinds.TOO_DEEP, event.start_mark, limit=MAX_DEPTH)
                    raise _Stop
                stack.append((parent, key, seen))  # type: ignore[arg-type]
                parent, key, seen = node, None, set()

    def _extras(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._find(kinds.ANCHOR, event.start_mark, name=event.anchor)
        if event.tag is not None:
            self._find(kinds.TAG, event.start_mark, tag=event.tag)

    def _find(self, kind: Kind, mark: yaml.Mark, **facts: object) -> None:
        self.findings.append(kind.at(Place(self.path, mark.line + 1, mark.column + 1), **facts))


def _last_end(node: Mapping | Sequence) -> int:
    """Where the last thing written inside a block collection ends."""
    if type(node) is Mapping:
        if not node.entries:
            return node.start
        key, value = node.entries[-1]
        return max(key.end, value.end)
    assert type(node) is Sequence
    return node.items[-1].end if node.items else node.start


def forbidden_character(text: str) -> str | None:
    """The first character of `text` that no file may hold, or None."""
    match = _FORBIDDEN.search(text)
    return match.group() if match else None


def _forbidden_characters(text: str, path: str) -> Iterator[Finding]:
    if text.replace("\n", "").isprintable():  # the common case, at C speed
        return
    for match in _FORBIDDEN.finditer(text):
        character = match.group()
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        kind = kinds.LINE_BREAK if character in "\r\x85\u2028\u2029" else kinds.CONTROL_CHARACTER
        yield kind.at(Place(path, line, column), character=f"U+{ord(character):04X}")


def _syntax_finding(error: yaml.MarkedYAMLError, text: str, path: str) -> tuple[int, Finding]:
    """The line (from 0) to leave out, and the finding."""
    mark = error.problem_mark or error.context_mark
    if mark is None:  # pragma: no cover - libyaml always marks these
        return 0, kinds.SYNTAX.at(Place(path), detail=str(error.problem))
    kind, facts = kinds.syntax_kind(error.problem or "", error.context or "")
    line, column = mark.line, mark.column
    lines = text.split("\n")
    if line >= len(lines) or (line == len(lines) - 1 and not lines[-1].strip()):
        # The text ended too early: the opening is the place to mend.
        opening = error.context_mark
        if opening is not None:
            line, column = opening.line, opening.column
        else:
            line = max(0, len(lines) - 2)
            column = len(lines[line])
    return line, kind.at(Place(path, line + 1, column + 1), **facts)


def _without_section(text: str, line: int) -> str | None:
    """The text with the top-level section that holds `line` blanked, or None if nothing is left.

    Blanked, not cut: the places of everything else stay.
    """
    lines = text.split("\n")
    first = min(line, len(lines) - 1)
    while first > 0 and not _opens_section(lines[first]):
        first -= 1
    last = max(line, first) + 1
    while last < len(lines) and not _opens_section(lines[last]):
        last += 1
    if not any(entry.strip() for entry in lines[first:last]):
        return None
    blanked = [*lines[:first], *(" " * 0 for _ in lines[first:last]), *lines[last:]]
    rest = "\n".join(blanked)
    return rest if rest.strip() else None


def _opens_section(line: str) -> bool:
    return bool(line) and line[0] not in " \t#-\r]}" and ":" in line
