"""Clocks in the index: what is final is a column, what still runs is kept so that any day can be asked.

A clock depends on the day on which it is looked at. So a row holds the item itself as JSON, and
beside it `first_by`, before which nothing of it can fall due: a question about the next ten days
works out only the clocks that may be concerned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from xmtz.domain.clock import Correction, Handling, Pause, beginning
from xmtz.domain.period import Period
from xmtz.domain.process import Handled
from xmtz.index.clock_items import ClockItems, Item
from xmtz.index.days import iso
from xmtz.records.project import Project


def clock_rows(items: ClockItems, project: Project, traits: list[Any], c: int) -> Iterator[tuple[Any, ...]]:
    """The rows of one project; `c` is the number of its content."""
    for item in items.of(project, traits):
        decided = item.handling.decided
        start = beginning(items.calendar, item.handling, items.within).day
        head = (c, item.kind, item.key, iso(start), iso(decided), item.result)
        if decided is None:
            first_by, idle = iso(_first_by(items, item, start)), iso(_idle(items, item))
            plain = _plain_deadline(items, item, start)
            unit = None if plain is None or item.limit is None else "wd" if item.limit.unit == "wd" else "d"
            yield (*head, first_by, idle, iso(plain), None, unit, *[None] * 4, packed(item))
            continue
        clock = item.clock(items.calendar, decided, items.within)
        promised = item.clock(items.calendar, decided, items.within, promised=True)
        if clock is None:
            yield (*head, *[None] * 9, packed(item))
            continue
        yield (
            *head,
            None,
            None,
            iso(clock.deadline.day) if clock.deadline else None,
            iso(promised.deadline.day) if promised and promised.deadline else None,
            clock.unit,
            clock.used,
            clock.excluded,
            clock.late,
            promised.late if promised else None,
            packed(item),
        )


def _first_by(items: ClockItems, item: Item, start: date | None) -> date | None:
    """The first day on which anything of an undecided item may fall due."""
    began = start or item.handling.applied or item.handling.accepted
    if began is None:
        return None
    answer = beginning(items.calendar, item.handling, items.within).answer_by
    days = [answer.day] if answer is not None else []
    days += [
        began if item.approvals is not None else items.calendar.due(began, *limit).day
        for limit in (item.limit, item.promise)
        if limit is not None
    ]
    if any(pause.to is None for pause in item.handling.pauses) or item.handling.corrections:
        days.append(began)  # what waits is shown until it goes on
    return min(days, default=None)


def _idle(items: ClockItems, item: Item) -> date | None:
    """The day from which a process of which the handling counts stands still and is within its limit."""
    if item.approvals is None or any(one.end is None for one in item.approvals):
        return None
    last = max((one.end for one in item.approvals if one.end is not None), default=item.handling.accepted)
    if last is None:
        return None
    clock = item.clock(items.calendar, last, items.within)
    return last if clock is not None and not clock.late else None


def _plain_deadline(items: ClockItems, item: Item, start: date | None) -> date | None:
    """The deadline of an undecided step that nothing stopped or extended: it is the same on every day."""
    plain = not (item.handling.pauses or item.handling.corrections or item.handling.extension)
    if start is None or item.limit is None or item.approvals is not None or not plain:
        return None
    return items.calendar.due(start, *item.limit).day


def packed(item: Item) -> str:
    """An item as JSON."""
    handling = item.handling
    data: dict[str, Any] = {
        "h": [
            iso(handling.applied),
            [[iso(told), iso(received)] for told, received in handling.corrections],
            iso(handling.accepted),
            _pairs(handling.pauses),
            handling.extension,
            iso(handling.decided),
        ]
    }
    for name, limit in (("l", item.limit), ("p", item.promise)):
        if limit is not None:
            data[name] = [limit.number, limit.unit]
    if item.approvals is not None:
        data["a"] = [[iso(a.start), iso(a.end), _pairs(a.pauses)] for a in item.approvals]
    return json.dumps(data, separators=(",", ":"))


def unpacked(kind: str, key: str, text: str, result: str | None = None) -> Item:
    """The item that a row holds."""
    data = json.loads(text)
    applied, corrections, accepted, pauses, extension, decided = data["h"]
    handling = Handling(
        _day(applied),
        [Correction(date.fromisoformat(told), _day(received)) for told, received in corrections],
        _day(accepted),
        _pauses(pauses),
        Period(*extension) if extension else None,
        _day(decided),
    )
    approvals = None
    if "a" in data:
        approvals = tuple(
            Handled(date.fromisoformat(start), _day(end), _pauses(own)) for start, end, own in data["a"]
        )
    limit, promise = (Period(*data[name]) if name in data else None for name in ("l", "p"))
    return Item(kind, key, handling, limit, promise, result, approvals)


def _pairs(pauses: Sequence[Pause]) -> list[list[str | None]]:
    return [[iso(pause.start), iso(pause.to)] for pause in pauses]


def _pauses(pairs: Sequence[Sequence[str]]) -> list[Pause]:
    return [Pause(date.fromisoformat(start), _day(to)) for start, to in pairs]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
