"""Merging two rules files as texts, so that comments, order and layout of both survive.

A rules file is a list of sections, a section a list of entries:

    # comment of the section
    steps:
      # comment of the entry
      filing:
        label: 立项

An overlay's entry replaces the base's whole, with the comments above it; one that the base does
not have is put at the section's end; a section that is no list of entries is replaced whole. At
the overlay's top, `drop: {steps: [fire]}` removes entries of the base, `only: [levels]` takes a
section from the overlay alone, and `extend` changes single fields of the base's entries:

    extend:
      steps:
        works_permit:
          # comment of the field
          commit: true
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final, NamedTuple

from xmtz.store.located import Mapping, Node, Scalar, Sequence, read
from xmtz.words.errors import Trouble
from xmtz.words.lang import Say

ORDERS: Final = ("drop", "only", "extend")


class Chunk(NamedTuple):
    """A key with everything that belongs to it: the blank lines and comments above, and its value."""

    key: str
    lead: list[str]
    lines: list[str]


class Section(NamedTuple):
    """A section: what stands above it, its own line, its entries. `entries` is None where its value is
    not a list of entries and `head` is all of it."""

    key: str
    lead: list[str]
    head: list[str]
    entries: list[Chunk] | None


class Parts(NamedTuple):
    """A rules file taken apart, and what an overlay orders. `extend` holds the entries' new fields,
    by section, each an entry as it would stand at the top of a file."""

    header: list[str]
    sections: list[Section]
    drop: dict[str, list[str]]
    only: list[str]
    extend: dict[str, list[Section]]


NOTHING = Parts([], [], {}, [], {})


def take_apart(text: str, path: str) -> Parts:
    """The sections and entries of a rules file. Raises Trouble where it is not readable."""
    reading = read(text, path)
    lines = text.splitlines()
    root = reading.root
    if reading.findings or not (root is None or type(root) is Mapping):
        place = reading.findings[0].place if reading.findings else path
        raise Trouble(
            Say("模板文件读不懂：{place}", "a file of the template cannot be read: {place}"), place=place
        )
    if root is None:
        return NOTHING._replace(header=_trimmed(lines))
    chunks = _chunks(lines, root, 0, len(lines))
    header: list[str] = []
    if chunks:
        ordered = chunks[0].key in ORDERS
        header, own = (_trimmed(chunks[0].lead), []) if ordered else _header(chunks[0].lead)
        chunks[0] = chunks[0]._replace(lead=own)
    sections: list[Section] = []
    drop: dict[str, list[str]] = {}
    only: list[str] = []
    extend: dict[str, list[Section]] = {}
    for (key, value), chunk in zip(root.entries, chunks, strict=True):
        start = key.line - 1
        if key.text == "drop":
            drop = _dropped(value, path)
        elif key.text == "only":
            only = _words(value, path)
        elif key.text == "extend":
            extend = _extended(chunk, path)
        elif type(value) is Mapping and not value.flow and value.entries:
            entries = _chunks(lines, value, start + 1, start + len(chunk.lines))
            first = value.entries[0][0].line - 1 - len(entries[0].lead)
            sections.append(Section(key.text, chunk.lead, lines[start:first], entries))
        else:
            sections.append(Section(key.text, chunk.lead, chunk.lines, None))
    return Parts(header, sections, drop, only, extend)


def _extended(chunk: Chunk, path: str) -> dict[str, list[Section]]:
    inner = take_apart(textwrap.dedent("\n".join(chunk.lines[1:])), path)
    return {s.key: [_as_section(entry, path) for entry in s.entries or ()] for s in inner.sections}


def _as_section(entry: Chunk, path: str) -> Section:
    """An entry as a section whose entries are its fields."""
    parts = take_apart(textwrap.dedent("\n".join(entry.lines)), path)
    section = parts.sections[0]
    if section.entries is None:
        raise Trouble(
            Say(
                "{path}：{key} 写在一行里，不能用 extend",
                "{path}: {key} stands on one line and cannot be extended",
            ),
            path=path,
            key=entry.key,
        )
    return section


def _chunks(lines: list[str], node: Mapping, start: int, end: int) -> list[Chunk]:
    """The keys of `node`, which fill the lines from `start` to `end`."""
    bounds: list[tuple[int, int]] = []  # where the lead and where the key begins
    for key, _ in node.entries:
        at = first = key.line - 1
        floor = bounds[-1][1] + 1 if bounds else start
        while first > floor and _leads(lines[first - 1], key.column - 1):
            first -= 1
        bounds.append((first, at))
    ends = [first for first, _ in bounds[1:]] + [end]
    return [
        Chunk(key.text, lines[first:at], _trimmed(lines[at:last]) if last == end else lines[at:last])
        for (key, _), (first, at), last in zip(node.entries, bounds, ends, strict=True)
    ]


def _leads(line: str, indent: int) -> bool:
    """Whether a line above a key belongs to it: blank, or a comment no deeper than the key."""
    bare = line.lstrip(" ")
    return not bare or (bare.startswith("#") and len(line) - len(bare) <= indent)


def _header(lead: list[str]) -> tuple[list[str], list[str]]:
    """The comment at the file's top, and what is left above the first section. A blank line parts them."""
    blank = max((n for n, line in enumerate(lead) if not line.strip()), default=None)
    if blank is None:
        return [], lead
    return _trimmed(lead[:blank]), lead[blank + 1 :]


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines at either end."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
    return kept


