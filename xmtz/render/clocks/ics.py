"""A calendar file (RFC 5545) of all-day events, made by hand: the same duties give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from xmtz.domain.plain import printable

_LONGEST: Final = 75  # octets of a line


class Event(NamedTuple):
    """One all-day event. `key` makes its identity: the same key is the same event next time."""

    key: str
    day: date
    title: str
    text: str


def calendar_ics(name: str, events: Iterable[Event], stamp: date) -> str:
    """The calendar; `stamp` is the day on which it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//xmtz//due//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        uid = hashlib.sha256(event.key.encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@xmtz",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.title)}",
            f"DESCRIPTION:{_escaped(event.text)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    plain = "\n".join(printable(line) for line in text.split("\n"))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, no character cut; the parts after the first begin with a space."""
    part, length = "", 0
    for character in line:
        size = len(character.encode())
        if length + size > _LONGEST:
            yield part
            part, length = " ", 1
        part += character
        length += size
    yield part
