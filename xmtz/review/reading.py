"""One file in one or two states, read as far as it can be read."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from xmtz.checks.catalogue import message
from xmtz.records import field_findings
from xmtz.records.record import Record
from xmtz.review.change import Owner, Plain
from xmtz.review.sections import narrowed
from xmtz.store import store_findings
from xmtz.store.files import decode
from xmtz.store.located import Mapping, Scalar, left_out, read
from xmtz.words.finding import Finding, Place
from xmtz.words.lang import LANGUAGES


class Side(NamedTuple):
    """A file in one state: its tree as far as it could be read, and what stood in the way, if anything did."""

    root: Mapping | None
    trouble: Finding | None = None
    unread: frozenset[str] = frozenset()  # sections that were left out


NOTHING: Final = Side(None)


def read_whole(raw: bytes | Finding, path: str, record: type[Record]) -> Side:
    """A whole file. Of a syntax error, what stands in other sections is read all the same."""
    text = _text(raw, path)
    return text if isinstance(text, Side) else _read(text, path, record)


def read_pair(
    old: bytes | Finding, new: bytes | Finding, path: str, record: type[Record]
) -> tuple[Side, Side]:
    """Two states of a file; where they can be told apart without doubt, only the parts that differ."""
    before, after = _text(old, path), _text(new, path)
    if isinstance(before, str) and isinstance(after, str):
        parts = narrowed(before, after)
        if parts is not None:
            one, other = read(parts[0], path), read(parts[1], path)
            clean = not one.findings and not other.findings
            if clean and isinstance(one.root, Mapping) and isinstance(other.root, Mapping):
                return Side(one.root), Side(other.root)
    return (
        before if isinstance(before, Side) else _read(before, path, record),
        after if isinstance(after, Side) else _read(after, path, record),
    )


def read_owner(raw: bytes | Finding, path: str, record: type[Record]) -> Side:
    """Only what says whose file it is."""
    return read_pair(raw, raw, path, record)[1]


def _text(raw: bytes | Finding, path: str) -> str | Side:
    if not isinstance(raw, bytes):
        return Side(None, raw)
    decoded = decode(raw, path)
    return decoded.text if decoded.finding is None else Side(None, decoded.finding)


def _read(text: str, path: str, record: type[Record]) -> Side:
    reading = read(text, path)
    root, unread = reading.root, left_out(reading.findings)
    hindered = (found for found in reading.findings if root is None or "section" in found.facts)
    trouble = next(hindered, None)
    if isinstance(root, Mapping):
        return Side(root, trouble, frozenset(unread))
    if root is not None:
        at = Place(path, root.line, root.column)
        return Side(
            None, next(iter(reading.findings), field_findings.NOT_A_MAPPING.at(at, what=record.title))
        )
    return Side(None, trouble or store_findings.EMPTY_FILE.at(Place(path)))


def common_sections(old: Side, new: Side) -> tuple[Mapping | None, Mapping | None, list[str]]:
    """Both trees without the sections that could not be read on one side; and the names of those."""
    if old.root is None or new.root is None:
        return None, None, []
    unread = old.unread | new.unread
    if not unread:
        return old.root, new.root, []
    return _without(old.root, unread), _without(new.root, unread), sorted(unread)


def _without(root: Mapping, names: frozenset[str]) -> Mapping:
    rest = Mapping(root.flow, root.line, root.column, root.start)
    rest.entries = [entry for entry in root.entries if entry[0].text not in names]
    return rest


def trouble_data(found: Finding, sections: list[str]) -> Plain:
    """What stood in the way, as plain data: the finding's code, line and texts, and the sections not read."""
    data: dict[str, Plain] = {"code": found.code, "line": str(found.line)}
    data |= {lang: message(found, lang) for lang in LANGUAGES}
    data["sections"] = list[Plain](sections)
    return data


_FILE_NAME: Final = re.compile(r"([a-z]{1,8}[0-9]{2}-[0-9a-z]{4,8})(?:-(.*))?\.yaml", re.ASCII)


def owner_of(root: Mapping | None, path: str) -> Owner:
    """Whose file it is: by what it says, or by its name where it cannot be read."""
    said = {
        key.text: value.text
        for key, value in (root.entries if root is not None else ())
        if isinstance(value, Scalar) and key.text in ("id", "name", "unit")
    }
    named = _FILE_NAME.fullmatch(path.rpartition("/")[2])
    id_, name = (named[1], named[2] or "") if named else ("", "")
    return Owner(said.get("id") or id_, said.get("name") or name, said.get("unit", ""))
