"""From two readings of one file to its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from xmtz.records.record import Record
from xmtz.review.change import (
    NEW,
    OLD,
    READABLE,
    STILL_UNREADABLE,
    UNDONE_CLEARING,
    UNDONE_ENDING,
    UNREADABLE,
    Change,
    Owner,
    Plain,
)
from xmtz.review.kinds import kind_of
from xmtz.review.reading import NOTHING, Side, common_sections, trouble_data
from xmtz.review.shape import fields_of
from xmtz.review.tree import Difference, differences

_UNDONE: Final = {"cleared": UNDONE_CLEARING, "resolved": UNDONE_ENDING}


def changes_of(
    before: Side, after: Side, record: type[Record], area: str, owner: Owner | None, was_path: str, path: str
) -> Iterator[Change]:
    """The facts that differ, as far as both states could be read."""
    old, new, _ = common_sections(before, after)
    if old is None or new is None:
        return
    found = list(differences(old, new, record))
    undone = _undone(found)
    for one in found:
        kind = kind_of(area, one.trail)
        if one.keys in undone and one.after is None:
            kind = _UNDONE[one.keys[-1]]
        at = was_path if one.side == OLD else path
        yield Change(kind, area, owner, one.keys, one.about, one.before, one.after, at, one.line, one.side)


def _undone(found: Iterable[Difference]) -> set[tuple[str, ...]]:
    """The clearings and resolutions that stand in a reopening now: taken back in the open, not struck out."""
    kept = {
        (*one.keys[:2], field): fields_of(one.after).get(field)
        for one in found
        if one.trail == ("issues", "reopened") and one.before is None
        for field in _UNDONE
    }
    return {one.keys for one in found if one.keys in kept and kept[one.keys] == one.before}


def unreadable(
    before: Side | None, after: Side | None, area: str, owner: Owner | None, was_path: str, path: str
) -> Iterator[Change]:
    """What could not be read, on either side; a side of None does not have the file.

    In such a change None means no file, {} a file that can be read, and otherwise why it cannot.
    """
    sections = common_sections(before or NOTHING, after or NOTHING)[2]
    was, now = _state_of(before, sections), _state_of(after, sections)
    if after is not None and after.trouble is not None:
        kind = STILL_UNREADABLE if before and before.trouble else UNREADABLE
        yield Change(kind, area, owner, (), (), was, now, path, after.trouble.line, NEW)
    elif before is not None and before.trouble is not None:
        kind = READABLE if after is not None else UNREADABLE
        yield Change(kind, area, owner, (), (), was, now, was_path, before.trouble.line, OLD)


def _state_of(side: Side | None, sections: list[str]) -> Plain:
    if side is None:
        return None
    return trouble_data(side.trouble, sections) if side.trouble is not None else {}
