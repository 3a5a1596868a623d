"""YAML with places: a text becomes a tree in which every value knows where it stands.

Only the part of YAML that a person can read without surprises is accepted: block and flow
collections, plain and quoted scalars, comments. Nothing is interpreted: every scalar stays
the text that was written, until a schema gives it a type.

Offsets (`start`, `end`) count characters of the text given to `read`; lines and columns
count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

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
from xmtz.store.mistakes import find_mistakes, section_around, section_name, slip
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
        return Reading(None, [kinds.TOO_LARGE.at(Place(path), limit=MAX_CHARACTERS)])
    findings = list(_forbidden_characters(text, path))
    if findings:  # each counts as one character, so that the rest is read with its places right
        text = _FORBIDDEN.sub("\ufffd", text)
    reader = _Reader(path)
    try:
        root = reader.document(text)
    except (yaml.YAMLError, _Stop) as trouble:
        return _without_broken_sections(reader, text, trouble, findings)
    return Reading(root, findings + reader.findings + list(_wide_colons(reader, text)))


def _without_broken_sections(
    reader: _Reader, text: str, trouble: yaml.YAMLError | _Stop, findings: list[Finding]
) -> Reading:
    """Read again without the section at fault, as often as another fault turns up."""
    lines = text.split("\n")
    for attempt in range(1, _MAX_SECTIONS_LEFT_OUT):
        found, line = _explained(trouble, lines, reader)
        section = None if line is None else _leave_out(lines, line)
        findings += found if section is None else (_in_section(one, section) for one in found)
        if section is None or attempt * len(text) > _MAX_WORK or not any(entry.strip() for entry in lines):
            break
        reader.findings.clear()
        reader.wide.clear()
        try:
            root = reader.document("\n".join(lines))
        except (yaml.YAMLError, _Stop) as another:
            trouble = another
        else:
            return Reading(root, findings + reader.findings + list(_wide_colons(reader, text)))
    return Reading(None, findings)


def _explained(
    trouble: yaml.YAMLError | _Stop, lines: list[str], reader: _Reader
) -> tuple[list[Finding], int | None]:
    """Findings for what stopped the reading, and the line (from 0) whose section is at fault."""
    if isinstance(trouble, _Stop):
        if trouble.goes_on:
            return [trouble.finding], trouble.finding.line - 1
        return [*reader.findings, trouble.finding], None
    if not isinstance(
        trouble, yaml.MarkedYAMLError
    ):  # pragma: no cover - what libyaml's reader refuses is gone by now
        return [kinds.SYNTAX.at(Place(reader.path), detail=str(trouble).splitlines()[0])], None
    mistakes = find_mistakes(trouble, [line.rstrip("\r") for line in lines])
    found = [m.kind.at(Place(reader.path, m.line + 1, m.column + 1), **m.facts) for m in mistakes]
    return found, mistakes[0].line


def _wide_colons(reader: _Reader, text: str) -> Iterator[Finding]:
    """Lines of `key：value` where `key: value` was meant: together they read as one long text."""
    lines = text.split("\n") if reader.wide else []
    for first, last in reader.wide:
        mistakes = [slip(lines, line) for line in range(first, min(last, len(lines) - 1) + 1)]
        if mistakes[0] is not None and mistakes[0].column == _colon_after_key(lines[first]):
            for one in mistakes:
                if one is not None and one.kind is kinds.FULL_WIDTH:
                    yield one.kind.at(Place(reader.path, one.line + 1, one.column + 1), **one.facts)


def _colon_after_key(line: str) -> int:
    """Where a line that holds nothing but `key：value` has its colon; -1 for any other."""
    match = _KEY_AND_WIDE_COLON.match(line)
    return match.end() - 1 if match else -1


_KEY_AND_WIDE_COLON: Final = re.compile(r"[ ]*(?:- +)?[A-Za-z_0-9][A-Za-z_0-9-]* *：")
_LIBYAML_TOO_DEEP: Final = "exceeded maximum nesting depth"
_MAX_SECTIONS_LEFT_OUT: Final = 40
_MAX_WORK: Final = 2 * MAX_CHARACTERS


def _leave_out(lines: list[str], line: int) -> str | None:
    """Blank the top-level section that holds `line` (blank, not cut: the places of the rest stay).

    Gives its key, or None where the section was blank already, so that reading cannot go on.
    """
    first, last = section_around(lines, line)
    if not any(entry.strip() for entry in lines[first:last]):
        return None
    name = section_name(lines[first])
    lines[first:last] = [" " * len(entry) for entry in lines[first:last]]
    return name


def _in_section(finding: Finding, section: str) -> Finding:
    """The finding with the name of the section that was left out because of it, for `left_out`."""
    return finding._replace(facts={**finding.facts, "section": section})


def left_out(findings: Iterable[Finding]) -> set[str]:
    """The top-level keys that were left out because their sections cannot be read."""
    return {str(finding.facts["section"]) for finding in findings if "section" in finding.facts}


class _Stop(Exception):
    """The document cannot be read on. `goes_on`: it can be without the section at fault."""

    def __init__(self, finding: Finding, goes_on: bool) -> None:
        super().__init__(finding.code)
        self.finding = finding
        self.goes_on = goes_on


class _Reader:
    """Turns libyaml's events into a tree; refuses what the subset leaves out."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.wide: list[tuple[int, int]] = []  # texts over several lines that hold a full-width colon

    def document(self, text: str) -> Node | None:
        parser = CBaseLoader(text)
        try:
            return self._document(parser)
        except yaml.MarkedYAMLError as error:
            if error.problem == _LIBYAML_TOO_DEEP and error.problem_mark is not None:
                # libyaml 0.2.6 stops at 1,000 levels while it looks ahead, before it has told of
                # our deepest one: what stands before that place says where ours was.
                self.document(text[: error.problem_mark.index])
            raise
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
            event: Any = next_event()
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
                if "：" in event.value and event.end_mark.line > start.line and not event.style:
                    self.wide.append((start.line, event.end_mark.line))
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
                    raise self._stop(kinds.SEVERAL_DOCUMENTS, event.start_mark, False, mark="---")
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
                    raise self._stop(kinds.COMPLEX_KEY, event.start_mark)
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
                    raise self._stop(kinds.TOO_DEEP, event.start_mark, limit=MAX_DEPTH)
                stack.append((parent, key, seen))  # type: ignore[arg-type]
                parent, key, seen = node, None, set()  # type: ignore[assignment]

    def _extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._find(kinds.ANCHOR, event.start_mark, name=event.anchor)
        if event.tag is not None:
            self._find(kinds.TAG, event.start_mark, tag=event.tag)

    def _find(self, kind: Kind, mark: yaml.Mark, /, **facts: object) -> None:
        self.findings.append(self._at(kind, mark, **facts))

    def _stop(self, kind: Kind, mark: yaml.Mark, goes_on: bool = True, /, **facts: object) -> _Stop:
        return _Stop(self._at(kind, mark, **facts), goes_on)

    def _at(self, kind: Kind, mark: yaml.Mark, /, **facts: object) -> Finding:
        return kind.at(Place(self.path, mark.line + 1, mark.column + 1), **facts)


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
