"""Days in their order: the one comparison that many rules make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from xmtz.records.record import Record
from xmtz.words.finding import Finding, Kind, Place
from xmtz.words.lang import Say


def label(record: Record, field: str) -> Say:
    """What a field is called."""
    return type(record).fields[field].label


def in_order(kind: Kind, path: str, record: Record, fields: Sequence[str]) -> Iterator[Finding]:
    """A finding for each of these days of a record that lies before the one before it."""
    before: date | None = None
    earlier = ""
    for field in fields:
        day: date | None = getattr(record, field)
        if day is None:
            continue
        if before is not None and day < before:
            yield out_of_order(
                kind, record.where(path, field), label(record, field), day, label(record, earlier), before
            )
        before, earlier = day, field


def out_of_order(kind: Kind, place: Place, what: Say, day: date, than: Say, other: date) -> Finding:
    """The finding that `what` on `day` lies before `than` on `other`."""
    return kind.at(place, what=what, day=day, than=than, other=other)


BEFORE = Say("{what}（{day}）早于{than}（{other}）", "{what} ({day}) is before {than} ({other})")
"""The message of every kind that `in_order` yields."""

CHECK_BOTH = Say("核对这两个日期", "check both days")