def _dropped(node: Node, path: str) -> dict[str, list[str]]:
    if type(node) is not Mapping:
        raise _bad_order("drop", path)
    return {key.text: _words(value, path) for key, value in node.entries}


def _words(node: Node, path: str) -> list[str]:
    if type(node) is not Sequence or not all(type(item) is Scalar for item in node.items):
        raise _bad_order("drop / only", path)
    return [item.text for item in node.items if type(item) is Scalar]


def _bad_order(order: str, path: str) -> Trouble:
    return Trouble(
        Say(
            "{path}：{order} 的写法不对；应为 drop: {{节: [条, …]}} 或 only: [节, …]",
            "{path}: {order} is not written right; write drop: {{section: [entry, …]}} or only: [section, …]",
        ),
        path=path,
        order=order,
    )


def merged(base: Parts, overlay: Parts, path: str) -> Parts:
    """The base with the overlay laid over it. Raises Trouble where the overlay drops what is not there."""
    _check_orders(base, overlay, path)
    over = {section.key: section for section in overlay.sections}
    sections = []
    for section in base.sections:
        mine = over.pop(section.key, None)
        if section.key in overlay.only:
            if mine is not None:
                sections.append(mine)
            continue
        patched = _patched(section, overlay.extend.get(section.key, []), path)
        sections.append(_merged_section(patched, mine, overlay.drop.get(section.key, [])))
    sections += over.values()
    header = [*overlay.header, *(["#"] if overlay.header and base.header else []), *base.header]
    return NOTHING._replace(header=header, sections=sections)


def _patched(base: Section, fields: list[Section], path: str) -> Section:
    """The section with single fields of its entries changed or added."""
    if not fields:
        return base
    entries = list(base.entries or ())
    for change in fields:
        n = [entry.key for entry in entries].index(change.key)
        entry = entries[n]
        whole = _merged_section(_as_section(entry, path), change, [])
        text = put_together(NOTHING._replace(sections=[whole._replace(lead=[])]))
        entries[n] = entry._replace(lines=textwrap.indent(text, "  ").splitlines())
    return base._replace(entries=entries)


def _check_orders(base: Parts, overlay: Parts, path: str) -> None:
    known = {s.key: {e.key for e in s.entries or ()} for s in base.sections}
    changed = {key: [entry.key for entry in entries] for key, entries in overlay.extend.items()}
    for section, words in [*overlay.drop.items(), *changed.items()]:
        for word in words:
            if word not in known.get(section, ()):
                raise Trouble(
                    Say(
                        "{path}：底本的 {section} 里没有 {word}",
                        "{path}: the base has no {word} in {section}",
                    ),
                    path=path,
                    section=section,
                    word=word,
                )
    for section in overlay.only:
        if section not in known:
            raise Trouble(
                Say("{path}：底本没有 {section} 这一节", "{path}: the base has no section {section}"),
                path=path,
                section=section,
            )


def _merged_section(base: Section, overlay: Section | None, drop: list[str]) -> Section:
    if overlay is None and not drop:
        return base
    if base.entries is None or (overlay is not None and overlay.entries is None):
        return overlay or base
    theirs = overlay.entries or [] if overlay is not None else []
    replaced = {entry.key: entry for entry in theirs}
    entries = []
    for entry in base.entries:
        own = replaced.pop(entry.key, None)
        if own is not None:
            entries.append(own)
        elif entry.key not in drop:
            entries.append(entry)
    entries += replaced.values()
    lead = [*base.lead, *(line for line in (overlay.lead if overlay else []) if line.strip())]
    return Section(base.key, lead, base.head, entries)


def put_together(parts: Parts, top: Iterable[str] = ()) -> str:
    """The text of a file, `top` above everything."""
    lines = [*top, *parts.header]
    for section in parts.sections:
        lead = section.lead
        if lines and (not lead or lead[0].strip()):
            lines.append("")
        lines += lead
        lines += section.head
        for n, entry in enumerate(section.entries or ()):
            lead = entry.lead
            if n and _spaced(section) and not (lead and not lead[0].strip()):
                lines.append("")
            lines += lead
            lines += entry.lines
        while lines and not lines[-1].strip():
            lines.pop()
    return "\n".join(lines) + "\n"


def _spaced(section: Section) -> bool:
    """Whether the section's entries are set apart by blank lines."""
    entries = section.entries or []
    return any(entry.lead and not entry.lead[0].strip() for entry in entries[1:])
